"""The values below a label: which of them are the cells of its row, if that is certain.

Only a row that has as many values as the form has columns is read: where blank cells were lost in
saving, the column of what is left is not known, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, TypeVar

from attrs import define, field

from yoycompare.reports.labels import LabelIndex
from yoycompare.reports.lines.line import Line
from yoycompare.reports.numbers import cell_to_value
from yoycompare.vocabulary.definitions import TableLayout

__all__ = ["Key", "LinesValues", "add_up"]

Key = TypeVar("Key")
ZERO: Final = Decimal(0)


@define(kw_only=True)
class LinesValues:
    """The lines of a text as labels with values below them; knows how the text treats blank cells."""

    index: LabelIndex
    lines: Sequence[Line]
    is_compact: bool = field(init=False)  # headings of neighbouring columns stand on neighbouring lines
    keeps_blanks: bool = field(init=False)  # it is certain that empty lines are blank cells

    def __attrs_post_init__(self) -> None:
        applicants = self.index.headings[TableLayout.APPLICANTS]
        self.is_compact = any(
            {first.label, second.label} <= applicants for first, second in pairwise(self.lines)
        )
        self.keeps_blanks = self.is_compact and self._blanks_are_kept()

    def below(self, number: int) -> list[Line]:
        """The lines between this label and the next: values and empty lines."""
        found: list[Line] = []
        for place in range(number + 1, len(self.lines)):
            line = self.lines[place]
            if line.text and not line.is_value:
                break
            found.append(line)
        return found

    def complete(self, number: int, below: Sequence[Line], columns: int) -> Sequence[Line] | None:
        """The values of a complete row, None if they are too few or too many.

        An empty line is a blank cell only in a text that puts none between headings; at the end of a
        row it may also set off the next section, unless another row follows.
        """
        filled = [line for line in below if line.text]
        if len(filled) == columns:
            return filled
        if not self.is_compact or len(below) < columns or any(line.text for line in below[columns:]):
            return None
        ends = bool(below[-1].text) or self._is_row(number + 1 + len(below))
        return below[:columns] if self.keeps_blanks or (len(below) == columns and ends) else None

    def _blanks_are_kept(self) -> bool:
        """Whether an empty line is a blank cell: some row is complete with those between two of its values.

        An empty line at the end of a row proves nothing, it may set off the next section.
        """
        rows = self.index.rows[TableLayout.APPLICANTS]
        for number, line in enumerate(self.lines):
            entries = rows.get((line.label,)) if line.label else None
            if not entries:
                continue
            below = self.below(number)
            complete = len(below) == len(entries[0].table.columns)
            filled = [value for value in below if value.text]
            if complete and 1 < len(filled) < len(below) and below[0].text and below[-1].text:
                return True
        return False

    def _is_row(self, number: int) -> bool:
        """Whether a row of a form, or a title or group of rows, stands there."""
        label = self.lines[number].label if number < len(self.lines) else ""
        rows = (self.index.rows[layout] for layout in (TableLayout.APPLICANTS, TableLayout.BLOCKS))
        opens = label in self.index.titles or label in self.index.groups
        return opens or any((label,) in known for known in rows)


def add_up(values: Mapping[Key, Line], sums: Sequence[tuple[Key, Sequence[Key]]]) -> bool:
    """Whether values, of which some may be parts of one number, prove by their sums that they are whole.

    Parameters
    ----------
    sums
        Wholes with their parts; each value must stand in one of them.
    """
    numbers = {key: cell_to_value(line.text, (), "").value for key, line in values.items()}
    if None in numbers.values() or not sums:
        return False
    proven = {key for whole, parts in sums for key in (whole, *parts)}
    return proven >= numbers.keys() and all(
        sum((numbers[part] or ZERO for part in parts), ZERO) == numbers[whole] for whole, parts in sums
    )
