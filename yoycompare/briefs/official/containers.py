"""Sections of a form → the bytes of a file; one writer per container."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol, cast

from yoycompare.briefs.official.sheets import Section
from yoycompare.briefs.writers import writer_of

__all__ = ["SUFFIXES", "pages_to_bytes"]


class Writer(Protocol):
    """The shape of a writer module."""

    def write(self, title: str, sections: Sequence[Section], container: str, remark: str = "") -> bytes:
        """The bytes of a file."""


WRITERS: Final[Mapping[str, str]] = {
    "html": "yoycompare.briefs.official.html",
    "docx": "yoycompare.briefs.official.word",
    "xlsx": "yoycompare.briefs.official.excel",
    "csv": "yoycompare.briefs.official.delimited",
    "md": "yoycompare.briefs.official.text",
    "txt": "yoycompare.briefs.official.text",
    "rows": "yoycompare.briefs.official.text",
    "tabs": "yoycompare.briefs.official.text",
}
SUFFIXES: Final = ("html", "docx", "xlsx", "csv", "md", "txt")


def pages_to_bytes(title: str, sections: Sequence[Section], container: str, remark: str = "") -> bytes:
    """A form as a file; a remark stands in a line of its own below the title.

    Raises
    ------
    BriefError
        There is no such container, or the extra that writes it is not installed.
    """
    writer = cast(Writer, writer_of(WRITERS, container, "form"))
    return writer.write(title, sections, container, remark)
