"""PDF files drawn in memory with reportlab, for the tests of the PDF reader.

Coordinates are points from the upper left corner, y downwards, as the reader gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pdf_font import write_font
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from yoycompare.documents import Document, Limits, Source, pdf
from yoycompare.documents.limits import LIMITS

__all__ = ["FONT", "HEIGHT", "WIDTH", "Box", "Drawing", "read", "texts"]

WIDTH, HEIGHT = 595.0, 842.0
FONT = "Test Sans"
SIZE = 10.0
CHARACTERS = (
    "〇一二三四五六七八九十、。，：（）《》“”—％１２３４５６７８９０"
    "本年新收上结转度自然人不予公开属于国家秘密社会益组织某市政府信息申请件项法律机构商业企科研其他总计"
    "前言后记报告由编制表文字合无格行方民门长页见左右栏章节第共到的在了以下为工作情况和主要问题及改进"
)
SOURCE = Source(name="drawn.pdf", sha256="0")


@cache
def register_font() -> None:
    """Make the font known to reportlab, once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "font.ttf"
        write_font(path, CHARACTERS + "".join(map(chr, range(0x20, 0x7F))), has_radicals=False)
        pdfmetrics.registerFont(TTFont(FONT, str(path)))


class Box(NamedTuple):
    """A cell: its first row and column, how many it covers, and its text, lines parted by line breaks."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


class Drawing:
    """A PDF file that is being drawn."""

    def __init__(
        self, *, rotation: int = 0, origin: tuple[float, float] = (0.0, 0.0), password: str = ""
    ) -> None:
        register_font()
        self.stream = BytesIO()
        self.rotation, self.origin = rotation, origin
        encryption = StandardEncryption(password) if password else None
        self.canvas = canvas.Canvas(self.stream, pagesize=(WIDTH, HEIGHT), encrypt=encryption)
        self.begin_page()

    def begin_page(self) -> None:
        """Set what holds for each page: a rotated page is drawn so that it is upright when looked at."""
        self.canvas.setPageRotation(self.rotation)
        x, y = self.origin
        wide, high = (HEIGHT, WIDTH) if self.rotation in (90, 270) else (WIDTH, HEIGHT)
        size = (x + wide, y + high)
        self.canvas.setPageSize(size[::-1] if self.rotation in (90, 270) else size)  # reportlab turns it back
        self.canvas.setCropBox((x, y, x + wide, y + high))
        self.canvas.translate(x, y)
        turned = {
            0: (1, 0, 0, 1, 0, 0),
            90: (0, 1, -1, 0, HEIGHT, 0),
            180: (-1, 0, 0, -1, WIDTH, HEIGHT),
            270: (0, -1, 1, 0, 0, WIDTH),
        }[self.rotation]
        self.canvas.transform(*turned)
        self.canvas.setFont(FONT, SIZE)

    def next_page(self) -> None:
        """Begin another page."""
        self.canvas.showPage()
        self.begin_page()

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroke."""
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def bar(self, x0: float, y0: float, x1: float, y1: float, thickness: float = 0.5) -> None:
        """A line as a thin filled box."""
        half = thickness / 2
        left, top, width, height = x0 - half, y0 - half, x1 - x0 + thickness, y1 - y0 + thickness
        self.canvas.rect(left, HEIGHT - top - height, width, height, stroke=0, fill=1)

    def text(self, x: float, y: float, text: str, *, size: float = SIZE) -> None:
        """Text that begins at x, on a baseline at y."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def table(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        boxes: Sequence[Box],
        draw_line: Callable[[float, float, float, float], None] | None = None,
        *,
        inset: float = 0.0,
    ) -> None:
        """A table of cells, each with four lines around it and its text in the middle."""
        draw_line = draw_line or self.line
        for box in boxes:
            left, right = xs[box.column] + inset, xs[box.column + box.columns] - inset
            top, bottom = ys[box.row] + inset, ys[box.row + box.rows] - inset
            for y in (top, bottom):
                draw_line(left, y, right, y)
            for x in (left, right):
                draw_line(x, top, x, bottom)
            lines = box.text.split("\n")
            baseline = (top + bottom) / 2 + SIZE * (0.35 - (len(lines) - 1) * 0.6)
            for number, line in enumerate(lines):
                width = pdfmetrics.stringWidth(line, FONT, SIZE)
                self.text((left + right - width) / 2, baseline + number * SIZE * 1.2, line)

    def finish(self) -> bytes:
        """The bytes of the file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.stream.getvalue()


def read(drawing: Drawing | bytes, limits: Limits = LIMITS) -> Document:
    """The document of a drawing."""
    return pdf.read(drawing.finish() if isinstance(drawing, Drawing) else drawing, SOURCE, limits)


def texts(document: Document) -> list[list[list[Any]]]:
    """The texts of all grids by position, None where there is no cell."""
    return [[[cell and cell.text for cell in row] for row in grid.rows] for grid in document.grids]
