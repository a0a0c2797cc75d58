"""What all exports say of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yoycompare.checks.catalogue import RULES

__all__ = ["row_to_text"]


def row_to_text(row: Mapping[str, Any], lang: str) -> str:
    """The message of a finding, with its cause where one is known; what holds, where it does."""
    message = row[f"message_{lang}"] or getattr(RULES[row["rule"]], lang)
    cause = row[f"cause_{lang}"]
    return f"{message}{'；' if lang == 'zh' else '; '}{cause}" if cause else str(message)
