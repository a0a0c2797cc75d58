"""The official form: written as files, read back as the same figures; the draft of this year."""

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
from yoycompare.briefs import draft, form
from yoycompare.errors import BriefError, OutputError
from yoycompare.reports import Report
from yoycompare.reports.labels import label_index
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.labels import normal_label

pytest.importorskip("docx", reason="the extra docx is not installed")
pytest.importorskip("xlsxwriter", reason="the extra xlsx is not installed")

FORMS = ("gid-2014", "gid-2019", "gid-2021")
CONTAINERS = ("html", "docx", "xlsx", "csv", "md", "rows", "tabs", "txt")
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


@settings(max_examples=40)
@given(st.sampled_from(FORMS[1:]).flatmap(filled), st.sampled_from(CONTAINERS[:4]))
def test_values_and_statuses_read_back(page: tuple[str, dict[Key, Written]], container: str) -> None:
    """Numbers, blanks, dashes, words and broken numbers: the containers that keep cells give all back."""
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
    if container != "csv":  # in a sheet saved as CSV the edges of merged cells are lost
        assert expected == read


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
        "requests.received for total: 61 is given, requests.received[natural_person] + "
        "requests.received[business] + requests.received[research] + requests.received[public_interest] + "
        "requests.received[legal_services] + requests.received[other_organization] is 60",
    ) == this_year.notes


def test_draft_for_a_later_year_carries_nothing() -> None:
    """The stock at the end of 2023 is no carry-over into 2026."""
    assert {} == dict(draft(last_year(total="7"), year=2026).cells)


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
            lambda: draft(last_year(total="7"), year=2023),
            "<bytes>: a draft for 2023 cannot follow a report for 2023; name a later year",
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
    monkeypatch.delitem(sys.modules, "yoycompare.briefs.excel", raising=False)
    with pytest.raises(BriefError) as caught:
        form("gid-2021").to_bytes("xlsx")

    expected = (
        'xlsx: xlsxwriter is not installed, which writes it; install it: pip install "yoycompare[xlsx]"'
    )
    assert expected == str(caught.value)


def test_save(tmp_path: Path) -> None:
    """The suffix says as what; a folder that is not there is an error, and nothing is written."""
    path = form("gid-2021", entity="某某市", year=2024).save(tmp_path / "form.html")

    assert "<h1>某某市2024年政府信息公开工作年度报告</h1>" in path.read_text(encoding="utf-8")
    with pytest.raises(OutputError):
        form("gid-2021").save(tmp_path / "none" / "form.docx")
    assert ["form.html"] == [found.name for found in tmp_path.iterdir()]
