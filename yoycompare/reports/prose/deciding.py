"""Words that can mean several metrics: the arithmetic of the report decides.

受理N件 may or may not contain what was carried in. The other figures of the report (tables first, then other
sentences) are put into the partitions of the vocabulary; the reading that fits them is taken, and its equation
is kept. Where no figure speaks for or against, the wording's own metric stands and the others stay beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from yoycompare.reports.derivation import derive, partition_equations
from yoycompare.reports.prose.statements import quantities_to_observations
from yoycompare.reports.report import Observation, Quantity
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["decide"]

Known = Mapping[str, Observation]
METRIC: Final = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")


@frozen
class Balance:
    """Two lists of metrics that have the same sum."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    def holds(self, values: Mapping[str, Decimal]) -> bool:
        """Whether both sides come to the same."""
        return sum(values[metric] for metric in self.left) == sum(values[metric] for metric in self.right)

    def written(self, values: Mapping[str, Decimal]) -> str:
        """The equation with its numbers."""
        sides = (
            " + ".join(f"{metric} {values[metric]}" for metric in side) for side in (self.left, self.right)
        )
        return " = ".join(sides)


def decide(
    quantities: Sequence[Quantity], printed: Sequence[Observation], vocabulary: Vocabulary
) -> tuple[Quantity, ...]:
    """The quantities, each ambiguous one with the metric that the rest of the report speaks for.

    Parameters
    ----------
    printed
        The observations of the tables.
    """
    if not any(quantity.alternatives for quantity in quantities):
        return tuple(quantities)
    forms = tuple(vocabulary.forms)[-1:]  # the partitions of prose are those of the newest form
    sure = [quantity for quantity in quantities if not quantity.alternatives]
    known = _known(printed, sure, forms, vocabulary)
    equations = _equations(vocabulary, forms)
    decisions: dict[tuple[str | None, tuple[str, ...], Decimal | None], Quantity] = {}
    return tuple(
        _decided(quantity, known, equations, decisions) if quantity.alternatives else quantity
        for quantity in quantities
    )


def _equations(vocabulary: Vocabulary, forms: tuple[str, ...]) -> list[Balance]:
    """Partitions of totals and accounts; a caseload that an account opens with also equals what it closes with."""
    partitions = [
        Balance((equation.whole[0],), tuple(part for part, _ in equation.parts))
        for equation in partition_equations(vocabulary, forms)
        if all(applicant == TOTAL for _, applicant in (equation.whole, *equation.parts))
    ]
    accounts = [
        Balance((account.opening, *account.inflows), (*account.outflows, account.closing))
        for account in vocabulary.accounts.values()
        if account.opening is not None and set(forms) <= set(account.forms)
    ]
    caseloads = [
        Balance(partition.left, account.right)
        for account in accounts
        for partition in partitions
        if set(partition.right) == set(account.left)
    ]
    return [*partitions, *accounts, *caseloads]


def _known(
    printed: Sequence[Observation], sure: Iterable[Quantity], forms: tuple[str, ...], vocabulary: Vocabulary
) -> Known:
    stated, _ = quantities_to_observations(sure, vocabulary)
    in_tables = {(item.metric, item.applicant) for item in printed if item.value is not None}
    more = [item for item in stated if (item.metric, item.applicant) not in in_tables]
    observations = [*printed, *more]
    everything = [*observations, *derive(observations, forms, vocabulary)]
    return {
        item.metric: item
        for item in reversed(everything)
        if item.applicant == TOTAL and item.value is not None
    }


def _decided(
    quantity: Quantity,
    known: Known,
    equations: Sequence[Balance],
    decisions: dict[tuple[str | None, tuple[str, ...], Decimal | None], Quantity],
) -> Quantity:
    """The quantity with its reading; `decisions` keeps those of the same words and number."""
    key = quantity.metric, quantity.alternatives, quantity.value
    if (same := decisions.get(key)) is None:
        same = decisions[key] = _decide(quantity, known, equations)
    if (same.metric, same.alternatives, same.decision) == (quantity.metric, quantity.alternatives, ""):
        return quantity
    return evolve(quantity, metric=same.metric, alternatives=same.alternatives, decision=same.decision)


def _decide(quantity: Quantity, known: Known, equations: Sequence[Balance]) -> Quantity:
    """The worded meaning unless the figures refute it; that another fits says nothing while the first is open."""
    candidates = [metric for metric in (quantity.metric, *quantity.alternatives) if metric is not None]
    verdicts = {metric: _fits(metric, quantity, known, equations) for metric in candidates}
    fitting = [metric for metric in candidates if verdicts[metric][0]]
    if fitting and verdicts[candidates[0]][0] is not None:
        return evolve(
            quantity, metric=fitting[0], alternatives=tuple(fitting[1:]), decision=verdicts[fitting[0]][1]
        )
    others = tuple(metric for metric in quantity.alternatives if verdicts[metric][0] is not False)
    return evolve(quantity, alternatives=others)


def _fits(
    metric: str, quantity: Quantity, known: Known, equations: Sequence[Balance]
) -> tuple[bool | None, str]:
    """Whether a number can be that metric: yes or no, where the rest of the report says so; and the equation."""
    value = quantity.value
    if value is None:
        return None, ""
    if (same := known.get(metric)) is not None:
        how = _formula_with_values(same) if same.formula else f"{same.raw} at {same.place}"
        return same.value == value, f"{metric} {value} = {how}"
    values: dict[str, Decimal] = {name: item.value for name, item in known.items() if item.value is not None}
    values[metric] = value
    held = ""
    for equation in equations:
        named = {*equation.left, *equation.right}
        if metric not in named or not named <= values.keys():
            continue
        if not equation.holds(values):
            return False, ""
        held = held or equation.written(values)
    return (True, held) if held else (None, "")


def _formula_with_values(derived: Observation) -> str:
    """Handled - carried_out → handled 84 - carried_out 4."""
    values = {operand.metric: operand.value for operand in derived.operands}
    return METRIC.sub(
        lambda match: f"{match[0]} {values[match[0]]}" if match[0] in values else match[0], derived.formula
    )
