"""Guarded access to ZIP containers: what is unpacked, and what is refused unopened."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from yoycompare.documents import Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.documents.zipped import (
    Relation,
    archive_to_container,
    open_archive,
)
from yoycompare.errors import DocumentError

SOURCE = Source(name="a.docx", sha256="")
RAISE = "if you trust the file, raise the limit"


def zip_bytes(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    """Why a file is not opened."""
    with pytest.raises(DocumentError) as raised:
        open_archive(data, SOURCE, limits)
    return str(raised.value)


def refused_part(data: bytes, name: str, limits: Limits = LIMITS) -> str:
    """Why a part of a file that is opened is not read."""
    archive = open_archive(data, SOURCE, limits)
    with pytest.raises(DocumentError) as raised:
        archive.read(name)
    return str(raised.value)


def refused_tree(text: bytes) -> str:
    """Why a part is not read as XML."""
    archive = open_archive(zip_bytes(("a.xml", text)), SOURCE)
    with pytest.raises(DocumentError) as raised:
        archive.tree("a.xml")
    return str(raised.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_parts_are_read(method: int) -> None:
    """A part is read by its name, in whatever case and with whatever slashes the file has it."""
    archive = open_archive(zip_bytes(("Word\\Document.xml", b"12" * 5000), method=method), SOURCE)

    assert b"12" * 5000 == archive.read("word/document.xml")
    assert (True, False) == ("word/document.XML" in archive, "document.xml" in archive)


def test_limits_refuse_and_larger_ones_do_not() -> None:
    """Each limit is checked before anything is unpacked; at the limit a file is still read."""
    data = zip_bytes(("a", b"1" * 100), ("b", b"2" * 50))

    assert f"a.docx: it holds 2 files; {RAISE} members, now 1" == refused(data, Limits(members=1))
    assert f"a.docx: it unpacks to 150 bytes; {RAISE} total_bytes, now 149" == refused(
        data, Limits(total_bytes=149)
    )
    assert f"a.docx: its part a unpacks to 100 bytes; {RAISE} file_bytes, now 99" == refused_part(
        data, "a", Limits(file_bytes=99)
    )
    archive = open_archive(data, SOURCE, Limits(members=2, file_bytes=100, total_bytes=150))
    assert b"1" * 100 == archive.read("a")


def test_bomb() -> None:
    """A hundred kilobytes that unpack to a hundred megabytes are refused by their declared size."""
    data = zip_bytes(("word/document.xml", bytes(100_000_000)))

    assert (
        f"a.docx: its part word/document.xml unpacks to 100,000,000 bytes; {RAISE} file_bytes, now 33,554,432"
    ) == refused_part(data, "word/document.xml")


def test_bomb_that_lies_about_its_size() -> None:
    """No more is unpacked than was declared; what comes out is then not what the checksum is of."""
    whole = zip_bytes(("a", bytes(100_000_000)))
    size = struct.pack("<I", 100_000_000)

    assert "a.docx: its part a is damaged; download or save the file again" == refused_part(
        whole.replace(size, struct.pack("<I", 10)), "a"
    )


def test_bomb_that_lies_about_its_size_and_checksum() -> None:
    """Where the checksum fits the declared size, just that much is unpacked."""
    whole = zip_bytes(("a", bytes(100_000_000)))
    lying = whole.replace(struct.pack("<I", 100_000_000), struct.pack("<I", 10))
    lying = lying.replace(
        struct.pack("<I", zlib.crc32(bytes(100_000_000))), struct.pack("<I", zlib.crc32(bytes(10)))
    )

    assert bytes(10) == open_archive(lying, SOURCE).read("a")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_no_office_file_uses(method: int) -> None:
    """Other methods of packing cannot be unpacked up to a limit, and are not."""
    assert "a.docx: its part a is damaged; download or save the file again" == refused_part(
        zip_bytes(("a", b"1" * 100), method=method), "a"
    )


def test_encrypted() -> None:
    """A file locked with a password says so, whether ZIP or Office locked it."""
    locked = bytearray(zip_bytes(("a", b"1")))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")

    assert "a.docx: it is locked with a password; save it without one" == refused(bytes(locked))
    assert "a.docx: it is locked with a password; save it without one" == refused(office)


def test_old_office_file() -> None:
    """The format before 2007 is told from a file that is merely broken."""
    assert "a.docx: this is an old Office file (.doc, .xls); save it as .docx or .xlsx" == refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    )


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html></html>", zip_bytes(("a", b"1" * 99))[:-10]])
def test_no_zip(data: bytes) -> None:
    """Anything else is no Office file."""
    assert "a.docx: this is no Office file, or it is cut short; download or save it again" == refused(data)


def test_damaged_part() -> None:
    """A part whose bytes do not fit their checksum is not read."""
    data = zip_bytes(("a", b"12345"), method=zipfile.ZIP_STORED).replace(b"12345", b"12346")

    assert "a.docx: its part a is damaged; download or save the file again" == refused_part(data, "a")


def test_missing_part() -> None:
    """A part that is not there is named."""
    assert "a.docx: its part b is missing; save the file again" == refused_part(zip_bytes(("a", b"1")), "b")


def test_tree() -> None:
    """The root element of a part, in each encoding that XML knows by itself."""
    text = '<?xml version="1.0" encoding="{}"?><a>年</a>'
    parts = [(encoding, text.format(encoding).encode(encoding)) for encoding in ("utf-8", "utf-16")]
    archive = open_archive(zip_bytes(*parts), SOURCE)

    assert ["年", "年"] == [archive.tree(encoding).text for encoding in ("utf-8", "utf-16")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_document_type(encoding: str) -> None:
    """XML that declares a document type is refused before it is parsed."""
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

    assert (
        "a.docx: its part a.xml declares XML entities, which no Office program writes; "
        "do not trust the file; if you do, open it and save it again"
    ) == refused_tree(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<a>",
        b"<a>&b;</a>",
        b"<a>\xff</a>",
        b'<?xml version="1.0" encoding="none"?><a/>',
        b'<?xml version="1.0" encoding="gb18030"?><a/>',
    ],
)
def test_not_well_formed(text: bytes) -> None:
    """Anything that is no XML, or in an encoding that Office files never have, is one error."""
    assert (
        "a.docx: its part a.xml is not well-formed XML; open the file in its program and save it again"
    ) == refused_tree(text)


def test_relations() -> None:
    """What a part refers to: names from the root or beside the part, nothing outside the file."""
    relation = '<Relationship Id="{}" Type="http://x/{}" Target="{}"{}/>'
    listed = "".join(
        [
            relation.format("r1", "styles", "styles.xml", ""),
            relation.format("r2", "theme", "/word/theme/theme1.xml", ""),
            relation.format("r3", "customXml", "../customXml/item1.xml", ""),
            relation.format("r4", "image", "../../../../etc/passwd", ""),
            relation.format("r5", "hyperlink", "http://example.org/", ' TargetMode="External"'),
        ]
    )
    part = ("word/_rels/document.xml.rels", f"<Relationships>{listed}</Relationships>".encode())
    archive = open_archive(zip_bytes(part), SOURCE)

    assert {
        "r1": Relation("styles", "word/styles.xml"),
        "r2": Relation("theme", "word/theme/theme1.xml"),
        "r3": Relation("customXml", "customXml/item1.xml"),
        "r4": Relation("image", "etc/passwd"),
    } == archive.relations("word/document.xml")
    assert {} == archive.relations()
    assert "word/document.xml" == archive.main_part("word/document.xml")


@pytest.mark.parametrize(
    ("part", "main", "container"),
    [
        ("word/document.xml", "", "docx"),
        ("Word/Document.xml", "", "docx"),
        ("word/document2.xml", "/word/document2.xml", "docx"),
        ("xl/workbook.xml", "", "excel"),
        ("xl/workbook.bin", "xl/workbook.bin", "excel"),
        ("ppt/presentation.xml", "ppt/presentation.xml", None),
        ("content.xml", "", None),
        ("word/2023.docx", "", None),
    ],
)
def test_container(part: str, main: str, container: str | None) -> None:
    """Which Office program a file belongs to, by its main part; an archive of files belongs to none."""
    relation = f'<Relationship Id="r1" Type="http://x/officeDocument" Target="{main}"/>'
    relations = ("_rels/.rels", f"<Relationships>{relation}</Relationships>".encode())
    archive = open_archive(zip_bytes((part, b"1"), *([relations] if main else [])), SOURCE)

    assert container == archive_to_container(archive)
