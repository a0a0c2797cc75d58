"""`multiples`: small trends side by side, one a body or metric, on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import (
    GREY,
    HINTED,
    dress,
    height_of,
    new_axes,
    rewrite_caption,
    settle,
    width_of_axes,
    width_of_text,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.lines import rows_to_lines
from yoycompare.charts.shared.palettes import Palette, palette_of
from yoycompare.charts.shared.scales import Scale, scale_of_rows
from yoycompare.charts.shared.selection import label_bodies, pick_entities, pick_rows
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "multiples", "prepare"]

MOST: Final = 48
ASPECT: Final = 1.6  # width of a small chart over its height
SIZE: Final = 6.5
LEAST: Final = 4.0
STEP: Final = 0.25
GAP: Final = 3.0  # points around texts
HEAD: Final = 10.0  # points over a row, for a number over its highest point
YEARS: Final = 10.0  # points for the years below the last row
EDGE: Final = 0.3  # of a year, before the first
LEAST_ROW: Final = (
    0.3  # of the whole scale: where all values of a row are low, it is lower, but not less than this
)
WORDS: Final = {
    "zh": {
        "title": "{}：各单位走势",
        "one": "各图同一纵轴，最高为{}",
        "own": "各图纵轴不同，仅看走势",
        "last": "线末为最近一年的数字",
    },
    "en": {
        "title": "{}: each body",
        "one": "all charts have one scale from 0; the highest value is {}",
        "own": "each chart has a scale of its own: look at the course only",
        "last": "the number at the end is that of the last year",
    },
}


def multiples(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    one_scale: bool = True,
    applicant: str = TOTAL,
    scope: str | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **line_keywords: Any,
) -> Axes:
    """Draw a small trend for each body. Lines end at gaps and breaks; the last number stands at its point.

    Parameters
    ----------
    entities
        None takes all, at most 48.
    one_scale
        All on the same scale from 0; otherwise each on its own, and the note says so.
    palette, ax, lang, font, style
        As for `changes`; the small charts are axes inside of `ax`.
    line_keywords
        Passed to `Axes.plot`.

    Raises
    ------
    ChartError
        There are too many bodies, or no value.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(change, metric, entities=entities, applicant=applicant, scope=scope, lang=lang)
    scale = scale_of_rows(frame, change.vocabulary, wording)
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(
            wording,
            lambda spoken: _describe(change, frame, metric, applicant, spoken, one_scale=one_scale),
        )
        draw(ax, frame, caption, colours, scale, one_scale=one_scale, **line_keywords)
    return ax


