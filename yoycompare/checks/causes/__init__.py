"""Failing identities → causes: what would have to be printed otherwise, as a suggestion."""

from __future__ import annotations

from yoycompare.checks.causes.suggesting import causes, rows_to_causes

__all__ = ["causes", "rows_to_causes"]
