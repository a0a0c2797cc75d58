"""`tiers`: columns of a metric by year, over them the difference from the year before and the percent, each in its tier."""

from __future__ import annotations

from typing import Any, Final

import matplotlib as mpl
import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import (
    GREY,
    SMALL,
    dress,
    fitting_size,
    new_axes,
    rewrite_caption,
    settle,
    width_of_axes,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.palettes import Palette, palette_of
from yoycompare.charts.shared.scales import Scale, scale_of_rows
from yoycompare.charts.shared.selection import pick_entity, pick_rows
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison, Reason
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "prepare", "tiers"]

WIDTH: Final = 0.46
SHIFT: Final = 0.16  # of last year's column behind this year's
HEADROOM: Final = 1.22
MOST_YEARS: Final = 15
MARGIN: Final = 0.7  # years
THREE_BOXES: Final = {
    "value": (0.0, 0.0, 1.0, 0.48),
    "change": (0.0, 0.54, 1.0, 0.2),
    "percent": (0.0, 0.79, 1.0, 0.21),
}
TWO_BOXES: Final = {"value": (0.0, 0.0, 1.0, 0.6), "change": (0.0, 0.68, 1.0, 0.32)}
WORDS: Final = {
    "zh": {
        "title": "{}：{}",
        "value": "{}",
        "change": "较上年",
        "points": "较上年，百分点",
        "percent": "较上年，%",
        "columns": "深色为当年，浅色为上年",
    },
    "en": {
        "title": "{}: {}",
        "value": "{}",
        "change": "change",
        "points": "change, percentage points",
        "percent": "change, %",
        "columns": "dark: the year; light: the year before",
    },
}


