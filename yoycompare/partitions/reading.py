"""Some files → rows of a panel: a function without state, for any engine that maps over partitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.panels.columns import COLUMNS, report_to_frame
from yoycompare.reports import Failure, convert_reports
from yoycompare.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["SCHEMA", "read_batches", "read_partition"]

# Rows of a panel, and for a file that was not read one row that has nothing but its name in `place` and why.
SCHEMA: Final = {**COLUMNS, "failure": pl.String()}


def read_partition(
    sources: Iterable[Any], *, vocabulary: Vocabulary | None = None, limits: Limits = LIMITS
) -> pl.DataFrame:
    r"""The observations of some files, folders or bytes, one row each, in the columns of a panel.

    It keeps no state and reads in this process: send it to a worker.

    Returns
    -------
    polars.DataFrame
        The columns of a panel and `failure`: null for observations; a file that was not read has one row with its name in
        `place` and the reason in `failure`. Nothing is dropped.

    Examples
    --------
    >>> text = "某某市2023年政府信息公开工作年度报告\n全市共收到政府信息公开申请12件。"
    >>> read_partition([text.encode(), b""]).select("entity", "value", "failure").rows()[0]
    ('某某市', 12.0, None)
    """
    frames = [pl.DataFrame(schema=SCHEMA)]
    results = convert_reports(
        list(sources), report_to_frame, vocabulary=vocabulary, processes=1, limits=limits
    )
    for result in results:
        if isinstance(result, Failure):
            frames.append(_failed(result))
        else:
            frames.append(result.with_columns(failure=pl.lit(None, dtype=pl.String)))
    return pl.concat(frames)


def _failed(failure: Failure) -> pl.DataFrame:
    row: dict[str, object] = {**dict.fromkeys(SCHEMA), "place": failure.file, "failure": failure.reason}
    return pl.DataFrame([row], schema=SCHEMA)


def read_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """As `read_partition`, Arrow in and Arrow out: what Spark's `mapInArrow` and others like it take.

    Parameters
    ----------
    batches
        With a column `path` (files that the worker sees) or `content` (the bytes of files).

    Returns
    -------
    Iterator[pyarrow.RecordBatch]
        The columns of `SCHEMA`. Needs pyarrow.
    """
    for batch in batches:
        column = "content" if "content" in batch.schema.names else "path"
        rows = read_partition(batch.column(column).to_pylist())
        yield from rows.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()
