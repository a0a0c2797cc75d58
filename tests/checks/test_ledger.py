"""Ledgers and vintages: what is taken over beside what was handed on, over any number of years."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from yoycompare.checks import ledger, vintages
from yoycompare.panels import Panel
from yoycompare.reports import read_report
from yoycompare.synthetic import FaultKind, random_reports, reports_to_panel

CARRIED_IN, CARRIED_OUT = "requests.carried_in", "requests.carried_out"


def panel_of(figures: Mapping[tuple[int, str, str], float | None], form: str = "gid-2021") -> Panel:
    """A panel of one body: year, metric and kind of applicant → number."""
    rows = [
        ("某某市", year, metric, applicant, value) for (year, metric, applicant), value in figures.items()
    ]
    frame = pl.DataFrame(rows, schema=["entity", "year", "metric", "applicant", "value"], orient="row")
    before = pl.col("year") < 2019
    return Panel.from_frame(
        frame.with_columns(form=pl.when(before).then(pl.lit("gid-2014")).otherwise(pl.lit(form)))
    )


def courses(panel: Panel, applicant: str = "total") -> list[tuple[int, float | None, str | None]]:
    """Year, residual and course of the requests of one column."""
    rows = ledger(panel).filter(account="requests", applicant=applicant)
    return list(rows.select("year", "residual", "course").iter_rows())


def test_a_break_enters_is_passed_on_and_compensated() -> None:
    """Three more than were handed on in 2021, three less in 2023: the sum of the residuals is 0 again."""
    handed_on = {2020: 10.0, 2021: 20.0, 2022: 30.0, 2023: 40.0, 2024: 50.0}
    taken_over = {2020: 5.0, 2021: 13.0, 2022: 20.0, 2023: 27.0, 2024: 40.0}
    figures = {(year, CARRIED_OUT, "total"): value for year, value in handed_on.items()}
    figures |= {(year, CARRIED_IN, "total"): value for year, value in taken_over.items()}

    assert [
        (2020, None, None),
        (2021, 3.0, "enters"),
        (2022, 0.0, "passed_on"),
        (2023, -3.0, "compensated"),
        (2024, 0.0, None),
    ] == courses(panel_of(figures))


def test_a_gap_ends_a_stretch() -> None:
    """A year without a report links nothing, and what was open before it is not carried over it."""
    figures = {
        (2019, CARRIED_OUT, "total"): 10.0,
        (2020, CARRIED_IN, "total"): 12.0,
        (2020, CARRIED_OUT, "total"): 8.0,
        (2022, CARRIED_IN, "total"): 9.0,
        (2022, CARRIED_OUT, "total"): 4.0,
        (2023, CARRIED_IN, "total"): 4.0,
    }
    rows = ledger(panel_of(figures)).filter(account="requests")

    assert [
        (2020, "fails", "enters", 2.0),
        (2022, "no_report", None, None),
        (2023, "holds", None, 0.0),
    ] == rows.select("year", "status", "course", "open_residual").rows()


def test_reclassified_between_two_columns() -> None:
    """One request less of a business, one more of a natural person; the totals agree."""
    figures = {}
    for applicant, handed_on, taken_over in (
        ("business", 5.0, 4.0),
        ("natural_person", 7.0, 8.0),
        ("total", 12.0, 12.0),
    ):
        figures[2023, CARRIED_OUT, applicant] = handed_on
        figures[2024, CARRIED_IN, applicant] = taken_over
    rows = ledger(panel_of(figures)).filter(year=2024)

    assert {"business": "natural_person", "natural_person": "business", "total": None} == dict(
        rows.select("applicant", "reclassified_with").iter_rows()
    )


def test_over_the_break_of_2018() -> None:
    """The form of 2014 has no carry-over: what the report of 2019 states stands alone, beside an estimate."""
    figures = {
        (2018, "requests.received", "total"): 900.0,
        (2018, "requests.closed", "total"): 840.0,
        (2019, CARRIED_IN, "total"): 552.0,
    }
    (row,) = ledger(panel_of(figures, "gid-2019")).filter(account="requests").iter_rows(named=True)

    assert (2019, None, 552.0, None, "not_on_form", 60.0) == tuple(
        row[name] for name in ("year", "expected", "stated", "residual", "status", "estimate")
    )


def test_suqian(real_reports: Path) -> None:
    """118, 3 and 121 are carried over; 11 + 2 - 1 = 12 rules and 597 + 50 - 227 = 420 documents are in force."""
    files = ("suqian-2023.html", "suqian-2024.html")
    panel = Panel.from_reports([read_report(real_reports / name) for name in files])
    rows = ledger(panel).filter(year=2024)

    assert {
        ("requests", "natural_person"): 118.0,
        ("requests", "business"): 3.0,
        ("requests", "total"): 121.0,
        ("regulations", "total"): 12.0,
        ("normative_documents", "total"): 420.0,
    }.items() <= {
        (account, who): value
        for account, who, value in rows.select("account", "applicant", "expected").rows()
    }.items()
    assert ["holds"] == rows["status"].unique().to_list()
    assert [0.0] == vintages(panel)["revision"].unique().to_list()


def test_vintages_keep_both() -> None:
    """What 2021 says of 2020 stands beside what 2020 said, with the size of the revision."""
    panel = panel_of({(2020, CARRIED_OUT, "total"): 16.0, (2021, CARRIED_IN, "total"): 20.0})
    (row,) = vintages(panel).iter_rows(named=True)

    assert (2020, 16.0, 2021, 20.0, 4.0, 25.0) == tuple(
        row[name] for name in ("year", "first", "vintage", "later", "revision", "percent")
    )
    assert {16.0, 20.0} <= set(panel.frame.filter(year=2020)["value"])


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.sampled_from([[], [FaultKind.CARRY_OVER], [FaultKind.STOCK_FLOW]]))
def test_residuals_are_those_of_the_checks(seed: int, faults: list[FaultKind]) -> None:
    """Stated = expected + residual; a course is there exactly where something is open or just closed."""
    rows = ledger(reports_to_panel(random_reports(seed, bodies=3, faults=faults)))
    known = rows.filter(pl.col("residual").is_not_null())

    assert known.filter(pl.col("stated") != pl.col("expected") + pl.col("residual")).is_empty()
    assert known.filter((pl.col("residual") != 0) != (pl.col("status") == "fails")).is_empty()
    quiet = (pl.col("residual") == 0) & (pl.col("open_residual") == 0)
    assert known.filter(pl.col("course").is_null() != quiet).is_empty()
    assert rows.height > 0
