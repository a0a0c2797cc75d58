"""Layout `applicants`: a row a metric, a column a kind of applicant (section three of the form)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile, zip_longest
from typing import Final

from attrs import Factory, define

from yoycompare.documents import Cell
from yoycompare.reports.figures import Figure
from yoycompare.reports.labels import LabelIndex, Path, RowEntry
from yoycompare.reports.layouts.grid_row import GridRow, is_word
from yoycompare.reports.misprints import Misprints
from yoycompare.reports.report import Match, Unread
from yoycompare.vocabulary.definitions import TableLayout

__all__ = ["ApplicantsLayout"]

LAYOUT: Final = TableLayout.APPLICANTS
DEEPEST_PATH: Final = 4  # cells of a stub: group, subgroup, row, and one that reaches too far down


@define
class ApplicantsLayout:
    """Reads the rows of such a table; remembers the columns and the group that it is in."""

    index: LabelIndex
    misprints: Misprints
    applicants: dict[int, str] = Factory(dict)  # position → applicant
    headings: dict[int, Path] = Factory(dict)  # position → headings above it, from the top
    group: str = ""
    group_is_near: bool = False
    near_applicants: set[str] = Factory(set)  # under headings that were misprinted
    last: Sequence[RowEntry] = ()
    in_values: bool = False
    knows_headings: bool = True  # no heading beside those of the form

    def read_row(self, row: GridRow) -> list[Figure | Unread] | None:
        """Figures of a known row; an empty list for a heading row."""
        if len(self.index.headings[LAYOUT].intersection(row.labels)) > 1:
            self._take_headings(row)
            return []
        entries, depth, is_near = self._stub_to_entries(row)
        if not entries:
            return None
        self.last = entries
        printed = tuple(cell.text for cell in row.cells[:depth])
        match = self.index.match_of(printed, all(entry.alias for entry in entries))
        depth += self._blank_stub(row, depth)
        self.in_values = True
        values = self._values_by_position(row, depth) or self._values_by_order(row, entries, depth)
        if values is None:
            return [row.unread("its values do not fall under the columns of the form")]
        meanings = {entry.form: entry.row.metrics[0] for entry in entries}
        return [
            Figure(
                meanings=meanings,
                applicant=applicant,
                raw=cell.text,
                place=row.place(cell),
                match=Match.NEAR if is_near or applicant in self.near_applicants else match,
            )
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
            self.near_applicants.clear()
            self.knows_headings = True
        known = self.index.headings[LAYOUT]
        first = next(number for number, label in enumerate(row.labels) if label in known)
        meant = {label: self.misprints.heading(LAYOUT, label) for label in row.labels[first:]}
        self.knows_headings &= all(label in known or meant[label] for label in row.labels[first:] if label)
        near: set[int] = set()
        for position, printed in row.labels_by_position():
            label = meant.get(printed) or printed
            above = self.headings.get(position, ())
            if label in known and label not in above[-1:]:
                self.headings[position] = (*above, label)
                near |= {position} if label != printed else set()
        columns = self.index.columns[LAYOUT]
        for position, path in self.headings.items():
            for entry in columns.get(path) or columns.get(path[-1:]) or ():
                self.applicants[position] = entry.column.applicant or ""
        self.near_applicants |= {self.applicants[position] for position in near & self.applicants.keys()}

    def _stub_to_entries(self, row: GridRow) -> tuple[Sequence[RowEntry], int, bool]:
        """The rows of the forms that this row is, how many cells their labels take, whether one is misprinted."""
        words = len(list(takewhile(is_word, row.labels[:DEEPEST_PATH])))
        self._take_group(row, words)
        entries, depth = self._known_entries(row.labels)
        if entries and _is_of_rows_above(row, depth):
            return (), 0, False
        if depth < words < len(row.labels):
            path = self.misprints.row(LAYOUT, row.labels[words - 1], self.last, self.group)
            if path is not None:
                return self.index.rows[LAYOUT][path], words, True
        in_group = any(len(entry.row.path) > 1 for entry in entries)
        return entries, depth, self.group_is_near and in_group

    def _take_group(self, row: GridRow, words: int) -> None:
        """Remember the group that this row opens, even if its label is misprinted."""
        groups = self.index.groups
        printed = next((label for label in row.labels[:DEEPEST_PATH] if label in groups), None)
        if printed is not None:
            self.group, self.group_is_near = printed, False
        elif words > 1:
            near = self.misprints.group(LAYOUT, row.labels[words - 2], self.last)
            if near is not None:
                self.group, self.group_is_near = near, True

    def _known_entries(self, labels: Sequence[str]) -> tuple[Sequence[RowEntry], int]:
        rows = self.index.rows[LAYOUT]
        for depth in range(min(DEEPEST_PATH, len(labels)), 0, -1):
            for start in range(depth):
                path = tuple(labels[start:depth])
                for known in (path, (self.group, *path)):
                    entries = rows.get(known)
                    if entries and labels[depth : depth + 1] and labels[depth] not in self.index.rows_named:
                        return entries, depth
        return (), 0

    def _blank_stub(self, row: GridRow, depth: int) -> int:
        """How many blank cells stand between the label and the first column: a sheet may not merge its stub."""
        first = min(self.applicants, default=0)
        rest = zip(row.cells[depth:], row.labels[depth:], strict=True)
        return sum(1 for _ in takewhile(lambda pair: pair[0].column <= first and not pair[1], rest))

    def _values_by_position(self, row: GridRow, depth: int) -> list[tuple[str, Cell]] | None:
        """Values under the headings, if these cover the cells after the stub one to one.

        Where they do not (a heading row is damaged or was lost), the positions prove nothing; nor where a heading
        stands beside its group and all are in another order: the group is then a column too narrow or too wide.
        """
        if self._is_beside_its_group():
            return None
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

    def _is_beside_its_group(self) -> bool:
        """Whether some headings have their group above them and some do not, out of the order of the form."""
        columns = self.index.table_of(LAYOUT).columns
        grouped = {column.applicant for column in columns if len(column.path) > 1}
        depths = {
            len(self.headings[position]) for position, found in self.applicants.items() if found in grouped
        }
        printed = dict.fromkeys(applicant for _, applicant in sorted(self.applicants.items()))
        official = [column.applicant for column in columns if column.applicant in printed]
        return len(depths) > 1 and list(printed) != official

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


def _is_of_rows_above(row: GridRow, depth: int) -> bool:
    """Whether the label is that of rows above, a group that reaches too far, while another one begins here."""
    begins = [cell.row == row.number for cell in row.cells[:depth]]
    return not begins[-1] and any(begins)
