"""`charts.trend`: what is prepared, and what of it stands on the axes."""

from __future__ import annotations

from itertools import pairwise

import matplotlib as mpl
import pytest
from chart_data import (
    CARRIED_OUT,
    RECEIVED,
    compared,
    data_lines,
    new_axes,
    notes_of,
    points_of,
    series,
    solid_points,
    texts_of,
)
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

import yoycompare as yoy
from yoycompare.charts.trend import prepare
from yoycompare.errors import ChartError, VocabularyError

ZHEJIANG, SUQIAN = "浙江省", "宿迁市"


@pytest.fixture(scope="module")
def change():
    return yoy.compare(yoy.load_dataset())


def test_linkage_point_is_prepared(change):
    """What the 2019 report states about 2018 and what it reports for 2019 are points of one segment."""
    frame = prepare(change, CARRIED_OUT, entities=[ZHEJIANG])
    columns = ("year", "y", "source", "stated_by", "segment", "text", "change_text")
    assert [
        (2018, 552.0, "linked", 2019, 1, "552", "无2017年数字可比"),
        (2019, 1087.0, "prose", None, 1, "1,087", "较2018年 +535，+96.9%"),
    ] == frame.select(columns).rows()


def test_received_is_prepared(change):
    """Suqian received 3,511 and 3,525 requests."""
    frame = prepare(change, RECEIVED, entities=[SUQIAN], lang="en")
    assert [
        (2023, 3511.0, "3,511", "no figure for 2022"),
        (2024, 3525.0, "3,525", "on 2023: +14, +0.40 %"),
    ] == frame.select("year", "y", "text", "change_text").rows()


def test_linkage_point_is_hollow(change):
    """The line joins both years; the marker of the linked one is hollow, with a note whose word it is."""
    ax = yoy.charts.trend(change, CARRIED_OUT, entities=[ZHEJIANG], ax=new_axes())
    line, hollow = data_lines(ax)
    assert [(2018, 552), (2019, 1087)] == points_of(line)
    assert ([(2018, 552)], "white", "None") == (
        points_of(hollow),
        hollow.get_markerfacecolor(),
        hollow.get_linestyle(),
    )
    assert ["552\n2019年\n报告所载", "1,087\n较2018年 +535，+96.9%"] == texts_of(ax)


def test_title_and_notes(change):
    """The title says who, what, unit and when; the notes define, name source and base, and count bodies."""
    ax = yoy.charts.trend(change, CARRIED_OUT, entities=[ZHEJIANG], ax=new_axes())
    assert ("浙江省：结转下年申请（件，2018—2019年）", "件") == (ax.get_title(), ax.get_ylabel())
    assert (
        "定义：报告年度结束时尚未办结、转入下年度继续办理的申请件数。\n"
        "资料来源：浙江省2019年年度报告（正文）；报告单位1个；基年2019年。"
    ) == ax.get_xlabel()


def test_title_and_notes_in_english(change):
    """The same in English; names of bodies stay as their reports print them."""
    ax = yoy.charts.trend(change, CARRIED_OUT, entities=[ZHEJIANG], ax=new_axes(), lang="en")
    assert "浙江省: requests carried out (requests, 2018–2019)" == ax.get_title()
    assert (
        "Definition: Requests still open when the year ended, left to the following year.\n"
        "Source: annual reports, 浙江省 2019 (prose); bodies: 1; base year 2019."
    ) == ax.get_xlabel()
    assert ["552\nas stated by\nthe 2019 report", "1,087\non 2018: +535, +96.9 %"] == texts_of(ax)


def test_applicant_is_named(change):
    """A chart of one kind of applicant says so in its title."""
    ax = yoy.charts.trend(change, RECEIVED, entities=[SUQIAN], applicant="natural_person", ax=new_axes())
    assert "宿迁市：新收申请（自然人，件，2023—2024年）" == ax.get_title()


def test_years_are_whole(change):
    """Each year has a tick, the base year its name; there is no 2018.5, however the axes are zoomed."""
    ax = yoy.charts.trend(change, CARRIED_OUT, entities=[ZHEJIANG], ax=new_axes())
    ax.set_xlim(2018.2, 2019.2)
    ax.figure.draw_without_rendering()
    assert ["2018\n ", "2019\n基年"] == [label.get_text() for label in ax.get_xticklabels()]


