"""Real figures: written on their form they read back, and a draft continues them as the next report does."""

from __future__ import annotations

from pathlib import Path

import pytest

import yoycompare as yoy
from yoycompare.briefs import draft, form
from yoycompare.reports import Report


def statuses(report: Report) -> dict[tuple[str, str], tuple[object, object]]:
    return {
        (item.metric, item.applicant): (item.status, item.value)
        for item in report.observations
        if item.source == "table"
    }


@pytest.mark.parametrize("container", ["html", "docx", "xlsx", "csv", "md", "rows", "tabs"])
@pytest.mark.parametrize("name", ["shanghai-office-2019.html", "suqian-2023.html", "suqian-2024.html"])
def test_real_report_reads_back(real_reports: Path, name: str, container: str) -> None:
    """Every cell of a report, with its status, in the same body and year."""
    report = yoy.read_report(real_reports / name)
    again = yoy.read_report(form(report.form, report).to_bytes(container))

    assert statuses(report) == statuses(again)
    assert (report.entity, report.year, report.form) == (again.entity, again.year, again.form)


def test_draft_is_what_the_next_report_prints(real_reports: Path) -> None:
    """The draft after Suqian's report for 2023 carries over just what its report for 2024 prints."""
    drafted = draft(yoy.read_report(real_reports / "suqian-2023.html"))
    printed = statuses(yoy.read_report(real_reports / "suqian-2024.html"))
    carried = {key: text for key, text in drafted.cells.items() if text}

    assert 7 == len(carried)
    assert carried == {key: str(printed[key][1]) for key in carried}


def test_sums_of_a_real_report(real_reports: Path) -> None:
    """With its totals left out, the draft computes the totals that Suqian's report for 2024 prints."""
    report = yoy.read_report(real_reports / "suqian-2024.html")
    figures = {key: value for key, (_, value) in statuses(report).items()}
    totals = {key for key in figures if ".total" in key[0] or (key[0][:8], key[1]) == ("requests", "total")}
    parts = {key: value for key, value in figures.items() if key not in totals}
    drafted = draft(yoy.read_report(real_reports / "suqian-2023.html"), parts)

    assert () == drafted.notes
    assert 28 == len(totals)
    assert {key: str(figures[key]) for key in totals} == {key: drafted.cells.get(key) for key in totals}
