"""PDF → Document: tables from the lines that are drawn, text from what stands outside them.

Tables without drawn lines are not recognised; their rows stand in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from yoycompare.documents.document import Document, Grid, Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.documents.pdf_furniture import without_furniture
from yoycompare.documents.pdf_joining import Sheet, Table, sheets_to_tables, table_to_grid
from yoycompare.documents.pdf_lines import WIDEST_GAP, characters_to_lines
from yoycompare.documents.pdf_pages import Page, data_to_pages
from yoycompare.documents.pdf_paragraphs import sheets_to_text
from yoycompare.documents.pdf_tables import page_to_tables
from yoycompare.errors import DocumentError

__all__ = ["read"]


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """Read a PDF file.

    Raises
    ------
    DocumentError
        pypdfium2 is not installed; the file is damaged, locked, beyond a limit or without any text.
    """
    title, pages = data_to_pages(data, source, limits)
    if not any(one.text != " " for page in pages for one in page.characters):
        raise DocumentError(
            source.name,
            "the PDF holds pictures of pages, no text",
            "run character recognition (OCR) first",
        )
    sheets = pages_to_sheets(pages)
    grids: list[Grid] = []
    for table in sheets_to_tables(sheets):
        grid = table_to_grid(table, len(grids) + 1)
        if grid is None:
            _give_back(table, sheets)
        else:
            grids.append(grid)
    return Document(
        source=source,
        container="pdf",
        encoding="",
        title=title,
        text=sheets_to_text(sheets),
        grids=tuple(grids),
    )


def pages_to_sheets(pages: Sequence[Page]) -> list[Sheet]:
    """Tables and text lines of each page, page numbers and running titles left out."""
    tables, lines = [], []
    for page in pages:
        found, outside = page_to_tables(page)
        tables.append(found)
        lines.append(characters_to_lines(outside, WIDEST_GAP))
    kept = without_furniture(lines, [page.height for page in pages])
    return [
        Sheet(number=page.number, height=page.height, tables=found, lines=text)
        for page, found, text in zip(pages, tables, kept, strict=True)
    ]


def _give_back(table: Table, sheets: Sequence[Sheet]) -> None:
    """What is no table after all is text of its page."""
    for number, part in table.parts:
        sheet = sheets[number - 1]
        sheet.tables.remove(part)
        characters = [character for cell in part.cells() for character in cell.characters]
        sheet.lines += characters_to_lines(characters, WIDEST_GAP)
