"""`charts.scatter` and `charts.funnel`: what is prepared, and what stands on the axes."""

from __future__ import annotations

import pytest
from chart_data import RECEIVED, compared, new_axes, series

import yoycompare as yoy
from yoycompare.charts import funnel, lint, scatter
from yoycompare.charts.funnel import prepare
from yoycompare.errors import ChartError

ROWS = [
    *series({2022: 10, 2023: 20}, entity="甲"),
    *series({2022: 9, 2023: 5}, entity="乙"),
    *series({2022: 0, 2023: 7}, entity="丙"),
    *series({2023: 7}, entity="丁"),
]


def test_points_of_two_years() -> None:
    """Last year across, this year up; rises and falls have markers of their own; who has no change is named."""
    ax = scatter(compared(*ROWS), RECEIVED, ax=new_axes())
    points = [
        tuple(map(float, offset)) for collection in ax.collections for offset in collection.get_offsets()
    ]

    assert {(10.0, 20.0), (0.0, 7.0), (9.0, 5.0)} == set(points)
    assert 2 == len(ax.collections)
    assert ax.get_xlim() == ax.get_ylim()
    assert "无法比较而未画出：丁" in ax.get_xlabel()
    assert [] == lint(ax)


def test_logarithms_leave_zeros_out() -> None:
    """A body with 0 has no place on them, and is named."""
    ax = scatter(compared(*ROWS), RECEIVED, log=True, ax=new_axes(), lang="en")

    assert ("log", "log") == (ax.get_xscale(), ax.get_yscale())
    assert "with 0, not drawn: 丙" in ax.get_xlabel()


def test_no_points() -> None:
    """One line."""
    with pytest.raises(ChartError) as caught:
        scatter(compared(*series({2023: 1})), RECEIVED, ax=new_axes())
    assert f"scatter of {RECEIVED}: no body has a change; choose another year or metric" == str(caught.value)


def test_steps_with_their_shares() -> None:
    """170 reviews are 4.83 % of 3,521 closed requests, 18 corrected ones 10.59 % of the reviews."""
    change = yoy.compare(yoy.load_dataset(), base=2023)
    frame = prepare(change, ["requests.closed", "review.total", "review.corrected"], entity="宿迁市")
    ax = funnel(change, ["requests.closed", "review.total"], entity="宿迁市", ax=new_axes(), lang="en")

    assert ["3,521", "170（为“办结申请”的4.83%）", "18（为“行政复议总计”的10.59%）"] == frame[
        "text"
    ].to_list()
    assert "170 (4.83 % of requests closed)" == ax.texts[1].get_text()
    assert [] == lint(ax)


def test_a_step_without_a_figure() -> None:
    """It has its reason; the next one is of the last that is known."""
    change = compared(*series({2023: 10}), *series({2023: 4}, metric="review.corrected"))
    frame = prepare(change, [RECEIVED, "review.total", "review.corrected"], lang="en")

    assert ["10", "no figure for 2023", "4 (40.00 % of requests received)"] == frame["text"].to_list()


@pytest.mark.parametrize(
    ("steps", "year", "expected"),
    [
        ([RECEIVED], None, "funnel: 1 steps, 1 of them different; name two metrics or more"),
        ([RECEIVED, RECEIVED], None, "funnel: 2 steps, 1 of them different; name two metrics or more"),
        ([RECEIVED, "review.total"], 2030, "funnel: there is no figure of 2030; choose another year"),
    ],
)
def test_funnels_that_cannot_be_drawn(steps: list[str], year: int | None, expected: str) -> None:
    """One line each."""
    with pytest.raises(ChartError) as caught:
        funnel(compared(*series({2023: 10})), steps, year=year, ax=new_axes())
    assert expected == str(caught.value)
