"""Layout `applicants`: a row a metric, a column a kind of applicant (section three of the form)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile, zip_longest
from typing import Final

from attrs import Factory, define

from yoycompare.documents import Cell
from yoycompare.reports.figures import Figure
from yoycompare.reports.labels import LabelIndex, Path, RowEntry
from yoycompare.reports.layouts.grid_row import GridRow
from yoycompare.reports.report import Unread
from yoycompare.vocabulary.definitions import TableLayout

__all__ = ["ApplicantsLayout"]

LAYOUT: Final = TableLayout.APPLICANTS
DEEPEST_PATH: Final = 4  # cells of a stub: group, subgroup, row, and one that reaches too far down


@define
class ApplicantsLayout:
    """Reads the rows of such a table; remembers the columns and the group that it is in."""

    index: LabelIndex
    applicants: dict[int, str] = Factory(dict)  # position → applicant
    headings: dict[int, Path] = Factory(dict)  # position → headings above it, from the top
    group: str = ""
    in_values: bool = False
    knows_headings: bool = True  # no heading beside those of the form

    def read_row(self, row: GridRow) -> list[Figure | Unread] | None:
        """Figures of a known row; an empty list for a heading row."""
        if len(self.index.headings[LAYOUT].intersection(row.labels)) > 1:
            self._take_headings(row)
            return []
        entries, depth, alias = self._stub_to_entries(row)
        if not entries:
            return None
        depth += self._blank_stub(row, depth)
        self.in_values = True
        values = self._values_by_position(row, depth) or self._values_by_order(row, entries, depth)
        if values is None:
            return [row.unread("its values do not fall under the columns of the form")]
        meanings = {entry.form: entry.row.metrics[0] for entry in entries}
        match = self.index.match_of(tuple(cell.text for cell in row.cells[:depth]), alias)
        return [
            Figure(meanings=meanings, applicant=applicant, raw=cell.text, place=row.place(cell), match=match)
            for applicant, cell in values
        ]

    def read_end(self) -> list[Figure | Unread]:
        """Nothing: each row is complete in itself."""
        return []

    def _take_headings(self, row: GridRow) -> None:
        """Add a heading row to the headings above each position; after value rows it starts anew."""
        if self.in_values:
            self.in_values = False
            self.headings.clear()
            self.applicants.clear()
            self.knows_headings = True
        known = self.index.headings[LAYOUT]
        first = next(number for number, label in enumerate(row.labels) if label in known)
        self.knows_headings &= all(label in known for label in row.labels[first:] if label)
        for position, label in row.labels_by_position():
            above = self.headings.get(position, ())
            if label in known and label not in above[-1:]:
                self.headings[position] = (*above, label)
        columns = self.index.columns[LAYOUT]
        for position, path in self.headings.items():
            for entry in columns.get(path) or columns.get(path[-1:]) or ():
                self.applicants[position] = entry.column.applicant or ""

    def _stub_to_entries(self, row: GridRow) -> tuple[Sequence[RowEntry], int, bool]:
        """The rows of the forms whose labels stand at the head of this row, and how many cells they take."""
        rows = self.index.rows[LAYOUT]
        labels = row.labels
        first_group = next((label for label in labels[:DEEPEST_PATH] if label in self.index.groups), None)
        if first_group is not None:
            self.group = first_group
        for depth in range(min(DEEPEST_PATH, len(labels)), 0, -1):
            for start in range(depth):
                path = tuple(labels[start:depth])
                for known in (path, (self.group, *path)):
                    entries = rows.get(known)
                    if entries and labels[depth : depth + 1] and labels[depth] not in self.index.rows_named:
                        return entries, depth, all(entry.alias for entry in entries)
        return (), 0, False

    def _blank_stub(self, row: GridRow, depth: int) -> int:
        """How many blank cells stand between the label and the first column: a sheet may not merge its stub."""
        first = min(self.applicants, default=0)
        rest = zip(row.cells[depth:], row.labels[depth:], strict=True)
        return sum(1 for _ in takewhile(lambda pair: pair[0].column <= first and not pair[1], rest))

    def _values_by_position(self, row: GridRow, depth: int) -> list[tuple[str, Cell]] | None:
        """Values under the headings, if these cover the cells after the stub one to one.

        Where they do not (a heading row is damaged or was lost), the positions prove nothing.
        """
        values = [
            (applicant, row.positions[position])
            for position, applicant in sorted(self.applicants.items())
            if position < len(row.positions)
        ]
        cells = row.cells[depth:]
        under = [cell for _, cell in values]
        if None in under or len(under) < len(self.applicants):
            return None
        if any(cell is not found for cell, found in zip_longest(cells[: len(under)], under)):
            return None
        if any(label for label in row.labels[depth + len(under) :]):
            return None
        return [(applicant, cell) for applicant, cell in values if cell is not None] or None

    def _values_by_order(
        self, row: GridRow, entries: Sequence[RowEntry], depth: int
    ) -> list[tuple[str, Cell]] | None:
        """Values in the order of the form, where the row has just as many cells as the form columns.

        Headings that the form does not know, or that stand in another order, forbid it.
        """
        if not self.knows_headings:
            return None
        columns = [column.applicant or "" for column in entries[0].table.columns]
        cells = row.cells[depth:]
        headings = [applicant for _, applicant in sorted(self.applicants.items())]
        in_order = [applicant for applicant in columns if applicant in headings]
        if len(cells) != len(columns) or list(dict.fromkeys(headings)) != in_order:
            return None
        return list(zip(columns, cells, strict=True))
