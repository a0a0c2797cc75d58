"""Bytes → Document: which container it is, by content, and the reader for it."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Mapping
from typing import Final, Protocol, cast

from yoycompare.documents.document import Document, Source
from yoycompare.errors import DocumentError, UnknownContainerError

__all__ = ["bytes_to_document"]


class Reader(Protocol):
    """The shape of a reader module."""

    def read(self, data: bytes, source: Source) -> Document:
        """Read the bytes of one file."""


# Readers are imported when first needed: their libraries are what makes an import slow.
READERS: Final[Mapping[str, str]] = {
    "html": "yoycompare.documents.html",
    "text": "yoycompare.documents.text",
}
UNREADABLE: Final = (
    (b"%PDF", "a PDF file", "open it and save its text, or the page it came from as HTML"),
    (b"PK\x03\x04", "an Office or ZIP file", "save it as a web page (HTML) or unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)", "save it as a web page (HTML)"),
    (b"\x89PNG", "a picture", "a picture holds no text; save the page itself"),
    (b"\xff\xd8\xff", "a picture", "a picture holds no text; save the page itself"),
    (b"GIF8", "a picture", "a picture holds no text; save the page itself"),
)
MARKUP: Final = re.compile(
    rb"<\s?(?:!doctype|html|head|body|table|tbody|tr|td|p|div|span|meta|h[1-6]|ul|br|font|center)\b",
    re.IGNORECASE,
)
SNIFFED_BYTES: Final = 65536


def bytes_to_document(data: bytes, name: str) -> Document:
    """Read a file of any known container.

    Parameters
    ----------
    name
        What to call the file in messages.

    Raises
    ------
    DocumentError
        The file is empty.
    UnknownContainerError
        No reader knows the container.
    """
    if not data.strip():
        raise DocumentError(name, "the file is empty", "save the report again")
    source = Source(name=name, sha256=hashlib.sha256(data).hexdigest())
    reader = cast(Reader, importlib.import_module(READERS[_container(data, name)]))
    return reader.read(data, source)


def _container(data: bytes, name: str) -> str:
    for signature, kind, advice in UNREADABLE:
        if data.startswith(signature):
            raise UnknownContainerError(name, f"{kind} cannot be read yet", advice)
    head = data[:SNIFFED_BYTES].replace(b"\0", b"")  # UTF-16 puts a zero byte beside each Latin letter
    return "html" if MARKUP.search(head) else "text"
