"""Headings that stand on lines: do they stand in the order of the form?

Without positions only order says which value belongs to which heading. A text gives headings row by row,
as the table prints them, or column by column, or all groups before the headings that stand on values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from yoycompare.vocabulary.definitions import Table
from yoycompare.vocabulary.labels import normal_label

__all__ = ["are_in_order", "count_innermost"]


def are_in_order(printed: Sequence[str], table: Table) -> bool:
    """Whether headings, in normal form, follow the order of a table; some of them may be missing.

    Examples
    --------
    >>> from yoycompare.vocabulary import default_vocabulary
    >>> table = default_vocabulary().forms["gid-2021"].tables[-1]
    >>> are_in_order(["行政复议", "行政诉讼", "结果维持", "结果纠正"], table), are_in_order(["行政诉讼", "行政复议"], table)
    (True, False)
    """
    paths = [tuple(map(normal_label, column.path)) for column in table.columns]
    return any(_is_subsequence(printed, order(paths)) for order in (_by_row, _by_column, _innermost_last))


def count_innermost(printed: Iterable[str], table: Table) -> int:
    """How many of the headings stand right above values."""
    innermost = {normal_label(column.path[-1]) for column in table.columns}
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


def _is_subsequence(printed: Sequence[str], order: Iterable[str]) -> bool:
    rest = iter(order)
    return all(label in rest for label in printed)
