"""Layout `list`: a row a metric, one column of values (the statistics form of 2014).

Short labels recur (被依法纠错数 under reviews and under lawsuits); the official order tells them apart:
a row is the first one of that label after the row read last. Of several columns of values that one is
read whose heading says that it holds the figures of the whole body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import Factory, define

from yoycompare.documents import Cell
from yoycompare.reports.figures import Figure
from yoycompare.reports.labels import LabelIndex, ListEntry
from yoycompare.reports.layouts.grid_row import GridRow, is_word
from yoycompare.reports.misprints import Misprints
from yoycompare.reports.report import Match, Scope, Unread
from yoycompare.vocabulary.definitions import TableLayout
from yoycompare.vocabulary.labels import heading_to_unit, heading_without_unit, narrow, normal_label
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["UNIT", "ListLayout", "next_entry"]

LAYOUT: Final = TableLayout.LIST
UNIT: Final = re.compile(r"[百千万亿]?[^\d\s]{0,3}|[—－-]{1,4}")
WHOLE_AREA: Final = re.compile(r"全.{1,3}汇总")  # 全省汇总: not the figures of one body


@define
class ListLayout:
    """Reads the rows of such a list; remembers its headings and how far it has come."""

    index: LabelIndex
    misprints: Misprints
    scope: Scope
    last: int = -1
    headings: dict[int, Cell] = Factory(dict)  # column, from 1 → innermost heading

    def read_row(self, row: GridRow) -> list[Figure | Unread] | None:
        """The figure of a known row, and what stands beside it in other columns."""
        entry, depth, match = self._row_to_entry(row)
        if entry is None:
            self._take_headings(row)
            return None
        self.last = entry.order
        values = self._under_headings(_without_unit(row.cells[depth:]))
        column = values[0] if len(values) == 1 else self._column_of_the_whole(values)
        if column is None:
            reason = f"{len(values)} values where the form has one column"
            return [row.unread(reason)] if not self.headings else self._beside(row, depth, values, reason)
        label = row.cells[depth - 1].text
        figure = Figure(
            meanings={entry.form: entry.row.metrics[0]},
            applicant=TOTAL,
            raw=column.text,
            place=row.place(column),
            match=match or self.index.match_of((label,), entry.alias),
            heading_unit=heading_to_unit(label) or _unit_of(row.cells[depth:]) or entry.row.printed_unit,
        )
        others = [cell for cell in values if cell is not column]
        return [figure, *self._beside(row, depth, others, "a column beside that of the whole body")]

    def read_end(self) -> list[Figure | Unread]:
        """Nothing: each row is complete in itself."""
        return []

    def _row_to_entry(self, row: GridRow) -> tuple[ListEntry | None, int, Match | None]:
        """The row of the form, how many cells its labels take, and the match if it is misprinted."""
        labels = row.labels[:-1]
        for depth, label in enumerate(labels, start=1):
            known = self.index.listed.get(label) or self.index.listed.get(heading_without_unit(label))
            entry = next_entry(known or (), self.last)
            if entry is not None:
                return entry, depth, None
        for depth, label in enumerate(labels, start=1):
            entry = self.misprints.listed(label, self.last) if is_word(label) else None
            if entry is not None:
                return entry, depth, Match.NEAR
        return None, 0, None

    def _take_headings(self, row: GridRow) -> None:
        """Remember a row of words above the values, or one with a heading of the form, as headings."""
        words = [cell for cell, label in zip(row.cells, row.labels, strict=True) if is_word(label)]
        filled = sum(map(bool, row.labels))
        is_known = not self.index.headings[LAYOUT].isdisjoint(row.labels)
        if 1 < len(words) == filled and (is_known or self.last < 0):
            self.headings |= {
                position: cell
                for position, cell in enumerate(row.positions, start=1)
                if cell is not None and cell.text.strip()
            }

    def _heading_of(self, cell: Cell) -> str:
        heading = self.headings.get(cell.column)
        return "" if heading is None else heading.text

    def _under_headings(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells, but for blank ones beside the table."""
        if not self.headings:
            return cells
        return [cell for cell in cells if cell.text.strip() or self._heading_of(cell)]

    def _column_of_the_whole(self, values: Sequence[Cell]) -> Cell | None:
        """The only cell of several whose heading says that it counts for the whole body."""
        tables = (table for _, table in self.index.tables if table.layout is LAYOUT and table.columns)
        known = {
            normal_label(path[-1])
            for table in tables
            for path in (table.columns[-1].path, *table.columns[-1].aliases)
        }
        if self.scope is Scope.ORGAN:
            known = {label for label in known if not WHOLE_AREA.fullmatch(label)}
        found = [cell for cell in values if normal_label(self._heading_of(cell)) in known]
        return found[0] if len(found) == 1 else None

    def _beside(self, row: GridRow, depth: int, cells: Sequence[Cell], reason: str) -> list[Figure | Unread]:
        """Values that are not read, each with the label of its row and its heading."""
        label = row.cells[depth - 1].text
        return [
            Unread(
                text=" | ".join(filter(None, (label, self._heading_of(cell), cell.text))),
                place=row.place(cell),
                reason=reason,
            )
            for cell in cells
            if cell.text.strip()
        ]


def next_entry(entries: Sequence[ListEntry], last: int) -> ListEntry | None:
    """The first of the entries after the row read last; where none follows, the only one there is."""
    following = [entry for entry in entries if entry.order > last]
    if following:
        return following[0]
    return entries[0] if len(entries) == 1 else None


def _without_unit(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The value cells of a row: all but a column of units between label and value."""
    return cells[1:] if len(cells) > 1 and UNIT.fullmatch(narrow(cells[0].text).strip()) else cells


def _unit_of(cells: Sequence[Cell]) -> str | None:
    if len(cells) < 2:
        return None
    unit = narrow(cells[0].text).strip()
    return unit if UNIT.fullmatch(unit) and unit.endswith("元") else None