def test_base_year_outside_is_named(change):
    """A base year that no point has is named in the notes."""
    ax = yoy.charts.trend(change, RECEIVED, entities=[SUQIAN], ax=new_axes(), lang="en")
    assert "base year 2019, not in the figure." == notes_of(ax).rsplit("; ", 1)[1]


def test_counts_begin_at_zero(change):
    """The axis of counts and rates begins at zero, so that a small change does not look large."""
    for metric in (RECEIVED, "disclosure_rate"):
        ax = yoy.charts.trend(change, metric, entities=[SUQIAN], ax=new_axes())
        assert 0 == ax.get_ylim()[0]


def test_rates_change_in_points(change):
    """The change of a rate is in percentage points, never in percent."""
    frame = prepare(change, "disclosure_rate", entities=[SUQIAN])
    assert ["43.57%", "54.02%"] == frame["text"].to_list()
    assert "较2023年 +10.44个百分点" == frame["change_text"][1]
    assert (
        "on 2023: +10.44 percentage points"
        == (prepare(change, "disclosure_rate", entities=[SUQIAN], lang="en")["change_text"][1])
    )


@pytest.mark.parametrize(
    ("lang", "unit", "texts"),
    [
        ("zh", "万元", ["59,237.24", "72,701.26", "较2023年 +13,464.01，+22.7%"]),
        ("en", "million CNY", ["592.37", "727.01", "on 2023: +134.64, +22.7 %"]),
    ],
)
def test_large_numbers_have_one_unit(change, lang, unit, texts):
    """Money is in 万元 or in millions throughout the figure; the points stay in yuan."""
    ax = yoy.charts.trend(change, "disclosure.charges.amount", ax=new_axes(), lang=lang)
    frame = prepare(change, "disclosure.charges.amount", lang=lang)
    assert unit == ax.get_ylabel()
    assert texts == [*frame["text"], frame["change_text"][1]]
    assert [[(2023, 592372449.0), (2024, 727012578.0)]] == solid_points(ax)
    assert "80,000" == ax.yaxis.get_major_formatter()(8e8) if lang == "zh" else "800"


def test_gap_is_a_gap():
    """A year without a row and one with an empty cell part the line, and are named."""
    values = {2018: 5, 2019: 6, 2021: 8, 2022: None, 2023: 9, 2024: 7}
    ax = yoy.charts.trend(compared(*series(values)), RECEIVED, ax=new_axes())
    assert [[(2018, 5), (2019, 6)], [(2021, 8)], [(2023, 9), (2024, 7)]] == solid_points(ax)
    assert "缺数：2020（无数据）、2022（空白）。" == ax.get_xlabel().splitlines()[-1]
    assert 2 == texts_of(ax).count("无数据")


def test_last_year_without_a_value_stays_on_the_axis():
    """A series that ends before the last report shows that it does."""
    ax = yoy.charts.trend(compared(*series({2022: 4, 2023: 5, 2024: None})), RECEIVED, ax=new_axes())
    assert (2021.55, 2024.45) == ax.get_xlim()
    assert "5\n较2022年 +1，+25.0%" == texts_of(ax)[-1]


def broken():
    return [*series({2017: 4, 2018: 5}, form="gid-2014"), *series({2019: 8, 2020: 9}, form="gid-2019")]


def test_break_is_a_rule_that_no_line_crosses():
    """Over a change of form that changes the meaning there is a dashed rule with its name, and no line."""
    ax = yoy.charts.trend(compared(*broken()), RECEIVED, ax=new_axes())
    (rule,) = [line for line in ax.lines if line.get_label() == "_rule"]
    assert [[(2017, 4), (2018, 5)], [(2019, 8), (2020, 9)]] == solid_points(ax)
    assert ([2018.5, 2018.5], "--") == (list(rule.get_xdata()), rule.get_linestyle())
    assert "口径\n中断" in texts_of(ax)
    assert (
        "2018—2019年间口径中断，不可比：2014年统计表→2019年格式（试行）。" == ax.get_xlabel().splitlines()[-1]
    )


def test_break_that_was_asked_for_is_crossed_and_marked():
    """Where the comparison was asked to span the break, the line does too, and rule and notes say so."""
    change = compared(*broken()[:3], across_breaks=True)
    ax = yoy.charts.trend(change, RECEIVED, ax=new_axes(), lang="en")
    assert [[(2017, 4), (2018, 5), (2019, 8)]] == solid_points(ax)
    assert "8\non 2018: +3, +60.0 %\n(over a break)" == texts_of(ax)[-1]
    assert "changes over the break were asked for." == ax.get_xlabel().replace("\n", " ").rsplit("; ", 1)[1]


