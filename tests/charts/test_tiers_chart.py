"""`charts.tiers`: columns, differences and percents over one another."""

from __future__ import annotations

import pytest
from chart_data import RECEIVED, compared, new_axes, series

import yoycompare as yoy
from yoycompare.charts import lint, tiers
from yoycompare.errors import ChartError


def texts_of(ax: object) -> list[str]:
    return [text.get_text() for text in ax.texts]  # type: ignore[attr-defined]


def test_three_tiers() -> None:
    """10, 12, 9: last year's columns behind, +2 and −3, +20 % and −25 %; the first year has its reason."""
    ax = tiers(compared(*series({2021: 10, 2022: 12, 2023: 9})), RECEIVED, ax=new_axes())
    values, changes, percents = ax.child_axes

    assert [[10.0, 12.0], [10.0, 12.0, 9.0]] == [
        [bar.get_height() for bar in container] for container in values.containers
    ]
    assert ["+2", "−3", "无2020年数字可比"] == texts_of(changes)
    assert ["+20.0%", "−25.0%"] == texts_of(percents)
    assert ["2021", "2022", "2023"] == [label.get_text() for label in ax.get_xticklabels()]
    assert [] == lint(ax)


def test_a_rate_has_two_tiers() -> None:
    """Percentage points have no percent, and are called so."""
    change = yoy.compare(yoy.load_dataset(), base=2023)
    ax = tiers(change, "disclosure_rate", entity="宿迁市", ax=new_axes(), lang="en")
    values, changes = ax.child_axes

    assert "change, percentage points" == changes.get_title(loc="left")
    assert "+10.44" in texts_of(changes)
    assert ["43.57 %", "54.02 %"] == texts_of(values)
    assert [] == lint(ax)


def test_too_many_years() -> None:
    """Fifteen can be read."""
    with pytest.raises(ChartError) as caught:
        tiers(compared(*series(dict.fromkeys(range(2005, 2021), 7))), RECEIVED, ax=new_axes())
    assert "tiers: 16 years cannot be read; draw 15 at most" == str(caught.value)


def test_what_does_not_compare_is_not_drawn_behind() -> None:
    """Over a break last year's column is no measure: it is left out, with the reason in its place."""
    rows = [
        *series({2020: 60}, form="gid-2019", metric="disclosure.normative_documents.made"),
        *series({2021: 50}, form="gid-2021", metric="disclosure.normative_documents.made"),
    ]
    ax = tiers(compared(*rows), "disclosure.normative_documents.made", ax=new_axes(), lang="en")
    values, changes, _ = ax.child_axes

    assert 2 == sum(len(container) for container in values.containers)
    assert "not comparable\nwith 2020" in texts_of(changes) or "not comparable with 2020" in texts_of(changes)
