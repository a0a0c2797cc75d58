"""Ink that all charts share: title, notes under the figure, axes, labels that keep out of each other's way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Bbox, ScaledTranslation

from yoycompare.charts.shared.captions import Caption

__all__ = [
    "GREY",
    "HALO",
    "HINTED",
    "LINE_SPACING",
    "NOTE_SIZE",
    "SMALL",
    "dress",
    "fitting_size",
    "height_of",
    "new_axes",
    "rewrite_caption",
    "settle",
    "spread",
    "text_colour",
    "to_points",
    "top_note",
    "width_of_axes",
    "width_of_text",
    "wrap",
    "write_caption",
]

POINTS_PER_INCH: Final = 72
SMALL: Final = 7.5
NOTE_SIZE: Final = 7.0
LEAST_SIZE: Final = 5.0
LOOSE: Final = 1.03  # the same for lines of hanzi alone
HINTED: Final = 1.08  # text of few pixels is wider than its outlines
MEASURED_SIZE: Final = 10.0
LINE_SPACING: Final = 1.25
NARROWER: Final = 1.0  # points
UNIT_SHIFT: Final = (-4 / 72, 7 / 72)  # inches from the upper end of the axis: over its tick labels
DARKER: Final = 0.65
EDGE: Final = 6.0  # points that stay free at the edge of the page
GREY: Final = "#555555"
HALO: Final = [withStroke(linewidth=2, foreground="white")]  # so that letters are read over lines
NEVER_FIRST: Final = "，。、；：）》”’！？…—%％"  # no line of Chinese begins with these
NEVER_LAST: Final = "（《“‘"


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
    settings: Any = mpl.rcParams
    for axis in ax.xaxis, ax.yaxis:
        tick = f"{axis.axis_name}tick"
        axis.set_tick_params(
            labelfontfamily=settings["font.family"],
            labelsize=settings[f"{tick}.labelsize"],
            labelcolor=settings[f"{tick}.labelcolor"],
            color=settings[f"{tick}.color"],
            length=settings[f"{tick}.major.size"],
        )


def write_caption(ax: Axes, caption: Caption, *, bands: int = 1) -> None:
    """Title over the axes, unit at its axis, notes below; `bands` lines stay free under the title.

    The notes are the label of the x axis: so they stand below the tick labels, however high those
    are, and every layout engine makes room for them. Where the figure has one, text is broken for the
    width that the axes get.
    """
    upright = "" if caption.across else _units(caption)
    ax.set_ylabel(upright, size=SMALL, color=GREY, rotation="horizontal", ha="right", va="bottom")
    over_ticks = ScaledTranslation(*UNIT_SHIFT, ax.figure.dpi_scale_trans)
    ax.yaxis.set_label_coords(0, 1, transform=ax.transAxes + over_ticks)
    for text in (ax.title, ax.xaxis.label, ax.yaxis.label):  # these are older than the style
        text.set(fontfamily=mpl.rcParams["font.family"], parse_math=False)
    room = _room_for_text(ax)
    _break_caption(ax, caption, bands, room)
    if settle(ax):
        settled = _room_for_text(ax)
        if settled != room:
            _break_caption(ax, caption, bands, settled)


def rewrite_caption(ax: Axes, caption: Caption, *, bands: int = 1) -> None:
    """Break the caption anew after labels beside the axes have taken from their width.

    Axes that are alone need nothing: their notes reach to the edge of the page.
    """
    if len(ax.figure.canvas.figure.axes) > 1:
        write_caption(ax, caption, bands=bands)


def _break_caption(ax: Axes, caption: Caption, bands: int, room: float) -> None:
    size = FontProperties(size=mpl.rcParams["axes.titlesize"]).get_size_in_points()
    title = "\n".join(_break_title(each, room, size) for each in _languages(caption))
    pad = mpl.rcParams["axes.titlepad"] + bands * SMALL * LINE_SPACING
    ax.set_title(title, loc="center", x=0.0, ha="left", pad=pad, size=size, color="black")
    said = dict.fromkeys(note for each in _languages(caption) for note in each.notes)
    if caption.across:
        said = {_units(caption): None, **said}
    notes = "\n".join(wrap(note, room, NOTE_SIZE) for note in said)
    ax.set_xlabel(notes, loc="left", size=NOTE_SIZE, color=GREY, linespacing=LINE_SPACING)
    ax.xaxis.label.set_multialignment("left")


def _units(caption: Caption) -> str:
    return "\n".join(dict.fromkeys(each.unit for each in _languages(caption)))


def _languages(caption: Caption) -> list[Caption]:
    return [caption] if caption.second is None else [caption, caption.second]


def _break_title(caption: Caption, room: float, size: float) -> str:
    title = wrap(caption.title + caption.aside, room, size)
    if "\n" in title:
        title = wrap(caption.title, room, size) + "\n" + wrap(caption.aside.lstrip(), room, size)
    return title


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


def settle(ax: Axes) -> bool:
    """Let the layout engine, if there is one, give the axes their size; whether there is one."""
    figure = ax.figure.canvas.figure
    if type(figure.canvas) is FigureCanvasBase:  # none yet: without one, each measurement begins anew
        FigureCanvasAgg(figure)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine) and _is_alone(ax, figure):
        _place_alone(ax, figure, engine)
    elif engine is not None:
        engine.execute(figure)
    return engine is not None


def _is_alone(ax: Axes, figure: Figure) -> bool:
    """Whether the axes have the figure for themselves: then there is nothing to solve."""
    spec = ax.get_subplotspec()
    return (
        figure.axes == [ax]
        and not figure.subfigs
        and not figure.texts
        and figure.get_suptitle() == figure.get_supxlabel() == figure.get_supylabel() == ""
        and spec is not None
        and spec.get_gridspec().get_geometry() == (1, 1)
        and ax.figure is figure
        and ax.get_aspect() == "auto"
    )


def _place_alone(ax: Axes, figure: Figure, engine: ConstrainedLayoutEngine) -> None:
    """Where constrained layout puts the only axes of a figure: as large as what stands around them allows.

    The engine measures all texts twice and solves for the margins. Charts need the size several times while
    they are built, and the engine has the last word when the figure is drawn.
    """
    around = ax.get_tightbbox(for_layout_only=True)
    if around is None:
        return
    page, inner, info = figure.bbox, ax.get_window_extent(), engine.get()
    across, up = (float(info[pad]) * figure.dpi for pad in ("w_pad", "h_pad"))
    left, low, width, height = info["rect"]
    box = Bbox.from_extents(
        left * page.width + across + max(0.0, inner.x0 - around.x0),
        low * page.height + up + max(0.0, inner.y0 - around.y0),
        (left + width) * page.width - across - max(0.0, around.x1 - inner.x1),
        (low + height) * page.height - up - max(0.0, around.y1 - inner.y1),
    )
    if box.width > 0 and box.height > 0:
        is_laid_out = ax.get_in_layout()
        ax.set_position(box.transformed(figure.transFigure.inverted()))
        ax.set_in_layout(is_laid_out)


def text_colour(colour: Any) -> Any:
    """A darker shade: what shows well as a line is too pale for small letters."""
    return tuple(DARKER * part for part in to_rgb(colour))


def to_points(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Where a point of the data lies on the page, in points."""
    right, up = ax.transData.transform((x, y)) * POINTS_PER_INCH / ax.figure.dpi
    return float(right), float(up)


