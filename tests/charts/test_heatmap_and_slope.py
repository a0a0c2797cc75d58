"""`charts.heatmap` and `charts.slope`: what is prepared, and what stands on the axes."""

from __future__ import annotations

import numpy as np
import pytest
from chart_data import RECEIVED, compared, new_axes, series

import yoycompare as yoy
from yoycompare.charts import heatmap, slope
from yoycompare.charts.heatmap import prepare
from yoycompare.errors import ChartError


@pytest.fixture(scope="module")
def change() -> yoy.Comparison:
    return compared(
        *series({2021: 10, 2022: 20, 2023: 15}, entity="甲"),
        *series({2021: 30, 2023: 30}, entity="乙"),
        base=2021,
    )


def labels_of(ax: object) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]  # type: ignore[attr-defined]


def test_cells_of_bodies(change: yoy.Comparison) -> None:
    """A year that is missing is a cell without a number; so is the year after it."""
    frame = prepare(change, RECEIVED, entities=["甲", "乙"])

    assert [("甲", 2022, "+100"), ("甲", 2023, "−25"), ("乙", 2022, ""), ("乙", 2023, "")] == frame.select(
        "label", "year", "text"
    ).rows()


def test_colours_part_at_no_change(change: yoy.Comparison) -> None:
    """Rises in one colour, falls in the other; what is missing is hatched and in the legend."""
    ax = heatmap(change, RECEIVED, entities=["甲", "乙"], ax=new_axes(), lang="en")
    (image,) = ax.images
    values = np.ma.filled(image.get_array(), np.nan)

    assert (-100.0, 0.0, 100.0) == (image.norm.vmin, image.norm.vcenter, image.norm.vmax)
    assert [100.0, -25.0] == values[0].tolist()
    assert ["////", "////"] == [patch.get_hatch() for patch in ax.patches]
    assert "not comparable or missing" == ax.get_legend().get_texts()[0].get_text()
    assert ["+100", "−25"] == [text.get_text() for text in ax.texts]


def test_an_index_parts_at_100(change: yoy.Comparison) -> None:
    """The base year is neither; the title names it."""
    ax = heatmap(change, RECEIVED, show="index", ax=new_axes())

    assert 100.0 == ax.images[0].norm.vcenter
    assert "2021年=100" in ax.get_title()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"show": "x"}, "show 'x': no such way; use 'change' or 'index'"),
        ({"entities": ["丙"]}, f"丙: there is no value of {RECEIVED} for it; there is for 乙, 甲"),
    ],
)
def test_heatmaps_that_cannot_be_drawn(
    change: yoy.Comparison, options: dict[str, object], expected: str
) -> None:
    """One line each."""
    with pytest.raises(ChartError) as caught:
        heatmap(change, RECEIVED, ax=new_axes(), **options)  # type: ignore[arg-type]
    assert expected == str(caught.value)


def test_lines_of_two_years() -> None:
    """A rise and a fall differ in colour and line style; a body without a change is named in a note."""
    change = compared(
        *series({2022: 10, 2023: 20}, entity="甲"),
        *series({2022: 9, 2023: 5}, entity="乙"),
        *series({2023: 7}, entity="丙"),
    )
    ax = slope(change, RECEIVED, entities=["甲", "乙", "丙"], ax=new_axes())
    lines = [line for line in ax.lines if line.get_marker() == "o"]

    assert [[10.0, 20.0], [9.0, 5.0]] == [list(line.get_ydata()) for line in lines]
    assert ["-", "--"] == [line.get_linestyle() for line in lines]
    assert {"甲 10", "20 甲", "乙 9", "5 乙"} == {text.get_text() for text in ax.texts}
    assert "无法比较而未画出：丙" in ax.get_xlabel()
    assert 0.0 == ax.get_ylim()[0]


def test_slopes_that_cannot_be_drawn(change: yoy.Comparison) -> None:
    """One line each."""
    with pytest.raises(ChartError) as caught:
        slope(change, RECEIVED, year=2021, ax=new_axes())
    assert f"slope of {RECEIVED}: no body has a change; choose another year or metric" == str(caught.value)
    many = compared(
        *(row for number in range(21) for row in series({2022: 1, 2023: 2}, entity=f"市{number}"))
    )
    with pytest.raises(ChartError) as late:
        slope(many, RECEIVED, ax=new_axes())
    assert "slope: 21 lines cannot be read; name 20 bodies at most" == str(late.value)
