"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from yoycompare.errors import OutputError

__all__ = ["write_whole"]

READABLE = 0o666


def write_whole(path: str | Path, write: Callable[[IO[bytes]], object]) -> Path:
    """Write a file through a temporary one beside it, which takes its name once it is complete.

    Raises
    ------
    OutputError
        The folder is not there, or the file cannot be written; what stood at `path` still stands.
    """
    path = Path(path)
    temporary: str | None = None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "wb") as stream:
            write(stream)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, READABLE & ~mask)  # noqa: PTH101 - the file is open by descriptor only
        os.replace(temporary, path)  # noqa: PTH105 - the same
    except OSError as error:
        problem = f"it cannot be written ({error.strerror or error})"
        raise OutputError(str(path), problem, "name a folder that exists and is yours to write") from None
    else:
        temporary = None
        return path
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
