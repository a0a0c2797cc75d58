"""`charts.dumbbell`, `bump`, `peers`, `residuals` and `sparkline`: what is prepared, and what stands on the axes."""

from __future__ import annotations

import matplotlib as mpl
import polars as pl
import pytest
from chart_data import RECEIVED, account, compared, new_axes, points_of, series
from hypothesis import given
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.charts import bump, dumbbell, peers, residuals, sparkline
from yoycompare.charts.bump import prepare as prepare_bump
from yoycompare.charts.dumbbell import prepare as prepare_dumbbell
from yoycompare.charts.peers import prepare as prepare_peers
from yoycompare.charts.residuals import prepare as prepare_residuals
from yoycompare.errors import ChartError


@pytest.fixture(scope="module")
def change() -> yoy.Comparison:
    """Three bodies; 甲 falls from first to last, 丙 has no report of 2022."""
    return compared(
        *series({2021: 30, 2022: 20, 2023: 10}, entity="甲"),
        *series({2021: 20, 2022: 30, 2023: 30}, entity="乙"),
        *series({2021: 10, 2023: 20}, entity="丙"),
    )


def test_rows_of_dumbbells(change: yoy.Comparison) -> None:
    """The largest first; where last year is missing there is a reason instead of a change."""
    frame = prepare_dumbbell(change, RECEIVED)

    assert [
        ("乙", "30（0）", "even"),
        ("丙", "20（无2022年数字可比）", "even"),
        ("甲", "10（−10）", "down"),
    ] == frame.select("label", "text", "look").rows()


def test_dots_of_a_dumbbell(change: yoy.Comparison) -> None:
    """Last year hollow, this year solid, a line between them only where there are two."""
    ax = dumbbell(change, RECEIVED, ax=new_axes())
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    lines = [line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_transform() == ax.transData]

    assert [[(30.0, 0.0)], [(30.0, 0.0)], [(20.0, 1.0)], [(20.0, 2.0)], [(10.0, 2.0)]] == [
        points_of(dot) for dot in dots
    ]
    assert ["white", "#888888", "#888888", "white", "#D55E00"] == [dot.get_markerfacecolor() for dot in dots]
    assert [[(30.0, 0.0), (30.0, 0.0)], [(20.0, 2.0), (10.0, 2.0)]] == [points_of(line) for line in lines]


def test_ranks_of_a_bump_chart(change: yoy.Comparison) -> None:
    """Ranks count those that have a figure; a missing year ends the line."""
    frame = prepare_bump(change, RECEIVED)

    assert [("丙", [3, 2], "up"), ("乙", [2, 1, 1], "up"), ("甲", [1, 2, 3], "down")] == [
        (name, group["rank"].to_list(), group["look"][0])
        for (name,), group in frame.group_by("series", maintain_order=True)
    ]
    ax = bump(change, RECEIVED, ax=new_axes(), lang="en")
    assert 4 == len([line for line in ax.lines if line.get_marker() == "o"])
    assert ["丙", "乙", "甲"] == sorted(text.get_text() for text in ax.texts)
    assert "requests received: rank of each body (rank, 2021–2023)" == ax.get_title()


def test_bodies_of_one_rank_share_a_line_of_text() -> None:
    """Equal values have the same rank, and both names stand there."""
    tied = compared(*series({2021: 5}, entity="甲"), *series({2021: 5}, entity="乙"))

    assert ["乙 · 甲"] == [text.get_text() for text in bump(tied, RECEIVED, ax=new_axes()).texts]


def test_range_of_peers() -> None:
    """The body itself is left out; fewer than four peers have no range."""
    rows = [
        row
        for place, name in enumerate("甲乙丙丁戊")
        for row in series({2022: 10.0 * place, 2023: 10.0 * place}, entity=name)
    ]
    change = compared(*[row for row in rows if (row["entity"], row["year"]) != ("戊", 2022)])
    frame = prepare_peers(change, RECEIVED, entity="甲")

    assert [(2022, 3, None, None, None), (2023, 4, 10.0, 25.0, 40.0)] == frame.select(
        "year", "peers", "lowest", "median", "highest"
    ).rows()
    ax = peers(change, RECEIVED, entity="甲", ax=new_axes())
    assert [(10.0, 30.0), (17.5, 15.0)] == [(bar.get_y(), bar.get_height()) for bar in ax.patches]


