"""Shares and rates: which base fits, by rounding or by truncation.

Shares of one sentence most often have one base: the one that fits most of them is taken for theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from yoycompare.checks.claims.evidence import Evidence
from yoycompare.checks.claims.fits import Fit, Score, score
from yoycompare.checks.claims.hulls import ZERO, Hull, quotient, rounded
from yoycompare.checks.claims.verdicts import Judgement, Reading, ReadingKind, Verdict
from yoycompare.reports.report import Claim, Observation
from yoycompare.vocabulary.definitions import Ratio
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["judge_rate", "judge_shares", "ratio_hull"]

UNITS = {"%": 100, "‰": 1000, "成": 10, "分之": 1}


def judge_shares(claims: Sequence[Claim], figures: Evidence) -> list[Judgement]:
    """Judge the shares of one sentence.

    Parameters
    ----------
    claims
        Shares, each with the number that it is a share of the base of.
    """
    bases = [figures.everything[base] for base in _bases(claims, figures) if base in figures.everything]
    if not bases:
        reason = "no figure is known that it could be a share of"
        return [Judgement.open(claim, reason) for claim in claims]
    fits = {base: [_fit(claim, base) for claim in claims] for base in bases}
    scores = {base: sum(fit.score for fit in found) for base, found in fits.items()}
    best = max(scores.values())
    chosen = [base for base in bases if scores[base] == best]
    return [_judge(claim, index, chosen, fits, figures) for index, claim in enumerate(claims)]


def _judge(
    claim: Claim,
    index: int,
    chosen: Sequence[Observation],
    fits: dict[Observation, list[Fit]],
    figures: Evidence,
) -> Judgement:
    named = [base for base in fits if base.metric == claim.base]
    first = named or list(chosen)
    held = [fits[base][index] for base in first if fits[base][index].score is Score.ROUNDED]
    shown = fits[first[0]][index]
    judged = Judgement(claim=claim, verdict=Verdict.SUPPORTED, formula=shown.formula, operands=shown.operands)
    if held:
        formula = " or ".join(dict.fromkeys(fit.formula for fit in held))
        return evolve(judged, formula=formula, operands=held[0].operands)
    cut = [fits[base][index] for base in first if fits[base][index].score is Score.TRUNCATED]
    readings = [
        Reading(kind=ReadingKind.TRUNCATED, formula=fit.formula, operands=fit.operands) for fit in cut
    ]
    if not readings:
        readings = list(_other_readings(claim, first, fits, index, figures))
    if readings:
        return evolve(judged, verdict=Verdict.UNDER_A_READING, readings=tuple(readings))
    printed = claim.quantity.text if claim.quantity is not None else claim.text
    return evolve(judged, verdict=Verdict.CONTRADICTED, reason=f"{printed} fits no base: {shown.formula}")


def _other_readings(
    claim: Claim,
    tried: Sequence[Observation],
    fits: dict[Observation, list[Fit]],
    index: int,
    figures: Evidence,
) -> Iterator[Reading]:
    for base, found in fits.items():
        if base not in tried and found[index].score:
            yield Reading(
                kind=ReadingKind.OTHER_BASE, formula=found[index].formula, operands=found[index].operands
            )
    table = figures.in_tables(claim.metric, claim.applicant) if claim.metric is not None else None
    if table is not None:
        for base in tried:
            fit = _fit(claim, base, table)
            if fit.score:
                yield Reading(kind=ReadingKind.TABLE_FIGURE, formula=fit.formula, operands=fit.operands)


def _bases(claims: Sequence[Claim], figures: Evidence) -> list[tuple[str, str]]:
    """What the shares may be of: the named bases, and everything that their metrics are parts of."""
    found: dict[tuple[str, str], None] = {}
    for claim in claims:
        wholes = figures.wholes(claim.metric) if claim.metric is not None else ()
        near = [
            part for whole in wholes for split in figures.vocabulary.partitions(whole) for part in split.parts
        ]
        divided = [part for part in near if figures.vocabulary.partitions(part)]
        for base in (claim.base, *wholes, *divided, claim.metric):
            if base is not None and (base != claim.metric or claim.applicant != TOTAL):
                found.setdefault((base, TOTAL))
    return list(found)


def _fit(claim: Claim, base: Observation, numerator: Observation | None = None) -> Fit:
    part = numerator or claim.subject
    quantity = claim.quantity
    if part is None or quantity is None or quantity.value is None:
        return Fit(Score.NONE, "")
    factor = UNITS.get(quantity.unit, 100)
    share = quotient(Hull.of(part), Hull.of(base), factor)
    if share is None or share.low is None:
        return Fit(Score.NONE, f"{part.value} / {base.metric} {base.value}", (base,))
    formula = f"{part.value} / {base.metric} {base.value} = {rounded(share.low)}{quantity.unit}"
    found = score(Hull.of(quantity), quantity.value, share)
    operands = (base,) if numerator is None else (numerator, base)
    return Fit(found, formula, operands)


def judge_rate(claim: Claim, figures: Evidence, previous: Evidence | None) -> Judgement:
    """Compare a rate with the ratio of that name, else with its variants."""
    ratio = figures.vocabulary.ratios.get(claim.metric or "")
    if ratio is None or claim.quantity is None or claim.quantity.value is None:
        return Judgement.open(claim, "no ratio has this name")
    fit = _fit_ratio(claim, ratio, figures, previous)
    if fit is None:
        reason = f"not all figures of {ratio.id} are known"
        return Judgement.open(claim, reason)
    judged = Judgement(claim=claim, verdict=Verdict.SUPPORTED, formula=fit.formula, operands=fit.operands)
    if fit.score is Score.ROUNDED:
        return judged
    readings = []
    if fit.score is Score.TRUNCATED:
        readings.append(Reading(kind=ReadingKind.TRUNCATED, formula=fit.formula, operands=fit.operands))
    for other in figures.vocabulary.ratios.values():
        variant = other.zh.startswith(ratio.zh + "（") or ratio.zh.startswith(other.zh + "（")
        found = _fit_ratio(claim, other, figures, previous) if variant else None
        if found is not None and found.score:
            readings.append(
                Reading(kind=ReadingKind.OTHER_BASE, formula=found.formula, operands=found.operands)
            )
    if readings:
        return evolve(judged, verdict=Verdict.UNDER_A_READING, readings=tuple(readings))
    return evolve(judged, verdict=Verdict.CONTRADICTED, reason=f"{claim.quantity.text} is not {fit.formula}")


def _fit_ratio(claim: Claim, ratio: Ratio, figures: Evidence, previous: Evidence | None) -> Fit | None:
    value = ratio_hull(ratio, figures, previous)
    quantity = claim.quantity
    if value is None or quantity is None or quantity.value is None:
        return None
    share, formula, operands = value
    found = score(Hull.of(quantity), quantity.value, share)
    return Fit(found, formula, operands)


def ratio_hull(
    ratio: Ratio, figures: Evidence, previous: Evidence | None
) -> tuple[Hull, str, tuple[Observation, ...]] | None:
    """A ratio with its equation and figures; None where one is not known."""
    sides, operands = [], []
    for terms in (ratio.numerator, ratio.denominator):
        total, written = Hull(ZERO, ZERO), []
        for term in terms:
            source = figures if not term.lag else previous if term.lag == 1 else None
            item = source.anywhere(term.metric, term.applicant or TOTAL) if source is not None else None
            if item is None or item.low is None or item.high is None:
                return None
            signed = Hull.of(item).scaled(term.sign)
            total = total.plus(signed)
            operands.append(item)
            written.append(f"{term.metric} {item.value}")
        sides.append((total, " + ".join(written)))
    share = quotient(sides[0][0], sides[1][0])
    if share is None or share.low is None:
        return None
    formula = f"{ratio.id} = ({sides[0][1]}) / ({sides[1][1]}) = {rounded(share.low)}%"
    return share, formula, tuple(operands)
