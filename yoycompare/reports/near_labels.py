"""Misprinted labels → the label that was meant, where nothing else can have been meant.

A label that no form knows is taken for a known one if it differs by few characters, none of which
carries the meaning (不, 未, 上, 下, numerals), and if every label of another meaning is clearly farther
away. Callers offer only labels that may stand at that place of the form and that the file does not print
elsewhere.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Final

__all__ = ["bound_of", "distance", "is_near", "near_label"]

SHORTEST: Final = 4  # shorter labels differ from each other by too little
LONG: Final = 7  # from this length on two characters may differ
LONGEST: Final = 120
MARGIN: Final = 2  # labels of another meaning must differ by so many characters more
#: Characters that decide what is counted: negation, direction, number, share, unit.
MEANINGFUL: Final = frozenset(
    "不未无非否没免拒上下前后本去今明新旧增减内外同异有零一二三四五六七八九十两几半率比占均额费元万亿收支"
)


def near_label(printed: str, candidates: Iterable[str], others: Iterable[str]) -> str | None:
    """The candidate that was meant by a misprinted label; None where that is not certain.

    Parameters
    ----------
    printed, candidates
        Normal labels.
    others
        Labels of the form with another meaning; a candidate among them competes as well.

    Examples
    --------
    >>> near_label("属于行政执法案巻", ["属于行政执法案卷"], ["属于行政查询事项"])
    '属于行政执法案卷'
    >>> near_label("其职人员数", ["专职人员数"], ["兼职人员数"]) is None
    True
    """
    near = [candidate for candidate in dict.fromkeys(candidates) if is_near(printed, candidate)]
    if not near:
        return None
    best = min(near, key=lambda candidate: distance(printed, candidate, bound_of(candidate)))
    reach = distance(printed, best, bound_of(best)) + MARGIN
    if any(distance(printed, other, reach) < reach for other in others if other != best):
        return None
    return best


@functools.lru_cache(maxsize=65536)
def is_near(printed: str, label: str) -> bool:
    """Whether a label differs by no more than a misprint, which leaves the meaningful characters alone.

    Examples
    --------
    >>> is_near("重复审请", "重复申请"), is_near("属于本行政机关公开数", "不属于本行政机关公开数")
    (True, False)
    """
    bound = bound_of(label)
    if not bound or len(printed) > LONGEST or _meaning(printed) != _meaning(label):
        return False
    return distance(printed, label, bound) <= bound


def bound_of(label: str) -> int:
    """How many characters of a label may be misprinted."""
    return 0 if len(label) < SHORTEST else 1 if len(label) < LONG else 2


def distance(first: str, second: str, bound: int) -> int:
    """How many characters must be changed, put in or left out; `bound` + 1 where it is more than `bound`.

    Examples
    --------
    >>> distance("结果维特", "结果维持", 2), distance("结果维持", "尚未审结", 2)
    (1, 3)
    """
    if abs(len(first) - len(second)) > bound:
        return bound + 1
    costs = list(range(len(second) + 1))
    for row, left in enumerate(first, start=1):
        previous, costs = costs, [row]
        for column, right in enumerate(second, start=1):
            costs.append(min(previous[column] + 1, costs[-1] + 1, previous[column - 1] + (left != right)))
        if min(costs) > bound:
            return bound + 1
    return min(costs[-1], bound + 1)


def _meaning(label: str) -> str:
    return "".join(character for character in label if character in MEANINGFUL)
