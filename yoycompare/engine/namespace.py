"""`frame.yoy` and `pl.col(...).yoy`: the engine on any polars frame, lazy frame or expression."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from yoycompare.engine.changes import change, pair, percent_of
from yoycompare.engine.indices import group_index, index
from yoycompare.engine.ranks import rank

__all__ = ["FrameNamespace", "SeriesNamespace"]


@pl.api.register_lazyframe_namespace("yoy")
@pl.api.register_dataframe_namespace("yoy")
class FrameNamespace:
    """Functions of `yoycompare.engine` as methods of a frame; each has the parameters of the function of its name."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def change(self, **options: Any) -> Any:
        """As `yoycompare.engine.change`."""
        return change(self._frame, **options)

    def index(self, base: int, **options: Any) -> Any:
        """As `yoycompare.engine.index`."""
        return index(self._frame, base, **options)

    def rank(self, **options: Any) -> Any:
        """As `yoycompare.engine.rank`."""
        return rank(self._frame, **options)

    def pair(self, earlier: int, later: int, **options: Any) -> Any:
        """As `yoycompare.engine.pair`; an eager frame only."""
        return pair(self._frame, earlier, later, **options)

    def group_index(self, base: int, **options: Any) -> Any:
        """As `yoycompare.engine.group_index`; an eager frame only."""
        return group_index(self._frame, base, **options)


@pl.api.register_expr_namespace("yoy")
class SeriesNamespace:
    """The year before as an expression, in rows of any order. It cannot see a year that stands there twice."""

    def __init__(self, expression: pl.Expr) -> None:
        self._value = expression

    def previous(self, *by: str, year: str = "year", lag: int = 1) -> pl.Expr:
        """What stands exactly `lag` years before in the same series; null in a gap.

        Examples
        --------
        >>> table = pl.DataFrame({"town": "A", "year": [2022, 2019, 2020], "value": [9.0, 5.0, 6.0]})
        >>> table.select(pl.col("value").yoy.previous("town"))["value"].to_list()
        [None, None, 5.0]
        """
        keys: Sequence[str] = by
        found = []
        for rows in range(1, lag + 1):
            above = pl.col(year).shift(rows).over(keys, order_by=year)
            value = self._value.shift(rows).over(keys, order_by=year)
            found.append(pl.when(pl.col(year) == above + lag).then(value))
        return pl.coalesce(found)

    def difference(self, *by: str, year: str = "year", lag: int = 1) -> pl.Expr:
        """The value less that of `lag` years before."""
        return self._value - self.previous(*by, year=year, lag=lag)

    def percent(self, *by: str, year: str = "year", lag: int = 1) -> pl.Expr:
        """The change from `lag` years before in percent; null where that value is not above 0."""
        before = self.previous(*by, year=year, lag=lag)
        return percent_of(self._value - before, before)
