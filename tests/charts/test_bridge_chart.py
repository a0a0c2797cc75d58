"""`charts.bridge`: what is prepared, and what of it stands on the axes."""

from __future__ import annotations

import matplotlib as mpl
import pytest
from chart_data import account, compared, new_axes, notes_of, texts_of
from hypothesis import given
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.charts.bridge import prepare
from yoycompare.errors import ChartError

ZHEJIANG, SUQIAN = "浙江省", "宿迁市"


@pytest.fixture(scope="module")
def change():
    return yoy.compare(yoy.load_dataset())


def test_bars_of_zhejiang(change):
    """Each part of 2019 is a bar that stands where the one before it ended."""
    ax = yoy.charts.bridge(change, entity=ZHEJIANG, ax=new_axes())
    assert [552, 30105, -16864, -1509, -8412, -1190, -1595, 1087] == [bar.get_height() for bar in ax.patches]
    assert [0, 552, 30657, 13793, 12284, 3872, 2682, 0] == [bar.get_y() for bar in ax.patches]
    assert ["552", "+30,105", "−16,864", "−1,509", "−8,412", "−1,190", "−1,595", "1,087"] == texts_of(ax)


def test_bars_are_named_by_the_vocabulary(change):
    """The names are those of the metrics that the account lists."""
    frame = prepare(change, entity=SUQIAN, year=2024)
    parts = change.vocabulary.accounts["requests"]
    expected = [parts.opening, *parts.inflows, *parts.outflows, parts.closing]
    assert expected == frame["metric"].to_list()
    assert [change.vocabulary.metrics[metric].zh for metric in expected] == frame["label"].to_list()


def test_title_axis_and_notes(change):
    """Who, what, unit, year; bars from zero; the sum in words, and the source."""
    ax = yoy.charts.bridge(change, entity=ZHEJIANG, ax=new_axes())
    assert ("浙江省：申请收办结转（件，2019年）", "件", 0) == (
        ax.get_title(),
        ax.get_ylabel(),
        ax.get_ylim()[0],
    )
    assert (
        "定义：上年结转申请 + 新收申请 − 公开（含部分公开） − 不予公开 − 无法提供 − 不予处理 − 其他处理 = 结转下年申请。"
        "资料来源：浙江省2019年年度报告（正文）；报告单位1个。"
    ) == notes_of(ax)


def test_kinds_of_bars_differ_without_colour(change):
    """What goes out is hatched, what stays or comes in is not."""
    ax = yoy.charts.bridge(change, entity=ZHEJIANG, ax=new_axes())
    assert [None, None, *["////"] * 5, None] == [bar.get_hatch() for bar in ax.patches]


def test_last_complete_year_is_taken(change):
    """Without a year: the last that has all parts."""
    assert [2024] == prepare(change, entity=SUQIAN)["year"].unique().to_list()


def test_opening_stock_from_the_year_before(change):
    """Where the form prints no opening stock, last year's closing stock takes its place, and says of when."""
    frame = prepare(change, entity=SUQIAN, year=2024, account="normative_documents")
    assert [
        ("opening", 2023, 597, "规范性文件：现行有效（2023年末）"),
        ("inflow", 2024, 50, "规范性文件：本年制发"),
    ] == (frame.select("role", "year", "value", "label").rows()[:2])


def test_difference_is_shown():
    """Parts that do not add up leave a hatched bar with its number and a note, before the closing stock."""
    ax = yoy.charts.bridge(compared(*account(carried_out=17)), ax=new_axes())
    assert (-3, 20, "xxxx") == (
        ax.patches[-2].get_height(),
        ax.patches[-2].get_y(),
        ax.patches[-2].get_hatch(),
    )
    assert ["−3", "17"] == texts_of(ax)[-2:]
    assert "各项相加得20，报告为17，差额−3。" in ax.get_xlabel().splitlines()


def test_difference_of_floating_point_is_none():
    """Sums of decimals that differ only in the last bits balance."""
    rows = account(
        carried_in=0.1,
        received=0.2,
        carried_out=0.3,
        **dict.fromkeys(
            (
                "outcome__disclosed",
                "outcome__denied",
                "outcome__unavailable",
                "outcome__not_processed",
                "outcome__other",
            ),
            0.0,
        ),
    )
    assert [] == prepare(compared(*rows)).filter(role="difference").rows()


def test_names_stay_within_their_bars(change):
    """No name is wider than the room of its bar, in either language, on narrow axes too."""
    for lang in ("zh", "en"):
        ax = yoy.charts.bridge(change, entity=ZHEJIANG, ax=new_axes(), lang=lang)
        ax.figure.draw_without_rendering()
        room = ax.get_window_extent().width / 8
        assert [] == [
            label.get_text() for label in ax.get_xticklabels() if label.get_window_extent().width > room
        ]


def test_settings_are_as_before(change):
    """Drawing leaves matplotlib's settings as they were."""
    before = dict(mpl.rcParams)
    yoy.charts.bridge(change, entity=SUQIAN, ax=new_axes())
    assert before == dict(mpl.rcParams)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"entity": ZHEJIANG, "year": 2018},
            "requests, 浙江省 2018: no value of requests.carried_in, requests.received, requests.outcome.disclosed, "
            "requests.outcome.denied, requests.outcome.unavailable, requests.outcome.not_processed, "
            "requests.outcome.other; its figures are complete for 2019",
        ),
        (
            {"entity": SUQIAN, "year": 2023, "account": "regulations"},
            "regulations, 宿迁市 2023: no value of disclosure.regulations.in_force of 2022; "
            "its figures are complete for 2024",
        ),
        (
            {"entity": ZHEJIANG, "account": "stock"},
            "account 'stock': the vocabulary does not know it; use one of requests, regulations, normative_documents",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(change, arguments, message):
    """The error names the parts that are missing, and the years that have all."""
    with pytest.raises(ChartError) as raised:
        yoy.charts.bridge(change, **arguments, ax=new_axes())
    assert message == str(raised.value)


def test_part_that_is_missing_everywhere():
    """Where no year is complete, the error says so."""
    with pytest.raises(ChartError) as raised:
        yoy.charts.bridge(compared(*account(outcome__denied=None)), ax=new_axes())
    assert "requests, 甲市 2023: no value of requests.outcome.denied; no year of it is complete" == str(
        raised.value
    )


numbers = st.integers(0, 10**6)


@given(numbers, numbers, st.lists(numbers, min_size=5, max_size=5), numbers)
def test_levels_lead_to_the_closing_stock(opening, received, outcomes, closing):
    """Each flow begins where the last bar ended, and the last ends at the closing stock, by a difference if need be."""
    names = ("disclosed", "denied", "unavailable", "not_processed", "other")
    parts = {f"outcome__{name}": value for name, value in zip(names, outcomes, strict=True)}
    rows = account(carried_in=opening, received=received, carried_out=closing, **parts)
    frame = prepare(compared(*rows, ratios=False))
    steps = frame.filter(role="opening").vstack(frame.filter(~frame["role"].is_in(["opening", "closing"])))
    assert steps["end"].to_list()[:-1] == steps["start"].to_list()[1:]
    assert (float(closing), float(closing)) == (steps["end"][-1], frame["end"][-1])
    difference = closing - (opening + received - sum(outcomes))
    assert ([difference] if difference else []) == frame.filter(role="difference")["value"].to_list()