def width_of_axes(ax: Axes) -> float:
    """Width in points, as the axes are now."""
    return ax.get_window_extent().width * POINTS_PER_INCH / ax.figure.dpi


def _room_for_text(ax: Axes) -> float:
    """Width in points for lines that begin at the left edge of the axes: up to the page's edge if they are alone."""
    figure = ax.figure.canvas.figure
    if len(figure.axes) > 1:
        return width_of_axes(ax)
    right = figure.bbox.x1 - ax.get_window_extent().x0
    return (float(right) * POINTS_PER_INCH / figure.dpi - EDGE) / LOOSE


def height_of(text: str, size: float) -> float:
    """Height of a text in points."""
    return (text.count("\n") + 1) * size * LINE_SPACING


def wrap(text: str, width: float, size: float, *, balanced: bool = False) -> str:
    """Break a text into lines of at most `width` points: Chinese anywhere, Latin letters at blanks.

    `balanced` makes the lines about equally long, without needing more of them.
    """
    wrapped = _fill(text, width, size)
    narrower = wrapped
    while balanced and "\n" in narrower and narrower.count("\n") == wrapped.count("\n"):
        wrapped, width = narrower, width - NARROWER
        narrower = _fill(text, width, size)
        if width < size:
            break
    return wrapped


def _fill(text: str, width: float, size: float) -> str:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, filled = "", 0.0
        for piece in _pieces(paragraph):
            if line and filled + width_of_text(piece.rstrip(), size) > width:
                lines.append(line.rstrip())
                line, filled = "", 0.0
                piece = piece.lstrip()  # noqa: PLW2901 - a line does not begin with a blank
            line += piece
            filled += width_of_text(piece, size)
        lines.append(line.rstrip())
    return "\n".join(lines)


def width_of_text(text: str, size: float) -> float:
    """Width of one line in points, in the families that are set."""
    return size * _width_of_em(text, tuple(mpl.rcParams["font.family"]))


@lru_cache(maxsize=4096)
def _width_of_em(text: str, families: tuple[str, ...]) -> float:
    """Width in units of the size; measuring is slow, and most pieces are hanzi that come again."""
    font = FontProperties(family=families, size=MEASURED_SIZE)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) / MEASURED_SIZE


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


def fitting_size(words: Iterable[str], width: float, size: float) -> float:
    """The size, at most `size`, at which each word fits into `width` points; not below a legible one."""
    widest = max((width_of_text(word, size) for word in words), default=0.0)
    return size if widest <= width else max(LEAST_SIZE, size * width / widest)


def spread(centres: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels as little as possible until none covers another, between two bounds; the order stays.

    Neighbours that touch are joined into a block, which stands around the mean of what it labels. More
    labels than fit reach over the upper bound.
    """
    order = sorted(range(len(centres)), key=lambda number: centres[number])
    blocks: list[tuple[list[int], float, float]] = []  # members, lower edge, height
    for number in order:
        members, height = [number], heights[number]
        edge = _edge(members, centres, heights, low, high)
        while blocks and blocks[-1][1] + blocks[-1][2] > edge:
            before, _, below = blocks.pop()
            members, height = before + members, below + height
            edge = _edge(members, centres, heights, low, high)
        blocks.append((members, edge, height))
    places = [0.0] * len(centres)
    for members, edge, _ in blocks:
        top = edge
        for number in members:
            places[number] = top + heights[number] / 2
            top += heights[number]
    return places


def _edge(
    members: Sequence[int], centres: Sequence[float], heights: Sequence[float], low: float, high: float
) -> float:
    """The lower edge of a block of labels: on average each is at its centre."""
    below, wanted = 0.0, 0.0
    for number in members:
        wanted += centres[number] - heights[number] / 2 - below
        below += heights[number]
    return max(low, min(wanted / len(members), high - below))
