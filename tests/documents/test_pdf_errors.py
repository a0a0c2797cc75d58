"""PDF: files that cannot be read say why."""

from __future__ import annotations

import subprocess
import sys
import zlib
from io import BytesIO

import pytest

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
pytest.importorskip("reportlab", reason="reportlab is not installed; it draws the files of these tests")

from pdf_drawing import Drawing, read
from reportlab.lib.utils import ImageReader

from yoycompare.documents import Limits, pdf, pdf_pages
from yoycompare.errors import DocumentError


def message_of(data: Drawing | bytes, **limits: int) -> str:
    with pytest.raises(DocumentError) as raised:
        read(data, Limits(**limits))
    return str(raised.value)


def drawing_of(text: str) -> Drawing:
    drawing = Drawing()
    drawing.text(60, 100, text)
    return drawing


def test_pictures_of_pages() -> None:
    """A scan holds no characters."""
    image = pytest.importorskip("PIL.Image")
    stream = BytesIO()
    image.new("L", (20, 20), 255).save(stream, "PNG")
    drawing = Drawing()
    drawing.canvas.drawImage(ImageReader(BytesIO(stream.getvalue())), 0, 0, 595, 842)

    assert (
        "drawn.pdf: the PDF holds pictures of pages, no text; run character recognition (OCR) first"
        == message_of(drawing)
    )


def test_empty_pages() -> None:
    """Pages with nothing but lines and spaces are the same case."""
    drawing = drawing_of("  ")
    drawing.line(60, 60, 200, 60)

    assert (
        "drawn.pdf: the PDF holds pictures of pages, no text; run character recognition (OCR) first"
        == message_of(drawing)
    )


def test_password() -> None:
    """A file that asks for a password is not read."""
    drawing = Drawing(password="x")  # noqa: S106
    drawing.text(60, 100, "某某市")

    assert "drawn.pdf: the PDF is locked with a password; save a copy without a password" == message_of(
        drawing
    )


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing else", b"%PDF-1.4\n%%EOF\n", b"no PDF at all"])
def test_damaged_file(data: bytes) -> None:
    """Bytes that are no whole PDF are not read."""
    assert "drawn.pdf: the PDF is damaged; download it again, or print it to a new PDF" == message_of(data)


def test_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pypdfium2 the message names the extra."""
    monkeypatch.setattr(pdf_pages, "pdfium", None)

    assert "drawn.pdf: reading PDF files needs pypdfium2; run pip install yoycompare[pdf]" == message_of(
        b"%PDF-1.7"
    )


def test_module_loads_without_the_library() -> None:
    """The reader can be imported where pypdfium2 is not installed."""
    program = "import sys; sys.modules['pypdfium2'] = None; import yoycompare.documents.pdf as pdf; print(pdf.read.__name__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "read\n" == done.stdout


def test_too_many_pages() -> None:
    """A file with more pages than any report is refused."""
    drawing = Drawing()
    for _ in range(3):
        drawing.text(60, 100, "某某市")
        drawing.next_page()

    assert (
        "drawn.pdf: the PDF has 4 pages; if you trust the file, raise the limit pages, now 2"
        == message_of(drawing, pages=2)
    )


def test_too_many_characters() -> None:
    """So is one with more characters."""
    assert (
        "drawn.pdf: the PDF has 3 characters and more; if you trust the file, raise the limit characters, now 2"
        == message_of(drawing_of("某某市"), characters=2)
    )


def test_too_many_objects() -> None:
    """And a page that draws too much; what a form XObject draws counts each time."""
    drawing = drawing_of("某某市")
    drawing.canvas.beginForm("form")
    for x in range(3):
        drawing.canvas.line(x, 0, x, 9)
    drawing.canvas.endForm()
    for _ in range(2):
        drawing.canvas.doForm("form")

    assert (
        "drawn.pdf: the PDF draws 9 objects and more; if you trust the file, raise the limit drawn_objects, now 8"
        == message_of(drawing, drawn_objects=8)
    )


def test_document_that_cannot_be_read_leaves_the_next_one_alone() -> None:
    """After an error the library is free again."""
    message_of(b"%PDF-1.7")

    assert "某某市" == read(drawing_of("某某市")).text


def test_reader_holds_nothing() -> None:
    """One reader, one file after the other: the same document each time."""
    data = drawing_of("某某市").finish()

    assert read(data) == read(data)
    assert ["read"] == pdf.__all__


def test_stream_that_unpacks_to_more_than_a_file() -> None:
    """A few kilobytes that unpack to gigabytes are refused before the library unpacks them."""
    packed = zlib.compress(b" " * 3_000_000)
    data = b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream endobj\n%%EOF"

    assert (
        "drawn.pdf: a stream of the PDF unpacks to 2,097,152 bytes and more; "
        "if you trust the file, raise the limit stream_bytes, now 2,000,000"
    ) == message_of(data, stream_bytes=2_000_000)
    assert "drawn.pdf: the PDF is damaged; download it again, or print it to a new PDF" == message_of(data)


@pytest.mark.parametrize("tail", [b"", b"\0" * 2000, b"x" * 2_000_000])
def test_streams_that_are_damaged_end_somewhere(tail: bytes) -> None:
    """What is cut short, or goes on after its end, is looked through once."""
    packed = zlib.compress(b"1 2 3" * 1000)
    data = b"%PDF-1.4\nstream\n" + packed[: len(packed) // 2] + b"\nendstream\nstream\n" + packed + tail

    assert "drawn.pdf: the PDF is damaged; download it again, or print it to a new PDF" == message_of(data)
