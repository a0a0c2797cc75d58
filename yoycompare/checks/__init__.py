"""Panels and reports → findings: what adds up, what does not, and what cannot be said."""

from __future__ import annotations

from yoycompare.checks.claims import Judgement, Reading, ReadingKind, Verdict, judge_claims
from yoycompare.checks.findings import Findings, check

__all__ = ["Findings", "Judgement", "Reading", "ReadingKind", "Verdict", "check", "judge_claims"]
