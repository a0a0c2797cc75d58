"""What keeps text readable: lines broken where Chinese and English allow it, labels that keep apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare.charts.shared.annotations import spread, wrap
from yoycompare.charts.shared.scales import scale_of
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import EN, ZH


@pytest.fixture(autouse=True)
def typeface():
    with printed():
        yield


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("结转下年申请", 60, "结转下年申请"),
        ("结转下年申请", 50, "结转下年申\n请"),
        ("公开（含部分公开）", 31, "公开\n（含部\n分公\n开）"),
        ("基年，基年", 20, "基\n年，\n基年"),
        ("requests carried in", 60, "requests\ncarried in"),
        ("unavailable", 10, "unavailable"),
        ("甲市2019年", 45, "甲市\n2019年"),
    ],
)
def test_wrap(text, width, expected):
    """Hanzi part anywhere but at punctuation that clings; words and numbers stay whole."""
    assert expected == wrap(text, width, 10)


def test_balanced_lines():
    """Balanced lines are about equally long, and no more than needed."""
    assert "结转下\n年申请" == wrap("结转下年申请", 50, 10, balanced=True)


@given(st.text(alphabet="结转下年（）：，ab 12", max_size=60), st.floats(20, 200))
def test_wrapping_loses_nothing(text, width):
    """Without blanks and breaks, the text is the same."""
    assert "".join(text.split()) == "".join(wrap(text, width, 10).split())


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(1, 20)), min_size=1, max_size=7).filter(
        lambda labels: sum(height for _, height in labels) <= 100
    )
)
def test_labels_keep_apart(labels):
    """No label covers another or leaves the axes, and their order is that of the points."""
    centres, heights = (list(side) for side in zip(*labels, strict=True))
    places = spread(centres, heights, 0, 100)
    order = sorted(range(len(centres)), key=lambda number: centres[number])
    for below, above in pairwise(order):
        assert places[above] - places[below] >= (heights[above] + heights[below]) / 2 - 1e-6
    assert places[order[0]] - heights[order[0]] / 2 >= -1e-6
    assert places[order[-1]] + heights[order[-1]] / 2 <= 100 + 1e-6


def test_labels_that_have_room_stay():
    """Labels that do not touch stand at their points."""
    assert [50.0, 10.0, 80.0] == spread([50.0, 10.0, 80.0], [10.0, 10.0, 10.0], 0, 100)


def test_labels_in_a_block_stand_around_their_points():
    """Two labels at one height share it evenly."""
    assert [45.0, 55.0] == spread([50.0, 50.0], [10.0, 10.0], 0, 100)


def test_years_as_ranges():
    """Years that follow each other are one range."""
    assert "2018、2021—2024年" == ZH.years([2024, 2018, 2021, 2023, 2022, 2021])
    assert "2018, 2021–2024" == EN.years([2018, 2021, 2022, 2023, 2024])


@pytest.mark.parametrize(
    ("values", "wording", "unit", "tick"),
    [
        ([999_999.0], ZH, "元", "500,000"),
        ([1_000_000.0], ZH, "万元", "50"),
        ([-1_000_000.0, None], ZH, "万元", "50"),
        ([9_999_999.0], EN, "元", "500,000"),
        ([12_500_000.0], EN, "million 元", "0.5"),
        ([None], ZH, "元", "500,000"),
    ],
)
def test_one_system_of_numbers(values, wording, unit, tick):
    """The largest value decides in what unit the figure prints."""
    scale = scale_of(values, "元", wording)
    assert (unit, tick) == (scale.unit, scale.tick(500_000.0))
