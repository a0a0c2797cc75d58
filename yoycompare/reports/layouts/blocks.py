"""Layout `blocks`: blocks of rows, each with headings of its own (section two of the form).

Values belong to headings by their order, not by their position: in real pages the columns of a
block's heading row and of its value rows are merged differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import Factory, define

from yoycompare.documents import Cell
from yoycompare.reports.figures import Figure
from yoycompare.reports.labels import LabelIndex, RowEntry
from yoycompare.reports.layouts.grid_row import GridRow
from yoycompare.reports.report import Match, Unread
from yoycompare.vocabulary.definitions import TableLayout
from yoycompare.vocabulary.labels import heading_to_unit, heading_without_unit
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["BlocksLayout"]

LAYOUT: Final = TableLayout.BLOCKS


@define
class BlocksLayout:
    """Reads the rows of such tables; remembers the headings of the block that it is in."""

    index: LabelIndex
    headings: Sequence[Cell] = Factory(tuple)
    is_padded: bool = False  # blank cells stand where merged ones were lost: only full rows can be read

    def read_row(self, row: GridRow) -> list[Figure | Unread] | None:
        """Figures of a known row; an empty list for a title or a heading row."""
        first, others = row.labels[0], row.labels[1:]
        if first in self.index.titles:
            self.headings = ()
            return []
        entries = self.index.rows[LAYOUT].get((first,))
        if entries is None:
            if self.index.bare_headings.isdisjoint(map(heading_without_unit, others)):
                return None
            printed = row.cells[1 : _filled(row.labels)]
            self.headings = _not_blank(printed)
            self.is_padded = len(self.headings) < len(printed)
            return []
        values = row.cells[1 : max(_filled(row.labels), 1 + len(self.headings))]
        if self.is_padded or len(values) != len(self.headings):
            values = _not_blank(values)
        if len(values) != len(self.headings):
            return [row.unread(f"{len(values)} values under {len(self.headings)} headings")]
        entry, columns = self._best_entry(entries)
        if entry is None:
            return [row.unread("its headings are not those of the form")]
        labels = (row.cells[0].text, *(heading.text for heading in self.headings))
        exact = -1 not in columns and len(set(columns)) == len(columns)
        return [
            Figure(
                meanings={entry.form: entry.row.metrics[column if exact else order]},
                applicant=TOTAL,
                raw=cell.text,
                place=row.place(cell),
                match=self.index.match_of(labels, entry.alias) if exact else Match.ORDER,
                heading_unit=heading_to_unit(heading.text)
                or (None if exact else entry.table.columns[order].printed_unit),
            )
            for order, (cell, heading, column) in enumerate(zip(values, self.headings, columns, strict=True))
        ]

    def read_end(self) -> list[Figure | Unread]:
        """Nothing: each row is complete in itself."""
        return []

    def _best_entry(self, entries: Sequence[RowEntry]) -> tuple[RowEntry | None, list[int]]:
        """The form whose block has these headings, and which of its columns each heading is.

        Headings that the form does not know (cut short in print) take the place that the order
        gives them, if there are as many as the form has columns; -1 stands for them.
        """
        best: RowEntry | None = None
        best_columns: list[int] = []
        best_score = 0
        for entry in entries:
            known = {
                heading_without_unit(path[-1]): number
                for number, column in enumerate(entry.table.columns)
                for path in (column.path, *column.aliases)
            }
            columns = [known.get(heading_without_unit(heading.text), -1) for heading in self.headings]
            score = sum(column >= 0 for column in columns)
            expected = len(entry.table.columns)
            complete = score == len(columns) <= expected or len(columns) == expected
            if complete and score > best_score:
                best, best_columns, best_score = entry, columns, score
        return best, best_columns


def _not_blank(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.text.strip()]


def _filled(labels: Sequence[str]) -> int:
    """How many labels there are up to the last that is not blank: a sheet goes on beside its tables."""
    return max((number for number, label in enumerate(labels, start=1) if label), default=0)
