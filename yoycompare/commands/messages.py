"""Lines on standard error."""

from __future__ import annotations

import sys
from contextlib import suppress

__all__ = ["tell"]


def tell(line: str) -> None:
    """Print a line on standard error; where nobody can read it, it is lost and the work goes on."""
    if sys.stderr is not None:  # closed: print would take standard output in its place
        with suppress(OSError):
            print(line, file=sys.stderr, flush=True)
