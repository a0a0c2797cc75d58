"""`scatter`: this year against last, a point a body; above the diagonal it rose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator
from matplotlib.transforms import Bbox

from yoycompare.charts.shared.annotations import (
    GREY,
    HALO,
    HINTED,
    SMALL,
    dress,
    height_of,
    new_axes,
    rewrite_caption,
    settle,
    to_points,
    width_of_text,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.palettes import Palette, look_of, palette_of
from yoycompare.charts.shared.scales import Scale, scale_of_rows
from yoycompare.charts.shared.selection import pick_entities, pick_rows
from yoycompare.charts.shared.sources import both_years
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "prepare", "scatter"]

LABELLED: Final = 12  # names at most
MARK: Final = 3.5  # points from the middle of a marker to its edge
BESIDE: Final = 5.0  # points from a point to its name
# Where a name may stand, in the order of preference: alignment, and the direction from the point.
SPOTS: Final = (
    ("left", "center", 1, 0),
    ("right", "center", -1, 0),
    ("center", "bottom", 0, 1),
    ("center", "top", 0, -1),
)
WORDS: Final = {
    "zh": {
        "title": "{}：当年与上年",
        "across": "横轴：{}年",
        "up": "{}年",
        "log": "坐标为对数，为0的单位未画出：{}",
        "left_out": "无法比较而未画出：{}",
        "labelled": "标名者为变化较大的单位；斜线上为不变",
    },
    "en": {
        "title": "{}: this year against last",
        "across": "across: {}",
        "up": "{}",
        "log": "logarithmic axes; with 0, not drawn: {}",
        "left_out": "not drawn, because not comparable: {}",
        "labelled": "names stand at bodies that changed much, where there is room; on the diagonal nothing changed",
    },
}


def scatter(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    log: bool = False,
    applicant: str = TOTAL,
    scope: str | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **point_keywords: Any,
) -> Axes:
    """Draw bodies as points: last year across, this year up. Rises and falls have colours and markers of their own.

    Parameters
    ----------
    entities
        None takes all.
    year
        The later year; None takes the last with a change.
    log
        Both axes logarithmic, for bodies of very different size; those with 0 in either year are not drawn.
    palette, ax, lang, font, style
        As for `changes`.
    point_keywords
        Passed to `Axes.scatter`.

    Raises
    ------
    ChartError
        No body has a change.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(change, metric, entities=entities, year=year, log=log, applicant=applicant, scope=scope)
    scale = scale_of_rows(frame, change.vocabulary, wording, ("value", "previous"))
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(
            wording,
            lambda spoken: _describe(change, frame, metric, applicant, spoken, log=log),
        )
        draw(ax, frame, caption, colours, scale, log=log, **point_keywords)
    return ax


def prepare(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    log: bool = False,
    applicant: str = TOTAL,
    scope: str | None = None,
) -> pl.DataFrame:
    """One row a body of the year: the rows of the comparison with change, is_drawn, look and strength (how much it changed)."""
    rows = pick_entities(pick_rows(change, [metric], applicant, scope=scope), entities)
    moved = pl.coalesce("difference", "points")
    years = rows.filter(moved.is_not_null())["year"].to_list() if year is None else [year]
    own = rows.filter(pl.col("year").is_in(years[-1:] if year is not None else [max(years)] if years else []))
    positive = (pl.col("value") > 0) & (pl.col("previous") > 0)
    told = own.with_columns(change=moved).with_columns(
        is_drawn=pl.col("change").is_not_null() & (positive if log else pl.lit(value=True)),
        look=look_of(moved),
        strength=pl.when(positive & pl.lit(log))
        .then((pl.col("value") / pl.col("previous")).log().abs())
        .otherwise(moved.abs()),
    )
    if not told["is_drawn"].any():
        raise ChartError(f"scatter of {metric}", "no body has a change", "choose another year or metric")
    return told


