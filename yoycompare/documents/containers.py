"""Bytes → Document: which container it is, by content, and the reader for it."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Mapping
from typing import Final, Protocol, cast

from yoycompare.documents.decoding import bytes_to_text
from yoycompare.documents.delimited import text_to_delimiter
from yoycompare.documents.document import Document, Source
from yoycompare.documents.limits import LIMITS, Limits, check_document
from yoycompare.documents.unreadable import refuse_archive, refuse_unreadable
from yoycompare.documents.zipped import archive_to_container, open_archive
from yoycompare.errors import DocumentError, UnknownContainerError

__all__ = ["bytes_to_document"]


class Reader(Protocol):
    """The shape of a reader module."""

    def read(self, data: bytes, source: Source, limits: Limits) -> Document:
        """Read the bytes of one file."""


# Readers are imported when first needed: their libraries are what makes an import slow.
READERS: Final[Mapping[str, str]] = {
    "csv": "yoycompare.documents.delimited",
    "docx": "yoycompare.documents.docx",
    "excel": "yoycompare.documents.excel",
    "html": "yoycompare.documents.html",
    "pdf": "yoycompare.documents.pdf",
    "text": "yoycompare.documents.text",
}
MARKUP: Final = re.compile(
    rb"<\s?(?:!doctype|html|head|body|table|tbody|tr|td|p|div|span|meta|h[1-6]|ul|font|center)\b",
    re.IGNORECASE,
)
BREAKS_ONLY: Final = re.compile(rb"<br\b", re.IGNORECASE)  # stands in the cells of Markdown tables too
ESCAPED_MARKUP: Final = re.compile(rb"(?:\\u003[cC]|&lt;)(?:table|td|tr|p|div|span)\b")  # in scripts and JSON
MARKDOWN_RULE: Final = re.compile(rb"^\s{0,3}\|?[ :]{0,3}-{2,200}[ :]{0,3}\|", re.MULTILINE)
SNIFFED_BYTES: Final = 65536
PDF_HEAD_BYTES: Final = 1024  # a PDF may begin with a few lines of something else
TEXTS: Final = frozenset({"csv", "html", "text"})  # read as a whole; of the others only parts are
ARCHIVES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # ZIP; old or locked Office files


def bytes_to_document(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a file of any known container.

    Parameters
    ----------
    name
        What to call the file in messages.

    Raises
    ------
    DocumentError
        The file is empty, damaged or beyond a limit.
    UnknownContainerError
        No reader knows the container.
    """
    if not data.strip():
        raise DocumentError(name, "the file is empty", "save the report again")
    source = Source(name=name, sha256=hashlib.sha256(data).hexdigest())
    container = _container(data, source, limits)
    if container in TEXTS:
        limits.check("file_bytes", len(data), name, "it has {found} bytes")
    reader = cast(Reader, importlib.import_module(READERS[container]))
    document = reader.read(data, source, limits)
    check_document(document, limits)
    return document


def _container(data: bytes, source: Source, limits: Limits) -> str:
    refuse_unreadable(data, source)
    if b"%PDF-" in data[:PDF_HEAD_BYTES]:
        return "pdf"
    if data.startswith(ARCHIVES):
        archive = open_archive(data, source, limits)
        container = archive_to_container(archive)
        if container is None:
            refuse_archive(archive)
            raise UnknownContainerError(
                source.name, "an archive of other files", "unpack it and name its folder"
            )
        return container
    head = data[:SNIFFED_BYTES]
    letters = head.replace(b"\0", b"")  # UTF-16 puts a zero byte beside each Latin letter
    if (
        MARKUP.search(letters)
        or ESCAPED_MARKUP.search(letters)
        or (BREAKS_ONLY.search(letters) and not MARKDOWN_RULE.search(letters))
    ):
        return "html"
    text, _ = bytes_to_text(head, source)
    return "csv" if text_to_delimiter(text) else "text"
