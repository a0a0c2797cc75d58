"""The official form: written as files, read back as the same figures."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest
from cells import Written, filled_pages
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Key, page_keys, write_page

import yoycompare as yoy
from yoycompare.briefs import form
from yoycompare.briefs.official.sheets import column_widths, row_lines
from yoycompare.errors import BriefError, OutputError
from yoycompare.reports import Report
from yoycompare.reports.labels import label_index
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.labels import normal_label

pytest.importorskip("docx", reason="the extra docx is not installed")
pytest.importorskip("xlsxwriter", reason="the extra xlsx is not installed")

FORMS = ("gid-2014", "gid-2019", "gid-2021")
CONTAINERS = ("html", "docx", "xlsx", "csv", "md", "rows", "tabs", "txt")
KEEPING = ("html", "docx", "xlsx")  # every cell, whatever it prints
CELLS = {"gid-2014": 58, "gid-2019": 198, "gid-2021": 200}
TOTALS = ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization")


def keys_of(form_id: str) -> list[Key]:
    rows = (row for section in form(form_id).sections for row in section.rows)
    return [cell.key for row in rows for cell in row if cell.key is not None]


def raws(report: Report) -> dict[Key, str]:
    return {(item.metric, item.applicant): item.raw for item in report.observations if item.source == "table"}


def numbered(form_id: str) -> dict[Key, str]:
    """Each cell with a number of its own, with a unit where the form prints none."""
    numbers = {key: str(number) for number, key in enumerate(keys_of(form_id), start=100)}
    return {
        key: text + "元" if key[0] == "disclosure.procurement.amount" else text
        for key, text in numbers.items()
    }


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("container", CONTAINERS)
def test_every_cell_reads_back(form_id: str, container: str) -> None:
    """Each cell has its own number: it is read under its own metric and applicant, from every container."""
    cells = numbered(form_id)
    report = yoy.read_report(form(form_id, cells, entity="某某市", year=2023).to_bytes(container))

    assert CELLS[form_id] == len(cells)
    assert (cells, ()) == (raws(report), report.unread)
    assert (form_id, "某某市", 2023) == (report.form, report.entity, report.year)


@pytest.mark.parametrize("form_id", FORMS)
def test_labels_are_those_that_the_readers_know(form_id: str, vocabulary: Vocabulary) -> None:
    """Every printed label of a list is a label of its metric."""
    index = label_index(vocabulary)
    lines = [line for table in vocabulary.forms[form_id].tables for line in table.lines if line.metric]

    assert [] == [
        line
        for line in lines
        if line.metric not in [entry.row.metrics[0] for entry in index.listed[normal_label(line.label)]]
    ]


def filled(form_id: str) -> st.SearchStrategy[tuple[str, dict[Key, Written]]]:
    return st.tuples(st.just(form_id), filled_pages(form_id))


@settings(max_examples=60)
@given(st.sampled_from(FORMS[1:]).flatmap(filled), st.sampled_from(CONTAINERS))
def test_values_and_statuses_read_back(page: tuple[str, dict[Key, Written]], container: str) -> None:
    """Numbers, blanks, dashes, words and broken numbers: no container gives another value or status.

    A row of section four without a number or word is nothing, or a rule, where a row is a line.
    """
    form_id, cells = page
    figures = {key: cell.text for key, cell in cells.items()} | {("requests.received", "total"): "12"}
    expected = {key: (cell.status, cell.value) for key, cell in cells.items()}
    expected["requests.received", "total"] = ("reported", Decimal(12))
    report = yoy.read_report(form(form_id, figures, entity="某某市", year=2023).to_bytes(container))
    read = {
        (item.metric, item.applicant): (str(item.status), item.value)
        for item in report.observations
        if item.source == "table"
    }

    assert {} == {key: found for key, found in read.items() if found != expected[key]}
    if container in KEEPING:
        assert expected == read
    elif container != "txt":  # one cell a line leaves blanks to be told from nothing
        lost = expected.keys() - read.keys()
        assert all(key[0].startswith(("review.", "litigation.")) for key in lost)
        assert {"blank", "dash"} >= {expected[key][0] for key in lost}


CELL_TEXTS = st.one_of(
    st.integers(0, 10**6).map(str),
    st.sampled_from(["", "", "/", "—", "无", "未统计", "1O5", "１２"]),
)


@settings(max_examples=40)
@given(st.lists(CELL_TEXTS, min_size=58, max_size=58), st.sampled_from(CONTAINERS[:7]))
def test_list_of_2014_reads_back(texts: list[str], container: str) -> None:
    """The same for the list of 2014."""
    cells = dict(zip(keys_of("gid-2014"), texts, strict=True)) | {("requests.received", "total"): "12"}
    report = yoy.read_report(form("gid-2014", cells, entity="某某市", year=2016).to_bytes(container))

    assert cells == raws(report)


@pytest.mark.parametrize("form_id", FORMS[1:])
def test_same_tables_as_pages_in_use(form_id: str) -> None:
    """Written here and as pages in use write it: the same figures are read."""
    cells = numbered(form_id)

    assert set(page_keys(form_id)) == set(cells)
    assert raws(yoy.read_report(write_page(form_id, cells).encode())) == raws(
        yoy.read_report(form(form_id, cells, entity="某某市", year=2023).to_bytes("html"))
    )


@pytest.mark.parametrize(
    ("form_id", "metric", "value", "text"),
    [
        ("gid-2021", "disclosure.charges.amount", Decimal(727012578), "72701.2578"),
        ("gid-2019", "disclosure.procurement.amount", 251000, "251000元"),
        ("gid-2021", "disclosure.charges.amount", Decimal("0.01"), "0.000001"),
        ("gid-2014", "request_fees.collected", Decimal(1500), "0.15"),
        ("gid-2021", "disclosure.permits.decisions", 1200, "1200"),
    ],
)
def test_numbers_are_printed_in_the_unit_of_the_form(
    form_id: str, metric: str, value: int | Decimal, text: str
) -> None:
    """Yuan become 万元 where the form counts so, exactly; without a printed unit the cell prints it."""
    written = form(form_id, {(metric, "total"): value}, entity="某某市", year=2023)

    assert {(metric, "total"): text} == dict(written.cells)
    (item,) = [
        item
        for item in yoy.read_report(written.to_bytes("html")).observations
        if item.source == "table" and item.value is not None
    ]
    assert (metric, Decimal(value)) == (item.metric, item.value)


def test_report_is_printed_as_it_was() -> None:
    """The print of a report goes to its form unchanged; yuan below 元 become yuan below 万元."""
    cells = {
        ("requests.received", "total"): "１２",
        ("requests.carried_in", "total"): "无",
        ("disclosure.charges.amount", "total"): "5000",
    }
    page = form("gid-2021", cells, entity="某某市", year=2023).to_html().replace("万元", "元")
    report = yoy.read_report(page.encode())
    again = form("gid-2021", report)

    assert "某某市2023年政府信息公开工作年度报告" == again.title
    assert cells | {("disclosure.charges.amount", "total"): "0.5"} == {
        key: text for key, text in again.cells.items() if text
    }


def test_bars_in_a_text_move_no_cell() -> None:
    """A bar, a tab or a break in a text stays in its cell."""
    cells = {("requests.received", "business"): "无|\t无", ("requests.received", "research"): "5"}
    for container in CONTAINERS[:7]:
        report = yoy.read_report(form("gid-2021", cells, entity="某某市", year=2023).to_bytes(container))
        found = {item.applicant: item for item in report.observations if item.metric == "requests.received"}

        assert ("text", Decimal(5)) == (str(found["business"].status), found["research"].value)


def test_columns_are_as_wide_as_their_labels() -> None:
    """Narrow columns for stubs over many rows, a wide one for the labels of rows, rows as high as these need."""
    section = form("gid-2021").sections[1]
    widths = column_widths(section)

    assert [4, 4, 16, 4, 4, 4, 6, 6, 4, 4] == widths
    assert 3 == max(row_lines(section, widths))


def test_stub_of_the_form() -> None:
    """The stubs of section three reach over 20 rows on the form of 2019 and over 22 on that of 2021."""
    spans = {
        form_id: {
            cell.text: cell.rows
            for section in form(form_id).sections
            for row in section.rows
            for cell in row
            if cell.rows > 3
        }
        for form_id in FORMS[1:]
    }

    assert {"三、本年度办理结果": 20, "（三）不予公开": 8, "（五）不予处理": 5} == spans["gid-2019"]
    assert {"三、本年度办理结果": 22, "（三）不予公开": 8, "（五）不予处理": 5} == spans["gid-2021"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: form("gid-2020"),
            "gid-2020: there is no such form; use one of: gid-2014, gid-2019, gid-2021",
        ),
        (
            lambda: form("gid-2019", {("request_fees.collected", "total"): 1}),
            "gid-2019: it has no cell for request_fees.collected and total; leave it out, or name another form",
        ),
        (
            lambda: form("gid-2019").to_bytes("odt"),
            "odt: no form is written as this; use one of: html, docx, xlsx, csv, md, txt, rows, tabs",
        ),
        (
            lambda: form("gid-2019").save("form.odt"),
            "form.odt: no form is written with this suffix; use one of: .html, .docx, .xlsx, .csv, .md, .txt",
        ),
        (
            lambda: form("gid-2021", {("requests.received", "total"): 1.5}),
            "gid-2021: 1.5 for requests.received is neither a text nor an exact number; give a text, an int or a Decimal",
        ),
        (
            lambda: form("gid-2021", {("requests.received", "total"): 10**18}),
            "gid-2021: the number 1000000000000000000 for requests.received has more digits than a cell can print; "
            "give at most 18 digits, and 8 behind the point",
        ),
        (
            lambda: form("gid-2021", {("requests.received", "total"): "1\x002"}),
            "gid-2021: '1\\x002' for requests.received is no text for a cell; "
            "give at most 80 characters, none of them a control code",
        ),
        (
            lambda: form("gid-2021", {"requests.received": 1}),
            "gid-2021: it has no cell for 'requests.received'; leave it out, or name another form",
        ),
    ],
)
def test_what_cannot_be_written(call: object, message: str) -> None:
    """One line: what, where and what to do instead."""
    assert callable(call)
    with pytest.raises(BriefError) as caught:
        call()

    assert message == str(caught.value)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the message names the extra that brings it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "yoycompare.briefs.official.excel", raising=False)
    with pytest.raises(BriefError) as caught:
        form("gid-2021").to_bytes("xlsx")

    expected = 'xlsx: the package xlsxwriter, which writes it, is not installed; install it: pip install "yoycompare[xlsx]"'
    assert expected == str(caught.value)


def test_save(tmp_path: Path) -> None:
    """The suffix says as what; a folder that is not there is an error, and nothing is written."""
    path = form("gid-2021", entity="某某市", year=2024).save(tmp_path / "form.html")

    assert "<h1>某某市2024年政府信息公开工作年度报告</h1>" in path.read_text(encoding="utf-8")
    with pytest.raises(OutputError):
        form("gid-2021").save(tmp_path / "none" / "form.docx")
    assert ["form.html"] == [found.name for found in tmp_path.iterdir()]
