"""Plain text → Document: the decoded file, unchanged."""

from __future__ import annotations

from yoycompare.documents.decoding import bytes_to_text
from yoycompare.documents.document import Document, Source

__all__ = ["read"]


def read(data: bytes, source: Source) -> Document:
    """Read a plain text file; it has no grids, its tables are lines of the text."""
    text, encoding = bytes_to_text(data, source)
    return Document(source=source, container="text", encoding=encoding, title="", text=text, grids=())
