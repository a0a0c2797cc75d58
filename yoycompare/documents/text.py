"""Plain text → Document: the decoded file, unchanged, and the tables that bars or tabs draw in it."""

from __future__ import annotations

from yoycompare.documents.decoding import bytes_to_text
from yoycompare.documents.document import Document, Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.documents.text_rows import text_to_grids

__all__ = ["read"]


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """Read a plain text file.

    Tables with a line for each row, their cells set off by bars or tabs, become grids; tables with a
    line for each cell stay lines of the text.
    """
    text, encoding = bytes_to_text(data, source)
    limits.check("characters", len(text), source.name, "it has {found} characters")
    return Document(
        source=source,
        container="text",
        encoding=encoding,
        title="",
        text=text,
        grids=tuple(text_to_grids(text)),
    )
