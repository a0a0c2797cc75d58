"""Findings → SARIF 2.1.0 (OASIS), which code hosts and editors show beside a file."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from yoycompare.checks.catalogue import RULES
from yoycompare.checks.exports.wording import row_to_text
from yoycompare.checks.findings import Findings

__all__ = ["findings_to_sarif"]

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
KINDS: Final = {"fails": "fail", "cannot_be_assessed": "open", "holds": "pass"}


def findings_to_sarif(findings: Findings, *, version: str, lang: str = "en") -> dict[str, Any]:
    """A log of one run. What does not fail has the level `none`, as the standard wants it; a waiver is a suppression."""
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(version, lang)},
                "columnKind": "unicodeCodePoints",
                "results": [_result(row, lang) for row in findings.frame.iter_rows(named=True)],
            }
        ],
    }


def _driver(version: str, lang: str) -> dict[str, Any]:
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": getattr(rule, lang)},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES.values()
    ]
    return {"name": "yoycompare", "version": version, "rules": rules}


def _result(row: dict[str, Any], lang: str) -> dict[str, Any]:
    location: dict[str, Any] = {
        "logicalLocations": [
            {"name": place, "kind": "table cell" if place.startswith("table") else "text"}
            for place in filter(None, row["places"].split("; "))
        ]
    }
    if row["file"]:
        uri = quote(PurePath(row["file"]).as_posix())
        location["physicalLocation"] = {"artifactLocation": {"uri": uri}}
    result: dict[str, Any] = {
        "ruleId": row["rule"],
        "ruleIndex": list(RULES).index(row["rule"]),
        "kind": KINDS[row["outcome"]],
        "level": row["severity"] if row["outcome"] == "fails" else "none",
        "message": {"text": row_to_text(row, lang)},
        "locations": [location],
        "properties": {key: row[key] for key in ("check", "entity", "year", "left", "right", "difference")},
    }
    if row["fingerprint"]:
        result["partialFingerprints"] = {"yoycompare/1": row["fingerprint"]}
    if row["waived"] is not None:
        result["suppressions"] = [{"kind": "external", "justification": row["waived"]}]
    return result
