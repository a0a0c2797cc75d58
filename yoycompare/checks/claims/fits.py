"""How well a printed number fits a computed one: rounded, cut short, or not at all."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum

from attrs import frozen

from yoycompare.checks.claims.hulls import Hull
from yoycompare.reports.report import Observation

__all__ = ["Fit", "Score", "score"]


class Score(IntEnum):
    """Rounding is better evidence than truncation."""

    NONE = 0
    TRUNCATED = 1
    ROUNDED = 2


@frozen
class Fit:
    """A computed number beside a printed one, with its equation and figures."""

    score: Score
    formula: str
    operands: tuple[Observation, ...] = ()


def score(stated: Hull, printed: Decimal | None, computed: Hull) -> Score:
    """How a number printed as `printed`, which allows `stated`, fits a computed interval."""
    if stated.meets(computed):
        return Score.ROUNDED
    if printed is not None and stated.truncated(printed).meets(computed):
        return Score.TRUNCATED
    return Score.NONE
