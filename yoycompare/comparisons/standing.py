"""Where a body stands: rank, percentile among peers of its level, its own expected range."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.comparisons.comparability import judge_pairs
from yoycompare.comparisons.comparison import Comparison
from yoycompare.engine import rank
from yoycompare.engine.spreads import DEVIATIONS, variation
from yoycompare.vocabulary.definitions import Comparability
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["expected", "ranks"]

FEWEST_YEARS: Final = 4
WIDTH: Final = 2.0  # standard deviations: one value of twenty lies outside by chance, were they normal
GROUP: Final = ["scope", "level"]
SERIES: Final = ["entity", "scope", "level"]


def ranks(
    change: Comparison,
    metric: str,
    *,
    applicant: str = TOTAL,
    ties: str = "competition",
    descending: bool = True,
) -> pl.DataFrame:
    """The rank of each body among those of its level and scope, and how it changed.

    Parameters
    ----------
    ties, descending
        As for `yoycompare.engine.rank`.

    Returns
    -------
    polars.DataFrame
        entity, scope, level, year, value, rank, ranked (how many have a value), previous_rank, rank_change (above 0 is a
        climb), percentile (percent of peers with a smaller value, those with the same counted half).
    """
    rows = _rows(change, metric, applicant).drop("categories")
    told = rank(rows, by=SERIES, within=GROUP, ties=ties, descending=descending)
    among = pl.col("value").rank("average").over([*GROUP, "year"])
    return told.with_columns(percentile=(among - 0.5) / pl.col("ranked") * 100).sort(
        "year", "scope", "level", "rank"
    )


def expected(change: Comparison, metric: str, *, applicant: str = TOTAL) -> pl.DataFrame:
    """The range that a body's own earlier years let expect.

    Years on forms that do not compare exactly are left out. The range is median ± 2 · max(1.4826 · MAD, general variation) of at least four earlier years; for counts the general variation is
    the root of m + (0.3 m)², for rates it is left out. It says what is usual, not what is right.

    Returns
    -------
    polars.DataFrame
        entity, scope, level, year, value, median, low, high (0 at least), years (how many earlier ones), outside (whether
        the value lies outside; null where there are too few years).
    """
    rows = _rows(change, metric, applicant)
    is_rate = metric in change.vocabulary.ratios
    past = rows.select(*SERIES, past_year="year", past="value", past_categories="categories").drop_nulls()
    joined = rows.join(past, on=SERIES, how="left", maintain_order="left").with_columns(metric=pl.lit(metric))
    judged = judge_pairs(joined, "past_categories", "categories", "judgement", change.vocabulary)
    is_earlier = (pl.col("past_year") < pl.col("year")) & (pl.col("judgement") == str(Comparability.EXACT))
    pairs = judged.with_columns(past=pl.when(is_earlier).then("past"))
    earlier = pl.col("past").drop_nulls()
    told = pairs.group_by([*SERIES, "year"], maintain_order=True).agg(
        pl.col("value").first(),
        earlier.median().alias("median"),
        (earlier - earlier.median()).abs().median().alias("deviation"),
        earlier.len().cast(pl.Int64).alias("years"),
    )
    median = pl.col("median")
    own = DEVIATIONS * pl.col("deviation")
    reach = WIDTH * (own if is_rate else pl.max_horizontal(own, variation(median)))
    enough = pl.col("years") >= FEWEST_YEARS
    bounded = told.with_columns(
        median=pl.when(enough).then(median),
        low=pl.when(enough).then((median - reach).clip(lower_bound=0)),
        high=pl.when(enough).then(median + reach),
    )
    return bounded.with_columns(
        outside=(pl.col("value") < pl.col("low")) | (pl.col("value") > pl.col("high"))
    ).drop("deviation")


def _rows(change: Comparison, metric: str, applicant: str) -> pl.DataFrame:
    change.vocabulary.described(metric)
    is_asked = (pl.col("metric") == metric) & (pl.col("applicant") == applicant)
    own = change.frame.filter(is_asked)
    # A level may be known from one report and not from another: a body has one.
    levels = own.group_by("entity", "scope").agg(pl.col("level").mode().sort().first())
    return (
        own.drop("level")
        .join(levels, on=["entity", "scope"], how="left", maintain_order="left")
        .select(*SERIES, "year", "value", "categories")
    )
