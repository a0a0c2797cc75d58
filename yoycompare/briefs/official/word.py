"""The official form as DOCX."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt

from yoycompare.briefs.official.sheets import Section, column_widths, place_cells

__all__ = ["write"]

FONT: Final = "SimSun"
SIZE: Final = Pt(9)
PAGE: Final = Cm(21), Cm(29.7)
MARGIN: Final = Cm(2)
GREY: Final = "EEEEEE"  # behind what was filled in, not given


def write(title: str, sections: Sequence[Section], _: str, remark: str = "") -> bytes:
    """The document: title, a heading for each chapter, its table with merged cells."""
    file = docx.Document()
    style = file.styles["Normal"]
    style.font.size, style.font.name = SIZE, FONT
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    page = file.sections[0]
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(title)
    run.bold, run.font.size = True, Pt(16)
    if remark:
        file.add_paragraph(remark).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for section in sections:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.keep_with_next = True
        heading = paragraph.add_run(section.title)
        heading.bold, heading.font.size = True, Pt(12)
        _add_table(file, section)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _add_table(file: Any, section: Section) -> None:
    relative = column_widths(section)
    room = PAGE[0] - 2 * MARGIN
    widths = [room * width // sum(relative) for width in relative]
    table = file.add_table(len(section.rows), len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    cells = [row.cells for row in table.rows]  # asked for once: each request walks the table
    for row in cells:
        for cell, width in zip(row, widths, strict=True):
            cell.width = width
    for place in place_cells(section.rows):
        cell = cells[place.row][place.column]
        if place.cell.rows > 1 or place.cell.columns > 1:
            last = place.row + place.cell.rows - 1, place.column + place.cell.columns - 1
            cell = cell.merge(cells[last[0]][last[1]])
        cell.text = place.cell.text
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if place.cell.formula:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), GREY)
            cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the library has no shading
