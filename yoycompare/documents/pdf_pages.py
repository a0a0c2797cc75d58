"""PDF bytes → pages: the thin lines and the characters of each.

Coordinates are points of the page as it is looked at: from its upper left corner, y downwards, a
rotated page turned upright.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from attrs import frozen

from yoycompare.documents.document import Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.documents.pdf_characters import Character, text_to_characters
from yoycompare.documents.pdf_library import PDFIUM_LOCK, Matrix, pdf, pdfium
from yoycompare.documents.pdf_streams import check_streams
from yoycompare.documents.pdf_strokes import Stroke, StrokeReading
from yoycompare.errors import DocumentError

__all__ = ["Page", "data_to_pages"]


@frozen(kw_only=True)
class Page:
    """A page; `number` counts from 1."""

    number: int
    height: float
    strokes: tuple[Stroke, ...]
    characters: tuple[Character, ...]


def data_to_pages(data: bytes, source: Source, limits: Limits = LIMITS) -> tuple[str, tuple[Page, ...]]:
    """The title that the file gives itself, and its pages.

    Raises
    ------
    DocumentError
        pypdfium2 is not installed; the file is damaged, locked with a password or beyond a limit.
    """
    if pdfium is None:
        raise DocumentError(
            source.name, "reading PDF files needs pypdfium2", "run pip install yoycompare[pdf]"
        )
    check_streams(data, source, limits)
    with PDFIUM_LOCK:
        try:
            with pdfium.PdfDocument(data) as document:
                limits.check("pages", len(document), source.name, "the PDF has {found} pages")
                return _document_to_title(document), tuple(_document_to_pages(document, source, limits))
        except pdfium.PdfiumError as error:
            if error.err_code == pdf.FPDF_ERR_PASSWORD:
                raise DocumentError(
                    source.name, "the PDF is locked with a password", "save a copy without a password"
                ) from None
            raise DocumentError(
                source.name, "the PDF is damaged", "download it again, or print it to a new PDF"
            ) from None


def _document_to_title(document: Any) -> str:
    try:
        return str(document.get_metadata_value("Title")).strip()
    except UnicodeDecodeError:  # a title cut inside a character says nothing
        return ""


def _document_to_pages(document: Any, source: Source, limits: Limits) -> Iterator[Page]:
    count = objects = 0
    for number in range(1, len(document) + 1):
        with closing(document.get_page(number - 1)) as page:
            reading = StrokeReading(page=page, upright=_page_to_upright(page), limits=limits, objects=objects)
            reading.read(source)
            objects = reading.objects
            with closing(page.get_textpage()) as text:
                count += text.count_chars()
                limits.check("characters", count, source.name, "the PDF has {found} characters and more")
                shown = 0.0, 0.0, page.get_width(), page.get_height()
                characters = tuple(
                    text_to_characters(text, reading.upright, shown, reading.clips, reading.texts_in_forms)
                )
            yield Page(
                number=number,
                height=page.get_height(),
                strokes=tuple(reading.strokes),
                characters=characters,
            )


def _page_to_upright(page: Any) -> Matrix:
    """From the coordinates of the file, y upwards and unrotated, to those of this module."""
    left, bottom, right, top = page.get_bbox()
    return {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[page.get_rotation()]
