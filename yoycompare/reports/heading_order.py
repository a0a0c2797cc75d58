"""Headings without positions: do they stand in the order of the form, and are they those of the form?

Where positions are lost only order says which value belongs to which heading. A text gives headings row by
row, as the table prints them, or column by column, or all groups before the headings that stand on values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from typing import Final

from yoycompare.reports.near_labels import is_near
from yoycompare.reports.report import Match
from yoycompare.vocabulary.definitions import Table
from yoycompare.vocabulary.labels import heading_without_unit, normal_label

__all__ = ["are_in_order", "count_innermost", "heading_to_match"]

SHORTEST_CUT: Final = 2


def are_in_order(printed: Sequence[str], table: Table) -> bool:
    """Whether headings, in normal form, follow the order of a table; some may be missing, cut short or misprinted.

    Examples
    --------
    >>> from yoycompare.vocabulary import default_vocabulary
    >>> table = default_vocabulary().forms["gid-2021"].tables[-1]
    >>> are_in_order(["行政复议", "行政诉讼", "结果维持", "结果纠正"], table), are_in_order(["行政诉讼", "行政复议"], table)
    (True, False)
    """
    paths = [tuple(map(normal_label, column.path)) for column in table.columns]
    official = {
        normal_label(alias[-1]): path[-1]
        for path, column in zip(paths, table.columns, strict=True)
        for alias in column.aliases
    }
    labels = [official.get(label, label) for label in printed]
    return any(_is_subsequence(labels, order(paths)) for order in (_by_row, _by_column, _innermost_last))


def count_innermost(printed: Iterable[str], table: Table) -> int:
    """How many of the headings stand right above values."""
    innermost = {
        normal_label(path[-1]) for column in table.columns for path in (column.path, *column.aliases)
    }
    return sum(label in innermost for label in printed)


def _by_row(paths: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for depth in range(max(map(len, paths), default=0)):
        prefixes = (path[: depth + 1] for path in paths if len(path) > depth)
        yield from (prefix[-1] for prefix, _ in groupby(prefixes))


def _by_column(paths: Sequence[tuple[str, ...]]) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for path in paths:
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(path, above, strict=False))
        yield from path[len(list(shared)) :]
        above = path


def _innermost_last(paths: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield from _by_row([path[:-1] for path in paths])
    yield from (path[-1] for path in paths)


def heading_to_match(printed: str, official: str) -> Match | None:
    """How a heading in normal form matches the official one at its place; None if it is another one.

    A heading that was cut short is only known by its place, since its neighbours may be cut to the same.

    Examples
    --------
    >>> heading_to_match("本年新", "本年新制作数量"), heading_to_match("上年公开数量", "本年新公开数量")
    (<Match.ORDER: 'order'>, None)
    """
    whole = heading_without_unit(official)
    if len(printed) >= SHORTEST_CUT and (whole.startswith(printed) or whole.endswith(printed)):
        return Match.ORDER
    return Match.NEAR if is_near(printed, whole) else None


def _is_subsequence(printed: Sequence[str], order: Iterable[str]) -> bool:
    known = list(order)
    rest = iter(known)
    return all(
        label in rest if label in known else any(heading_to_match(label, heading) for heading in rest)
        for label in printed
    )
