"""Findings → JSON, as `schemas/findings.schema.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
from attrs import asdict

from yoycompare.checks.claims.serialization import judgements_to_json
from yoycompare.checks.findings import Findings
from yoycompare.reports import Failure

__all__ = ["findings_to_json"]


def findings_to_json(findings: Findings, failed: Iterable[Failure] = ()) -> dict[str, Any]:
    """Every finding, the claims of each report, the waivers that lapsed, and the files that were not read."""
    frame = findings.frame.cast({"outcome": pl.String, "severity": pl.String})
    return {
        "findings": frame.to_dicts(),
        "reports": [judgements_to_json(report, judgements) for report, judgements in findings.judged],
        "lapsed_waivers": [asdict(waiver) for waiver in findings.lapsed],
        "failed": [{"file": failure.file, "reason": failure.reason} for failure in failed],
    }
