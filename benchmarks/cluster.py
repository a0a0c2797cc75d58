"""Reading and comparing on a local Dask cluster beside one machine's own way.

python benchmarks/cluster.py [BODIES]      needs distributed (extra `cluster`)
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

import yoycompare as yoy
from yoycompare.partitions import compare_on_cluster
from yoycompare.synthetic import random_reports


def main() -> None:
    """Write pages of invented bodies, then read and compare them in three ways."""
    bodies = int(sys.argv[1]) if sys.argv[1:] else 200
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, report in enumerate(random_reports(3, bodies=bodies)):
            file = Path(folder) / f"{number:06}.html"
            file.write_bytes(report.to_bytes("html"))
            files.append(str(file))
        print(f"{len(files)} pages of {bodies} bodies")
        frames = {}
        for processes in (1, 2):
            start = time.perf_counter()
            panel = yoy.read_panel(files, processes=processes)
            read = time.perf_counter() - start
            frames[processes] = yoy.compare(panel).frame
            _told(
                f"read_panel, {processes} processes, compare",
                time.perf_counter() - start,
                len(files),
                f"read {read:.1f} s",
            )
        os.environ["POLARS_MAX_THREADS"] = "1"
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra

        start = time.perf_counter()
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            _told("start of the cluster", time.perf_counter() - start, len(files))
            start = time.perf_counter()
            found, failed = compare_on_cluster(client, files)
            _told("compare_on_cluster, 2 workers", time.perf_counter() - start, len(files))
        assert failed.is_empty()
        keys = ["entity", "scope", "metric", "applicant", "year"]
        assert found.sort(keys).equals(frames[1].sort(keys))
        assert frames[1].equals(frames[2])
        rows = pl.concat([found]).height
        print(f"the same {rows} rows in each")


def _told(name: str, seconds: float, files: int, more: str = "") -> None:
    print(f"  {name:40} {seconds:7.2f} s  {files / seconds:6.0f} pages a second  {more}")


if __name__ == "__main__":
    main()
