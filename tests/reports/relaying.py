"""Documents laid out anew in other containers: the same lines and tables, as office programs save them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import docx
import openpyxl
from pdf_font import write_font
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from yoycompare.documents import Cell, Document, Grid

__all__ = ["RELAYINGS"]

PAGE: Final = (842.0, 1191.0)
MARGIN: Final = 30.0
SIZE: Final = 8.0
LEADING: Final = 10.0

Spans = tuple[int, int]  # rows, columns


def _cells(grid: Grid) -> Iterator[tuple[Cell, Spans]]:
    """The cells of a grid, each once, with how many rows and columns it covers."""
    covered: dict[int, set[tuple[int, int]]] = {}
    cells: dict[int, Cell] = {}
    for row, positions in enumerate(grid.rows):
        for column, cell in enumerate(positions):
            if cell is not None:
                cells[id(cell)] = cell
                covered.setdefault(id(cell), set()).add((row, column))
    for key, cell in cells.items():
        yield cell, (len({row for row, _ in covered[key]}), len({column for _, column in covered[key]}))


def _lines(document: Document) -> list[str]:
    return [line.strip() for line in document.text.splitlines() if line.strip()]


def document_to_docx(document: Document) -> bytes:
    """Paragraphs, then tables with merged cells."""
    file = docx.Document()
    for line in _lines(document):
        file.add_paragraph(line)
    for grid in document.grids:
        table = file.add_table(len(grid.rows), len(grid.rows[0]))
        table.style = "Table Grid"
        for cell, (rows, columns) in _cells(grid):
            first = table.cell(cell.row - 1, cell.column - 1)
            last = table.cell(cell.row + rows - 2, cell.column + columns - 2)
            (first.merge(last) if (rows, columns) != (1, 1) else first).text = cell.text
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def document_to_xlsx(document: Document) -> bytes:
    """One sheet: lines, then tables with merged cells and borders; counts are stored as numbers."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    row = 0
    for row, line in enumerate(_lines(document), start=1):
        sheet.cell(row, 1, line)
    side = openpyxl.styles.Side(style="thin")
    border = openpyxl.styles.Border(left=side, right=side, top=side, bottom=side)
    for grid in document.grids:
        row += 1
        for cell, (rows, columns) in _cells(grid):
            place = row + cell.row, cell.column
            is_count = cell.text.isascii() and cell.text.isdigit()
            for down in range(rows):
                for right in range(columns):
                    sheet.cell(place[0] + down, place[1] + right).border = border
            sheet.cell(*place, int(cell.text) if is_count else cell.text or None)
            if (rows, columns) != (1, 1):
                last = place[0] + rows - 1, place[1] + columns - 1
                sheet.merge_cells(
                    start_row=place[0], start_column=place[1], end_row=last[0], end_column=last[1]
                )
        row += len(grid.rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def document_to_csv(document: Document) -> bytes:
    """A spreadsheet saved as CSV: a merged cell stands in its first position, the others are empty."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    width = max((len(grid.rows[0]) for grid in document.grids), default=1)
    for line in _lines(document):
        writer.writerow([line] + [""] * (width - 1))
    for grid in document.grids:
        writer.writerow([""] * width)
        for number, positions in enumerate(grid.rows, start=1):
            texts = [
                cell.text if cell is not None and (cell.row, cell.column) == (number, column) else ""
                for column, cell in enumerate(positions, start=1)
            ]
            writer.writerow(texts + [""] * (width - len(texts)))
    return stream.getvalue().encode("utf-8-sig")


def _rows(grid: Grid) -> Iterator[list[str]]:
    """The cells that each row prints, merged ones once."""
    for number, positions in enumerate(grid.rows, start=1):
        cells = {id(cell): cell for cell in positions if cell is not None and cell.row == number}
        yield [cell.text.replace("\n", "") for cell in cells.values()]


def document_to_markdown(document: Document) -> bytes:
    """A Markdown table for each table."""
    lines = _lines(document)
    for grid in document.grids:
        rows = list(_rows(grid))
        width = max(map(len, rows))
        lines += ["", "| " + " | ".join(rows[0] + [""] * (width - len(rows[0]))) + " |", "|---" * width + "|"]
        lines += ["| " + " | ".join(row) + " |" for row in rows[1:]]
    return "\n".join([*lines, ""]).encode()


def document_to_rows(document: Document) -> bytes:
    """A line for each row, its cells followed by bars."""
    rows = ["".join(f"{cell} | " for cell in row) for grid in document.grids for row in _rows(grid)]
    return "\n".join([*_lines(document), *rows, ""]).encode()


def document_to_tabs(document: Document) -> bytes:
    """A line for each row, as a browser's selection is pasted."""
    rows = ["\t".join(row) for grid in document.grids for row in _rows(grid)]
    return "\n".join([*_lines(document), *rows, ""]).encode("gb18030")


def document_to_pdf(document: Document) -> bytes:
    """Lines on the first page, each table on a page of its own, lines drawn around its cells."""
    printed = document.text + "".join(cell.text for grid in document.grids for cell, _ in _cells(grid))
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=PAGE)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "font.ttf"
        font = f"Relaid {document.source.sha256[:8]}"  # reportlab keeps what it knows of a font by name
        characters = printed + "".join(map(chr, range(0x20, 0x7F)))
        write_font(path, characters, has_radicals=False, family=font)
        pdfmetrics.registerFont(TTFont(font, str(path)))
    page.setFont(font, SIZE)
    wrapped = (part for line in _lines(document) for part in _wrapped(line, font))
    for number, line in enumerate(wrapped):
        page.drawString(MARGIN, PAGE[1] - MARGIN - number * LEADING, line)
    for grid in document.grids:
        page.showPage()
        page.setFont(font, SIZE)
        _draw_table(page, grid)
    page.save()
    return stream.getvalue()


