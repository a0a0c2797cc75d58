"""Parts and ratios: 百分之五十五, 三分之一, 比例为3:1."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final

from yoycompare.reports.prose.grammar import Grammar
from yoycompare.reports.prose.measures import RawQuantity, measure
from yoycompare.reports.prose.numerals import CHINESE_DIGITS, Numeral, numeral_at
from yoycompare.reports.prose.units import Unit
from yoycompare.vocabulary.labels import narrow

__all__ = ["part_at", "ratio_at"]

HUNDREDTHS: Final = {"百分之": "%", "千分之": "‰"}
ALL: Final = "百分之百"
PART: Final = "分之"
TEN: Final = "十"
RATIO: Final = re.compile("[:：∶比]")
RATIO_BEFORE: Final = re.compile("(?:比例|比值|配比|比率|之比|比为|比是)[^，。；\n]{0,4}\\Z")
HUNDRED: Final = Numeral(value=Decimal(100), last=Decimal(1), step=Decimal(100), end=0)
NEAREST, DOWN, UP = (
    Context(prec=12, rounding=rounding) for rounding in ("ROUND_HALF_EVEN", ROUND_FLOOR, ROUND_CEILING)
)


def part_at(text: str, start: int, words: Grammar) -> RawQuantity | None:
    """百分之五十五 as 55 %, 三分之一 as a third."""
    unit = HUNDREDTHS.get(text[start : start + 3])
    if unit is None and not text.startswith(PART, start + 1):
        return None
    if text.startswith(ALL, start):
        return measure(text, HUNDRED, Unit("%", start + len(ALL)), start, words)
    numeral = numeral_at(text, start + 3)
    if numeral is None or numeral.scaled:
        return None
    if unit is not None:
        return measure(text, numeral, Unit(unit, numeral.end), start, words)
    digit = text[start]
    whole = Decimal(10) if digit == TEN else Decimal(CHINESE_DIGITS.get(digit) or narrow(digit))
    return _quotient(numeral.value, whole, PART, start, numeral.end) if whole else None


def ratio_at(text: str, numeral: Numeral, start: int) -> RawQuantity | None:
    """3:1, where the words before it say that it is a ratio."""
    mark = RATIO.match(text, numeral.end)
    if mark is None or not RATIO_BEFORE.search(text, max(0, start - 12), start):
        return None
    other = numeral_at(text, mark.end())
    if other is None or not other.value:
        return None
    return _quotient(numeral.value, other.value, "比", start, other.end)


def _quotient(above: Decimal, below: Decimal, unit: str, start: int, end: int) -> RawQuantity:
    """Above / below, with bounds rounded down and up at twelve digits."""
    return RawQuantity(
        value=NEAREST.divide(above, below),
        low=DOWN.divide(above, below),
        high=UP.divide(above, below),
        unit=unit,
        start=start,
        first=start,
        end=end,
    )
