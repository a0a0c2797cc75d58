"""Coverage: who gave which table in which year."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from report_texts import RECEIVED, requests_page, text_report

from yoycompare.checks import coverage, empty_cells
from yoycompare.panels import Panel
from yoycompare.reports import read_report
from yoycompare.synthetic import random_reports, reports_to_panel


def states(panel: Panel, table: str = "requests", **options: object) -> dict[tuple[str, int], str]:
    rows = coverage(panel, **options).filter(table=table)  # type: ignore[arg-type]
    return {
        (entity, year): state
        for entity, year, state in rows.select("entity", "year", pl.col("state").cast(pl.String)).rows()
    }


def test_states() -> None:
    """Read, failing, blank, unread (prose only), no report."""
    pages = {
        ("甲市", 2022): requests_page({RECEIVED: (5, 1, 0, 0, 0, 0, 6)}, year=2022, entity="甲市"),
        ("甲市", 2023): requests_page({RECEIVED: (5, 1, 0, 0, 0, 0, 7)}, year=2023, entity="甲市"),
        ("甲市", 2024): requests_page({RECEIVED: [""] * 7}, "收到申请3件。", year=2024, entity="甲市"),
    }
    reports = [read_report(page) for page in pages.values()]
    reports.append(text_report("全年收到申请3件。", 2023, "乙市"))

    assert {
        ("甲市", 2022): "read",
        ("甲市", 2023): "failing",
        ("甲市", 2024): "blank",
        ("乙市", 2022): "no_report",
        ("乙市", 2023): "unread",
        ("乙市", 2024): "no_report",
    } == states(Panel.from_reports(reports))


def test_bodies_that_never_reported() -> None:
    """A roster names them."""
    panel = Panel.from_reports([read_report(requests_page({RECEIVED: (5, 1, 0, 0, 0, 0, 6)}))])

    assert {("某某市", 2024): "read", ("丙市", 2024): "no_report"} == states(
        panel, entities=["某某市", "丙市"]
    )


def test_a_table_of_another_form() -> None:
    """Centralized procurement left the form in 2021."""
    old, new = (
        pl.DataFrame(
            {"entity": entity, "year": [2020], "metric": "requests.received", "value": 1.0, "form": form}
        )
        for entity, form in (("甲市", "gid-2019"), ("乙市", "gid-2021"))
    )
    found = states(Panel.from_frame(pl.concat([old, new])), "disclosure.procurement")

    assert {("甲市", 2020): "unread", ("乙市", 2020): "not_on_form"} == found


def test_cells_that_nobody_fills() -> None:
    """Found and blank in every report, or found in none."""
    pages = [requests_page({RECEIVED: (5, 1, "", 0, 0, 0, 6)}, year=year) for year in (2023, 2024)]
    rows = empty_cells(Panel.from_reports(map(read_report, pages)))
    received = rows.filter(metric="requests.received").select("applicant", "reports", "read").rows()

    assert [("research", 2, 2)] == received
    assert 0 == rows.filter(metric="requests.closed", applicant="total")["read"][0]


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.data())
def test_every_body_and_year_once(seed: int, data: st.DataObject) -> None:
    """Whatever reports are missing: a row for each body, year and table, and as many gaps as were made."""
    panel = reports_to_panel(random_reports(seed, bodies=3))
    keys = (
        panel.frame.filter(pl.col("vintage") == pl.col("year"))
        .select("entity", "year")
        .unique()
        .sort("entity", "year")
    )
    gone = data.draw(st.lists(st.sampled_from(keys.rows()), unique=True, max_size=5))
    lost = pl.DataFrame(gone, schema=keys.schema, orient="row")
    left = panel.frame.filter(pl.col("source") != "linked").join(lost, on=["entity", "year"], how="anti")
    entities, years = keys["entity"].unique().sort().to_list(), sorted(set(keys["year"]))
    frame = coverage(Panel.from_frame(left), entities=entities, years=years)

    assert not frame.select("entity", "scope", "year", "table").is_duplicated().any()
    assert len(entities) * len(years) == frame.select("entity", "year").n_unique()
    assert len(gone) == frame.filter(pl.col("state") == "no_report").select("entity", "year").n_unique()
