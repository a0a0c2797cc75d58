"""`multiples`: small trends side by side, one a body or metric, on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import matplotlib as mpl
import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.annotations import (
    GREY,
    dress,
    new_axes,
    settle,
    width_of_axes,
    wrap,
    write_caption,
)
from yoycompare.charts.captions import Caption, in_languages, metric_caption
from yoycompare.charts.lines import rows_to_lines
from yoycompare.charts.palettes import Palette, palette_of
from yoycompare.charts.scales import Scale, scale_of_rows
from yoycompare.charts.selection import label_bodies, pick_entities, pick_rows
from yoycompare.charts.typeface import printed
from yoycompare.charts.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "multiples", "prepare"]

MOST: Final = 48
ASPECT: Final = 1.6  # width of a small chart over its height
SIZE: Final = 6.5
FOOT: Final = 0.05  # of the axes, for the years below the last row
FILLED: Final = 0.84  # of a column
WORDS: Final = {
    "zh": {
        "title": "{}：各单位走势",
        "one": "各图同一纵轴，0至{}",
        "own": "各图纵轴不同，仅看走势",
        "last": "末点标出最近一年的数字",
    },
    "en": {
        "title": "{}: each body",
        "one": "all charts have one scale, 0 to {}",
        "own": "each chart has a scale of its own: look at the course only",
        "last": "the number is that of the last year",
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
    rows = math.ceil(len(bodies) / columns)
    years = frame.drop_nulls("y")["year"].to_list()
    first, last = min(years), max(years)
    top = max((value for value in frame["y"] if value is not None), default=1.0) / scale.divisor or 1.0
    low = min(0.0, *(value / scale.divisor for value in frame["y"] if value is not None))
    for number, body in enumerate(bodies):
        row, column = divmod(number, columns)
        cell = (1 - FOOT) / rows
        box = (column / columns, FOOT + (rows - row - 1) * cell, FILLED / columns, 0.68 * cell)
        panel = ax.inset_axes(box)
        _draw_body(panel, body, palette, scale, width / columns * FILLED, line_keywords)
        own = max((value / scale.divisor for value in body["y"] if value is not None), default=1.0) or 1.0
        panel.set_ylim(low, (top if one_scale else own) * 1.3)
        panel.set_xlim(first - 0.3, last + 0.3)
        panel.set_xticks([first, last] if row == rows - 1 or number + columns >= len(bodies) else [])
        panel.set_xticklabels([str(int(year)) for year in panel.get_xticks()], size=SIZE)
    write_caption(ax, caption)


def _draw_body(
    panel: Axes, body: pl.DataFrame, palette: Palette, scale: Scale, width: float, keywords: dict[str, Any]
) -> None:
    dress(panel)
    panel.grid(visible=False)
    panel.set_yticks([])
    for piece in body.drop_nulls("segment").partition_by("segment", maintain_order=True):
        looks: dict[str, Any] = {"color": palette.now, "linewidth": 1.2, "marker": "o", "markersize": 1.6}
        panel.plot(piece["year"].to_list(), (piece["y"] / scale.divisor).to_list(), **{**looks, **keywords})
    last = body.drop_nulls("y").row(-1, named=True)
    panel.annotate(
        scale.number(last["y"]),
        (last["year"], last["y"] / scale.divisor),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        va="bottom",
        size=SIZE,
    )
    name = wrap(body["series"][0], width, SIZE)
    panel.set_title(name, loc="left", size=SIZE, color=GREY, pad=1.5, fontfamily=mpl.rcParams["font.family"])


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
