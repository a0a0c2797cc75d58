"""`charts.coverage`: what is prepared, and what of it stands on the axes."""

from __future__ import annotations

import polars as pl
import pytest
from chart_data import new_axes

import yoycompare as yoy
from yoycompare.charts.coverage import prepare
from yoycompare.errors import ChartError
from yoycompare.panels import Panel


def panel_of(*keys: tuple[str, int]) -> Panel:
    rows = [(entity, year, "requests.received", 7.0) for entity, year in keys]
    frame = pl.DataFrame(rows, schema=["entity", "year", "metric", "value"], orient="row")
    return Panel.from_frame(frame.with_columns(form=pl.lit("gid-2021")))


PANEL = panel_of(("甲市", 2022), ("甲市", 2023), ("乙市", 2023))


def test_cells_are_prepared() -> None:
    """A row a body, a column a table and year, with a gap between tables."""
    frame = prepare(PANEL, ["requests", "disputes"])

    assert [
        ("甲市", "requests", 2022, "read", 0.0, 0),
        ("甲市", "requests", 2023, "read", 1.0, 0),
        ("乙市", "requests", 2022, "no_report", 0.0, 1),
        ("乙市", "requests", 2023, "read", 1.0, 1),
    ] == sorted(
        frame.filter(table="requests")
        .select("entity", "table", "year", pl.col("state").cast(pl.String), "x", "y")
        .rows(),
        key=lambda row: (row[5], row[4]),
    )
    assert [2.4, 3.4] == sorted(set(frame.filter(table="disputes")["x"].to_list()))


@pytest.mark.parametrize(
    ("lang", "legend"), [("zh", ["已读取", "没有读到", "无报告"]), ("en", ["read", "not found", "no report"])]
)
def test_what_stands_on_the_axes(lang: str, legend: list[str]) -> None:
    """A collection and a legend entry for each state that occurs; bodies beside, years below, tables above."""
    ax = yoy.charts.coverage(PANEL, ["requests", "disputes"], ax=new_axes(), lang=lang)

    assert legend == [text.get_text() for text in ax.get_legend().get_texts()]
    assert [3, 3, 2] == [len(collection.get_paths()) for collection in ax.collections]
    assert ["甲市", "乙市"] == [label.get_text() for label in ax.get_yticklabels()] or ["乙市", "甲市"] == [
        label.get_text() for label in ax.get_yticklabels()
    ]
    assert ["2022", "2023"] * 2 == [label.get_text() for label in ax.get_xticklabels()]
    assert "3" in ax.get_xlabel()


def test_too_many_bodies() -> None:
    """One line says how many, and what to do."""
    with pytest.raises(ChartError) as caught:
        yoy.charts.coverage(panel_of(*((f"市{number}", 2023) for number in range(61))), ax=new_axes())
    assert "coverage: there are 61 bodies, the chart holds 1 to 60; name some in `entities`" == str(
        caught.value
    )


def test_unknown_table() -> None:
    """The tables that there are, are named."""
    with pytest.raises(ChartError) as caught:
        yoy.charts.coverage(PANEL, ["request"], ax=new_axes())
    assert str(caught.value).startswith(
        "table 'request': the coverage has no such table; use one of: disclosure.documents, "
    )


def test_no_chart_of_another_lag() -> None:
    """A chart that speaks of the year before shows no change from five years before."""
    with pytest.raises(ChartError) as caught:
        yoy.charts.trend(yoy.compare(PANEL, lag=5), "requests.received", ax=new_axes())
    expected = (
        "comparison: it compares with 5 years before, and charts show the year before; compare with lag=1"
    )
    assert expected == str(caught.value)
