"""Sentences that tell a whole account: what came in and what became of it, as parts of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from yoycompare.reports.report import Axis, Breakdown, Part, Quantity
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Account
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["accounts_to_breakdowns"]

Stated = Mapping[str, Quantity]


def accounts_to_breakdowns(quantities: Sequence[Quantity], vocabulary: Vocabulary) -> list[Breakdown]:
    """For each account: the outflows that sum to their total, and the total that with the closing stock is the caseload."""
    stated: dict[str, Quantity] = {}
    for quantity in quantities:
        if quantity.metric is not None and quantity.applicant == TOTAL and quantity.value is not None:
            stated.setdefault(quantity.metric, quantity)
    return [
        breakdown
        for account in vocabulary.accounts.values()
        for breakdown in _of_account(account, stated, vocabulary)
    ]


def _of_account(account: Account, stated: Stated, vocabulary: Vocabulary) -> Iterator[Breakdown]:
    found = [part for metric in account.outflows for part in _stated_as(metric, stated, vocabulary)]
    names = [metric for metric in found if metric is not None] if None not in found else []
    leaves = {leaf for metric in account.outflows for leaf in _leaves(metric, vocabulary)}
    totals = [
        split.whole
        for split in vocabulary.splits
        if split.whole in stated
        and {leaf for part in split.parts for leaf in _leaves(part, vocabulary)} == leaves
    ]
    if totals and len(names) > 1:
        yield _breakdown(totals[0], stated[totals[0]], names, stated)
    names = totals[:1] or names
    if account.closing in stated and names:
        whole = [
            split.whole
            for split in vocabulary.splits
            if set(split.parts) == {account.opening, *account.inflows}
        ]
        caseload = stated.get(whole[0]) if whole else None
        opening = [metric for metric in (account.opening, *account.inflows) if metric in stated]
        names = [*names, account.closing]
        if caseload is not None:
            yield _breakdown(whole[0], caseload, names, stated)
        elif whole and len(opening) == 1 + len(account.inflows):
            values = [stated[metric].value or Decimal(0) for metric in opening if metric is not None]
            formula = " + ".join(metric for metric in opening if metric is not None)
            yield Breakdown(
                metric=whole[0],
                axis=Axis.OTHER,
                whole=sum(values, Decimal(0)),
                quantity=None,
                formula=formula,
                parts=tuple(Part(name=name, quantity=stated[name]) for name in names),
            )


def _breakdown(metric: str, whole: Quantity, names: Sequence[str], stated: Stated) -> Breakdown:
    return Breakdown(
        metric=metric,
        axis=Axis.OTHER,
        whole=whole.value or Decimal(0),
        quantity=whole,
        formula="",
        parts=tuple(Part(name=name, quantity=stated[name]) for name in names),
    )


def _stated_as(metric: str, stated: Stated, vocabulary: Vocabulary) -> list[str | None]:
    """The stated metrics that a metric is, or that it is the sum of; None where it is not stated."""
    if metric in stated:
        return [metric]
    for split in vocabulary.partitions(metric):
        if all(part in stated for part in split.parts):
            return list(split.parts)
    return [None]


def _leaves(metric: str, vocabulary: Vocabulary) -> set[str]:
    splits = vocabulary.partitions(metric)
    return {leaf for part in splits[0].parts for leaf in _leaves(part, vocabulary)} if splits else {metric}
