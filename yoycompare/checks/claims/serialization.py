"""Judgement → JSON."""

from __future__ import annotations

from typing import Any

from yoycompare.checks.claims.verdicts import Judgement
from yoycompare.reports.report import Report
from yoycompare.reports.serialization import claim_to_json, number_to_json, place_to_json

__all__ = ["judgements_to_json"]


def judgements_to_json(report: Report, judgements: tuple[Judgement, ...]) -> dict[str, Any]:
    """A report with its claims, each with what the figures say of it."""
    return {
        "file": report.file,
        "sha256": report.sha256,
        "entity": report.entity,
        "scope": str(report.scope),
        "year": report.year,
        "claims": [
            {
                **claim_to_json(item.claim),
                "verdict": str(item.verdict),
                "expected": number_to_json(item.expected),
                "formula": item.formula or None,
                "ambiguous": item.is_ambiguous,
                "readings": [
                    {"kind": str(reading.kind), "formula": reading.formula} for reading in item.readings
                ],
                "reason": item.reason or None,
                "places": [place_to_json(place) for place in item.places],
            }
            for item in judgements
        ],
    }
