"""`charts.index`: what is prepared, and what of it stands on the axes."""

from __future__ import annotations

import matplotlib as mpl
import pytest
from chart_data import CARRIED_OUT, RECEIVED, compared, new_axes, series, solid_points, texts_of

import yoycompare as yoy
from yoycompare.charts.index import prepare
from yoycompare.errors import ChartError

ZHEJIANG, SUQIAN = "浙江省", "宿迁市"


@pytest.fixture(scope="module")
def since_2023():
    return yoy.compare(yoy.load_dataset(), base=2023)


@pytest.fixture(scope="module")
def since_2019():
    return yoy.compare(yoy.load_dataset(), base=2019)


def test_index_is_prepared(since_2023):
    """Each metric has its base year at 100; the linked year before it is there too."""
    frame = prepare(since_2023, [RECEIVED, CARRIED_OUT], entity=SUQIAN)
    assert [
        ("新收申请", 2023, "100.0", None),
        ("新收申请", 2024, "100.4", None),
        ("结转下年申请", 2022, "79.3", 2023),
        ("结转下年申请", 2023, "100.0", None),
        ("结转下年申请", 2024, "103.3", None),
    ] == frame.select("series", "year", "text", "stated_by").rows()


def test_default_metrics_are_headline_counts(since_2023):
    """Without metrics: the headline counts that are no part of another, as the vocabulary orders them."""
    frame = prepare(since_2023, entity=SUQIAN)
    assert [
        "requests.received",
        "requests.carried_in",
        "requests.closed",
        "requests.carried_out",
        "requests.handled",
        "review.total",
        "litigation.total",
    ] == frame["metric"].unique(maintain_order=True).to_list()


def test_metrics_keep_their_order(since_2023):
    """Metrics stand as they are named; one that is named twice stands once."""
    frame = prepare(since_2023, ["litigation.total", RECEIVED, "litigation.total"], entity=SUQIAN)
    assert ["litigation.total", RECEIVED] == frame["metric"].unique(maintain_order=True).to_list()


def test_lines_of_the_index(since_2023):
    """Each metric is a line through 100 in the base year, named with its index at the end."""
    ax = yoy.charts.index(since_2023, [RECEIVED, "review.total"], entity=SUQIAN, ax=new_axes())
    assert [2023, 2024, 2023, 2024] == [x for line in solid_points(ax) for x, _ in line]
    assert pytest.approx([100, 100 * 3525 / 3511, 100, 100 * 170 / 440]) == (
        [y for line in solid_points(ax) for _, y in line]
    )
    assert ["新收申请 100.4", "行政复议总计 38.6"] == texts_of(ax)
    assert ("宿迁市：各项指标的指数（2023年=100，2023—2024年）", "指数") == (ax.get_title(), ax.get_ylabel())


def test_base_is_marked_and_named(since_2023):
    """The base year stands in the title and under its tick, and a line shows 100."""
    ax = yoy.charts.index(since_2023, [RECEIVED], entity=SUQIAN, ax=new_axes(), lang="en")
    ax.figure.draw_without_rendering()
    hundred = [bar.get_segments()[0][:, 1].tolist() for bar in ax.collections if len(bar.get_segments())]
    assert [[100, 100]] == hundred
    assert ["2023\nbase", "2024\n "] == [label.get_text() for label in ax.get_xticklabels()]
    assert "宿迁市: index of requests received (2023 = 100, 2023–2024)" == ax.get_title()
    assert "Index: figure of the year over that of the base year (2023), times 100." in ax.get_xlabel()


def test_what_is_not_drawn_is_named(since_2019):
    """Of Zhejiang only the carry-over has a year besides 2019; the notes name the rest and say why."""
    ax = yoy.charts.index(since_2019, entity=ZHEJIANG, ax=new_axes())
    assert [[(2018, 100 * 552 / 1087), (2019, 100)]] == solid_points(ax)
    assert (
        "未画出：新收申请、上年结转申请、办结申请、办理申请总量、行政复议总计、行政诉讼总计（基年之外无可比数字）。"
    ) == ax.get_xlabel().splitlines()[-1]


def test_small_changes_look_small(since_2023):
    """The axis shows ten points on both sides of 100 at least."""
    low, high = yoy.charts.index(since_2023, [RECEIVED], entity=SUQIAN, ax=new_axes()).get_ylim()
    assert (True, True) == (low <= 90, high >= 110)


def test_years_before_a_break_are_not_drawn():
    """What does not compare with the base year has no index: it is named, and no line leads to it."""
    rows = [*series({2017: 4, 2018: 5}, form="gid-2014"), *series({2019: 8, 2020: 9}, form="gid-2019")]
    ax = yoy.charts.index(compared(*rows), [RECEIVED], ax=new_axes())
    assert [[(2019, 100), (2020, 112.5)]] == solid_points(ax)
    assert "不可比" in texts_of(ax)
    assert "缺数：2017—2018（与基年口径不同）。" == ax.get_xlabel().splitlines()[-1]


def test_settings_are_as_before(since_2023):
    """Drawing leaves matplotlib's settings as they were."""
    before = dict(mpl.rcParams)
    yoy.charts.index(since_2023, entity=SUQIAN, ax=new_axes())
    assert before == dict(mpl.rcParams)


@pytest.mark.parametrize(
    ("base", "arguments", "message"),
    [
        (
            None,
            {},
            "index: the comparison has no base year; compare with one, such as compare(panel, base=2019)",
        ),
        (
            2019,
            {"entity": SUQIAN},
            "index of headline counts, 宿迁市: nothing to draw: no figure in the base year; "
            "compare with another base than 2019, or choose other metrics",
        ),
        (
            2019,
            {"entity": ZHEJIANG, "metrics": [RECEIVED]},
            "index of requests.received, 浙江省: nothing to draw: no comparable figure outside the base year; "
            "compare with another base than 2019, or choose other metrics",
        ),
        (
            2019,
            {},
            "entity: the comparison holds 3; name one of 上海市人民政府办公厅, 宿迁市, 浙江省",
        ),
        (
            2023,
            {
                "entity": SUQIAN,
                "metrics": [
                    f"requests.outcome.{name}"
                    for name in ("granted", "partial", "denied", "unavailable", "not_processed", "other")
                ]
                + ["requests.received", "requests.closed"],
            },
            "宿迁市: 8 lines cannot be told apart; name at most 7 in `metrics`",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(base, arguments, message):
    """The error says what is missing and what to do."""
    with pytest.raises(ChartError) as raised:
        yoy.charts.index(yoy.compare(yoy.load_dataset(), base=base), **arguments, ax=new_axes())
    assert message == str(raised.value)


def test_two_scopes_are_refused():
    """An index of one body does not mix its area with its own office."""
    rows = series({2019: 10, 2020: 12}) + [row | {"scope": "organ"} for row in series({2019: 3, 2020: 4})]
    with pytest.raises(ChartError) as raised:
        yoy.charts.index(compared(*rows), [RECEIVED], ax=new_axes())
    assert "甲市: it has reports of 2 scopes; name one in `scope`: area, organ" == str(raised.value)
    assert [100, 120] == prepare(compared(*rows), [RECEIVED], scope="area")["y"].to_list()
