"""Bytes → Document: the container by content, not by name."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare.documents import Cell, Document, Grid, Place, Source, bytes_to_document, html, text
from yoycompare.documents.containers import READERS
from yoycompare.errors import DocumentError, UnknownContainerError, YoycompareError


def zip_bytes(part: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, "<w:document/>")
    return stream.getvalue()


PACKED = "unpack it and name its folder, or pack the reports as ZIP"
MHT = "a web archive (.mht) cannot be read; open it in a browser and save it as HTML"
ODT = "an OpenDocument file (.odt, .ods) cannot be read; open it in its program and save it as .docx, .xlsx or PDF"
PICTURE = "a picture cannot be read; a picture holds no text; save the page itself"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zip_bytes("a.txt"), "an archive of other files; unpack it and name its folder"),
        (b"\x89PNG\r\n\x1a\nrest", PICTURE),
        (b"\xff\xd8\xff\xe0rest", PICTURE),
        (b"GIF89arest", PICTURE),
        (b"BM\x10\0\0\0\0\0\0\0", PICTURE),
        (b"II*\0rest", PICTURE),
        (b"{\\rtf1\\ansi}", "a Rich Text file (.rtf) cannot be read; open it in Word and save it as .docx"),
        (b"Rar!\x1a\x07\x01\0", f"a RAR archive cannot be read; {PACKED}"),
        (b"7z\xbc\xaf\x27\x1c\0", f"a 7z archive cannot be read; {PACKED}"),
        (b"\x1f\x8b\x08\0", f"a compressed file (.gz, .bz2, .xz) cannot be read; {PACKED}"),
        (b"x" * 257 + b"ustar", f"a tar archive cannot be read; {PACKED}"),
        (b"From: <Saved by>\r\nSubject: x\r\n\ty\r\nMIME-Version: 1.0\r\n", MHT),
        (zip_bytes("OFD.xml"), "an OFD file cannot be read; save it as PDF in its program"),
        (zip_bytes("content.xml"), ODT),
    ],
)
@pytest.mark.parametrize("name", ["report.html", "report"])
def test_container_that_no_reader_knows(data: bytes, reason: str, name: str) -> None:
    """Archives and pictures are refused by content, whatever their name; the message says the way out."""
    with pytest.raises(UnknownContainerError) as raised:
        bytes_to_document(data, name)

    assert f"{name}: {reason}" == str(raised.value)


def test_old_office_file() -> None:
    """A .doc or .xls is named as what it is, with what to save it as."""
    with pytest.raises(DocumentError) as raised:
        bytes_to_document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "a.doc")

    assert "a.doc: this is an old Office file (.doc, .xls); save it as .docx or .xlsx" == str(raised.value)


@pytest.mark.parametrize("data", [b"", b" ", b"\r\n\t \n"])
def test_empty_file(data: bytes) -> None:
    """A file without content is refused."""
    with pytest.raises(DocumentError) as raised:
        bytes_to_document(data, "a.txt")

    assert "a.txt: the file is empty; save the report again" == str(raised.value)
    assert type(raised.value) is DocumentError


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><p>x",
        b"<HTML>x",
        b"\n\n  <table><tr><td>x</table>",
        b"text first <br> then markup",
        "<p>政府信息公开</p>".encode("gb18030"),
        "<html>x</html>".encode("utf-16"),
        "<p>政</p>".encode("utf-8-sig"),
    ],
)
def test_page(data: bytes) -> None:
    """Markup makes a page, whatever stands before it."""
    assert "html" == bytes_to_document(data, "report.txt").container


@pytest.mark.parametrize(
    "content", ["收到申请12件", "a < b > c", "《条例》<二十条>", "x <y@example.org>", "政府信息公开"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_text(content: str, encoding: str) -> None:
    """What has no markup is a text, kept as it stands."""
    document = bytes_to_document(content.encode(encoding), "report.html")

    assert ("text", content, "", ()) == (document.container, document.text, document.title, document.grids)


def test_source() -> None:
    """The document keeps the name, and the SHA-256 of the bytes as they came."""
    data = "收到申请12件".encode("gb18030")

    assert (
        Source(name="a.txt", sha256=hashlib.sha256(data).hexdigest())
        == bytes_to_document(data, "a.txt").source
    )


@pytest.mark.parametrize("content", ["a\r\nb\rc\n", "\n\n a \t\n", "a\x0cb\u2028c", "\u3000一\u00a0二"])
def test_text_is_kept_unchanged(content: str) -> None:
    """Line ends and white space of a text file stay: spans count in them."""
    assert content == bytes_to_document(content.encode(), "a.txt").text


@pytest.mark.parametrize("module", [html, text])
def test_readers_share_one_shape(module: ModuleType) -> None:
    """Each reader is a module with `read(data, source)`, registered under the name of its container."""
    source = Source(name="a", sha256="0")
    document = module.read("<p>一</p>".encode(), source)

    assert isinstance(document, Document)
    assert (source, module.__name__) == (document.source, READERS[document.container])
    assert ["read"] == module.__all__


def document() -> Document:
    cell = Cell("１２７", 1, 1)
    return Document(
        source=Source(name="a.html", sha256="0"),
        container="html",
        encoding="utf-8",
        title="",
        text="收到申请12件",
        grids=(
            Grid(number=1, rows=((cell, cell), (None, Cell("", 2, 2)), (Cell("甲", 3, 1), Cell("乙", 3, 2)))),
        ),
    )


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        (Place(table=1, row=1, column=1), "１２７"),
        (Place(table=1, row=1, column=2), "１２７"),
        (Place(table=1, row=2, column=2), ""),
        (Place(start=4, end=7), "12件"),
        (Place(start=0, end=7), "收到申请12件"),
    ],
)
def test_printed_at(place: Place, printed: str) -> None:
    """What stands at a place: a cell wherever it reaches, a span of the text."""
    assert printed == document().printed_at(place)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Place(table=2, row=1, column=1), "table 2, row 1, column 1"),
        (Place(table=1, row=4, column=1), "table 1, row 4, column 1"),
        (Place(table=1, row=1, column=3), "table 1, row 1, column 3"),
        (Place(table=1, row=2, column=1), "table 1, row 2, column 1"),
        (Place(table=0, row=1, column=1), "table 0, row 1, column 1"),
        (Place(table=1, row=0, column=1), "table 1, row 0, column 1"),
        (Place(table=1, row=1, column=0), "table 1, row 1, column 0"),
        (Place(start=4, end=8), "characters 4-8"),
        (Place(start=-3, end=-1), "characters -3--1"),
        (Place(start=5, end=4), "characters 5-4"),
        (Place(row=3), "row 3"),
    ],
)
def test_place_outside_the_document(place: Place, name: str) -> None:
    """A place that the document does not have is refused, not wrapped around."""
    with pytest.raises(DocumentError) as raised:
        document().printed_at(place)

    assert f"a.html: there is no {name}; ask for a place of this document" == str(raised.value)


def read_or_refusal(data: bytes) -> Document | YoycompareError:
    try:
        return bytes_to_document(data, "a")
    except YoycompareError as error:
        return error


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Any bytes become a document, or are refused with one of the errors of the package."""
    found = read_or_refusal(data)

    assert "a" == found.where if isinstance(found, YoycompareError) else found.container in READERS


pieces = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<td colspan=2>",
        "<th rowspan=3>",
        "</td>",
        "<p>",
        "</p>",
        "<br>",
        "<div>",
        "<span>",
        "</span>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<",
        ">",
        "&",
        "&nbsp;",
        "1",
        "一",
        "\n",
        '"',
    ]
)


@given(st.lists(pieces, max_size=60))
def test_any_markup(markup: list[str]) -> None:
    """Any markup is read: grids are rectangular, cells know where they begin."""
    found = bytes_to_document(("<p>" + "".join(markup)).encode(), "a")

    for number, grid in enumerate(found.grids, start=1):
        assert number == grid.number
        assert 1 == len({len(row) for row in grid.rows})
        for row, positions in enumerate(grid.rows, start=1):
            for column, cell in enumerate(positions, start=1):
                assert cell is None or (cell.row <= row and cell.column <= column)
