"""Panels and reports → findings: what adds up, what does not, and what cannot be said."""

from __future__ import annotations

from yoycompare.checks.catalogue import list_checks
from yoycompare.checks.causes import causes
from yoycompare.checks.claims import Judgement, Reading, ReadingKind, Verdict, judge_claims
from yoycompare.checks.coverage import coverage, empty_cells
from yoycompare.checks.findings import Findings, check
from yoycompare.checks.ledger import ledger, vintages
from yoycompare.checks.waivers import Waiver, read_waivers

__all__ = [
    "Findings",
    "Judgement",
    "Reading",
    "ReadingKind",
    "Verdict",
    "Waiver",
    "causes",
    "check",
    "coverage",
    "empty_cells",
    "judge_claims",
    "ledger",
    "list_checks",
    "read_waivers",
    "vintages",
]
