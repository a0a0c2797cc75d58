"""Printed number and the words around it → the closed hull of what they allow.

Counts are exact. What is scaled by 万 or 亿, and every share, rate and multiple, is rounded to its last
written digit; 余, 超过, 近, 约 and their like widen or open the interval.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from yoycompare.reports.prose.grammar import Bound
from yoycompare.reports.prose.numerals import Numeral

__all__ = ["PERCENT", "interval"]

ALL: Final = Decimal(100)
PERCENT: Final = frozenset({"%", "‰"})
COMPUTED: Final = PERCENT | {"百分点", "个百分点", "千分点", "个千分点", "倍", "成"}
MONEY: Final = frozenset({"元", "圆", "美元"})
Hull = tuple[Decimal | None, Decimal | None]


def interval(numeral: Numeral, unit: str, before: Bound, after: Bound) -> Hull:
    """The lowest and the highest true number; None where there is no bound.

    Examples
    --------
    >>> from yoycompare.reports.prose.numerals import numeral_at
    >>> [str(bound) for bound in interval(numeral_at("4500余家", 0), "家", Bound.EXACT, Bound.EXACT)]
    ['4500', '4600']
    >>> [str(bound) for bound in interval(numeral_at("55%", 0), "%", Bound.EXACT, Bound.EXACT)]
    ['54.5', '55.5']
    """
    value, step = numeral.value, numeral.step
    if numeral.more:  # 4500余: more than 4500, and 4600 would have been written
        return value, value + step
    if after is Bound.AT_LEAST:
        return value, ALL if unit in PERCENT and value <= ALL else None
    if before in (Bound.ABOVE, Bound.AT_LEAST):
        return value, None
    if before in (Bound.BELOW, Bound.AT_MOST) or after is Bound.AT_MOST:
        return None, value
    if before is Bound.NEAR:
        return value - step, value
    rough = Bound.ABOUT in (before, after)
    if not rough and not _is_rounded(numeral, unit):
        return value, value
    half = (step if rough else numeral.last) / 2
    high = value + half
    return value - half, min(high, ALL) if unit in PERCENT and value == ALL else high


def _is_rounded(numeral: Numeral, unit: str) -> bool:
    """Whether a number without such words is rounded: 100% and 0% of something are exact."""
    if numeral.scaled:
        return True
    if unit in PERCENT and not numeral.decimals and numeral.value in (0, ALL):
        return False
    return unit in COMPUTED or (numeral.decimals > 0 and unit not in MONEY)
