"""How far counts lie apart without cause."""

from __future__ import annotations

from typing import Final

import polars as pl

__all__ = ["DEVIATIONS", "variation"]

DEVIATIONS: Final = 1.4826  # standard deviations in a median absolute deviation, were the numbers normal
VARIATION: Final = 0.3  # of a count from year to year, beyond that of a Poisson number


def variation(count: pl.Expr) -> pl.Expr:
    """By how much a count varies without cause: a Poisson number whose mean varies by three tenths."""
    mean = pl.max_horizontal(count.abs(), 1.0)
    return (mean + (VARIATION * mean).pow(2)).sqrt()
