"""Vocabulary → identities: what must add up in a report, and between it and the report of the year before.

Nothing is listed by hand: rows follow from the kinds of applicants, columns from the partitions, flows and links
from the accounts, bounds from stocks and splits that are no partition. An identity is a sum of signed cells that
must come to 0; a bound is one that must not exceed it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise

from attrs import frozen

from yoycompare.reports.derivation import partition_equations
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Account, Kind, SplitType, Table
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = [
    "Family",
    "Identity",
    "Term",
    "form_to_identities",
    "sentences_to_identities",
    "table_to_cells",
]

Cell = tuple[str, str]  # metric, applicant


class Family(StrEnum):
    """What an identity says."""

    ROWS = "rows"  # the kinds of applicants add up to their total
    COLUMNS = "columns"  # parts add up to their whole
    FLOW = "flow"  # opening stock + inflows = outflows + closing stock
    DISPUTES = "disputes"  # results and pending cases add up to all cases
    CARRY_OVER = "carry_over"  # the opening stock is last year's closing stock
    STOCK = "stock"  # the closing stock is last year's, plus what was added, less what went
    BOUNDS = "bounds"  # what can be no more than something else


@frozen
class Term:
    """A signed cell of this report, or of the one `lag` years before."""

    sign: int
    metric: str
    applicant: str
    lag: int = 0


@frozen(kw_only=True)
class Identity:
    """Terms that come to 0, or to no more. `id` is stable: family, the metric it is named after, kind of applicant."""

    family: Family
    metric: str
    applicant: str
    axis: str = ""  # of a partition, where a whole divides in several ways; what a bound is of
    terms: tuple[Term, ...]

    @property
    def id(self) -> str:
        """rows/requests.received/total."""
        return "/".join(filter(None, (self.family, self.metric, self.applicant, self.axis)))

    @property
    def is_bound(self) -> bool:
        """Whether the left side may be less than the right one."""
        return self.family is Family.BOUNDS

    @property
    def formula(self) -> str:
        """The equation in ids of the vocabulary."""
        sides = ([term for term in self.terms if term.sign == sign] for sign in (1, -1))
        relation = " <= " if self.is_bound else " = "
        return relation.join(" + ".join(map(_written, side)) for side in sides)


def _written(term: Term) -> str:
    applicant = "" if term.applicant == TOTAL else f"[{term.applicant}]"
    return f"{term.metric}{applicant}{f'@-{term.lag}' if term.lag else ''}"


@functools.lru_cache(maxsize=64)
def form_to_identities(form: str, vocabulary: Vocabulary) -> tuple[Identity, ...]:
    """The identities of reports on a form, those that link it to the report of the year before among them."""
    cells = frozenset(cell for table in vocabulary.forms[form].tables for cell in table_to_cells(table))
    accounts = vocabulary.accounts.values()
    found = [
        *_equations(form, cells, vocabulary),
        *(item for account in accounts for item in _of_account(account, form, cells, vocabulary)),
        *_of_series(form, vocabulary),
        *_bounds_of_splits(form, cells, vocabulary),
        *_bounds_of_stocks(form, cells, vocabulary),
    ]
    return tuple(dict.fromkeys(found))


@functools.lru_cache(maxsize=64)
def sentences_to_identities(form: str, vocabulary: Vocabulary) -> tuple[Identity, ...]:
    """The identities of reports that have sentences only, on the categories of a form.

    Those of the form, and those between groups that have no cell of their own: what was closed is the sum of the five
    groups of outcomes.
    """
    found = list(form_to_identities(form, vocabulary))
    known = {frozenset(item.terms) for item in found}
    for equation in partition_equations(vocabulary, (form,)):
        named = {part for part, _ in equation.parts} == {equation.whole[0]}
        family = Family.ROWS if named else Family.COLUMNS
        axis = f"sentences.{len(equation.parts)}"
        identity = _identity(family, equation.whole, [equation.whole], equation.parts, axis=axis)
        if frozenset(identity.terms) not in known:
            found.append(identity)
    for account in vocabulary.accounts.values():
        if account.opening is not None and form in account.forms:
            coming = [(metric, TOTAL) for metric in (account.opening, *account.inflows)]
            going = [(metric, TOTAL) for metric in (*account.outflows, account.closing)]
            found.append(_identity(Family.FLOW, coming[0], coming, going, axis="sentences"))
    return tuple({item.id: item for item in found}.values())


def table_to_cells(table: Table) -> Iterator[Cell]:
    """The cells of a table."""
    applicants = [column.applicant for column in table.columns if column.applicant] or [TOTAL]
    metrics = [metric for row in table.rows for metric in row.metrics]
    metrics += [column.metric for column in table.columns if column.metric]
    return ((metric, applicant) for metric in metrics for applicant in applicants)


def _equations(form: str, cells: frozenset[Cell], vocabulary: Vocabulary) -> Iterator[Identity]:
    axes = {(split.whole, frozenset(split.parts)): split.axis for split in vocabulary.splits}
    with_axis = {
        split.whole
        for split in vocabulary.splits
        if form in split.forms and cells.issuperset((part, TOTAL) for part in (split.whole, *split.parts))
    }
    for equation in partition_equations(vocabulary, (form,)):
        if not cells.issuperset((equation.whole, *equation.parts)):
            continue
        metric, _ = equation.whole
        if {part for part, _ in equation.parts} == {metric}:
            family, axis = Family.ROWS, ""
        else:
            caseload = vocabulary.metrics[metric].kind is Kind.CASELOAD
            family = Family.DISPUTES if caseload else Family.COLUMNS
            axis = axes.get((metric, frozenset(part for part, _ in equation.parts)), "")
        if axis or family is Family.ROWS or metric not in with_axis:
            yield _identity(family, equation.whole, [equation.whole], equation.parts, axis=axis)


def _of_account(
    account: Account, form: str, cells: frozenset[Cell], vocabulary: Vocabulary
) -> Iterator[Identity]:
    """Flow and link of an account whose opening stock is printed; its continuation where it is not."""
    columns = [applicant for metric, applicant in cells if metric == account.closing]
    for column in sorted(columns, key=list(vocabulary.applicants).index):
        going = [*_printed(account.outflows, column, form, cells, vocabulary), (account.closing, column)]
        coming = [(metric, column) for metric in account.inflows]
        if account.opening is not None and (account.opening, column) in cells:
            opening = account.opening, column
            if form in account.forms and cells.issuperset([opening, *coming, *going]):
                yield _identity(Family.FLOW, opening, [opening, *coming], going)
            yield _identity(Family.CARRY_OVER, opening, [opening], (), [(account.closing, column)])
        elif account.opening is None and cells.issuperset([*coming, *going]):
            closing = account.closing, column
            yield _identity(Family.STOCK, closing, going, coming, [closing])


def _of_series(form: str, vocabulary: Vocabulary) -> Iterator[Identity]:
    """A row that prints a stock at the start of the year and its net change: last year's two make this year's stock."""
    for table in vocabulary.forms[form].tables:
        for row in table.rows:
            kinds = {vocabulary.metrics[metric].kind: metric for metric in row.metrics}
            start, change = kinds.get(Kind.STOCK_START), kinds.get(Kind.NET_CHANGE)
            if start is not None and change is not None:
                name = start, TOTAL
                yield _identity(Family.STOCK, name, [name], (), [name, (change, TOTAL)])


def _bounds_of_splits(form: str, cells: frozenset[Cell], vocabulary: Vocabulary) -> Iterator[Identity]:
    """Some of a whole are no more than it; parts that may count a thing twice are, together, no fewer."""
    for split in vocabulary.splits:
        whole, parts = (split.whole, TOTAL), [(part, TOTAL) for part in split.parts]
        if form not in split.forms or not cells.issuperset([whole, *parts]):
            continue
        if split.type is SplitType.OF_WHICH:
            yield _identity(Family.BOUNDS, whole, parts, [whole], axis=split.axis)
        elif split.type is SplitType.OVERLAPPING:
            yield _identity(Family.BOUNDS, whole, [whole], parts, axis=split.axis)


def _bounds_of_stocks(form: str, cells: frozenset[Cell], vocabulary: Vocabulary) -> Iterator[Identity]:
    """No more goes than was there; a stock grows by no more than was added, and holds what was added."""
    closings = {account.closing for account in vocabulary.accounts.values()}
    for account in vocabulary.accounts.values():
        closing, coming, going = (
            [(metric, TOTAL) for metric in metrics]
            for metrics in ([account.closing], account.inflows, account.outflows)
        )
        if account.opening is None and cells.issuperset([*closing, *coming, *going]):
            yield _identity(Family.BOUNDS, going[0], going, coming, closing)
    for table in vocabulary.forms[form].tables:
        for row in table.rows:
            for flow, stock in pairwise(row.metrics):
                kinds = vocabulary.metrics[flow].kind, vocabulary.metrics[stock].kind
                if kinds == (Kind.FLOW, Kind.STOCK_END) and stock not in closings:
                    added, held = (flow, TOTAL), (stock, TOTAL)
                    yield _identity(Family.BOUNDS, added, [added], [held])
                    yield _identity(Family.BOUNDS, held, [held], [added], [held])


def _printed(
    metrics: Iterable[str], column: str, form: str, cells: frozenset[Cell], vocabulary: Vocabulary
) -> list[Cell]:
    """The cells that outflows are printed in: a printed total of all, else their own or those of their parts."""
    leaves = {leaf for metric in metrics for leaf in _leaves(metric, column, form, cells, vocabulary)}
    for split in vocabulary.splits:
        parts = {leaf for part in split.parts for leaf in _leaves(part, column, form, cells, vocabulary)}
        if (split.whole, column) in cells and form in split.forms and parts == leaves:
            return [(split.whole, column)]
    return sorted(leaves)


def _leaves(
    metric: str, column: str, form: str, cells: frozenset[Cell], vocabulary: Vocabulary
) -> list[Cell]:
    if (metric, column) in cells:
        return [(metric, column)]
    for split in vocabulary.partitions(metric, form):
        return [leaf for part in split.parts for leaf in _leaves(part, column, form, cells, vocabulary)]
    return [(metric, column)]


def _identity(
    family: Family,
    name: Cell,
    plus: Iterable[Cell],
    minus: Iterable[Cell],
    before: Iterable[Cell] = (),
    *,
    axis: str = "",
) -> Identity:
    terms = (
        *(Term(1, *cell) for cell in plus),
        *(Term(-1, *cell) for cell in minus),
        *(Term(-1, *cell, lag=1) for cell in before),
    )
    return Identity(family=family, metric=name[0], applicant=name[1], axis=axis, terms=terms)
