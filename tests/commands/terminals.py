"""A command line as people see it: on a terminal of a given width, or off one."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "yoycompare"]


def environment(**more: str) -> dict[str, str]:
    """The environment without what changes colours and widths, and with what is named."""
    special = {"NO_COLOR", "FORCE_COLOR", "PYTHON_COLORS", "COLUMNS", "LINES", "TERM"}
    kept = {name: value for name, value in os.environ.items() if name not in special}
    return {**kept, "TERM": "xterm-256color", "PYTHONUTF8": "1", **more}


def run_off_terminal(arguments: list[str], folder: Path) -> tuple[str, str]:
    """What the command prints on standard output and standard error where they are pipes."""
    ended = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, cwd=folder, env=environment(), check=False
    )
    return ended.stdout.decode(), ended.stderr.decode()


def run_on_terminal(arguments: list[str], folder: Path, **variables: str) -> tuple[str, str]:
    """What two pseudo-terminals show, the one of standard output and the one of standard error."""
    pty = pytest.importorskip("pty", reason="the system has no pseudo-terminals")
    (out, out_end), (err, err_end) = pty.openpty(), pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdout=out_end, stderr=err_end, cwd=folder, env=environment(**variables)
    )
    os.close(out_end)
    os.close(err_end)
    shown = _read(out), _read(err)
    process.wait(60)
    return shown


def _read(end: int) -> str:
    parts = []
    with suppress(OSError):  # some systems say the end of a terminal with an error
        while part := os.read(end, 65536):
            parts.append(part)
    os.close(end)
    return b"".join(parts).decode().replace("\r\n", "\n")
