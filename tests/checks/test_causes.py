"""Causes: the edit that makes everything add up, where there is one."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yoycompare.checks import causes, check
from yoycompare.panels import Panel
from yoycompare.synthetic import FaultKind, random_reports, reports_to_panel

APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_services",
    "other_organization",
    "total",
)
CLEAN = {
    "requests.received": (21, 13, 4, 0, 2, 0, 40),
    "requests.carried_in": (5, 0, 0, 0, 0, 0, 5),
    "requests.closed": (23, 12, 4, 0, 2, 0, 41),
    "requests.carried_out": (3, 1, 0, 0, 0, 0, 4),
}


def panel_of(**changed: tuple[int, ...]) -> Panel:
    figures = CLEAN | {f"requests.{name}": numbers for name, numbers in changed.items()}
    rows = [
        ("某某市", 2023, metric, applicant, float(number))
        for metric, numbers in figures.items()
        for applicant, number in zip(APPLICANTS, numbers, strict=True)
    ]
    frame = pl.DataFrame(rows, schema=["entity", "year", "metric", "applicant", "value"], orient="row")
    return Panel.from_frame(frame.with_columns(form=pl.lit("gid-2021")))


@pytest.mark.parametrize(
    ("changed", "mechanism", "cells"),
    [
        ({"received": (12, 13, 4, 0, 2, 0, 40)}, "digits_swapped", {("received", "natural_person"): 21}),
        ({"received": (211, 13, 4, 0, 2, 0, 40)}, "digit_extra", {("received", "natural_person"): 21}),
        ({"received": (21, 1, 4, 0, 2, 0, 40)}, "", {("received", "business"): 13}),
        (
            {"received": (21, 4, 13, 0, 2, 0, 40)},
            "exchanged",
            {("received", "business"): 13, ("received", "research"): 4},
        ),
        (
            {"received": (0, 21, 13, 4, 0, 2, 40)},
            "shifted",
            {
                ("received", "natural_person"): 21,
                ("received", "business"): 13,
                ("received", "research"): 4,
                ("received", "public_interest"): 0,
                ("received", "legal_services"): 2,
                ("received", "other_organization"): 0,
            },
        ),
        (
            {"received": (2113, 0, 4, 0, 2, 0, 40)},
            "joined",
            {("received", "natural_person"): 21, ("received", "business"): 13},
        ),
    ],
)
def test_slips(
    changed: dict[str, tuple[int, ...]], mechanism: str, cells: dict[tuple[str, str], int]
) -> None:
    """The cells that a slip touched, and what they should print."""
    (cause,) = causes(panel_of(**changed)).to_dicts()

    assert mechanism == cause["mechanism"]
    assert {
        (f"requests.{metric}", applicant): float(value) for (metric, applicant), value in cells.items()
    } == {(item["metric"], item["applicant"]): item["suggested"] for item in cause["cells"]}


def test_what_is_not_unique_is_not_shown() -> None:
    """One total of disputes that is off: any of its five cells could be."""
    rows = [
        ("某某市", 2023, f"review.{name}", float(number))
        for name, number in {"upheld": 3, "corrected": 1, "other": 0, "pending": 2, "total": 9}.items()
    ]
    frame = pl.DataFrame(rows, schema=["entity", "year", "metric", "value"], orient="row").with_columns(
        form=pl.lit("gid-2021")
    )
    panel = Panel.from_frame(frame)

    assert 1 == check(panel).errors.height
    assert causes(panel).is_empty()


def test_a_cause_stands_beside_its_findings_and_changes_nothing() -> None:
    """Every failing identity that it mends carries it, in both languages; the panel is as it was."""
    panel = panel_of(received=(12, 13, 4, 0, 2, 0, 40))
    printed = panel.frame.clone()
    errors = check(panel).errors

    assert {"若2023年新收申请（自然人）为21而非12，2个等式成立：数字颠倒"} == set(errors["cause_zh"])
    assert {
        "2 identities hold if requests received (natural persons) of 2023 is 21, not 12: digits swapped"
    } == set(errors["cause_en"])
    assert printed.equals(panel.frame)


def test_planted_faults_have_their_cells_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Where a cause is shown it is the planted one, and for faults of one cell in a grid it is nearly always shown."""
    shares = {}
    for kind in (
        FaultKind.DIGITS_SWAPPED,
        FaultKind.ROW_SHIFTED,
        FaultKind.BALANCE,
        FaultKind.LAST_YEAR_REPEATED,
    ):
        reports = list(random_reports(21, bodies=60, faults=[kind]))
        planted = {fault.entity: fault for report in reports for fault in report.faults if fault.breaks}
        shown = causes(reports_to_panel(reports)).to_dicts()
        right = [
            cause
            for cause in shown
            for fault in [planted[cause["entity"]]]
            if {(fault.year, *key): value for key, value in zip(fault.cells, fault.true, strict=True)}
            == {
                (item["year"], item["metric"], item["applicant"]): item["suggested"]
                for item in cause["cells"]
            }
        ]
        shares[kind] = len(right) / len(planted)
        with capsys.disabled():
            print(f"{kind}: {len(planted)} planted, {len(shown)} causes shown, {len(right)} of them right")  # noqa: T201
        assert len(right) >= 0.95 * len(shown)
    assert shares[FaultKind.DIGITS_SWAPPED] > 0.9
    assert min(shares.values()) > 0.5


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.sampled_from(list(FaultKind)))
def test_a_cause_solves_what_it_names(seed: int, kind: FaultKind) -> None:
    """With the suggested numbers in place of the printed ones, the findings that it names hold, and nothing new fails."""
    panel = reports_to_panel(random_reports(seed, bodies=2, faults=[kind]))
    before = set(check(panel).errors.select("entity", "year", "check").rows())
    for cause in causes(panel).to_dicts():
        frame = panel.frame.filter(pl.col("source") != "linked")
        for cell in cause["cells"]:
            is_cell = (
                (pl.col("entity") == cause["entity"])
                & (pl.col("year") == cell["year"])
                & (pl.col("metric") == cell["metric"])
                & (pl.col("applicant") == cell["applicant"])
            )
            value = pl.when(is_cell).then(cell["suggested"])
            frame = frame.with_columns(value.otherwise(name).alias(name) for name in ("value", "low", "high"))
        after = set(check(Panel.from_frame(frame)).errors.select("entity", "year", "check").rows())
        named = {(cause["entity"], item["year"], item["check"]) for item in cause["checks"]}
        assert after <= before - named
