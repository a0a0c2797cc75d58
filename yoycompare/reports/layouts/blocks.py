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
from yoycompare.reports.heading_order import heading_to_match
from yoycompare.reports.labels import LabelIndex, RowEntry
from yoycompare.reports.layouts.grid_row import GridRow
from yoycompare.reports.misprints import Misprints
from yoycompare.reports.report import Match, Unread
from yoycompare.vocabulary.definitions import Column, TableLayout
from yoycompare.vocabulary.labels import heading_to_unit, heading_without_unit
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["BlocksLayout"]

LAYOUT: Final = TableLayout.BLOCKS


@define
class BlocksLayout:
    """Reads the rows of such tables; remembers the headings of the block that it is in."""

    index: LabelIndex
    misprints: Misprints
    title: str = ""
    headings: Sequence[Cell] = Factory(tuple)
    is_padded: bool = False  # blank cells stand where merged ones were lost: only full rows can be read

    def read_row(self, row: GridRow) -> list[Figure | Unread] | None:
        """Figures of a known row; an empty list for a title or a heading row."""
        first, others = row.labels[0], row.labels[1:]
        if first in self.index.titles:
            self.title, self.headings = first, ()
            return []
        entries: Sequence[RowEntry] = self.index.rows[LAYOUT].get((first,), ())
        is_near = False
        if not entries and self.headings:
            entries = self.misprints.block_row(first, self.title)
            is_near = bool(entries)
        if not entries:
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
        entry, columns, worst = self._best_entry(entries)
        if entry is None:
            return [row.unread("its headings are not those of the form")]
        labels = (row.cells[0].text, *(heading.text for heading in self.headings))
        match = worst or (Match.NEAR if is_near else self.index.match_of(labels, entry.alias))
        return [
            Figure(
                meanings={entry.form: entry.row.metrics[column]},
                applicant=TOTAL,
                raw=cell.text,
                place=row.place(cell),
                match=match,
                heading_unit=heading_to_unit(heading.text)
                or (entry.table.columns[column].printed_unit if worst else None),
            )
            for cell, heading, column in zip(values, self.headings, columns, strict=True)
        ]

    def read_end(self) -> list[Figure | Unread]:
        """Nothing: each row is complete in itself."""
        return []

    def _best_entry(self, entries: Sequence[RowEntry]) -> tuple[RowEntry | None, Sequence[int], Match | None]:
        """The form whose block has these headings, which of its columns each is, and how the worst matched."""
        best: tuple[RowEntry | None, Sequence[int], Match | None] = (None, (), None)
        best_score = (0, 0)
        for entry in entries:
            columns, worst = self._headings_to_columns(entry.table.columns)
            known = len(columns) if worst is None else sum(map(self._is_known, self.headings))
            score = known, int(len(columns) == len(entry.table.columns))
            if columns and score > best_score:
                best, best_score = (entry, columns, worst), score
        return best

    def _headings_to_columns(self, official: Sequence[Column]) -> tuple[Sequence[int], Match | None]:
        """The column that each heading stands for, and the kind of match if not all are known.

        Known headings may stand in any order. With one that the form does not know (cut short in print, or
        misprinted), all of them must stand in the order of the form, and be one for each column.
        """
        numbers = {
            heading_without_unit(path[-1]): number
            for number, column in enumerate(official)
            for path in (column.path, *column.aliases)
        }
        printed = [heading_without_unit(heading.text) for heading in self.headings]
        columns = [numbers[label] for label in printed if label in numbers]
        if len(columns) == len(printed):
            return (columns if len(set(columns)) == len(columns) else ()), None
        if not columns or len(printed) != len(official):
            return (), None
        matches = [
            heading_to_match(label, column.path[-1]) if label not in numbers else None
            for number, (label, column) in enumerate(zip(printed, official, strict=True))
            if numbers.get(label) != number
        ]
        if None in matches:
            return (), None
        return range(len(official)), Match.ORDER if Match.ORDER in matches else Match.NEAR

    def _is_known(self, heading: Cell) -> bool:
        return heading_without_unit(heading.text) in self.index.bare_headings


def _not_blank(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.text.strip()]


def _filled(labels: Sequence[str]) -> int:
    """How many labels there are up to the last that is not blank: a sheet goes on beside its tables."""
    return max((number for number, label in enumerate(labels, start=1) if label), default=0)
