"""Findings → what other tools and people read: JSON, SARIF, JUnit XML, Markdown, an annotated copy in HTML."""

from __future__ import annotations

from yoycompare.checks.exports.as_html import findings_to_html
from yoycompare.checks.exports.as_json import findings_to_json
from yoycompare.checks.exports.as_junit import findings_to_junit
from yoycompare.checks.exports.as_markdown import findings_to_markdown
from yoycompare.checks.exports.as_sarif import findings_to_sarif

__all__ = [
    "findings_to_html",
    "findings_to_json",
    "findings_to_junit",
    "findings_to_markdown",
    "findings_to_sarif",
]
