"""`lint`: what is wrong with a chart, whoever drew it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text

__all__ = ["Flaw", "lint"]

POINTS: Final = re.compile(r"percentage points|百分点|\bpp\b")
CHANGE_IN_PERCENT: Final = re.compile(r"\s*[+−-]\s*[\d.,]+\s*[%％]")
FIRST_YEAR, LAST_YEAR = 1900, 2200
TWO_ENDS: Final = 2
FLAWS: Final = {
    "bars_not_from_zero": "bars are read by their length: the axis must begin at 0",
    "missing_glyph": "no font of the text has this character",
    "break_not_drawn": "a line joins years over a gap: end it before, or draw the break",
    "percent_for_points": "percentage points are written as %",
    "two_y_axes": "two y axes make any two lines meet: draw two charts",
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
    a year apart; the sign % in a chart whose axis or title speaks of percentage points; a second y axis over the same x axis.
    Axes inside of the axes are looked at too. It does not see what a chart leaves out.

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
    own = [*_bars(ax), *_glyphs(ax), *_gaps(ax), *_points(ax), *_second_axes(ax)]
    return own + [flaw for inner in ax.child_axes if isinstance(inner, Axes) for flaw in lint(inner)]


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
    said = " ".join(text.get_text() for text in (ax.title, ax.yaxis.label))
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


def _texts(ax: Axes) -> Iterator[Text]:
    legend = ax.get_legend()
    candidates = [
        ax.title,
        ax.xaxis.label,
        ax.yaxis.label,
        *ax.texts,
        *ax.get_xticklabels(),
        *ax.get_yticklabels(),
        *(legend.get_texts() if legend is not None else ()),
    ]
    yield from (text for text in candidates if text.get_text())
