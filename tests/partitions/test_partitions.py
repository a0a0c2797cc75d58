"""Work in parts gives what one machine gives, row for row, on a real cluster too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.partitions import (
    SCHEMA,
    compare_on_cluster,
    compare_partition,
    compare_table,
    group_of,
    read_batches,
    read_partition,
)
from yoycompare.synthetic import random_reports

BODIES = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of five invented bodies over several years, one empty file and one page twice."""
    path = tmp_path_factory.mktemp("reports")
    for number, report in enumerate(random_reports(5, bodies=BODIES)):
        (path / f"{number:03}.html").write_bytes(report.to_bytes("html"))
    (path / "again.html").write_bytes((path / "000.html").read_bytes())
    (path / "empty.html").write_bytes(b"")
    return path


def files_of(folder: Path) -> list[str]:
    return [str(file) for file in sorted(folder.iterdir())]


def one_machine(folder: Path) -> pl.DataFrame:
    return yoy.compare(yoy.read_panel(folder)).frame


def test_what_fails_is_a_row(folder: Path) -> None:
    """An empty file has its name and the reason, and no observation."""
    rows = read_partition([folder / "empty.html"])

    assert [(str(folder / "empty.html"), "the file is empty; save the report again")] == rows.select(
        "place", "failure"
    ).rows()
    assert list(SCHEMA) == rows.columns


def test_one_partition_is_one_machine(folder: Path) -> None:
    """All files in one part."""
    found = compare_partition(read_partition(files_of(folder)))

    assert found.equals(one_machine(folder))


@settings(max_examples=8)
@given(st.integers(1, 6), st.randoms())
def test_any_partition_is_one_machine(folder: Path, groups: int, shuffled: random.Random) -> None:
    """However the files are split and the bodies grouped."""
    files = files_of(folder)
    shuffled.shuffle(files)
    parts = [read_partition(files[start::3]) for start in range(3)]
    rows = pl.concat(parts).filter(pl.col("failure").is_null())
    grouped = [
        compare_partition(
            rows.filter(
                pl.col("entity").map_elements(lambda name: group_of(name, groups), return_dtype=pl.Int64)
                == group
            )
        )
        for group in range(groups)
    ]
    keys = ["entity", "scope", "metric", "applicant", "year"]
    columns = [*keys, "value", "previous", "difference", "percent", "index", "reason"]

    assert (
        pl.concat(grouped).select(columns).sort(keys).equals(one_machine(folder).select(columns).sort(keys))
    )


def test_arrow_in_arrow_out(folder: Path) -> None:
    """Batches of paths or of bytes give batches of rows; a group of rows gives its comparison."""
    pa = pytest.importorskip("pyarrow")
    files = files_of(folder)
    by_path = [pa.record_batch({"path": files[:3]}), pa.record_batch({"path": files[3:]})]
    by_content = [pa.record_batch({"content": [Path(file).read_bytes() for file in files]})]
    tables = [pa.Table.from_batches(list(read_batches(batches))) for batches in (by_path, by_content)]

    assert tables[0].num_rows == tables[1].num_rows
    assert list(SCHEMA) == tables[0].schema.names
    compared = pl.from_arrow(compare_table(tables[0]))
    assert isinstance(compared, pl.DataFrame)
    assert compared.select("entity", "metric", "year", "difference").equals(
        one_machine(folder).select("entity", "metric", "year", "difference")
    )


@pytest.fixture(scope="module")
def client() -> Iterator[object]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as connected,
    ):
        yield connected


@pytest.mark.filterwarnings("ignore")
def test_a_real_cluster_is_one_machine(folder: Path, client: object) -> None:
    """Two workers of dask.distributed: the same rows in the same order, and the file that failed."""
    found, failed = compare_on_cluster(client, files_of(folder), files_a_task=4, groups=3)  # type: ignore[arg-type]

    assert found.equals(one_machine(folder))
    assert [(str(folder / "empty.html"), "the file is empty; save the report again")] == failed.rows()


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_without_work(client: object) -> None:
    """No files give no rows, in the columns of a comparison."""
    found, failed = compare_on_cluster(client, [])  # type: ignore[arg-type]

    assert (0, 0) == (found.height, failed.height)
    assert "difference" in found.columns
