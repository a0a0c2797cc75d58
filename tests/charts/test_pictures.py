"""Pictures of charts against stored ones: what the tests of artists do not see.

To renew the stored pictures after a change that is meant: `YOYCOMPARE_RENEW_PICTURES=1 python -m pytest
tests/charts/test_pictures.py`, then look at each of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pytest
from chart_data import account, compared, series
from matplotlib.axes import Axes
from matplotlib.testing.compare import compare_images

import yoycompare as yoy
from yoycompare.charts.shared.typeface import printed

FOLDER = Path(__file__).parent / "baselines"
CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"
PINNED = re.search(r"^matplotlib==(\S+)", CONSTRAINTS.read_text(encoding="utf-8"), re.MULTILINE).group(1)
RENEWS = bool(os.environ.get("YOYCOMPARE_RENEW_PICTURES"))
TOLERANCE = 2.0  # root mean square of 255: above noise of rasterising, below a label that has moved
DPI = 80

pytestmark = pytest.mark.skipif(
    mpl.__version__ != PINNED, reason=f"pixels differ by version: stored with matplotlib {PINNED}"
)

GAP_AND_BREAK = [
    *series({2017: 80, 2018: 90}, form="gid-2014"),
    *series({2019: 100, 2020: 120}, form="gid-2019"),
    *series({2022: 90, 2023: 70, 2024: 105}),
]
BODIES = [
    row
    for number, entity in enumerate(("甲市", "乙市", "丙县", "丁县", "戊区"))
    for row in series(
        {year: 10 + 37 * number + (year * (number + 3)) % 23 for year in range(2021, 2025)}, entity=entity
    )
    if (entity, row["year"]) != ("丙县", 2022)
]
RECEIVED = "requests.received"


def trend(ax: Axes) -> None:
    yoy.charts.trend(compared(*GAP_AND_BREAK, base=2019), RECEIVED, ax=ax)


def bridge(ax: Axes) -> None:
    yoy.charts.bridge(compared(*account(carried_out=17)), ax=ax)


def tiers(ax: Axes) -> None:
    yoy.charts.tiers(compared(*GAP_AND_BREAK), RECEIVED, ax=ax, lang="en")


def heatmap(ax: Axes) -> None:
    yoy.charts.heatmap(compared(*BODIES), RECEIVED, ax=ax, palette="red_up")


def multiples(ax: Axes) -> None:
    yoy.charts.multiples(compared(*BODIES), RECEIVED, ax=ax)


def residuals(ax: Axes) -> None:
    faults = ["balance", "carry_over"]
    reports = yoy.synthetic.random_reports(1, bodies=3, years=range(2021, 2025), faults=faults)
    yoy.charts.residuals(yoy.check(yoy.synthetic.reports_to_panel(reports)), by="entity", ax=ax)


CHARTS = [trend, bridge, tiers, heatmap, multiples, residuals]


def picture(
    draw: Callable[[Axes], None], path: Path, *, change: Callable[[Axes], None] | None = None
) -> None:
    """Write a chart, perhaps after something of it was changed."""
    ax = yoy.charts.off_screen()
    ax.figure.dpi = DPI
    draw(ax)
    if change is not None:
        change(ax)
    with printed():
        ax.figure.savefig(path, dpi=DPI, metadata={"Software": None})


@pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
def test_picture(draw: Callable[[Axes], None], tmp_path: Path) -> None:
    """A chart looks as it did when somebody last looked at it."""
    stored = FOLDER / f"{draw.__name__}.png"
    if RENEWS:
        picture(draw, stored)
    path = tmp_path / stored.name
    picture(draw, path)

    assert compare_images(str(stored), str(path), TOLERANCE) is None


def move_label(ax: Axes) -> None:
    label = ax.texts[0]
    right, up = label.get_position()
    label.set_position((right + 8, up + 8))


@pytest.mark.parametrize("draw", [trend, bridge], ids=lambda draw: draw.__name__)
def test_moved_label_is_seen(draw: Callable[[Axes], None], tmp_path: Path) -> None:
    """One label eight points off its place is more than the tolerance."""
    path = tmp_path / "moved.png"
    picture(draw, path, change=move_label)

    assert "RMS" in compare_images(str(FOLDER / f"{draw.__name__}.png"), str(path), TOLERANCE)


def test_pictures_are_small() -> None:
    """All of them together take less room than one photograph."""
    sizes = {path.name: path.stat().st_size for path in FOLDER.glob("*.png")}

    assert sorted(f"{draw.__name__}.png" for draw in CHARTS) == sorted(sizes)
    assert sum(sizes.values()) < 200_000
