"""A number with its unit → a quantity with its interval and span."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from attrs import frozen

from yoycompare.reports.prose.grammar import Bound, Grammar
from yoycompare.reports.prose.intervals import interval
from yoycompare.reports.prose.numerals import Numeral
from yoycompare.reports.prose.units import Unit

__all__ = ["RawQuantity", "measure"]

DURATIONS: Final = frozenset(
    {"年", "个月", "天", "小时", "个小时", "分钟", "工作日", "个工作日", "自然日", "个自然日"}
)


@frozen(kw_only=True)
class RawQuantity:
    """A quantity before anything is known of what it counts.

    `value` is None for a range (3至5件), whose ends are `low` and `high`; these are None where there is no
    bound. `first` is where the number itself begins, after words such as 超过.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    start: int
    first: int
    end: int


def measure(text: str, numeral: Numeral, unit: Unit, start: int, words: Grammar) -> RawQuantity:
    """The quantity of a number that begins at `start`, with the words around it that bound it."""
    before, bound_before = words.bound_before(text, start)
    after, bound_after = words.bound_after(text, unit.end)
    if not after and unit.word in DURATIONS and text.startswith("内", unit.end):
        after, bound_after = "内", Bound.AT_MOST
    low, high = interval(numeral, unit.word, bound_before, bound_after)
    return RawQuantity(
        value=numeral.value,
        low=low,
        high=high,
        unit=unit.word,
        start=start - len(before),
        first=start,
        end=unit.end + len(after),
    )
