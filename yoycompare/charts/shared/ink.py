"""Lines over years as ink: what `lines.rows_to_lines` prepared → artists on axes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import matplotlib as mpl
import polars as pl
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from yoycompare.charts.shared.annotations import (
    GREY,
    HALO,
    HINTED,
    NOTE_SIZE,
    SMALL,
    dress,
    height_of,
    rewrite_caption,
    spread,
    text_colour,
    to_points,
    top_note,
    width_of_text,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption
from yoycompare.charts.shared.lines import BREAK, series_to_gaps, series_to_years
from yoycompare.charts.shared.wording import Wording

__all__ = ["MARGIN", "draw_lines"]

PALE: Final = "#E4E4E4"
DASHED: Final = (0, (5, 3))
DOTTED: Final = (0, (1, 2))
LABELLED_POINTS: Final = 10  # of more points, only the last has its number beside it
TICKED_YEARS: Final = 14
LABEL_GAP: Final = 7  # points between the last marker and its label
LABEL_ROOM: Final = 112  # points that a label may be wide
MARGIN: Final = 0.45  # of a year, on both sides
ROOM_BELOW: Final = 0.2  # of the axes' height
# Beside the axes a text counts as wide as it is drawn; one with a halo is drawn from outlines, and wider on
# screens than the layout knows.
GROUND: Final = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}


def draw_lines(
    ax: Axes,
    frame: pl.DataFrame,
    caption: Caption,
    *,
    limits: tuple[float, float],
    base: int | None,
    wording: Wording,
    **line_keywords: Any,
) -> None:
    """Put the lines on axes, with their marks and labels; the frame has the texts too.

    The frame needs, besides the columns of `rows_to_lines`, `text` (the value) and `change_text`.
    """
    dress(ax)
    styles = mpl.rcParams["axes.prop_cycle"]
    all_series = frame.partition_by("series", maintain_order=True)
    colours = [
        _draw_series(ax, series, {**style, **line_keywords})
        for series, style in zip(all_series, styles, strict=False)
    ]
    ax.set_ylim(*limits)
    _draw_years(ax, frame, base, wording)
    rules = _draw_rules(ax, frame, wording)
    if len(all_series) == 1:
        _draw_gaps(ax, frame, wording)
    bands = max(1, rules)
    if len(all_series) == 1:
        _label_points(ax, frame, text_colour(colours[0]), wording)
    write_caption(ax, caption, bands=bands)  # labels keep apart on axes of their final height
    _label_ends(ax, all_series, [text_colour(colour) for colour in colours])
    rewrite_caption(ax, caption, bands=bands)


def _draw_series(ax: Axes, series: pl.DataFrame, style: dict[str, Any]) -> Any:
    """One series, a line a segment; returns its colour."""
    colour: Any = style.get("color")
    label = style.pop("label", series["series"][0])
    for segment in series.drop_nulls("segment").partition_by("segment", maintain_order=True):
        (line,) = ax.plot(segment["year"], segment["y"], label=label, **{"clip_on": False, **style})
        colour, label = line.get_color(), None
        bounded = segment.filter(pl.col("low") != pl.col("high"))
        ax.vlines(bounded["year"], bounded["low"], bounded["high"], colors=colour, linewidth=3, alpha=0.4)
    stated = series.filter(pl.col("stated_by").is_not_null() & pl.col("y").is_not_null())
    if stated.height:
        hollow = {
            **style,
            "linestyle": "none",
            "markerfacecolor": "white",
            "markeredgecolor": colour,
            "clip_on": False,
        }
        ax.plot(stated["year"], stated["y"], **hollow, label="_stated_by_the_next_report")
    return colour


def _draw_years(ax: Axes, frame: pl.DataFrame, base: int | None, wording: Wording) -> None:
    """The axis of years: whole years only, the base year by name and with a pale line."""
    years = series_to_years(frame)
    step = -(-len(years) // TICKED_YEARS)
    marked = [base] if base is not None and base in years else []
    anchor = marked[0] if marked else years[-1]
    second_line = "\n " if marked else ""  # so that all years stand on one line
    ax.set_xlim(years[0] - MARGIN, years[-1] + MARGIN)
    ax.xaxis.set_major_locator(FixedLocator([year for year in years if (year - anchor) % step == 0]))
    ax.xaxis.set_major_formatter(
        FuncFormatter(
            lambda x, _: wording.base_tick.format(round(x)) if x == base else f"{round(x)}{second_line}"
        )
    )
    for year in marked:
        ax.axvline(year, color=PALE, linewidth=5, zorder=0, label="_base")


def _draw_rules(ax: Axes, frame: pl.DataFrame, wording: Wording) -> int:
    """Dashed where the series breaks, dotted where only the form changed; returns the lines of text above."""
    rules = frame.filter(pl.col("rule").is_not_null()).unique("rule_at", maintain_order=True)
    for row in rules.iter_rows(named=True):
        breaks = row["rule"] == BREAK
        ax.axvline(
            row["rule_at"], color=GREY, linewidth=1, linestyle=DASHED if breaks else DOTTED, label="_rule"
        )
        top_note(ax, row["rule_at"], wording.break_label if breaks else wording.form_label)
    return 2 if rules.height else 0


def _draw_gaps(ax: Axes, series: pl.DataFrame, wording: Wording) -> None:
    """A word where a line has a gap: nothing there, or nothing that compares."""
    words = [
        (year, wording.nothing if row is None or row["value"] is None else wording.broken)
        for year, row in series_to_gaps(series).items()
    ]
    # Years that follow each other and have the same word share one: less the number, their year is constant.
    for _, run in groupby(enumerate(words), key=lambda item: (item[1][0] - item[0], item[1][1])):
        years = [year for _, (year, _) in run]
        ax.annotate(
            dict(words)[years[0]],
            ((years[0] + years[-1]) / 2, 0),
            xycoords=ax.get_xaxis_transform(),
            xytext=(0, 4),
            textcoords="offset points",
            ha="center",
            size=NOTE_SIZE,
            color=GREY,
            path_effects=HALO,
        )


@frozen
class Spot:
    """Where a text stands beside a point: offset in points and alignment."""

    right: float
    up: float
    ha: str
    va: str


BELOW: Final = Spot(0, -LABEL_GAP, "center", "top")
ABOVE: Final = Spot(0, LABEL_GAP, "center", "bottom")
UPPER_LEFT: Final = Spot(-LABEL_GAP / 2, LABEL_GAP / 2, "right", "bottom")
UPPER_RIGHT: Final = Spot(LABEL_GAP / 2, LABEL_GAP / 2, "left", "bottom")


def _label_points(ax: Axes, series: pl.DataFrame, colour: Any, wording: Wording) -> None:
    """The value beside each point but the last, and whose word it is where it is linked."""
    points = series.drop_nulls("y").to_dicts()
    low, high = ax.get_ylim()
    for number, row in enumerate(points[:-1]):
        if len(points) > LABELLED_POINTS and row["stated_by"] is None:
            continue
        text = row["text"]
        if row["stated_by"] is not None:
            text += "\n" + wording.stated_by.format(row["stated_by"])
        before, after = (_neighbour(points, number, step) for step in (-1, 1))
        spot = _free_spot(row["y"], before, after, has_room_below=row["y"] - low > ROOM_BELOW * (high - low))
        ax.annotate(
            text,
            (row["year"], row["y"]),
            xytext=(spot.right, spot.up),
            textcoords="offset points",
            ha=spot.ha,
            va=spot.va,
            size=SMALL,
            color=colour,
            path_effects=HALO,
        )


def _neighbour(points: Sequence[dict[str, Any]], number: int, step: int) -> float | None:
    """The value that a line joins to a point; None where there is no line."""
    if not 0 <= number + step < len(points) or points[number + step]["segment"] != points[number]["segment"]:
        return None
    return float(points[number + step]["y"])


def _free_spot(y: float, before: float | None, after: float | None, *, has_room_below: bool) -> Spot:
    """Where no line runs through a text beside a point, given what it is joined to."""
    rises = after is not None and after > y
    falls = before is not None and before > y
    if rises and (falls or before is None) and has_room_below:
        return BELOW
    if rises and not falls:
        return UPPER_LEFT
    if falls and not rises and after is not None:
        return UPPER_RIGHT
    return ABOVE


def _label_ends(ax: Axes, all_series: list[pl.DataFrame], colours: list[Any]) -> None:
    """Name, value and change right of the last point of each line, none over another."""
    lasts = [series.drop_nulls("y").row(-1, named=True) for series in all_series]
    named = len(all_series) > 1
    texts = [_end_text(row, named=named) for row in lasts]
    places = [to_points(ax, row["year"], row["y"])[1] for row in lasts]
    for group in _beside(ax, lasts, texts):
        heights = [height_of(texts[number], SMALL) for number in group]
        floor, ceiling = (to_points(ax, lasts[0]["year"], edge)[1] for edge in ax.get_ylim())
        spread_places = spread([places[number] for number in group], heights, floor, ceiling)
        for number, place in zip(group, spread_places, strict=True):
            shift = place - places[number]
            leader = {
                "arrowstyle": "-",
                "color": colours[number],
                "linewidth": 0.5,
                "shrinkA": 0,
                "shrinkB": 4,
            }
            ax.annotate(
                texts[number],
                (lasts[number]["year"], lasts[number]["y"]),
                xytext=(LABEL_GAP * (2 if named else 1), shift),
                textcoords="offset points",
                va="center",
                size=SMALL,
                color=colours[number],
                linespacing=1.15,
                bbox=GROUND,
                annotation_clip=False,
                arrowprops=leader if abs(shift) > SMALL / 2 else None,
            )


def _beside(ax: Axes, lasts: list[dict[str, Any]], texts: list[str]) -> list[list[int]]:
    """The numbers of the labels in groups, of which none reaches beside another group: lines end in several years."""
    starts = [to_points(ax, row["year"], row["y"])[0] for row in lasts]
    ends = [
        start + 2 * LABEL_GAP + HINTED * max(width_of_text(line, SMALL) for line in text.split("\n"))
        for start, text in zip(starts, texts, strict=True)
    ]
    groups: list[list[int]] = []
    for number in sorted(range(len(lasts)), key=lambda each: starts[each]):
        if groups and starts[number] < max(ends[other] for other in groups[-1]):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _end_text(row: dict[str, Any], *, named: bool) -> str:
    head = wrap(f"{row['series']} {row['text']}", LABEL_ROOM, SMALL) if named else row["text"]
    change = wrap(row["change_text"], LABEL_ROOM, SMALL, balanced=True)
    return f"{head}\n{change}" if change else str(head)
