"""The figures of a report by metric and applicant: what claims are compared with."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from attrs import field, frozen

from yoycompare.reports.report import Observation, Origin, Report
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["Evidence"]

Variable = tuple[str, str]


@frozen
class Evidence:
    """The observations of a report that have a value, tables and what follows from them before sentences."""

    year: int
    vocabulary: Vocabulary = field(repr=False)
    tables: dict[Variable, Observation] = field(repr=False)
    everything: dict[Variable, Observation] = field(repr=False)

    @classmethod
    def of(cls, report: Report, vocabulary: Vocabulary) -> Evidence:
        """Gather the figures of a report."""
        tables: dict[Variable, Observation] = {}
        everything: dict[Variable, Observation] = {}
        order = {Origin.TABLE: 0, Origin.PROSE: 1}
        for item in sorted(report.observations, key=lambda item: (order[item.basis], bool(item.formula))):
            if item.value is None:
                continue
            everything.setdefault((item.metric, item.applicant), item)
            if item.basis is Origin.TABLE:
                tables.setdefault((item.metric, item.applicant), item)
        return cls(report.year, vocabulary, tables, everything)

    def in_tables(self, metric: str, applicant: str = TOTAL) -> Observation | None:
        """The figure of a table, or what follows from tables alone."""
        return self.tables.get((metric, applicant))

    def anywhere(self, metric: str, applicant: str = TOTAL) -> Observation | None:
        """The figure of a table, else of a sentence."""
        return self.everything.get((metric, applicant))

    def wholes(self, metric: str) -> tuple[str, ...]:
        """What a metric is a part of, the smallest first."""
        return wholes_of(metric, self.vocabulary)

    def parts(self, metric: str) -> Iterator[str]:
        """What a metric divides into, down to the rows of the form."""
        for split in self.vocabulary.partitions(metric):
            for part in split.parts:
                yield part
                yield from self.parts(part)

    def pending(self, metric: str) -> Iterator[str]:
        """The parts of a metric that are not finished at the end of the year."""
        for split in self.vocabulary.partitions(metric):
            yield from (part for part in split.parts if self.vocabulary.metrics[part].kind is Kind.STOCK_END)


@functools.lru_cache(maxsize=1024)
def wholes_of(metric: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The metrics that divide, down to the rows of the form, into all that a metric divides into and more."""
    own = _leaves(metric, vocabulary)
    sizes: dict[str, int] = {}
    for split in vocabulary.splits:
        if split.whole == metric:
            continue
        leaves = frozenset(leaf for part in split.parts for leaf in _leaves(part, vocabulary))
        if metric in split.parts or own < leaves:
            sizes[split.whole] = min(len(leaves), sizes.get(split.whole, len(leaves)))
    direct = sorted(sizes, key=lambda whole: sizes[whole])
    above = [outer for whole in direct for outer in wholes_of(whole, vocabulary)]
    return tuple(dict.fromkeys([*direct, *above]))


@functools.lru_cache(maxsize=1024)
def _leaves(metric: str, vocabulary: Vocabulary) -> frozenset[str]:
    partitions = vocabulary.partitions(metric)
    if not partitions:
        return frozenset({metric})
    return frozenset(leaf for part in partitions[0].parts for leaf in _leaves(part, vocabulary))
