"""Numbers beyond the range of the body's own earlier years."""

from __future__ import annotations

from itertools import product
from typing import Final

import polars as pl

from yoycompare.checks.plausibility.spreads import WIDTH, cell, found, interval
from yoycompare.engine.spreads import DEVIATIONS, variation
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Comparability
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["outside_history"]

FEWEST_YEARS: Final = 4
SERIES: Final = ["entity", "scope", "metric"]


def outside_history(cells: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Beyond the median of earlier years by five times their spread, or that of counts in general where it is more.

    The spread is 1.4826 times the median absolute deviation (Hampel 1974). Years on forms that do not compare exactly are
    left out.
    """
    totals = cells.filter(pl.col("applicant") == TOTAL).with_row_index("number")
    series = totals.select(SERIES).unique(maintain_order=True).with_row_index("series")
    numbers = totals.join(series, on=SERIES, how="left", maintain_order="left").select(
        "number", "series", "year", "form", "metric", "value"
    )
    long = numbers.filter(pl.len().over("series") > FEWEST_YEARS)
    past = long.select("series", past_number="number", past_year="year", past_form="form", past="value")
    pairs = (
        long.join(past, on="series", how="inner")
        .filter(pl.col("past_year") < pl.col("year"))
        .join(_comparable(vocabulary), on=["metric", "form", "past_form"], how="semi")
    )
    earlier = pl.col("past")
    described = pairs.group_by("number").agg(
        pl.col("value").first(),
        earlier.len().alias("years"),
        earlier.median().alias("median"),
        (earlier - earlier.median()).abs().median().alias("deviation"),
        pl.col("past_number").sort_by("past_year"),
    )
    median = pl.col("median")
    reach = WIDTH * pl.max_horizontal(DEVIATIONS * pl.col("deviation"), variation(median))
    is_far = (pl.col("years") >= FEWEST_YEARS) & ((pl.col("value") - median).abs() > reach)
    far = described.filter(is_far).with_columns(detail=interval(median - reach, median + reach)).drop("value")
    operands = totals.select(past_number="number", past_cell=cell())
    with_past = (
        far.explode("past_number")
        .join(operands, on="past_number", how="left", maintain_order="left")
        .group_by("number")
        .agg(pl.col("median", "detail").first(), "past_cell")
    )
    return found(
        totals.join(with_past, on="number", how="inner", maintain_order="left"),
        "plausibility/history",
        right=median,
        detail=pl.col("detail"),
        operands=pl.concat_list(cell("left"), "past_cell"),
    )


def _comparable(vocabulary: Vocabulary) -> pl.DataFrame:
    """The pairs of forms on which a metric compares exactly."""
    rows = [
        (metric, form, past)
        for metric, forms in vocabulary.metric_to_forms.items()
        for form, past in product(sorted(forms & vocabulary.forms.keys()), repeat=2)
        if vocabulary.comparability(metric, past, form) is Comparability.EXACT
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("metric", "form", "past_form"), pl.String), orient="row")
