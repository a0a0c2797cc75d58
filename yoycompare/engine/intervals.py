"""How sure a share of few cases is."""

from __future__ import annotations

from typing import Final

import polars as pl

__all__ = ["wilson"]

NORMAL_95: Final = 1.959963984540054  # standard deviations that hold 95 % of a normal distribution


def wilson(cases: pl.Expr, of: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The 95 % interval of a share in percent, given how many cases of how many (Wilson 1927).

    Null where there is no share: of 0, or of fewer than the cases.

    Examples
    --------
    >>> low, high = wilson(pl.col("cases"), pl.col("of"))
    >>> pl.DataFrame({"cases": [3], "of": [58]}).select(low.round(2).alias("low"), high.round(2).alias("high")).row(0)
    (1.77, 14.14)
    """
    share, square = cases / of, NORMAL_95**2
    centre = (share + square / (2 * of)) / (1 + square / of)
    half = NORMAL_95 / (1 + square / of) * (share * (1 - share) / of + square / (4 * of**2)).sqrt()
    defined = (of > 0) & (cases >= 0) & (cases <= of)
    low, high = (centre - half).clip(0.0, 1.0), (centre + half).clip(0.0, 1.0)
    return pl.when(defined).then(low * 100), pl.when(defined).then(high * 100)
