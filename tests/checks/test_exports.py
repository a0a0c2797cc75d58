"""Findings as JSON, SARIF, JUnit XML, Markdown and an annotated copy."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_texts import RECEIVED, requests_page

from yoycompare.checks import Findings, Waiver, check
from yoycompare.checks.exports import (
    findings_to_html,
    findings_to_json,
    findings_to_junit,
    findings_to_markdown,
    findings_to_sarif,
)
from yoycompare.errors import CheckError
from yoycompare.panels import Panel
from yoycompare.reports import read_report

SCHEMA = json.loads(
    files("yoycompare").joinpath("schemas", "findings.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def findings() -> Findings:
    """A row that is 1 off, and a sentence that says another number."""
    page = requests_page({RECEIVED: (5, 1, 0, 0, 0, 0, 7)}, "一、总体情况\n全年收到政府信息公开申请9件。")
    return check(read_report(page))


def test_json_is_of_the_shipped_schema(findings: Findings) -> None:
    """Every finding, and each claim with its verdict."""
    content = json.loads(json.dumps(findings_to_json(findings), allow_nan=False))

    jsonschema.validate(content, SCHEMA)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert findings.frame.height == len(content["findings"])
    assert ["contradicted"] == [claim["verdict"] for claim in content["reports"][0]["claims"]]


def test_sarif(findings: Findings) -> None:
    """A result for each finding: rule, level, message, cell, fingerprint."""
    log = findings_to_sarif(findings, version="1")
    (run,) = log["runs"]
    result = next(item for item in run["results"] if item["ruleId"] == "rows")

    assert ("2.1.0", "fail", "error") == (log["version"], result["kind"], result["level"])
    assert "rows" == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    assert "table 1, row 2, column 8" == result["locations"][0]["logicalLocations"][0]["name"]
    assert re.fullmatch("[0-9a-f]{16}", result["partialFingerprints"]["yoycompare/1"])
    assert {"none"} == {item["level"] for item in run["results"] if item["kind"] != "fail"}


def test_junit(findings: Findings) -> None:
    """Errors are failures; what cannot be assessed is skipped; the counts are those of the cases."""
    root = ET.fromstring(findings_to_junit(findings, lang="zh"))  # noqa: S314 - our own text
    (suite,) = root
    cases = {case.get("name"): case for case in suite}
    failure = cases["rows/requests.received/total"].find("failure")

    assert failure is not None
    assert "新收申请：总计7，各类申请人合计6，相差1" == failure.get("message")
    assert str(len(suite.findall("testcase"))) == suite.get("tests")
    assert str(len(suite.findall("testcase/failure"))) == suite.get("failures")
    assert str(len(suite.findall("testcase/skipped"))) == suite.get("skipped")


def test_waived_findings_in_other_formats(findings: Findings) -> None:
    """A suppression in SARIF, a skipped case in JUnit, a remark in Markdown and HTML."""
    row = findings.errors.filter(rule="rows").row(0, named=True)
    (report, _), *_ = findings.judged
    waived = check(report, waivers=[Waiver(fingerprint=row["fingerprint"], reason="已核实")])
    (result,) = [
        item
        for item in findings_to_sarif(waived, version="1")["runs"][0]["results"]
        if item["properties"]["check"] == row["check"]
    ]
    case = next(
        item
        for item in ET.fromstring(findings_to_junit(waived)).iter("testcase")  # noqa: S314
        if item.get("name") == row["check"]
    )

    assert [{"kind": "external", "justification": "已核实"}] == result["suppressions"]
    assert case.find("failure") is None
    assert str(case[0].get("message")).startswith("waived (已核实): ")
    assert "(waived: 已核实)" in findings_to_markdown(waived)
    assert "(waived: 已核实)" in findings_to_html(waived)


def test_markdown(findings: Findings) -> None:
    """A table whose rows have as many cells as its head, the most serious first."""
    lines = [line for line in findings_to_markdown(findings).split("\n") if line.startswith("|")]

    assert {7 - 1} == {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
    assert lines[2].startswith("| error | ")


class Marked(HTMLParser):
    """The cells and words that are marked, with the numbers that stand at them."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: list[str] = []
        self.open = False
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A marked cell has a class."""
        names = dict(attrs)
        self.loaded += [
            str(names[name])
            for name in ("src", "href")
            if name in names and not str(names[name]).startswith("#")
        ]
        if tag in ("td", "mark") and "class" in names:
            self.open = True
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        """A mark ends with its element."""
        if tag in ("td", "mark"):
            self.open = False

    def handle_data(self, data: str) -> None:
        """What stands in the mark."""
        if self.open:
            self.marked[-1] += data


def test_annotated_copy(findings: Findings) -> None:
    """The total and its parts carry the number of the finding, the sentence too; nothing is loaded from outside."""
    page = findings_to_html(findings)
    parser = Marked()
    parser.feed(page)
    numbers = {
        row["rule"]: place
        for place, row in enumerate(findings.frame.filter(outcome="fails").to_dicts(), start=1)
    }

    assert "9件" in parser.marked
    assert any(text.startswith("7") and str(numbers["rows"]) in text[1:] for text in parser.marked)
    assert [] == parser.loaded
    assert f'id="finding-1-{numbers["rows"]}"' in page
    assert f'href="#finding-1-{numbers["rows"]}"' in page


def test_no_copy_of_a_panel(findings: Findings) -> None:
    """A panel has no document to mark."""
    panel = Panel.from_reports([report for report, _ in findings.judged])
    with pytest.raises(CheckError) as caught:
        findings_to_html(check(panel))
    assert "findings: there is no report to mark; check reports, not a panel" == str(caught.value)


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text_leaves_whole_files(text: str) -> None:
    """Whatever stands in a report: the XML parses, the JSON is of its schema, the page holds no foreign tag."""
    head = "某某市2024年政府信息公开工作年度报告\n收到政府信息公开申请12件，同比增长9%。<script>alert(1)</script>"
    found = check(read_report((head + text).encode("utf-8", "replace")))

    jsonschema.validate(json.loads(json.dumps(findings_to_json(found))), SCHEMA)
    assert ET.fromstring(findings_to_junit(found)).tag == "testsuites"  # noqa: S314
    assert "<script" not in findings_to_html(found)
    assert json.dumps(findings_to_sarif(found, version="1"))
