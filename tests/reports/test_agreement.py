"""Two readings of one report: what counts as the same, what differs and how."""

from __future__ import annotations

import json

import pytest
from cells import Written, filled_pages
from hypothesis import given
from pages import FORMS, TITLE, Key, page_keys, read_page, write_page

import yoycompare as yoy
from yoycompare.commands import main
from yoycompare.errors import ReportError
from yoycompare.reports import Verdict
from yoycompare.reports.serialization import agreement_to_json

RECEIVED = ("requests.received", "total")
CARRIED = ("requests.carried_in", "total")
CLOSED = ("requests.closed", "total")


def page(cells: dict[Key, str], title: str = TITLE, form: str = "gid-2021") -> yoy.Report:
    """A page with those cells, and one with a value in each row, so that the form is known."""
    return read_page(write_page(form, dict.fromkeys(page_keys(form), "1") | cells, title=title))


def test_same_meaning_in_other_print_agrees():
    """Width of digits and separators say nothing: the values agree."""
    first, second = page({RECEIVED: "１２７０"}), page({RECEIVED: "1,270"})
    found = yoy.agreement(first, second)
    assert (True, (), 200) == (found.agrees, found.differences, len(found.pairs))
    assert "Agreement(<bytes>, <bytes>: 200 of 200 agree)" == repr(found)


def test_each_way_to_differ():
    """Another value, another status: both sides with value, print and place."""
    first = page({RECEIVED: "127", CARRIED: "0", CLOSED: ""})
    second = page({RECEIVED: "172", CARRIED: "", CLOSED: ""})
    found = yoy.agreement(first, second)
    differences = {
        pair.metric: (
            str(pair.verdict),
            pair.first.raw,
            pair.second.raw,
            pair.first.place == pair.second.place,
        )
        for pair in found.differences
    }
    expected = {
        "requests.received": ("value", "127", "172", True),
        "requests.carried_in": ("status", "0", "", True),
    }
    assert expected == differences
    assert "Agreement(<bytes>, <bytes>: 198 of 200 agree, 1 differ in value, 1 differ in status)" == repr(
        found
    )


def test_only_in_one():
    """What one reading lacks is counted on the side that has it."""
    whole = page({})
    prose = read_page(f"{TITLE}\n2023年，全市共收到政府信息公开申请12件，上年结转3件。")
    found = yoy.agreement(whole, prose)
    counts = found.counts
    assert (200, 2, 0) == (counts[Verdict.ONLY_FIRST], counts[Verdict.ONLY_SECOND], counts[Verdict.AGREES])
    assert ("gid-2021", "prose") == found.head["form"]
    assert repr(found).endswith("200 only in the first, 2 only in the second, form gid-2021 / prose)")


def test_another_body_or_year_is_refused():
    """Two reports are not two readings of one, unless the caller says so."""
    first, second = page({}), page({}, title=TITLE.replace("2023", "2022"))
    with pytest.raises(ReportError) as caught:
        yoy.agreement(first, second)
    expected = (
        "<bytes>: it is of 某某市 2022, <bytes> of 某某市 2023; "
        "name two copies of one report, or pass anyway=True (--anyway)"
    )
    assert expected == str(caught.value)
    found = yoy.agreement(first, second, anyway=True)
    assert (False, ()) == (found.agrees, found.differences)


@pytest.mark.parametrize("form", FORMS)
def test_a_report_agrees_with_itself(form):
    """Every page agrees with itself, and the counts add up to its printed values."""

    @given(filled_pages(form))
    def holds(cells: dict[Key, Written]) -> None:
        report = read_page(write_page(form, {key: cell.text for key, cell in cells.items()}))
        found = yoy.agreement(report, report)
        printed = [item for item in report.observations if item.source != "derived"]
        assert (True, len(printed)) == (found.agrees, found.counts[Verdict.AGREES])

    holds()


def test_sides_can_be_exchanged():
    """Exchanging the two exchanges the sides and changes no count otherwise."""
    first, second = page({RECEIVED: "127"}), read_page(f"{TITLE}\n2023年，全市共收到政府信息公开申请12件。")
    there, back = yoy.agreement(first, second).counts, yoy.agreement(second, first).counts
    exchanged = {Verdict.ONLY_FIRST: Verdict.ONLY_SECOND, Verdict.ONLY_SECOND: Verdict.ONLY_FIRST}
    assert there == {exchanged.get(verdict, verdict): count for verdict, count in back.items()}


def test_command(tmp_path, capsys):
    """Exit status 0 where the two agree, 1 and the differing values where they do not."""
    texts = {"a.txt": "12", "b.txt": "１２", "c.txt": "13"}
    paths = {name: str(tmp_path / name) for name in texts}
    for name, count in texts.items():
        (tmp_path / name).write_text(
            f"{TITLE}\n2023年，全市共收到政府信息公开申请{count}件。", encoding="utf-8"
        )
    assert 0 == main(["agree", paths["a.txt"], paths["b.txt"]])
    assert f"Agreement({paths['a.txt']}, {paths['b.txt']}: 1 of 1 agree)\n" == capsys.readouterr().out
    assert 1 == main(["agree", paths["a.txt"], paths["c.txt"]])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    expected = "requests.received total prose value 12件 characters 40-43 13件 characters 40-43"
    assert expected.split() in lines


def test_command_in_json(tmp_path, capsys):
    """The JSON holds both sides of every value."""
    path = tmp_path / "a.txt"
    path.write_text(f"{TITLE}\n2023年，全市共收到政府信息公开申请12件。", encoding="utf-8")
    assert 0 == main(["agree", str(path), str(path), "--format", "json"])
    content = json.loads(capsys.readouterr().out)
    report = yoy.read_report(path)
    assert agreement_to_json(yoy.agreement(report, report)) == content
    assert (True, 1, 12) == (
        content["agrees"],
        content["counts"]["agrees"],
        content["pairs"][0]["second"]["value"],
    )
