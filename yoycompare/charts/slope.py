"""`slope`: two years side by side, a line a body or metric; steep is a large change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import (
    SMALL,
    dress,
    height_of,
    new_axes,
    rewrite_caption,
    settle,
    spread,
    to_points,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.palettes import Palette, palette_of
from yoycompare.charts.shared.scales import scale_of_rows
from yoycompare.charts.shared.selection import pick_entities, pick_rows
from yoycompare.charts.shared.sources import both_years
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "prepare", "slope"]

MOST_LINES: Final = 20
LABEL_ROOM: Final = 120.0  # points
LEAST: Final = 4.5  # points
STEP: Final = 0.25  # points
PAIR: Final = ("value", "previous")
WORDS: Final = {
    "zh": {"title": "{}：两年对比", "left_out": "无法比较而未画出：{}"},
    "en": {"title": "{}: two years", "left_out": "not drawn, because not comparable: {}"},
}


def slope(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **line_keywords: Any,
) -> Axes:
    """Draw a metric of several bodies in two years; rises and falls have colours and line styles of their own.

    Bodies without a change are not drawn; a note names them.

    Parameters
    ----------
    entities
        None takes all, at most twenty.
    year
        The later year; None takes the last.
    palette, ax, lang, font, style
        As for `changes`.
    line_keywords
        Passed to `Axes.plot`.

    Raises
    ------
    ChartError
        There are too many bodies, or none has a change.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(change, metric, entities=entities, year=year, applicant=applicant, scope=scope, lang=lang)
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(wording, lambda spoken: _describe(change, frame, metric, applicant, spoken))
        draw(ax, frame, caption, colours, **line_keywords)
    return ax


def prepare(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """One row a body: the rows of the comparison with is_drawn, left and right (in the unit of the axis), left_text, right_text."""
    wording = wording_of(lang)
    rows = pick_entities(pick_rows(change, [metric], applicant, scope=scope), entities)
    known = pl.coalesce("difference", "points").is_not_null()
    years = rows.filter(known)["year"].to_list() if year is None else [year]
    last = max(years, default=None)
    own = rows.filter(pl.col("year").is_in([] if last is None else [last]))
    own = own.with_columns(is_drawn=known)
    count = int(own["is_drawn"].sum())
    if not count:
        raise ChartError(f"slope of {metric}", "no body has a change", "choose another year or metric")
    if count > MOST_LINES:
        raise ChartError("slope", f"{count} lines cannot be read", f"name {MOST_LINES} bodies at most")
    scale = scale_of_rows(own, change.vocabulary, wording, PAIR)
    texts = [
        (f"{row['entity']} {scale.number(row['previous'])}", f"{scale.number(row['value'])} {row['entity']}")
        if row["is_drawn"]
        else ("", "")
        for row in own.iter_rows(named=True)
    ]
    return own.with_columns(
        left=pl.col("previous") / scale.divisor,
        right=pl.col("value") / scale.divisor,
        left_text=pl.Series([text for text, _ in texts]),
        right_text=pl.Series([text for _, text in texts]),
    )


def draw(ax: Axes, frame: pl.DataFrame, caption: Caption, palette: Palette, **line_keywords: Any) -> None:
    """Put prepared lines on axes."""
    rows = frame.filter("is_drawn").to_dicts()
    year = rows[0]["year"]
    for row in rows:
        rises = row["right"] - row["left"]
        look = "up" if rises > 0 else "down" if rises < 0 else "even"
        looks: dict[str, Any] = {
            "color": getattr(palette, look),
            "linestyle": "--" if look == "down" else "-",
            "marker": "o",
            "markersize": 4,
            "linewidth": 1.4,
        }
        ax.plot([0, 1], [row["left"], row["right"]], **{**looks, **line_keywords})
    values = [row[side] for row in rows for side in ("left", "right")]
    low, high = min(0.0, *values), max(0.0, *values)
    ax.set_ylim(low, (high or 1.0) * 1.04)
    ax.set_xlim(-0.55, 1.55)
    dress(ax)
    ax.grid(visible=False)
    ax.set_yticks([])
    ax.set_xticks([0, 1], [str(year - 1), str(year)])
    for x in (0.0, 1.0):
        ax.axvline(x, color="#BBBBBB", linewidth=0.8, zorder=0)
    write_caption(ax, caption)
    settle(ax)
    for side, x in (("left", 0.0), ("right", 1.0)):
        _write_labels(ax, rows, side, x)
    rewrite_caption(ax, caption)


def _write_labels(ax: Axes, rows: list[dict[str, Any]], side: str, x: float) -> None:
    """Names and numbers beside their points, none over another."""
    floor, ceiling = (to_points(ax, x, edge)[1] for edge in ax.get_ylim())
    size = max(LEAST, min(SMALL, (ceiling - floor) / max(len(rows), 1) / 1.3))
    texts = [wrap(row[f"{side}_text"], LABEL_ROOM, size) for row in rows]
    while size > LEAST and sum(height_of(text, size) for text in texts) > ceiling - floor:
        size -= STEP
        texts = [wrap(row[f"{side}_text"], LABEL_ROOM, size) for row in rows]
    places = [to_points(ax, x, row[side])[1] for row in rows]
    moved = spread(places, [height_of(text, size) for text in texts], floor, ceiling)
    leader = {
        "arrowstyle": "-",
        "color": "#AAAAAA",
        "linewidth": 0.4,
        "shrinkA": 0,
        "shrinkB": 2,
        "relpos": (1.0, 0.5) if side == "left" else (0.0, 0.5),
    }
    for row, text, place, spot in zip(rows, texts, places, moved, strict=True):
        ax.annotate(
            text,
            (x, row[side]),
            xytext=(-8 if side == "left" else 8, spot - place),
            textcoords="offset points",
            ha="right" if side == "left" else "left",
            va="center",
            size=size,
            annotation_clip=False,
            arrowprops=leader if abs(spot - place) > size / 2 else None,
        )


def _describe(
    change: Comparison, frame: pl.DataFrame, metric: str, applicant: str, wording: Wording
) -> Caption:
    words = WORDS[wording.lang]
    year = int(frame["year"][0])
    left_out = frame.filter(~pl.col("is_drawn"))["entity"].to_list()
    return metric_caption(
        change,
        metric,
        applicant,
        wording,
        title=words["title"],
        unit=scale_of_rows(frame, change.vocabulary, wording, PAIR).unit,
        years=(year - 1, year),
        shown=both_years(frame.filter("is_drawn")),
        notes=[wording.sentences([words["left_out"].format(wording.names(left_out)) if left_out else ""])],
    )
