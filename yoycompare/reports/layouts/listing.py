"""Layout `list`: a row a metric, one column of values (the statistics form of 2014).

Short labels recur (被依法纠错数 under reviews and under lawsuits); the official order tells them apart:
a row is the first one of that label after the row read last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import define

from yoycompare.documents import Cell
from yoycompare.reports.figures import Figure
from yoycompare.reports.labels import LabelIndex, ListEntry
from yoycompare.reports.layouts.grid_row import GridRow
from yoycompare.reports.report import Unread
from yoycompare.vocabulary.definitions import TableLayout
from yoycompare.vocabulary.labels import narrow
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["ListLayout", "next_entry"]

LAYOUT: Final = TableLayout.LIST
UNIT: Final = re.compile(r"[百千万亿]?[^\d\s]{0,3}|[—－-]{1,4}")


@define
class ListLayout:
    """Reads the rows of such a list; remembers how far it has come."""

    index: LabelIndex
    last: int = -1

    def read_row(self, row: GridRow) -> list[Figure | Unread] | None:
        """The figure of a known row."""
        for depth, label in enumerate(row.labels[:-1], start=1):
            entry = next_entry(self.index.listed.get(label, ()), self.last)
            if entry is None:
                continue
            self.last = entry.order
            values = _without_unit(row.cells[depth:])
            if len(values) != 1:
                return [row.unread(f"{len(values)} values where the form has one column")]
            return [
                Figure(
                    meanings={entry.form: entry.row.metrics[0]},
                    applicant=TOTAL,
                    raw=values[0].text,
                    place=row.place(values[0]),
                    match=self.index.match_of((row.cells[depth - 1].text,), entry.alias),
                    heading_unit=_unit_of(row.cells[depth:]) or entry.row.printed_unit,
                )
            ]
        return None

    def read_end(self) -> list[Figure | Unread]:
        """Nothing: each row is complete in itself."""
        return []


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
