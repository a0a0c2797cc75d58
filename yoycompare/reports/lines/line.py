"""Text → lines: each with its span, what it may be as a label, and what it holds as values.

A table whose cells stand on lines of their own often keeps bars that set off its cells: before or
behind each cell, where a lone bar is an empty cell, or between them on lines of their own, where a lone
bar is nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from yoycompare.documents import Place
from yoycompare.documents.text_rows import BARS
from yoycompare.reports.numbers import WORDS_FOR_NONE, cell_to_value
from yoycompare.reports.report import Status
from yoycompare.vocabulary.copies import restore
from yoycompare.vocabulary.labels import narrow, normal_label

__all__ = ["Line", "text_to_lines"]

LONGEST_CELL: Final = 80  # characters; longer lines are prose
VALUES: Final = frozenset({Status.REPORTED, Status.DASH})
DAMAGED: Final = re.compile(
    r"[约近超逾]?[A-Za-z?]{0,3}\d[^.、)]{0,5}"
)  # 1O5, l05, 3余, 约5: no label begins so
UNITS_IN_CELLS: Final = ("元", "件", "项", "条", "个", "")
EDGES: Final = " \t\u3000\xa0\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029" + BARS


@frozen(kw_only=True)
class Line:
    """A line of the text without spaces and bars around it, with its span and its normal label.

    `certain` is False for a value that only a single space sets off from the next: ``1 2`` may be one
    number that was split.
    """

    text: str
    label: str
    start: int
    certain: bool = True

    @property
    def place(self) -> Place:
        """Its span in the text."""
        return Place(start=self.start, end=self.start + len(self.text))

    @property
    def is_value(self) -> bool:
        """Whether it is a value, or was one before it was damaged."""
        return _is_value(self.text)


@functools.lru_cache(maxsize=16384)
def _is_value(text: str) -> bool:
    status = cell_to_value(text, UNITS_IN_CELLS, "").status
    damaged = status is Status.UNREADABLE and DAMAGED.fullmatch(narrow(text)) is not None
    return status in VALUES or damaged or restore(text).text in WORDS_FOR_NONE


def text_to_lines(text: str) -> Iterator[Line]:
    """The lines of a text, empty ones among them; a line of bars is an empty cell or nothing."""
    printed = text.splitlines(keepends=True)
    bars_are_cells = any(_is_barred(line) for line in printed)
    start = 0
    for line in printed:
        stripped = line.strip(EDGES)
        offset = line.find(stripped) if stripped else 0
        begin, start = start + offset, start + len(line)
        if not stripped and not bars_are_cells and any(bar in line for bar in BARS):
            continue
        label = normal_label(stripped) if len(stripped) <= LONGEST_CELL else ""
        yield Line(text=stripped, label=label, start=begin)


def _is_barred(line: str) -> bool:
    """Whether a line is one cell with a bar before or behind it."""
    stripped = line.strip()
    inner = stripped.strip(EDGES)
    return bool(inner.strip()) and inner != stripped and not any(bar in inner for bar in BARS)
