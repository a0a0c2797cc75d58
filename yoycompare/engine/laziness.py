"""Functions of frames that take lazy frames too, and then give lazy ones: what is wrong is told when these are collected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import polars as pl

__all__ = ["Frame", "apply"]

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def apply(
    frame: Frame,
    run: Callable[[pl.DataFrame], pl.DataFrame],
    check: Callable[[pl.Schema], None],
    added: Mapping[str, pl.DataType | type[pl.DataType]],
) -> Frame:
    """Run now, or when the lazy frame is collected; columns are checked at once.

    The work needs all rows of a series: of a lazy frame all rows are in memory while it runs.
    """
    schema = frame.collect_schema()
    check(schema)
    if isinstance(frame, pl.DataFrame):
        return run(frame)
    after = pl.Schema({**schema, **added})
    return frame.map_batches(
        run, predicate_pushdown=False, projection_pushdown=False, slice_pushdown=False, schema=after
    )
