"""Rows of some bodies → their comparison: bodies are independent, so they can be compared wherever their rows are."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import polars as pl

from yoycompare.comparisons import BASE_YEAR, compare
from yoycompare.panels import Panel
from yoycompare.panels.columns import COLUMNS, KEY

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["compare_partition", "compare_table", "group_of"]


def compare_partition(rows: pl.DataFrame, *, base: int | None = BASE_YEAR, **options: Any) -> pl.DataFrame:
    """The comparison of the bodies in some rows; all rows of a body must be among them.

    Parameters
    ----------
    rows
        As `read_partition` gives them; rows of files that failed are left aside, a file that was read twice counts once.
    base, options
        As for `yoycompare.compare`.

    Returns
    -------
    polars.DataFrame
        The columns of `Comparison.frame`.
    """
    observations = rows.filter(pl.col("failure").is_null()) if "failure" in rows.columns else rows
    own = observations.select(*COLUMNS).unique(list(KEY), keep="first", maintain_order=True)
    return compare(Panel.from_frame(own), base=base, **options).frame


def compare_table(table: pa.Table) -> pa.Table:
    """As `compare_partition` with its defaults, Arrow in and Arrow out: what Spark's `applyInArrow` takes for a group."""
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table is a frame
    return compare_partition(frame).to_arrow(compat_level=pl.CompatLevel.oldest())


def group_of(entity: str, groups: int) -> int:
    """Which of so many groups a body belongs to; the same in every process (Python's `hash` is not)."""
    return zlib.crc32(entity.encode("utf-8")) % groups
