"""Rows of a table on one line, their cells set off by spaces → a line for each cell.

``规章  1  2  3`` is a label and its values, ``12 0 0 0 0 0 12`` the values of the label above, ``自然人 总计`` are
headings. A single space also stands inside of damaged numbers, so values that it sets off are uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from yoycompare.documents.text_rows import BARS
from yoycompare.reports.layouts.listing import UNIT
from yoycompare.reports.lines.joining import KnownLabels
from yoycompare.reports.lines.line import Line
from yoycompare.vocabulary.labels import narrow, normal_label

__all__ = ["split_rows"]

LONGEST_ROW: Final = 300  # characters
FEWEST_VALUES: Final = 5  # without a label: fewer may be one number that was split
WORD: Final = re.compile(r"\S+")
SENTENCE: Final = re.compile(r"[。，；！？,;]")
SINGLE_SPACE: Final = re.compile(r"\S \S")


def split_rows(lines: Iterable[Line], known: KnownLabels) -> Iterator[Line]:
    """The lines, those that hold a row as several."""
    for line in lines:
        yield from _line_to_cells(line, known) or (line,)


def _line_to_cells(line: Line, known: KnownLabels) -> Sequence[Line]:
    if " " not in line.text.replace("\u3000", " ") or len(line.text) > LONGEST_ROW:
        return ()
    if "\t" in line.text or any(bar in line.text for bar in BARS) or "\n" in line.text:
        return ()  # the cells of a row that is a row of a grid
    words = [
        Line(text=word[0], label=normal_label(word[0]), start=line.start + word.start())
        for word in WORD.finditer(line.text)
    ]
    headings = [word for word in words if word.label in known.headings]
    if (len(headings) > 1 or words[1:] == headings) and not SENTENCE.search(line.text):
        return words
    first = len(words)
    while first and words[first - 1].is_value:
        first -= 1
    values = words[first:]
    if not values or (not first and len(values) < FEWEST_VALUES):
        return ()
    if SINGLE_SPACE.search(line.text, values[0].start - line.start):
        values = [evolve(value, certain=False) for value in values]
    if not first:
        return values
    labels = [words[0].start, words[first - 1].start + len(words[first - 1].text)]
    units: list[Line] = []
    if first > 1 and UNIT.fullmatch(narrow(words[first - 1].text)):
        units = [words[first - 1]]
        labels[1] = words[first - 2].start + len(words[first - 2].text)
    printed = line.text[labels[0] - line.start : labels[1] - line.start]
    label = normal_label(printed)
    if label not in known.whole:
        return ()
    return [Line(text=printed, label=label, start=labels[0]), *units, *values]
