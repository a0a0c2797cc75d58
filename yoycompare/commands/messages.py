"""Lines that are safe to show, and lines on standard error."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

__all__ = ["tell", "visible"]

# A report or the name of a file may hold codes that command the terminal; each is shown as its picture, such as ␛.
PICTURES: Final = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | dict.fromkeys(
    range(0x7F, 0xA0), 0xFFFD
)


def visible(text: str) -> str:
    """The text with its control characters as signs that do nothing."""
    return text.translate(PICTURES)


def tell(line: str) -> None:
    """Print a line on standard error; where nobody can read it, it is lost and the work goes on."""
    if sys.stderr is not None:  # closed: print would take standard output in its place
        with suppress(OSError):
            print(visible(line), file=sys.stderr, flush=True)
