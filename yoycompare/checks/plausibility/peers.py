"""Numbers beyond the range of bodies of the same level in the same year."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.checks.plausibility.spreads import WIDTH, cell, found, interval
from yoycompare.engine.spreads import DEVIATIONS
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["outside_peers"]

FEWEST_PEERS: Final = 10
LEAST_SPREAD: Final = 0.5  # of the logarithm: peers that are all alike still differ by half
GROUP: Final = ["scope", "level", "form", "year", "metric"]


def outside_peers(cells: pl.DataFrame) -> pl.DataFrame:
    """Beyond the median of peers by five times their spread, on a scale of logarithms: bodies differ by multiples."""
    is_told = (pl.col("applicant") == TOTAL) & (pl.col("level") != "unknown")
    sized = cells.filter(is_told).with_columns(size=pl.col("value").clip(lower_bound=0).log1p())
    size = pl.col("size")
    groups = sized.group_by(GROUP).agg(
        size.len().alias("peers"),
        size.median().alias("middle"),
        pl.col("value").median().alias("median"),
        (size - size.median()).abs().median().alias("deviation"),
    )
    middle = pl.col("middle")
    reach = WIDTH * pl.max_horizontal(DEVIATIONS * pl.col("deviation"), LEAST_SPREAD)
    is_far = (size - middle).abs() > reach
    told = groups.filter(pl.col("peers") >= FEWEST_PEERS)
    far = sized.join(told, on=GROUP, how="inner", maintain_order="left").filter(is_far)
    return found(
        far,
        "plausibility/peers",
        right=pl.col("median"),
        detail=interval((middle - reach).exp() - 1, (middle + reach).exp() - 1),
        operands=pl.concat_list(cell("left")),
    )
