"""Two readings of one report → where they agree: a page and its PDF, say, or two readers of the same text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from yoycompare.errors import ReportError
from yoycompare.reports.report import Observation, Origin, Report

__all__ = ["Agreement", "Pair", "Verdict", "agreement"]

Key = tuple[str, str, Origin]
HEAD: Final = ("entity", "scope", "year", "form")  # what is said of a report as a whole


class Verdict(StrEnum):
    """How two readings of one cell stand to each other."""

    AGREES = "agrees"
    VALUE = "value"  # both have a number, and not the same
    STATUS = "status"  # 0 here, blank there
    ONLY_FIRST = "only_first"
    ONLY_SECOND = "only_second"


WORDS: Final[Mapping[Verdict, str]] = {
    Verdict.VALUE: "differ in value",
    Verdict.STATUS: "differ in status",
    Verdict.ONLY_FIRST: "only in the first",
    Verdict.ONLY_SECOND: "only in the second",
}


@frozen(kw_only=True)
class Pair:
    """One metric of one kind of applicant in two readings; None where a reading does not have it."""

    metric: str
    applicant: str
    source: Origin
    first: Observation | None
    second: Observation | None

    @property
    def verdict(self) -> Verdict:
        """Whether the two agree, or how they differ. Only the meaning counts: １２ agrees with 12."""
        if self.second is None:
            return Verdict.ONLY_FIRST
        if self.first is None:
            return Verdict.ONLY_SECOND
        if self.first.status is not self.second.status:
            return Verdict.STATUS
        return Verdict.AGREES if _meaning(self.first) == _meaning(self.second) else Verdict.VALUE


@frozen(kw_only=True, repr=False)
class Agreement:
    """Two readings side by side.

    Attributes
    ----------
    first, second
        The names of the two files.
    head
        What each says of the report as a whole: for `entity`, `scope`, `year` and `form` the two answers.
    pairs
        Every printed value that either has, in the order of the first.
    """

    first: str
    second: str
    head: Mapping[str, tuple[object, object]]
    pairs: tuple[Pair, ...] = field(repr=False)

    @property
    def differences(self) -> tuple[Pair, ...]:
        """The pairs that do not agree."""
        return tuple(pair for pair in self.pairs if pair.verdict is not Verdict.AGREES)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many pairs there are of each verdict."""
        found = Counter(pair.verdict for pair in self.pairs)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def agrees(self) -> bool:
        """Whether nothing differs: no value, and nothing that is said of the report as a whole."""
        return not self.differences and all(first == second for first, second in self.head.values())

    def __repr__(self) -> str:
        counts = self.counts
        parts = [f"{counts[Verdict.AGREES]} of {len(self.pairs)} agree"]
        parts += [f"{counts[verdict]} {words}" for verdict, words in WORDS.items() if counts[verdict]]
        parts += [
            f"{name} {first} / {second}" for name, (first, second) in self.head.items() if first != second
        ]
        return f"Agreement({self.first}, {self.second}: {', '.join(parts)})"


def agreement(first: Report, second: Report, *, anyway: bool = False) -> Agreement:
    r"""Compare two readings of one report, value by value.

    What is printed is compared, in tables and in sentences; what is derived follows from it.

    Parameters
    ----------
    anyway
        Compare them also where they are of different bodies or years.

    Raises
    ------
    ReportError
        The two are of different bodies or years, and `anyway` is not set.

    Examples
    --------
    >>> from yoycompare.reports import read_report
    >>> title = "某某市2023年政府信息公开工作年度报告\n2023年，全市共收到政府信息公开申请"
    >>> agreement(read_report(f"{title}１２件。".encode()), read_report(f"{title}12件。".encode()))
    Agreement(<bytes>, <bytes>: 1 of 1 agree)
    """
    head = {name: (getattr(first, name), getattr(second, name)) for name in HEAD}
    if (first.entity, first.year) != (second.entity, second.year) and not anyway:
        problem = f"it is of {second.entity} {second.year}, {first.file} of {first.entity} {first.year}"
        advice = "name two copies of one report, or pass anyway=True (--anyway)"
        raise ReportError(second.file, problem, advice)
    ours, theirs = _printed(first), _printed(second)
    pairs = tuple(
        Pair(metric=key[0], applicant=key[1], source=key[2], first=ours.get(key), second=theirs.get(key))
        for key in ours | theirs
    )
    return Agreement(first=first.file, second=second.file, head=head, pairs=pairs)


def _printed(report: Report) -> dict[Key, Observation]:
    return {
        (item.metric, item.applicant, item.source): item
        for item in report.observations
        if item.source is not Origin.DERIVED
    }


def _meaning(item: Observation) -> tuple[object, ...]:
    return item.value, item.low, item.high, item.unit
