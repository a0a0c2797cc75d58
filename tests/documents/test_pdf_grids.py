"""PDF: drawn lines become grids, whatever way they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
pytest.importorskip("reportlab", reason="reportlab is not installed; it draws the files of these tests")

from pdf_drawing import FONT, Box, Drawing, read, texts

TEXTS = (
    "",
    "",
    "0",
    "12",
    "1,234",
    "-5",
    "—",
    "１２７",
    "自然人",
    "（三）不予公开",
    "1.属于国家秘密",
    "社会\n公益组织",
    "3\n4",
)
LABELS = {"社会\n公益组织": "社会公益组织"}  # a wrapped label is one label; 3 above 4 is not 34


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[float], list[float], list[Box]]:
    """Column edges, row edges and cells of a table; merged cells are rectangles."""
    widths = draw(st.lists(st.integers(80, 95), min_size=2, max_size=5))
    heights = draw(st.lists(st.integers(26, 60), min_size=2, max_size=8))
    xs, ys = [30.0], [40.0]
    for width in widths:
        xs.append(xs[-1] + width)
    for height in heights:
        ys.append(ys[-1] + height)
    taken: set[tuple[int, int]] = set()
    boxes = []
    for row in range(len(heights)):
        for column in range(len(widths)):
            if (row, column) in taken:
                continue
            rows = draw(st.integers(1, min(3, len(heights) - row)))
            columns = draw(st.integers(1, min(3, len(widths) - column)))
            while any((row, column + over) in taken for over in range(columns)):
                columns -= 1
            covered = {(row + down, column + over) for down in range(rows) for over in range(columns)}
            taken |= covered
            boxes.append(Box(row, column, rows, columns, draw(st.sampled_from(TEXTS))))
    return xs, ys, boxes


def expected_texts(boxes: Sequence[Box]) -> list[list[str]]:
    """What each position prints."""
    height, width = max(box.row + box.rows for box in boxes), max(box.column + box.columns for box in boxes)
    rows = [[""] * width for _ in range(height)]
    for box in boxes:
        for row in range(box.row, box.row + box.rows):
            for column in range(box.column, box.column + box.columns):
                rows[row][column] = LABELS.get(box.text, box.text)
    return rows


def expected_cells(boxes: Sequence[Box]) -> set[tuple[int, int, str]]:
    return {(box.row + 1, box.column + 1, LABELS.get(box.text, box.text)) for box in boxes}


def is_plain(boxes: Sequence[Box]) -> bool:
    """Whether each grid line is drawn somewhere, so that the drawing shows all rows and columns; and is a table."""
    rows = {box.row for box in boxes}
    columns = {box.column for box in boxes}
    return (
        len(rows) == max(box.row + box.rows for box in boxes)
        and len(columns) == max(box.column + box.columns for box in boxes)
        and any(box.text for box in boxes)
        and any(len({box.column for box in boxes if box.row <= row < box.row + box.rows}) > 1 for row in rows)
    )


STYLES: dict[str, Callable[[Drawing], Callable[[float, float, float, float], None]]] = {
    "strokes": lambda drawing: drawing.line,
    "thin boxes": lambda drawing: drawing.bar,
    "thick boxes": lambda drawing: lambda *ends: drawing.bar(*ends, thickness=2.0),
}


@pytest.mark.parametrize("style", STYLES)
@given(table=tables().filter(lambda table: is_plain(table[2])))
def test_a_table_reads_back(style: str, table: tuple[list[float], list[float], list[Box]]) -> None:
    """Each position holds the text of the cell that covers it, each merged cell is one cell."""
    xs, ys, boxes = table
    drawing = Drawing()
    drawing.table(xs, ys, boxes, STYLES[style](drawing))
    (grid,) = read(drawing).grids

    assert expected_texts(boxes) == [[cell and cell.text for cell in row] for row in grid.rows]
    assert expected_cells(boxes) == {
        (cell.row, cell.column, cell.text) for row in grid.rows for cell in row if cell is not None
    }
    assert len(boxes) == len({id(cell) for row in grid.rows for cell in row})


@pytest.mark.parametrize("inset", [0.5, 1.0, 1.4])
@given(table=tables().filter(lambda table: is_plain(table[2])))
def test_cells_with_a_frame_each(inset: float, table: tuple[list[float], list[float], list[Box]]) -> None:
    """Frames with gaps between them, as browsers draw cells whose borders are not collapsed, are one table."""
    xs, ys, boxes = table
    drawing = Drawing()
    drawing.table(xs, ys, boxes, inset=inset)

    assert [expected_texts(boxes)] == texts(read(drawing))


SMALL = [
    Box(0, 0, 1, 1, "一、本年新收"),
    Box(0, 1, 1, 1, "12"),
    Box(0, 2, 1, 1, ""),
    Box(1, 0, 1, 1, "二、上年结转"),
    Box(1, 1, 1, 2, "3"),
]
SMALL_TEXTS = [["一、本年新收", "12", ""], ["二、上年结转", "3", "3"]]
XS, YS = [50.0, 150.0, 200.0, 250.0], [60.0, 90.0, 120.0]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("origin", [(0.0, 0.0), (40.0, 25.0)])
def test_rotated_and_cropped_pages(rotation: int, origin: tuple[float, float]) -> None:
    """A page is read as it is looked at: rotated upright, from the corner of what is shown."""
    drawing = Drawing(rotation=rotation, origin=origin)
    drawing.table(XS, YS, SMALL)
    drawing.text(50, 200, "表后文字")
    document = read(drawing)

    assert [SMALL_TEXTS] == texts(document)
    assert "表后文字" == document.text


def test_table_in_form_xobjects() -> None:
    """Lines and text inside nested form XObjects stand where their matrices put them."""
    drawing = Drawing()
    pen = drawing.canvas
    pen.beginForm("inner")
    pen.setFont(FONT, 10)
    drawing.table(XS, YS, SMALL)
    pen.endForm()
    pen.beginForm("outer")
    pen.translate(30, -40)
    pen.doForm("inner")
    pen.endForm()
    pen.saveState()
    pen.scale(0.9, 0.8)
    pen.doForm("outer")
    pen.restoreState()

    assert [SMALL_TEXTS] == texts(read(drawing))


def test_text_spelled_out_inside_a_form_xobject() -> None:
    """A radical whose character the file spells out falls into its cell, though its box is not moved."""
    drawing = Drawing()
    pen = drawing.canvas
    pen.beginForm("form")
    drawing.table(XS, YS, [Box(0, 0, 2, 1, ""), *SMALL[1:3], SMALL[4]])
    pen.setFont(FONT, 10)
    pen._code.append("/Span <</ActualText <FEFF4E00>>> BDC")
    pen.drawString(60, 742, "〇")
    pen._code.append("EMC")
    pen.drawString(70, 742, "、本年新收")
    pen.endForm()
    pen.saveState()
    pen.translate(200, -300)
    pen.doForm("form")
    pen.restoreState()

    assert [[["一、本年新收", "12", ""], ["一、本年新收", "3", "3"]]] == texts(read(drawing))


def test_radicals() -> None:
    """Kangxi radicals and those of the supplement become the characters that they look like."""
    drawing = Drawing()
    pen = drawing.canvas
    drawing.table(XS, YS, SMALL[1:])
    for number, code in enumerate(("2F00", "2F8F", "2F45", "2EA0", "2ED4", "2ED3", "2EDA", "2EC5")):
        pen._code.append(f"/Span <</ActualText <FEFF{code}>>> BDC")
        drawing.text(52 + number * 10, 78, "〇")
        pen._code.append("EMC")

    assert "一行方民门长页见" == texts(read(drawing))[0][0][0]


def test_tables_side_by_side() -> None:
    """Two tables on one height are two grids, the left one first, though the right one begins higher."""
    drawing = Drawing()
    drawing.table(
        [x + 250 for x in XS], [y - 5 for y in YS], [box._replace(text=box.text and "9") for box in SMALL]
    )
    drawing.table(XS, YS, SMALL)

    assert [SMALL_TEXTS, [["9", "9", ""], ["9", "9", "9"]]] == texts(read(drawing))


def test_page_frame_and_underline_are_no_table() -> None:
    """A frame around the page, a rule below the title and an underline change nothing."""
    drawing = Drawing()
    drawing.canvas.rect(20, 20, 555, 802)
    drawing.text(60, 40, "某某市政府")
    drawing.line(60, 42, 110, 42)
    drawing.line(50, 50, 545, 50)
    drawing.table(XS, YS, SMALL)
    drawing.line(70, 82, 120, 82)
    document = read(drawing)

    assert [SMALL_TEXTS] == texts(document)
    assert "某某市政府" == document.text


def test_framed_prose_is_text() -> None:
    """A frame around sentences is no grid; its text stands among the text, in its order."""
    drawing = Drawing()
    drawing.text(50, 40, "前言。")
    drawing.table([50.0, 300.0], [60.0, 100.0], [Box(0, 0, 1, 1, "本报告由某某市编制。")])
    drawing.text(50, 130, "后记。")
    document = read(drawing)

    assert ([], "前言。\n本报告由某某市编制。\n后记。") == (texts(document), document.text)


def test_corner_that_the_table_does_not_have() -> None:
    """A position outside the outline of a table has no cell, which is not an empty cell."""
    drawing = Drawing()
    drawing.table(XS, [*YS, 150.0], [*SMALL, Box(2, 0, 1, 2, "合计")])

    assert [[*SMALL_TEXTS, ["合计", "合计", None]]] == texts(read(drawing))


def test_open_sides() -> None:
    """A table without lines at its left and right sides has its outer columns all the same."""
    drawing = Drawing()
    drawing.table(XS, YS, SMALL, lambda *ends: ends[0] == ends[2] in (XS[0], XS[-1]) or drawing.line(*ends))

    assert [SMALL_TEXTS] == texts(read(drawing))


def test_number_that_runs_over_its_cell() -> None:
    """A long number stays in one piece in the cell where it begins; it is not cut at the line."""
    drawing = Drawing()
    drawing.table(XS, YS, [box._replace(text="") if box.text == "12" else box for box in SMALL])
    drawing.text(XS[1] + 5, 78, "1234567890123")

    assert [[["一、本年新收", "1234567890123", ""], ["二、上年结转", "3", "3"]]] == texts(read(drawing))


def test_numbers_close_to_a_line() -> None:
    """Two numbers that nearly touch across a line are two numbers."""
    drawing = Drawing()
    drawing.table(XS, YS, [box._replace(text="") if box.text == "12" else box for box in SMALL])
    drawing.text(XS[2] - 10.2, 78, "12")
    drawing.text(XS[2] + 0.2, 78, "34")

    assert [[["一、本年新收", "12", "34"], ["二、上年结转", "3", "3"]]] == texts(read(drawing))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([("1", 0, 0), ("2", 9, 0)], "1 2"),
        ([("12", 0, 0), ("34", 0, 12)], "12\n34"),
        ([("三", 0, 0), ("、", 0, 11), ("本", 0, 22), ("年", 0, 33)], "三\n、本年"),
        ([("2023", 0, 0), ("年", 22, 0)], "2023年"),
        ([("127", 0, 0), ("127", 0.3, 0)], "127"),
        ([("11", 0, 0)], "11"),
        ([("-", 0, 0), ("0", 0, 12)], "-\n0"),
        ([("A", 0, 0), ("-", 8, 0)], "A-"),
    ],
)
def test_text_of_a_cell(pieces: list[tuple[str, float, float]], text: str) -> None:
    """Digits are never put together over a gap or a line break; what is printed twice to look bold counts once."""
    drawing = Drawing()
    drawing.table(
        XS, [60.0, 130.0, 160.0], [box._replace(text="") if box.text == "12" else box for box in SMALL]
    )
    for piece, x, y in pieces:
        drawing.text(XS[1] + 8 + x, 80 + y, piece)

    assert text == texts(read(drawing))[0][0][1]


def test_grid_that_is_a_drawing() -> None:
    """Lines that enclose nothing, or cells without any text, are no grid."""
    drawing = Drawing()
    drawing.table(XS, YS, [box._replace(text="") for box in SMALL])
    for x in range(100, 500, 50):
        drawing.line(x, 300, x, 400)
        drawing.line(100, 200 + x, 500, 200 + x)
    drawing.text(50, 500, "无表格")
    document = read(drawing)

    assert ((), "无表格") == (document.grids, document.text)
