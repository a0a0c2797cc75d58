"""Layout `columns`: a column a metric, one row of values (section four of the form)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from attrs import Factory, define

from yoycompare.documents import Cell
from yoycompare.reports.figures import Figure
from yoycompare.reports.heading_order import are_in_order
from yoycompare.reports.labels import ColumnEntry, LabelIndex, Path
from yoycompare.reports.layouts.grid_row import GridRow
from yoycompare.reports.numbers import SOME_DIGIT, WORDS_FOR_NONE
from yoycompare.reports.report import Match, Unread
from yoycompare.vocabulary.definitions import TableLayout
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["MINIMUM_COLUMNS", "ColumnsLayout"]

LAYOUT: Final = TableLayout.COLUMNS
HANZI: Final = re.compile(r"[一-鿿]")
MINIMUM_COLUMNS: Final = 5  # fewer headings are a sentence about the table, not its head


@define
class ColumnsLayout:
    """Collects the heading rows; the first row with content below them holds the values."""

    index: LabelIndex
    headings: dict[int, Path] = Factory(dict)  # position → headings above it, from the top
    printed: set[str] = Factory(set)
    heading_rows: list[Sequence[str]] = Factory(list)
    blank_row: GridRow | None = None

    def read_row(self, row: GridRow) -> list[Figure | Unread] | None:
        """Figures of the value row; an empty list for heading rows and for blank rows before it."""
        known = self.index.headings[LAYOUT]
        if len(known.intersection(row.labels)) > 1:
            self.printed.update(cell.text for cell in row.cells)
            own = [label for cell, label in zip(row.cells, row.labels, strict=True) if cell.row == row.number]
            if own in self.heading_rows:  # repeated on the next page
                return []
            self.heading_rows.append(own)
            for position, label in row.labels_by_position():
                above = self.headings.get(position, ())
                if label in known and label not in above[-1:]:
                    self.headings[position] = (*above, label)
            return []
        if len(self.headings) < MINIMUM_COLUMNS:
            return None
        if not any(row.labels):  # padding below the head, or a body that left everything blank
            self.blank_row = self.blank_row or row
            return []
        if not any(map(_may_be_value, filter(None, row.labels))):
            return None  # words only: a row of headings that no form has
        return self._values(row)

    def read_end(self) -> list[Figure | Unread]:
        """A table whose only row below the headings is blank: its cells are blank."""
        if self.blank_row is None or not self.headings:
            return []
        return self._values(self.blank_row)

    def _values(self, row: GridRow) -> list[Figure | Unread]:
        found = self._values_by_position(row) or self._values_by_order(row)
        if not found and self.blank_row not in (None, row):  # a note below a row that was left blank
            note = (
                [row.unread("it stands below the values")] if SOME_DIGIT.search("".join(row.labels)) else []
            )
            return self.read_end() + note
        printed, self.printed = self.printed, set()
        all_known = self.index.headings[LAYOUT].issuperset(filter(None, chain(*self.heading_rows)))
        self.headings, self.heading_rows = {}, []
        self.blank_row = None
        if not found:
            return [row.unread("its values do not fall under the columns of the form")]
        exact = self.index.printed.issuperset(printed)
        match = Match.EXACT if exact else Match.NORMALIZED if all_known else Match.ORDER
        return [
            Figure(meanings=meanings, applicant=TOTAL, raw=cell.text, place=row.place(cell), match=match)
            for meanings, cell in found
        ]

    def _values_by_position(self, row: GridRow) -> list[tuple[dict[str, str], Cell]] | None:
        """Values under their headings; None where a cell with content stands under none."""
        values: list[tuple[dict[str, str], Cell]] = []
        if any(label for position, label in row.labels_by_position() if position not in self.headings):
            return None
        for position, path in self.headings.items():
            entries = self.index.columns[LAYOUT].get(path)
            cell = row.positions[position]
            if entries is None or cell is None or (values and values[-1][1] is cell):
                return None
            values.append((_meanings(entries), cell))
        return values

    def _values_by_order(self, row: GridRow) -> list[tuple[dict[str, str], Cell]] | None:
        """Values in the order of the form, where the row has as many cells as the form has columns.

        The headings may have lost their places, be cut short or misprinted, but not be others.
        """
        meanings = self.index.columns_in_order(LAYOUT)
        printed = [label for label in chain(*self.heading_rows) if label]
        if len(row.cells) != len(meanings) or not are_in_order(printed, self.index.table_of(LAYOUT)):
            return None
        return list(zip(meanings, row.cells, strict=True))


def _meanings(entries: list[ColumnEntry]) -> dict[str, str]:
    return {entry.form: entry.column.metric for entry in entries if entry.column.metric is not None}


def _may_be_value(label: str) -> bool:
    return bool(SOME_DIGIT.search(label)) or not HANZI.search(label) or label in WORDS_FOR_NONE
