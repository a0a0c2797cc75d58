"""Lists of names and lists of figures: 收到和办结申请分别为12件、10件 pairs them in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve

from yoycompare.reports.report import Quantity

__all__ = ["with_pairs"]

NAMES: Final = re.compile(
    r"(?P<names>[^，。；,;！？\n（()）]{2,60})(?:分别|各)(?:为|是|有|达|达到|：|:)?[ 　]{0,2}\Z"
)
AND: Final = re.compile(r"以及|[、和与]|(?<![涉普提])及")
BETWEEN: Final = re.compile(r"[、，,和及与 　]{1,3}")
LONGEST: Final = 80  # characters before the first figure in which the names stand
TOGETHER: Final = 12

Stated = Callable[[str, str], str | None]  # words, unit → the metric that they state


def with_pairs(quantities: Sequence[Quantity], text: str, stated_in: Stated) -> list[Quantity]:
    """The quantities, those of such a list with the metric and the name at their own place in it."""
    found = list(quantities)
    index = 0
    while index < len(found):
        first = found[index]
        near = text[max(0, first.start - 8) : first.start]
        pairs = "分别" in near or "各" in near
        names = NAMES.search(text, max(0, first.start - LONGEST), first.start) if pairs else None
        if names is None:
            index += 1
            continue
        last = index + 1
        while (
            last < len(found)
            and last - index < TOGETHER
            and BETWEEN.fullmatch(text, found[last - 1].end, found[last].start)
        ):
            last += 1
        parts = AND.split(names["names"])
        if len(parts) == last - index:
            for position, name in enumerate(parts, start=index):
                metric = _metric_of(name, parts[-1], found[position].unit, stated_in)
                found[position] = evolve(found[position], metric=metric, counts=name, alternatives=())
        else:
            for position in range(index, last):
                found[position] = evolve(found[position], metric=None, alternatives=())
        index = last
    return found


def _metric_of(name: str, last: str, unit: str, stated_in: Stated) -> str | None:
    """What a name states; 收到和办结申请: a noun that only the last name has belongs to all."""
    for cut in range(len(last) + 1):
        metric = stated_in(name + (last[len(last) - cut :] if cut else ""), unit)
        if metric is not None:
            return metric
    return None
