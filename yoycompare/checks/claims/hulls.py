"""Intervals: what print allows, and whether two prints can be the same number."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal
from typing import Final

from attrs import frozen

from yoycompare.reports.report import Observation, Quantity

__all__ = ["ZERO", "Hull", "quotient", "rounded"]

ZERO: Final = Decimal(0)
PRECISION: Final = Context(prec=28)


@frozen
class Hull:
    """A closed interval; None where there is no bound."""

    low: Decimal | None
    high: Decimal | None

    @classmethod
    def of(cls, printed: Observation | Quantity) -> Hull:
        """What the print of a figure allows."""
        return cls(printed.low, printed.high)

    def meets(self, other: Hull) -> bool:
        """Whether some number lies in both."""
        lows = [bound for bound in (self.low, other.low) if bound is not None]
        highs = [bound for bound in (self.high, other.high) if bound is not None]
        return not lows or not highs or max(lows) <= min(highs)

    def scaled(self, factor: int) -> Hull:
        """Both bounds times 1 or -1."""
        if factor >= 0:
            return self
        return Hull(_negative(self.high), _negative(self.low))

    def shifted(self, by: Decimal) -> Hull:
        """Both bounds and something."""
        return Hull(
            None if self.low is None else self.low + by, None if self.high is None else self.high + by
        )

    def plus(self, other: Hull) -> Hull:
        """The sum of two."""
        return Hull(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def truncated(self, value: Decimal) -> Hull:
        """What would be printed as `value` by cutting digits off instead of rounding: value to value + a unit."""
        if self.low is None or self.high is None or self.low == self.high:
            return self
        return Hull(value, value + (self.high - self.low) - SMALLEST)

    @property
    def is_exact(self) -> bool:
        """Whether only one number is allowed."""
        return self.low is not None and self.low == self.high


SMALLEST: Final = Decimal("1e-9")


def quotient(above: Hull, below: Hull, factor: int = 100) -> Hull | None:
    """Above / below · factor for numbers that are not negative; None where it divides by 0 or has no bound."""
    if above.low is None or above.high is None or not below.low or below.high is None:
        return None
    return Hull(
        PRECISION.divide(above.low * factor, below.high), PRECISION.divide(above.high * factor, below.low)
    )


def rounded(value: Decimal, places: int = 4) -> Decimal:
    """A computed number as it is shown: cut to some places, never rounded up into agreement."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR).normalize(PRECISION) + 0


def _negative(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else -bound
