"""Rows that are, number for number, those of the year before."""

from __future__ import annotations

import math
from typing import Final

import polars as pl

from yoycompare.checks.plausibility.spreads import cell, found
from yoycompare.checks.rows import number_text
from yoycompare.engine.spreads import variation
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["repeated"]

LEAST_CHANCE: Final = 1e-4  # that a row comes again
KINDS: Final = (Kind.FLOW, Kind.CASELOAD)  # a stock may well stay as it was
ROW: Final = ["entity", "scope", "metric", "year"]


def repeated(cells: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Rows of flows that are those of the year before, and too large for that to be chance.

    That two independent numbers of standard deviation s are equal has a chance of about 1 / (2 √π s); that of a row is
    the product over its cells other than 0, the total aside.
    """
    flows = [metric.id for metric in vocabulary.metrics.values() if metric.kind in KINDS]
    own = cells.filter(pl.col("metric").is_in(flows))
    chance = 1 / (2 * math.sqrt(math.pi) * variation(pl.col("value")))
    is_counted = (pl.col("value") != 0) & ((pl.col("applicant") != TOTAL) | (pl.len() == 1))
    rows = own.group_by(ROW).agg(chance.filter(is_counted).product().alias("chance"), pl.len().alias("cells"))
    unlikely = rows.filter(pl.col("chance") < LEAST_CHANCE)
    told = own.join(unlikely, on=ROW, how="inner", maintain_order="left")
    last_year = own.join(unlikely.with_columns(pl.col("year") - 1), on=ROW, how="semi").select(
        *ROW[:-1], "applicant", pl.col("year") + 1, past=pl.col("value"), past_cell=cell()
    )
    compared = told.join(last_year, on=[*ROW, "applicant"], how="inner", maintain_order="left")
    same = compared.filter(pl.col("value") == pl.col("past")).with_columns(own_cell=cell("left"))
    whole = same.group_by(ROW, maintain_order=True).agg(
        pl.col("form", "doc").first(),
        pl.col("value").last(),
        number_text(pl.col("value")).str.join(", ").alias("numbers"),
        pl.col("own_cell").alias("own_cells"),
        "past_cell",
        (pl.len() == pl.col("cells").first()).alias("is_whole"),
    )
    return found(
        whole.filter("is_whole"),
        "plausibility/repeated",
        right=pl.col("value"),
        detail=pl.col("numbers"),
        operands=pl.concat_list("own_cells", "past_cell"),
    )
