"""Report → JSON, as `schemas/reports.schema.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from yoycompare.documents import Place
from yoycompare.reports.agreement import Agreement
from yoycompare.reports.inputs import Failure
from yoycompare.reports.report import Breakdown, Claim, Observation, Quantity, Report, Unread

__all__ = [
    "agreement_to_json",
    "claim_to_json",
    "number_to_json",
    "place_to_json",
    "report_to_json",
    "results_to_json",
]


def results_to_json(reports: list[dict[str, Any]], failed: Iterable[Failure]) -> dict[str, Any]:
    """Reports, each as `report_to_json` gives it, and the files that were not read."""
    return {
        "reports": reports,
        "failed": [{"file": failure.file, "reason": failure.reason} for failure in failed],
    }


def report_to_json(report: Report) -> dict[str, Any]:
    """One report."""
    return {
        "file": report.file,
        "sha256": report.sha256,
        "entity": report.entity,
        "scope": str(report.scope),
        "level": report.level,
        "year": report.year,
        "form": report.form,
        "categories": list(report.categories),
        "mixed": list(report.mixed),
        "title": report.title,
        "entity_from": str(report.entity_from),
        "year_from": str(report.year_from),
        "published": None if report.published is None else report.published.isoformat(),
        "observations": [_observation(item) for item in report.observations],
        "parts": [part for item in report.breakdowns for part in _parts(item)],
        "quantities": [_quantity(item) for item in report.quantities],
        "claims": [claim_to_json(item) for item in report.claims],
        "unread": [_unread(item) for item in report.unread],
    }


def agreement_to_json(found: Agreement) -> dict[str, Any]:
    """Two readings: whether they agree, how many values do, and every value in both."""
    return {
        "first": found.first,
        "second": found.second,
        "agrees": found.agrees,
        "head": {
            name: {"first": str(first), "second": str(second)} for name, (first, second) in found.head.items()
        },
        "counts": {str(verdict): count for verdict, count in found.counts.items()},
        "pairs": [
            {
                "metric": pair.metric,
                "applicant": pair.applicant,
                "source": str(pair.source),
                "verdict": str(pair.verdict),
                "first": None if pair.first is None else _observation(pair.first),
                "second": None if pair.second is None else _observation(pair.second),
            }
            for pair in found.pairs
        ],
    }


def _observation(item: Observation) -> dict[str, Any]:
    return {
        "metric": item.metric,
        "applicant": item.applicant,
        "value": number_to_json(item.value),
        "low": number_to_json(item.low),
        "high": number_to_json(item.high),
        "unit": item.unit,
        "status": str(item.status),
        "source": str(item.source),
        "raw": item.raw,
        "place": None if item.place is None else place_to_json(item.place),
        "places": [place_to_json(place) for place in item.places],
        "basis": str(item.basis),
        "match": str(item.match),
        "formula": item.formula or None,
    }


def _quantity(item: Quantity) -> dict[str, Any]:
    return {
        "value": number_to_json(item.value),
        "low": number_to_json(item.low),
        "high": number_to_json(item.high),
        "unit": item.unit,
        "counts": item.counts,
        "metric": item.metric,
        "text": item.text,
        "start": item.start,
        "end": item.end,
        "section": item.section,
        "applicant": item.applicant,
        "alternatives": list(item.alternatives),
        "decision": item.decision or None,
    }


def _parts(item: Breakdown) -> list[dict[str, Any]]:
    return [
        {
            "metric": item.metric,
            "axis": str(item.axis),
            "name": part.name,
            "value": number_to_json(part.quantity.value),
            "low": number_to_json(part.quantity.low),
            "high": number_to_json(part.quantity.high),
            "unit": part.quantity.unit,
            "raw": part.quantity.text,
            "place": place_to_json(Place(start=part.quantity.start, end=part.quantity.end)),
            "whole": number_to_json(item.whole),
            "formula": item.formula or None,
            "difference": number_to_json(item.difference),
        }
        for part in item.parts
    ]


def claim_to_json(item: Claim) -> dict[str, Any]:
    """One claim, as it stands."""
    return {
        "kind": str(item.kind),
        "text": item.text,
        "start": item.start,
        "end": item.end,
        "section": item.section,
        "metric": item.metric,
        "applicant": item.applicant,
        "quantity": None if item.quantity is None else _quantity(item.quantity),
        "subject": None if item.subject is None else _quantity(item.subject),
        "direction": item.direction,
        "against": item.against,
        "base": item.base,
        "wholes": [list(pair) for pair in item.wholes],
        "sum": None if item.breakdown is None else _sum(item.breakdown),
    }


def _sum(item: Breakdown) -> dict[str, Any]:
    return {
        "whole": number_to_json(item.whole),
        "formula": item.formula or None,
        "difference": number_to_json(item.difference),
        "parts": [
            {
                "name": part.name,
                "value": number_to_json(part.quantity.value),
                "start": part.quantity.start,
                "end": part.quantity.end,
            }
            for part in item.parts
        ],
    }


def _unread(item: Unread) -> dict[str, Any]:
    return {"text": item.text, "place": place_to_json(item.place), "reason": item.reason}


def place_to_json(place: Place) -> dict[str, Any]:
    """The coordinates that the place has, and the same as text."""
    coordinates = {name: getattr(place, name) for name in ("table", "row", "column", "start", "end")}
    return {name: value for name, value in coordinates.items() if value is not None} | {"text": str(place)}


def number_to_json(value: Decimal | None) -> int | float | None:
    """A number as JSON has them, null for none."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
