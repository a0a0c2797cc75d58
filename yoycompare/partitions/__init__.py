"""Reading and comparing in parts, for engines that spread work over machines: functions without state, Arrow in and out."""

from __future__ import annotations

from yoycompare.partitions.comparing import compare_partition, compare_table, group_of
from yoycompare.partitions.reading import SCHEMA, read_batches, read_partition
from yoycompare.partitions.with_dask import compare_on_cluster

__all__ = [
    "SCHEMA",
    "compare_on_cluster",
    "compare_partition",
    "compare_table",
    "group_of",
    "read_batches",
    "read_partition",
]
