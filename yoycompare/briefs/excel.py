"""The official form as XLSX: one sheet, numbers as numbers where the print is kept by them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Final

import xlsxwriter

from yoycompare.briefs.sheets import Section, place_cells

__all__ = ["write"]

PLAIN_NUMBER: Final = re.compile(r"(?:0|[1-9]\d{0,14})", re.ASCII)  # what a sheet stores without change
STUB_WIDTH: Final = 24.0
VALUE_WIDTH: Final = 10.0


def write(title: str, sections: Sequence[Section], _: str) -> bytes:
    """The workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    look = {"align": "center", "valign": "vcenter", "text_wrap": True}
    cell_format = book.add_format({**look, "border": 1})
    heading = book.add_format({"bold": True, "font_size": 12})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 16}))
    top, widest = 2, 1
    for section in sections:
        sheet.write_string(top, 0, section.title, heading)
        top += 1
        for place in place_cells(section.rows):
            row, column, cell = top + place.row, place.column, place.cell
            if cell.rows > 1 or cell.columns > 1:
                last = row + cell.rows - 1, column + cell.columns - 1
                sheet.merge_range(row, column, *last, "", cell_format)
            if cell.key is not None and PLAIN_NUMBER.fullmatch(cell.text):
                sheet.write_number(row, column, int(cell.text), cell_format)
            elif cell.text:
                sheet.write_string(row, column, cell.text, cell_format)
            elif cell.rows == cell.columns == 1:
                sheet.write_blank(row, column, None, cell_format)
            widest = max(widest, column + cell.columns)
        top += len(section.rows) + 1
    sheet.set_column(0, 0, STUB_WIDTH)
    sheet.set_column(1, widest - 1, VALUE_WIDTH)
    book.close()
    return stream.getvalue()
