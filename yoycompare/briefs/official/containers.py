"""Sections of a form → the bytes of a file; one writer per container."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Final, Protocol, cast

from yoycompare.briefs.official.sheets import Section
from yoycompare.errors import BriefError

__all__ = ["SUFFIXES", "pages_to_bytes"]


class Writer(Protocol):
    """The shape of a writer module."""

    def write(self, title: str, sections: Sequence[Section], container: str, remark: str = "") -> bytes:
        """The bytes of a file."""


# Writers are imported when first needed: two of them need an extra.
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
EXTRAS: Final = frozenset({"docx", "xlsx"})  # containers whose library an extra of that name brings


def pages_to_bytes(title: str, sections: Sequence[Section], container: str, remark: str = "") -> bytes:
    """A form as a file; a remark stands in a line of its own below the title.

    Raises
    ------
    BriefError
        There is no such container, or the extra that writes it is not installed.
    """
    module = WRITERS.get(container)
    if module is None:
        raise BriefError(container, "no form is written as this", f"use one of: {', '.join(WRITERS)}")
    try:
        writer = cast(Writer, importlib.import_module(module))
    except ModuleNotFoundError as error:
        if container not in EXTRAS or (error.name or "").startswith("yoycompare"):
            raise
        problem = f"{error.name} is not installed, which writes it"
        raise BriefError(container, problem, f'install it: pip install "yoycompare[{container}]"') from None
    return writer.write(title, sections, container, remark)
