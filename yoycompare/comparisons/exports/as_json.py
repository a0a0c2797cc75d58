"""Comparison → JSON, as `schemas/comparison.schema.json` describes it."""

from __future__ import annotations

from typing import Any

from yoycompare.comparisons.comparison import Comparison

__all__ = ["comparison_to_dict"]


def comparison_to_dict(change: Comparison) -> dict[str, Any]:
    """Base year, lag, the name of the vocabulary, and all rows."""
    return {
        "base": change.base,
        "lag": change.lag,
        "vocabulary": change.vocabulary.name,
        "rows": change.frame.to_dicts(),
    }
