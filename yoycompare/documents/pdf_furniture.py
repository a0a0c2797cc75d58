"""Page numbers and running titles: what a page repeats and no reader reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from yoycompare.documents.pdf_lines import Line

__all__ = ["is_in_margin", "without_furniture"]

PAGE_NUMBER: Final = re.compile(
    r"[-—–－~·\s]{0,4}(?:第\s?)?\d{1,3}(?:\s?页)?(?:[\s/／,，共]{1,3}\d{1,3}(?:\s?页)?)?[-—–－~·\s]{0,4}"
)
DIGITS: Final = re.compile(r"(\d+)")
LONGEST_PAGE_NUMBER: Final = 3  # digits
# In points:
RUNNING_ZONE: Final = 70.0  # from the edge of the page; the text begins further in
NUMBER_ZONE: Final = 105.0
SAME_PLACE: Final = 3.0


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without page numbers that stand alone and without running titles.

    A running title stands near the edge of two pages in a row, at the same place and with the same
    words. At the head of the first page it is kept: it says what the document is.
    """
    marked: list[set[int]] = [set() for _ in pages]
    zones = [list(_zones(lines, height)) for lines, height in zip(pages, heights, strict=True)]
    for number, (zone, next_zone) in enumerate(pairwise(zones)):
        for lines, next_lines in zip(zone, next_zone, strict=True):
            for line, next_line in _repeated(lines, next_lines):
                marked[number].add(id(line))
                marked[number + 1].add(id(next_line))
    if zones:
        marked[0] -= {id(line) for line in zones[0][0]}
    kept = [
        [line for line in lines if id(line) not in marks] for lines, marks in zip(pages, marked, strict=True)
    ]
    return [_without_number(lines, height) for lines, height in zip(kept, heights, strict=True)]


def is_in_margin(line: Line, height: float) -> bool:
    """Whether a line stands where running titles do."""
    return line.bottom < RUNNING_ZONE or line.top > height - RUNNING_ZONE


def _zones(lines: Sequence[Line], height: float) -> Iterator[list[Line]]:
    """The lines at the head of a page from the top, then those at its foot from below."""
    ordered = sorted(lines, key=lambda line: line.baseline)
    yield [line for line in ordered if line.bottom < RUNNING_ZONE]
    yield [line for line in reversed(ordered) if line.top > height - RUNNING_ZONE]


def _repeated(lines: Sequence[Line], next_lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    for line in lines:
        for next_line in next_lines:
            if (
                abs(line.baseline - next_line.baseline) < SAME_PLACE
                and abs(line.left - next_line.left) < SAME_PLACE + line.size
                and _is_repeated(line.text, next_line.text)
            ):
                yield line, next_line


def _is_repeated(text: str, next_text: str) -> bool:
    """Whether two texts are equal but for a page number that counts on; a year is no page number."""
    parts, next_parts = DIGITS.split(text), DIGITS.split(next_text)
    return len(parts) == len(next_parts) and all(
        part == next_part
        or (
            part.isdigit()
            and next_part.isdigit()
            and max(len(part), len(next_part)) <= LONGEST_PAGE_NUMBER
            and int(next_part) - int(part) == 1
        )
        for part, next_part in zip(parts, next_parts, strict=True)
    )


def _without_number(lines: list[Line], height: float) -> list[Line]:
    for edge in (min, max):
        if not lines:
            return lines
        line = edge(lines, key=lambda line: line.baseline)
        is_alone = sum(abs(line.baseline - other.baseline) < SAME_PLACE for other in lines) == 1
        is_outside = line.bottom < NUMBER_ZONE or line.top > height - NUMBER_ZONE
        if is_alone and is_outside and PAGE_NUMBER.fullmatch(line.text):
            lines = [other for other in lines if other is not line]
    return lines