def test_break_at_the_last_point_is_the_reason():
    """Where the last change is refused, its reason stands beside the point."""
    ax = yoy.charts.trend(compared(*broken()[:3]), RECEIVED, ax=new_axes())
    assert "8\n与2018年口径不同，不可比" == texts_of(ax)[-1]


def test_new_form_with_the_same_meaning_is_dotted():
    """A change of form that keeps the meaning is a lighter rule, which the line crosses."""
    rows = [*series({2020: 4}, form="gid-2019"), *series({2021: 5}, form="gid-2021")]
    ax = yoy.charts.trend(compared(*rows), RECEIVED, ax=new_axes())
    assert [[(2020, 4), (2021, 5)]] == solid_points(ax)
    assert "表式\n变更" in texts_of(ax)
    assert (
        "2020—2021年间表式变更，该项可比：2019年格式（试行）→2021年格式。" == ax.get_xlabel().splitlines()[-1]
    )


def test_prose_of_an_undecided_form_is_no_new_form():
    """A report without tables that may use the categories of either form draws no rule."""
    rows = [
        *series({2020: 4}, form="prose", categories="gid-2019 gid-2021"),
        *series({2021: 5}, categories="gid-2021"),
    ]
    frame = prepare(compared(*rows), RECEIVED)
    assert [None, None] == frame["rule"].to_list()


def test_zero_the_year_before():
    """From zero there is a difference and no percent, and the label says why."""
    frame = prepare(compared(*series({2022: 0, 2023: 5})), RECEIVED)
    assert "较2022年 +5（上年为0，无百分比）" == frame["change_text"][1]


def test_bounds_are_drawn():
    """Where the wording allows a range, a bar shows it and a note explains it."""
    rows = [*series({2022: 10}, low=10, high=10), *series({2023: 12}, low=12, high=14)]
    ax = yoy.charts.trend(compared(*rows), RECEIVED, ax=new_axes())
    drawn = [segment.tolist() for bars in ax.collections for segment in bars.get_segments()]
    assert [[[2023, 12], [2023, 14]]] == drawn
    assert "竖线为报告用语所容许的范围。" in ax.get_xlabel()


def test_lines_differ_without_colour(change):
    """Two bodies have two colours, two line styles and two markers, and each is named beside its line."""
    ax = yoy.charts.trend(change, CARRIED_OUT, entities=[ZHEJIANG, SUQIAN], ax=new_axes())
    looks = [
        (line.get_color(), line.get_linestyle(), line.get_marker())
        for line in data_lines(ax)
        if line.get_linestyle() != "None"
    ]
    assert [("#0072B2", "-", "o"), ("#D55E00", "--", "s")] == looks
    assert ["浙江省 1,087\n较2018年 +535，+96.9%", "宿迁市 125\n较2023年 +4，+3.31%"] == texts_of(ax)
    assert "空心标记为下一年报告所载的数字。" == ax.get_xlabel().splitlines()[-1]


def test_entities_keep_their_order(change):
    """The lines stand in the order in which the bodies are named."""
    frame = prepare(change, CARRIED_OUT, entities=[SUQIAN, ZHEJIANG])
    assert [SUQIAN] * 3 + [ZHEJIANG] * 2 == frame["series"].to_list()


def test_scopes_are_lines_of_their_own():
    """An area and the organ that governs it are not joined, even where they share a name."""
    rows = series({2022: 10, 2023: 12}) + [row | {"scope": "organ"} for row in series({2022: 3, 2023: 4})]
    frame = prepare(compared(*rows), RECEIVED)
    assert ["甲市（全域）"] * 2 + ["甲市（本机关）"] * 2 == frame["series"].to_list()
    assert [10, 12] == prepare(compared(*rows), RECEIVED, scope="area")["y"].to_list()


def test_line_keywords_reach_the_line(change):
    """Further keywords go to `Axes.plot`."""
    ax = yoy.charts.trend(change, RECEIVED, entities=[SUQIAN], ax=new_axes(), color="black", linewidth=3)
    assert [("black", 3)] == [(line.get_color(), line.get_linewidth()) for line in data_lines(ax)]


