"""Texts → lines that fit: names are broken where they may, numbers never while there is room for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

__all__ = ["narrowest", "shrink", "wrap"]

# The widest part of a name that is kept whole; longer ones are folded.
NAME: Final = 12
# Between a number and its unit: a space that does not end a line.
HELD: Final = "\u00a0"
UNIT: Final = re.compile(r"(?<=\d) (?=%|pp)")
# What stays together: a run of Latin letters, digits and what stands in numbers; else each character by itself.
RUN: Final = re.compile(rf"[A-Za-z]{{1,200}}\.(?=[A-Za-z])|[A-Za-z0-9,.:%+\-−{HELD}]{{1,200}}|.", re.DOTALL)
# Signs that end a piece, and those that begin one.
CLOSING: Final = frozenset("_/;)]}、，。；：）》」』”")
OPENING: Final = frozenset("([{（《「『“")


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text, each at most `width` columns of the terminal wide."""
    if cell_len(text) <= width and len(text.splitlines()) < 2:
        return [text.rstrip()]
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph):
            if cell_len(line + piece.rstrip(" ")) <= width:
                line += piece
                continue
            if line.strip():
                lines.append(line.rstrip())
            *full, line = _fold(piece.lstrip(" "), width)
            lines += full
        lines.append(line.rstrip())
    return [line.replace(HELD, " ") for line in lines]


def narrowest(text: str) -> int:
    """The columns below which a number of the text, or a short part of a name, would be broken."""
    found = 0
    for piece in _pieces(text):
        width = cell_len(piece.strip())
        has_digit = any(character.isdecimal() for character in piece)
        found = max(found, width if has_digit else min(width, NAME))
    return found


def shrink(widths: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Widths that together take no more than `room`, the widest made narrower first; None if there are none."""
    if sum(least) > room:
        return None
    found = list(widths)
    while sum(found) > room:
        widest = max(
            (index for index in range(len(found)) if found[index] > least[index]), key=found.__getitem__
        )
        found[widest] -= 1
    return found


def _pieces(text: str) -> list[str]:
    """The parts between which a line may end."""
    pieces: list[str] = []
    joined = False  # the last piece waits for the next
    for part in RUN.findall(UNIT.sub(HELD, text)):
        if pieces and (joined or part in CLOSING or part == " "):
            pieces[-1] += part
        else:
            pieces.append(part)
        joined = part in OPENING
    return pieces


def _fold(piece: str, width: int) -> list[str]:
    """A piece that is wider than a line, broken wherever the line ends."""
    lines = [""]
    for character in piece:
        if lines[-1] and cell_len(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines
