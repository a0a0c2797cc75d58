"""Observations → derived observations: sums, remainders and forced zeros, each with its formula.

A partition of the vocabulary is an equation: whole = sum of parts, for each kind of applicant; a total
is the sum of the kinds of applicants. Three steps follow from it, repeated until nothing new follows:

- all parts known: the whole is their sum;
- the filled parts already sum to the printed whole: the blank ones are 0, because counts are not negative
  (rounded figures prove nothing, and a cell that prints something unreadable stays without a value);
- one part is nowhere printed, the rest is known: it is the remainder. (A blank cell is not filled with
  a remainder: that the sum does not come out is a finding, not a figure.)

Tables come first. Prose is used for what no table prints; the `basis` of what follows says so.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import Factory, define, field, frozen

from yoycompare.reports.report import Observation, Origin, Status
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Split, SplitType
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["Equation", "derive", "partition_equations", "variable_name"]

Variable = tuple[str, str]  # metric, applicant
ZERO: Final = Decimal(0)
EMPTY: Final = frozenset({Status.BLANK, Status.DASH})


@frozen
class Equation:
    """whole = sum of parts."""

    whole: Variable
    parts: tuple[Variable, ...]
    distinct_parts: frozenset[Variable] = field(init=False, eq=False, repr=False)

    @distinct_parts.default
    def _distinct_parts(self) -> frozenset[Variable]:
        return frozenset(self.parts)


@frozen(kw_only=True)
class Hull:
    """A value with the closed hull of what the print allows; null where there is no bound."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None


EXACTLY_ZERO: Final = Hull(value=ZERO, low=ZERO, high=ZERO)


def derive(
    observations: Sequence[Observation], categories: Sequence[str], vocabulary: Vocabulary
) -> list[Observation]:
    """What follows from the observations of one report, without those themselves.

    A sum over cells of which some are blank, and not forced to be 0, has no value: it is a lower
    bound (`low`), with status `blank`.
    """
    solution = _Solution(
        vocabulary=vocabulary, equations=list(partition_equations(vocabulary, tuple(categories)))
    )
    for basis in (Origin.TABLE, Origin.PROSE):
        solution.take(item for item in observations if item.source is basis)
        solution.solve()
    return [*solution.derived.values(), *solution.lower_bounds()]


@define(kw_only=True)
class _Solution:
    """What is known so far: printed cells, values that are known, those of them that were derived."""

    vocabulary: Vocabulary
    equations: list[Equation]  # those from which something may still follow
    printed: dict[Variable, Status] = Factory(dict)
    known: dict[Variable, Observation] = Factory(dict)
    derived: dict[Variable, Observation] = Factory(dict)

    def take(self, observations: Iterable[Observation]) -> None:
        """Add what is printed, where nothing better is known."""
        new = {(item.metric, item.applicant): item for item in observations}
        for variable, item in new.items():
            if item.value is not None and variable not in self.printed and variable not in self.known:
                self.known[variable] = item
        self.printed = {variable: item.status for variable, item in new.items()} | self.printed

    def solve(self) -> None:
        """Draw conclusions until nothing new follows."""
        count = -1
        while count != len(self.derived):
            count = len(self.derived)
            self.equations = [equation for equation in self.equations if not self._conclude(equation)]

    def _conclude(self, equation: Equation) -> bool:
        """Draw what follows from one equation; True when nothing more can."""
        known = self.known
        whole = known.get(equation.whole)
        if known.keys() >= equation.distinct_parts:
            if whole is None and self._may_derive(equation.whole):
                parts = [known[part] for part in equation.parts]
                self._add(equation.whole, _sum(parts), " + ".join(map(variable_name, equation.parts)), parts)
            return True
        if whole is None:
            return False
        unknown = [part for part in equation.parts if part not in known]
        parts = [known[part] for part in equation.parts if part in known]
        rest = _difference(whole, _sum(parts))
        if rest == EXACTLY_ZERO and all(map(self._may_derive, unknown)):
            unknown = [part for part in unknown if part in self.printed]
            filled = " + ".join(variable_name(part) for part in equation.parts if part in known) or "0"
            formula = f"0, since {variable_name(equation.whole)} = {filled}"
            for part in unknown:
                self._add(part, EXACTLY_ZERO, formula, (whole, *parts))
            return True
        if len(unknown) == 1 and parts and (rest.value or ZERO) > 0 and unknown[0] not in self.printed:
            others = (variable_name(part) for part in equation.parts if part != unknown[0])
            self._add(unknown[0], rest, " - ".join((variable_name(equation.whole), *others)), (whole, *parts))
            return True
        return False

    def _may_derive(self, variable: Variable) -> bool:
        """Whether a value may stand beside the print: not where it prints something that is no number."""
        return self.printed.get(variable, Status.BLANK) in EMPTY

    def _add(self, variable: Variable, hull: Hull, formula: str, operands: Iterable[Observation]) -> None:
        self.known[variable] = self.derived[variable] = self._observation(variable, hull, formula, operands)

    def lower_bounds(self) -> list[Observation]:
        """For wholes that stay unknown because cells have no value: the sum of those that have one."""
        bounds: dict[Variable, Observation] = {}
        for equation in self.equations:
            parts = [self.known[part] for part in equation.parts if part in self.known]
            empty = [part for part in equation.parts if part in self.printed and part not in self.known]
            if equation.whole in self.known or not parts or not empty:
                continue
            low = _sum(parts).low
            rival = bounds.get(equation.whole)
            if low is not None and (rival is None or (rival.low or ZERO) < low):
                filled = " + ".join(variable_name(part) for part in equation.parts if part in self.known)
                formula = f"at least {filled}; {len(empty)} without a value"
                hull = Hull(value=None, low=low, high=None)
                bounds[equation.whole] = self._observation(equation.whole, hull, formula, parts)
        return list(bounds.values())

    def _observation(
        self, variable: Variable, hull: Hull, formula: str, operands: Iterable[Observation]
    ) -> Observation:
        metric, applicant = variable
        operands = tuple(operands)
        prose = any(operand.basis is Origin.PROSE for operand in operands)
        return Observation(
            metric=metric,
            applicant=applicant,
            value=hull.value,
            low=hull.low,
            high=hull.high,
            unit=self.vocabulary.metrics[metric].unit,
            status=Status.BLANK if hull.value is None else Status.REPORTED,
            source=Origin.DERIVED,
            basis=Origin.PROSE if prose else Origin.TABLE,
            formula=formula,
            operands=operands,
        )


