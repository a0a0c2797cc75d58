"""Rows of a comparison → what their change is, and their course as a sparkline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yoycompare.charts import sparkline

__all__ = ["course", "has_change"]


def has_change(row: Mapping[str, Any]) -> bool:
    """Whether a row has a change, a difference or one of percentage points."""
    return row["difference"] is not None or row["points"] is not None


def course(by_year: Mapping[int, Mapping[str, Any]], first: int, last: int, label: str) -> str:
    """The rows of one metric as SVG; no line where a year is missing or does not compare with the one before."""
    rows = [by_year.get(year) for year in range(first, last + 1)]
    values = [None if row is None else row["value"] for row in rows]
    joined = [row is not None and has_change(row) for row in rows]
    return sparkline(values, joined=joined, label=label)
