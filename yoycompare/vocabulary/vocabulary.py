"""The vocabulary as the other stages use it: definitions by id, and what follows from them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from itertools import pairwise

from attrs import field, frozen

from yoycompare.errors import VocabularyError
from yoycompare.vocabulary.definitions import (
    Account,
    Applicant,
    Assertion,
    Comparability,
    Form,
    Level,
    Metric,
    Ratio,
    Split,
    SplitType,
    Statement,
    Unit,
)

__all__ = ["PERCENT", "PROSE", "TOTAL", "Vocabulary", "worst"]

PROSE = "prose"  # the form of a report without tables
TOTAL = "total"  # the applicant of metrics that are not split by applicant
PERCENT = "percent"  # the unit of a rate

_WORST_FIRST = (Comparability.NONE, Comparability.APPROXIMATE, Comparability.EXACT)


@frozen(kw_only=True, eq=False)
class Vocabulary:
    """Metrics, forms, ratios, splits, accounts and units, by id, in the order of their files."""

    name: str
    units: Mapping[str, Unit] = field(repr=False)
    applicants: Mapping[str, Applicant] = field(repr=False)
    metrics: Mapping[str, Metric] = field(repr=False)
    forms: Mapping[str, Form] = field(repr=False)
    splits: tuple[Split, ...] = field(repr=False)
    accounts: Mapping[str, Account] = field(repr=False)
    ratios: Mapping[str, Ratio] = field(repr=False)
    levels: Mapping[str, Level] = field(repr=False)
    statements: tuple[Statement, ...] = field(repr=False)
    assertions: tuple[Assertion, ...] = field(repr=False)
    metric_to_forms: Mapping[str, frozenset[str]] = field(init=False, repr=False)

    @metric_to_forms.default
    def _metric_to_forms(self) -> Mapping[str, frozenset[str]]:
        """For each metric the forms whose reports give it, in a table or outside."""
        forms = {metric.id: set(metric.stated_on) for metric in self.metrics.values()}
        for form in self.forms.values():
            for table in form.tables:
                in_rows = [metric for row in table.rows for metric in row.metrics]
                in_columns = [column.metric for column in table.columns if column.metric]
                for metric in in_rows + in_columns:
                    forms.setdefault(metric, set()).add(form.id)
        return {metric: frozenset(found) for metric, found in forms.items()}

    def described(self, metric: str) -> Metric | Ratio:
        """The metric or ratio of that id.

        Raises
        ------
        VocabularyError
            There is none; the message names the id of a metric of that name, or else the nearest ids.
        """
        found = self.metrics.get(metric) or self.ratios.get(metric)
        if found is None:
            known = [*self.metrics, *self.ratios]
            last = metric.rsplit(".", maxsplit=1)[-1]
            items: list[Metric | Ratio] = [*self.metrics.values(), *self.ratios.values()]
            near = (
                [item.id for item in items if metric in (item.zh, item.en)][:3]
                or [candidate for candidate in known if last in candidate][:3]
                or difflib.get_close_matches(metric, known, n=3)
            )
            advice = (
                f"did you mean {' or '.join(near)}?"
                if near
                else "`Vocabulary.metrics` and `.ratios` list the ids"
            )
            raise VocabularyError(metric, f"no metric or ratio of the vocabulary {self.name!r}", advice)
        return found

    def partitions(self, whole: str, form: str | None = None) -> tuple[Split, ...]:
        """The splits of a metric whose parts may be summed, on one form or on any."""
        return tuple(
            split
            for split in self.splits
            if split.whole == whole
            and split.type is SplitType.PARTITION
            and (form is None or form in split.forms)
        )

    def comparability(self, metric: str, earlier: str, later: str) -> Comparability:
        """How the figures of a metric on one form compare with those on a later (or earlier) one.

        A ratio compares as badly as the worst of its operands. Two forms that are not neighbours
        compare as badly as the worst step between them.
        """
        ratio = self.ratios.get(metric)
        if ratio is not None:
            return worst(self.comparability(term.metric, earlier, later) for term in ratio.terms)
        forms = list(self.forms)
        if earlier == later:
            return Comparability.EXACT
        first, last = sorted((forms.index(earlier), forms.index(later)))
        stated = self.metrics[metric].comparability
        return worst(stated.get(pair, Comparability.NONE) for pair in pairwise(forms[first : last + 1]))

    def is_on_form(self, metric: str, form: str) -> bool:
        """Whether reports on that form give the metric, or all operands of the ratio."""
        ratio = self.ratios.get(metric)
        if ratio is not None:
            return all(form in self.metric_to_forms[term.metric] for term in ratio.terms)
        return form in self.metric_to_forms[metric]


def worst(judgements: Iterable[Comparability]) -> Comparability:
    """The judgement that compares least; `exact` of none."""
    return min(judgements, key=_WORST_FIRST.index, default=Comparability.EXACT)
