"""Horizontal bars from zero, one a row, each with its text at its end; a row without a number has its reason instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from yoycompare.charts.shared.annotations import (
    GREY,
    HINTED,
    SMALL,
    dress,
    settle,
    width_of_axes,
    width_of_text,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption
from yoycompare.charts.shared.palettes import Palette
from yoycompare.comparisons.numerals import number_text

__all__ = ["MOST_BARS", "draw_bars", "dress_rows", "write_row_texts"]

MOST_BARS: Final = 60
THICKNESS: Final = 0.72
GAP: Final = 3.0  # points between a bar and its text
LEAST_BARS: Final = 0.3  # of the axes, however long texts are
LABEL_SHARE: Final = 0.42  # of the figure's width, at most, for labels
LEAST: Final = 4.5  # points
REASON_SHARE: Final = 0.55  # of the axes' width, at most, for a line of a reason


def draw_bars(ax: Axes, frame: pl.DataFrame, caption: Caption, palette: Palette, **bar_keywords: Any) -> None:
    """Put bars on axes.

    Parameters
    ----------
    frame
        One row a bar, from the top: label, y (null where there is none), text (at the end of the bar, or the reason),
        look (`up`, `down`, `even`, `now` or `before` of the palette).
    bar_keywords
        Passed to `Axes.barh`.
    """
    rows = frame.to_dicts()
    places = list(range(len(rows)))
    for look in dict.fromkeys(row["look"] for row in rows):
        drawn = [
            (place, row["y"])
            for place, row in zip(places, rows, strict=True)
            if row["look"] == look and row["y"] is not None
        ]
        if not drawn:
            continue
        looks: dict[str, Any] = {
            "color": getattr(palette, look),
            "height": THICKNESS,
            "edgecolor": "white",
            "linewidth": 0,
        }
        if look == "down":
            looks["hatch"] = palette.hatch
        ax.barh([place for place, _ in drawn], [y for _, y in drawn], **{**looks, **bar_keywords})
    size = dress_rows(ax, [row["label"] for row in rows], caption)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number_text(x, rate=False)))
    write_row_texts(ax, rows, size)
    write_caption(ax, caption)


def dress_rows(ax: Axes, labels: Sequence[str], caption: Caption) -> float:
    """Axes for one row of ink a label, from the top, measured from zero; returns the size of text that fits a row."""
    ax.set_ylim(len(labels) - 0.4, -0.6)
    dress(ax)
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x", color="#DDDDDD", linewidth=0.6)
    ax.axvline(0, color="#666666", linewidth=0.8, zorder=1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    write_caption(ax, caption)
    size = _text_size(ax, len(labels) * (1 + max(label.count("\n") for label in labels)))
    width = ax.figure.canvas.figure.get_figwidth() * 72 * LABEL_SHARE
    ax.set_yticks(range(len(labels)), [wrap(label, width, size) for label in labels], size=size)
    settle(ax)
    return size


def write_row_texts(ax: Axes, rows: list[dict[str, Any]], size: float, *, gap: float = GAP) -> None:
    """The text of each row at the end of its ink, `y`, on an axis that has room for it; `gap` points lie between."""
    _make_room(ax, rows, size, gap)
    for place, row in enumerate(rows):
        _write_text(ax, place, row, size, gap)


def _make_room(ax: Axes, rows: list[dict[str, Any]], size: float, gap: float) -> None:
    """Widen the axis by what the texts at both ends take."""
    width = width_of_axes(ax)
    drawn = [(row["y"], _widest(row["text"], size) + 2 * gap) for row in rows if row["y"] is not None]
    # Reasons stand right of zero, in lines of at most a share of the axes.
    reasons = [wrap(row["text"], width * REASON_SHARE, size) for row in rows if row["y"] is None]
    drawn += [(0.0, _widest(reason, size) + 2 * gap) for reason in reasons]
    low, high = (pick(0.0, *(y for y, _ in drawn), 0.0) for pick in (min, max))
    left = max((text for y, text in drawn if y < 0), default=0.0)
    right = max((text for y, text in drawn if y >= 0), default=0.0)
    scale = max(width - left - right, LEAST_BARS * width) / ((high - low) or 1.0)
    ax.set_xlim(low - left / scale, high + max(right, gap) / scale)


def _widest(text: str, size: float) -> float:
    return HINTED * max(width_of_text(line, size) for line in text.split("\n"))


def _text_size(ax: Axes, count: int) -> float:
    """As large as rows are high, at most the usual size."""
    height = ax.get_window_extent().height * 72 / ax.figure.dpi
    return max(LEAST, min(SMALL, height / max(count, 1) * THICKNESS))


def _write_text(ax: Axes, place: int, row: dict[str, Any], size: float, gap: float) -> None:
    y = row["y"]
    is_left = y is not None and y < 0
    text = row["text"] if y is not None else wrap(row["text"], width_of_axes(ax) * REASON_SHARE, size)
    ax.annotate(
        text,
        (y or 0.0, place),
        xytext=(-gap if is_left else gap, 0),
        textcoords="offset points",
        ha="right" if is_left else "left",
        va="center",
        size=size,
        color=GREY if y is None else "#222222",
        style="italic" if y is None else "normal",
        annotation_clip=False,
    )
