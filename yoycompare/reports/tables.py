"""Grids → figures: which cell stands under which labels of a form.

Rows are read one by one from the top, whatever table they stand in: pages put the three tables of a
form into one grid, or one table into five. What a row is follows from its labels alone.
"""

from __future__ import annotations

from collections import Counter

from yoycompare.documents import Document, Grid
from yoycompare.reports.figures import Figure
from yoycompare.reports.labels import LabelIndex, label_index
from yoycompare.reports.layouts import (
    ApplicantsLayout,
    BlocksLayout,
    ColumnsLayout,
    Layout,
    ListLayout,
    positions_to_row,
)
from yoycompare.reports.layouts.broken_headings import join_broken_headings
from yoycompare.reports.misprints import Misprints, printed_labels
from yoycompare.reports.numbers import SOME_DIGIT
from yoycompare.reports.report import Scope, Unread
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import TableLayout

__all__ = ["document_to_figures"]


def document_to_figures(
    document: Document, vocabulary: Vocabulary, scope: Scope
) -> tuple[list[Figure], list[Unread]]:
    """The figures of all tables of a document, and the rows with numbers that no form knows."""
    index = label_index(vocabulary)
    misprints = Misprints(index=index, printed=printed_labels(document.grids))
    figures: list[Figure] = []
    unread: list[Unread] = []
    for grid in document.grids:
        for item in _grid_to_items(grid, index, misprints, scope):
            if isinstance(item, Figure):
                figures.append(item)
            else:
                unread.append(item)
    return figures, unread


def _grid_to_items(
    grid: Grid, index: LabelIndex, misprints: Misprints, scope: Scope
) -> list[Figure | Unread]:
    layouts: list[Layout] = [
        ApplicantsLayout(index, misprints),
        BlocksLayout(index, misprints),
        ColumnsLayout(index),
        ListLayout(index, misprints, scope),
    ]
    items: list[Figure | Unread] = []
    unknown: list[Unread] = []
    rows = (positions_to_row(grid.number, number, row) for number, row in enumerate(grid.rows, start=1))
    for row in join_broken_headings(rows, index.headings[TableLayout.APPLICANTS]):
        if not row.cells:
            continue
        for layout in layouts:
            found = layout.read_row(row)
            if found is not None:
                items += found
                break
        else:
            if any(SOME_DIGIT.search(label) for label in row.labels):
                unknown.append(row.unread("no form that the vocabulary knows has this row"))
    for layout in layouts:
        items += layout.read_end()
    items = _without_shared_cells(items)
    if not items and unknown:  # a table of something else: one line for all its rows
        return [unknown[0]]
    return items + unknown


def _without_shared_cells(items: list[Figure | Unread]) -> list[Figure | Unread]:
    """A cell that stands in two rows or columns says of neither what it counts."""
    uses = Counter(item.place for item in items if isinstance(item, Figure))
    shared = {place for place, count in uses.items() if count > 1}
    if not shared:
        return items
    kept = [item for item in items if not (isinstance(item, Figure) and item.place in shared)]
    printed = {item.place: item.raw for item in items if isinstance(item, Figure) and item.place in shared}
    reason = "one cell for several figures"
    return kept + [Unread(text=raw, place=place, reason=reason) for place, raw in printed.items()]
