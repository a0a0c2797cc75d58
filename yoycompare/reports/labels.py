"""Printed labels → rows and columns of the official forms.

Labels are looked up as printed first, then in a normal form (spaces, width, quotes and numbering
aside), then as an alias that the vocabulary records. Which of the three it was is kept. Labels that are
none of these are looked up by `yoycompare.reports.misprints`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from attrs import Factory, define, frozen

from yoycompare.reports.report import Match
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Column, Row, Table, TableLayout
from yoycompare.vocabulary.labels import heading_without_unit, normal_label

__all__ = ["ColumnEntry", "LabelIndex", "ListEntry", "Path", "RowEntry", "label_index"]

Path = tuple[str, ...]


@frozen(kw_only=True)
class RowEntry:
    """A row of a form, as one of its labels finds it."""

    form: str
    table: Table
    row: Row
    alias: bool


@frozen(kw_only=True)
class ListEntry:
    """A row of a list, as its innermost label finds it; `order` counts the rows of the form."""

    form: str
    row: Row
    alias: bool
    order: int


@frozen(kw_only=True)
class ColumnEntry:
    """A column of a form, as one of its headings finds it."""

    form: str
    table: Table
    column: Column
    alias: bool


def _by_layout_and_path() -> defaultdict[TableLayout, Any]:
    return defaultdict(lambda: defaultdict(list))


@define(kw_only=True)
class LabelIndex:
    """The labels of all forms of a vocabulary, by normal form.

    All is kept by layout and normal label. `groups` are labels that open a group of rows
    ((三)不予公开); `headings` are all words that stand above a column; `titles` open a block;
    `listed` are the rows of lists by their innermost label, in official order.
    """

    rows: defaultdict[TableLayout, defaultdict[Path, list[RowEntry]]] = Factory(_by_layout_and_path)
    columns: defaultdict[TableLayout, defaultdict[Path, list[ColumnEntry]]] = Factory(_by_layout_and_path)
    groups: set[str] = Factory(set)
    headings: defaultdict[TableLayout, set[str]] = Factory(lambda: defaultdict(set))
    titles: set[str] = Factory(set)
    bare_headings: set[str] = Factory(set)  # headings of blocks, their unit aside
    rows_named: set[str] = Factory(set)  # innermost labels of rows
    tables: list[tuple[str, Table]] = Factory(list)
    listed: dict[str, list[ListEntry]] = Factory(dict)
    printed: set[str] = Factory(set)  # labels exactly as the forms print them
    known: set[str] = Factory(set)  # all normal labels: of rows, groups, columns, blocks
    # innermost label of a row, or label of a group → what it counts, nothing for a group
    meanings: defaultdict[TableLayout, dict[str, set[str]]] = Factory(lambda: defaultdict(dict))

    def table_of(self, layout: TableLayout) -> Table:
        """The first table of a layout; the forms agree on those of layout `columns`."""
        return next(table for _, table in self.tables if table.layout is layout)

    def columns_in_order(self, layout: TableLayout) -> list[dict[str, str]]:
        """What the columns of a table count, by form, in official order; the forms agree on their number."""
        tables = [(form, table) for form, table in self.tables if table.layout is layout]
        columns = tables[0][1].columns if tables else ()
        return [
            {
                form: table.columns[number].metric or ""
                for form, table in tables
                if len(table.columns) == len(columns)
            }
            for number in range(len(columns))
        ]

    def match_of(self, labels: Path, alias: bool) -> Match:
        """How labels that were found match the official ones."""
        if alias:
            return Match.ALIAS
        return Match.EXACT if self.printed.issuperset(labels) else Match.NORMALIZED


@functools.lru_cache(maxsize=8)
def label_index(vocabulary: Vocabulary) -> LabelIndex:
    """The index of a vocabulary, made once."""
    index = LabelIndex()
    for form in vocabulary.forms.values():
        for table in form.tables:
            index.tables.append((form.id, table))
            if table.title:
                index.titles.add(normal_label(table.title))
                index.known.add(normal_label(table.title))
            for row in table.rows:
                index.printed.update(row.path)
                index.groups.update(map(normal_label, row.path[:-1]))
                index.rows_named.add(normal_label(row.path[-1]))
                for path, alias in _paths(row).items():
                    _add_meanings(index, table.layout, path, row)
                    entry = RowEntry(form=form.id, table=table, row=row, alias=alias)
                    index.rows[table.layout][path].append(entry)
            if table.layout is TableLayout.LIST:
                _add_list(index, form.id, table)
            for column in table.columns:
                index.printed.update(column.path)
                for path, alias in _paths(column).items():
                    index.known.update(path)
                    index.headings[table.layout].update(path)
                    if table.layout is TableLayout.BLOCKS:
                        index.bare_headings.update(map(heading_without_unit, path))
                    found = ColumnEntry(form=form.id, table=table, column=column, alias=alias)
                    index.columns[table.layout][path].append(found)
    return index


def _add_meanings(index: LabelIndex, layout: TableLayout, path: Path, row: Row) -> None:
    index.known.update(path)
    meanings = index.meanings[layout]
    meanings.setdefault(path[-1], set()).update(row.metrics)
    for group in path[:-1]:
        meanings.setdefault(group, set())


def _add_list(index: LabelIndex, form: str, table: Table) -> None:
    for order, row in enumerate(table.rows):
        labels = {normal_label(path[-1]): True for path in row.aliases} | {normal_label(row.path[-1]): False}
        for label, alias in labels.items():
            entry = ListEntry(form=form, row=row, alias=alias, order=order)
            index.listed.setdefault(label, []).append(entry)


def _paths(entry: Row | Column) -> Mapping[Path, bool]:
    """The normal paths of a row or column, and whether each is an alias only."""
    aliases = {tuple(map(normal_label, path)): True for path in entry.aliases}
    return aliases | {tuple(map(normal_label, entry.path)): False}
