"""Delimited text (CSV) → Document; and any sheet of rows and columns → its text and its grid.

A sheet has no paragraphs and no tables, only cells: titles and prose stand in rows of their own, above,
below and between the tables. A row with one filled cell is text where nothing speaks for its being a row
of a table; everything else is the grid, empty rows and columns around it cut off.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from attrs import Factory, define, field, frozen

from yoycompare.documents.decoding import bytes_to_text
from yoycompare.documents.document import Cell, Document, Grid, Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.errors import DocumentError

__all__ = ["Merge", "Position", "Sheet", "read", "sheet_to_text_and_grid", "text_to_delimiter"]

DELIMITERS: Final = ("\t", ";", ",")  # the comma last: it stands in numbers and sentences too
EVEN_SHARE: Final = 0.8  # of the lines have the same number of fields; a title above may have fewer
EVEN_LINES: Final = 3  # two sentences may have one comma each
PROSE_CHARACTERS: Final = 400  # no cell of a form is longer
SINGLE_CHARACTERS: Final = 80  # of the one cell of a row: no label is longer, a sentence over the sheet is
WIDEST_COLUMNS: Final = 256  # no table of a report is wider

Position = tuple[int, int]  # row, column, from 0
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """Read a delimited text file. Rows may differ in length.

    Raises
    ------
    DocumentError
        No delimiter splits its lines alike, or a quoted field never ends.
    """
    text, encoding = bytes_to_text(data, source)
    text = text.removeprefix("\N{BYTE ORDER MARK}")
    delimiter = text_to_delimiter(text) or max(DELIMITERS, key=text.count)
    if delimiter not in text:
        problem = "neither tab nor semicolon nor comma splits its lines"
        raise DocumentError(source.name, problem, "save it again as CSV")
    rows = _text_to_rows(text, delimiter)
    if rows is None:
        problem = "a quotation mark opens a field and nothing closes it"
        raise DocumentError(source.name, problem, "close it, or save the file again as CSV")
    width = max(map(len, rows), default=0)
    cells = {(row, column): field for row, fields in enumerate(rows) for column, field in enumerate(fields)}
    absent = {(row, column) for row, fields in enumerate(rows) for column in range(len(fields), width)}
    lines, grid = sheet_to_text_and_grid(Sheet(cells=cells, absent=absent), 1, source, limits)
    return Document(
        source=source,
        container="csv",
        encoding=encoding,
        title="",
        text="\n".join(lines),
        grids=(grid,) if grid is not None else (),
    )


def text_to_delimiter(text: str) -> str | None:
    r"""The delimiter that splits nearly all lines into the same number of fields, two or more.

    Examples
    --------
    >>> text_to_delimiter("a;b;c\n1;2,5;\n4;5;6"), text_to_delimiter("a, b\nc\nd, e, f")
    (';', None)
    """
    for delimiter in DELIMITERS:
        rows = _text_to_rows(text, delimiter) if delimiter in text else None
        lengths = Counter(len(row) for row in rows or () if any(field.strip() for field in row))
        if lengths.total() < EVEN_LINES:
            continue
        fields, lines = lengths.most_common(1)[0]
        if fields > 1 and lines >= EVEN_SHARE * lengths.total():
            return delimiter
    return None


def _text_to_rows(text: str, delimiter: str) -> list[list[str]] | None:
    """The fields of each row, None where a quoted field runs to the end of the file."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None


@frozen(kw_only=True)
class Sheet:
    """The cells of a sheet, sparse.

    Attributes
    ----------
    cells
        What each position prints; empty ones may be left out.
    merges
        Ranges of merged cells; what stands elsewhere than in their first position is not printed.
    ruled
        Positions with lines around them: those are cells of a table, filled or not.
    absent
        Positions that are known to be no cells.
    hidden_rows, hidden_columns
        What is not shown.
    """

    cells: Mapping[Position, str]
    merges: Sequence[Merge] = ()
    ruled: set[Position] = field(factory=set)
    absent: set[Position] = field(factory=set)
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)


def sheet_to_text_and_grid(
    sheet: Sheet, number: int, source: Source, limits: Limits = LIMITS
) -> tuple[list[str], Grid | None]:
    """Lines of text, and the grid if some row of the sheet is a row of a table.

    Raises
    ------
    DocumentError
        The sheet is far larger than any report.
    """
    reading = _SheetReading(sheet=sheet, source=source, limits=limits)
    reading.place_cells()
    reading.classify_rows()
    return list(reading.rows_to_lines()), reading.rows_to_grid(number)


@define(kw_only=True)
class _Row:
    """A row that is shown: its cells that are filled or ruled, by their first positions."""

    number: int
    filled: list[Position]
    ruled: list[Position]
    is_table: bool = False
    is_text: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.is_table and not self.filled


