"""Ranks within a year, with a rule for ties, and how they changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from yoycompare.engine.columns import check_columns, check_new
from yoycompare.engine.laziness import Frame, apply
from yoycompare.engine.ordering import KEY, in_order, previous
from yoycompare.errors import ComparisonError

__all__ = ["TIES", "rank"]

TIES: Final = {"competition": "min", "dense": "dense", "fractional": "average"}
ADDED: Final = {
    "rank": pl.Float64,
    "ranked": pl.Int64,
    "previous_rank": pl.Float64,
    "rank_change": pl.Float64,
}


def rank(
    frame: Frame,
    *,
    by: Sequence[str] | str,
    within: Sequence[str] | str = (),
    year: str = "year",
    value: str = "value",
    ties: str = "competition",
    descending: bool = True,
) -> Frame:
    """Add the rank of each value among those of the same year, and how it changed.

    Parameters
    ----------
    within
        Columns of `by` within which ranks are given, such as the metric.
    ties
        `competition`: equal values share the better rank, and the next one is skipped (1, 2, 2, 4); `dense`: 1, 2, 2, 3;
        `fractional`: the mean of the ranks that they take (1, 2.5, 2.5, 4).
    descending
        The largest value has rank 1.

    Returns
    -------
    polars.DataFrame | polars.LazyFrame
        The rows, series after series, with rank (null where there is no value), ranked (how many have one), previous_rank
        (of exactly the year before) and rank_change (previous - rank: above 0 is a climb).

    Examples
    --------
    >>> table = pl.DataFrame({"town": ["A", "B", "C"], "year": 2020, "value": [7.0, 9.0, 7.0]})
    >>> rank(table, by="town").sort("town")["rank"].to_list()
    [2.0, 1.0, 2.0]
    """
    by = [by] if isinstance(by, str) else list(by)
    within = [within] if isinstance(within, str) else list(within)
    if ties not in TIES:
        raise ComparisonError(f"ties {ties!r}", "no such rule", f"use one of: {', '.join(TIES)}")
    for name in within:
        if name not in by:
            raise ComparisonError(f"within {name!r}", "it is no key", f"use some of: {', '.join(by)}")

    def run(table: pl.DataFrame) -> pl.DataFrame:
        group = [*within, year]
        method = TIES[ties]
        place = pl.col(value).rank(method, descending=descending).over(group).cast(pl.Float64)  # type: ignore[arg-type]
        ordered = in_order(table, by, year, value)
        ranked = ordered.with_columns(rank=place, ranked=pl.col(value).count().over(group).cast(pl.Int64))
        changed = ranked.with_columns(previous_rank=previous("rank", 1))
        found = changed.with_columns(rank_change=pl.col("previous_rank") - pl.col("rank"))
        return found.drop(KEY).collect(engine="streaming")

    def check(schema: pl.Schema) -> None:
        check_columns(schema, by, year, value)
        check_new(schema, [*ADDED, KEY])

    return apply(frame, run, check, ADDED)
