"""Claims of a report → judgements: what sentences say beside what the figures give."""

from __future__ import annotations

from yoycompare.checks.claims.judging import judge_claims
from yoycompare.checks.claims.verdicts import Judgement, Reading, ReadingKind, Verdict

__all__ = ["Judgement", "Reading", "ReadingKind", "Verdict", "judge_claims"]
