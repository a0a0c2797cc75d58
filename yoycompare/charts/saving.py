"""A chart → a PNG, SVG or PDF file, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from yoycompare.charts.typeface import printed
from yoycompare.errors import ChartError
from yoycompare.files import write_whole

__all__ = ["save"]

# Without dates, so that the same chart gives the same file.
METADATA: Final[dict[str, dict[str, Any]]] = {
    ".png": {},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None, "ModDate": None},
}


def save(chart: Axes | Figure | SubFigure, path: str | Path) -> Path:
    """Write a chart, with the whole figure that it is part of; the suffix says in which format.

    The picture has the size of the figure, unless text reaches beyond it: then it is as large as
    its ink. SVG files hold outlines, not characters, and need no font where they are shown.

    Raises
    ------
    ChartError
        The suffix is not .png, .svg or .pdf.
    OutputError
        The file cannot be written; what stood at `path` still stands.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in METADATA:
        raise ChartError(
            str(path),
            f"charts are not written as {suffix or 'a file without suffix'}",
            "use .png, .svg or .pdf",
        )
    figure = chart.figure.canvas.figure if isinstance(chart, Axes) else chart.canvas.figure
    with printed():
        box = None if _holds_its_ink(figure) else "tight"
        return write_whole(
            path,
            lambda stream: figure.savefig(
                stream, format=suffix[1:], metadata=METADATA[suffix], bbox_inches=box
            ),
        )


def _holds_its_ink(figure: Figure) -> bool:
    figure.draw_without_rendering()  # a layout engine decides here
    ink, page = figure.get_tightbbox(), figure.bbox_inches
    return ink.x0 >= page.x0 and ink.y0 >= page.y0 and ink.x1 <= page.x1 and ink.y1 <= page.y1