def tiers(
    change: Comparison,
    metric: str,
    *,
    entity: str | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **bar_keywords: Any,
) -> Axes:
    """Draw a metric of one body in three tiers: this year's column before last year's, the difference, the percent.

    A rate has two tiers: percentage points have no percent. Where a change is undefined its reason stands in its tier.

    Parameters
    ----------
    entity
        The body; may be left out where there is only one. At most fifteen years.
    palette, ax, lang, font, style
        As for `changes`; the tiers are axes inside of `ax`.
    bar_keywords
        Passed to `Axes.bar`.

    Raises
    ------
    ChartError
        There are too many years, or no value.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(change, metric, entity=entity, applicant=applicant, scope=scope, lang=lang)
    scale = scale_of_rows(frame, change.vocabulary, wording)
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(
            ax,
            frame,
            in_languages(
                wording,
                lambda spoken: _describe(change, frame, metric, applicant, spoken),
            ),
            colours,
            scale,
            **bar_keywords,
        )
    return ax


def prepare(
    change: Comparison,
    metric: str,
    *,
    entity: str | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """One row a year: the rows of the comparison with change (difference or points) and reason_text where it is undefined."""
    wording = wording_of(lang)
    rows = pick_entity(pick_rows(change, [metric], applicant, scope=scope), entity).sort("year")
    years = rows.filter(pl.col("value").is_not_null())["year"].to_list()
    rows = rows.filter(pl.col("year").is_between(min(years), max(years)))
    if rows.height > MOST_YEARS:
        raise ChartError("tiers", f"{rows.height} years cannot be read", f"draw {MOST_YEARS} at most")
    changed = rows.with_columns(change=pl.coalesce("difference", "points"))
    reasons = [
        None
        if row["change"] is not None
        else wording.reasons[Reason(row["change_reason"] or "missing")].format(row["year"] - 1)
        for row in changed.iter_rows(named=True)
    ]
    return changed.with_columns(pl.Series("reason_text", reasons, dtype=pl.String))


def draw(
    ax: Axes, frame: pl.DataFrame, caption: Caption, palette: Palette, scale: Scale, **bar_keywords: Any
) -> None:
    """Put prepared tiers inside of axes."""
    years = frame["year"].to_list()
    dress(ax)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.set_xlim(years[0] - MARGIN, years[-1] + MARGIN)
    shown = range(years[0], years[-1] + 1)  # a year without a figure too
    ax.set_xticks(shown, [str(year) for year in shown])
    ax.set_yticks([])
    write_caption(ax, caption)
    boxes = TWO_BOXES if scale.rate else THREE_BOXES
    panels = {name: ax.inset_axes(box) for name, box in boxes.items()}
    for name, panel in panels.items():
        dress(panel)
        panel.grid(visible=False)
        panel.set_xlim(years[0] - 0.7, years[-1] + 0.7)
        panel.set_yticks([])
        panel.set_xticks([])  # the axes around name the years, so that the notes stand below them
        panel.spines["bottom"].set_visible(name == "value")
        if name != "value":
            panel.axhline(0, color="#666666", linewidth=0.8)
        said = "points" if name == "change" and scale.rate else name
        title = WORDS[scale.wording.lang][said].format(scale.unit)
        panel.set_title(
            title, loc="left", size=SMALL, color=GREY, pad=2, fontfamily=mpl.rcParams["font.family"]
        )
    settle(ax)
    room = width_of_axes(ax) / (len(years) + 0.4)
    _draw_values(panels["value"], frame, palette, scale, room, bar_keywords)
    for name in [name for name in panels if name != "value"]:
        _draw_changes(panels[name], frame, name, palette, scale, room, bar_keywords)
    rewrite_caption(ax, caption)


def _draw_values(
    panel: Axes, frame: pl.DataFrame, palette: Palette, scale: Scale, room: float, keywords: dict[str, Any]
) -> None:
    rows = frame.to_dicts()
    for column, shift, look in (("previous", -SHIFT, "before"), ("value", 0.0, "now")):
        drawn = [
            row
            for row in rows
            if row[column] is not None and (column == "value" or row["change"] is not None)
        ]
        looks: dict[str, Any] = {"color": getattr(palette, look), "width": WIDTH}
        panel.bar(
            [row["year"] + shift for row in drawn],
            [row[column] / scale.divisor for row in drawn],
            **{**looks, **keywords},
        )
    values = [
        row[column] / scale.divisor
        for row in rows
        for column in ("previous", "value")
        if row[column] is not None
    ]
    low, high = min(0.0, *values), max(0.0, *values)
    panel.set_ylim(low * HEADROOM, (high or 1.0) * HEADROOM)
    texts = [scale.number(row["value"]) for row in rows if row["value"] is not None]
    size = fitting_size(texts, room, SMALL)
    for row in rows:
        if row["value"] is not None:
            _write(panel, row["year"], row["value"] / scale.divisor, scale.number(row["value"]), size)


def _draw_changes(
    panel: Axes,
    frame: pl.DataFrame,
    name: str,
    palette: Palette,
    scale: Scale,
    room: float,
    keywords: dict[str, Any],
) -> None:
    rows = frame.to_dicts()
    divisor = scale.divisor if name == "change" else 1.0
    told = [(row["year"], row[name] / divisor) for row in rows if row[name] is not None]
    for look, hatch, chosen in (
        ("up", None, [item for item in told if item[1] >= 0]),
        ("down", palette.hatch, [item for item in told if item[1] < 0]),
    ):
        if chosen:
            looks: dict[str, Any] = {
                "color": getattr(palette, look),
                "hatch": hatch,
                "edgecolor": "white",
                "linewidth": 0,
            }
            looks["width"] = WIDTH if name == "change" else WIDTH / 4
            panel.bar([year for year, _ in chosen], [y for _, y in chosen], **{**looks, **keywords})
    reach = max((abs(y) for _, y in told), default=1.0) or 1.0
    low, high = min((0.0, *(y for _, y in told))), max((0.0, *(y for _, y in told)))
    panel.set_ylim(low - 0.5 * reach, high + 0.5 * reach)
    texts = {
        row["year"]: scale.change(row["change"]).removesuffix(scale.wording.points)
        if name == "change"
        else scale.percent(row["percent"])
        for row in rows
        if row[name] is not None
    }
    size = fitting_size(texts.values(), room, SMALL)
    for year, y in told:
        _write(panel, year, y, texts[year], size)
    for row in rows:
        if row[name] is None and name == "change" and row["reason_text"] is not None:
            _write(panel, row["year"], 0.0, wrap(row["reason_text"], room, size * 0.9), size * 0.9, GREY)


def _write(panel: Axes, x: float, y: float, text: str, size: float, colour: str = "#222222") -> None:
    panel.annotate(
        text,
        (x, y),
        xytext=(0, 2 if y >= 0 else -2),
        textcoords="offset points",
        ha="center",
        va="bottom" if y >= 0 else "top",
        size=size,
        color=colour,
    )


def _describe(
    change: Comparison, frame: pl.DataFrame, metric: str, applicant: str, wording: Wording
) -> Caption:
    words = WORDS[wording.lang]
    return metric_caption(
        change,
        metric,
        applicant,
        wording,
        title=words["title"].format(frame["entity"][0], "{}"),
        unit=scale_of_rows(frame, change.vocabulary, wording).unit,
        years=frame["year"],
        shown=frame,
        notes=[wording.sentences([words["columns"]])],
    )
