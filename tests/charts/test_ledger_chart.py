"""`charts.ledger`: what was handed on beside what was taken over."""

from __future__ import annotations

import polars as pl
import pytest
from chart_data import new_axes, points_of

import yoycompare as yoy
from yoycompare.charts import ledger, lint
from yoycompare.errors import ChartError
from yoycompare.panels import Panel


def panel_of(*bodies: str) -> Panel:
    values = {"requests.carried_in": (5.0, 13.0, 20.0), "requests.carried_out": (10.0, 20.0, 30.0)}
    rows = [
        (body, year, metric, value)
        for body in bodies
        for metric, numbers in values.items()
        for year, value in zip((2021, 2022, 2023), numbers, strict=True)
    ]
    frame = pl.DataFrame(rows, schema=["entity", "year", "metric", "value"], orient="row")
    return Panel.from_frame(frame.with_columns(form=pl.lit("gid-2021")))


@pytest.mark.parametrize(
    ("lang", "texts"), [("zh", ["无上年报告", "差额+3"]), ("en", ["no report before", "off by +3"])]
)
def test_pairs_of_bars(lang: str, texts: list[str]) -> None:
    """10 and 13 in 2022 are 3 apart, 20 and 20 in 2023 are the same; 2021 has nothing before it."""
    ax = ledger(panel_of("甲市"), ax=new_axes(), lang=lang)
    (pairs,) = ax.child_axes
    handed_on, taken_over = ([bar.get_height() for bar in container] for container in pairs.containers)

    assert ([10.0, 20.0], [5.0, 13.0, 20.0]) == (handed_on, taken_over)
    assert set(texts) <= {text.get_text() for text in pairs.texts}
    assert ["2021", "2022", "2023"] == [label.get_text() for label in ax.get_xticklabels()]
    assert 0.0 == pairs.get_ylim()[0]
    assert [] == lint(ax)


def test_flows_stand_over_the_joins() -> None:
    """Suqian: 3,511 and 3,525 came in, 3,486 and 3,521 went out, 121 and 125 were left."""
    ax = ledger(yoy.load_dataset(), entity="宿迁市", ax=new_axes())
    _, flows = ax.child_axes
    came_in, went_out = ([bar.get_height() for bar in container] for container in flows.containers)
    (stock,) = [line for line in flows.lines if line.get_marker() == "o"]

    assert ([3511.0, 3525.0], [-3486.0, -3521.0]) == (came_in, went_out)
    assert [(2023.0, 121.0), (2024.0, 125.0)] == points_of(stock)
    assert [] == lint(ax)


def test_ledgers_that_cannot_be_drawn() -> None:
    """One line each."""
    with pytest.raises(ChartError) as caught:
        ledger(panel_of("甲市", "乙市"), ax=new_axes())
    assert "ledger: the panel holds 2 bodies with accounts; name one in `entity`" == str(caught.value)
    with pytest.raises(ChartError) as late:
        ledger(panel_of("甲市"), account="x", ax=new_axes())
    assert "ledger of the body: there is no account 'x'; use one of: requests" == str(late.value)
    assert "requests" in yoy.ledger(panel_of("甲市"))["account"].to_list()
