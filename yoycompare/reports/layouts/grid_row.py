"""A row of a grid as the layouts see it, and what a layout is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol

from attrs import frozen

from yoycompare.documents import Cell, Place
from yoycompare.reports.figures import Figure
from yoycompare.reports.numbers import WORDS_FOR_NONE
from yoycompare.reports.report import Unread
from yoycompare.vocabulary.labels import normal_label

__all__ = ["GridRow", "Layout", "is_word", "positions_to_row"]

WORD: Final = re.compile(r"(?!\d)[^一-鿿]{0,8}[一-鿿]")


@frozen(kw_only=True)
class GridRow:
    """One row: its positions, its cells without repetition, and their normal labels."""

    table: int
    number: int
    positions: Sequence[Cell | None]
    cells: Sequence[Cell]
    labels: Sequence[str]

    def place(self, cell: Cell) -> Place:
        """The place of a cell of this row."""
        return Place(table=self.table, row=cell.row, column=cell.column)

    def labels_by_position(self) -> Iterator[tuple[int, str]]:
        """Each position (from 0) with the normal label of the cell that covers it."""
        labels = {id(cell): label for cell, label in zip(self.cells, self.labels, strict=True)}
        for position, cell in enumerate(self.positions):
            if cell is not None:
                yield position, labels[id(cell)]

    def unread(self, reason: str) -> Unread:
        """The whole row as something that was not read."""
        text = " | ".join(cell.text for cell in self.cells)
        return Unread(text=text, place=self.place(self.cells[0]), reason=reason)


def positions_to_row(table: int, number: int, positions: Sequence[Cell | None]) -> GridRow:
    """A row of a grid, its merged cells taken once."""
    cells = [cell for cell, _ in groupby(positions) if cell is not None]
    labels = [normal_label(cell.text) for cell in cells]
    return GridRow(table=table, number=number, positions=positions, cells=cells, labels=labels)


def is_word(label: str) -> bool:
    """Whether a normal label is one of a row or column, not a value.

    Examples
    --------
    >>> is_word("予以公开"), is_word("12件"), is_word("无")
    (True, False, False)
    """
    return WORD.match(label) is not None and label not in WORDS_FOR_NONE


class Layout(Protocol):
    """How tables of one layout are read, row by row from the top."""

    def read_row(self, row: GridRow) -> list[Figure | Unread] | None:
        """What the row says; None if it is no row of this layout. A heading row says nothing yet."""

    def read_end(self) -> list[Figure | Unread]:
        """What could be said only after the last row."""
