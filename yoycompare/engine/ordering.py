"""Rows in order: series after series, years ascending, so that the year before stands right above."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import polars as pl

from yoycompare.engine.columns import check_facts, check_nulls, facts, refuse

__all__ = ["KEY", "YEAR_WIDTH", "in_order", "previous"]

KEY: Final = "__key"  # series and year in one whole number: comparing it costs a third of comparing columns
YEAR_WIDTH: Final = 2**14  # years have four digits: those of two series are at least 7,000 apart in the key
MOST_BITS: Final = 62
YEAR_BITS: Final = 14


def in_order(frame: pl.DataFrame, by: Sequence[str], year: str, value: str) -> pl.LazyFrame:
    """The rows in order, with `KEY`: the number of the series times `YEAR_WIDTH`, plus the year.

    Rows that are in order already are not sorted again.

    Raises
    ------
    ComparisonError
        A key is null, a year is none, a value is not finite, or a series has a year twice.
    """
    check_nulls(frame, [*by, year])
    keyed = _with_key(frame, by, year)
    rises = (pl.col(KEY).diff() > 0).all()
    one_pass = keyed.lazy().select(rises=rises, **facts(year, value))
    found = one_pass.collect(engine="streaming").row(0, named=True)
    check_facts(frame, year, value, found)
    if frame.height < 2 or found["rises"]:
        return keyed.lazy()
    ordered = keyed.sort(KEY)
    repeated = pl.col(KEY) == pl.col(KEY).shift(1)
    if ordered.lazy().select(repeated.any()).collect(engine="streaming").item():
        again = pl.struct(*by, year).is_duplicated()
        refuse(frame, ", ".join((*by, year)), again, "the same series and year", "keep one row each")
    return ordered.lazy()


def previous(column: str | pl.Expr, lag: int) -> pl.Expr:
    """What stands `lag` years before in rows that are in order; null where that year is not there."""
    value = pl.col(column) if isinstance(column, str) else column
    found = [
        pl.when(pl.col(KEY) == pl.col(KEY).shift(rows) + lag).then(value.shift(rows))
        for rows in range(1, lag + 1)  # so many rows above at most, fewer where years are missing
    ]
    return found[0] if lag == 1 else pl.coalesce(found)


def _with_key(frame: pl.DataFrame, by: Sequence[str], year: str) -> pl.DataFrame:
    texts = {name: pl.Enum(frame[name].unique().sort()) for name in by if frame.schema[name] == pl.String}
    types = [texts.get(name, frame.schema[name]) for name in by]
    codes = [_code(dtype, name) for dtype, name in zip(types, by, strict=True)]
    series = _packed(codes, [_bits(dtype) for dtype in types])
    if series is None:
        series = _packed_closely(frame, codes)
    key = series * YEAR_WIDTH + pl.col(year).cast(pl.Int64)
    return frame.lazy().with_columns(key.alias(KEY)).collect(engine="streaming")


def _code(dtype: pl.DataType, name: str) -> pl.Expr:
    """A whole number for each value of a key."""
    column = pl.col(name)
    if dtype.is_integer() or dtype == pl.Boolean:
        return column.cast(pl.Int64)
    if isinstance(dtype, pl.Enum):  # texts among them, in their order
        return column.cast(dtype).to_physical().cast(pl.Int64)
    return column.rank("dense").cast(pl.Int64)


def _bits(dtype: pl.DataType) -> int:
    """How many bits the values of a type take; too many to be put together where it is not known."""
    if dtype == pl.Boolean:
        return 1
    if isinstance(dtype, pl.Enum):
        return max(1, len(dtype.categories)).bit_length()
    sizes = {pl.Int8: 8, pl.UInt8: 8, pl.Int16: 16, pl.UInt16: 16, pl.Int32: 32, pl.UInt32: 32}
    return next((size for known, size in sizes.items() if dtype == known), MOST_BITS)


def _packed(codes: Sequence[pl.Expr], bits: Sequence[int]) -> pl.Expr | None:
    """The keys in one number, each in a field as wide as its type; None where there is no room."""
    if sum(bits) + YEAR_BITS > MOST_BITS:
        return None
    number = pl.lit(0, dtype=pl.Int64)
    for place, (code, width) in enumerate(zip(codes, bits, strict=True)):
        number = code if place == 0 else number * 2**width + code
    return number


def _packed_closely(frame: pl.DataFrame, codes: Sequence[pl.Expr]) -> pl.Expr:
    """The keys in one number, each in a field as wide as its values; the rank of the series where there is no room."""
    coded = frame.lazy().select(
        *(code.min().alias(f"low{place}") for place, code in enumerate(codes)),
        *(code.max().alias(f"high{place}") for place, code in enumerate(codes)),
    )
    bounds = coded.collect(engine="streaming").row(0, named=True)
    lows = [bounds[f"low{place}"] or 0 for place in range(len(codes))]
    spans = [(bounds[f"high{place}"] or 0) - low + 1 for place, low in enumerate(lows)]
    if math.prod(spans) >= 2 ** (MOST_BITS - YEAR_BITS):
        return pl.struct(codes).rank("dense").cast(pl.Int64)
    number = pl.lit(0, dtype=pl.Int64)
    for code, low, span in zip(codes, lows, spans, strict=True):
        number = number * span + (code - low)
    return number
