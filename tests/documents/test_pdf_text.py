"""PDF: the text outside tables, paragraph by paragraph."""

from __future__ import annotations

import pytest

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
pytest.importorskip("reportlab", reason="reportlab is not installed; it draws the files of these tests")

from pdf_drawing import HEIGHT, Box, Drawing, read, texts

FULL = "一、本年度某某市政府共收到政府信息公开申请共"  # 22 characters of 10 points, as wide as the text


def draw_lines(
    drawing: Drawing, lines: list[str], *, x: float = 60.0, top: float = 120.0, pitch: float = 16.0
) -> None:
    for number, line in enumerate(lines):
        drawing.text(x, top + number * pitch, line)


def text_of(lines: list[str]) -> str:
    drawing = Drawing()
    draw_lines(drawing, lines)
    return read(drawing).text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([FULL, "12件。"], FULL + "12件。"),
        ([FULL, FULL, "件。"], FULL + FULL + "件。"),
        ([FULL[:-1], "12345件。"], FULL[:-1] + "12345件。"),
        ([FULL[:-3] + "（", "12件）"], FULL[:-3] + "（12件）"),
        ([FULL, FULL[:-1] + "12", "34件。"], FULL + FULL[:-1] + "1234件。"),
        ([FULL + "1", FULL[:-2] + "1", "34件。"], FULL + "1" + FULL[:-2] + "1\n34件。"),
        ([FULL, FULL[:-4] + "ABCDE", "FGH"], FULL + FULL[:-4] + "ABCDE FGH"),
        ([FULL, "件。", "二、工作情况"], FULL + "件。\n二、工作情况"),
        (["一、工作情况", "二、工作情况", FULL], f"一、工作情况\n二、工作情况\n{FULL}"),
    ],
)
def test_wrapped_lines(lines: list[str], text: str) -> None:
    """A line goes on in the next one if the first word there had no room; two numbers never become one."""
    assert text == text_of(lines)


def test_indented_line_begins_a_paragraph() -> None:
    """A full line above an indented one ends its paragraph."""
    drawing = Drawing()
    draw_lines(drawing, [FULL])
    draw_lines(drawing, [FULL[:-2]], x=80, top=136)
    draw_lines(drawing, ["件。"], top=152)

    assert f"{FULL}\n{FULL[:-2]}件。" == read(drawing).text


def test_gap_begins_a_paragraph() -> None:
    """So does a gap wider than between lines."""
    drawing = Drawing()
    draw_lines(drawing, [FULL, FULL, FULL])
    draw_lines(drawing, ["某某市。"], top=180)

    assert f"{FULL * 3}\n某某市。" == read(drawing).text


def test_larger_line_is_a_heading() -> None:
    """A title in larger characters does not go on in the text below it."""
    drawing = Drawing()
    drawing.text(60, 100, FULL[:-5], size=13)
    draw_lines(drawing, [FULL, "件。"])

    assert f"{FULL[:-5]}\n{FULL}件。" == read(drawing).text


def test_two_columns() -> None:
    """A column is read to its end before the next one; what goes across both parts them."""
    drawing = Drawing()
    drawing.text(60, 80, FULL + FULL)
    draw_lines(drawing, [FULL, FULL, "左栏。"])
    draw_lines(drawing, [FULL, FULL, "右栏。"], x=310, top=123)
    drawing.text(60, 200, FULL + FULL)

    assert f"{FULL * 2}\n{FULL * 2}左栏。\n{FULL * 2}右栏。\n{FULL * 2}" == read(drawing).text


def test_list_is_not_two_columns() -> None:
    """Short pieces beside each other are read line by line."""
    drawing = Drawing()
    for number in range(4):
        drawing.text(60, 120 + number * 16, f"第{number}章")
        drawing.text(310, 120 + number * 16, str(number))
    draw_lines(drawing, [FULL + FULL], top=300)

    assert f"第0章\n0\n第1章\n1\n第2章\n2\n第3章\n3\n{FULL}{FULL}" == read(drawing).text


