"""A form of the vocabulary → its tables as they are printed: rows of cells with their spans.

Everything printed comes from the vocabulary. A cell with a key holds a value; the others are labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from attrs import evolve, frozen

from yoycompare.vocabulary.definitions import Column, Form, Line, Row, Table, TableLayout
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = [
    "FormCell",
    "Key",
    "PlacedCell",
    "Section",
    "column_widths",
    "form_to_sections",
    "place_cells",
    "row_lines",
]

Key = tuple[str, str]  # metric, applicant
PrintedRows = list[list["FormCell"]]
NARROWEST, WIDEST = 4, 16  # columns, in Chinese characters


@frozen(kw_only=True)
class FormCell:
    """A printed cell and how many rows and columns it covers; with a key where it holds a value.

    `formula` says how a value follows that was filled in, not given.
    """

    text: str
    rows: int = 1
    columns: int = 1
    key: Key | None = None
    heading_unit: str | None = None
    formula: str = ""


@frozen(kw_only=True)
class Section:
    """A chapter of the form and its one table."""

    title: str
    rows: tuple[tuple[FormCell, ...], ...]


@frozen(kw_only=True)
class PlacedCell:
    """A cell at its place in the table; row and column count from 0."""

    row: int
    column: int
    cell: FormCell


def form_to_sections(
    form: Form, values: Mapping[Key, str], formulas: Mapping[Key, str] | None = None
) -> list[Section]:
    """The chapters of a form, their value cells filled."""
    sections = []
    for title, tables in groupby(form.tables, key=lambda table: table.section):
        rows = _tables_to_rows(list(tables))
        filled = tuple(tuple(_fill(cell, values, formulas or {}) for cell in row) for row in rows)
        sections.append(Section(title=title, rows=filled))
    return sections


def place_cells(rows: Sequence[Sequence[FormCell]]) -> list[PlacedCell]:
    """Where each cell stands once merged cells are unfolded."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            placed.append(PlacedCell(row=row, column=column, cell=cell))
            taken.update(
                (row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
            )
    return placed


def column_widths(section: Section) -> list[int]:
    """How wide the columns of a section should be, in Chinese characters; labels break within bounds."""
    placed = place_cells(section.rows)
    widths = [NARROWEST] * max(place.column + place.cell.columns for place in placed)
    for place in placed:
        if place.cell.columns == 1:
            wanted = min(-(-len(place.cell.text) // place.cell.rows), WIDEST)
            widths[place.column] = max(widths[place.column], wanted)
    return widths


def row_lines(section: Section, widths: Sequence[int]) -> list[int]:
    """How many lines of text the rows of a section need in columns of these widths."""
    lines = [1] * len(section.rows)
    for place in place_cells(section.rows):
        width = sum(widths[place.column : place.column + place.cell.columns])
        needed = -(-len(place.cell.text) // (width * place.cell.rows))
        lines[place.row] = max(lines[place.row], needed)
    return lines


def _fill(cell: FormCell, values: Mapping[Key, str], formulas: Mapping[Key, str]) -> FormCell:
    if cell.key is None:
        return cell
    return evolve(cell, text=values.get(cell.key, ""), formula=formulas.get(cell.key, ""))


def _tables_to_rows(tables: Sequence[Table]) -> PrintedRows:
    width = 1 + max(len(table.columns) for table in tables)
    return [row for table in tables for row in _LAYOUTS[table.layout](table, width)]


def _blocks_to_rows(table: Table, width: int) -> Iterator[list[FormCell]]:
    """The last heading and the last value reach to the edge of the widest block."""
    last = width - len(table.columns)
    spans = [1] * (len(table.columns) - 1) + [last]
    yield [FormCell(text=table.title, columns=width)]
    headings = zip(table.columns, spans, strict=True)
    yield [
        FormCell(text=table.corner),
        *(FormCell(text=column.path[-1], columns=span) for column, span in headings),
    ]
    for row in table.rows:
        values = zip(row.metrics, table.columns, spans, strict=True)
        yield [
            FormCell(text=row.path[-1]),
            *(
                FormCell(text="", columns=span, key=(metric, TOTAL), heading_unit=column.printed_unit)
                for metric, column, span in values
            ),
        ]


def _applicants_to_rows(table: Table, _: int) -> Iterator[list[FormCell]]:
    stub = max(len(row.path) + bool(row.under) for row in table.rows)
    headings = list(_columns_to_headings(table.columns))
    corner = FormCell(text=table.corner, rows=len(headings) + 1, columns=stub)
    yield [corner, FormCell(text=table.banner, columns=len(table.columns))]
    yield from headings
    rows = list(table.rows)
    for number, row in enumerate(rows):
        labels = list(_row_to_stub(rows, number, stub))
        values = [
            FormCell(text="", key=(row.metrics[0], column.applicant or TOTAL)) for column in table.columns
        ]
        yield labels + values


def _row_to_stub(rows: Sequence[Row], number: int, width: int) -> Iterator[FormCell]:
    """The labels of a row: those around several rows only where they begin."""
    row = rows[number]
    around = ([row.under] if row.under else []) + list(row.path[:-1])
    for depth in range(len(around)):
        begun = _labels_around(rows, number, depth)
        if number and _labels_around(rows, number - 1, depth) == begun:
            continue
        same = 1
        while number + same < len(rows) and _labels_around(rows, number + same, depth) == begun:
            same += 1
        yield FormCell(text=around[depth], rows=same)
    yield FormCell(text=row.path[-1], columns=width - len(around))


def _labels_around(rows: Sequence[Row], number: int, depth: int) -> tuple[str, ...]:
    row = rows[number]
    around = ((row.under,) if row.under else ()) + row.path[:-1]
    return around[: depth + 1] if len(around) > depth else (str(number),)


def _columns_to_headings(columns: Sequence[Column]) -> Iterator[list[FormCell]]:
    """The rows of headings: a group over its columns, a heading without group down to the values."""
    depth = max(len(column.path) for column in columns)
    for level in range(depth):
        row = []
        reaching = [column for column in columns if len(column.path) > level]
        for path, found in groupby(reaching, key=lambda column: column.path[: level + 1]):
            group = list(found)
            is_last = len(group) == 1 and len(group[0].path) == level + 1
            rows = depth - level if is_last else 1
            row.append(FormCell(text=path[-1], columns=len(group), rows=rows))
        yield row


def _results_to_rows(table: Table, _: int) -> Iterator[list[FormCell]]:
    yield from _columns_to_headings(table.columns)
    yield [FormCell(text="", key=(column.metric or "", TOTAL)) for column in table.columns]


def _list_to_rows(table: Table, _: int) -> Iterator[list[FormCell]]:
    headings = (FormCell(text=column.path[-1]) for column in table.columns)
    yield [FormCell(text=table.corner), *headings]
    for line in table.lines or map(_row_to_line, table.rows):
        key = (line.metric, TOTAL) if line.metric is not None else None
        unit = line.classifier if key is not None else None
        yield [
            FormCell(text=line.label),
            FormCell(text=line.classifier),
            FormCell(text="", key=key, heading_unit=unit),
        ]


def _row_to_line(row: Row) -> Line:
    """A row of a list whose lines the vocabulary does not give."""
    return Line(label=row.path[-1], classifier=row.printed_unit or "", metric=row.metrics[0])


_LAYOUTS: Final[Mapping[TableLayout, Callable[[Table, int], Iterator[list[FormCell]]]]] = {
    TableLayout.BLOCKS: _blocks_to_rows,
    TableLayout.APPLICANTS: _applicants_to_rows,
    TableLayout.COLUMNS: _results_to_rows,
    TableLayout.LIST: _list_to_rows,
}