@given(st.lists(st.integers(0, 1000), min_size=4, max_size=30))
def test_a_range_is_in_order(values: list[int]) -> None:
    """Lowest, quartiles and highest never cross, whatever the peers report."""
    rows = [
        row for place, value in enumerate([0, *values]) for row in series({2023: value}, entity=f"{place}市")
    ]
    told = prepare_peers(compared(*rows), RECEIVED, entity="0市").row(0, named=True)

    spread = [told[name] for name in ("lowest", "lower", "median", "upper", "highest")]
    assert spread == sorted(spread)
    assert (min(values), max(values)) == (spread[0], spread[-1])


def test_residuals_of_an_account_that_does_not_balance() -> None:
    """What came in is one more than what went out: a diamond at +1 in the row of the flow."""
    schema = {"value": pl.Float64, "year": pl.Int32}
    rows = [row | {"applicant": "total"} for row in account(closed=90, carried_out=19)]
    findings = yoy.check(yoy.Panel.from_frame(pl.DataFrame(rows, schema_overrides=schema)))
    frame = prepare_residuals(findings).filter(pl.col("outcome") == "fails")

    assert [("flow", 1.0)] == frame.select("rule", "difference").unique().rows()
    ax = residuals(findings, ax=new_axes(), lang="en")
    diamonds = [points_of(line) for line in ax.lines if line.get_marker() == "D"]
    assert [[(1.0, float(frame["row"][0]))], []] == diamonds
    assert "received + carried in = closed + carried out\n0 hold, 1 fail, 6 cannot be assessed" in [
        label.get_text() for label in ax.get_yticklabels()
    ]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (
            lambda change: bump(change, RECEIVED, entities=["甲"]),
            "bump: 1 bodies cannot be ranked; name 2 to 40 bodies",
        ),
        (
            lambda change: peers(change, RECEIVED, entity="甲"),
            "peers of 甲: in no year 4 bodies of its level and scope have a figure; add reports of peers, or name another metric",
        ),
        (
            lambda change: dumbbell(change, RECEIVED, year=2030),
            "dumbbell of requests.received: there is no figure of 2030; choose another year",
        ),
        (
            lambda change: yoy.charts.off_screen("poster"),
            "style 'poster': there is none of that name; use 'print' or 'screen' or 'slides'",
        ),
    ],
)
def test_what_cannot_be_drawn(change: yoy.Comparison, draw: object, message: str) -> None:
    """The whole message says what is missing."""
    with pytest.raises(ChartError) as raised:
        draw(change)  # type: ignore[operator]
    assert message == str(raised.value)


@given(st.lists(st.none() | st.floats(-1e9, 1e9), max_size=12))
def test_a_sparkline_stays_in_its_box(values: list[float | None]) -> None:
    """Every point lies within the picture, and the last value has its dot."""
    picture = sparkline(values)
    numbers = [
        float(number)
        for points in picture.split('points="')[1:]
        for number in points.split('"')[0].replace(",", " ").split()
    ]

    assert all(0 <= number <= 72 for number in numbers)
    assert picture.count(' r="2.2"') == any(value is not None for value in values)
    assert "nan" not in picture


def test_a_chart_speaks_two_languages(change: yoy.Comparison) -> None:
    """The title, the unit and the notes come in both; so do the names of metrics."""
    ax = yoy.charts.trend(change, RECEIVED, entities=["甲"], ax=new_axes(), lang="both")

    assert [
        "甲：新收申请（件，2021—2023年）",
        "甲: requests received (requests, 2021–2023)",
    ] == ax.get_title().split("\n")
    assert "件\nrequests" == ax.get_ylabel()
    notes = ax.get_xlabel().replace("\n", "")
    assert "定义：" in notes
    assert "Definition: " in notes
    bars = yoy.charts.changes(
        change, [RECEIVED, "requests.received"], entity="甲", ax=new_axes(), lang="both"
    )
    assert "新收申请 requests received" in bars.get_yticklabels()[0].get_text()


def test_a_style_decides_the_sheet_and_leaves_no_trace() -> None:
    """Slides have the proportions of a projector; rcParams are as before."""
    before = dict(mpl.rcParams)
    sizes = {
        style: tuple(yoy.charts.off_screen(style).figure.get_size_inches())
        for style in ("print", "screen", "slides")
    }

    assert {"print": (6.3, 4.5), "screen": (7.2, 4.6), "slides": (6.4, 3.6)} == sizes
    assert before == dict(mpl.rcParams)
