"""PDF: whole reports, printed by a browser and by an office program, against the pages that were printed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

from yoycompare.documents import Document, Source, html, pdf
from yoycompare.documents.pdf_joining import sheets_to_tables
from yoycompare.documents.pdf_pages import data_to_pages
from yoycompare.documents.radicals import CHARACTERS_OF_RADICALS
from yoycompare.reports import Report, Status
from yoycompare.reports.reading import document_to_report
from yoycompare.vocabulary import Vocabulary

FIXTURES = Path(__file__).parent / "pdf_fixtures"
REPORTS = ("gid-2019", "gid-2021", "gid-2021-frames", "gid-2021-office")
PRINTS = (*REPORTS, "two-years")
CELLS = {"gid-2019": 198, "gid-2021": 200}
HEADS = {"gid-2021": ["某某市2023年政府信息公开工作年度报告"]}  # printed by the browser, below the date


def read(reader: ModuleType, name: str) -> Document:
    path = FIXTURES / f"{name}.{reader.__name__.rpartition('.')[2]}"
    document = reader.read(path.read_bytes(), Source(name=path.name, sha256="0"))
    assert isinstance(document, Document)
    return document


def read_report(reader: ModuleType, name: str, vocabulary: Vocabulary) -> Report:
    return document_to_report(read(reader, name), vocabulary=vocabulary)


def without_spaces(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", REPORTS)
def test_every_cell_of_a_report(name: str, vocabulary: Vocabulary) -> None:
    """Each cell of the form reads as it does from the page that was printed: values, blanks and dashes."""
    page, printed = (read_report(reader, name, vocabulary) for reader in (html, pdf))
    expected, actual = (
        {
            (item.metric, item.applicant): (item.raw, item.status, item.value)
            for item in report.observations
            if item.source == "table"
        }
        for report in (page, printed)
    )

    assert expected == actual
    assert CELLS[printed.form] == len(actual)
    assert (page.entity, page.year, page.form) == (printed.entity, printed.year, printed.form)
    assert [] == [item for item in printed.unread if item.place.table is not None]


def test_cells_by_hand(vocabulary: Vocabulary) -> None:
    """Values, a blank and a dash of both parts of a table that a page break cuts, as the print shows them."""
    report = read_report(pdf, "gid-2019", vocabulary)
    cells = {
        (item.metric.removeprefix("requests."), item.applicant): (item.raw, item.status)
        for item in report.observations
    }

    assert [
        ("627", Status.REPORTED),
        ("", Status.BLANK),
        ("—", Status.DASH),
        ("663", Status.REPORTED),
        ("—", Status.DASH),
        ("251000元", Status.REPORTED),
    ] == [
        cells["outcome.denied.third_party_rights", "natural_person"],
        cells["outcome.denied.enforcement_files", "business"],
        cells["outcome.denied.enforcement_files", "public_interest"],
        cells["outcome.denied.registry_inquiry", "natural_person"],
        cells["carried_out", "natural_person"],
        cells["disclosure.procurement.amount", "total"],
    ]


@pytest.mark.parametrize("name", REPORTS)
def test_section_three_is_cut_by_a_page_break(name: str) -> None:
    """The fixtures show what they are for: the table of section three stands on two pages and is one grid."""
    path = FIXTURES / f"{name}.pdf"
    _, pages = data_to_pages(path.read_bytes(), Source(name=path.name, sha256="0"))
    tables = sheets_to_tables(pdf.pages_to_sheets(pages))

    assert [1, 2] == [number for number, _ in tables[1].parts]
    assert 3 == len(tables) == len(read(pdf, name).grids)


@pytest.mark.parametrize("name", REPORTS)
def test_text_of_a_report(name: str) -> None:
    """Paragraphs come out whole; of what a browser prints in the margins, only the first head stays."""
    page, printed = (
        [without_spaces(line) for line in read(reader, name).text.splitlines()] for reader in (html, pdf)
    )

    head = HEADS.get(name, [])
    assert head + page == printed[bool(head) :]


@pytest.mark.parametrize("name", REPORTS)
def test_quantities_of_a_report(name: str, vocabulary: Vocabulary) -> None:
    """No number of the prose is lost or made up by line breaks."""
    expected, actual = (
        [(item.metric, item.value, item.unit) for item in read_report(reader, name, vocabulary).quantities]
        for reader in (html, pdf)
    )

    assert expected == actual
    assert 20 < len(actual)


def test_two_years_side_by_side() -> None:
    """Two columns are read one after the other, two tables side by side are two grids, the left one first."""
    page, printed = (read(reader, "two-years") for reader in (html, pdf))

    assert page.text == printed.text
    assert [grid.rows for grid in page.grids] == [grid.rows for grid in printed.grids]


@pytest.mark.parametrize("name", PRINTS)
def test_title(name: str) -> None:
    """The title is the one that the page gave itself."""
    assert read(html, name).title == read(pdf, name).title


@pytest.mark.parametrize("name", [name for name in PRINTS if name != "gid-2021-frames"])
def test_cells_as_pdfplumber_reads_them(name: str) -> None:
    """Page by page, the cells with lines all around are those that pdfplumber finds, its radicals replaced."""
    pdfplumber = pytest.importorskip("pdfplumber", reason="pdfplumber is not installed")
    path = FIXTURES / f"{name}.pdf"
    _, pages = data_to_pages(path.read_bytes(), Source(name=path.name, sha256="0"))
    with pdfplumber.open(path) as document:
        expected = [
            Counter(
                without_spaces(text.translate(CHARACTERS_OF_RADICALS))
                for table in page.extract_tables()
                for row in table
                for text in row
                if text is not None
            )
            for page in document.pages
        ]
    actual = [
        Counter(
            without_spaces(cell.text)
            for table in sheet.tables
            for cell in table.cells()
            if not (cell.is_open_above or cell.is_open_below)
        )
        for sheet in pdf.pages_to_sheets(pages)
    ]

    assert expected == actual


@pytest.mark.parametrize("name", [name for name in PRINTS if name != "gid-2021-office"])
def test_prints_of_a_browser_hold_radicals(name: str) -> None:
    """The fixtures show what they are for: glyphs are named by radicals, which the reader replaces."""
    pdfplumber = pytest.importorskip("pdfplumber", reason="pdfplumber is not installed")
    with pdfplumber.open(FIXTURES / f"{name}.pdf") as document:
        named = "".join(page.extract_text() for page in document.pages)
    printed = read(pdf, name)
    cells = "".join(cell.text for grid in printed.grids for row in grid.rows for cell in row if cell)

    assert CHARACTERS_OF_RADICALS.keys() & set(map(ord, named))
    assert not CHARACTERS_OF_RADICALS.keys() & set(map(ord, printed.text + cells))
