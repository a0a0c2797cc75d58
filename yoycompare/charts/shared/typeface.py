"""The typeface and the style of the charts, inside a context: nothing of it stays in rcParams."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from yoycompare.errors import ChartError

__all__ = ["FAMILY", "STYLES", "families", "off_screen", "printed"]

FAMILY: Final = "YoY Sans SC"
FOLDER: Final = Path(__file__).parent.parent
LATIN: Final = "DejaVu Sans"  # comes with matplotlib; has the digits, the true minus and the percent sign


STYLES: Final = ("print", "screen", "slides")
GROUND: Final = "print"  # the other styles say only what differs from it


@contextmanager
def printed(font: str | None = None, style: str = GROUND) -> Iterator[None]:
    """A style and the typeface, until the block ends.

    Texts made inside keep their typeface afterwards; tick labels, which matplotlib makes when it
    draws, keep it only where the axes are told (`annotations.dress`).
    """
    settings = {
        name: value for part in dict.fromkeys((GROUND, style)) for name, value in _settings(part).items()
    }
    with mpl.rc_context({**settings, "font.family": families(font)}):
        yield


def off_screen(style: str = GROUND) -> Axes:
    """Axes on a figure of their own, of the size of a style, without pyplot: for programs that write files.

    Raises
    ------
    ChartError
        There is no such style.

    Examples
    --------
    >>> [float(inches) for inches in off_screen("slides").figure.get_size_inches()]
    [6.4, 3.6]
    """
    with printed(style=style):
        # With the dots of the file and a canvas that keeps its renderer, matplotlib measures each text once.
        figure = Figure(layout="constrained", dpi=mpl.rcParams["savefig.dpi"])
        FigureCanvasAgg(figure)
        return figure.add_subplot()


@cache
def _settings(style: str) -> Any:
    """What a style sets; reading the file takes longer than drawing some charts."""
    if style not in STYLES:
        raise ChartError(
            f"style {style!r}", "there is none of that name", f"use {' or '.join(map(repr, STYLES))}"
        )
    return mpl.rc_params_from_file(FOLDER / "styles" / f"{style}.mplstyle", use_default_template=False)


def families(font: str | None = None) -> list[str]:
    """The families in the order in which they are asked for a glyph.

    Parameters
    ----------
    font
        An installed family to be asked first, such as a full Chinese font of your house style.

    Raises
    ------
    ChartError
        No family of that name is installed.
    """
    _register()
    if font is None:
        return [LATIN, FAMILY]
    if font not in fontManager.get_font_names():
        raise ChartError(font, "no font family of that name is installed", "install it, or leave `font` out")
    return [font, LATIN, FAMILY]


@cache
def _register() -> None:
    """Make the bundled font known to matplotlib, for this process."""
    fontManager.addfont(FOLDER / "fonts" / "YoYSansSC-Regular.otf")
