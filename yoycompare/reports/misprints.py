"""Which rows and headings of the forms a misprinted label may stand for, at its place in the order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from attrs import frozen

from yoycompare.documents import Grid
from yoycompare.reports.labels import LabelIndex, ListEntry, Path, RowEntry
from yoycompare.reports.near_labels import near_label
from yoycompare.vocabulary.definitions import TableLayout
from yoycompare.vocabulary.labels import normal_label

__all__ = ["Misprints", "printed_labels"]

REACH: Final = 3  # a misprinted row is one of so many after the row that was read last


def printed_labels(grids: Iterable[Grid]) -> frozenset[str]:
    """The normal labels of all cells."""
    texts = {cell.text for grid in grids for row in grid.rows for cell in row if cell is not None}
    return frozenset(map(normal_label, texts))


@frozen(kw_only=True, eq=False)
class Misprints:
    """Looks up labels that no form knows.

    `printed` are the normal labels of the document: what it prints as it should be, a misprinted label
    does not stand for.
    """

    index: LabelIndex
    printed: AbstractSet[str] = frozenset()

    def row(self, layout: TableLayout, label: str, last: Sequence[RowEntry], group: str = "") -> Path | None:
        """The path of the row that a label stands for, after the rows that were read last.

        With a `group`, rows of other groups are none.
        """
        if label in self.index.known:
            return None
        paths = [
            path
            for path in self._following(layout, last)
            if path[:-1] in ((), (group,)) and self.printed.isdisjoint(self._labels_of(layout, path))
        ]
        found = self._near(layout, label, [path[-1] for path in paths])
        return next((path for path in paths if path[-1] == found), None)

    def group(self, layout: TableLayout, label: str, last: Sequence[RowEntry]) -> str | None:
        """The group of rows that a label stands for."""
        if label in self.index.known:
            return None
        groups = [path[-2] for path in self._following(layout, last) if len(path) > 1]
        return self._near(layout, label, [group for group in groups if group not in self.printed])

    def listed(self, label: str, last: int) -> ListEntry | None:
        """The row of a list that a label stands for, where `last` is the number of the row read last."""
        if label in self.index.known:
            return None
        following = {
            known: entry
            for known, entries in self.index.listed.items()
            for entry in entries
            if last < entry.order <= last + REACH
            and self.printed.isdisjoint(
                map(normal_label, (path[-1] for path in (entry.row.path, *entry.row.aliases)))
            )
        }
        found = self._near(TableLayout.LIST, label, following)
        return following[found] if found is not None else None

    def block_row(self, label: str, title: str) -> Sequence[RowEntry]:
        """The rows that a label stands for in a block with a title."""
        rows = self.index.rows[TableLayout.BLOCKS]
        of_block = [
            path[-1]
            for path, entries in rows.items()
            if any(normal_label(entry.table.title) == title for entry in entries)
            and self.printed.isdisjoint(self._labels_of(TableLayout.BLOCKS, path))
        ]
        found = None if label in self.index.known else self._near(TableLayout.BLOCKS, label, of_block)
        return rows[found,] if found is not None else ()

    def heading(self, layout: TableLayout, label: str) -> str | None:
        """The heading of a column that a label stands for."""
        headings = self.index.headings[layout]
        if label in self.index.known:
            return None
        return near_label(label, sorted(headings - self.printed), headings)

    def _near(self, layout: TableLayout, label: str, candidates: Iterable[str]) -> str | None:
        """Labels with the meaning of the candidate found do not compete with it."""
        meanings = self.index.meanings[layout]
        labels = list(candidates)
        found = near_label(label, labels, ())
        if found is None:
            return None
        meaning = meanings.get(found, set())
        others = [known for known, other in meanings.items() if not other or not other <= meaning]
        return near_label(label, [found], others)

    def _labels_of(self, layout: TableLayout, path: Path) -> Iterator[str]:
        """All labels of the rows with that path."""
        for entry in self.index.rows[layout][path]:
            yield from (normal_label(known[-1]) for known in (entry.row.path, *entry.row.aliases))

    def _following(self, layout: TableLayout, last: Sequence[RowEntry]) -> Iterator[Path]:
        for _, table in self.index.tables:
            if table.layout is not layout:
                continue
            places = [
                place for place, row in enumerate(table.rows) if any(entry.row is row for entry in last)
            ]
            if last and not places:
                continue
            first = places[-1] + 1 if places else 0
            for row in table.rows[first : first + REACH]:
                for path in (row.path, *row.aliases):
                    yield tuple(map(normal_label, path))
