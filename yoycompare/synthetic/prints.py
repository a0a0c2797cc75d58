"""How cells of real files print numbers, and what each print says.

Every way of printing here was seen in files in use. What cannot be read with certainty has the status
`unreadable`; nothing else may be made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import Final

from attrs import frozen

from yoycompare.briefs.official.sheets import FormCell
from yoycompare.reports import Status
from yoycompare.vocabulary.definitions import Kind, Metric, Unit

__all__ = ["PRINTS", "Print", "Printed", "cell_of"]

FULL_WIDTH: Final = str.maketrans("0123456789,.+-", "０１２３４５６７８９，．＋－")
SIGNS: Final = (("", 1), ("+", 1), ("-", -1), ("增", 1), ("减", -1), ("增加", 1), ("减少", -1), ("＋", 1))
TEN_THOUSAND: Final = Decimal(10_000)


@frozen
class Printed:
    """The text of a cell, with the status and the value that it has."""

    text: str
    status: Status
    value: Decimal | None = None


Print = Callable[[int, Random], Printed]


def _reported(text: str, number: int) -> Printed:
    return Printed(text, Status.REPORTED, Decimal(number))


def _one_of(status: Status, *texts: str) -> Print:
    return lambda _, random: Printed(random.choice(texts), status)


def _split(number: int, random: Random) -> Printed:
    digits = f"{number + 10}"
    place = random.randrange(1, len(digits))
    space = random.choice((" ", "  ", "\u3000", "\xa0"))
    return Printed(digits[:place] + space + digits[place:], Status.UNREADABLE)


def _damaged(number: int, random: Random) -> Printed:
    digits = f"{number + 100}"
    text = random.choice(
        (digits.replace("0", "O", 1).replace("1", "l", 1), digits + "余", "约" + digits, digits + "?")
    )
    return _reported(text, number + 100) if text.isdigit() else Printed(text, Status.UNREADABLE)


PRINTS: Final[Mapping[str, Print]] = {
    "plain": lambda number, _: _reported(str(number), number),
    "full width": lambda number, _: _reported(str(number).translate(FULL_WIDTH), number),
    "separators": lambda number, _: _reported(f"{number:,}", number),
    "wide separators": lambda number, _: _reported(f"{number:,}".translate(FULL_WIDTH), number),
    "unit": lambda number, _: _reported(f"{number}件", number),
    "spaces around": lambda number, _: _reported(f" {number}\u3000", number),
    "decimal zero": lambda number, _: _reported(f"{number}.0", number),
    "blank": _one_of(Status.BLANK, "", " ", "\xa0", "\u3000"),
    "dash": _one_of(Status.DASH, "/", "-", "—", "——", "－", "／"),
    "word": _one_of(Status.TEXT, "无", "未统计", "不涉及"),
    "split": _split,
    "damaged": _damaged,
}


def cell_of(number: int, style: str, cell: FormCell, metric: Metric, unit: Unit, random: Random) -> Printed:
    """A cell of a form that prints a number in a style.

    A bare amount of money stands for what the heading says (万元); where it says nothing the cell prints
    元 or 万元 itself. A net change may have a sign.
    """
    printed = PRINTS[style](number, random)
    if printed.value is None:
        return printed
    if unit.in_multiples:
        bare = printed.text.replace("件", "")
        if cell.heading_unit:
            return Printed(bare, printed.status, printed.value * TEN_THOUSAND)
        unit_text, factor = random.choice((("元", 1), ("万元", 10_000)))
        return Printed(bare.strip() + unit_text, printed.status, printed.value * factor)
    text = printed.text.replace("件", unit.printed[0])
    if metric.kind is Kind.NET_CHANGE and style == "plain":
        sign, factor = random.choice(SIGNS)
        return Printed(sign + text, printed.status, printed.value * factor)
    return Printed(text, printed.status, printed.value)
