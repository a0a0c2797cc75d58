"""Headings broken over two rows of cells → one row: 商业 above 企业 is one heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from attrs import evolve

from yoycompare.reports.layouts.grid_row import GridRow

__all__ = ["join_broken_headings"]

FEWEST: Final = 2  # one pair may be a heading with a remark below it


def join_broken_headings(rows: Iterable[GridRow], headings: AbstractSet[str]) -> Iterator[GridRow]:
    """The rows, two that together are one row of known headings as one."""
    waiting: GridRow | None = None
    for row in rows:
        joined = None if waiting is None else _joined(waiting, row, headings)
        if joined is not None:
            yield joined
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = row
    if waiting is not None:
        yield waiting


def _joined(upper: GridRow, lower: GridRow, headings: AbstractSet[str]) -> GridRow | None:
    """The two rows as one; None if a cell of the lower one is no second half of a heading."""
    below = dict(lower.labels_by_position())
    whole: dict[str, str] = {}
    for position, label in upper.labels_by_position():
        rest = below.get(position, "")
        if not rest or (rest == label and lower.positions[position] is upper.positions[position]):
            continue
        if (
            label in headings
            or label + rest not in headings
            or whole.setdefault(label, label + rest) != label + rest
        ):
            return None
    if len(whole) < FEWEST:
        return None
    return evolve(upper, labels=[whole.get(label, label) for label in upper.labels])