@define(kw_only=True)
class _SheetReading:
    """The steps from a sheet to its text and grid, in their order, and what they leave."""

    sheet: Sheet
    source: Source
    limits: Limits
    filled: dict[Position, str] = Factory(dict)  # by first position of the cell
    ruled: set[Position] = Factory(set)  # the same
    covering: dict[Position, Position] = Factory(dict)  # position → first position of the merged cell over it
    last_column: dict[Position, int] = Factory(dict)  # of each merged cell
    rows: list[_Row] = Factory(list)

    def place_cells(self) -> None:
        """Which cell covers which position, within the part of the sheet that is filled."""
        printed = {position: text for position, text in self.sheet.cells.items() if text.strip()}
        if not printed:
            return
        bottom, right = self._extent(printed)
        self._limit((bottom + 1) * (right + 1))
        merged = 0
        for first_row, first_column, last_row, last in self.sheet.merges:
            anchor = first_row, first_column
            self.last_column[anchor] = min(last, right)
            rows = range(first_row, min(last_row, bottom) + 1)
            covered = range(first_column, min(last, right) + 1)
            merged += len(rows) * len(covered)
            self._limit(merged)
            for row in rows:
                for column in covered:
                    self.covering.setdefault((row, column), anchor)
        self.filled = {place: text for place, text in printed.items() if self._anchor(place) == place}
        self.ruled = {self._anchor(place) for place in self.sheet.ruled}
        for row in range(bottom + 1):
            if row not in self.sheet.hidden_rows:
                columns = (column for column in range(right + 1) if column not in self.sheet.hidden_columns)
                self._add_row(row, columns)

    def _extent(self, printed: Mapping[Position, str]) -> tuple[int, int]:
        """The last row and column that cells with content cover; a title merged over a whole row counts once."""
        ends = {merge[:2]: merge[2:] for merge in self.sheet.merges if merge[:2] in printed}
        bottom = max(ends.get(place, place)[0] for place in printed)
        columns = [(place[1], ends.get(place, place)[1]) for place in printed]
        right = max(last if last < WIDEST_COLUMNS else first for first, last in columns)
        if any(row == bottom + 1 for row, _ in self.sheet.ruled):  # a row of blanks that closes a table
            bottom += 1
        return bottom, right

    def classify_rows(self) -> None:
        """Which rows are rows of a table, and which are text."""
        for row in self.rows:
            row.is_table = len({*row.filled, *row.ruled}) > 1
        in_tables = {anchor for row in self.rows if row.is_table for anchor in row.filled}
        for row in self.rows:
            row.is_table = row.is_table or not in_tables.isdisjoint(row.filled)  # beside a stub of many rows
        for _, run in groupby(self.rows, key=lambda row: row.is_empty):
            self._classify_run(list(run))

    def _classify_run(self, run: Sequence[_Row]) -> None:
        """Rows without an empty row between them."""
        for row in run:
            row.is_text = row.is_table and self._longest(row) > PROSE_CHARACTERS
        tables = [row for row in run if row.is_table and row.filled and not row.is_text]
        columns = [self._columns(anchor) for row in tables for anchor in row.filled]
        left, right = (
            min((first for first, _ in columns), default=0),
            max((last for _, last in columns), default=0),
        )
        is_ruled = any(len(row.ruled) > 1 for row in run)
        for row in run:
            if row.is_table or not row.filled:
                continue
            first, last = self._columns(row.filled[0])
            is_bare = is_ruled and not row.ruled  # between or below the lines of a table
            if not tables or self._longest(row) > SINGLE_CHARACTERS:
                row.is_text = True
            elif row.number < tables[0].number:  # a heading over some columns only is the head of the table
                row.is_text = first == last or first <= left
            elif row.number > tables[-1].number:  # a label whose cells are blank ends before the last column
                row.is_text = is_bare or last >= max(right, first + 1)
            else:
                row.is_text = is_bare

    def rows_to_lines(self) -> Iterator[str]:
        """The lines of the rows that are text; a cell over several rows counts once, and if all are text."""
        written = {anchor for row in self.rows if not row.is_text for anchor in row.filled}
        for anchor in (anchor for row in self.rows if row.is_text for anchor in row.filled):
            if anchor not in written:
                written.add(anchor)
                yield from _text_to_lines(self.filled[anchor])

    def rows_to_grid(self, number: int) -> Grid | None:
        """The rows that are no text, from the first to the last that is of a table."""
        tables = [row for row in self.rows if not row.is_text and not row.is_empty]
        if not any(row.is_table and row.filled for row in tables):
            return None
        columns = [self._columns(anchor) for row in tables if row.is_table for anchor in row.filled]
        columns += [(anchor[1], anchor[1]) for row in tables for anchor in row.filled]
        left, right = min(first for first, _ in columns), max(last for _, last in columns)
        shown = [column for column in range(left, right + 1) if column not in self.sheet.hidden_columns]
        numbers = range(tables[0].number, tables[-1].number + 1)
        kept = [row for row in self.rows if row.number in numbers and not row.is_text]
        cells: dict[Position, Cell] = {}
        grid = tuple(
            tuple(
                self._cell(row, column, (row_number, column_number), cells)
                for column_number, column in enumerate(shown, start=1)
            )
            for row_number, row in enumerate(kept, start=1)
        )
        return Grid(number=number, rows=grid)

    def _cell(self, row: _Row, column: int, place: Position, cells: dict[Position, Cell]) -> Cell | None:
        position = row.number, column
        anchor = self._anchor(position)
        if anchor not in cells:
            text = self.filled.get(anchor, "")
            beside_ruled = row.ruled and anchor not in self.ruled and anchor not in self.last_column
            if not text and (beside_ruled or position in self.sheet.absent):
                return None
            cells[anchor] = Cell("\n".join(_text_to_lines(text)), *place)
        return cells[anchor]

    def _add_row(self, number: int, columns: Iterable[int]) -> None:
        anchors = dict.fromkeys(self._anchor((number, column)) for column in columns)
        filled = [anchor for anchor in anchors if anchor in self.filled]
        ruled = [anchor for anchor in anchors if anchor in self.ruled]
        self.rows.append(_Row(number=number, filled=filled, ruled=ruled))

    def _longest(self, row: _Row) -> int:
        return max((len(self.filled[anchor]) for anchor in row.filled), default=0)

    def _anchor(self, position: Position) -> Position:
        return self.covering.get(position, position)

    def _columns(self, anchor: Position) -> tuple[int, int]:
        return anchor[1], self.last_column.get(anchor, anchor[1])

    def _limit(self, positions: int) -> None:
        self.limits.check("cells", positions, self.source.name, "a sheet spreads over {found} cells")


def _text_to_lines(text: str) -> list[str]:
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line]
