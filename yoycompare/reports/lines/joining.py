"""Labels that were broken over several lines → whole labels.

商业 above 企业 is one heading, 三 above 、 above 本 … one stub that was set vertically. Lines are joined
only where the whole is a label that a form knows, and the longest such whole is taken.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from attrs import frozen

from yoycompare.reports.labels import label_index
from yoycompare.reports.lines.line import LONGEST_CELL, Line
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.labels import heading_without_unit, normal_label

__all__ = ["KnownLabels", "join_broken_labels", "known_labels"]

MOST_PARTS: Final = 20
NUMBERING: Final = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})?[)）]?[.．、]?")


@frozen(kw_only=True)
class KnownLabels:
    """All labels of the forms of a vocabulary, their beginnings, and which are rows and which headings."""

    whole: frozenset[str]
    beginnings: frozenset[str]
    rows: frozenset[str]
    headings: frozenset[str]


@functools.lru_cache(maxsize=8)
def known_labels(vocabulary: Vocabulary) -> KnownLabels:
    """The labels of all forms, in normal form."""
    index = label_index(vocabulary)
    rows = {label for by_path in index.rows.values() for path in by_path for label in path}
    rows |= index.listed.keys() | index.titles | index.groups
    headings = {label for labels in index.headings.values() for label in labels} | index.bare_headings
    beginnings = {beginning for label in rows | headings for beginning in accumulate(label)}
    return KnownLabels(
        whole=frozenset(rows | headings),
        beginnings=frozenset(beginnings),
        rows=frozenset(rows),
        headings=frozenset(headings),
    )


def join_broken_labels(lines: Sequence[Line], text: str, known: KnownLabels) -> list[Line]:
    """The lines, those that together are one label as one line."""
    return list(_joined(lines, text, known))


def _joined(lines: Sequence[Line], text: str, known: KnownLabels) -> Iterator[Line]:
    number = 0
    while number < len(lines):
        count = _parts_of_label(lines, number, known)
        if count == 1:
            yield lines[number]
        else:
            last = lines[number + count - 1]
            start, end = lines[number].start, last.start + len(last.text)
            printed = text[start:end]
            parts = "".join(part.text for part in lines[number : number + count])
            yield Line(text=printed, label=normal_label(parts), start=start)
        number += count


def _parts_of_label(lines: Sequence[Line], number: int, known: KnownLabels) -> int:
    """How many lines from this one on are one label."""
    longest, printed = 1, ""
    for count, line in enumerate(lines[number : number + MOST_PARTS], start=1):
        if line.is_value or len(printed) + len(line.text) > LONGEST_CELL:
            break
        if not line.text:
            if count == 1:
                break
            continue
        printed += line.text
        label = heading_without_unit(printed)
        if label in known.whole and count > 1:
            longest = count
        if label not in known.beginnings and not NUMBERING.fullmatch(printed):
            break
    return longest
