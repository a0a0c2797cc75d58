"""Linking over a break: the figure of the year before in this year's categories, where someone states it."""

from __future__ import annotations

import polars as pl

from yoycompare.comparisons.comparability import judge_pairs
from yoycompare.comparisons.picking import SERIES
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Comparability

__all__ = ["link_previous"]

ROW = "row"


def link_previous(
    frame: pl.DataFrame, rows: pl.DataFrame, vocabulary: Vocabulary, *, lag: int, carried: tuple[str, ...]
) -> pl.DataFrame:
    """Over a break, take for the year before another figure of it that compares exactly; `link_note` says which.

    Parameters
    ----------
    frame
        Values with those of the year before as `previous` and `previous_…`.
    rows
        All rows of the panel: a year that is stated in both categories overlaps (two files, or a later report).
    carried
        The columns of a value that go with it.
    """
    numbered = judge_pairs(
        frame.with_row_index(ROW), "previous_categories", "categories", "judgement", vocabulary
    )
    is_broken = (pl.col("judgement") != str(Comparability.EXACT)) & pl.col("previous").is_not_null()
    broken = numbered.filter(is_broken).select(ROW, *SERIES, pl.col("year") - lag, "categories")
    others = rows.filter(pl.col("value").is_not_null()).with_columns(
        value_absence=pl.lit(None, dtype=pl.String)
    )
    candidates = broken.join(
        others.select(*SERIES, "year", *(pl.col(name).alias(f"other_{name}") for name in carried)),
        on=[*SERIES, "year"],
        how="inner",
        maintain_order="left_right",
    )
    judged = judge_pairs(candidates, "other_categories", "categories", "other_judgement", vocabulary)
    fitting = judged.filter(pl.col("other_judgement") == str(Comparability.EXACT)).unique(
        ROW, keep="first", maintain_order=True
    )
    linked = numbered.drop("judgement").join(
        fitting.select(ROW, *(f"other_{name}" for name in carried)),
        on=ROW,
        how="left",
        maintain_order="left",
    )
    is_linked = pl.col("other_value").is_not_null()
    note = pl.format(
        "linked over the break through {} on form {}, stated by the report of {}",
        pl.col("year") - lag,
        "other_form",
        "other_vintage",
    )
    names = {name: "previous" if name == "value" else f"previous_{name}" for name in carried}
    replaced = [
        pl.when(is_linked).then(f"other_{name}").otherwise(previous).alias(previous)
        for name, previous in names.items()
    ]
    return linked.with_columns(*replaced, link_note=pl.when(is_linked).then(note)).drop(
        ROW, *(f"other_{name}" for name in carried)
    )