def test_tables_part_the_text() -> None:
    """A paragraph does not go on beyond a table; its cells are not in the text."""
    drawing = Drawing()
    draw_lines(drawing, [FULL, FULL])
    drawing.table([60, 160, 280], [150, 180], [Box(0, 0, 1, 1, "一、本年"), Box(0, 1, 1, 1, "12")])
    draw_lines(drawing, ["件。"], top=200)
    document = read(drawing)

    assert (f"{FULL}{FULL}\n件。", [[["一、本年", "12"]]]) == (document.text, texts(document))


def test_paragraph_over_a_page_break() -> None:
    """A paragraph goes on at the head of the next page, page numbers between."""
    drawing = Drawing()
    draw_lines(drawing, [FULL, FULL + "12"])
    drawing.text(290, HEIGHT - 30, "1")
    drawing.next_page()
    draw_lines(drawing, ["34件。", "其他。"])
    drawing.text(290, HEIGHT - 30, "2")

    assert f"{FULL}{FULL}1234件。\n其他。" == read(drawing).text


@pytest.mark.parametrize("number", ["3", "- 3 -", "—3—", "第3页", "3/7", "第 3 页 共 7 页", "3 / 7"])
@pytest.mark.parametrize("y", [30.0, HEIGHT - 30])
def test_page_number(number: str, y: float) -> None:
    """A page number that stands alone in the margin is dropped."""
    drawing = Drawing()
    draw_lines(drawing, ["某某市"])
    drawing.text(290, y, number)

    assert "某某市" == read(drawing).text


def test_numbers_that_are_no_page_numbers() -> None:
    """A year, a number beside other text and a number inside the page stay."""
    drawing = Drawing()
    drawing.text(60, 40, "2023")
    draw_lines(drawing, ["12", "某某市"])
    drawing.text(60, HEIGHT - 30, "件")
    drawing.text(290, HEIGHT - 30, "3")

    assert "2023\n12\n某某市\n件\n3" == read(drawing).text


def test_running_titles() -> None:
    """A title that each page repeats stands once, at the head of the first page; at the foot it is dropped."""
    drawing = Drawing()
    for number in (1, 2, 3):
        drawing.text(60, 30, "某某市政府信息公开")
        draw_lines(drawing, [f"第{number}章"])
        drawing.text(60, HEIGHT - 30, f"某某市 {number}/3")
        drawing.next_page()

    assert "某某市政府信息公开\n第1章\n第2章\n第3章" == read(drawing).text


def test_titles_of_two_years_are_not_running_titles() -> None:
    """Titles at one place that name different years both stay."""
    drawing = Drawing()
    for year in (2022, 2023):
        drawing.text(60, 30, f"某某市{year}年政府信息公开工作情况")
        draw_lines(drawing, ["一、工作情况"])
        drawing.next_page()

    assert (
        "某某市2022年政府信息公开工作情况\n一、工作情况\n某某市2023年政府信息公开工作情况\n一、工作情况"
        == read(drawing).text
    )


def test_what_does_not_show_is_not_read() -> None:
    """Text beyond the page, and text and columns that a clip hides, are not there; a cut column is none."""
    drawing = Drawing()
    drawing.text(60, 60, "某某市")
    drawing.text(700, 60, "件")
    pen = drawing.canvas
    pen.saveState()
    clip = pen.beginPath()
    clip.rect(0, 0, 330, HEIGHT)
    pen.clipPath(clip, stroke=0)
    row = [Box(0, 0, 1, 1, "一、本年"), Box(0, 1, 1, 1, "12"), Box(0, 2, 1, 1, "345678")]
    drawing.table([60, 160, 320, 380, 440], [150, 180], [*row, Box(0, 3, 1, 1, "9")])
    pen.restoreState()
    document = read(drawing)

    assert ("某某市", [[["一、本年", "12"]]]) == (document.text, texts(document))
