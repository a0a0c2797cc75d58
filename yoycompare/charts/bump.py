"""`bump`: the rank of each body over the years; lines that cross have changed places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from yoycompare.charts.shared.annotations import (
    NOTE_SIZE,
    SMALL,
    dress,
    height_of,
    new_axes,
    rewrite_caption,
    settle,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.lines import rows_to_lines
from yoycompare.charts.shared.palettes import Palette, look_of, palette_of
from yoycompare.charts.shared.selection import label_bodies, pick_entities, pick_rows
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["bump", "draw", "prepare"]

MOST: Final = 40
LABEL_ROOM: Final = 100.0  # points
LEAST: Final = 4.5  # points
HALF_STEP: Final = 0.5
DOT: Final = 4.0  # points
SHARED: Final = " · "  # between names of one rank
LEAVES_OUT: Final = 8  # points between a dot and its name
WORDS: Final = {
    "zh": {
        "title": "{}：各单位名次",
        "unit": "名次",
        "note": "数值最大者为第1名，数值相同者名次相同；颜色表示首末年之间的升降",
        "first": "数值最小者为第1名，数值相同者名次相同；颜色表示首末年之间的升降",
    },
    "en": {
        "title": "{}: rank of each body",
        "unit": "rank",
        "note": "the largest value is no. 1, equal values share a rank; colours: climbed or fell from the first year to the last",
        "first": "the smallest value is no. 1, equal values share a rank; colours: climbed or fell from the first year to the last",
    },
}


def bump(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    ascending: bool = False,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **line_keywords: Any,
) -> Axes:
    """Draw the rank of each body among those drawn, year by year. A line ends at a missing year and at a break.

    Parameters
    ----------
    entities
        The bodies that are ranked; None takes all, at most forty.
    ascending
        The smallest value is no. 1.
    palette, ax, lang, font, style
        As for `changes`.
    line_keywords
        Passed to `Axes.plot`.

    Raises
    ------
    ChartError
        There are fewer than two bodies or too many.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(
        change, metric, entities=entities, applicant=applicant, scope=scope, ascending=ascending, lang=lang
    )
    caption = in_languages(
        wording,
        lambda spoken: _describe(change, frame, metric, applicant, spoken, ascending=ascending),
    )
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(ax, frame, caption, colours, **line_keywords)
    return ax


def prepare(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    ascending: bool = False,
    lang: str = "zh",
) -> pl.DataFrame:
    """The points: rows of the comparison with series (the body), segment (the unbroken piece of line), rank and look."""
    rows = pick_entities(pick_rows(change, [metric], applicant, scope=scope), entities)
    named = label_bodies(rows, wording_of(lang)).with_columns(series="label")
    count = named["series"].n_unique()
    if not 2 <= count <= MOST:
        raise ChartError("bump", f"{count} bodies cannot be ranked", f"name 2 to {MOST} bodies")
    lines = rows_to_lines(named.sort("entity_order", "scope", "year"), "value", change.vocabulary)
    ranked = lines.filter(pl.col("value").is_not_null()).with_columns(
        rank=pl.col("value").rank("min", descending=not ascending).over("year")
    )
    rank = pl.col("rank").cast(pl.Int32)  # signed, so that a fall is below zero
    climbed = rank.first() - rank.last()
    return ranked.with_columns(look=look_of(climbed.over("series")))


def draw(ax: Axes, frame: pl.DataFrame, caption: Caption, palette: Palette, **line_keywords: Any) -> None:
    """Put prepared ranks on axes."""
    for piece in frame.partition_by("series", "segment", maintain_order=True):
        look = piece["look"][0]
        looks: dict[str, Any] = {
            "color": getattr(palette, look),
            "linestyle": "--" if look == "down" else "-",
            "marker": "o",
            "markersize": DOT,
            "linewidth": 1.4,
        }
        ax.plot(piece["year"].to_list(), piece["rank"].to_list(), **{**looks, **line_keywords})
    years = frame["year"].to_list()
    last = int(max(frame["rank"].to_list()))
    dress(ax)
    ax.grid(visible=False)
    ax.set_ylim(last + HALF_STEP, HALF_STEP)
    ax.set_xlim(min(years) - HALF_STEP / 2, max(years) + HALF_STEP / 2)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12))
    ax.set_yticks(range(1, last + 1) if last <= MOST else [])
    write_caption(ax, caption)
    settle(ax)
    _name_ends(ax, frame, last)
    rewrite_caption(ax, caption)  # names beside the axes have taken from their width


def _name_ends(ax: Axes, frame: pl.DataFrame, last: int) -> None:
    """Each name beside the last point of its line; those of one place share a line of text."""
    height = ax.get_window_extent().height * 72 / ax.figure.dpi / last
    size = max(LEAST, min(SMALL, height * 0.8))
    ax.tick_params(axis="y", labelsize=min(size, NOTE_SIZE))
    ends = frame.group_by("series", maintain_order=True).last()
    shared = ends.group_by("year", "rank", maintain_order=True).agg("series")
    for year, rank, names in shared.iter_rows():
        text = wrap(SHARED.join(names), LABEL_ROOM, size)
        ax.annotate(
            text if height_of(text, size) < height else _first_line(text),
            (year, rank),
            xytext=(LEAVES_OUT, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            size=size,
            annotation_clip=False,
        )


def _first_line(text: str) -> str:
    return text.split("\n", maxsplit=1)[0] + ("…" if "\n" in text else "")


def _describe(
    change: Comparison,
    frame: pl.DataFrame,
    metric: str,
    applicant: str,
    wording: Wording,
    *,
    ascending: bool,
) -> Caption:
    words = WORDS[wording.lang]
    return metric_caption(
        change,
        metric,
        applicant,
        wording,
        title=words["title"],
        unit=words["unit"],
        years=frame["year"],
        shown=frame,
        notes=[wording.sentences([words["first" if ascending else "note"]])],
        axis_unit=words["unit"],
    )
