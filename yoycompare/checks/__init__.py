"""Panels and reports → findings: what adds up, what does not, and what cannot be said."""

from __future__ import annotations

from yoycompare.checks.claims import judge_claims
from yoycompare.checks.verdicts import Judgement, Reading, ReadingKind, Verdict

__all__ = ["Judgement", "Reading", "ReadingKind", "Verdict", "judge_claims"]
