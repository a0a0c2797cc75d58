"""What the vocabulary says of a form, arranged for drawing: which cells are free, which follow, in what order."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import field, frozen

from yoycompare.briefs.official_form import form_to_value_cells
from yoycompare.briefs.sheets import Key
from yoycompare.reports.derivation import Equation, partition_equations
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Account
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["Link", "Plan", "form_to_plan"]


@frozen(kw_only=True)
class Link:
    """An account in one column: opening + inflows = outflows + closing.

    `opening` is None where the form prints no opening stock; `outflow_cells` are the cells that the outflows
    divide into.
    """

    account: str
    opening: Key | None
    inflows: tuple[Key, ...]
    outflow_cells: tuple[Key, ...]
    closing: Key
    is_free: bool  # no other column sums up to this one


@frozen(kw_only=True)
class Plan:
    """A form: its cells, the sums in an order in which each follows from what stands before, the accounts."""

    form: str
    cells: tuple[Key, ...]
    free: tuple[Key, ...] = field(repr=False)
    equations: tuple[Equation, ...] = field(repr=False)  # all between cells
    sums: tuple[Equation, ...] = field(repr=False)  # one for each cell that follows
    links: tuple[Link, ...] = field(repr=False)

    def with_sums(self, figures: Mapping[Key, int]) -> dict[Key, int]:
        """The figures with all sums anew."""
        summed = dict(figures)
        for equation in self.sums:
            summed[equation.whole] = sum(summed[part] for part in equation.parts)
        return summed


@functools.lru_cache(maxsize=16)
def form_to_plan(form: str, vocabulary: Vocabulary) -> Plan:
    """The plan of a form."""
    cells = form_to_value_cells(vocabulary.forms[form])
    equations = partition_equations(vocabulary, (form,))
    sums = tuple(_in_order(equations, cells))
    wholes = {equation.whole for equation in sums}
    columns: dict[Key, Equation] = {}
    for equation in equations:
        if not _is_of_a_row(equation):
            columns.setdefault(equation.whole, equation)
    accounts = [account for account in vocabulary.accounts.values() if form in account.forms]
    return Plan(
        form=form,
        cells=tuple(cells),
        free=tuple(key for key in cells if key not in wholes),
        equations=tuple(
            equation for equation in equations if cells.keys() >= {equation.whole, *equation.parts}
        ),
        sums=sums,
        links=tuple(
            link
            for account in accounts
            for link in _account_to_links(account, wholes, columns, cells, vocabulary)
        ),
    )


def _in_order(equations: Iterable[Equation], cells: Mapping[Key, object]) -> Iterator[Equation]:
    """One equation for each whole that follows from cells, after those of its parts.

    A total follows from the kinds of applicants where both it and its column could be summed: each column
    then adds up as well.
    """
    chosen: dict[Key, Equation] = {}
    for equation in sorted(equations, key=lambda equation: not _is_of_a_row(equation)):
        chosen.setdefault(equation.whole, equation)
    done: set[Key] = set()

    def follow(key: Key) -> Iterator[Equation]:
        if key in chosen and key not in done:
            done.add(key)
            for part in chosen[key].parts:
                yield from follow(part)
            if all(part in cells or part in done for part in chosen[key].parts):
                yield chosen[key]
            else:
                done.discard(key)

    for key in chosen:
        yield from follow(key)


def _is_of_a_row(equation: Equation) -> bool:
    """Whether the kinds of applicants add up to their total."""
    return equation.parts[0][0] == equation.whole[0]


def _account_to_links(
    account: Account,
    wholes: Collection[Key],
    columns: Mapping[Key, Equation],
    cells: Mapping[Key, object],
    vocabulary: Vocabulary,
) -> Iterator[Link]:
    targets = list(vocabulary.applicants) if account.applicants == "each" else [TOTAL]
    for target in targets:
        closing = account.closing, target
        if closing in cells:
            outflows = ((metric, target) for metric in account.outflows)
            yield Link(
                account=account.id,
                opening=(account.opening, target) if account.opening is not None else None,
                inflows=tuple((metric, target) for metric in account.inflows),
                outflow_cells=tuple(leaf for key in outflows for leaf in _leaves(key, columns)),
                closing=closing,
                is_free=closing not in wholes,
            )


def _leaves(key: Key, columns: Mapping[Key, Equation]) -> Iterator[Key]:
    """The cells of a column that a whole divides into."""
    if key not in columns:
        yield key
        return
    for part in columns[key].parts:
        yield from _leaves(part, columns)
