"""`charts.contributions`, `charts.composition` and `charts.ranked`: what is prepared, and what stands on the axes."""

from __future__ import annotations

import polars as pl
import pytest
from chart_data import RECEIVED, compared, new_axes, series

import yoycompare as yoy
from yoycompare.charts import composition, contributions, ranked
from yoycompare.charts.composition import prepare
from yoycompare.errors import ChartError, ComparisonError

SUQIAN, CLOSED = "宿迁市", "requests.closed"


@pytest.fixture(scope="module")
def change() -> yoy.Comparison:
    return yoy.compare(yoy.load_dataset(), base=2023)


def labels_of(ax: object) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]  # type: ignore[attr-defined]


def test_contributions_of_the_outcomes(change: yoy.Comparison) -> None:
    """Six bars in the order of the form; the residual is 0 and has none; the note names the sum."""
    ax = contributions(change, CLOSED, entity=SUQIAN, ax=new_axes())
    widths = [bar.get_width() for container in ax.containers for bar in container]

    assert ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"] == labels_of(ax)
    assert 100 * 35 / 3486 == pytest.approx(sum(widths))
    assert "+6.88（+240）" == ax.texts[0].get_text()
    assert [
        "对较2023年变化的贡献，百分点",
        "合计变化：+1.00%（+35），各项贡献相加等于合计。",
    ] == ax.get_xlabel().splitlines()[:2]
    assert "百分点" in ax.get_xlabel()


def test_a_residual_has_a_bar() -> None:
    """10 more in all, 6 in the parts: 4 are not explained."""
    parts = ("litigation.direct.total", "litigation.after_review.total")
    rows = [
        row
        for metric, values in (("litigation.total", (20, 30)), (parts[0], (10, 14)), (parts[1], (10, 12)))
        for row in series({2023: values[0], 2024: values[1]}, metric=metric)
    ]
    ax = contributions(compared(*rows), "litigation.total", parts=list(parts), ax=new_axes(), lang="en")

    assert "not explained by the parts" == labels_of(ax)[-1]
    assert ["+20 (+4)", "+10 (+2)", "+20 (+4)"] == [text.get_text() for text in ax.texts]


def test_contributions_without_a_change(change: yoy.Comparison) -> None:
    """One line says that there is none."""
    with pytest.raises(ChartError) as caught:
        contributions(change, CLOSED, entity="浙江省", ax=new_axes())
    expected = f"contributions to {CLOSED}: it has no change in any year; choose another year or metric"
    assert expected == str(caught.value)
    with pytest.raises(ComparisonError, match="the vocabulary does not divide it"):
        contributions(change, "disclosure.regulations.made", entity=SUQIAN, ax=new_axes())


def test_composition_of_two_years(change: yoy.Comparison) -> None:
    """Bars of 100 %, n below the label, a colour and a hatch for each part, in the order of the form."""
    frame = prepare(change, CLOSED, entities=[SUQIAN])
    ax = composition(change, CLOSED, entities=[SUQIAN], ax=new_axes())
    ends = [bar.get_x() + bar.get_width() for bar in ax.containers[-1]]

    assert [3486.0, 3521.0] == frame.unique("bar", maintain_order=True)["n"].to_list()
    assert ["2023年\nn = 3,486", "2024年\nn = 3,521"] == labels_of(ax)
    assert [100.0, 100.0] == pytest.approx(ends)
    assert (0.0, 100.0) == ax.get_xlim()
    looks = [(container[0].get_facecolor(), container[0].get_hatch()) for container in ax.containers]
    assert len(looks) == len(set(looks)) == 6


def test_composition_by_applicant(change: yoy.Comparison) -> None:
    """The kinds of applicants; those that make up others are no parts."""
    ax = composition(change, RECEIVED, by="applicant", entities=[SUQIAN], ax=new_axes(), lang="en")

    assert "natural persons" == ax.get_legend().get_texts()[0].get_text()
    assert 6 == len(ax.containers)


def test_a_bar_with_a_part_missing_says_so() -> None:
    """No share is drawn where a part has no figure."""
    parts = ("litigation.direct.total", "litigation.after_review.total")
    rows = [
        row
        for metric, values in (
            ("litigation.total", {2023: 20, 2024: 30}),
            (parts[0], {2023: 10, 2024: 14}),
            (parts[1], {2023: 10}),
        )
        for row in series(values, metric=metric)
    ]
    ax = composition(compared(*rows), "litigation.total", parts=list(parts), ax=new_axes(), lang="en")

    assert "a part has no figure" == ax.texts[-1].get_text()
    assert [1, 1] == [len(container) for container in ax.containers]


def test_composition_that_cannot_be_drawn(change: yoy.Comparison) -> None:
    """One line each."""
    with pytest.raises(ChartError) as caught:
        composition(change, CLOSED, by="x", ax=new_axes())
    assert "by 'x': no such way; use 'part' or 'applicant'" == str(caught.value)
    with pytest.raises(ChartError, match="there are 0 bars"):
        composition(change, CLOSED, years=[1999], ax=new_axes())


def test_ranked_bodies() -> None:
    """The largest first, with rank and places climbed; equal values share a rank; without a figure last."""
    rows = [
        *series({2023: 5, 2024: 30}, entity="甲"),
        *series({2023: 20, 2024: 20}, entity="乙"),
        *series({2023: 10, 2024: 20}, entity="丙"),
        *series({2023: 7}, entity="丁"),
    ]
    ax = ranked(compared(*rows), RECEIVED, entities=["甲", "乙", "丙", "丁"], ax=new_axes())

    assert ["甲", "乙", "丙", "丁"] == labels_of(ax)
    assert ["30（第1，↑3）", "20（第2，↓1）", "20（第2）", "无2024年数字"] == [
        text.get_text() for text in ax.texts
    ]
    assert 0.0 == ax.get_xlim()[0]
    first = ranked(compared(*rows), RECEIVED, ascending=True, year=2023, ax=new_axes())
    assert ["甲", "丁", "丙", "乙"] == labels_of(first)


def test_ranked_bodies_that_cannot_be_drawn() -> None:
    """One line each."""
    many = compared(*(row for number in range(61) for row in series({2023: 1}, entity=f"市{number}")))
    with pytest.raises(ChartError) as caught:
        ranked(many, RECEIVED, ax=new_axes())
    assert "ranked: 61 bars cannot be read; name 60 bodies at most" == str(caught.value)
    with pytest.raises(ChartError) as late:
        ranked(many, RECEIVED, entities=["市1"], year=2030, ax=new_axes())
    assert "ranked: there is no figure of 2030; choose another year" == str(late.value)
    assert isinstance(many.frame, pl.DataFrame)
