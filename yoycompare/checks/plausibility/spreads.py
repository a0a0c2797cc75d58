"""What all checks of plausibility say of a number that stands out."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.checks.rows import number_text, term_text
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["WIDTH", "cell", "found", "interval"]

WIDTH: Final = 5.0  # standard deviations from the median


def interval(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """From the lower bound, at least 0, to the upper one."""
    return pl.format("{}–{}", number_text(pl.max_horizontal(low, 0.0).round(1)), number_text(high.round(1)))


def cell(side: str = "right") -> pl.Expr:
    """A cell of a panel as an operand."""
    return pl.struct(
        pl.lit(side).alias("side"), "metric", "applicant", "year", "value", "status", "raw", "doc", "place"
    )


def found(
    frame: pl.DataFrame, rule: str, *, right: pl.Expr, detail: pl.Expr, operands: pl.Expr
) -> pl.DataFrame:
    """The rows of numbers that stand out."""
    return frame.with_columns(
        rule=pl.lit(rule),
        check=pl.format(f"{rule}/{{}}/{TOTAL}", "metric"),
        applicant=pl.lit(TOTAL),
        outcome=pl.lit("fails"),
        left=pl.col("value"),
        right=right,
        difference=pl.col("value") - right,
        formula=term_text(pl.col("metric"), pl.lit(TOTAL)),
        detail=detail,
        operands=operands,
    )
