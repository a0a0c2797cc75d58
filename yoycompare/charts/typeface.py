"""The typeface and the style of the charts, inside a context: nothing of it stays in rcParams."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.font_manager import fontManager

from yoycompare.errors import ChartError

__all__ = ["FAMILY", "families", "printed"]

FAMILY: Final = "YoY Sans SC"
FOLDER: Final = Path(__file__).parent
LATIN: Final = "DejaVu Sans"  # comes with matplotlib; has the digits, the true minus and the percent sign


@contextmanager
def printed(font: str | None = None) -> Iterator[None]:
    """The style `print` and the typeface, until the block ends.

    Texts made inside keep their typeface afterwards; tick labels, which matplotlib makes when it
    draws, keep it only where the axes are told (`annotations.dress`).
    """
    style = mpl.rc_params_from_file(FOLDER / "styles" / "print.mplstyle", use_default_template=False)
    with mpl.rc_context({**style, "font.family": families(font)}):
        yield


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
