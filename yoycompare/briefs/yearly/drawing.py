"""A chart as a picture small enough for a page that holds ten of them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from attrs import frozen
from matplotlib.axes import Axes
from PIL import Image

from yoycompare.charts import save_to_stream

__all__ = ["Picture", "any_characters", "picture_to_png"]

COLOURS: Final = 64  # a chart has a dozen, the rest are the greys of its edges
PIXELS: Final = 3  # of the file for one of a page: sharp on a telephone and on paper


@frozen(kw_only=True)
class Picture:
    """A PNG, with the width and height that it takes on a page."""

    data: bytes
    width: int
    height: int


@contextmanager
def any_characters() -> Iterator[None]:
    """A name may have characters that the bundled font does not: a box is drawn without a word, the caption has them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font", UserWarning)
        yield


def picture_to_png(axes: Axes) -> Picture:
    """Draw a chart as PNG: as SVG, with the outlines of its characters, it would have four times the size."""
    drawn, packed = io.BytesIO(), io.BytesIO()
    with any_characters():
        save_to_stream(axes, drawn, "png")
    with Image.open(drawn) as image:
        small = image.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        small.save(packed, "png")
    return Picture(data=packed.getvalue(), width=small.width // PIXELS, height=small.height // PIXELS)
