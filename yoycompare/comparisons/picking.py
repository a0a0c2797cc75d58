"""Panel → one value per entity, scope, year, metric and applicant."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.reports import Origin

__all__ = ["IDENTITY", "SERIES", "pick_values", "plain_number"]

SERIES: Final = ("entity", "scope", "metric", "applicant")
IDENTITY: Final = (*SERIES, "year")


def pick_values(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per entity, scope, metric, applicant and year, the best that the panel has.

    A value before none; the body's own report before another year's; table cells before prose; and
    on each of these what is printed before what is computed. A sum of table cells thus stands before
    a sentence about the same group: sentences often give one row of it only, and figures of two years
    compare only when both rest on the same sort of print.

    Column `rivals` lists the other values of the same key, with their sources.
    """
    best = frame.sort(
        pl.col("value").is_null(),
        pl.col("source") == str(Origin.LINKED),
        pl.col("basis") == str(Origin.PROSE),
        pl.col("source") == str(Origin.DERIVED),
        maintain_order=True,  # files rank in the order in which they were read
    ).unique(list(IDENTITY), keep="first", maintain_order=True)
    rivals = (
        frame.filter(pl.col("value").is_not_null())
        .select(*IDENTITY, rival=pl.col("value"), rival_source=pl.col("source"))
        .join(best.select(*IDENTITY, "value"), on=list(IDENTITY), how="inner")
        .filter(pl.col("rival") != pl.col("value"))
        .group_by(*IDENTITY)
        .agg(
            pl.format("{} ({})", plain_number("rival"), "rival_source")
            .unique()
            .sort()
            .str.join(", ")
            .alias("rivals")
        )
    )
    return best.join(rivals, on=list(IDENTITY), how="left", maintain_order="left")


def plain_number(column: str) -> pl.Expr:
    """A number as text, without a superfluous .0."""
    return pl.col(column).cast(pl.String).str.strip_suffix(".0")
