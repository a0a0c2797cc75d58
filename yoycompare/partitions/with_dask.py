"""Many files on a Dask cluster: read where the workers are, compare body by body, gather."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import polars as pl

from yoycompare.comparisons import BASE_YEAR
from yoycompare.partitions.comparing import compare_partition, group_of
from yoycompare.partitions.reading import SCHEMA, read_partition

__all__ = ["Client", "compare_on_cluster"]


class Client(Protocol):
    """What is used of `dask.distributed.Client`."""

    def submit(self, function: Any, *arguments: Any, **options: Any) -> Any:
        """Run a function on a worker."""

    def gather(self, futures: Any) -> Any:
        """Wait for results."""


def compare_on_cluster(
    client: Client,
    sources: Sequence[Any],
    *,
    base: int | None = BASE_YEAR,
    files_a_task: int = 64,
    groups: int = 16,
    **options: Any,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read files and compare their bodies on a cluster.

    Parameters
    ----------
    client
        A `dask.distributed.Client`. Workers need yoycompare and see the files; one thread a worker is best, and
        POLARS_MAX_THREADS=1 in their environment.
    sources
        Paths or bytes of single files.
    files_a_task, groups
        Files read by a task; tasks that compare, each all bodies of a group.
    base, options
        As for `yoycompare.compare`.

    Returns
    -------
    tuple[polars.DataFrame, polars.DataFrame]
        The comparison, row for row that of one machine; and the files that were not read: file, reason.
    """
    read = [
        client.submit(_read_in_groups, list(files), groups, pure=False)
        for files in _batches(sources, files_a_task)
    ]
    compared = [
        client.submit(_compare_group, group, read, base=base, options=options, pure=False)
        for group in range(groups)
    ]
    failed = [client.submit(_failures, part, pure=False) for part in read]
    frames, failures = client.gather(compared), client.gather(failed)
    known = [frame for frame in frames if frame is not None]
    whole = (
        pl.concat(known) if known else compare_partition(pl.DataFrame(schema=SCHEMA), base=base, **options)
    )
    return whole.sort("entity", "scope", maintain_order=True), pl.concat(failures) if failures else _none()


def _batches(sources: Sequence[Any], size: int) -> list[list[Any]]:
    return [list(sources[start : start + size]) for start in range(0, len(sources), size)]


def _read_in_groups(files: Sequence[Any], groups: int) -> dict[int, pl.DataFrame]:
    rows = read_partition(files)
    entities = rows["entity"].drop_nulls().unique()
    numbers = {entity: group_of(entity, groups) for entity in entities}
    numbered = rows.with_columns(
        group=pl.col("entity").replace_strict(numbers, default=-1, return_dtype=pl.Int32)
    )
    parts = numbered.partition_by("group", as_dict=True, include_key=False)
    return {int(group): frame for (group,), frame in parts.items()}


def _compare_group(
    group: int,
    read: Sequence[Mapping[int, pl.DataFrame]],
    *,
    base: int | None,
    options: Mapping[str, Any],
) -> pl.DataFrame | None:
    rows = [parts[group] for parts in read if group in parts]
    return compare_partition(pl.concat(rows), base=base, **options) if rows else None


def _failures(parts: Mapping[int, pl.DataFrame]) -> pl.DataFrame:
    return parts[-1].select(file="place", reason="failure") if -1 in parts else _none()


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema={"file": pl.String, "reason": pl.String})
