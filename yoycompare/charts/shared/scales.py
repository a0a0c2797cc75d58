"""How the numbers of one figure are printed: thousands separators or multiples, one system a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl
from attrs import frozen

from yoycompare.charts.shared.wording import Wording
from yoycompare.comparisons.numerals import change_text, number_text, percent_text
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Kind

__all__ = ["Scale", "scale_of", "scale_of_rows"]

DECIMALS = 2  # of multiples and percentage points


@frozen(kw_only=True)
class Scale:
    """The unit that a figure prints, and its numbers in it. Values stay in the canonical unit."""

    unit: str
    divisor: float = 1.0
    rate: bool = False
    wording: Wording

    def number(self, value: float) -> str:
        """A value: 30,105; 57.03 %; 7.27 (万元)."""
        if self.rate:
            return self._percent(number_text(value, rate=True))
        return number_text(value / self.divisor, rate=False, decimals=None if self.divisor == 1 else DECIMALS)

    def change(self, difference: float) -> str:
        """A signed change, of a rate in percentage points."""
        if self.rate:
            return change_text(round(difference, DECIMALS)) + self.wording.points
        return change_text(round(difference / self.divisor, DECIMALS) if self.divisor != 1 else difference)

    def percent(self, percent: float) -> str:
        """A signed relative change."""
        return self._percent(percent_text(percent))

    def tick(self, value: float, _position: int | None = None) -> str:
        """A number on the axis, without its unit, as short as it goes."""
        text = number_text(value / self.divisor, rate=False)
        return text.rstrip("0").rstrip(".") if "." in text else text

    def _percent(self, text: str) -> str:
        return text.removesuffix(" %") + self.wording.per_cent


def scale_of(values: Iterable[float | None], unit: str, wording: Wording, *, rate: bool = False) -> Scale:
    """The scale that suits the largest value: 万 in Chinese, millions in English, where numbers are long."""
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    start, divisor, name = wording.multiple
    if rate or largest < start:
        return Scale(unit=unit, rate=rate, wording=wording)
    return Scale(unit=name + unit, divisor=divisor, wording=wording)


def scale_of_rows(
    rows: pl.DataFrame, vocabulary: Vocabulary, wording: Wording, columns: Sequence[str] = ("value",)
) -> Scale:
    """The scale of rows of one metric, of which it prints some columns."""
    unit = getattr(vocabulary.units[rows["unit"].drop_nulls()[0]], wording.lang)
    values = [value for column in columns for value in rows[column]]
    return scale_of(values, unit, wording, rate=rows["kind"].drop_nulls()[0] == str(Kind.RATE))
