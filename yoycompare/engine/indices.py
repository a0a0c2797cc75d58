"""Each series as an index of a base year, alone or as a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from yoycompare.engine.columns import check_columns, check_new
from yoycompare.engine.laziness import Frame, apply
from yoycompare.engine.ordering import KEY, in_order
from yoycompare.errors import ComparisonError

__all__ = ["group_index", "index"]

SERIES: Final = "__series"
MEANS: Final = ("sum", "mean")


def index(
    frame: Frame, base: int, *, by: Sequence[str] | str, year: str = "year", value: str = "value"
) -> Frame:
    """Add `index`: each value in percent of its series' value in the base year, which is 100 there.

    Parameters are those of `change`. Null where the base year is missing or not above 0: nothing takes its place. The
    rows come back series after series, years ascending.

    Raises
    ------
    ComparisonError
        As `change`.

    Examples
    --------
    >>> table = pl.DataFrame({"town": ["A", "A", "B"], "year": [2019, 2020, 2020], "value": [50.0, 60.0, 7.0]})
    >>> index(table, 2019, by="town")["index"].to_list()
    [100.0, 120.0, None]
    """
    by = [by] if isinstance(by, str) else list(by)

    def run(table: pl.DataFrame) -> pl.DataFrame:
        number = pl.col(value).cast(pl.Float64)
        ordered = in_order(table, by, year, value)
        years = pl.col(year).cast(pl.Int64)
        lazy = ordered.with_columns((pl.col(KEY) - years).alias(SERIES))
        bases = lazy.filter(pl.col(year) == base).select(SERIES, __base=number)
        with_base = lazy.join(bases, on=SERIES, how="left", maintain_order="left")
        found = with_base.with_columns(
            index=pl.when(pl.col("__base") > 0).then(number / pl.col("__base") * 100)
        )
        return found.drop(KEY, SERIES, "__base").collect(engine="streaming")

    def check(schema: pl.Schema) -> None:
        check_columns(schema, by, year, value)
        check_new(schema, ["index", KEY, SERIES])

    return apply(frame, run, check, {"index": pl.Float64})


def group_index(
    frame: pl.DataFrame,
    base: int,
    *,
    by: Sequence[str] | str,
    group: Sequence[str] | str,
    how: str = "sum",
    year: str = "year",
    value: str = "value",
) -> pl.DataFrame:
    """The index of groups of series, over the members that have a value in every year of the group.

    Parameters
    ----------
    group
        Some of the columns of `by`: one group for each of their values.
    how
        `sum`: the members' values are added up, then set to 100 in the base year. `mean`: the mean of the members'
        indices, each of the same weight.

    Returns
    -------
    polars.DataFrame
        The columns of `group`, year, index, members (how many count), left_out (how many lack a year or a base).

    Raises
    ------
    ComparisonError
        As `change`; or `group` is not among `by`, or there is no such way.
    """
    by = [by] if isinstance(by, str) else list(by)
    group = [group] if isinstance(group, str) else list(group)
    for name in group:
        if name not in by:
            raise ComparisonError(f"group {name!r}", "it is no key", f"use some of: {', '.join(by)}")
    if how not in MEANS:
        raise ComparisonError(f"how {how!r}", "no such way", f"use {' or '.join(MEANS)}")
    indexed = index(frame, base, by=by, year=year, value=value)
    years = pl.col(year).n_unique().over(group) if group else pl.col(year).n_unique()
    is_whole = (pl.col("index").count().over(by) == years).alias("__whole")
    told = indexed.with_columns(is_whole)
    members = told.group_by(group or pl.lit(0).alias("__all"), maintain_order=True).agg(
        pl.struct(by).filter("__whole").n_unique().alias("members"),
        pl.struct(by).filter(~pl.col("__whole")).n_unique().alias("left_out"),
    )
    whole = told.filter("__whole")
    if how == "sum":
        sums = whole.group_by(*group, year, maintain_order=True).agg(pl.col(value).sum())
        rebased = index(sums, base, by=group, year=year, value=value)
        found = rebased.select(*group, year, "index")
    else:
        found = (
            whole.group_by(*group, year, maintain_order=True).agg(pl.col("index").mean()).sort(*group, year)
        )
    if not group:
        counts = members.row(0, named=True)
        return found.with_columns(members=pl.lit(counts["members"]), left_out=pl.lit(counts["left_out"]))
    return found.join(members, on=group, how="left", maintain_order="left")
