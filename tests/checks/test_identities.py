"""Identities of tables: real reports hold, planted faults are found, clean reports give no alarm."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yoycompare.checks import check
from yoycompare.checks.identities import form_to_identities
from yoycompare.panels import Panel
from yoycompare.reports import read_report
from yoycompare.synthetic import FaultKind, random_reports, reports_to_panel
from yoycompare.vocabulary import default_vocabulary

IDENTITIES = ("rows", "columns", "flow", "disputes", "carry_over", "stock", "bounds")
FAMILIES = {
    "sum_of_applicants": "rows",
    "sum_of_outcomes": "columns",
    "balance": "flow",
    "carry_over": "carry_over",
    "stock_flow": "stock",
    "disputes_total": "disputes",
}
OF_IDENTITIES = pl.col("family").is_in(FAMILIES.values())
KEY = ("entity", "family", "metric", "applicant", "year")


def counts(findings: pl.DataFrame) -> dict[tuple[str, str], int]:
    """How many checks of each family came out how."""
    return {
        (family, outcome): count
        for family, outcome, count in findings.filter(pl.col("family").is_in(IDENTITIES))
        .group_by("family", pl.col("outcome").cast(pl.String))
        .len()
        .iter_rows()
    }


def test_number_of_identities() -> None:
    """So many identities follow from the vocabulary, each with an id of its own."""
    vocabulary = default_vocabulary()
    found = {form: form_to_identities(form, vocabulary) for form in vocabulary.forms}

    assert {"gid-2014": 10, "gid-2019": 56, "gid-2021": 53} == {
        form: len(items) for form, items in found.items()
    }
    assert all(len({item.id for item in items}) == len(items) for items in found.values())


def test_suqian_adds_up_and_continues(real_reports: Path) -> None:
    """All rows, columns, flows and disputes of both years, the carry-over of every column, both stocks of documents."""
    files = ("suqian-2023.html", "suqian-2024.html")
    frame = check(Panel.from_reports([read_report(real_reports / name) for name in files])).frame

    assert {
        ("rows", "holds"): 50,
        ("columns", "holds"): 14,
        ("flow", "holds"): 14,
        ("disputes", "holds"): 6,
        ("carry_over", "holds"): 7,
        ("stock", "holds"): 2,
        ("bounds", "holds"): 2,
    } == counts(frame)
    assert frame.filter((pl.col("severity") == "error") & (pl.col("outcome") == "fails")).is_empty()
    stocks = frame.filter(pl.col("family") == "stock").select("metric", "left", "right")
    assert [
        ("disclosure.regulations.in_force", 12.0 + 1, 2.0 + 11),
        ("disclosure.normative_documents.in_force", 227.0 + 420, 50.0 + 597),
    ] == stocks.rows()


def test_shanghai_blanks_are_not_errors(real_reports: Path) -> None:
    """Totals that are left blank cannot be assessed; nothing fails."""
    findings = check(Panel.from_reports([read_report(real_reports / "shanghai-office-2019.html")]))
    frame = findings.frame

    assert findings.errors.is_empty()
    assert 23 == counts(frame)["rows", "cannot_be_assessed"]
    assert 2 == counts(frame)["flow", "holds"]


def test_planted_faults(capsys: pytest.CaptureFixture[str]) -> None:
    """Each identity that a planted fault breaks fails, and no other one."""
    reports = list(random_reports(4, bodies=120, faults=list(FaultKind)))
    frame = check(reports_to_panel(reports)).frame
    broken = {
        (report.entity, FAMILIES[item.family], item.metric, item.applicant, item.year)
        for report in reports
        for fault in report.faults
        for item in fault.breaks
    }
    failing = set(frame.filter(OF_IDENTITIES & (pl.col("outcome") == "fails")).select(KEY).rows())

    with capsys.disabled():
        for family in FAMILIES.values():
            wanted = {key for key in broken if key[1] == family}
            found = {key for key in failing if key[1] == family}
            both = len(wanted & found)
            assert wanted, f"no fault of {family} was planted"
            print(f"{family}: recall {both / len(wanted):.2f}, precision {both / len(found):.2f}")  # noqa: T201
    assert broken == failing


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_clean_reports_give_no_alarm(seed: int) -> None:
    """Reports that add up and continue each other: nothing fails, whatever their figures."""
    findings = check(reports_to_panel(random_reports(seed, bodies=2)))

    assert findings.errors.is_empty()
    assert 0 < findings.frame.filter(pl.col("outcome") == "holds").height


def test_blank_totals_cannot_be_assessed() -> None:
    """A blank sum is no error, and the cell that is missing is named."""
    reports = list(random_reports(5, bodies=6, faults=[FaultKind.BLANK_TOTALS]))
    findings = check(reports_to_panel(reports))
    open_ones = findings.frame.filter((pl.col("outcome") == "cannot_be_assessed") & (pl.col("missing") != ""))

    assert findings.errors.is_empty()
    assert open_ones.height > 0
    assert open_ones["difference"].null_count() == open_ones.height