def draw(
    ax: Axes,
    frame: pl.DataFrame,
    caption: Caption,
    palette: Palette,
    scale: Scale,
    *,
    log: bool,
    **point_keywords: Any,
) -> None:
    """Put prepared points on axes."""
    drawn = frame.filter("is_drawn")
    for look, marker in (("up", "^"), ("down", "v"), ("even", "o")):
        points = drawn.filter(pl.col("look") == look)
        if points.height:
            looks: dict[str, Any] = {
                "color": getattr(palette, look),
                "marker": marker,
                "s": 28,
                "linewidths": 0.5,
                "edgecolors": "white",
                "clip_on": False,
                "zorder": 3,
            }
            x, y = ((points[name] / scale.divisor).to_list() for name in ("previous", "value"))
            ax.scatter(x, y, **{**looks, **point_keywords})
    values = [value / scale.divisor for name in ("previous", "value") for value in drawn[name]]
    low, high = (
        (min(values) / 1.3, max(values) * 1.3) if log else (min(0.0, *values), (max(values) or 1.0) * 1.08)
    )
    dress(ax)
    ax.grid(visible=True, axis="both", color="#DDDDDD", linewidth=0.6)
    for axis, set_scale, set_limits in (
        (ax.xaxis, ax.set_xscale, ax.set_xlim),
        (ax.yaxis, ax.set_yscale, ax.set_ylim),
    ):
        if log:
            set_scale("log")
        set_limits(low, high)
        axis.set_major_locator(
            LogLocator(subs=(1.0, 3.0)) if log else MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10])
        )
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FuncFormatter(lambda value, _: scale.tick(value * scale.divisor)))
    ax.plot([low, high], [low, high], color="#999999", linewidth=0.8, linestyle=":", zorder=0)
    write_caption(ax, caption)
    settle(ax)
    _name_points(ax, drawn, scale)
    rewrite_caption(ax, caption)


def _name_points(ax: Axes, drawn: pl.DataFrame, scale: Scale) -> None:
    """Names at those that changed most, where a name lies over no point and no other name."""
    moved = drawn.sort("strength", descending=True).to_dicts()
    places = [(row["previous"] / scale.divisor, row["value"] / scale.divisor) for row in moved]
    spots = [to_points(ax, *place) for place in places]
    taken = [Bbox.from_extents(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in spots]
    page = Bbox(ax.get_window_extent().get_points() * 72 / ax.figure.dpi).padded(BESIDE)
    named = 0
    for row, place, spot in zip(moved, places, spots, strict=True):
        found = _free_spot(row["entity"], spot, taken, page)
        if found is None:
            continue
        (ha, va, right, up), box = found
        taken.append(box)
        named += 1
        ax.annotate(
            row["entity"],
            place,
            xytext=(right * BESIDE, up * BESIDE),
            textcoords="offset points",
            ha=ha,
            va=va,
            size=SMALL,
            color=GREY,
            path_effects=HALO,
            zorder=4,
        )
        if named == LABELLED:
            return


def _free_spot(
    name: str, point: tuple[float, float], taken: list[Bbox], page: Bbox
) -> tuple[tuple[str, str, int, int], Bbox] | None:
    """Where a name lies over nothing and stays on the page, and the box that it takes; None if nowhere."""
    width, height = HINTED * width_of_text(name, SMALL), height_of(name, SMALL)
    for spot in SPOTS:
        _, _, right, up = spot
        left = point[0] + right * (BESIDE + width / 2) - width / 2
        low = point[1] + up * (BESIDE + height / 2) - height / 2
        box = Bbox.from_bounds(left, low, width, height)
        is_inside = page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1
        if is_inside and not box.count_overlaps(taken):
            return spot, box
    return None


def _describe(
    change: Comparison,
    frame: pl.DataFrame,
    metric: str,
    applicant: str,
    wording: Wording,
    *,
    log: bool,
) -> Caption:
    words = WORDS[wording.lang]
    year = int(frame["year"][0])
    undefined = frame.filter(pl.col("change").is_null())["entity"].to_list()
    zeros = frame.filter(pl.col("change").is_not_null() & ~pl.col("is_drawn"))["entity"].to_list()
    return metric_caption(
        change,
        metric,
        applicant,
        wording,
        title=words["title"],
        unit=scale_of_rows(frame, change.vocabulary, wording, ("value", "previous")).unit,
        years=(year - 1, year),
        shown=both_years(frame.filter("is_drawn")),
        notes=[
            wording.sentences([words["across"].format(year - 1), words["labelled"]]),
            wording.sentences([words["log"].format(wording.names(zeros)) if log and zeros else ""]),
            wording.sentences([words["left_out"].format(wording.names(undefined)) if undefined else ""]),
        ],
        axis_unit=words["up"].format(year),
    )