def test_own_axes_come_back_and_pyplot_is_left_alone(change):
    """The axes given are returned, and pyplot has no figure more."""
    plt.close("all")
    ax = Figure().add_subplot()
    assert ax is yoy.charts.trend(change, RECEIVED, entities=[SUQIAN], ax=ax)
    assert [] == plt.get_fignums()


def test_without_axes_there_is_a_pyplot_figure(change):
    """With `ax=None` the chart is on a new figure, 160 mm wide."""
    plt.close("all")
    ax = yoy.charts.trend(change, RECEIVED, entities=[SUQIAN])
    try:
        assert ([1], 6.3) == (plt.get_fignums(), float(ax.figure.get_figwidth()))
    finally:
        plt.close("all")


@pytest.mark.parametrize("ax", [None, "given"])
def test_settings_are_as_before(change, ax):
    """Drawing leaves matplotlib's settings as they were, and changes the user's style in no way."""
    plt.close("all")
    before = dict(mpl.rcParams)
    yoy.charts.trend(change, RECEIVED, entities=[SUQIAN], ax=ax and new_axes())
    plt.close("all")
    assert before == dict(mpl.rcParams)


def test_settings_are_as_before_an_error(change):
    """So does a chart that fails on the way."""
    before = dict(mpl.rcParams)
    with pytest.raises(AttributeError):
        yoy.charts.trend(change, RECEIVED, entities=[SUQIAN], ax=new_axes(), nonsense=1)
    assert before == dict(mpl.rcParams)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"metric": "requests.route.online"},
            "requests.route.online: the comparison has no value for applicant 'total'; choose what its frame holds",
        ),
        (
            {"metric": RECEIVED, "entities": ["杭州市"]},
            "杭州市: there is no value of requests.received for it; there is for 上海市人民政府办公厅, 宿迁市, 浙江省",
        ),
        (
            {"metric": RECEIVED, "entities": []},
            "entities: [] names none, or one twice; choose from 上海市人民政府办公厅, 宿迁市, 浙江省",
        ),
        (
            {"metric": RECEIVED, "scope": "unknown"},
            "requests.received: the comparison has no value for applicant 'total', scope 'unknown'; "
            "choose what its frame holds",
        ),
        (
            {"metric": RECEIVED, "applicant": "children"},
            "applicant 'children': the vocabulary does not know it; use one of natural_person, business, research, "
            "public_interest, legal_services, other_organization, organization, total",
        ),
        (
            {"metric": RECEIVED, "lang": "fr"},
            "lang='fr': charts do not speak it; use 'zh', 'en' or 'both'",
        ),
        (
            {"metric": RECEIVED, "font": "No Such Font"},
            "No Such Font: no font family of that name is installed; install it, or leave `font` out",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(change, arguments, message):
    """The error says what is missing and what there is."""
    with pytest.raises(ChartError) as raised:
        yoy.charts.trend(change, **arguments, ax=new_axes())
    assert message == str(raised.value)


def test_unknown_metric_is_the_vocabulary_s_error(change):
    """What the vocabulary says of a metric that it does not hold reaches the user unchanged."""
    with pytest.raises(VocabularyError) as expected:
        change.vocabulary.described("received")
    with pytest.raises(VocabularyError) as raised:
        yoy.charts.trend(change, "received", ax=new_axes())
    assert str(expected.value) == str(raised.value)


def test_too_many_lines_are_refused():
    """Eight lines cannot be told apart."""
    rows = [row for number in range(8) for row in series({2023: 1, 2024: 2}, entity=f"{number}市")]
    with pytest.raises(ChartError) as raised:
        yoy.charts.trend(compared(*rows), RECEIVED, ax=new_axes())
    assert "requests.received: 8 lines cannot be told apart; name at most 7 in `entities`" == str(
        raised.value
    )


@given(
    st.dictionaries(
        st.integers(2010, 2024), st.one_of(st.none(), st.integers(0, 10**6)), min_size=1, max_size=10
    ).filter(lambda values: any(value is not None for value in values.values()))
)
def test_no_line_crosses_a_missing_year(values):
    """Every value is a point of exactly one line, and a line only joins a year with the next."""
    ax = yoy.charts.trend(compared(*series(values), ratios=False), RECEIVED, ax=Figure().add_subplot())
    lines = solid_points(ax)
    known = sorted((year, value) for year, value in values.items() if value is not None)
    assert known == sorted(point for line in lines for point in line)
    assert {1} >= {later[0] - earlier[0] for line in lines for earlier, later in pairwise(line)}
