"""`charts.multiples`: a small trend for each body."""

from __future__ import annotations

import pytest
from chart_data import RECEIVED, compared, new_axes, series

from yoycompare.charts import lint, multiples
from yoycompare.errors import ChartError

ROWS = [*series({2021: 10, 2022: 12, 2023: 9}, entity="甲"), *series({2021: 4, 2023: 5}, entity="乙")]


def test_one_scale() -> None:
    """A panel a body, all from 0 on one scale; a gap ends the line."""
    ax = multiples(compared(*ROWS), RECEIVED, entities=["甲", "乙"], ax=new_axes())
    first, second = ax.child_axes

    assert ["甲", "乙"] == [panel.texts[1].get_text() for panel in (first, second)]
    ax.figure.draw_without_rendering()
    points = [panel.get_window_extent().height / panel.get_ylim()[1] for panel in (first, second)]
    assert points[0] == pytest.approx(points[1])  # a low row is lower, on the same scale
    assert (0.0, 0.0) == (first.get_ylim()[0], second.get_ylim()[0])
    assert [[10, 12, 9]] == [list(line.get_ydata()) for line in first.lines]
    assert [[4], [5]] == [list(line.get_ydata()) for line in second.lines]
    assert "5" == second.texts[0].get_text()
    assert "各图同一纵轴，最高为12" in ax.get_xlabel()
    assert [] == lint(ax)


def test_scales_of_their_own() -> None:
    """The note says so."""
    ax = multiples(compared(*ROWS), RECEIVED, one_scale=False, ax=new_axes(), lang="en")
    one, other = ax.child_axes

    assert one.get_ylim() != other.get_ylim()
    assert "Each chart has a scale of its own" in ax.get_xlabel()


def test_too_many_bodies() -> None:
    """Forty-eight can be read."""
    rows = [row for number in range(49) for row in series({2023: 1}, entity=f"市{number}")]
    with pytest.raises(ChartError) as caught:
        multiples(compared(*rows), RECEIVED, ax=new_axes())
    assert "multiples: 49 small charts cannot be read; name 48 bodies at most" == str(caught.value)