def _sum(parts: Sequence[Observation]) -> Hull:
    """The sum of observations that all have a value."""
    return Hull(
        value=sum((part.value for part in parts if part.value is not None), ZERO),
        low=_total(part.low for part in parts),
        high=_total(part.high for part in parts),
    )


def _difference(whole: Observation, parts: Hull) -> Hull:
    return Hull(
        value=(whole.value or ZERO) - (parts.value or ZERO),
        low=None if whole.low is None or parts.high is None else whole.low - parts.high,
        high=None if whole.high is None or parts.low is None else whole.high - parts.low,
    )


def _total(bounds: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, None if one of the bounds is not there."""
    total = ZERO
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total


def variable_name(variable: Variable) -> str:
    """How a formula names a variable: the applicant is left out where it is the total."""
    metric, applicant = variable
    return metric if applicant == TOTAL else f"{metric}[{applicant}]"


@functools.lru_cache(maxsize=64)
def partition_equations(vocabulary: Vocabulary, categories: tuple[str, ...]) -> tuple[Equation, ...]:
    """The equations that hold on all of the given forms.

    A partition whose parts divide further stands twice, once down to the rows of the form: groups
    have no cell of their own there, so only that one can show that blank cells are 0.
    """
    partitions = [
        split
        for split in vocabulary.splits
        if split.type is SplitType.PARTITION and categories and set(categories) <= set(split.forms)
    ]
    first = {}
    for split in reversed(partitions):
        first[split.whole] = split
    equations: dict[Equation, None] = {}
    for split in partitions:
        targets = list(vocabulary.applicants) if split.applicants == "each" else [TOTAL]
        for parts in (split.parts, tuple(leaf for part in split.parts for leaf in _leaves(part, first))):
            for target in targets:
                equation = Equation((split.whole, target), tuple((part, target) for part in parts))
                equations[equation] = None
    divided = {
        metric for split in partitions if split.applicants == "each" for metric in (split.whole, *split.parts)
    }
    for metric in (metric for metric in vocabulary.metrics if metric in divided):
        for applicant in vocabulary.applicants.values():
            if applicant.parts:
                equations[
                    Equation((metric, applicant.id), tuple((metric, part) for part in applicant.parts))
                ] = None
    return tuple(equations)


def _leaves(metric: str, splits: Mapping[str, Split]) -> tuple[str, ...]:
    split = splits.get(metric)
    if split is None:
        return (metric,)
    return tuple(leaf for part in split.parts for leaf in _leaves(part, splits))
