"""A brief as DOCX: headings, sentences, tables, charts as pictures, passages with what differs in bold."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from yoycompare.briefs.yearly.blocks import (
    Bullets,
    Grid,
    Paragraph,
    Passages,
    Picture,
    Piece,
    Problem,
    Text,
    plain,
    shown,
)
from yoycompare.briefs.yearly.brief import Brief
from yoycompare.briefs.yearly.drawing import picture_to_png

__all__ = ["write"]

FONT: Final = "SimSun"
PAGE: Final = Cm(29.7), Cm(21)  # A4 across: tables of years are wide
MARGIN: Final = Cm(2)
SIZE: Final = Pt(10)
SMALL: Final = Pt(8)
WIDE: Final = Cm(17)
GREY: Final = RGBColor(0x55, 0x55, 0x55)
STATES: Final = {"stayed": "", "changed": "", "new": "＋ ", "gone": "－ ", "moved": ""}


def write(brief: Brief) -> bytes:
    """The document."""
    file = docx.Document()
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = file.styles[name]
        style.font.name = FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    file.styles["Normal"].font.size = SIZE
    page = file.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    file.core_properties.title = shown(brief.title)
    file.add_heading(shown(brief.title), 0)
    for chapter in brief.chapters:
        file.add_heading(shown(chapter.title), 1)
        for block in chapter.blocks:
            WRITERS[type(block)](file, block)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _text(text: Text) -> str:
    return shown(plain(text))


def _paragraph(file: Any, block: Paragraph) -> None:
    run = file.add_paragraph().add_run(_text(block.text))
    if block.is_note:
        run.font.size, run.font.color.rgb = SMALL, GREY


def _bullets(file: Any, block: Bullets) -> None:
    for item in block.items:
        file.add_paragraph(_text(item), style="List Bullet")


def _grid(file: Any, block: Grid) -> None:
    if block.caption:
        file.add_paragraph().add_run(shown(block.caption)).font.color.rgb = GREY
    cells = [list(block.header), *([_text(cell) for cell in row.cells] for row in block.rows)]
    _table(file, [[(Piece(text),) for text in row] for row in cells])


def _table(file: Any, rows: list[list[tuple[Piece, ...]]]) -> None:
    """A table of pieces; the marked ones are bold, as is the first row."""
    table = file.add_table(len(rows), len(rows[0]), style="Table Grid")
    # Word repeats this row on each page, and reading programs take it for the headings.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - the library has no other way
    cells = table._cells  # noqa: SLF001 - asking row by row walks the whole table each time
    for place, pieces in enumerate(cell for row in rows for cell in row):
        paragraph = cells[place].paragraphs[0]
        for piece in pieces:
            run = paragraph.add_run(shown(piece.text))
            run.font.size, run.bold = SMALL, piece.is_marked or place < len(rows[0])


def _problem(file: Any, block: Problem) -> None:
    file.add_heading(shown(f"{block.level_text} {block.message}"), 2)
    run = file.add_paragraph().add_run(shown(block.reference))
    run.font.size, run.font.color.rgb = SMALL, GREY
    if block.numbers.rows:
        _grid(file, block.numbers)


def _picture(file: Any, block: Picture) -> None:
    file.add_picture(io.BytesIO(picture_to_png(block.axes).data), width=WIDE)
    shape = file.inline_shapes[len(file.inline_shapes) - 1]
    shape._inline.docPr.set("descr", shown(block.text))  # noqa: SLF001 - the library has no alternative text


def _passages(file: Any, block: Passages) -> None:
    file.add_heading(shown(block.title), 2)
    run = file.add_paragraph().add_run(shown(block.summary))
    run.font.size, run.font.color.rgb = SMALL, GREY
    rows: list[list[tuple[Piece, ...]]] = [[(Piece(name),) for name in block.columns]]
    for row in block.rows:
        sign = STATES[row.state]
        sides = [row.earlier, row.later]
        other = (Piece(block.moved),) if row.state == "moved" else ()
        rows.append([(Piece(sign), *side) if sign and side else side or other for side in sides])
    _table(file, rows)


WRITERS: Final[dict[type, Callable[[Any, Any], None]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Grid: _grid,
    Problem: _problem,
    Picture: _picture,
    Passages: _passages,
}
