"""Judgements of claims → rows: what sentences say beside the tables, one row a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

import polars as pl

from yoycompare.checks.catalogue import reading_zh
from yoycompare.checks.claims import Judgement, Verdict
from yoycompare.checks.rows import ROWS, short
from yoycompare.reports import Report
from yoycompare.reports.report import ClaimKind, Observation

__all__ = ["judgements_to_rows"]

FAMILIES: Final = {
    ClaimKind.COUNT: "prose",
    ClaimKind.NONE: "prose",
    ClaimKind.ALL: "prose",
    ClaimKind.SUM: "parts",
}
OTHERS: Final = "claims"  # shares, rates, changes
OUTCOMES: Final = {
    Verdict.SUPPORTED: "holds",
    Verdict.UNDER_A_READING: "fails",  # as it is written; `prose/reading` and `claims/reading` are notes
    Verdict.CONTRADICTED: "fails",
    Verdict.CANNOT_BE_CHECKED: "cannot_be_assessed",
}


def judgements_to_rows(
    judged: Iterable[tuple[Report, Iterable[Judgement]]], before: Mapping[str, Report]
) -> pl.DataFrame:
    """Rows in the columns of `checks.rows.ROWS`.

    Parameters
    ----------
    judged
        Reports, each with the judgements of its claims.
    before
        For the file of a report (SHA-256) the report of the year before that it was compared with.
    """
    rows = [
        _row(report, item, before.get(report.sha256)) for report, judgements in judged for item in judgements
    ]
    return pl.DataFrame(rows, schema=ROWS)


def _row(report: Report, item: Judgement, before: Report | None) -> dict[str, Any]:
    claim = item.claim
    family = FAMILIES.get(claim.kind, OTHERS)
    is_reading = item.verdict is Verdict.UNDER_A_READING
    printed = claim.quantity.value if claim.quantity is not None else None
    left, right = printed, item.expected
    if claim.breakdown is not None:
        left, right = claim.breakdown.whole, claim.breakdown.whole + claim.breakdown.difference
    readings_zh = "；或".join(f"{reading_zh(reading.kind)}：{reading.formula}" for reading in item.readings)
    readings_en = "; or ".join(f"{reading.kind}: {reading.formula}" for reading in item.readings)
    return {
        "entity": report.entity,
        "scope": str(report.scope),
        "year": report.year,
        "doc": report.sha256,
        "form": report.form,
        "rule": f"{family}/reading" if is_reading else family,
        "check": "/".join((family, str(claim.kind), claim.metric or "text", claim.applicant)),
        "metric": claim.metric or "",
        "applicant": claim.applicant,
        "outcome": OUTCOMES[item.verdict],
        "left": _number(left),
        "right": _number(right),
        "difference": None if left is None or right is None else float(left - right),
        "formula": item.formula or item.reason,
        "derived": None,
        "missing": item.reason if item.verdict is Verdict.CANNOT_BE_CHECKED else "",
        "detail": short(claim.text),
        "formula_zh": readings_zh or None,
        "formula_en": readings_en or None,
        "operands": list(_operands(report, item, before)),
    }


def _operands(report: Report, item: Judgement, before: Report | None) -> Iterator[dict[str, Any]]:
    claim = item.claim
    quantity = claim.quantity
    yield {
        "side": "left",
        "metric": claim.metric or "",
        "applicant": claim.applicant,
        "year": report.year,
        "value": None if quantity is None else _number(quantity.value),
        "status": "reported" if quantity is not None else "text",
        "raw": claim.text,
        "doc": report.sha256,
        "place": f"characters {claim.start}-{claim.end}",
    }
    known = {id(observation) for observation in before.observations} if before is not None else set()
    used = [*item.operands, *(operand for reading in item.readings for operand in reading.operands)]
    for observation in dict.fromkeys(used):
        of = before if before is not None and id(observation) in known else report
        yield _figure(observation, of)


def _figure(observation: Observation, report: Report) -> dict[str, Any]:
    return {
        "side": "right",
        "metric": observation.metric,
        "applicant": observation.applicant,
        "year": report.year,
        "value": _number(observation.value),
        "status": str(observation.status),
        "raw": observation.raw or observation.formula,
        "doc": report.sha256,
        "place": "; ".join(map(str, observation.places)),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
