"""Several numbers with one unit: 3至5件 is a range, 3、2、5件 are three quantities."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve

from yoycompare.reports.prose.exclusions import end_of_other
from yoycompare.reports.prose.grammar import Grammar
from yoycompare.reports.prose.measures import RawQuantity, measure
from yoycompare.reports.prose.numerals import Numeral, numeral_at
from yoycompare.reports.prose.units import FROM, Unit, unit_at

__all__ = ["list_at", "range_at"]

TO: Final = re.compile("[-－—–―~～]{1,2}|[至到]")
DASH: Final = re.compile("[-－—–―~～]{1,2}")
AND: Final = re.compile("[、和及与]")
DIGIT: Final = re.compile("[0-9０-９]")
LABELS: Final = ("附件", "附表", "表", "图", "编号", "序号", "问题")
MEMBERS: Final = 16  # numbers of a list that share one unit


def range_at(text: str, numeral: Numeral, unit: Unit | None, start: int, words: Grammar) -> list[RawQuantity]:
    """The range that begins with a number, with a unit of its own (5%—10%) or without (3至5件); empty if none does.

    从12到15件 is no range: both numbers are quantities, and both are given.
    """
    to = TO.match(text, numeral.end) if unit is None else DASH.match(text, unit.end)
    if to is None or (unit is not None and DIGIT.match(text, to.end()) is None):
        return []
    other = numeral_at(text, to.end())
    last = unit_at(text, other, to.end(), words) if other is not None else None
    if other is None or last is None or numeral.value >= other.value:
        return []
    if unit is not None and unit.word != last.word:
        return []
    if unit is None and numeral.scaled:
        return []
    if unit is None and text.endswith(FROM, 0, start):
        first = measure(text, numeral, last, start, words)
        return [evolve(first, end=numeral.end), measure(text, other, last, to.end(), words)]
    return [
        RawQuantity(
            value=None,
            low=numeral.value,
            high=other.value,
            unit=last.word,
            start=start,
            first=start,
            end=last.end,
        )
    ]


def list_at(
    text: str, numeral: Numeral, start: int, words: Grammar, *, starts_line: bool
) -> tuple[list[RawQuantity], int] | None:
    """The quantities of a list whose last number alone prints the unit, and where it ends; None if there is no list.

    `starts_line`: 1、2件 at the start of a line is item 1 with two of something.
    """
    if text.endswith(LABELS, 0, start) or starts_line:
        return None
    members = [(numeral, start)]
    while len(members) < MEMBERS and (mark := AND.match(text, members[-1][0].end)):
        at = mark.end()
        other = numeral_at(text, at) if DIGIT.match(text, at) else None
        if other is None or end_of_other(text, at) > at:
            break
        members.append((other, at))
        unit = unit_at(text, other, at, words)
        if unit is not None:
            found = [measure(text, member, unit, first, words) for member, first in members]
            bare = [
                evolve(item, end=member.end)
                for item, (member, _) in zip(found[:-1], members[:-1], strict=True)
            ]
            return [*bare, found[-1]], found[-1].end
    return ([], members[-1][0].end) if len(members) > 1 else None
