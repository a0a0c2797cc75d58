"""Changes that a sentence states, against the report of the year compared with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from attrs import evolve

from yoycompare.checks.claims.evidence import Evidence
from yoycompare.checks.claims.fits import Fit, Score, score
from yoycompare.checks.claims.hulls import ZERO, Hull, quotient, rounded
from yoycompare.checks.claims.shares import ratio_hull
from yoycompare.checks.claims.verdicts import Judgement, Reading, ReadingKind, Verdict
from yoycompare.reports.report import Claim, ClaimKind, Observation, Quantity

__all__ = ["judge_change"]

HUNDRED: Final = Decimal(100)
DOUBLED: Final = Hull(Decimal("1.95"), None)  # 翻番: at least twice as many
Figure = Observation | Quantity


def judge_change(claim: Claim, figures: Evidence, previous: Evidence | None) -> Judgement:
    """Compare a change with the figures of both years, then with those of other metrics beside it."""
    judged = Judgement.open(claim, "")
    if claim.metric is None:
        return evolve(judged, reason="it does not say which figure changed")
    now = claim.subject or figures.anywhere(claim.metric, claim.applicant)
    if claim.metric in figures.vocabulary.ratios:
        return _judge_points(claim, figures, previous)
    if now is None or now.value is None:
        return evolve(judged, reason=f"no figure of {claim.metric} is known")
    if previous is None or previous.year != claim.against:
        implied = _implied(claim, now)
        reason = f"the report of {claim.against} is not given"
        return evolve(judged, reason=f"{reason}; it implies {implied} for that year" if implied else reason)
    before = previous.anywhere(claim.metric, claim.applicant)
    fit = None if before is None else _fit(claim, now, before, claim.metric, previous.year)
    if fit is None:
        return evolve(
            judged, reason=f"the report of {previous.year} gives no figure of {claim.metric} to compare with"
        )
    judged = evolve(judged, verdict=Verdict.SUPPORTED, formula=fit.formula, operands=fit.operands)
    if fit.score is Score.ROUNDED:
        return judged
    readings = []
    if fit.score is Score.TRUNCATED:
        readings.append(Reading(kind=ReadingKind.TRUNCATED, formula=fit.formula, operands=fit.operands))
    readings += _other_readings(claim, figures, previous)
    if readings:
        return evolve(judged, verdict=Verdict.UNDER_A_READING, readings=tuple(readings))
    return evolve(judged, verdict=Verdict.CONTRADICTED, reason=f"no base gives it: {fit.formula}")


def _other_readings(claim: Claim, figures: Evidence, previous: Evidence) -> Iterator[Reading]:
    """The same change between other figures of the same account: another metric, or one year's against another's."""
    near = list(_neighbours(claim.metric or "", figures))
    for now_metric in near:
        for before_metric in near:
            now = figures.anywhere(now_metric, claim.applicant)
            before = previous.anywhere(before_metric, claim.applicant)
            if now is None or before is None or (now_metric == before_metric == claim.metric):
                continue
            fit = _fit(claim, now, before, before_metric, previous.year, now_metric)
            if fit is not None and fit.score is Score.ROUNDED:
                kind = ReadingKind.OTHER_METRIC if now_metric == before_metric else ReadingKind.OTHER_BASE
                yield Reading(kind=kind, formula=fit.formula, operands=fit.operands)


def _neighbours(metric: str, figures: Evidence) -> dict[str, None]:
    """A metric, what it is part of and what it divides into; stocks aside, for their change is another thing."""
    vocabulary = figures.vocabulary
    wholes = [split.whole for split in vocabulary.splits if metric in split.parts]
    families = [
        part
        for whole in (metric, *wholes)
        for split in vocabulary.partitions(whole)
        for part in split.parts
        if vocabulary.partitions(part)
    ]
    return dict.fromkeys([metric, *wholes, *families])


def _fit(
    claim: Claim, now: Figure, before: Figure, before_metric: str, year: int, now_metric: str = ""
) -> Fit | None:
    """None where the change is not defined."""
    stated = Hull.of(claim.quantity) if claim.quantity is not None else Hull(ZERO, ZERO)
    printed = claim.quantity.value if claim.quantity is not None else None
    current, earlier = Hull.of(now), Hull.of(before)
    operands = tuple(item for item in (now, before) if isinstance(item, Observation))
    shown = f"{f'{now_metric} ' if now_metric else ''}{now.value} against {before_metric} {before.value} of {year}"
    difference = current.plus(earlier.scaled(-1))
    factor = claim.direction or 1
    if claim.kind in (ClaimKind.DIFFERENCE, ClaimKind.EQUAL):
        fits = stated.scaled(factor).meets(difference)
        return Fit(Score.ROUNDED if fits else Score.NONE, f"{shown}: {_written(difference)}", operands)
    if claim.kind is ClaimKind.FIRST:
        return Fit(
            Score.ROUNDED if earlier.meets(Hull(ZERO, ZERO)) and current.low else Score.NONE, shown, operands
        )
    share = quotient(current, earlier)
    if share is None or share.low is None or share.high is None:
        return None
    if claim.kind is ClaimKind.MULTIPLE:
        times = Hull(share.low / HUNDRED, share.high / HUNDRED)
        if claim.quantity is None:
            return Fit(
                Score.ROUNDED if DOUBLED.meets(times) else Score.NONE,
                f"{shown}: {rounded(times.low or ZERO)} times",
                operands,
            )
        value = times.shifted(Decimal(-1)) if claim.direction else times
        return Fit(score(stated, printed, value), f"{shown}: {rounded(times.low or ZERO)} times", operands)
    change = share.shifted(-HUNDRED)
    sizes = change.scaled(factor)
    return Fit(score(stated, printed, sizes), f"{shown}: {_written(change)}%", operands)


def _judge_points(claim: Claim, figures: Evidence, previous: Evidence | None) -> Judgement:
    """A change of a rate in percentage points."""
    judged = Judgement.open(claim, "")
    ratio = figures.vocabulary.ratios[claim.metric or ""]
    if previous is None or previous.year != claim.against:
        return evolve(judged, reason=f"the report of {claim.against} is not given")
    now, before = ratio_hull(ratio, figures, previous), ratio_hull(ratio, previous, None)
    if now is None or before is None or claim.quantity is None:
        return evolve(judged, reason=f"not all figures of {ratio.id} are known for both years")
    change = now[0].plus(before[0].scaled(-1))
    formula = f"{now[1]}; {previous.year}: {before[1]}"
    found = score(Hull.of(claim.quantity), claim.quantity.value, change.scaled(claim.direction))
    judged = evolve(judged, formula=formula, operands=(*now[2], *before[2]))
    if found is Score.ROUNDED:
        return evolve(judged, verdict=Verdict.SUPPORTED)
    if found is Score.TRUNCATED:
        reading = Reading(kind=ReadingKind.TRUNCATED, formula=formula)
        return evolve(judged, verdict=Verdict.UNDER_A_READING, readings=(reading,))
    return evolve(judged, verdict=Verdict.CONTRADICTED, reason=f"{_written(change)} points: {formula}")


def _implied(claim: Claim, now: Figure) -> str:
    """The whole numbers of the year before from which a stated percentage leads to this year's."""
    if claim.kind is not ClaimKind.CHANGE or claim.quantity is None or now.low is None or now.high is None:
        return ""
    stated = Hull.of(claim.quantity).scaled(claim.direction)
    if stated.low is None or stated.high is None or stated.low <= -HUNDRED:
        return ""
    low = now.low * 100 / (HUNDRED + stated.high)
    high = now.high * 100 / (HUNDRED + stated.low)
    first, last = int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR))
    if last < first:
        return "no whole number"
    return str(first) if first == last else f"{first} to {last}"


def _written(hull: Hull) -> str:
    """A computed change, with its sign."""
    value = rounded(hull.low or ZERO)
    return f"{value:+f}" if value else "0"
