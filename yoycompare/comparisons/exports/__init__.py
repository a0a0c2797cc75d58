"""Comparison → what other tools read."""

from __future__ import annotations

from yoycompare.comparisons.exports.as_json import comparison_to_dict
from yoycompare.comparisons.exports.as_sdmx import comparison_to_sdmx
from yoycompare.comparisons.exports.files import FORMATS, write_comparison

__all__ = ["FORMATS", "comparison_to_dict", "comparison_to_sdmx", "write_comparison"]
