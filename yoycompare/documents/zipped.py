"""Office files → their parts: guarded access to a ZIP container of XML (DOCX, XLSX).

A file from the web may be made to exhaust memory: a few kilobytes unpack to gigabytes, a few lines of
XML expand to as much. Sizes are checked before anything is unpacked, no more is unpacked than was
declared, and XML with a document type, which is where entities are declared, is refused unread.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from attrs import field, frozen

from yoycompare.documents.document import Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.errors import DocumentError

__all__ = [
    "Archive",
    "Relation",
    "archive_to_container",
    "attribute",
    "entry_to_bytes",
    "open_archive",
]

OLE_SIGNATURE: Final = b"\xd0\xcf\x11\xe0"
ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_FLAG: Final = 0x1
# The two methods that Office files use; the others cannot be unpacked up to a limit.
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
)
# XML parsers accept the declaration in these encodings only, or in supersets of ASCII.
DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


@frozen
class Relation:
    """What one part says of another: the last word of the relation's type, and the other's name."""

    kind: str
    target: str


@frozen(kw_only=True)
class Archive:
    """The parts of one file. Names are looked up without regard to case, as Office does."""

    source: Source
    limits: Limits
    file: zipfile.ZipFile = field(repr=False)
    entries: Mapping[str, zipfile.ZipInfo] = field(repr=False)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.entries

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises
        ------
        DocumentError
            There is no such part, it is larger than allowed, or damaged.
        """
        entry = self.entries.get(name.lower())
        if entry is None:
            raise DocumentError(self.source.name, f"its part {name} is missing", "save the file again")
        unpacks = f"its part {name} unpacks to {{found}} bytes"
        self.limits.check("file_bytes", entry.file_size, self.source.name, unpacks)
        data = entry_to_bytes(self.file, entry)
        if data is None:
            raise DocumentError(
                self.source.name, f"its part {name} is damaged", "download or save the file again"
            )
        return data

    def tree(self, name: str) -> Element:
        """The root element of a part, names without namespaces: the editions of the standard differ in these.

        Raises
        ------
        DocumentError
            As `read`; or the part is no well-formed XML, or declares a document type.
        """
        data = self.read(name)
        if any(doctype in data for doctype in DOCTYPES):
            raise DocumentError(
                self.source.name,
                f"its part {name} declares XML entities, which no Office program writes",
                "do not trust the file; if you do, open it and save it again",
            )
        tags = max(data.count(b"<"), data.count(b"<\0"))
        self.limits.check("elements", tags, self.source.name, f"its part {name} has {{found}} tags")
        try:
            root = fromstring(data)  # noqa: S314 - nothing is declared that could expand
        except (ParseError, LookupError, ValueError):
            problem = f"its part {name} is not well-formed XML"
            raise DocumentError(
                self.source.name, problem, "open the file in its program and save it again"
            ) from None
        names = _LocalNames()
        for element in root.iter():
            element.tag = names[element.tag]
        return root

    def relations(self, name: str = "") -> dict[str, Relation]:
        """What a part refers to, by the id that it uses; without a name what the file as a whole does."""
        folder, file = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        relations: dict[str, Relation] = {}
        if part not in self:
            return relations
        for element in self.tree(part):
            target = element.get("Target", "")
            if element.get("TargetMode") != "External" and target:
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = element.get("Type", "").rpartition("/")[2]
                relations[element.get("Id", "")] = Relation(kind, path)
        return relations

    def main_part(self, usual: str) -> str:
        """The name of the part that holds the document itself; `usual` where the file does not say it."""
        kinds = {relation.kind: relation.target for relation in self.relations().values()}
        return kinds.get("officeDocument", usual)


def open_archive(data: bytes, source: Source, limits: Limits = LIMITS) -> Archive:
    """Open the bytes of a ZIP container; nothing is unpacked yet.

    Raises
    ------
    DocumentError
        The bytes are no ZIP container or a broken one, it is locked with a password, or holds more
        than the limits allow.
    """
    if data.startswith(OLE_SIGNATURE):
        if ENCRYPTED_PACKAGE in data:
            raise _locked(source)
        raise DocumentError(
            source.name, "this is an old Office file (.doc, .xls)", "save it as .docx or .xlsx"
        )
    entries: list[zipfile.ZipInfo] | None = None
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        entries = file.infolist()
    except BROKEN:
        entries = None
    if entries is None:
        raise DocumentError(
            source.name, "this is no Office file, or it is cut short", "download or save it again"
        )
    limits.check("members", len(entries), source.name, "it holds {found} files")
    unpacked = sum(entry.file_size for entry in entries)
    limits.check("total_bytes", unpacked, source.name, "it unpacks to {found} bytes")
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise _locked(source)
    names = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}
    return Archive(source=source, limits=limits, file=file, entries=names)


def entry_to_bytes(file: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """The bytes of an entry, no more than it declares; None where it is damaged."""
    if entry.compress_type not in METHODS:
        return None
    try:
        with file.open(entry) as stream:  # the size bounds what is unpacked; a bare read does not
            return stream.read(entry.file_size)
    except BROKEN:
        return None


def archive_to_container(archive: Archive) -> str | None:
    """`docx` or `excel`, None for an archive of something else."""
    main = archive.main_part("").lower()
    for folder, part, container in (("word/", "document.xml", "docx"), ("xl/", "workbook.xml", "excel")):
        if main.startswith(folder) or folder + part in archive:
            return container
    return None


def attribute(element: Element, name: str) -> str | None:
    """An attribute in whatever namespace (w:val)."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


class _LocalNames(dict[str, str]):
    """Names with their namespace → without it; each is taken apart once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition("}")[2]
        return local


def _locked(source: Source) -> DocumentError:
    return DocumentError(source.name, "it is locked with a password", "save it without one")
