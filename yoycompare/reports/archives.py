"""ZIP archives of reports → their members, one at a time.

An archive inside an archive is opened too, one inside that is not. Together they may unpack to no more
than one archive may: sizes are checked before anything is unpacked.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Final
from zipfile import ZipInfo

from attrs import field, frozen

from yoycompare.documents import Source
from yoycompare.documents.limits import Limits
from yoycompare.documents.unreadable import refuse_archive
from yoycompare.documents.zipped import (
    Archive,
    archive_to_container,
    entry_to_bytes,
    open_archive,
)
from yoycompare.errors import DocumentError
from yoycompare.reports.leftovers import is_hidden, name_to_skip

__all__ = ["Member", "archive_to_entries", "archive_to_members", "bytes_to_archive"]

SIGNATURES: Final = (b"PK\x03\x04", b"PK\x05\x06")  # the second begins an archive of nothing
UTF8_FLAG: Final = 0x800
# Without the flag zipfile takes names for the first; Windows in Chinese writes the last, other systems the second.
NAMES_READ_AS: Final = "cp437"
NAMES_WRITTEN_AS: Final = ("utf-8", "gb18030")


@frozen(kw_only=True)
class Member:
    """A file of an archive: its name below that of the archive, and its bytes or what is wrong with it."""

    name: str
    data: bytes | DocumentError = field(repr=False)


def bytes_to_archive(data: bytes, source: Source, limits: Limits) -> Archive | None:
    """The archive of other files that the bytes are, None where they are something else (also DOCX and XLSX).

    Raises
    ------
    DocumentError
        They begin like an archive, and are broken, locked, larger than allowed, or of a program whose files
        are not read.
    """
    if not data.startswith(SIGNATURES):
        return None
    archive = open_archive(data, source, limits)
    if archive_to_container(archive) is not None:
        return None
    refuse_archive(archive)
    return archive


def archive_to_entries(archive: Archive) -> list[tuple[tuple[str, ...], ZipInfo]]:
    """The files of an archive with the parts of their names, in the order of these; hidden ones left out."""
    files = ((_parts(entry), entry) for entry in archive.file.infolist() if not entry.is_dir())
    shown = ((parts, entry) for parts, entry in files if parts and not is_hidden(parts))
    return sorted(shown, key=lambda item: item[0])


def archive_to_members(archive: Archive) -> Iterator[Member]:
    """The files of an archive and of the archives in it, in the order of names."""
    yield from _members(archive, nested=True)


def _members(archive: Archive, *, nested: bool) -> Generator[Member, None, int]:
    """The members; returns how many bytes they unpack to."""
    named = archive_to_entries(archive)
    spent = sum(entry.file_size for _, entry in named)
    names: set[str] = set()
    for parts, entry in named:
        name = "/".join((archive.source.name, *parts))
        is_repeated = name in names
        names.add(name)
        try:
            data = _entry_to_bytes(archive, entry, parts, name, is_repeated=is_repeated)
            source = Source(name=name, sha256="")
            inner = bytes_to_archive(data, source, archive.limits) if nested else None
            if inner is not None:
                unpacked = spent + sum(entry.file_size for _, entry in archive_to_entries(inner))
                problem = "with the files before it, it unpacks to {found} bytes"
                archive.limits.check("total_bytes", unpacked, name, problem)
        except DocumentError as error:
            yield Member(name=name, data=error)
            continue
        if inner is None:
            yield Member(name=name, data=data)
        else:
            spent += yield from _members(inner, nested=False)
    if not named:
        problem = "there is no file in the archive"
        nothing = DocumentError(archive.source.name, problem, "pack the reports again")
        yield Member(name=archive.source.name, data=nothing)
    return spent


def _entry_to_bytes(
    archive: Archive, entry: ZipInfo, parts: tuple[str, ...], name: str, *, is_repeated: bool
) -> bytes:
    if is_repeated:
        raise DocumentError(name, "another file of the archive has the same name", "rename one of the two")
    if (skipped := name_to_skip(parts, name)) is not None:
        raise skipped
    archive.limits.check("file_bytes", entry.file_size, name, "it unpacks to {found} bytes")
    data = entry_to_bytes(archive.file, entry)
    if data is None:
        raise DocumentError(name, "it is damaged", "download the archive again, or pack it again")
    return data


def _parts(entry: ZipInfo) -> tuple[str, ...]:
    """The parts of a name. Backslashes, which old programs write, part it too, once it is decoded:
    the second byte of a character may be one.
    """
    name = entry.orig_filename
    if not entry.flag_bits & UTF8_FLAG:
        name = _decoded(name)
    name = name.partition("\0")[0].replace("\\", "/")
    return tuple(part for part in name.split("/") if part)


def _decoded(name: str) -> str:
    written = name.encode(NAMES_READ_AS)
    for encoding in NAMES_WRITTEN_AS:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
