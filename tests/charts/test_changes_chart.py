"""`charts.changes`: bars of what changed, or the reason why nothing can be said."""

from __future__ import annotations

import matplotlib as mpl
import polars as pl
import pytest
from chart_data import RECEIVED, compared, new_axes, series

import yoycompare as yoy
from yoycompare.charts.changes import prepare
from yoycompare.errors import ChartError

SUQIAN = "宿迁市"


@pytest.fixture(scope="module")
def change() -> yoy.Comparison:
    return yoy.compare(yoy.load_dataset(), base=2023)


def test_metrics_of_a_body(change: yoy.Comparison) -> None:
    """In the order in which they are named, with both years' numbers."""
    frame = prepare(change, ["requests.closed", RECEIVED], entity=SUQIAN)

    assert [
        ("办结申请", "+1.00%（3,486 → 3,521）", "up"),
        ("新收申请", "+0.40%（3,511 → 3,525）", "up"),
    ] == frame.select("label", "text", "look").rows()


def test_rates_change_in_points(change: yoy.Comparison) -> None:
    """Never in percent, and the unit says so."""
    ax = yoy.charts.changes(change, ["disclosure_rate", "denial_rate"], entity=SUQIAN, ax=new_axes())

    assert ("", "较2023年变化，百分点") == (ax.get_ylabel(), ax.get_xlabel().splitlines()[0])
    assert ["+10.44（43.57% → 54.02%）", "−1.46（4.07% → 2.61%）"] == [text.get_text() for text in ax.texts]


def test_bodies_are_sorted_by_their_change() -> None:
    """The largest rise first; a body without a change last, with the reason in its place."""
    rows = [
        *series({2023: 10, 2024: 12}, entity="甲"),
        *series({2023: 10, 2024: 5}, entity="乙"),
        *series({2024: 3}, entity="丙"),
    ]
    ax = yoy.charts.changes(compared(*rows), RECEIVED, ax=new_axes())
    bars = [bar.get_width() for container in ax.containers for bar in container]

    assert ["甲", "乙", "丙"] == [label.get_text() for label in ax.get_yticklabels()]
    assert [20.0, -50.0] == bars
    assert "无2023年数字可比" == ax.texts[-1].get_text()
    low, high = ax.get_xlim()
    assert (True, True) == (low < -50, high > 20)


def test_falls_have_a_second_cue() -> None:
    """A hatch, whatever the palette; nothing of the style stays."""
    before = dict(mpl.rcParams)
    for palette in ("default", "red_up"):
        rows = [*series({2023: 10, 2024: 12}, entity="甲"), *series({2023: 10, 2024: 5}, entity="乙")]
        ax = yoy.charts.changes(compared(*rows), RECEIVED, ax=new_axes(), palette=palette, lang="en")
        hatches = [bar.get_hatch() for container in ax.containers for bar in container]
        assert [None, "////"] == hatches
    assert before == dict(mpl.rcParams)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            {"metrics": [RECEIVED, "disclosure_rate"], "entity": SUQIAN},
            "changes: counts change in percent, rates in percentage points; draw them in two charts",
        ),
        ({"entity": SUQIAN, "year": 2030}, "changes: there is no figure of 2030; choose another year"),
        (
            {"entity": SUQIAN, "palette": "x"},
            "palette 'x': there is none of that name; use 'default' or 'red_up'",
        ),
    ],
)
def test_what_cannot_be_drawn(change: yoy.Comparison, options: dict[str, object], expected: str) -> None:
    """One line says why."""
    with pytest.raises(ChartError) as caught:
        yoy.charts.changes(change, ax=new_axes(), **options)  # type: ignore[arg-type]
    assert expected == str(caught.value)


def test_too_many_bars() -> None:
    """Sixty can be read, more cannot."""
    rows = [row for number in range(61) for row in series({2023: 1, 2024: 2}, entity=f"市{number}")]
    with pytest.raises(ChartError) as caught:
        yoy.charts.changes(compared(*rows), RECEIVED, ax=new_axes())
    assert "changes: 61 bars cannot be read; choose 60 at most" == str(caught.value)
    assert pl.DataFrame(rows).height == 122
