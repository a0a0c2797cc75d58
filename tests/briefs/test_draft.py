"""The draft of this year: carried over from last year, summed where all parts are given, noted where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import Key, write_page

import yoycompare as yoy
from yoycompare.briefs import OfficialForm, draft, form
from yoycompare.errors import BriefError
from yoycompare.reports import Report

TOTALS = ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization")


def last_year(**carried: str) -> Report:
    cells = {("requests.carried_out", applicant): text for applicant, text in carried.items()}
    return yoy.read_report(form("gid-2021", cells, entity="某某市", year=2023).to_bytes("html"))


def test_draft_carries_over() -> None:
    """What was carried out last year is carried in this year, kind by kind; blanks stay blank."""
    this_year = draft(last_year(natural_person="7", business="", total="7", research="/"))
    carried = {key: text for key, text in this_year.cells.items() if text}

    assert ("某某市", 2024, "gid-2021") == (this_year.entity, this_year.year, this_year.form.id)
    assert {("requests.carried_in", "natural_person"): "7", ("requests.carried_in", "total"): "7"} == carried
    assert {"requests.carried_out of 2023"} == {item.formula for item in this_year.computed}


def test_draft_computes_sums() -> None:
    """Sums are filled in where all their parts are given; others stay blank."""
    given_cells: dict[Key, int] = {("requests.received", kind): 10 for kind in TOTALS}
    given_cells |= {("requests.outcome.granted", kind): 1 for kind in TOTALS[:5]}
    this_year = draft(last_year(), given_cells)

    assert [("requests.received", "total", "60")] == [
        (item.metric, item.applicant, item.text) for item in this_year.computed
    ]


def test_draft_keeps_what_is_given() -> None:
    """A given sum that is not that of its parts is printed as given, and noted."""
    given_cells = {("requests.received", kind): 10 for kind in TOTALS} | {("requests.received", "total"): 61}
    this_year = draft(last_year(), given_cells)

    assert "61" == this_year.cells["requests.received", "total"]
    assert (
        "requests.received for total: 61 is printed, requests.received[natural_person] + "
        "requests.received[business] + requests.received[research] + requests.received[public_interest] + "
        "requests.received[legal_services] + requests.received[other_organization] is 60",
    ) == this_year.notes


def test_draft_for_a_later_year_carries_nothing() -> None:
    """The stock at the end of 2023 is no carry-over into 2026."""
    assert {} == dict(draft(last_year(total="7"), year=2026).cells)


def test_prose_is_carried_over_only_where_the_table_says_nothing() -> None:
    """The table goes before the sentence, also where it is blank; a rounded number is no carry-over."""
    sentence = "2023年，全市共收到政府信息公开申请50件，结转下年度继续办理{}件。"
    table = {("requests.carried_out", "total"): "7"}
    pages = [
        write_page("gid-2021", table, prose=sentence.format(8)),
        write_page("gid-2021", {}, prose=sentence.format(8)),
        "某某市2023年政府信息公开工作年度报告\n" + sentence.format(8),
        "某某市2023年政府信息公开工作年度报告\n" + sentence.format("约8"),
    ]
    carried = [carried_in(draft(yoy.read_report(page.encode(), year=2023))) for page in pages]

    assert ["7", "", "8", ""] == carried


def carried_in(this_year: OfficialForm) -> str:
    return this_year.cells.get(("requests.carried_in", "total"), "")


def test_form_in_force() -> None:
    """A draft is on the edition in force in its year, whatever last year's report is on."""
    old = form("gid-2019", {("requests.carried_out", "total"): 3}, entity="某某市", year=2020)
    report = yoy.read_report(old.to_bytes("html"))

    assert ("gid-2021", "3") == (draft(report).form.id, carried_in(draft(report)))
    assert "gid-2019" == draft(report, form="gid-2019").form.id


def test_no_carry_over_in_2014() -> None:
    """The form of 2014 has no carry-over, and its sums are computed like others."""
    old = form("gid-2014", {("requests.received", "total"): 3}, entity="某某市", year=2016)
    routes: dict[Key, int] = {
        (f"requests.route.{route}", "total"): 2 for route in ("in_person", "fax", "online", "mail")
    }
    this_year = draft(yoy.read_report(old.to_bytes("html")), routes)

    assert [("requests.received", "8")] == [(item.metric, item.text) for item in this_year.computed]


def test_sums_rest_on_no_forced_zero() -> None:
    """One kind is blank beside a total that the others fill: it is no 0, and no sum rests on it."""
    rows = outcomes()
    cells: dict[Key, int] = {(metric, "natural_person"): 1 for metric in rows}
    del cells[rows[0], "natural_person"]
    cells |= {(rows[0], kind): 0 for kind in TOTALS[1:]} | {(rows[0], "total"): 0}
    this_year = draft(last_year(), cells)

    assert () == this_year.computed


def test_closed_is_the_sum_of_all_outcomes() -> None:
    """Down a column, then along the row of totals: 21 outcomes of each of six kinds."""
    cells: dict[Key, int] = {(metric, kind): 1 for metric in outcomes() for kind in TOTALS}
    this_year = draft(last_year(), cells)

    assert "21" == this_year.cells["requests.closed", "business"]
    assert "126" == this_year.cells["requests.closed", "total"]
    assert () == this_year.notes


def outcomes() -> list[str]:
    rows = form("gid-2021").sections[1].rows
    metrics = dict.fromkeys(cell.key[0] for row in rows for cell in row if cell.key is not None)
    return [metric for metric in metrics if ".outcome." in metric]


def test_other_carry_over_is_noted() -> None:
    """A given carry-over that is not last year's is printed as given, and noted."""
    this_year = draft(last_year(total="7"), {("requests.carried_in", "total"): "8"})

    assert "8" == carried_in(this_year)
    assert (
        "requests.carried_in for total: 8 is printed, requests.carried_out of 2023 is 7",
    ) == this_year.notes


def test_balance_is_noted() -> None:
    """Received and carried in, closed and carried out: where the two sides differ, both are named."""
    cells = {
        ("requests.received", "business"): 9,
        ("requests.closed", "business"): 8,
        ("requests.carried_out", "business"): 5,
    }
    this_year = draft(last_year(business="3"), cells)

    assert (
        "requests.handled for business: requests.received[business] + requests.carried_in[business] is 12, "
        "requests.closed[business] + requests.carried_out[business] is 13",
    ) == this_year.notes


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(outcomes()), st.sampled_from((*TOTALS, "total"))),
        st.sampled_from([0, 1, 5, "/", "", "无", "1O5", "3"]),
    )
)
def test_what_is_given_stays(cells: dict[Key, int | str]) -> None:
    """No figure that was given is overwritten, and each cell that was filled in says how it follows."""
    this_year = draft(last_year(natural_person="7"), cells)
    filled = {(item.metric, item.applicant): item.formula for item in this_year.computed}
    given_cells = {key: str(value) for key, value in cells.items() if value != ""}

    assert given_cells == {key: this_year.cells[key] for key in given_cells}
    assert {key for key, text in this_year.cells.items() if text} == given_cells.keys() | filled.keys()
    assert all(filled.values())
    shaded = {
        cell.key for section in this_year.sections for row in section.rows for cell in row if cell.formula
    }
    assert shaded == filled.keys()


def test_draft_before_its_report() -> None:
    """A draft follows its report."""
    with pytest.raises(BriefError) as caught:
        draft(last_year(total="7"), year=2023)

    assert "<bytes>: a draft for 2023 cannot follow a report for 2023; name a later year" == str(caught.value)
