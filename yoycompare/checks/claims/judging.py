"""Claims → judgements: each re-computed from the tables, other sentences and the report of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from yoycompare.checks.claims.changes import judge_change
from yoycompare.checks.claims.counts import judge_count
from yoycompare.checks.claims.evidence import Evidence
from yoycompare.checks.claims.hulls import ZERO, Hull
from yoycompare.checks.claims.shares import judge_rate, judge_shares
from yoycompare.checks.claims.verdicts import Judgement, Reading, ReadingKind, Verdict
from yoycompare.errors import CheckError
from yoycompare.reports.report import Claim, ClaimKind, Report
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["judge_claims"]


def judge_claims(
    report: Report, previous: Report | None = None, *, vocabulary: Vocabulary | None = None
) -> tuple[Judgement, ...]:
    r"""Judge the claims of a report.

    Parameters
    ----------
    previous
        The report of the same body about the year before; without it changes cannot be checked.
    vocabulary
        The vocabulary that the reports were read with.

    Returns
    -------
    tuple of Judgement
        One for each of `report.claims`, in their order.

    Raises
    ------
    CheckError
        `previous` is of another body, or not about an earlier year.

    Examples
    --------
    >>> from yoycompare.reports import read_report
    >>> text = "某某市2023年政府信息公开工作年度报告\n答复申请400件，其中予以公开111件，占27%。"
    >>> (share,) = [item for item in judge_claims(read_report(text.encode())) if item.claim.kind == "share"]
    >>> str(share.verdict), str(share.readings[0].kind), share.formula
    ('supported under a reading', 'truncated, not rounded', '111 / requests.closed 400 = 27.75%')
    """
    vocabulary = vocabulary or default_vocabulary()
    if previous is not None:
        _check_previous(report, previous)
    figures = Evidence.of(report, vocabulary)
    before = Evidence.of(previous, vocabulary) if previous is not None else None
    judged: dict[int, Judgement] = {}
    for group in _sentences(report):
        shares = judge_shares([claim for _, claim in group], figures)
        judged.update(zip((index for index, _ in group), shares, strict=True))
    for index, claim in enumerate(report.claims):
        if index not in judged:
            judged[index] = _judge(claim, figures, before)
    in_order = [judged[index] for index in range(len(report.claims))]
    return tuple(_with_sums(item, in_order) for item in in_order)


def _with_sums(judged: Judgement, others: Sequence[Judgement]) -> Judgement:
    """A count that no table gives: a sum of other sentences that comes out with it supports it."""
    quantity = judged.claim.quantity
    if judged.claim.kind is not ClaimKind.COUNT or judged.verdict is not Verdict.CANNOT_BE_CHECKED:
        return judged
    for other in others:
        breakdown = other.claim.breakdown
        if breakdown is None or other.verdict is not Verdict.SUPPORTED:
            continue
        in_it = quantity == breakdown.quantity or quantity in [part.quantity for part in breakdown.parts]
        if in_it or judged.claim.metric in breakdown.formula.split(" + "):
            formula = f"{other.formula} = {breakdown.formula or breakdown.metric or breakdown.whole}"
            return evolve(judged, verdict=Verdict.SUPPORTED, formula=formula, reason="")
    return judged


def _check_previous(report: Report, previous: Report) -> None:
    if previous.entity != report.entity:
        problem = f"it is the report of {previous.entity}, not of {report.entity}"
        raise CheckError(previous.file, problem, "pass entity=... (--entity) where the name changed")
    if previous.year >= report.year:
        problem = f"it is about {previous.year}, not before {report.year}"
        raise CheckError(previous.file, problem, "name the earlier report as the previous one")


def _sentences(report: Report) -> Iterator[Sequence[tuple[int, Claim]]]:
    """The shares of each sentence, those aside that are of nothing in the report."""
    group: list[tuple[int, Claim]] = []
    for index, claim in enumerate(report.claims):
        if claim.kind is not ClaimKind.SHARE or claim.metric is claim.base is None:
            continue
        if group and "。" in report.text[group[-1][1].end : claim.start]:
            yield group
            group = []
        group.append((index, claim))
    if group:
        yield group


def _judge(claim: Claim, figures: Evidence, previous: Evidence | None) -> Judgement:
    if claim.kind is ClaimKind.COUNT:
        return judge_count(claim, figures, previous)
    if claim.kind is ClaimKind.SHARE:
        return Judgement.open(claim, "it does not say which figure of the report it is a share of")
    if claim.kind is ClaimKind.RATE:
        return judge_rate(claim, figures, previous)
    if claim.kind is ClaimKind.SUM:
        return _judge_sum(claim)
    if claim.kind is ClaimKind.NONE:
        return _judge_none(claim, figures)
    if claim.kind is ClaimKind.ALL:
        return _judge_all(claim, figures)
    return judge_change(claim, figures, previous)


def _judge_sum(claim: Claim) -> Judgement:
    """Whether the parts make the whole, in the intervals that their print allows."""
    breakdown = claim.breakdown
    if breakdown is None:
        return Judgement.open(claim, "it lists no parts")
    total = Hull(ZERO, ZERO)
    for part in breakdown.parts:
        total = total.plus(Hull.of(part.quantity))
    whole = (
        Hull.of(breakdown.quantity)
        if breakdown.quantity is not None
        else Hull(breakdown.whole, breakdown.whole)
    )
    parts = " + ".join(str(part.quantity.value) for part in breakdown.parts)
    computed = breakdown.whole + breakdown.difference
    formula = f"{parts} = {computed}"
    if total.meets(whole):
        return Judgement(claim=claim, verdict=Verdict.SUPPORTED, expected=computed, formula=formula)
    reason = f"the parts come to {computed}, the whole is {breakdown.whole}"
    return Judgement(
        claim=claim, verdict=Verdict.CONTRADICTED, expected=computed, formula=formula, reason=reason
    )


def _judge_none(claim: Claim, figures: Evidence) -> Judgement:
    figure = figures.anywhere(claim.metric or "", claim.applicant)
    if figure is None or figure.value is None:
        reason = f"no figure of {claim.metric} is known"
        return Judgement.open(claim, reason)
    formula = f"{claim.metric} {figure.value}"
    judged = Judgement(
        claim=claim, verdict=Verdict.SUPPORTED, expected=figure.value, formula=formula, operands=(figure,)
    )
    if Hull.of(figure).meets(Hull(ZERO, ZERO)):
        return judged
    return evolve(judged, verdict=Verdict.CONTRADICTED, reason=f"there were {figure.value}: {formula}")


def _judge_all(claim: Claim, figures: Evidence) -> Judgement:
    """Whether an outcome is that of all, or of all that are finished."""
    metric, whole = claim.wholes[0]
    part, total = figures.anywhere(metric, claim.applicant), figures.anywhere(whole)
    if part is None or total is None or part.value is None or total.value is None:
        missing = metric if part is None else whole
        reason = f"no figure of {missing} is known"
        return Judgement.open(claim, reason)
    formula = f"{metric} {part.value} of {whole} {total.value}"
    judged = Judgement(
        claim=claim,
        verdict=Verdict.SUPPORTED,
        expected=part.value,
        formula=formula,
        operands=(part, total),
    )
    if Hull.of(part).meets(Hull.of(total)):
        return judged
    for unfinished in figures.pending(whole):
        pending = figures.anywhere(unfinished, claim.applicant)
        if pending is not None and pending.value is not None and part.value == total.value - pending.value:
            equation = f"{whole} {total.value} - {unfinished} {pending.value} = {part.value}"
            reading = Reading(kind=ReadingKind.LESS_PENDING, formula=equation, operands=(total, pending))
            return evolve(judged, verdict=Verdict.UNDER_A_READING, readings=(reading,))
    return evolve(judged, verdict=Verdict.CONTRADICTED, reason=f"not all: {formula}")
