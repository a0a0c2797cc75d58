"""Cell text → value and status, exactly: a number is read whole or not at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Final

from attrs import frozen

from yoycompare.reports.report import Status
from yoycompare.vocabulary.copies import restore
from yoycompare.vocabulary.labels import narrow

__all__ = ["EXACT", "MULTIPLIERS", "SOME_DIGIT", "WORDS_FOR_NONE", "CellValue", "cell_to_value"]

MULTIPLIERS: Final = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}
DASHES: Final = frozenset("/\\-−–—―－／-‐一")
EXACT: Final = Context(prec=64)  # whatever precision the caller has set
NUMBER: Final = re.compile(
    r"(?P<sign>[+-]|增加?|减少?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,6}|\d{1,18})"
    r"(?P<decimals>\.\d{1,8})?"
    r"\s{0,3}(?P<multiplier>[百千万亿])?(?P<unit>[^\s\d.,+-]{1,4})?",
    re.ASCII,
)
WORDS_FOR_NONE: Final = frozenset({"无", "未统计", "不涉及", "不适用", "暂无", "没有"})
SOME_DIGIT: Final = re.compile(r"\d")


@frozen
class CellValue:
    """What one cell says. `problem` tells why a cell that holds digits is unreadable."""

    status: Status
    value: Decimal | None = None
    problem: str = ""
    half: Decimal = Decimal(0)  # half a unit of the last printed digit, where that is more than 1


BLANK: Final = CellValue(Status.BLANK)
DASH: Final = CellValue(Status.DASH)
TEXT: Final = CellValue(Status.TEXT)


@functools.lru_cache(maxsize=65536)
def cell_to_value(text: str, units: Iterable[str], default_unit: str | None) -> CellValue:
    """What a cell says, in the canonical unit of its metric.

    Parameters
    ----------
    units
        The classifiers that print the canonical unit (件; 元).
    default_unit
        The unit that the column heading prints (万元), None if the cell must print it itself.

    Examples
    --------
    >>> cell_to_value("251000元", ("元",), None).value
    Decimal('251000')
    >>> cell_to_value("72701.2578", ("元",), "万元").value
    Decimal('727012578.0000')
    >>> cell_to_value("1 2", ("件",), "件").status
    <Status.UNREADABLE: 'unreadable'>
    """
    stripped = restore(narrow(text)).text.strip()
    if not stripped:
        return BLANK
    if all(character in DASHES for character in stripped):
        return DASH
    match = NUMBER.fullmatch(stripped)
    if match is None:
        if SOME_DIGIT.search(stripped):
            return CellValue(Status.UNREADABLE, problem="not one number")
        return TEXT
    unit = (match["multiplier"] or "") + (match["unit"] or "")
    if not unit and default_unit is None and stripped.strip("+-0.,"):
        return CellValue(
            Status.UNREADABLE, problem="the number has no unit, neither in the cell nor in the heading"
        )
    factor = _unit_to_factor(unit or default_unit or "", units)
    if factor is None:
        return CellValue(Status.UNREADABLE, problem=f"the unit {unit} is not one of this figure")
    number = Decimal(match["digits"].replace(",", "") + (match["decimals"] or ""))
    if match["sign"] and match["sign"][0] in "-减":
        number = number.copy_negate()
    last_digit = factor.scaleb(-len((match["decimals"] or ".").removeprefix(".")))
    half = (
        last_digit / 2 if last_digit > 1 and number else Decimal(0)
    )  # 180.9万 is rounded, 59237.2449万 is not
    return CellValue(Status.REPORTED, EXACT.multiply(number, factor), half=half)


def _unit_to_factor(unit: str, units: Iterable[str]) -> Decimal | None:
    """万元 → 10000; None for a unit of another kind."""
    if not unit or unit in units:
        return MULTIPLIERS[""]
    multiplier, classifier = MULTIPLIERS.get(unit[0]), unit[1:]
    return multiplier if classifier in units or not classifier else None
