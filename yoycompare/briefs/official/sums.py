"""Figures of a form → the sums that follow from them, and what does not add up.

A sum follows only where all its parts are given, or are such sums themselves: nothing is concluded from
a remainder, and a blank cell is no 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from yoycompare.briefs.official.sheets import Key
from yoycompare.reports.derivation import Equation, variable_name
from yoycompare.reports.numbers import EXACT

__all__ = ["Sum", "figures_to_sums", "number_to_text", "sums_to_notes"]

ZERO: Final = Decimal(0)


@frozen(kw_only=True)
class Sum:
    """A sum of figures, and which they are."""

    value: Decimal
    formula: str


def figures_to_sums(
    figures: Mapping[Key, Decimal], refused: Collection[Key], equations: Sequence[Equation]
) -> dict[Key, Sum]:
    """The sums of which all parts are there, and the sums of those; `refused` ones are not wanted.

    Examples
    --------
    >>> equation = Equation(("all", "total"), (("some", "total"), ("others", "total")))
    >>> figures = {("some", "total"): Decimal(2), ("others", "total"): Decimal(3)}
    >>> figures_to_sums(figures, (), [equation])["all", "total"]
    Sum(value=Decimal('5'), formula='some + others')
    """
    known = dict(figures)
    sums: dict[Key, Sum] = {}
    count = -1
    while count != len(sums):
        count = len(sums)
        for equation in equations:
            if equation.whole not in known and equation.whole not in refused:
                found = _sum(equation, known)
                if found is not None:
                    sums[equation.whole] = found
                    known[equation.whole] = found.value
    return sums


def sums_to_notes(
    figures: Mapping[Key, Decimal], sums: Mapping[Key, Sum], equations: Sequence[Equation]
) -> tuple[str, ...]:
    """What does not add up: given sums first; only where these hold, two ways to one sum that differ."""
    known = dict(figures) | {key: found.value for key, found in sums.items()}
    given: dict[tuple[Key, Decimal], str] = {}
    computed: dict[tuple[Key, Decimal], str] = {}
    for equation in equations:
        whole = equation.whole
        other = _sum(equation, known)
        if other is None or other.value == known.get(whole, other.value):
            continue
        name, end = f"{whole[0]} for {whole[1]}", f"{other.formula} is {number_to_text(other.value)}"
        if whole in figures:
            note = f"{name}: {number_to_text(figures[whole])} is printed, {end}"
            given.setdefault((whole, other.value), note)
        else:
            first = sums[whole]
            note = f"{name}: {first.formula} is {number_to_text(first.value)}, {end}"
            computed.setdefault((whole, other.value), note)
    return tuple((given or computed).values())


def number_to_text(number: Decimal) -> str:
    """All digits, without zeros behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sum(equation: Equation, known: Mapping[Key, Decimal]) -> Sum | None:
    if not known.keys() >= equation.distinct_parts:
        return None
    value = ZERO
    for part in equation.parts:
        value = EXACT.add(value, known[part])
    return Sum(value=value, formula=" + ".join(map(variable_name, equation.parts)))
