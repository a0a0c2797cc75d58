"""Files made to exhaust a reader: refused with one clear line, or read, in time that grows with their size."""

from __future__ import annotations

import pytest

import yoycompare as yoy
from yoycompare.errors import DocumentError

REPORT = "某某市2023年政府信息公开工作年度报告\n全市共收到政府信息公开申请12件。\n"

READ = {
    "digits in one line": REPORT + "1" * 300_000,
    "lines of digits": REPORT + "1\n" * 100_000,
    "bars": REPORT + "|" * 300_000,
    "spaces": REPORT + " " * 300_000 + "1",
    "tabs": REPORT + "\t" * 300_000 + "1",
    "rows of one label": REPORT + "规章 1 2 3\n" * 20_000,
    "parts of a label": REPORT + "本\n年\n" * 20_000,
    "open tables": f"<html><body><p>{REPORT}</p>" + "<table><tr><td>" * 2_000,
    "open comment": f"<html><body><p>{REPORT}</p><!--" + "x" * 1_000_000,
    "open paragraphs": f"<html><body><p>{REPORT}</p>" + "<p>" * 100_000,
    "attributes": f"<html><body><p>{REPORT}</p><p {'a=1 ' * 100_000}>",
    "quotes in a script": f"<html><body><p>{REPORT}</p><script>" + '"\n' * 300_000,
}


@pytest.mark.parametrize("name", READ)
def test_what_is_read_all_the_same(name: str) -> None:
    """The report is read; what surrounds it gives no figure."""
    report = yoy.read_report(READ[name].encode())

    assert [("requests.received", "12件")] == [(item.metric, item.raw) for item in report.observations]


def test_nesting() -> None:
    """200,000 nested elements are refused before the tree is built."""
    page = f"<html><body><p>{REPORT}</p>" + "<div>" * 200_000
    with pytest.raises(DocumentError) as caught:
        yoy.read_report(page.encode())

    expected = "<bytes>: its elements are nested 10,001 deep and more; if you trust the file, raise the limit nesting, now 10,000"
    assert expected == str(caught.value)


@pytest.mark.parametrize(
    "hidden",
    [
        '<script>var content = "' + "<div>" * 200_000 + '";</script>',
        "<textarea>" + "<div>" * 200_000 + "</textarea>",
        "<template>" * 200_000,
    ],
    ids=["script", "text area", "templates"],
)
def test_nesting_in_what_a_page_hides(hidden: str) -> None:
    """What scripts and hidden elements hold is a page too, and refused for the same reason."""
    with pytest.raises(DocumentError) as caught:
        yoy.read_report(f"<html><body><p>{REPORT}</p>{hidden}".encode())

    expected = "<bytes>: its elements are nested 10,001 deep and more; if you trust the file, raise the limit nesting, now 10,000"
    assert expected == str(caught.value)


def test_closed_elements_are_not_nested() -> None:
    """A long page is no deep one."""
    page = f"<html><body><p>{REPORT}</p>" + "<div>1</div>" * 30_000

    assert 1 == len(yoy.read_report(page.encode()).observations)


def test_spans() -> None:
    """Cells that cover hundreds of thousands of positions are refused."""
    row = "<tr>" + "<td rowspan=65000 colspan=1000>1</td>" * 2
    page = f"<html><body><p>{REPORT}</p><table>{row * 500}</table>"
    with pytest.raises(DocumentError) as caught:
        yoy.read_report(page.encode())

    expected = "<bytes>: the merged cells of a table cover 500,000 positions; if you trust the file, raise the limit cells, now 200,000"
    assert expected == str(caught.value)
