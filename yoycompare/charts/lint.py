"""`lint`: what is wrong with a chart, whoever drew it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Bbox

__all__ = ["Flaw", "lint"]

POINTS: Final = re.compile(r"percentage points|百分点|\bpp\b")
CHANGE_IN_PERCENT: Final = re.compile(r"\s*[+−-]\s*[\d.,]+\s*[%％]")
FIRST_YEAR, LAST_YEAR = 1900, 2200
TWO_ENDS: Final = 2
EDGE: Final = 1.0  # pixels: what rounding may put beyond the edge of the figure
LEADING: Final = 0.2  # of a line's height, above and below, that letters leave free
TOUCH: Final = 1.0  # points that letters may share before they are hard to read
ALIGNED: Final = {"left": 0.0, "center": 0.5, "right": 1.0}  # the share of free room on the left
SHOWN: Final = 24  # characters of a text that is named
FLAWS: Final = {
    "bars_not_from_zero": "bars are read by their length: the axis must begin at 0",
    "missing_glyph": "no font of the text has this character",
    "break_not_drawn": "a line joins years over a gap: end it before, or draw the break",
    "percent_for_points": "percentage points are written as %",
    "two_y_axes": "two y axes make any two lines meet: draw two charts",
    "texts_overlap": "texts lie over each other: make the figure larger or say less",
    "text_cut": "the edge of the figure cuts a text: give it room, or save with bbox_inches='tight'",
}


@frozen(kw_only=True)
class Flaw:
    """What is wrong: its id, where it is, and what to do."""

    id: str
    where: str

    def __str__(self) -> str:
        return f"{self.id}: {self.where}; {FLAWS[self.id]}"


def lint(ax: Axes) -> list[Flaw]:
    r"""Look at a finished chart.

    It sees: bars whose axis does not begin at 0; characters that no font of their text has; lines that join points more than
    a year apart; the sign % in a chart whose axis or title speaks of percentage points; a second y axis over the same x axis;
    texts that lie over each other, or over a text of other axes of the figure; texts that the edge of the figure cuts.
    Axes inside of the axes are looked at too. It does not see what a chart leaves out, nor texts over lines and points. To know
    where texts stand it lets the layout engine of the figure do its work.

    Returns
    -------
    list[Flaw]
        Empty where nothing was found; `str(flaw)` is a line to print.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().add_subplot()
    >>> _ = ax.bar([2023, 2024], [98, 101]), ax.set_ylim(95, 102)
    >>> print(*lint(ax), sep="\n")
    bars_not_from_zero: y axis from 95 to 102; bars are read by their length: the axis must begin at 0
    """
    return [*_content(ax), *_places(ax)]


def _content(ax: Axes) -> Iterator[Flaw]:
    """What is wrong wherever things stand."""
    for part in _with_inner(ax):
        yield from (*_bars(part), *_glyphs(part), *_gaps(part), *_points(part), *_second_axes(part))


def _with_inner(ax: Axes) -> Iterator[Axes]:
    yield ax
    for inner in ax.child_axes:
        if isinstance(inner, Axes):
            yield from _with_inner(inner)


def _bars(ax: Axes) -> Iterator[Flaw]:
    limits = {"vertical": ("y", ax.get_ylim()), "horizontal": ("x", ax.get_xlim())}
    shown = {container.orientation for container in ax.containers if isinstance(container, BarContainer)}
    for orientation in sorted(filter(None, shown)):
        name, (one, other) = limits[orientation]
        if not min(one, other) <= 0 <= max(one, other):
            where = f"{name} axis from {min(one, other):g} to {max(one, other):g}"
            yield Flaw(id="bars_not_from_zero", where=where)


def _glyphs(ax: Axes) -> Iterator[Flaw]:
    for text in _texts(ax):
        content = text.get_text()
        families = text.get_fontfamily()
        fonts = [get_font(findfont(FontProperties(family=[family]))) for family in families]
        missing = [
            sign
            for sign in dict.fromkeys(content)
            if sign.isprintable()
            and not sign.isspace()
            and not any(font.get_char_index(ord(sign)) for font in fonts)
        ]
        if missing:
            shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing[:5])
            yield Flaw(id="missing_glyph", where=f"{shown} in {content[:40]!r}")


def _gaps(ax: Axes) -> Iterator[Flaw]:
    """Lines whose points stand at whole years, and that join two that are more than one apart."""
    for line in ax.lines:
        years, values = (
            np.asarray(data, dtype=float) for data in (line.get_xdata(orig=False), line.get_ydata(orig=False))
        )
        are_years = years.size > 0 and bool(
            np.all((years % 1 == 0) & (years > FIRST_YEAR) & (years < LAST_YEAR))
        )
        is_rule = years.size == TWO_ENDS and values[0] == values[1]  # across the years, such as that of 100
        if not are_years or is_rule or line.get_linestyle() == "None":
            continue
        for place in np.flatnonzero((np.diff(years) > 1) & np.isfinite(np.diff(values))):
            yield Flaw(id="break_not_drawn", where=f"{years[place]:.0f} to {years[place + 1]:.0f}")


def _points(ax: Axes) -> Iterator[Flaw]:
    across = ax.get_xlabel().partition("\n")[0]  # the unit of bars that lie; below it may stand notes
    said = " ".join((ax.title.get_text(), ax.get_ylabel(), across))
    if not POINTS.search(said):
        return
    changes = [text.get_text() for text in ax.texts if CHANGE_IN_PERCENT.match(text.get_text())]
    if changes:
        yield Flaw(id="percent_for_points", where=repr(changes[0]))


def _second_axes(ax: Axes) -> Iterator[Flaw]:
    twins = [
        other
        for other in ax.figure.axes
        if other is not ax and other.get_position().bounds == ax.get_position().bounds
    ]
    if any(ax.get_shared_x_axes().joined(ax, other) for other in twins):
        yield Flaw(id="two_y_axes", where=ax.get_title() or "the chart")


def _places(ax: Axes) -> Iterator[Flaw]:
    """Texts over each other, and beyond the edge."""
    figure = ax.figure.canvas.figure
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of glyphs and layouts; what is wrong is said here
        figure.draw_without_rendering()
    own = list(_boxes(part_text for part in _with_inner(ax) for part_text in _texts(part)))
    yield from _cut(own, figure)
    others = [inner for other in figure.axes if other is not ax for inner in _with_inner(other)]
    foreign = list(_boxes(text for other in others for text in _texts(other)))
    pairs = [*combinations(own, 2), *((one, other) for one in own for other in foreign)]
    for (one, ones), (other, others_lines) in pairs:
        if any(_touch(a, b, figure.dpi) for a in ones for b in others_lines):
            yield Flaw(id="texts_overlap", where=f"{_named(one)} and {_named(other)}")


def _cut(boxes: Iterable[tuple[Text, list[Bbox]]], figure: Figure) -> Iterator[Flaw]:
    page = figure.bbox.padded(EDGE)
    for text, lines in boxes:
        if any(
            not (page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1)
            for box in lines
        ):
            yield Flaw(id="text_cut", where=_named(text))


def _boxes(texts: Iterable[Text]) -> Iterator[tuple[Text, list[Bbox]]]:
    """Each text that is shown, with the boxes of its lines, in pixels: short lines leave room beside them."""
    for text in texts:
        box = _inked(text)
        if not text.get_visible() or not np.isfinite(box.extents).all() or not box.width:
            continue
        yield text, _line_boxes(text, box)


def _inked(text: Text) -> Bbox:
    """Where the letters are. With a halo they are drawn from outlines, which are not as wide as the layout takes them."""
    box = Text.get_window_extent(text)
    if not text.get_path_effects() or text.get_rotation():
        return box
    figure = text.get_figure(root=True)
    scale = (72 if figure is None else figure.dpi) / 72
    width = scale * max(_width(line, text) for line in text.get_text().split("\n"))
    share = ALIGNED[text.get_horizontalalignment()]
    left = box.x0 + share * (box.width - width)
    return Bbox.from_extents(left, box.y0, left + width, box.y1)


def _width(line: str, text: Text) -> float:
    """In points."""
    return float(text_to_path.get_text_width_height_descent(line, text.get_fontproperties(), ismath=False)[0])


def _line_boxes(text: Text, box: Bbox) -> list[Bbox]:
    lines = text.get_text().split("\n")
    if text.get_rotation() or len(lines) == 1:
        return [_without_leading(box)]
    widths = [_width(line, text) for line in lines]
    height, widest = box.height / len(lines), max(widths) or 1.0
    # How lines stand in their block: by multialignment, else by the alignment of the block.
    share = ALIGNED[getattr(text, "_multialignment", None) or text.get_horizontalalignment()]
    found = []
    for number, width in enumerate(widths):
        taken = box.width * width / widest
        left, top = box.x0 + share * (box.width - taken), box.y1 - number * height
        if width:
            found.append(_without_leading(Bbox.from_extents(left, top - height, left + taken, top)))
    return found


def _without_leading(box: Bbox) -> Bbox:
    free = LEADING * box.height if box.height < box.width else 0.0
    return Bbox.from_extents(box.x0, box.y0 + free, box.x1, box.y1 - free)


def _touch(one: Bbox, other: Bbox, dpi: float) -> bool:
    shared = Bbox.intersection(one, other)
    least = TOUCH * dpi / 72
    return shared is not None and shared.width > least and shared.height > least


def _named(text: Text) -> str:
    content = text.get_text().replace("\n", " ")
    return repr(content if len(content) <= SHOWN else content[:SHOWN] + "…")


def _texts(ax: Axes) -> Iterator[Text]:
    if not ax.get_visible():
        return
    legend = ax.get_legend()
    candidates = [
        *(
            text for text in ax.get_children() if isinstance(text, Text)
        ),  # titles, and what stands in the axes
        ax.xaxis.label,
        ax.yaxis.label,
        *_tick_labels(ax.xaxis, 0),
        *_tick_labels(ax.yaxis, 1),
        *(legend.get_texts() if legend is not None else ()),
    ]
    yield from (text for text in candidates if text.get_text().strip())


def _tick_labels(axis: Axis, side: int) -> Iterator[Text]:
    """Those within the limits: an axis keeps labels of ticks that it does not show."""
    if not axis.get_visible():  # such as the second x axis of twins
        return
    low, high = sorted(axis.get_view_interval())
    slack = (high - low) * 1e-6
    for label in axis.get_ticklabels():
        if low - slack <= label.get_position()[side] <= high + slack:
            yield label
