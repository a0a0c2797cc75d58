"""What is said of a claim: whether it holds, under which reading, and from which figures."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from yoycompare.documents import Place
from yoycompare.reports.report import Claim, Observation

__all__ = ["Judgement", "Reading", "ReadingKind", "Verdict"]


class Verdict(StrEnum):
    """Whether a claim holds."""

    SUPPORTED = "supported"
    UNDER_A_READING = "supported under a reading"
    CONTRADICTED = "contradicted"
    CANNOT_BE_CHECKED = "cannot be checked"


class ReadingKind(StrEnum):
    """The closed set of ways in which a figure of the text can be another one than the table's."""

    OTHER_APPLICANT = "another applicant"
    SUB_ROW = "a row of the group"
    ONE_CELL = "one cell of the group"
    LESS_PENDING = "total less pending"
    WITH_CARRIED_IN = "received plus carried in"
    LAST_YEAR = "the figure of last year"
    OTHER_METRIC = "another figure"
    OTHER_BASE = "another base"
    TABLE_FIGURE = "the figure of the table"
    TRUNCATED = "truncated, not rounded"


@frozen(kw_only=True)
class Reading:
    """A way to understand a claim so that it holds, with its equation."""

    kind: ReadingKind
    formula: str
    operands: tuple[Observation, ...] = field(default=(), repr=False)


@frozen(kw_only=True)
class Judgement:
    """A claim with what the figures say of it.

    `expected` is the number that the figures give where the claim has one, `formula` how. `readings` are
    the readings under which the claim holds; with more than one it is ambiguous. `reason` says why a claim cannot be
    checked or is contradicted. `operands` are the figures used.
    """

    claim: Claim
    verdict: Verdict
    expected: Decimal | None = None
    formula: str = ""
    readings: tuple[Reading, ...] = ()
    reason: str = ""
    operands: tuple[Observation, ...] = field(default=(), repr=False)

    @classmethod
    def open(cls, claim: Claim, reason: str) -> Judgement:
        """A claim that cannot be checked, and why."""
        return cls(claim=claim, verdict=Verdict.CANNOT_BE_CHECKED, reason=reason)

    @property
    def is_ambiguous(self) -> bool:
        """Whether several readings fit."""
        return len(self.readings) > 1

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the figures stand that the claim was compared with."""
        used = (*self.operands, *(operand for reading in self.readings for operand in reading.operands))
        return tuple(dict.fromkeys(place for operand in used for place in operand.places))
