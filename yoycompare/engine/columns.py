"""What a long table must be: columns that are there, of their types, without nulls in keys, NaN, infinities or repeats."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from yoycompare.errors import ComparisonError

__all__ = ["check_columns", "check_facts", "check_new", "check_nulls", "facts", "refuse"]

SHOWN_ROWS: Final = 3
FIRST_YEAR, LAST_YEAR = 1000, 9999


def check_columns(schema: pl.Schema, by: Sequence[str], year: str, value: str) -> None:
    """Refuse columns that are not there, are named twice, or are of types that cannot be keys, years or values."""
    for name in (*by, year, value):
        if name not in schema:
            found = ", ".join(schema) or "none"
            raise ComparisonError(f"column {name!r}", "it is missing", f"the frame has: {found}")
    named = [*by, year, value]
    for name in named:
        if named.count(name) > 1:
            raise ComparisonError(
                f"column {name!r}", "it is named twice", "keys, year and value are different columns"
            )
    for name in by:
        if schema[name].is_float() or schema[name].is_nested():
            raise ComparisonError(
                f"column {name!r}", f"it holds {schema[name]}, which is no key", "use text or whole numbers"
            )
    if not schema[year].is_integer():
        raise ComparisonError(
            f"column {year!r}",
            f"it holds {schema[year]}, not whole numbers",
            "convert it, such as .dt.year()",
        )
    if not schema[value].is_numeric():
        raise ComparisonError(f"column {value!r}", f"it holds {schema[value]}, not numbers", "convert it")


def check_new(schema: pl.Schema, names: Sequence[str]) -> None:
    """Refuse a frame that has the columns already that are to be added."""
    for name in names:
        if name in schema:
            raise ComparisonError(f"column {name!r}", "the frame has it already", "rename or drop it")


def check_nulls(frame: pl.DataFrame, names: Sequence[str]) -> None:
    """Refuse nulls in keys and years."""
    for name in names:
        if frame[name].null_count():
            refuse(frame, name, pl.col(name).is_null(), "null in a key", "fill or drop them")


def facts(year: str, value: str) -> Mapping[str, pl.Expr]:
    """What `check_facts` asks of all rows, so that one pass over them answers it."""
    total = pl.col(value).cast(pl.Float64).sum()  # not finite if one term is not
    return {"first": pl.col(year).min(), "last": pl.col(year).max(), "total": total}


def check_facts(frame: pl.DataFrame, year: str, value: str, found: Mapping[str, Any]) -> None:
    """Refuse years that are none, NaN and infinities, once a pass over all rows has shown that there are some."""
    first, last = found["first"], found["last"]
    if first is not None and (first < FIRST_YEAR or last > LAST_YEAR):
        wrong = ~pl.col(year).is_between(FIRST_YEAR, LAST_YEAR)
        refuse(frame, year, wrong, "not a year", "use years of four digits")
    if not math.isfinite(found["total"] or 0.0):
        wrong = ~pl.col(value).cast(pl.Float64).is_finite()
        refuse(frame, value, wrong, "not a finite number", "use null where there is none")


def refuse(frame: pl.DataFrame, column: str, wrong: pl.Expr, problem: str, advice: str) -> None:
    """Raise, naming the column, how many rows are wrong, and the first of them."""
    rows = frame.lazy().with_row_index("row").filter(wrong.fill_null(value=False)).collect()
    shown = "; ".join(
        f"row {row.pop('row')}: " + ", ".join(f"{name} {value}" for name, value in row.items())
        for row in rows.head(SHOWN_ROWS).iter_rows(named=True)
    )
    count = "1 row" if rows.height == 1 else f"{rows.height} rows"
    raise ComparisonError(f"column {column!r}", f"{count}: {problem} ({shown})", advice)
