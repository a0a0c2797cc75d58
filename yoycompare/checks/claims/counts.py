"""A count of the text beside the table: equal, explained by a reading, or contradicted."""

from __future__ import annotations

from collections.abc import Iterator

from yoycompare.checks.claims.evidence import Evidence
from yoycompare.checks.claims.hulls import Hull
from yoycompare.checks.claims.verdicts import Judgement, Reading, ReadingKind, Verdict
from yoycompare.reports.report import Claim, Observation, Quantity
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["judge_count"]


def judge_count(claim: Claim, figures: Evidence, previous: Evidence | None) -> Judgement:
    """Compare a count with the figure of its metric in the tables."""
    quantity, metric = claim.quantity, claim.metric
    if quantity is None or metric is None or quantity.value is None:
        return Judgement.open(claim, "it prints no number")
    printed = figures.in_tables(metric, claim.applicant)
    if printed is None or printed.value is None:
        reason = f"no table gives {metric}"
        return Judgement.open(claim, reason)
    formula = f"{_name(metric, claim.applicant)} {printed.value}"
    judged = Judgement(
        claim=claim, verdict=Verdict.SUPPORTED, expected=printed.value, formula=formula, operands=(printed,)
    )
    if Hull.of(quantity).meets(Hull.of(printed)):
        return judged
    readings = tuple(_readings(quantity, metric, claim.applicant, printed, figures, previous))
    verdict = Verdict.UNDER_A_READING if readings else Verdict.CONTRADICTED
    reason = "" if readings else f"the text says {quantity.text}, the table {printed.value}; no reading fits"
    return Judgement(
        claim=claim,
        verdict=verdict,
        expected=printed.value,
        formula=formula,
        readings=readings,
        reason=reason,
        operands=(printed,),
    )


def _readings(
    quantity: Quantity,
    metric: str,
    applicant: str,
    printed: Observation,
    figures: Evidence,
    previous: Evidence | None,
) -> Iterator[Reading]:
    """The readings that fit, each figure once."""
    hull = Hull.of(quantity)
    if (
        quantity.value is not None
        and not hull.is_exact
        and hull.truncated(quantity.value).meets(Hull.of(printed))
    ):
        yield Reading(
            kind=ReadingKind.TRUNCATED,
            formula=f"{quantity.text} is {printed.value} cut short",
            operands=(printed,),
        )
    seen: set[Observation] = set()
    for kind, item in _candidates(metric, applicant, figures, previous):
        if item is not None and item is not printed and item not in seen and hull.meets(Hull.of(item)):
            seen.add(item)
            year = f" of {previous.year}" if kind is ReadingKind.LAST_YEAR and previous is not None else ""
            yield Reading(
                kind=kind,
                formula=f"{_name(item.metric, item.applicant)}{year} {item.value}",
                operands=(item,),
            )
    for part in figures.pending(metric):
        pending = figures.in_tables(part, applicant)
        if pending is None or pending.value is None or not pending.value or printed.value is None:
            continue
        if hull.meets(Hull.of(printed).shifted(-pending.value)):
            formula = f"{metric} {printed.value} - {part} {pending.value} = {printed.value - pending.value}"
            yield Reading(kind=ReadingKind.LESS_PENDING, formula=formula, operands=(printed, pending))


def _candidates(
    metric: str, applicant: str, figures: Evidence, previous: Evidence | None
) -> Iterator[tuple[ReadingKind, Observation | None]]:
    applicants = list(figures.vocabulary.applicants)
    for other in applicants:
        if other != applicant:
            yield ReadingKind.OTHER_APPLICANT, figures.in_tables(metric, other)
    for part in dict.fromkeys(figures.parts(metric)):
        yield ReadingKind.SUB_ROW, figures.in_tables(part, applicant)
    for part in dict.fromkeys(figures.parts(metric)):
        for other in applicants:
            if other != applicant:
                yield ReadingKind.ONE_CELL, figures.in_tables(part, other)
    for whole in figures.wholes(metric):
        caseload = figures.vocabulary.metrics[whole].kind is Kind.CASELOAD
        yield (
            ReadingKind.WITH_CARRIED_IN if caseload else ReadingKind.OTHER_METRIC,
            figures.in_tables(whole, applicant),
        )
    if previous is not None:
        yield ReadingKind.LAST_YEAR, previous.anywhere(metric, applicant)


def _name(metric: str, applicant: str) -> str:
    return metric if applicant == TOTAL else f"{metric}[{applicant}]"
