"""A brief as Markdown: its sentences, tables and passages; charts are named, not drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from yoycompare.briefs.yearly.blocks import (
    Bullets,
    Grid,
    Paragraph,
    Passages,
    Picture,
    Piece,
    Problem,
    Text,
    plain,
    shown,
)
from yoycompare.briefs.yearly.brief import Brief

__all__ = ["write"]

SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~])")


def write(brief: Brief) -> bytes:
    """The text."""
    lines = [f"# {_escaped(brief.title)}", ""]
    for chapter in brief.chapters:
        lines += [f"## {_escaped(chapter.title)}", ""]
        for block in chapter.blocks:
            lines += [*WRITERS[type(block)](block), ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8")


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(shown(text).split()))


def _text(text: Text) -> str:
    return _escaped(plain(text))


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield _text(block.text)


def _bullets(block: Bullets) -> Iterator[str]:
    yield from (f"- {_text(item)}" for item in block.items)


def _grid(block: Grid) -> Iterator[str]:
    if block.caption:
        yield from (_escaped(block.caption), "")
    yield _row([_escaped(name) for name in block.header])
    yield _row(["---:" if place in block.numbers else "---" for place in range(len(block.header))])
    yield from (_row([_text(cell) for cell in row.cells]) for row in block.rows)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _problem(block: Problem) -> Iterator[str]:
    yield f"### {_escaped(block.level_text)} {_escaped(block.message)}"
    yield ""
    yield _escaped(block.reference)
    if block.numbers.rows:
        yield ""
        yield from _grid(block.numbers)


def _picture(block: Picture) -> Iterator[str]:
    yield f"- {_escaped(block.text)}"


def _passages(block: Passages) -> Iterator[str]:
    yield from (f"### {_escaped(block.title)}", "", _escaped(block.summary), "")
    yield _row(list(block.columns))
    yield _row(["---", "---"])
    for row in block.rows:
        other = _escaped(block.moved) if row.state == "moved" else ""
        yield _row([_pieces(row.earlier) or other, _pieces(row.later) or other])


def _pieces(pieces: tuple[Piece, ...]) -> str:
    return "".join(
        f"**{_escaped(piece.text)}**" if piece.is_marked and piece.text.strip() else _escaped(piece.text)
        for piece in pieces
    )


WRITERS: Final[dict[type, Callable[[Any], Iterator[str]]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Grid: _grid,
    Problem: _problem,
    Picture: _picture,
    Passages: _passages,
}
