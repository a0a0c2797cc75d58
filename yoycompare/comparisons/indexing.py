"""Values → index: each series with its base year at 100."""

from __future__ import annotations

import polars as pl

from yoycompare.comparisons.comparability import judge_pairs
from yoycompare.comparisons.picking import SERIES
from yoycompare.comparisons.reasons import Reason
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Comparability, Kind

__all__ = ["add_index"]


def add_index(
    frame: pl.DataFrame, base: int | None, *, across_breaks: bool, vocabulary: Vocabulary
) -> pl.DataFrame:
    """Add `index`, `base` (the year that is 100), `index_reason` and `index_note`.

    index = 100 · value / value of the base year. A base year without a value gives null and
    `no_base`, one with 0 gives `zero_base`; a signed change has no index. Without a base year all
    of these columns are null.
    """
    if base is None:
        empty = (pl.lit(None, dtype=dtype).alias(name) for name, dtype in _EMPTY.items())
        return frame.with_columns(*empty)
    at_base = frame.filter(pl.col("year") == base).select(
        *SERIES, base_value=pl.col("value"), base_categories=pl.col("categories")
    )
    frame = frame.join(at_base, on=list(SERIES), how="left", maintain_order="left")
    frame = judge_pairs(frame, "base_categories", "categories", "base_judgement", vocabulary)
    broken = (pl.col("base_judgement") != str(Comparability.EXACT)).fill_null(value=False)
    signed = pl.col("kind") == str(Kind.NET_CHANGE)
    has_base = pl.col("base_value").is_not_null()
    usable = has_base & (pl.col("base_value") != 0) & ~signed
    if not across_breaks:
        usable &= ~broken
    reason = (
        pl.when(pl.col("value").is_null() | signed)
        .then(None)
        .when(~has_base)
        .then(pl.lit(str(Reason.NO_BASE)))
        .when(pl.col("base_value") == 0)
        .then(pl.lit(str(Reason.ZERO_BASE)))
        .when(~usable)
        .then(pl.lit(str(Reason.BREAK)))
    )
    marked = pl.when(usable & broken).then(
        pl.format("index: over a break since {}, figures compare as {}", pl.lit(base), "base_judgement")
    )
    # Lazily: an eager division by a column that is constant multiplies by its reciprocal, and 49 / 49 is not 1.
    indexed = frame.lazy().with_columns(
        index=pl.when(usable).then(pl.col("value") / pl.col("base_value") * 100),
        base=pl.when(has_base).then(pl.lit(base, dtype=pl.Int32)),
        index_reason=reason,
        index_note=pl.coalesce(pl.format("index: {}", reason), marked),
    )
    return indexed.drop("base_value", "base_categories", "base_judgement").collect()


_EMPTY = {"index": pl.Float64(), "base": pl.Int32(), "index_reason": pl.String(), "index_note": pl.String()}
