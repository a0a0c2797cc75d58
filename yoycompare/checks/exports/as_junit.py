"""Findings → JUnit XML, which build servers read."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import polars as pl

from yoycompare.checks.exports.wording import row_to_text
from yoycompare.checks.findings import Findings
from yoycompare.files import printable

__all__ = ["findings_to_junit"]


def findings_to_junit(findings: Findings, *, lang: str = "en") -> str:
    """A suite for each report, a case for each check.

    Errors that fail are failures. What cannot be assessed and what is waived is skipped; warnings and notes pass, and
    their message stands in the output of the case: the format knows no warning.
    """
    root = ET.Element("testsuites", name="yoycompare")
    groups = findings.frame.partition_by("entity", "scope", "year", "doc", maintain_order=True)
    for group in groups:
        first = group.row(0, named=True)
        failures, skipped = _count(group, "failure"), _count(group, "skipped")
        suite = ET.SubElement(
            root,
            "testsuite",
            name=printable(f"{first['entity']} {first['year']}"),
            tests=str(group.height),
            failures=str(failures),
            errors="0",
            skipped=str(skipped),
        )
        for row in group.iter_rows(named=True):
            _case(suite, row, lang)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written.decode("utf-8") + "\n"


def _sort(row: dict[str, Any]) -> str:
    """What a check is in the words of the format."""
    if row["outcome"] == "holds":
        return ""
    if row["waived"] is not None or row["outcome"] == "cannot_be_assessed":
        return "skipped"
    return "failure" if row["severity"] == "error" else "system-out"


def _count(group: pl.DataFrame, sort: str) -> int:
    return sum(_sort(row) == sort for row in group.iter_rows(named=True))


def _case(suite: ET.Element, row: dict[str, Any], lang: str) -> None:
    case = ET.SubElement(suite, "testcase", name=printable(row["check"]), classname=row["rule"])
    if row["file"]:
        case.set("file", printable(row["file"]))
    sort = _sort(row)
    if not sort:
        return
    message = printable(row_to_text(row, lang))
    said = ET.SubElement(case, sort)
    if sort == "system-out":
        said.text = f"{row['severity']}: {message}\n{printable(row['places'])}"
        return
    waived = row["waived"]
    said.set("message", message if waived is None else printable(f"waived ({waived}): {message}"))
    if sort == "failure":
        said.set("type", row["severity"])
        said.text = printable(row["places"])