def prepare(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """The points: rows of the comparison with series (the body) and segment (the unbroken piece of line), by body and year."""
    rows = pick_entities(pick_rows(change, [metric], applicant, scope=scope), entities)
    rows = rows.filter(pl.col("value").is_not_null().any().over("entity", "scope"))
    named = label_bodies(rows, wording_of(lang)).with_columns(series="label")
    count = named["series"].n_unique()
    if count > MOST:
        raise ChartError("multiples", f"{count} small charts cannot be read", f"name {MOST} bodies at most")
    return rows_to_lines(named.sort("entity_order", "scope", "year"), "value", change.vocabulary)


def draw(
    ax: Axes,
    frame: pl.DataFrame,
    caption: Caption,
    palette: Palette,
    scale: Scale,
    *,
    one_scale: bool,
    **line_keywords: Any,
) -> None:
    """Put small charts inside of axes."""
    dress(ax)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.set_xticks([])
    ax.set_yticks([])
    write_caption(ax, caption)
    settle(ax)
    bodies = frame.partition_by("series", maintain_order=True)
    width = width_of_axes(ax)
    height = ax.get_window_extent().height * 72 / ax.figure.dpi
    columns = max(1, min(len(bodies), round(math.sqrt(len(bodies) * width / height / ASPECT))))
    years = frame.drop_nulls("y")["year"].to_list()
    lasts = [body.drop_nulls("y").row(-1, named=True) for body in bodies]
    column = width / columns
    room = column - max(HINTED * width_of_text(scale.number(row["y"]), SIZE) for row in lasts) - 3 * GAP
    rows = [range(first, min(first + columns, len(bodies))) for first in range(0, len(bodies), columns)]
    size = SIZE
    while True:  # small enough that names leave half of the height to lines
        names = [wrap(body["series"][0], (column - 2 * GAP) / HINTED, size) for body in bodies]
        feet = [max(height_of(names[number], size) for number in row) + GAP for row in rows]
        if size <= LEAST or sum(feet) < height / 2:
            break
        size -= STEP
    span = [_span([bodies[number] for number in row], scale) for row in rows]
    whole = _span(bodies, scale)
    reaches = [max(high - low, LEAST_ROW * (whole[1] - whole[0])) if one_scale else 1.0 for low, high in span]
    free = max(height - sum(feet) - len(rows) * HEAD - YEARS, height / 4)  # points for lines
    top = height
    for row, foot, reach, (low, _) in zip(rows, feet, reaches, span, strict=True):
        tall = free * reach / sum(reaches)
        top -= HEAD + tall
        for place, number in enumerate(row):
            panel = ax.inset_axes((place * column / width, top / height, room / width, tall / height))
            _draw_body(panel, bodies[number], palette, scale, names[number], size, max(years), line_keywords)
            own = _span([bodies[number]], scale)
            panel.set_ylim(*((low, low + reach) if one_scale else own))
            is_lowest = number + columns >= len(bodies)
            _dress_panel(panel, min(years), max(years), foot if is_lowest else None)
        top -= foot
    rewrite_caption(ax, caption)


def _span(bodies: list[pl.DataFrame], scale: Scale) -> tuple[float, float]:
    """From the lowest value, at most 0, to the highest."""
    values = [value / scale.divisor for body in bodies for value in body["y"].drop_nulls()]
    low, high = min(0.0, *values), max(0.0, *values)
    return low, high if high > low else low + 1.0


def _dress_panel(panel: Axes, first: int, last: int, foot: float | None) -> None:
    """The years from the first to the last, named below the name of the body where `foot` leaves room for that."""
    panel.set_xlim(first - EDGE, last)  # so that the number right of the last point is off the axis
    years = sorted({first, last})
    panel.set_xticks(years if foot is not None else [])
    panel.set_xticklabels([str(year) for year in years] if foot is not None else [], size=SIZE)
    panel.tick_params(axis="x", length=0, pad=foot or 0.0)


def _draw_body(
    panel: Axes,
    body: pl.DataFrame,
    palette: Palette,
    scale: Scale,
    name: str,
    size: float,
    latest: int,
    keywords: dict[str, Any],
) -> None:
    dress(panel)
    panel.grid(visible=False)
    panel.set_yticks([])
    for piece in body.drop_nulls("segment").partition_by("segment", maintain_order=True):
        looks: dict[str, Any] = {
            "color": palette.now,
            "linewidth": 1.2,
            "linestyle": "-",  # also after a gap: the cycle of styles tells series apart, not pieces
            "marker": "o",
            "markersize": 1.6,
            "clip_on": False,
        }
        panel.plot(piece["year"].to_list(), (piece["y"] / scale.divisor).to_list(), **{**looks, **keywords})
    last = body.drop_nulls("y").row(-1, named=True)
    is_inside = last["year"] < latest  # there the axis runs below it
    panel.annotate(
        scale.number(last["y"]),
        (last["year"], last["y"] / scale.divisor),
        xytext=(GAP, GAP / 2 if is_inside else 0),
        textcoords="offset points",
        ha="left",
        va="bottom" if is_inside else "center",
        size=SIZE,
        annotation_clip=False,
    )
    panel.annotate(
        name,
        (0, 0),
        xycoords="axes fraction",
        xytext=(0, -GAP),
        textcoords="offset points",
        ha="left",
        va="top",
        size=size,
        color=GREY,
        annotation_clip=False,
    )


def _describe(
    change: Comparison,
    frame: pl.DataFrame,
    metric: str,
    applicant: str,
    wording: Wording,
    *,
    one_scale: bool,
) -> Caption:
    words = WORDS[wording.lang]
    scale = scale_of_rows(frame, change.vocabulary, wording)
    told = words["one"].format(scale.number(max(frame["y"].drop_nulls()))) if one_scale else words["own"]
    return metric_caption(
        change,
        metric,
        applicant,
        wording,
        title=words["title"],
        unit=scale.unit,
        years=frame.drop_nulls("y")["year"],
        shown=frame,
        notes=[wording.sentences([told, words["last"]])],
    )
