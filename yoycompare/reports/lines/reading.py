"""One pass over the lines of a text: label by label, with the values below each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import Factory, define

from yoycompare.documents import Document
from yoycompare.reports.figures import Figure
from yoycompare.reports.heading_order import are_in_order, count_innermost
from yoycompare.reports.labels import LabelIndex, Path, RowEntry, label_index
from yoycompare.reports.layouts.columns import MINIMUM_COLUMNS
from yoycompare.reports.layouts.listing import UNIT, next_entry
from yoycompare.reports.lines.joining import join_broken_labels, known_labels
from yoycompare.reports.lines.line import Line, text_to_lines
from yoycompare.reports.lines.splitting import split_rows
from yoycompare.reports.lines.values import Key, LinesValues, add_up
from yoycompare.reports.misprints import Misprints
from yoycompare.reports.numbers import SOME_DIGIT
from yoycompare.reports.report import Match, Unread
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Table, TableLayout
from yoycompare.vocabulary.labels import heading_to_unit, heading_without_unit, narrow
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["lines_to_figures"]

OTHER_ORDER = "the headings stand in another order than on the form"
SINGLE_SPACES = "single spaces set off its cells, so it is not known which digits are one number"


def lines_to_figures(document: Document, vocabulary: Vocabulary) -> tuple[list[Figure], list[Unread]]:
    """The figures of tables that stand in the text, one cell a line or one row a line."""
    known = known_labels(vocabulary)
    lines = join_broken_labels(tuple(text_to_lines(document.text)), document.text, known)
    lines = list(split_rows(lines, known))
    index = label_index(vocabulary)
    if known.rows.isdisjoint(line.label for line in lines):  # prose, as on most pages
        return [], []
    values = LinesValues(index=index, lines=lines)
    reading = _LinesReading(
        vocabulary=vocabulary,
        index=index,
        known=known.whole,
        misprints=Misprints(index=index, printed=frozenset(line.label for line in lines)),
        lines=lines,
        values=values,
    )
    reading.read()
    return reading.figures, reading.unread


@define(kw_only=True)
class _LinesReading:
    """What the labels so far decide about those below, and what was read."""

    vocabulary: Vocabulary
    index: LabelIndex
    known: Collection[str]
    misprints: Misprints
    lines: Sequence[Line]
    values: LinesValues
    figures: list[Figure] = Factory(list)
    unread: list[Unread] = Factory(list)
    group: str = ""
    last: Sequence[RowEntry] = ()  # the row of layout `applicants` that was read last
    applicants: list[Line] = Factory(list)  # labels above the rows of layout `applicants`, known or not
    is_open: bool = True  # no row has come below the headings of applicants
    block: list[Line] = Factory(list)  # headings of the block that the line is in
    columns: list[Line] = Factory(list)  # headings of a table with layout `columns`
    last_listed: int = -1  # the row of the list that was read last
    unit_line: int = -1  # the line that prints the unit of a row of the list
    in_table: bool = False  # a label of a form stands above, and no prose since

    def read(self) -> None:
        """Read all lines."""
        for number, line in enumerate(self.lines):
            if not line.label or line.is_value or number == self.unit_line:
                self.in_table &= bool(line.label) or not line.text  # prose ends a table
                continue
            if line.label in self.index.groups:
                self.group = line.label
            below = self.values.below(number)
            in_columns = (
                len(self.columns) >= MINIMUM_COLUMNS
                and line.label in self.index.headings[TableLayout.COLUMNS]
            )
            is_row = not in_columns and (
                self._applicants_row(number, line, below)
                or self._block_row(number, line, below)
                or self._listed_row(number, line, below)
            )
            if not is_row:
                self._heading(number, line, below)
            self.in_table |= is_row or line.label in self.known

    def _applicants_row(self, number: int, line: Line, below: Sequence[Line]) -> bool:
        rows = self.index.rows[TableLayout.APPLICANTS]
        entries = rows.get((self.group, line.label)) or rows.get((line.label,))
        is_near = entries is None
        if entries is None:
            near = self._misprinted(line, below)
            if near is None:
                return False
            entries = rows[near]
        self.last = entries
        self.is_open = False
        self.columns = []
        table = entries[0].table
        values = self.values.complete(number, below, len(table.columns))
        applicants = [column.applicant or TOTAL for column in table.columns]
        if values is None or not self._applicants_in_order(table):
            self._not_placed(line, below, len(applicants))
        elif self._are_whole(
            dict(zip(applicants, values, strict=True)), self._sums_of_applicants(applicants)
        ):
            meanings = {entry.form: entry.row.metrics[0] for entry in entries}
            match = self.index.match_of((line.text,), all(entry.alias for entry in entries))
            match = Match.NEAR if is_near else match
            self.figures += [
                Figure(meanings=meanings, applicant=applicant, raw=value.text, place=value.place, match=match)
                for applicant, value in zip(applicants, values, strict=True)
            ]
        else:
            self._note(line, values, SINGLE_SPACES)
        return True

    def _misprinted(self, line: Line, below: Sequence[Line]) -> Path | None:
        """The row that a label above values stands for, if it is misprinted."""
        if not any(value.text for value in below):
            return None
        return self.misprints.row(TableLayout.APPLICANTS, line.label, self.last, self.group)

    def _applicants_in_order(self, table: Table) -> bool:
        """Whether the headings above are those of the form in its order; some of them may be missing."""
        known = self.index.headings[TableLayout.APPLICANTS]
        labels = [line.label for line in self.applicants]
        printed = [place for place, label in enumerate(labels) if label in known]
        if not printed:
            return True
        between = labels[printed[0] : printed[-1] + 1]
        strange = [label for label in between if not any(label in heading for heading in known)]
        return not strange and are_in_order([label for label in between if label in known], table)

    def _sums_of_applicants(self, applicants: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
        kinds = (self.vocabulary.applicants[applicant] for applicant in applicants)
        return [(kind.id, kind.parts) for kind in kinds if set(kind.parts) & set(applicants)]

    def _block_row(self, number: int, line: Line, below: Sequence[Line]) -> bool:
        if line.label in self.index.titles:
            self.block = []
            return True
        entries = self.index.rows[TableLayout.BLOCKS].get((line.label,), ())
        labels = [heading_without_unit(heading.label) for heading in self.block]
        for entry in entries:
            known = [
                {heading_without_unit(path[-1]) for path in (column.path, *column.aliases)}
                for column in entry.table.columns
            ]
            if len(labels) != len(known) or not all(
                label in names for label, names in zip(labels, known, strict=True)
            ):
                continue
            values = self.values.complete(number, below, len(known))
            if values is None:
                self._not_placed(line, below, len(known))
            elif not self._are_whole(dict(enumerate(values)), []):
                self._note(line, values, SINGLE_SPACES)
            else:
                printed = (line.text, *(heading.text for heading in self.block))
                self.figures += [
                    Figure(
                        meanings={entry.form: metric},
                        applicant=TOTAL,
                        raw=value.text,
                        place=value.place,
                        match=self.index.match_of(printed, entry.alias),
                        heading_unit=heading_to_unit(heading.label),
                    )
                    for metric, value, heading in zip(entry.row.metrics, values, self.block, strict=True)
                ]
            return True
        if entries:
            self._not_placed(line, below, len(labels))
        return bool(entries)

    def _listed_row(self, number: int, line: Line, below: Sequence[Line]) -> bool:
        entry = next_entry(self.index.listed.get(line.label, ()), self.last_listed)
        if entry is None:
            return False
        self.last_listed = entry.order
        unit = None
        if not any(value.text for value in below):
            place = number + 1 + len(below)
            printed = "".join(narrow(self.lines[place].text).split()) if place < len(self.lines) else ""
            if UNIT.fullmatch(printed):
                unit, self.unit_line = printed, place
                below = self.values.below(place)
        values = [value for value in below if value.text]
        if len(values) > 1:
            self._note(line, values, f"{len(values)} values where the form has one column")
        elif values:
            printed_unit = unit if unit and unit.endswith("元") else entry.row.printed_unit
            self.figures.append(
                Figure(
                    meanings={entry.form: entry.row.metrics[0]},
                    applicant=TOTAL,
                    raw=values[0].text,
                    place=values[0].place,
                    match=self.index.match_of((line.text,), entry.alias),
                    heading_unit=printed_unit,
                )
            )
        return True

    def _heading(self, number: int, line: Line, below: Sequence[Line]) -> None:
        """A line that is no row: a heading of some table, or nothing that a form knows."""
        if heading_without_unit(line.label) in self.index.bare_headings:
            self.block.append(line)
        if not self.is_open and line.label in self.index.headings[TableLayout.APPLICANTS]:
            self.applicants, self.is_open = [], True
        if self.is_open:
            self.applicants.append(line)
        if line.label in self.index.headings[TableLayout.COLUMNS]:
            self.columns.append(line)
            self._columns_row(number, line, below)
            return
        self.columns = []
        self._unknown_row(line, below)

    def _columns_row(self, number: int, line: Line, below: Sequence[Line]) -> None:
        """The values below the last heading of a table with layout `columns`."""
        if not any(value.text for value in below) or len(self.columns) < MINIMUM_COLUMNS:
            return
        table = self.index.table_of(TableLayout.COLUMNS)
        headings = [heading.label for heading in self.columns]
        printed = tuple(heading.text for heading in self.columns)
        self.columns = []
        meanings = self.index.columns_in_order(TableLayout.COLUMNS)
        values = self.values.complete(number, below, len(meanings))
        if (
            values is None
            or count_innermost(headings, table) != len(meanings)
            or not are_in_order(headings, table)
        ):
            self._not_placed(line, below, len(meanings))
            return
        metrics = [next(iter(meaning.values())) for meaning in meanings]
        if not self._are_whole(dict(zip(metrics, values, strict=True)), self._sums_of_metrics(metrics)):
            self._note(line, values, SINGLE_SPACES)
            return
        match = self.index.match_of(printed, alias=False)
        self.figures += [
            Figure(meanings=meaning, applicant=TOTAL, raw=value.text, place=value.place, match=match)
            for meaning, value in zip(meanings, values, strict=True)
        ]

    def _sums_of_metrics(self, metrics: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
        splits = (split for metric in metrics for split in self.vocabulary.partitions(metric))
        return [(split.whole, split.parts) for split in splits if set(split.parts) <= set(metrics)]

    def _are_whole(self, values: Mapping[Key, Line], sums: Sequence[tuple[Key, Sequence[Key]]]) -> bool:
        """Whether it is certain where each value begins and ends."""
        certain = len(values) == 1 or all(value.certain for value in values.values())
        return certain or add_up(values, sums)

    def _unknown_row(self, line: Line, below: Sequence[Line]) -> None:
        """A label that no form knows, with values below it, amid a table."""
        values = [value for value in below if value.text]
        if self.in_table and any(SOME_DIGIT.search(value.text) for value in values):
            self._note(line, values, "no form that the vocabulary knows has this row")

    def _not_placed(self, line: Line, below: Sequence[Line], columns: int) -> None:
        values = [value for value in below if value.text]
        if not values:
            return
        reason = f"{len(values)} values for {columns} columns: blank cells were lost, so their columns are not known"
        if len(values) == columns:
            reason = OTHER_ORDER
        self._note(line, values, reason)

    def _note(self, line: Line, values: Sequence[Line], reason: str) -> None:
        text = " ".join((line.text, *(value.text for value in values)))
        self.unread.append(Unread(text=text, place=line.place, reason=reason))
