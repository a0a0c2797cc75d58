"""The engine on long tables: against a slow and obvious implementation, by laws, and on bad input."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare import engine
from yoycompare.errors import ComparisonError

YEARS = range(2015, 2024)
numbers = st.one_of(st.none(), st.integers(0, 30).map(float), st.floats(-50, 50, allow_nan=False))
Key = tuple[str, int, int]


@st.composite
def tables(draw: st.DrawFn, values: st.SearchStrategy[float | None] = numbers) -> pl.DataFrame:
    """Some towns and metrics over some years, in any order, with gaps and nulls."""
    keys = st.tuples(st.sampled_from("AB"), st.integers(-2, 2), st.sampled_from(YEARS))
    cells = draw(st.dictionaries(keys, values, max_size=40))
    rows = draw(st.permutations(list(cells.items())))
    schema = {"town": pl.String, "metric": pl.Int16, "year": pl.Int32, "value": pl.Float64}
    return pl.DataFrame([(*key, value) for key, value in rows], schema=schema, orient="row")


def cells_of(table: pl.DataFrame, column: str = "value") -> dict[Key, Any]:
    return {
        (town, metric, year): value
        for town, metric, year, value in table.select("town", "metric", "year", column).iter_rows()
    }


def obvious(table: pl.DataFrame, lag: int) -> dict[Key, tuple[float | None, float | None, float | None]]:
    """Look each year up."""
    cells = cells_of(table)
    found = {}
    for (town, metric, year), value in cells.items():
        previous = cells.get((town, metric, year - lag))
        difference = None if value is None or previous is None else value - previous
        percent = (
            difference / previous * 100
            if difference is not None and previous is not None and previous > 0
            else None
        )
        found[town, metric, year] = previous, difference, percent
    return found


@given(tables(), st.integers(1, 4))
def test_change_is_that_of_the_obvious_way(table: pl.DataFrame, lag: int) -> None:
    """Eager, lazy and as an expression: a gap gives null, never the last available year."""
    expected = obvious(table, lag)
    for changed in (
        engine.change(table, by=["town", "metric"], lag=lag),
        table.lazy().yoy.change(by=["town", "metric"], lag=lag).collect(),  # type: ignore[attr-defined]
        table.with_columns(
            previous=pl.col("value").yoy.previous("town", "metric", lag=lag),  # type: ignore[attr-defined]
            difference=pl.col("value").yoy.difference("town", "metric", lag=lag),  # type: ignore[attr-defined]
            percent=pl.col("value").yoy.percent("town", "metric", lag=lag),  # type: ignore[attr-defined]
        ),
    ):
        found = {
            (town, metric, year): tuple(row)
            for town, metric, year, _, *row in changed.select(
                "town", "metric", "year", "value", "previous", "difference", "percent"
            ).iter_rows()
        }
        assert expected == found


@given(tables(), st.randoms())
def test_the_order_of_rows_does_not_matter(table: pl.DataFrame, random: Any) -> None:
    """Rows come back series after series, years ascending."""
    places = list(range(table.height))
    random.shuffle(places)
    by = ["town", "metric"]
    changed = engine.change(table, by=by)

    assert changed.equals(engine.change(table[places], by=by))
    assert changed.select(*by, "year").equals(table.select(*by, "year").sort(*by, "year"))


@given(tables(st.integers(1, 30).map(float)))
def test_reversal(table: pl.DataFrame) -> None:
    """With the years mirrored every difference changes its sign, and 1 + percent becomes its inverse."""
    forth = engine.change(table, by=["town", "metric"]).drop_nulls("percent")
    mirrored = table.with_columns(year=4038 - pl.col("year"))
    back = cells_of(engine.change(mirrored, by=["town", "metric"]), "percent")
    for town, metric, year, percent in forth.select("town", "metric", "year", "percent").iter_rows():
        inverse = back[town, metric, 4038 - year + 1]
        assert math.isclose((1 + percent / 100) * (1 + inverse / 100), 1, rel_tol=1e-9)


@given(tables(st.integers(0, 1000).map(float)), st.sampled_from([0.0001, 0.5, 10_000.0]))
def test_the_unit_does_not_matter(table: pl.DataFrame, factor: float) -> None:
    """Percent, index and rank are the same in yuan and in ten thousand yuan."""
    scaled = table.with_columns(value=pl.col("value") * factor)
    for run, column in (
        (lambda frame: engine.change(frame, by=["town", "metric"]), "percent"),
        (lambda frame: engine.index(frame, 2019, by=["town", "metric"]), "index"),
        (lambda frame: engine.rank(frame, by=["town", "metric"], within="metric"), "rank"),
    ):
        one, other = run(table)[column].to_list(), run(scaled)[column].to_list()
        assert [value is None for value in one] == [value is None for value in other]
        assert all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(one, other, strict=True) if a is not None)


@given(tables(), st.sampled_from(YEARS))
def test_the_base_is_100(table: pl.DataFrame, base: int) -> None:
    """Where it is above 0; without it nothing has an index. Rebasing an index gives that of the new base."""
    indexed = engine.index(table, base, by=["town", "metric"])
    cells = cells_of(table)
    for (town, metric, year), value in cells_of(indexed, "index").items():
        at_base = cells.get((town, metric, base))
        own = cells[town, metric, year]
        if at_base is None or at_base <= 0 or own is None:
            assert value is None
        else:
            assert math.isclose(value, own / at_base * 100, rel_tol=1e-12)
            assert year != base or value == 100


def test_ranks_with_ties() -> None:
    """Three rules for two that are equal; the change is of exactly the year before."""
    table = pl.DataFrame(
        {
            "town": list("ABCD") * 2,
            "year": [2022] * 4 + [2023] * 4,
            "value": [9.0, 7.0, 7.0, 1.0, 2.0, 9.0, 5.0, None],
        }
    )
    found = {
        ties: engine.rank(table, by="town", ties=ties).filter(year=2022)["rank"].to_list()
        for ties in engine.TIES
    }
    after = engine.rank(table, by="town").filter(year=2023)

    assert {"competition": [1, 2, 2, 4], "dense": [1, 2, 2, 3], "fractional": [1, 2.5, 2.5, 4]} == found
    assert [(3.0, -2.0, 3), (1.0, 1.0, 3), (2.0, 0.0, 3), (None, None, 3)] == after.select(
        "rank", "rank_change", "ranked"
    ).rows()


def test_pair_of_any_years() -> None:
    """Growth a year is compound; a series that has one of the years only is kept, without a change."""
    table = pl.DataFrame(
        {"town": ["A", "A", "B", "C"], "year": [2019, 2023, 2023, 2019], "value": [100.0, 146.41, 5.0, 7.0]}
    )
    rows = {row["town"]: row for row in engine.pair(table, 2019, 2023, by="town").to_dicts()}

    assert math.isclose(rows["A"]["per_year"], 10.0)
    assert (None, 5.0, None) == (rows["B"]["earlier"], rows["B"]["later"], rows["B"]["percent"])
    assert (7.0, None, None) == (rows["C"]["earlier"], rows["C"]["later"], rows["C"]["per_year"])


def test_index_of_groups() -> None:
    """As a sum 30 of 20 is 150; as a mean of 200 and 100 as well; a town that lacks a year is left out."""
    table = pl.DataFrame(
        {
            "region": ["N"] * 5,
            "town": ["A", "A", "B", "B", "C"],
            "year": [2019, 2020, 2019, 2020, 2020],
            "value": [10.0, 20.0, 10.0, 10.0, 99.0],
        }
    )
    for how, expected in (("sum", 150.0), ("mean", 150.0)):
        row = engine.group_index(table, 2019, by=["region", "town"], group="region", how=how).row(
            -1, named=True
        )
        assert (2020, expected, 2, 1) == (row["year"], row["index"], row["members"], row["left_out"])


TABLE = pl.DataFrame({"town": ["A", "A", "B"], "year": [2019, 2020, 2020], "value": [1.0, 2.0, 3.0]})


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (TABLE.drop("value"), "column 'value': it is missing; the frame has: town, year"),
        (
            TABLE.with_columns(year=pl.lit("2020")),
            "column 'year': it holds String, not whole numbers; convert it, such as .dt.year()",
        ),
        (TABLE.with_columns(value=pl.lit("2")), "column 'value': it holds String, not numbers; convert it"),
        (
            TABLE.with_columns(town=pl.lit(0.5)),
            "column 'town': it holds Float64, which is no key; use text or whole numbers",
        ),
        (
            pl.concat([TABLE, TABLE.head(1)]),
            "column 'town, year': 2 rows: the same series and year (row 0: town A, year 2019, value 1.0; "
            "row 3: town A, year 2019, value 1.0); keep one row each",
        ),
        (
            TABLE.with_columns(year=pl.Series([19, 2020, 2020])),
            "column 'year': 1 row: not a year (row 0: town A, year 19, value 1.0); use years of four digits",
        ),
        (
            TABLE.with_columns(value=pl.Series([1.0, math.nan, math.inf])),
            "column 'value': 2 rows: not a finite number (row 1: town A, year 2020, value nan; row 2: town B, year 2020, "
            "value inf); use null where there is none",
        ),
        (
            TABLE.with_columns(town=pl.Series([None, "A", "B"])),
            "column 'town': 1 row: null in a key (row 0: town None, year 2019, value 1.0); fill or drop them",
        ),
        (TABLE.with_columns(previous=1), "column 'previous': the frame has it already; rename or drop it"),
    ],
)
def test_bad_tables(table: pl.DataFrame, expected: str) -> None:
    """The message names the column, how many rows, and the first of them; lazily when the frame is collected."""
    with pytest.raises(ComparisonError) as caught:
        engine.change(table, by="town")
    assert expected == str(caught.value)
    with pytest.raises((ComparisonError, pl.exceptions.ComputeError)) as later:
        engine.change(table.lazy(), by="town").collect()
    assert expected in str(later.value)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (lambda: engine.change(TABLE, by="town", lag=0), "lag 0: no such lag; use 1 to 100"),
        (
            lambda: engine.pair(TABLE, 2020, 2019, by="town"),
            "2020, 2019: the years do not ascend; name the earlier one first",
        ),
        (
            lambda: engine.rank(TABLE, by="town", ties="x"),
            "ties 'x': no such rule; use one of: competition, dense, fractional",
        ),
        (
            lambda: engine.rank(TABLE, by="town", within="year"),
            "within 'year': it is no key; use some of: town",
        ),
        (
            lambda: engine.group_index(TABLE, 2019, by="town", group="x"),
            "group 'x': it is no key; use some of: town",
        ),
        (
            lambda: engine.group_index(TABLE, 2019, by="town", group=[], how="x"),
            "how 'x': no such way; use sum or mean",
        ),
    ],
)
def test_bad_arguments(run: Any, expected: str) -> None:
    """One line says what there is."""
    with pytest.raises(ComparisonError) as caught:
        run()
    assert expected == str(caught.value)


@pytest.mark.parametrize(
    "dtype",
    [pl.Int64, pl.UInt64, pl.Int8, pl.Enum(["7", "8"]), pl.Categorical, pl.String, pl.Boolean, pl.Date],
)
def test_keys_of_all_types(dtype: Any) -> None:
    """Whole numbers of any size, texts, categories, truth values and days tell series apart."""
    by_type = {pl.Boolean: [False, True], pl.Date: [None, None]}
    keys = (
        pl.Series("town", [7, 8]).cast(pl.String)
        if dtype not in by_type and not dtype.is_integer()
        else pl.Series("town", [7, 8])
    )
    if dtype == pl.Boolean:
        keys = pl.Series("town", [False, True])
    elif dtype == pl.Date:
        keys = pl.date_range(pl.date(2020, 1, 1), pl.date(2020, 1, 2), eager=True).alias("town")
    keys = keys.cast(dtype)
    table = pl.concat(
        [
            pl.DataFrame({"town": keys, "year": year, "value": [1.0 * year, 2.0 * year]})
            for year in (2021, 2020)
        ]
    )

    assert [None, 1.0, None, 2.0] == engine.change(table, by="town")["difference"].to_list()


def test_keys_too_large_to_be_put_together() -> None:
    """Two columns of numbers up to 2^62: series are told apart all the same."""
    table = pl.DataFrame(
        {
            "one": [2**62, 2**62, -(2**62)],
            "two": [2**61, 2**61, 5],
            "year": [2020, 2021, 2021],
            "value": [1.0, 4.0, 9.0],
        }
    )

    assert [None, None, 3.0] == engine.change(table, by=["one", "two"])["difference"].to_list()


def test_no_rows() -> None:
    """An empty table stays one, with the new columns."""
    assert (0, 6) == engine.change(TABLE.clear(), by="town").shape
    assert 0 == engine.index(TABLE.clear(), 2019, by="town").height
