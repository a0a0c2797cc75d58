"""The change from so many years before, and between two years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from yoycompare.engine.columns import check_columns, check_new
from yoycompare.engine.laziness import Frame, apply
from yoycompare.engine.ordering import KEY, in_order, previous
from yoycompare.errors import ComparisonError

__all__ = ["change", "pair", "percent_of"]

ADDED: Final = {"previous": pl.Float64, "difference": pl.Float64, "percent": pl.Float64}
LONGEST_LAG: Final = 100


def change(
    frame: Frame, *, by: Sequence[str] | str, year: str = "year", value: str = "value", lag: int = 1
) -> Frame:
    """Add what stands exactly `lag` years before, the difference and the percent.

    Parameters
    ----------
    frame
        A long table, one row a series and year; eager or lazy, and so is what comes back.
    by
        The columns that tell series apart: text, whole numbers, Enum or Categorical.
    year, value
        The column of years (whole numbers) and that of values (numbers; null is a missing one).
    lag
        How many years before, 1 to 100.

    Returns
    -------
    polars.DataFrame | polars.LazyFrame
        The rows, series after series and years ascending, with previous, difference (value - previous) and percent
        (100 · difference / previous). A gap gives null, never the last available year; percent is null where the
        previous value is not above 0.

    Raises
    ------
    ComparisonError
        A column is missing or of a wrong type, a key is null, a year is none, a series has a year twice, or a value is
        NaN or infinite: the message names the column, the number of rows and the first of them. Of a lazy frame, what
        is wrong with rows is told when it is collected.

    Examples
    --------
    >>> table = pl.DataFrame({"town": "A", "year": [2019, 2020, 2022], "value": [50.0, 60.0, 90.0]})
    >>> change(table, by="town")["percent"].to_list()
    [None, 20.0, None]
    >>> change(table.lazy(), by="town", lag=2).collect()["previous"].to_list()
    [None, None, 60.0]
    """
    by = [by] if isinstance(by, str) else list(by)
    if not 1 <= lag <= LONGEST_LAG:
        raise ComparisonError(f"lag {lag}", "no such lag", f"use 1 to {LONGEST_LAG}")

    def run(table: pl.DataFrame) -> pl.DataFrame:
        number = pl.col(value).cast(pl.Float64)
        difference = number - pl.col("previous")
        ordered = in_order(table, by, year, value)
        added = ordered.with_columns(previous(number, lag).alias("previous")).with_columns(
            difference=difference, percent=percent_of(difference, pl.col("previous"))
        )
        return added.drop(KEY).collect(engine="streaming")

    return apply(frame, run, lambda schema: _check(schema, by, year, value), ADDED)


def _check(schema: pl.Schema, by: Sequence[str], year: str, value: str) -> None:
    check_columns(schema, by, year, value)
    check_new(schema, [*ADDED, KEY])


def percent_of(difference: pl.Expr, base: pl.Expr) -> pl.Expr:
    """A difference in percent of a base; null where the base is not above 0."""
    return pl.when(base > 0).then(difference / base * 100)


def pair(
    frame: pl.DataFrame,
    earlier: int,
    later: int,
    *,
    by: Sequence[str] | str,
    year: str = "year",
    value: str = "value",
) -> pl.DataFrame:
    """Any two years side by side, one row a series that has either.

    Returns
    -------
    polars.DataFrame
        The columns of `by`; earlier, later (values), difference, percent, and `per_year`: the compound growth a year in
        percent, 100 · ((later / earlier)^(1 / years) - 1), null where a value is missing or not above 0.

    Raises
    ------
    ComparisonError
        As `change`; or the years do not ascend.

    Examples
    --------
    >>> table = pl.DataFrame({"town": "A", "year": [2019, 2021], "value": [100.0, 121.0]})
    >>> row = pair(table, 2019, 2021, by="town").row(0, named=True)
    >>> row["percent"], round(row["per_year"], 6)
    (21.0, 10.0)
    """
    by = [by] if isinstance(by, str) else list(by)
    if earlier >= later:
        raise ComparisonError(f"{earlier}, {later}", "the years do not ascend", "name the earlier one first")
    check_columns(frame.schema, by, year, value)
    check_new(pl.Schema({name: frame.schema[name] for name in by}), ["earlier", "later"])
    in_order(frame, by, year, value)  # refuses what is wrong with rows
    sides = [
        frame.filter(pl.col(year) == of).select(*by, pl.col(value).cast(pl.Float64).alias(name))
        for name, of in (("earlier", earlier), ("later", later))
    ]
    both = sides[0].join(sides[1], on=by, how="full", coalesce=True, maintain_order="left_right")
    first, last = pl.col("earlier"), pl.col("later")
    growth = ((last / first).pow(1 / (later - earlier)) - 1) * 100
    return both.with_columns(difference=last - first, percent=percent_of(last - first, first)).with_columns(
        per_year=pl.when((first > 0) & (last > 0)).then(growth)
    )
