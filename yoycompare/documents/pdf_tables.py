"""Lattices and characters → the tables of a page, and the characters outside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from attrs import Factory, define

from yoycompare.documents.pdf_characters import Character
from yoycompare.documents.pdf_lines import (
    WIDEST_GAP,
    characters_to_lines,
    characters_to_pieces,
    lines_to_cell_text,
)
from yoycompare.documents.pdf_pages import Page
from yoycompare.documents.pdf_rulings import Lattice, strokes_to_lattices

__all__ = ["PageTable", "TableCell", "page_to_tables"]

SLIVER: Final = 6.0  # points: no row or column of a form is narrower
OVERHANG: Final = 4.0  # points between the foot of a cut cell and the top of text that belongs to it
ADJOINING: Final = 0.2  # heights of a character: a wider gap ends a word
SIDE_BY_SIDE: Final = 0.5  # of the height of the lower table


@define(eq=False)
class TableCell:
    """A cell, one object at all positions that it covers; open where no line closes it at the top or foot."""

    characters: list[Character] = Factory(list)
    text: str = ""
    is_open_above: bool = False
    is_open_below: bool = False


@define(kw_only=True)
class PageTable:
    """A table, or the part of it that stands on one page. `rows` holds None where there is no cell."""

    xs: tuple[float, ...]
    top: float
    bottom: float
    rows: list[list[TableCell | None]]

    @property
    def left(self) -> float:
        """The left edge."""
        return self.xs[0]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.xs[-1]

    def cells(self) -> Iterator[TableCell]:
        """Each cell once."""
        seen: set[int] = set()
        for row in self.rows:
            for cell in row:
                if cell is not None and id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell


def page_to_tables(page: Page) -> tuple[list[PageTable], list[Character]]:
    """The tables of a page in reading order, and the characters that stand in none.

    A character belongs to the innermost table around its centre. A frame around tables is none.
    """
    lattices = sorted(strokes_to_lattices(page.strokes), key=lambda one: one.area)
    tables: list[PageTable] = []
    characters: Sequence[Character] = page.characters
    for lattice in lattices:
        table = lattice_to_table(lattice)
        if sum(1 for _ in table.cells()) == 1 and any(_contains(table, other) for other in tables):
            continue
        characters = _place_characters(table, lattice, characters)
        _drop_slivers(table, lattice)
        _drop_cut_columns(table, lattice)
        for cell in table.cells():
            cell.text = lines_to_cell_text(characters_to_lines(cell.characters))
        tables.append(table)
    return _in_reading_order(tables), list(characters)


def lattice_to_table(lattice: Lattice) -> PageTable:
    """The empty cells of a lattice: positions without a wall between them are one cell."""
    height, width = len(lattice.ys) - 1, len(lattice.xs) - 1
    rows: list[list[TableCell | None]] = [[None] * width for _ in range(height)]
    for row in range(height):
        for column in range(width):
            if rows[row][column] is None:
                _fill_cell(lattice, rows, row, column)
    for row, column in _outside(lattice, rows):
        rows[row][column] = None
    return PageTable(xs=lattice.xs, top=lattice.ys[0], bottom=lattice.ys[-1], rows=rows)


def _fill_cell(lattice: Lattice, rows: list[list[TableCell | None]], row: int, column: int) -> None:
    """Spread a new cell from one position to all that no wall keeps from it."""
    cell = TableCell()
    waiting = [(row, column)]
    while waiting:
        row, column = waiting.pop()
        if rows[row][column] is not None:
            continue
        rows[row][column] = cell
        neighbours = (
            (row, column - 1, (column, row) in lattice.vertical_walls),
            (row, column + 1, (column + 1, row) in lattice.vertical_walls),
            (row - 1, column, (row, column) in lattice.horizontal_walls),
            (row + 1, column, (row + 1, column) in lattice.horizontal_walls),
        )
        for below, beside, is_walled in neighbours:
            if is_walled:
                continue
            if below < 0:
                cell.is_open_above = True
            elif below == len(rows):
                cell.is_open_below = True
            elif 0 <= beside < len(rows[0]):
                waiting.append((below, beside))


def _outside(lattice: Lattice, rows: list[list[TableCell | None]]) -> list[tuple[int, int]]:
    """Positions that are no cell: the corner that a table does not have is open to two sides.

    A side that is open along most of its length is the style of the table and proves nothing.
    """
    open_beside: set[int] = set()
    for column, wall in ((0, 0), (-1, len(rows[0]))):
        side = [
            row[column] for number, row in enumerate(rows) if (wall, number) not in lattice.vertical_walls
        ]
        if len(side) < len(rows) / 2:
            open_beside.update(map(id, side))
    return [
        (number, column)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell is not None and id(cell) in open_beside and (cell.is_open_above or cell.is_open_below)
    ]


def _contains(outer: PageTable, inner: PageTable) -> bool:
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
    )


def _place_characters(table: PageTable, lattice: Lattice, characters: Sequence[Character]) -> list[Character]:
    """Give each character to the cell around its centre; return those outside.

    A word that runs on beyond its cell stays in one piece, in the cell where it begins.
    """
    outside: list[Character] = []
    last: Character | None = None
    last_cell: TableCell | None = None
    for character in characters:
        row = bisect_right(lattice.ys, (character.top + character.bottom) / 2) - 1
        column = bisect_right(lattice.xs, (character.left + character.right) / 2) - 1
        cell = None
        if 0 <= row < len(table.rows) and 0 <= column < len(table.rows[0]):
            cell = table.rows[row][column]
        if cell is not last_cell is not None and last is not None and _is_one_word(last, character):
            cell = last_cell
        if cell is None:
            outside.append(character)
        else:
            cell.characters.append(character)
        last, last_cell = character, cell
    return _take_overhang(table, outside)


def _take_overhang(table: PageTable, characters: list[Character]) -> list[Character]:
    """Give cells that the end of the page cut the text that reaches beyond their lines; return the others."""
    taken: set[int] = set()
    near = [one for one in characters if table.bottom - OVERHANG < one.top < table.bottom + OVERHANG]
    for piece in characters_to_pieces(near, WIDEST_GAP) if near else ():
        for cell, left, right in _open_cells(table):
            if left <= piece[0].left and piece[-1].right <= right:
                cell.characters += piece
                taken.update(map(id, piece))
    return [character for character in characters if id(character) not in taken]


def _open_cells(table: PageTable) -> Iterator[tuple[TableCell, float, float]]:
    """The cells of the last row that are open below, with their left and right edges."""
    row = table.rows[-1]
    for cell in {id(cell): cell for cell in row if cell is not None and cell.is_open_below}.values():
        columns = [column for column, other in enumerate(row) if other is cell]
        yield cell, table.xs[columns[0]], table.xs[columns[-1] + 1]


def _is_one_word(last: Character, character: Character) -> bool:
    height = max(last.bottom - last.top, character.bottom - character.top)
    return (
        character.run == last.run != 0
        and " " not in (last.text, character.text)
        and abs(character.baseline - last.baseline) < ADJOINING * height
        and abs(character.left - last.right) < ADJOINING * height
    )


def _drop_slivers(table: PageTable, lattice: Lattice) -> None:
    """Drop rows and columns too narrow for text, such as the gaps where each cell has a frame of its own."""
    heights = [one.bottom - one.top for cell in table.cells() for one in cell.characters]
    narrow_rows = _narrow(lattice.ys, max(SLIVER, median(heights) if heights else 0.0))
    narrow_columns = _narrow(lattice.xs, SLIVER)
    if not narrow_rows and not narrow_columns:
        return
    wide = {
        id(cell)
        for number, row in enumerate(table.rows)
        for column, cell in enumerate(row)
        if cell is not None and (cell.characters or not {number} & narrow_rows | {column} & narrow_columns)
    }
    kept_rows = _kept(table.rows, narrow_rows, wide)
    kept_columns = _kept([list(column) for column in zip(*table.rows, strict=True)], narrow_columns, wide)
    table.rows = [[table.rows[number][column] for column in kept_columns] for number in kept_rows]
    table.xs = (*(lattice.xs[column] for column in kept_columns), lattice.xs[-1])


def _drop_cut_columns(table: PageTable, lattice: Lattice) -> None:
    """Drop a column that the page shows in part: what its cells print is not known."""
    first, last = int(lattice.is_first_cut), len(table.xs) - 1 - int(lattice.is_last_cut)
    if first < last:
        table.rows = [row[first:last] for row in table.rows]
        table.xs = table.xs[first : last + 1]


def _narrow(edges: Sequence[float], width: float) -> set[int]:
    return {number for number, (start, end) in enumerate(pairwise(edges)) if end - start < width}


def _kept(lines: Sequence[list[TableCell | None]], narrow: set[int], wide: set[int]) -> list[int]:
    """The rows or columns that are wide, or hold a cell that those kept beside them do not hold."""
    kept: list[int] = []
    for number, line in enumerate(lines):
        neighbours = [lines[other] for other in (*kept[-1:], number + 1) if other < len(lines)]
        if number not in narrow or any(
            id(cell) in wide and not any(neighbour[place] is cell for neighbour in neighbours)
            for place, cell in enumerate(line)
        ):
            kept.append(number)
    return kept


def _in_reading_order(tables: list[PageTable]) -> list[PageTable]:
    """From the top; of tables side by side, the left one first."""
    ordered: list[PageTable] = []
    band: list[PageTable] = []
    for table in sorted(tables, key=lambda one: one.top):
        if band:
            shared = min(band[0].bottom, table.bottom) - max(band[0].top, table.top)
            lower = min(band[0].bottom - band[0].top, table.bottom - table.top)
            if shared <= SIDE_BY_SIDE * lower:
                ordered += sorted(band, key=lambda one: one.left)
                band = []
        band.append(table)
    return ordered + sorted(band, key=lambda one: one.left)
