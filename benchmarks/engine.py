"""Change from the year before on long tables: the engine beside polars written by hand, DuckDB and pandas.

python benchmarks/engine.py [ROWS ...]      needs duckdb, pandas and pyarrow (pip install -e '.[bench]')

Entities x 50 metrics x 7 years, a tenth of the rows missing. Each contender runs in a process of its own: least time of
five runs, peak memory less that of the table. All must give as many changes and the same sum. Every one refuses a series that
has a year twice.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from yoycompare import engine

METRICS, FIRST_YEAR, YEARS = 50, 2018, 7
RUNS = 5
BASE = 2019
CONTENDERS = ("engine", "by hand", "duckdb", "pandas")


def main() -> None:
    """Measure every contender on every size, in key order and shuffled, and with index and rank."""
    for rows in [int(argument) for argument in sys.argv[1:]] or [1_000_000, 10_000_000]:
        for task, order in (("change", "sorted"), ("change", "shuffled"), ("index and rank", "sorted")):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "table.arrow"
                subprocess.run([sys.executable, __file__, "--table", order, str(rows), str(file)], check=True)
                results = {name: _measure(name, task, file) for name in CONTENDERS}
            answers = {tuple(result["answer"]) for result in results.values()}
            assert len(answers) == 1, results
            engine = results["engine"]["seconds"]
            print(f"{rows:,} rows, {order}, {task}")
            for name, result in results.items():
                ratio = result["seconds"] / engine
                print(
                    f"  {name:10} {result['seconds']:8.3f} s  {ratio:6.2f} x engine  peak {result['peak']:7.0f} MiB"
                )


def _measure(name: str, task: str, file: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", name, task, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _table(rows: int, order: str) -> Any:
    random = np.random.default_rng(7)
    entities = -(-rows * 10 // 9 // (METRICS * YEARS))
    number = np.arange(entities * METRICS * YEARS, dtype=np.int64)
    number = number[random.random(number.size) >= 0.1][:rows]
    if order == "shuffled":
        random.shuffle(number)
    series, year = np.divmod(number, YEARS)
    entity, metric = np.divmod(series, METRICS)
    return pl.DataFrame(
        {
            "entity": entity.astype(np.int32),
            "metric": metric.astype(np.int16),
            "year": (year + FIRST_YEAR).astype(np.int16),
            "value": random.integers(0, 1000, number.size).astype(np.float64),
        }
    )


def _one(name: str, task: str, file: str) -> None:
    table = pl.read_ipc(file)
    prepared, run = TASKS[task, name]
    source = prepared(table)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, answer = [], None
    for _ in range(RUNS):
        start = time.perf_counter()
        result = run(source)
        seconds.append(time.perf_counter() - start)
        answer = _answer(result, task)
        del result
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"seconds": min(seconds), "peak": peak, "answer": answer}))


def _answer(result: Any, task: str) -> list[float]:
    """How many changes there are, and what they sum to."""
    names = ["difference"] if task == "change" else ["difference", "index", "rank"]
    frame = (
        result
        if isinstance(result, pl.DataFrame)
        else pl.DataFrame({name: result[name].to_numpy() for name in names})
    )
    frame = frame.select(pl.col(names).cast(pl.Float64).fill_nan(None))
    return [round(float(number), 3) for name in names for number in (frame[name].count(), frame[name].sum())]


# --- the engine ---


def engine_change(table: Any) -> Any:
    return engine.change(table, by=["entity", "metric"])


def engine_all(table: Any) -> Any:
    changed = engine.change(table, by=["entity", "metric"])
    indexed = engine.index(changed, BASE, by=["entity", "metric"])
    return engine.rank(indexed, by=["entity", "metric"], within="metric")


# --- polars by hand: one packed key, a flat shift, the streaming engine ---


def polars_change(table: Any) -> Any:
    return _polars_changed(table).drop("key").collect(engine="streaming")


def _polars_changed(table: Any) -> Any:
    key = (pl.col("entity").cast(pl.Int64) * 65536 + pl.col("metric")) * 65536 + pl.col("year")
    keyed = table.lazy().with_columns(key=key).collect(engine="streaming")
    if not keyed.lazy().select((pl.col("key").diff() > 0).all()).collect(engine="streaming").item():
        keyed = keyed.sort("key")
        if (
            keyed.lazy()
            .select((pl.col("key") == pl.col("key").shift(1)).any())
            .collect(engine="streaming")
            .item()
        ):
            raise SystemExit("a year twice")
    before = pl.when(pl.col("key") == pl.col("key").shift(1) + 1).then(pl.col("value").shift(1))
    difference = pl.col("value") - pl.col("previous")
    percent = pl.when(pl.col("previous") > 0).then(difference / pl.col("previous") * 100)
    return keyed.lazy().with_columns(previous=before).with_columns(difference=difference, percent=percent)


def polars_all(table: Any) -> Any:
    lazy = _polars_changed(table)
    bases = lazy.filter(pl.col("year") == BASE).select(
        pl.col("key") - pl.col("year").cast(pl.Int64) + 0, base="value"
    )
    joined = lazy.with_columns(series=pl.col("key") - pl.col("year").cast(pl.Int64)).join(
        bases.rename({"key": "series"}), on="series", how="left", maintain_order="left"
    )
    index = pl.when(pl.col("base") > 0).then(pl.col("value") / pl.col("base") * 100)
    rank = pl.col("value").rank("min", descending=True).over("metric", "year")
    ranked = joined.with_columns(
        index=index, rank=rank.cast(pl.Float64), ranked=pl.len().over("metric", "year")
    )
    same = pl.col("key") == pl.col("key").shift(1) + 1
    changed = ranked.with_columns(previous_rank=pl.when(same).then(pl.col("rank").shift(1)))
    return changed.with_columns(rank_change=pl.col("previous_rank") - pl.col("rank")).collect(
        engine="streaming"
    )


# --- DuckDB ---


def to_arrow(table: Any) -> Any:
    return table.to_arrow()


CHANGED = """
    select *, value - previous as difference, case when previous > 0 then (value - previous) / previous * 100 end as percent
    from (select *, case when lag(year) over series = year - 1 then lag(value) over series end as previous
          from source window series as (partition by entity, metric order by year))
