"""Lines of text → figures: tables that were saved with one cell a line.

A row label is followed by its values, a line each. Only a row that has as many values as the form has
columns is read: where blank cells were lost in saving, the column of what is left is not known, and
nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from attrs import Factory, define, frozen

from yoycompare.documents import Document, Place
from yoycompare.reports.figures import Figure
from yoycompare.reports.labels import LabelIndex, label_index
from yoycompare.reports.layouts.columns import MINIMUM_COLUMNS
from yoycompare.reports.numbers import WORDS_FOR_NONE, cell_to_value
from yoycompare.reports.report import Status, Unread
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import TableLayout
from yoycompare.vocabulary.labels import heading_to_unit, heading_without_unit, narrow, normal_label
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["lines_to_figures"]

LONGEST_CELL: Final = 80  # characters; longer lines are prose
VALUES: Final = frozenset({Status.REPORTED, Status.DASH})
DAMAGED: Final = re.compile(r"[约近超逾]?\d[^.、)]{0,5}")  # 1O5, 3余, 约5: no label begins so
UNITS_IN_CELLS: Final = ("元", "件", "项", "条", "个", "")


@frozen(kw_only=True)
class Line:
    """A line of the text, stripped, with its span and its normal label."""

    text: str
    label: str
    start: int

    @property
    def place(self) -> Place:
        return Place(start=self.start, end=self.start + len(self.text))

    @property
    def is_value(self) -> bool:
        status = cell_to_value(self.text, UNITS_IN_CELLS, "").status
        damaged = status is Status.UNREADABLE and DAMAGED.fullmatch(narrow(self.text)) is not None
        return status in VALUES or damaged or self.text in WORDS_FOR_NONE


def lines_to_figures(document: Document, vocabulary: Vocabulary) -> tuple[list[Figure], list[Unread]]:
    """The figures of tables that stand in the text, one cell a line."""
    index = label_index(vocabulary)
    lines = tuple(_text_to_lines(document.text))
    rows = (index.rows[layout].keys() for layout in (TableLayout.APPLICANTS, TableLayout.BLOCKS))
    labels = {(line.label,) for line in lines}
    if not any(labels & known for known in rows):  # prose, as on most pages
        return [], []
    reading = _LinesReading(index=index, lines=lines)
    reading.read()
    return reading.figures, reading.unread


def _text_to_lines(text: str) -> Iterator[Line]:
    start = 0
    for printed in text.splitlines(keepends=True):
        stripped = printed.strip()
        offset = start + len(printed) - len(printed.lstrip())
        start += len(printed)
        short = len(stripped) <= LONGEST_CELL
        yield Line(
            text=stripped, label=normal_label(stripped) if short else "", start=offset if stripped else start
        )


@define(kw_only=True)
class _LinesReading:
    """One pass over the lines, with what the labels above decide about those below."""

    index: LabelIndex
    lines: Sequence[Line]
    figures: list[Figure] = Factory(list)
    unread: list[Unread] = Factory(list)
    in_order: bool = True  # headings of applicants stand in the order of the form, or are not there
    is_compact: bool = False  # headings of neighbouring columns stand on neighbouring lines
    keeps_blanks: bool = False  # it is certain that empty lines are blank cells
    row_follows: bool = False  # the next line with a label is another row of a form
    group: str = ""
    headings: list[Line] = Factory(list)  # of the block that the line is in
    columns: list[Line] = Factory(list)  # headings of a table with layout `columns`

    def read(self) -> None:
        applicants = self.index.headings[TableLayout.APPLICANTS]
        self.is_compact = any(
            {first.label, second.label} <= applicants for first, second in pairwise(self.lines)
        )
        self.keeps_blanks = self.is_compact and self._blanks_are_kept()
        self.in_order = self._headings_in_order()
        for number, line in enumerate(self.lines):
            if not line.label or line.is_value:
                continue
            if line.label in self.index.groups:
                self.group = line.label
            values = self._values_below(number)
            self.row_follows = self._is_row(number + 1 + len(values))
            in_columns = (
                len(self.columns) >= MINIMUM_COLUMNS
                and line.label in self.index.headings[TableLayout.COLUMNS]
            )
            if in_columns or not (self._applicants_row(line, values) or self._block_row(line, values)):
                self._heading(line, values)

    def _headings_in_order(self) -> bool:
        """Whether the first headings of applicants stand in official order, row by row or column by column."""
        tables = [table for _, table in self.index.tables if table.layout is TableLayout.APPLICANTS]
        if not tables:
            return True
        paths = [tuple(map(normal_label, column.path)) for column in tables[0].columns]
        by_column = [path[-1] for path in paths]
        by_row = [path[-1] for depth in (1, 2, 3) for path in paths if len(path) == depth]
        printed = [line.label for line in self.lines if line.label in by_column][: len(by_column)]
        return any(printed == [label for label in order if label in printed] for order in (by_column, by_row))

    def _blanks_are_kept(self) -> bool:
        """Whether an empty line is a blank cell: some row is complete with those between two of its values.

        An empty line at the end of a row proves nothing, it may set off the next section.
        """
        rows = self.index.rows[TableLayout.APPLICANTS]
        for number, line in enumerate(self.lines):
            entries = rows.get((line.label,)) if line.label else None
            if not entries:
                continue
            below = self._values_below(number)
            complete = len(below) == len(entries[0].table.columns)
            filled = [value for value in below if value.text]
            if complete and 1 < len(filled) < len(below) and below[0].text and below[-1].text:
                return True
        return False

    def _values_below(self, number: int) -> list[Line]:
        """The values between this label and the next.

        An empty line is a blank cell where the row is complete with it, and nothing otherwise.
        """
        below: list[Line] = []
        for line in islice(self.lines, number + 1, None):
            if line.text and not line.is_value:
                break
            below.append(line)
        return below

    def _applicants_row(self, line: Line, below: list[Line]) -> bool:
        rows = self.index.rows[TableLayout.APPLICANTS]
        entries = rows.get((self.group, line.label)) or rows.get((line.label,))
        if entries is None:
            return False
        columns = entries[0].table.columns
        values = self._complete(below, len(columns)) if self.in_order else None
        if values is None:
            self._not_placed(line, below, len(columns))
            return True
        meanings = {entry.form: entry.row.metrics[0] for entry in entries}
        match = self.index.match_of((line.text,), all(entry.alias for entry in entries))
        self.figures += [
            Figure(
                meanings=meanings,
                applicant=column.applicant or TOTAL,
                raw=value.text,
                place=value.place,
                match=match,
            )
            for column, value in zip(columns, values, strict=True)
        ]
        return True

    def _block_row(self, line: Line, below: list[Line]) -> bool:
        if line.label in self.index.titles:
            self.headings = []
            return True
        entries = self.index.rows[TableLayout.BLOCKS].get((line.label,), ())
        labels = [heading_without_unit(heading.text) for heading in self.headings]
        for entry in entries:
            columns = entry.table.columns
            known = [
                {heading_without_unit(path[-1]) for path in (column.path, *column.aliases)}
                for column in columns
            ]
            if len(labels) != len(known) or not all(
                label in names for label, names in zip(labels, known, strict=True)
            ):
                continue
            values = self._complete(below, len(columns))
            if values is None:
                self._not_placed(line, below, len(columns))
                return True
            printed = (line.text, *(heading.text for heading in self.headings))
            self.figures += [
                Figure(
                    meanings={entry.form: metric},
                    applicant=TOTAL,
                    raw=value.text,
                    place=value.place,
                    match=self.index.match_of(printed, entry.alias),
                    heading_unit=heading_to_unit(heading.text),
                )
                for metric, value, heading in zip(entry.row.metrics, values, self.headings, strict=True)
            ]
            return True
        if entries:
            self._not_placed(line, below, len(labels))
        return bool(entries)

    def _heading(self, line: Line, below: list[Line]) -> None:
        """A line that is no row: a heading of a block, or of the table with layout `columns`."""
        if heading_without_unit(line.text) in self.index.bare_headings:
            self.headings.append(line)
        if line.label not in self.index.headings[TableLayout.COLUMNS]:
            self.columns = []
            if line.label not in self.index.headings[TableLayout.APPLICANTS]:
                self._unknown_row(line, below)
            return
        self.columns.append(line)
        meanings = self.index.columns_in_order(TableLayout.COLUMNS)
        if not below or len(self.columns) <= len(meanings):  # not yet all headings and their groups
            return
        values = self._complete(below, len(meanings))
        if values is None:
            self._not_placed(line, below, len(meanings))
            return
        match = self.index.match_of(tuple(column.text for column in self.columns), alias=False)
        self.figures += [
            Figure(meanings=meaning, applicant=TOTAL, raw=value.text, place=value.place, match=match)
            for meaning, value in zip(meanings, values, strict=True)
        ]

    def _unknown_row(self, line: Line, below: Sequence[Line]) -> None:
        """A label that no form knows, with several values below it, amid a table."""
        values = [value.text for value in below if value.text]
        if self.figures and len(values) > 1:
            self._note(line, values, "no form that the vocabulary knows has this row")

    def _complete(self, below: Sequence[Line], columns: int) -> Sequence[Line] | None:
        """The values of a complete row, None if they are too few or too many.

        An empty line is a blank cell only in a text that puts none between headings; at the end of a
        row it may also set off the next section, unless another row follows.
        """
        filled = [line for line in below if line.text]
        if len(filled) == columns:
            return filled
        if not self.is_compact or len(below) < columns or any(line.text for line in below[columns:]):
            return None
        certain = self.keeps_blanks or (len(below) == columns and (bool(below[-1].text) or self.row_follows))
        return below[:columns] if certain else None

    def _is_row(self, number: int) -> bool:
        label = self.lines[number].label if number < len(self.lines) else ""
        rows = (self.index.rows[layout] for layout in (TableLayout.APPLICANTS, TableLayout.BLOCKS))
        opens = label in self.index.titles or label in self.index.groups
        return opens or any((label,) in known for known in rows)

    def _not_placed(self, line: Line, below: Sequence[Line], columns: int) -> None:
        values = [value.text for value in below if value.text]
        if not values:
            return
        reason = f"{len(values)} values for {columns} columns: blank cells were lost, so their columns are not known"
        if len(values) == columns:
            reason = "the headings stand in another order than on the form"
        self._note(line, values, reason)

    def _note(self, line: Line, values: Sequence[str], reason: str) -> None:
        self.unread.append(Unread(text=" ".join((line.text, *values)), place=line.place, reason=reason))
