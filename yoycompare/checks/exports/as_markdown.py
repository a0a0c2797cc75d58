"""Findings → Markdown: what to look at, by report, the most serious first."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from yoycompare.checks.exports.wording import row_to_text
from yoycompare.checks.findings import Findings

__all__ = ["findings_to_markdown"]

WORDS: Final = {
    "zh": {
        "columns": ("级别", "核查", "说明", "位置", "指纹"),
        "none": "没有发现问题。",
        "counts": "不成立 {fails} 项，无法核对 {cannot_be_assessed} 项，成立 {holds} 项。",
        "error": "错误",
        "warning": "提醒",
        "note": "说明",
        "open": "无法核对",
        "waived": "已豁免：{}",
    },
    "en": {
        "columns": ("level", "check", "what was found", "where", "fingerprint"),
        "none": "Nothing was found.",
        "counts": "{fails} fail, {cannot_be_assessed} cannot be assessed, {holds} hold.",
        "error": "error",
        "warning": "warning",
        "note": "note",
        "open": "cannot be assessed",
        "waived": "waived: {}",
    },
}


def findings_to_markdown(findings: Findings, *, lang: str = "en") -> str:
    """A section for each report: how many checks came out how, then a table of what does not hold."""
    words = WORDS[lang]
    lines: list[str] = []
    reports = findings.frame.sort("entity", "scope", "year", maintain_order=True)
    for group in reports.partition_by("entity", "scope", "year", "doc", maintain_order=True):
        first = group.row(0, named=True)
        counts = {
            outcome: group.filter(pl.col("outcome") == outcome).height
            for outcome in ("fails", "cannot_be_assessed", "holds")
        }
        lines += [f"## {first['entity']} {first['year']}", ""]
        lines += [first["file"], ""] if first["file"] else []
        lines += [str(words["counts"]).format(**counts), ""]
        found = group.filter(pl.col("outcome") != "holds")
        if found.is_empty():
            lines += [str(words["none"]), ""]
            continue
        lines += [_line(words["columns"]), _line(["---"] * len(words["columns"]))]
        lines += [_line(_texts(row, lang)) for row in found.iter_rows(named=True)]
        lines.append("")
    return "\n".join(lines)


def _texts(row: dict[str, Any], lang: str) -> list[str]:
    words = WORDS[lang]
    level = row["severity"] if row["outcome"] == "fails" else "open"
    message = row_to_text(row, lang)
    if row["waived"] is not None:
        message = f"{message} ({str(words['waived']).format(row['waived'])})"
    return [str(words[level]), f"`{row['check']}`", message, row["places"], f"`{row['fingerprint']}`"]


def _line(cells: Any) -> str:
    escaped = (str(cell).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(escaped)} |"
