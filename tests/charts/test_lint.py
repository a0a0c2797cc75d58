"""`charts.lint`: flaws of charts that someone drew, and none in ours."""

from __future__ import annotations

import pytest
from chart_data import RECEIVED, account, compared, new_axes, series
from matplotlib.figure import Figure

import yoycompare as yoy
from yoycompare.charts import lint


def ids(ax: object) -> list[str]:
    return [flaw.id for flaw in lint(ax)]  # type: ignore[arg-type]


def test_bars_that_do_not_begin_at_zero() -> None:
    """Standing and lying; a baseline at 0 that is out of view is one too."""
    standing, lying, right = (new_axes() for _ in range(3))
    standing.bar([2023, 2024], [98, 101])
    standing.set_ylim(95, 102)
    lying.barh([0, 1], [98, 101])
    lying.set_xlim(95, 102)
    right.bar([2023, 2024], [98, -101])

    assert ["y axis from 95 to 102"] == [flaw.where for flaw in lint(standing)]
    assert ["bars_not_from_zero"] == ids(lying)
    assert [] == ids(right)


def test_a_character_that_no_font_has() -> None:
    """Chinese in a font without it is named with its code; in ours it is there."""
    ax = new_axes()
    ax.set_title("政府", fontfamily=["DejaVu Sans"])

    assert [
        "missing_glyph: 政 (U+653F) 府 (U+5E9C) in '政府'; no font of the text has this character"
    ] == list(map(str, lint(ax)))


def test_a_line_over_a_gap() -> None:
    """2021 is missing, and the line goes on; a rule across the years is none."""
    ax = new_axes()
    ax.plot([2019, 2020, 2022], [1, 2, 3])
    ax.plot([2019, 2022], [2, 2])

    assert ["2020 to 2022"] == [flaw.where for flaw in lint(ax)]


def test_percent_for_points() -> None:
    """A change of +1.6 % where the axis says percentage points."""
    ax = new_axes()
    ax.set_ylabel("percentage points")
    ax.text(0, 0, "+1.6%")

    assert ["percent_for_points"] == ids(ax)


def test_two_y_axes() -> None:
    """The second one meets the first wherever one likes."""
    ax = new_axes()
    ax.plot([2023, 2024], [1, 2])
    ax.twinx().plot([2023, 2024], [100, 50])

    assert ["two_y_axes"] == ids(ax)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_our_charts_have_no_flaw(lang: str) -> None:
    """Each chart, with a gap in a series, in both languages."""
    gap = compared(
        *series({2019: 10, 2020: 20, 2022: 15, 2023: 12}),
        *series({2022: 9, 2023: 18}, entity="乙市"),
        base=2022,
    )
    flow = compared(*account())
    real = yoy.compare(yoy.load_dataset(), base=2023)
    options = {"lang": lang}
    charts = [
        yoy.charts.trend(gap, RECEIVED, ax=new_axes(), **options),
        yoy.charts.index(gap, [RECEIVED], entity="甲市", ax=new_axes(), **options),
        yoy.charts.bridge(flow, ax=new_axes(), **options),
        yoy.charts.changes(gap, RECEIVED, ax=new_axes(), **options),
        yoy.charts.changes(real, ["disclosure_rate"], entity="宿迁市", ax=new_axes(), **options),
        yoy.charts.contributions(real, "requests.closed", entity="宿迁市", ax=new_axes(), **options),
        yoy.charts.composition(real, "requests.closed", entities=["宿迁市"], ax=new_axes(), **options),
        yoy.charts.ranked(gap, RECEIVED, ax=new_axes(), **options),
        yoy.charts.heatmap(gap, RECEIVED, ax=new_axes(), **options),
        yoy.charts.slope(gap, RECEIVED, ax=new_axes(), **options),
        yoy.charts.scatter(gap, RECEIVED, ax=new_axes(), **options),
        yoy.charts.tiers(gap, RECEIVED, entity="甲市", ax=new_axes(), **options),
        yoy.charts.coverage(yoy.load_dataset(), ax=new_axes(), **options),
    ]

    assert [] == [str(flaw) for ax in charts for flaw in lint(ax)]


def test_texts_that_overlap() -> None:
    """Two labels at one place are named; beside the short line of another there is room."""
    ax = new_axes()
    ax.text(0.2, 0.5, "requests received")
    ax.text(0.25, 0.5, "requests closed")
    ax.text(0.2, 0.8, "a long first line\nshort", va="top")
    ax.text(0.4, 0.75, "beside", va="top")

    assert [
        "texts_overlap: 'requests received' and 'requests closed'; texts lie over each other: make the figure larger or say less"
    ] == [str(flaw) for flaw in lint(ax)]


def test_text_over_that_of_the_neighbour() -> None:
    """A label that reaches into the axes beside is found from both sides."""
    left, right = Figure(figsize=(6, 3)).subplots(1, 2)
    left.text(0.9, 0.0, "a label much too long for its axes")
    right.text(0.0, 0.0, "another one")

    assert ["texts_overlap"] == sorted(set(ids(left)))
    assert ["texts_overlap"] == sorted(set(ids(right)))


def test_text_that_the_edge_cuts() -> None:
    """What reaches beyond the figure is lost in a file; what the layout makes room for is not."""
    bare = Figure(figsize=(4, 3)).add_subplot()
    bare.text(0.95, 0.5, "beyond the edge of the figure")
    roomy = new_axes()
    roomy.text(0.95, 0.5, "beyond the axes")

    assert (["text_cut"], []) == (ids(bare), ids(roomy))
