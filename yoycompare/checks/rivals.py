"""Panel → numbers that two files of one report print differently."""

from __future__ import annotations

import polars as pl

from yoycompare.checks.rows import term_text, to_rows
from yoycompare.panels import Panel
from yoycompare.reports import Status

__all__ = ["check_rivals"]

KEY = ["entity", "scope", "year", "metric", "applicant", "source"]


def check_rivals(panel: Panel) -> pl.DataFrame:
    """Rows in the columns of `checks.rows.ROWS`: one for each pair of files and number in which they differ.

    The first file of a body and year is compared with each later one, tables with tables and sentences with
    sentences; that they agree makes no row.
    """
    reported = pl.col("status") == str(Status.REPORTED)
    own = panel.frame.filter(reported & (pl.col("vintage") == pl.col("year")))
    several = own.filter(pl.col("doc").n_unique().over("entity", "scope", "year") > 1)
    told = several.with_columns(is_first=pl.struct(KEY).is_first_distinct())
    seen = pl.struct("value", "low", "high", "status", "raw", "doc", "place").alias("other")
    first = told.filter("is_first").select(*KEY, seen)
    pairs = told.filter(~pl.col("is_first")).join(first, on=KEY, how="inner", maintain_order="left")
    other = pl.col("other").struct
    apart = (pl.col("low") > other.field("high")) | (pl.col("high") < other.field("low"))
    return to_rows(
        pairs.filter(apart).with_columns(
            rule=pl.lit("rivals"),
            check=pl.format("rivals/{}/{}", "metric", "applicant"),
            outcome=pl.lit("fails"),
            left=pl.col("value"),
            right=other.field("value"),
            difference=pl.col("value") - other.field("value"),
            formula=term_text(pl.col("metric"), pl.col("applicant")),
            operands=pl.concat_list(_operand("left"), _operand("right")),
        )
    )


def _operand(side: str) -> pl.Expr:
    names = ("value", "status", "raw", "doc", "place")
    other = pl.col("other").struct
    values = [pl.col(name) if side == "left" else other.field(name) for name in names]
    value, *others = values
    return pl.struct(pl.lit(side).alias("side"), "metric", "applicant", "year", value, *others)
