"""A chart → a PNG, SVG or PDF file, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from yoycompare.charts.shared.typeface import printed
from yoycompare.errors import ChartError
from yoycompare.files import write_whole

__all__ = ["save", "save_to_stream"]

MARGIN: Final = 0.02  # inches: text has not quite the same width in every format
# Without dates, so that the same chart gives the same file.
METADATA: Final[dict[str, dict[str, Any]]] = {
    ".png": {},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None, "ModDate": None},
}


def save(chart: Axes | Figure | SubFigure, path: str | Path, *, style: str = "print") -> Path:
    """Write a chart, with the whole figure that it is part of; the suffix says in which format.

    The picture has the size of the figure, unless text reaches beyond it: then it is as large as
    its ink. SVG files hold outlines, not characters, and need no font where they are shown.

    Parameters
    ----------
    style
        Decides how many pixels an inch of a PNG has.

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
    return write_whole(path, lambda stream: save_to_stream(chart, stream, suffix[1:], style=style))


def save_to_stream(
    chart: Axes | Figure | SubFigure, stream: IO[bytes], form: str, *, style: str = "print"
) -> None:
    """Write a chart to a binary stream as `png`, `svg` or `pdf`, as `save` does."""
    figure = chart.figure.canvas.figure if isinstance(chart, Axes) else chart.canvas.figure
    with printed(style=style), _left_in_place(figure):
        how: dict[str, Any] = {"format": form, "metadata": METADATA[f".{form}"]}
        drawn = BytesIO()
        figure.savefig(drawn, bbox_inches=None, **how)
        if not _holds_its_ink(figure):
            drawn = BytesIO()
            figure.savefig(drawn, bbox_inches="tight", **how)
        stream.write(drawn.getvalue())


@contextmanager
def _left_in_place(figure: Figure) -> Iterator[None]:
    """Put all axes back where they were when the block ends.

    A layout engine moves them for each format, from where the last one left them: without this, the
    second file would not be quite the first.
    """
    places = [
        (ax, ax.get_position(original=True), ax.get_position(), ax.get_in_layout()) for ax in figure.axes
    ]
    try:
        yield
    finally:
        for ax, original, active, in_layout in places:
            ax.set_position(original, which="original")
            ax.set_position(active, which="active")
            ax.set_in_layout(in_layout)


def _holds_its_ink(figure: Figure) -> bool:
    """Whether nothing reaches beyond the page, where the last drawing has put it."""
    ink, page = figure.get_tightbbox(), figure.bbox_inches
    inner = page.padded(-MARGIN)
    return bool(ink.x0 >= inner.x0 and ink.y0 >= inner.y0 and ink.x1 <= inner.x1 and ink.y1 <= inner.y1)