def _wrapped(line: str, font: str) -> Iterator[str]:
    """The parts of a paragraph that fill the lines of a page."""
    part = ""
    for character in line:
        if pdfmetrics.stringWidth(part + character, font, SIZE) > PAGE[0] - 2 * MARGIN:
            yield part
            part = ""
        part += character
    yield part


def _draw_table(page: canvas.Canvas, grid: Grid) -> None:
    width = (PAGE[0] - 2 * MARGIN) / len(grid.rows[0])
    wrapped = {}
    heights = [LEADING + 4.0] * len(grid.rows)
    for cell, (rows, columns) in _cells(grid):
        letters = max(int(width * columns / SIZE) - 1, 1)
        parts = cell.text.split("\n")
        lines = [part[at : at + letters] for part in parts for at in range(0, len(part), letters)]
        wrapped[cell.row, cell.column] = lines
        row = cell.row - 1
        missing = len(lines) * LEADING + 4 - sum(heights[row : row + rows])
        heights[row + rows - 1] += max(missing, 0)
    tops = [PAGE[1] - MARGIN - sum(heights[:row]) for row in range(len(heights) + 1)]
    for cell, (rows, columns) in _cells(grid):
        left, right = MARGIN + (cell.column - 1) * width, MARGIN + (cell.column - 1 + columns) * width
        top, bottom = tops[cell.row - 1], tops[cell.row - 1 + rows]
        page.rect(left, bottom, right - left, top - bottom)
        lines = wrapped[cell.row, cell.column]
        baseline = (top + bottom) / 2 + (len(lines) / 2 - 0.8) * LEADING
        for number, line in enumerate(lines):
            page.drawCentredString((left + right) / 2, baseline - number * LEADING, line)


RELAYINGS: Final[Mapping[str, Callable[[Document], bytes]]] = {
    "docx": document_to_docx,
    "xlsx": document_to_xlsx,
    "pdf": document_to_pdf,
    "csv": document_to_csv,
    "markdown": document_to_markdown,
    "rows": document_to_rows,
    "tabs": document_to_tabs,
}
