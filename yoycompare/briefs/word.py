"""The official form as DOCX."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from yoycompare.briefs.sheets import Section, place_cells

__all__ = ["write"]

FONT: Final = "SimSun"
SIZE: Final = Pt(9)
MARGIN: Final = Cm(2)


def write(title: str, sections: Sequence[Section], _: str) -> bytes:
    """The document: title, a heading for each chapter, its table with merged cells."""
    file = docx.Document()
    style = file.styles["Normal"]
    style.font.size, style.font.name = SIZE, FONT
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    file.sections[0].left_margin = file.sections[0].right_margin = MARGIN
    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(title)
    run.bold, run.font.size = True, Pt(16)
    for section in sections:
        heading = file.add_paragraph().add_run(section.title)
        heading.bold, heading.font.size = True, Pt(12)
        placed = place_cells(section.rows)
        width = max(place.column + place.cell.columns for place in placed)
        table = file.add_table(len(section.rows), width, style="Table Grid")
        cells = [row.cells for row in table.rows]  # asked for once: each request walks the table
        for place in placed:
            cell = cells[place.row][place.column]
            if place.cell.rows > 1 or place.cell.columns > 1:
                last = place.row + place.cell.rows - 1, place.column + place.cell.columns - 1
                cell = cell.merge(cells[last[0]][last[1]])
            cell.text = place.cell.text
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()
