"""The official form as XLSX: a sheet for each section, numbers as numbers where the print is kept by them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, Final

import xlsxwriter

from yoycompare.briefs.official.sheets import Section, column_widths, place_cells, row_lines

__all__ = ["write"]

PLAIN_NUMBER: Final = re.compile(r"(?:0|[1-9]\d{0,14})", re.ASCII)  # what a sheet stores without change
LONGEST_NAME: Final = 31  # of a sheet
UNNAMEABLE: Final = re.compile(r"[\[\]:*?/\\]")
LINE_HEIGHT: Final = 16.0
A4: Final = 9  # its number in the format
TABLE_TOP: Final = 3  # below the title and the heading
GREY: Final = "#EEEEEE"  # behind what was filled in, not given


def write(title: str, sections: Sequence[Section], _: str, remark: str = "") -> bytes:
    """The workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    look = {"align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
    formats = {False: book.add_format(look), True: book.add_format({**look, "bg_color": GREY})}
    heading = book.add_format({"bold": True, "font_size": 12})
    large = book.add_format({"bold": True, "font_size": 16})
    for section, name in zip(sections, _sheet_names(sections), strict=True):
        sheet = book.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        if section is sections[0]:
            sheet.write_string(0, 0, title, large)
            if remark:
                sheet.write_string(1, 0, remark)
        sheet.write_string(TABLE_TOP - 1, 0, section.title, heading)
        _write_table(sheet, section, formats)
    book.close()
    return stream.getvalue()


def _sheet_names(sections: Sequence[Section]) -> list[str | None]:
    """The sections without their numbers; None, a name of the library's choice, where two would be the same."""
    names = [UNNAMEABLE.sub(" ", section.title.split("、", 1)[-1])[:LONGEST_NAME] for section in sections]
    return [name if names.count(name) == 1 else None for name in names]


def _write_table(sheet: Any, section: Section, formats: dict[bool, Any]) -> None:
    widths = column_widths(section)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, 2 * width + 2)  # a Chinese character is as wide as two digits
    for row, lines in enumerate(row_lines(section, widths)):
        sheet.set_row(TABLE_TOP + row, LINE_HEIGHT * lines)
    for place in place_cells(section.rows):
        row, column, cell = TABLE_TOP + place.row, place.column, place.cell
        cell_format = formats[bool(cell.formula)]
        if cell.rows > 1 or cell.columns > 1:
            last = row + cell.rows - 1, column + cell.columns - 1
            sheet.merge_range(row, column, *last, "", cell_format)
        if cell.key is not None and PLAIN_NUMBER.fullmatch(cell.text):
            sheet.write_number(row, column, int(cell.text), cell_format)
        elif cell.text:
            sheet.write_string(row, column, cell.text, cell_format)
        elif cell.rows == cell.columns == 1:
            sheet.write_blank(row, column, None, cell_format)
