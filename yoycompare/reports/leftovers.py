"""Names of files that are no reports: what systems leave behind, and the parts of saved pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from yoycompare.errors import SkippedFileError

__all__ = ["is_hidden", "name_to_skip"]

LEFT_BEHIND: Final = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
OWNER_FILE: Final = "~$"  # Office marks an open file with one of this name
# Kinds of file that are never a report; pictures only where they belong to a page, elsewhere they may be a scan.
PAGE_PARTS: Final = frozenset(".css .js .mjs .map .woff .woff2 .ttf .otf .eot .ico .cur .swf".split())
PAGE_PICTURES: Final = frozenset(".png .jpg .jpeg .gif .svg .webp .bmp .download .下载".split())
PAGE_FOLDERS: Final = ("_files", ".files", ".fld")


def is_hidden(parts: Sequence[str]) -> bool:
    """Whether a name inside a folder or archive is hidden, or of a file that a program left behind.

    >>> is_hidden(("2023", "~$a.docx")), is_hidden(("2023", "a.docx"))
    (True, False)
    """
    return parts[-1].startswith(OWNER_FILE) or any(
        part.startswith(".") or part.lower() in LEFT_BEHIND for part in parts
    )


def name_to_skip(parts: Sequence[str], name: str) -> SkippedFileError | None:
    """Why a file of a folder or archive is not opened, None where it may be a report."""
    suffix = PurePosixPath(parts[-1]).suffix.lower()
    of_page = any(part.lower().endswith(PAGE_FOLDERS) for part in parts[:-1])
    if suffix in PAGE_PARTS or (of_page and suffix in PAGE_PICTURES):
        return SkippedFileError(
            name, "a part of a saved page is no report", "name the file itself to read it"
        )
    return None
