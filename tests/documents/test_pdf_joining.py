"""PDF: tables that a page break cuts become one grid, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
pytest.importorskip("reportlab", reason="reportlab is not installed; it draws the files of these tests")

from pdf_drawing import HEIGHT, Box, Drawing, read, texts

XS = [50.0, 130.0, 300.0, 360.0, 420.0]
HEAD = ["", "申请人情况", "自然人", "总计"]


def boxes_of(rows: Sequence[Sequence[str]]) -> list[Box]:
    """Cells of a table, one row a line; ``<`` goes on with the cell to the left, ``^`` with the one above."""
    boxes = []
    for row, printed in enumerate(rows):
        for column, text in enumerate(printed):
            if text in ("<", "^"):
                continue
            columns = 1
            while column + columns < len(printed) and printed[column + columns] == "<":
                columns += 1
            below = 1
            while row + below < len(rows) and rows[row + below][column] == "^":
                below += 1
            boxes.append(Box(row, column, below, columns, text))
    return boxes


def draw(
    drawing: Drawing, rows: Sequence[Sequence[str]], *, top: float = 60.0, xs: Sequence[float] = XS
) -> None:
    drawing.table(xs, [top + 24 * number for number in range(len(rows) + 1)], boxes_of(rows))


def on_two_pages(
    first: Sequence[Sequence[str]], second: Sequence[Sequence[str]], *, xs: Sequence[float] = XS
) -> list[list[list[str]]]:
    """The grids of a document with a table on each of two pages."""
    drawing = Drawing()
    draw(drawing, first)
    drawing.next_page()
    draw(drawing, second, xs=xs)
    return texts(read(drawing))


def test_rows_go_on() -> None:
    """Without a repeated head the rows are appended."""
    assert [[HEAD, ["1.属于国家秘密", "", "1", "2"], ["2.其他", "", "3", ""]]] == on_two_pages(
        [HEAD, ["1.属于国家秘密", "", "1", "2"]], [["2.其他", "", "3", ""]]
    )


def test_repeated_head_is_dropped() -> None:
    """A head of several rows, merged cells in it, stands once."""
    head = [["报告", "申请人情况", "<", "<"], ["^", "自然人", "法人", "总计"]]
    full = [["报告", "申请人情况", "申请人情况", "申请人情况"], ["报告", "自然人", "法人", "总计"]]

    assert [[*full, ["1.本年", "1", "2", "3"], ["2.其他", "4", "", "4"]]] == on_two_pages(
        [*head, ["1.本年", "1", "2", "3"]], [*head, ["2.其他", "4", "", "4"]]
    )


def test_three_pages() -> None:
    """A table may go on over more than one break."""
    drawing = Drawing()
    for number in range(3):
        draw(drawing, [HEAD, [f"{number}.其他", "", str(number), ""]])
        drawing.next_page()

    assert [[HEAD, *([f"{number}.其他", "", str(number), ""] for number in range(3))]] == texts(read(drawing))


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("（三）不予公开", ""), ("", "（三）不予公开"), ("（三）不予", "公开"), ("（三）\n不", "予公开")],
)
def test_stub_cell_that_was_cut_and_closed(upper: str, lower: str) -> None:
    """A merged stub cell with lines on both sides of the break is one cell, wherever its text stands."""
    first = [HEAD, [upper, "1.属于国家秘密", "1", "2"], ["^", "2.其他", "3", ""]]
    second = [[lower, "3.合计", "", "5"], ["^", "4.其他", "6", "7"], ["（四）其他", "1.合计", "8", "9"]]
    stub = "（三）不予公开"

    assert [
        [
            HEAD,
            [stub, "1.属于国家秘密", "1", "2"],
            [stub, "2.其他", "3", ""],
            [stub, "3.合计", "", "5"],
            [stub, "4.其他", "6", "7"],
            ["（四）其他", "1.合计", "8", "9"],
        ]
    ] == on_two_pages(first, second)


def test_group_that_begins_on_the_next_page() -> None:
    """A numbered stub cell on the next page is a new one; its first row is not that of the group above."""
    first = [HEAD, ["（三）不予公开", "1.属于国家秘密", "1", "2"]]
    second = [["（四）其他", "1.合计", "3", "4"]]

    assert [[*first, *second]] == on_two_pages(first, second)


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        (["1.属于国家", "", "1", ""], ["秘密", "", "", ""], ["1.属于国家秘密", "", "1", ""]),
        (["1.属于国家", "", "", ""], ["秘密", "", "1", ""], ["1.属于国家秘密", "", "1", ""]),
    ],
)
def test_row_that_was_cut_and_closed(upper: list[str], lower: list[str], joined: list[str]) -> None:
    """A label on both sides of the break, its values on one: one row."""
    last = ["2.其他", "", "3", "4"]

    assert [[HEAD, joined, last]] == on_two_pages([HEAD, upper], [lower, last])


def test_heading_that_was_cut_and_closed() -> None:
    """Headings that go on below the break are whole again."""
    assert [[["报告", "科研机构", "法律机构", "总计"], ["1.其他", "1", "2", "3"]]] == on_two_pages(
        [["报告", "科研机", "法律", "总计"]], [["", "构", "机构", ""], ["1.其他", "1", "2", "3"]]
    )


def test_empty_end_of_a_row() -> None:
    """A row of blanks that the break adds to a table is no row."""
    rows = [HEAD, ["1.属于国家秘密", "", "1", "2"]]

    assert [[*rows, ["2.其他", "", "3", ""]]] == on_two_pages(
        rows, [["", "", "", ""], ["2.其他", "", "3", ""]]
    )


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["1.属于国家秘密", "", "1", "2"], ["2.其他", "", "3", "4"]),
        (["1.属于国家秘密", "", "", "2"], ["2.其他", "", "3", ""]),
        (["某某", "", "无", "无"], ["其他", "", "无", ""]),
        (["某某", "", "—", "—"], ["其他", "", "—", ""]),
        (["合计", "", "12", "34"], ["", "", "56", "78"]),
    ],
)
def test_rows_that_stay_two(upper: list[str], lower: list[str]) -> None:
    """Values on both sides of a break are never put together, nor is a blank filled from above."""
    assert [[HEAD, upper, lower]] == on_two_pages([HEAD, upper], [lower])


def test_row_that_the_break_leaves_open() -> None:
    """Lines that run on to the end of the page and begin at the head of the next one make one row of two."""
    drawing = Drawing()
    draw(drawing, [HEAD], top=HEIGHT - 124)
    for x in XS:
        drawing.line(x, HEIGHT - 100, x, HEIGHT - 70)
    drawing.text(60, HEIGHT - 80, "1.属于国家")
    drawing.text(320, HEIGHT - 80, "12")
    drawing.next_page()
    for x in XS:
        drawing.line(x, 60, x, 84)
    drawing.text(60, 72, "秘密")
    draw(drawing, [["2.其他", "", "3", ""]], top=84)

    assert [[HEAD, ["1.属于国家秘密", "", "12", ""], ["2.其他", "", "3", ""]]] == texts(read(drawing))


def test_stub_cell_that_the_break_leaves_open() -> None:
    """A stub cell that runs on is one cell; rows closed by the break stay as they are, strips vanish."""
    drawing = Drawing()
    top = HEIGHT - 150
    drawing.table(XS[1:], [top, top + 24, top + 48], boxes_of([["1.本年", "1", "2"], ["2.上年", "3", "4"]]))
    drawing.line(XS[0], top, XS[1], top)
    for x in XS[:2]:
        drawing.line(x, top, x, top + 70)
    drawing.text(55, top + 30, "（一）申请")
    drawing.next_page()
    drawing.table(XS[1:], [64, 88], boxes_of([["3.结转", "5", "6"]]))
    for x in XS[:2]:
        drawing.line(x, 50, x, 88)
    drawing.line(XS[0], 88, XS[1], 88)
    document = read(drawing)

    assert [
        [
            ["（一）申请", "1.本年", "1", "2"],
            ["（一）申请", "2.上年", "3", "4"],
            ["（一）申请", "3.结转", "5", "6"],
        ]
    ] == texts(document)
    assert 1 == len({id(row[0]) for row in document.grids[0].rows})


def test_tables_with_other_edges_stay_two() -> None:
    """Two tables without any text between them are two where their edges differ."""
    first, second = [HEAD, ["1.其他", "", "1", "2"]], [["1.合计", "", "3", "4"]]

    assert [first, second] == on_two_pages(first, second, xs=[50.0, 100.0, 200.0, 320.0, 500.0])


@pytest.mark.parametrize("place", ["below", "above"])
def test_text_between_parts_them(place: str) -> None:
    """A heading below the first table or above the second one begins something new."""
    first, second = [HEAD, ["1.其他", "", "1", "2"]], [HEAD, ["1.其他", "", "3", "4"]]
    drawing = Drawing()
    draw(drawing, first, top=200)
    if place == "below":
        drawing.text(60, 400, "二、某某情况")
    drawing.next_page()
    if place == "above":
        drawing.text(60, 120, "二、某某情况")
    draw(drawing, second, top=200)

    assert [first, second] == texts(read(drawing))


def test_two_tables_side_by_side_go_on() -> None:
    """Each of two tables side by side goes on with the one below it."""
    drawing = Drawing()
    left, right = [50.0, 120.0, 180.0], [300.0, 370.0, 430.0]
    for year in range(2):
        draw(drawing, [[f"{year}.本年", "1"], [f"{year}.上年", "2"]], xs=left)
        draw(drawing, [[f"{year}.结转", "3"], [f"{year}.其他", "4"]], xs=right)
        drawing.next_page()

    assert [
        [["0.本年", "1"], ["0.上年", "2"], ["1.本年", "1"], ["1.上年", "2"]],
        [["0.结转", "3"], ["0.其他", "4"], ["1.结转", "3"], ["1.其他", "4"]],
    ] == texts(read(drawing))


def test_pages_with_other_margins() -> None:
    """Left and right pages may be offset, as in print for binding."""
    first, second = [HEAD, ["1.其他", "", "1", "2"]], [["2.合计", "", "3", "4"]]

    assert [[*first, *second]] == on_two_pages(first, second, xs=[x + 20 for x in XS])


def test_columns_that_only_one_part_has() -> None:
    """Rows with other merged cells on the next page fit into the columns of the whole table."""
    drawing = Drawing()
    draw(drawing, [["信息", "本年", "<", "上年"], ["某某", "1", "<", "2"]])
    drawing.next_page()
    draw(drawing, [["信息", "本年", "上年", "<"], ["其他", "3", "4", "<"]])

    assert [
        [
            ["信息", "本年", "本年", "上年"],
            ["某某", "1", "1", "2"],
            ["信息", "本年", "上年", "上年"],
            ["其他", "3", "4", "4"],
        ]
    ] == texts(read(drawing))


def test_page_numbers_and_running_titles_do_not_part_a_table() -> None:
    """What repeats in the margins of the pages is not between the parts of a table."""
    drawing = Drawing()
    for number in (1, 2):
        drawing.text(60, 30, "某某市政府信息公开工作报告")
        draw(drawing, [HEAD, [f"{number}.其他", "", "1", "2"]], top=80)
        drawing.text(290, HEIGHT - 30, f"— {number} —")
        drawing.next_page()
    document = read(drawing)

    assert [[HEAD, ["1.其他", "", "1", "2"], ["2.其他", "", "1", "2"]]] == texts(document)
    assert "某某市政府信息公开工作报告" == document.text


@given(
    groups=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    breaks=st.sets(st.integers(1, 15), max_size=3),
    values=st.lists(st.sampled_from(["", "0", "12", "—", "无", "1,234"]), min_size=3, max_size=40),
    repeats_head=st.booleans(),
)
def test_a_table_cut_anywhere(
    groups: list[int], breaks: set[int], values: list[str], repeats_head: bool
) -> None:
    """Wherever page breaks cut a table with merged stub cells, each row has its stub, its label and its values."""
    rows = [
        [
            f"（{'一二三四'[group]}）其他",
            f"{number + 1}.其他",
            *(values[(total + 5 * number) % len(values)] for total in (0, 1)),
        ]
        for group, size in enumerate(groups)
        for number in range(size)
    ]
    ends = sorted({0, len(rows), *(end for end in breaks if end < len(rows))})
    drawing = Drawing()
    last_stub = ""
    for start, end in pairwise(ends):
        part = [HEAD] if start == 0 or repeats_head else []
        stub = None
        for row in rows[start:end]:
            printed = "" if row[0] == last_stub else row[0]  # the text of a cut cell stands in its first part
            part.append(["^" if row[0] == stub else printed, *row[1:]])
            stub = row[0]
        last_stub = stub or ""
        draw(drawing, part)
        drawing.next_page()

    assert [[HEAD, *rows]] == texts(read(drawing))
