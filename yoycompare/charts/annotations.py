"""Ink that all charts share: title, notes under the figure, axes, labels that keep out of each other's way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import matplotlib as mpl
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

__all__ = [
    "NOTE_SIZE",
    "SMALL",
    "Caption",
    "dress",
    "height_of",
    "new_axes",
    "spread",
    "top_note",
    "wrap",
    "write_caption",
]

POINTS_PER_INCH: Final = 72
SMALL: Final = 7.5
NOTE_SIZE: Final = 7.0
LINE_SPACING: Final = 1.25
GREY: Final = "#555555"
NEVER_FIRST: Final = "，。、；：）》”’！？…—%％"  # no line of Chinese begins with these
NEVER_LAST: Final = "（《“‘"


@frozen(kw_only=True)
class Caption:
    """What a chart says in words: its title, the unit on its axis, the notes under it."""

    title: str
    axis: str
    notes: tuple[str, ...] = ()


def new_axes() -> Axes:
    """Axes on a new pyplot figure of the size that the style sets."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 - only who passes no axes wants pyplot

    axes: Axes = plt.subplots()[1]
    return axes


def dress(ax: Axes) -> None:
    """Frame, grid and tick labels as the style has them, also on axes made outside it.

    Tick labels may be made later, when the figure is drawn: so the typeface is told to the axis.
    """
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color(mpl.rcParams["axes.edgecolor"])
    ax.set_axisbelow(True)
    ax.grid(
        visible=True, axis="y", color=mpl.rcParams["grid.color"], linewidth=mpl.rcParams["grid.linewidth"]
    )
    for axis in ("x", "y"):
        ax.tick_params(
            axis=axis,
            labelfontfamily=mpl.rcParams["font.family"],
            labelsize=mpl.rcParams[f"{axis}tick.labelsize"],
            labelcolor=mpl.rcParams[f"{axis}tick.labelcolor"],
            color=mpl.rcParams[f"{axis}tick.color"],
            length=mpl.rcParams[f"{axis}tick.major.size"],
        )


def write_caption(ax: Axes, caption: Caption, *, above: int = 0) -> None:
    """Title over the axes, unit on the axis, notes below; `above` lines stay free under the title.

    The notes are the label of the x axis: so they stand below the tick labels, however high those
    are, and every layout engine makes room for them.
    """
    room = width_of_axes(ax)
    size = FontProperties(size=mpl.rcParams["axes.titlesize"]).get_size_in_points()
    pad = mpl.rcParams["axes.titlepad"] + above * SMALL * LINE_SPACING
    ax.set_title(
        wrap(caption.title, room, size), loc="center", x=0.0, ha="left", pad=pad, size=size, color="black"
    )
    ax.set_ylabel(caption.axis, size=SMALL, color=GREY)
    notes = "\n".join(wrap(note, room, NOTE_SIZE) for note in caption.notes)
    ax.set_xlabel(notes, loc="left", size=NOTE_SIZE, color=GREY, linespacing=LINE_SPACING)
    ax.xaxis.label.set_multialignment("left")


def top_note(ax: Axes, x: float, text: str) -> None:
    """A short text on the upper edge of the axes."""
    ax.annotate(
        text,
        (x, 1.0),
        xycoords=ax.get_xaxis_transform(),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        size=NOTE_SIZE,
        color=GREY,
        linespacing=1.1,
        annotation_clip=False,
    )


def width_of_axes(ax: Axes) -> float:
    """Width in points, before a layout engine has moved the axes."""
    return ax.get_window_extent().width * POINTS_PER_INCH / ax.figure.dpi


def height_of(text: str, size: float) -> float:
    """Height of a text in points."""
    return (text.count("\n") + 1) * size * LINE_SPACING


def wrap(text: str, width: float, size: float) -> str:
    """Break a text into lines of at most `width` points: Chinese anywhere, Latin letters at blanks."""
    font = FontProperties(family=mpl.rcParams["font.family"], size=size)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if (
                line
                and text_to_path.get_text_width_height_descent((line + piece).rstrip(), font, ismath=False)[0]
                > width
            ):
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return "\n".join(lines)


def _pieces(text: str) -> Iterator[str]:
    """What must stay together: a hanzi with the punctuation that clings to it, a word with its blank."""
    piece = ""
    for character in text:
        glued = not piece or character in NEVER_FIRST or piece[-1] in NEVER_LAST
        if not glued and (piece[-1].isspace() or _is_wide(character) or _is_wide(piece[-1])):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def spread(centres: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Move labels as little as possible until none covers another; the order stays.

    Neighbours that touch are joined into a block, which stands around the mean of what it labels.
    """
    order = sorted(range(len(centres)), key=lambda number: centres[number])
    blocks: list[tuple[list[int], float, float]] = []  # members, middle, height
    for number in order:
        members, middle, height = [number], centres[number], heights[number]
        while blocks and blocks[-1][1] + blocks[-1][2] / 2 > middle - height / 2:
            before, _, below = blocks.pop()
            members, height = before + members, below + height
            middle = sum(_wanted_middles(members, centres, heights, height)) / len(members)
        blocks.append((members, middle, height))
    places = [0.0] * len(centres)
    for members, middle, height in blocks:
        edge = middle - height / 2
        for number in members:
            places[number] = edge + heights[number] / 2
            edge += heights[number]
    return places


def _wanted_middles(
    members: Iterable[int], centres: Sequence[float], heights: Sequence[float], height: float
) -> Iterator[float]:
    """Where the middle of a block would stand for each member to be at its centre."""
    edge = 0.0
    for number in members:
        yield centres[number] + height / 2 - edge - heights[number] / 2
        edge += heights[number]
