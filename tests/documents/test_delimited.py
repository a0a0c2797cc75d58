"""Delimited text → Document, and the rule that divides any sheet into text and grid."""

from __future__ import annotations

import csv
import io
from itertools import groupby, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pages import FORMS, TITLE, printed_cells
from test_docx import form_page, texts

from yoycompare.documents import Cell, Document, Grid, Source, delimited
from yoycompare.documents.delimited import Sheet, sheet_to_text_and_grid, text_to_delimiter
from yoycompare.errors import DocumentError
from yoycompare.reports.reading import document_to_report
from yoycompare.vocabulary import Vocabulary

SOURCE = Source(name="a.csv", sha256="")


def read(text: str, encoding: str = "utf-8") -> Document:
    return delimited.read(text.encode(encoding), SOURCE)


def page_to_csv(page: Document, delimiter: str) -> str:
    """The text line by line, then the tables: in section two each cell once, elsewhere in all its positions."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    lines = page.text.split("\n")
    writer.writerows([line] for line in lines[:-2])
    for grid in page.grids:
        for positions in grid.rows:
            cells = [found for found, _ in groupby(positions)] if grid.number == 1 else positions
            writer.writerow([found.text if found else "" for found in cells])
        writer.writerow([])
    writer.writerows([line] for line in lines[-2:])
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_report_of_a_form(form: str, delimiter: str, vocabulary: Vocabulary) -> None:
    """Every cell of the official form, blanks among them, is read as on the page; rows differ in length."""
    page, cells = form_page(form)
    report = document_to_report(read(page_to_csv(page, delimiter)), vocabulary=vocabulary)

    assert cells == {key: item.raw for key, item in printed_cells(report).items()}
    assert (form, "某某市", 2023, TITLE) == (report.form, report.entity, report.year, report.title)
    assert [("requests.received", "12件")] == [(item.metric, item.text) for item in report.quantities]


FIELDS = st.sampled_from(["甲", "1", "0.5", "1,234", "商业\n企业", 'a "b"', "x;y"])


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(FIELDS, min_size=width, max_size=width), min_size=4)
    ),
    st.lists(FIELDS, min_size=2, max_size=6),
    st.sampled_from(",;\t"),
)
def test_random_rows(even: list[list[str]], longer: list[str], delimiter: str) -> None:
    """Filled rows of any length are read back as they were written; beyond its end a row has no cells."""
    rows = [*even, longer]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    assume(text_to_delimiter(stream.getvalue()) == delimiter)  # another may divide the lines as evenly
    width = max(map(len, rows))
    (grid,) = read(stream.getvalue()).grids

    assert [[*fields, *[None] * (width - len(fields))] for fields in rows] == texts(grid)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    """The text is decoded as any other text."""
    document = read("项目,数量\n规章,1\n许可,2\n", encoding)

    assert [["项目", "数量"], ["规章", "1"], ["许可", "2"]] == texts(document.grids[0])
    assert ("csv", "", SOURCE, "") == (document.container, document.title, document.source, document.text)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n3,4", ","),
        ("a;b\n1,5;2\n3;4", ";"),
        ("1,234;5,678\n" * 3, ";"),
        ("a\tb\n1, 2\t3\n4\t5", "\t"),
        ("某某市2023年报告\na,b,c\n1,2,3\n4,,6\n7,8,9\n,,\n", ","),
        ('a,b\n"1,2\n3",4\n5,6', ","),
        ("a,b\n1,2", None),
        ("a\nb\nc", None),
        ("共收到申请12件, 办结11件。\n无。\n其中, 网上申请9件, 信函3件。", None),
        ('a,b\n"1,2\n3,4\n5,6', None),
        ("", None),
    ],
)
def test_which_delimiter(text: str, delimiter: str | None) -> None:
    """That which splits at least three lines, nearly all alike; prose is split by none."""
    assert delimiter == text_to_delimiter(text)


def test_title_and_table() -> None:
    """A line with one field above the table is text."""
    document = read("某某市2023年度报告,,\n项目,数量,单位\n规章,,件\n许可,2\n")

    assert "某某市2023年度报告" == document.text
    assert [["项目", "数量", "单位"], ["规章", "", "件"], ["许可", "2", None]] == texts(document.grids[0])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("甲\n乙\n", "neither tab nor semicolon nor comma splits its lines; save it again as CSV"),
        (
            '甲,"乙\n1,2\n',
            "a quotation mark opens a field and nothing closes it; close it, or save the file again as CSV",
        ),
    ],
)
def test_what_is_not_delimited(text: str, problem: str) -> None:
    """Without a delimiter, or with an open quotation mark, the file is refused."""
    with pytest.raises(DocumentError) as raised:
        read(text)

    assert f"a.csv: {problem}" == str(raised.value)


def test_more_cells_than_any_report() -> None:
    """A data file of another kind is refused before it is unfolded."""
    with pytest.raises(DocumentError) as raised:
        read("1,2\n" * 100_001)

    assert (
        "a.csv: a sheet spreads over 200,002 cells; if you trust the file, raise the limit cells, now 200,000"
        == str(raised.value)
    )


# Any sheet.


def grid_of(sheet: Sheet) -> Grid | None:
    return sheet_to_text_and_grid(sheet, 1, SOURCE)[1]


def test_empty_borders_are_cut_off() -> None:
    """The grid begins and ends with content; empty rows and columns inside it are empty cells."""
    grid = grid_of(Sheet(cells={(3, 2): "甲", (3, 4): "乙", (5, 2): "1", (5, 4): "2", (9, 9): " "}))

    assert [["甲", "", "乙"], ["", "", ""], ["1", "", "2"]] == (texts(grid) if grid else None)
    assert grid is not None
    assert Cell("乙", 1, 3) == grid.at(1, 3)


def test_sheet_without_cells() -> None:
    """An empty sheet is neither text nor grid, and one of lines only has no grid."""
    assert ([], None) == sheet_to_text_and_grid(Sheet(cells={}, ruled={(0, 0), (0, 1)}), 1, SOURCE)
    assert (["甲", "乙"], None) == sheet_to_text_and_grid(
        Sheet(cells={(0, 0): "甲", (2, 1): "乙"}), 1, SOURCE
    )


def test_title_above_a_frame_without_content() -> None:
    """A form that nobody filled in has a title and no grid."""
    sheet = Sheet(cells={(0, 0): "标题"}, merges=[(0, 0, 0, 2)], ruled=set(product(range(1, 3), range(3))))

    assert (["标题"], None) == sheet_to_text_and_grid(sheet, 1, SOURCE)


POSITIONS = st.tuples(st.integers(0, 7), st.integers(0, 5))
MERGES = st.tuples(POSITIONS, st.integers(0, 3), st.integers(0, 3)).map(
    lambda drawn: (*drawn[0], drawn[0][0] + drawn[1], drawn[0][1] + drawn[2])
)


@given(
    st.dictionaries(POSITIONS, st.sampled_from(["甲", "1", "81" * 41, "401" * 134])),
    st.lists(MERGES, max_size=5),
    st.sets(POSITIONS),
    st.sets(st.integers(0, 7), max_size=2),
    st.sets(st.integers(0, 5), max_size=2),
)
def test_no_cell_is_lost(
    cells: dict[tuple[int, int], str],
    merges: list[tuple[int, int, int, int]],
    ruled: set[tuple[int, int]],
    hidden_rows: set[int],
    hidden_columns: set[int],
) -> None:
    """Whatever the sheet, each cell that is shown is in the text or in the grid, once, as it is printed."""
    cells = {place: f"{text}{place}" for place, text in cells.items()}
    sheet = Sheet(
        cells=cells, merges=merges, ruled=ruled, hidden_rows=hidden_rows, hidden_columns=hidden_columns
    )
    lines, grid = sheet_to_text_and_grid(sheet, 1, SOURCE)
    under = {
        place
        for top, left, bottom, right in merges
        for place in product(range(top, bottom + 1), range(left, right + 1))
    }
    shown = [
        text
        for place, text in cells.items()
        if place not in under and place[0] not in hidden_rows and place[1] not in hidden_columns
    ]
    found = {cell for positions in grid.rows for cell in positions if cell} if grid else set()
    printed = lines + [cell.text for cell in found if cell.text]

    assert [] == [text for text in shown if printed.count(text) != 1]
    assert set(printed) <= set(cells.values())
    assert len(printed) == len(set(printed))
