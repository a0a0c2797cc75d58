"""Containers that are known and not read: what each is, and what to convert it to."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from yoycompare.documents.document import Source
from yoycompare.documents.zipped import Archive
from yoycompare.errors import UnknownContainerError

__all__ = ["refuse_archive", "refuse_unreadable"]

HEAD_BYTES: Final = 1024
PICTURE: Final = ("a picture", "a picture holds no text; save the page itself")
PACKED: Final = "unpack it and name its folder, or pack the reports as ZIP"
TO_HTML: Final = "open it in a browser and save it as HTML"
TO_DOCX: Final = "open it in its program and save it as .docx, .xlsx or PDF"


@frozen
class _Signature:
    """How a container begins."""

    start: re.Pattern[bytes]
    kind: str
    advice: str


def _signature(start: bytes, kind: str, advice: str) -> _Signature:
    return _Signature(re.compile(start, re.DOTALL), kind, advice)


SIGNATURES: Final = (
    _signature(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF....WEBP|....ftyp(?:heic|mif1|avif)", *PICTURE),
    _signature(rb"BM.{4}\0{4}", *PICTURE),
    _signature(rb"\s{0,16}\{\\rtf", "a Rich Text file (.rtf)", "open it in Word and save it as .docx"),
    _signature(rb"Rar!\x1a\x07", "a RAR archive", PACKED),
    _signature(rb"7z\xbc\xaf\x27\x1c", "a 7z archive", PACKED),
    _signature(rb"\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ\0", "a compressed file (.gz, .bz2, .xz)", PACKED),
    _signature(rb".{257}ustar", "a tar archive", PACKED),
    _signature(rb"CAJ\0|HN\0\0|KDH ", "a CAJ file", "save it as PDF in its program"),
    _signature(rb"AT&TFORM", "a DjVu file", "run character recognition (OCR) and save it as text or PDF"),
    _signature(
        rb"(?:[\w-]{1,40}:[^\n]{0,200}\n|[ \t][^\n]{0,200}\n|\r?\n){0,20}MIME-Version:",
        "a web archive (.mht)",
        TO_HTML,
    ),
)
# By the name of a part that only they have.
ARCHIVED: Final = (
    ("ofd.xml", "an OFD file", "save it as PDF in its program"),
    ("content.xml", "an OpenDocument file (.odt, .ods)", TO_DOCX),
    ("meta-inf/container.xml", "an e-book (.epub)", "save its text as HTML"),
    ("index/document.iwa", "a Pages or Numbers file", TO_DOCX),
)


def refuse_unreadable(data: bytes, source: Source) -> None:
    """Refuse what begins like a container that is not read.

    Raises
    ------
    UnknownContainerError
        It does.
    """
    head = data[:HEAD_BYTES]
    for signature in SIGNATURES:
        if signature.start.match(head):
            raise UnknownContainerError(source.name, f"{signature.kind} cannot be read", signature.advice)


def refuse_archive(archive: Archive) -> None:
    """Refuse a ZIP container of a program whose files are not read.

    Raises
    ------
    UnknownContainerError
        It is one.
    """
    for part, kind, advice in ARCHIVED:
        if part in archive:
            raise UnknownContainerError(archive.source.name, f"{kind} cannot be read", advice)
