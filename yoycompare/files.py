"""Writing files whole or not at all."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from yoycompare.errors import OutputError

__all__ = ["printable", "write_whole"]


def write_whole(path: str | Path, write: Callable[[IO[bytes]], object]) -> Path:
    """Write a file through a temporary one beside it, which takes its name once it is complete.

    Raises
    ------
    OutputError
        The folder is not there, or the file cannot be written; what stood at `path` still stands.
    """
    path = Path(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as stream:
            write(stream)
        temporary.replace(path)
    except OSError as error:
        problem = f"it cannot be written ({error.strerror or error})"
        raise OutputError(str(path), problem, "name a folder that exists and is yours to write") from None
    finally:
        with suppress(OSError):  # there may be no such folder
            temporary.unlink(missing_ok=True)
    return path


UNPRINTABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text with what XML cannot hold replaced by the sign for unknown characters."""
    return UNPRINTABLE.sub("\ufffd", text)