"""
TWICE = "select count(*) from (select 1 from source group by entity, metric, year having count(*) > 1)"


def duckdb_change(source: Any) -> Any:
    duckdb = import_module("duckdb")
    if duckdb.sql(TWICE).fetchall() != [(0,)]:
        raise SystemExit("a year twice")
    return duckdb.sql(CHANGED).to_arrow_table()


def duckdb_all(source: Any) -> Any:
    duckdb = import_module("duckdb")
    if duckdb.sql(TWICE).fetchall() != [(0,)]:
        raise SystemExit("a year twice")
    ranked = f"""
        with changed as ({CHANGED}),
        ranked as (
            select changed.*, case when base > 0 then value / base * 100 end as index,
                   rank() over (partition by metric, year order by value desc)::double as rank,
                   count(*) over (partition by metric, year) as ranked
            from changed left join (select entity, metric, value as base from source where year = {BASE})
            using (entity, metric))
        select *, case when lag(year) over series = year - 1 then lag(rank) over series end - rank as rank_change
        from ranked window series as (partition by entity, metric order by year)
    """  # noqa: S608 - our own text
    return duckdb.sql(ranked).to_arrow_table()


# --- pandas: sorted if it is not, then a flat shift ---


def to_pandas(table: Any) -> Any:
    return table.to_pandas()


def pandas_change(source: Any) -> Any:
    keys = ["entity", "metric", "year"]
    key = (source["entity"].to_numpy().astype(np.int64) * 65536 + source["metric"]) * 65536 + source["year"]
    steps = key.diff()
    if not (steps.iloc[1:] > 0).all():
        source = source.sort_values(keys, ignore_index=True)
        key = (source["entity"].to_numpy().astype(np.int64) * 65536 + source["metric"]) * 65536 + source[
            "year"
        ]
        steps = key.diff()
        if (steps == 0).any():
            raise SystemExit("a year twice")
    previous = source["value"].shift(1).where(steps == 1)
    difference = source["value"] - previous
    return source.assign(
        previous=previous, difference=difference, percent=(difference / previous * 100).where(previous > 0)
    )


def pandas_all(source: Any) -> Any:
    changed = pandas_change(source)
    bases = changed.loc[changed["year"] == BASE, ["entity", "metric", "value"]].rename(
        columns={"value": "base"}
    )
    joined = changed.merge(bases, on=["entity", "metric"], how="left")
    joined["index"] = (joined["value"] / joined["base"] * 100).where(joined["base"] > 0)
    groups = joined.groupby(["metric", "year"])["value"]
    joined["rank"] = groups.rank(method="min", ascending=False)
    joined["ranked"] = groups.transform("count")
    same = (joined["entity"] == joined["entity"].shift(1)) & (joined["metric"] == joined["metric"].shift(1))
    joined["rank_change"] = (
        joined["rank"].shift(1).where(same & (joined["year"] == joined["year"].shift(1) + 1)) - joined["rank"]
    )
    return joined


def same(table: Any) -> Any:
    return table


TASKS: dict[tuple[str, str], tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    ("change", "engine"): (same, engine_change),
    ("change", "by hand"): (same, polars_change),
    ("change", "duckdb"): (to_arrow, duckdb_change),
    ("change", "pandas"): (to_pandas, pandas_change),
    ("index and rank", "engine"): (same, engine_all),
    ("index and rank", "by hand"): (same, polars_all),
    ("index and rank", "duckdb"): (to_arrow, duckdb_all),
    ("index and rank", "pandas"): (to_pandas, pandas_all),
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(*sys.argv[2:5])
    elif sys.argv[1:2] == ["--table"]:
        _table(int(sys.argv[3]), sys.argv[2]).write_ipc(sys.argv[4])
    else:
        main()
