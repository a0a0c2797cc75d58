"""Plain text → Document: the decoded file, unchanged, and the tables that bars or tabs draw in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from yoycompare.documents.decoding import bytes_to_text
from yoycompare.documents.document import Cell, Document, Grid, Source

__all__ = ["read"]

FEWEST_CELLS: Final = 2
MOST_CELLS: Final = 40  # more bars are what is left of a layout
LONGEST_CELL: Final = 80  # a longer one is a sentence between bars
RULE: Final = re.compile(r"[|\s:+-]+")  # what Markdown draws below a head


def read(data: bytes, source: Source) -> Document:
    """Read a plain text file.

    Tables with a line for each row, their cells set off by bars or tabs, become grids; tables with a
    line for each cell stay lines of the text.
    """
    text, encoding = bytes_to_text(data, source)
    return Document(
        source=source,
        container="text",
        encoding=encoding,
        title="",
        text=text,
        grids=tuple(_text_to_grids(text)),
    )


def _text_to_grids(text: str) -> Iterator[Grid]:
    number = 0
    lines = (line for line in text.splitlines() if line.strip() and not RULE.fullmatch(line))
    for is_row, group in groupby(lines, key=_is_row):
        if is_row:
            number += 1
            yield _rows_to_grid([_line_to_cells(line) for line in group], number)


def _is_row(line: str) -> bool:
    cells = _line_to_cells(line)
    return FEWEST_CELLS <= len(cells) <= MOST_CELLS and any(cells) and max(map(len, cells)) <= LONGEST_CELL


def _line_to_cells(line: str) -> Sequence[str]:
    """The cells of a line; a bar at its beginning or its end is a border, not an empty cell."""
    separator = "|" if "|" in line else "\t"
    if separator == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in line.split(separator)]


def _rows_to_grid(rows: Sequence[Sequence[str]], number: int) -> Grid:
    width = max(map(len, rows))
    cells = tuple(
        tuple(Cell(text, row_number, column) for column, text in enumerate(row, start=1))
        + (None,) * (width - len(row))
        for row_number, row in enumerate(rows, start=1)
    )
    return Grid(number=number, rows=cells)
