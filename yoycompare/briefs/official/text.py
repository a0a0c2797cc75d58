"""The official form as text: Markdown, one row a line between bars or tabs, or one cell a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from yoycompare.briefs.official.sheets import FormCell, Section, place_cells

__all__ = ["write"]

Rows = Sequence[Sequence[FormCell]]
MARKS: Final = re.compile(r"[\\|*_`]")  # that Markdown would take for its own


def write(title: str, sections: Sequence[Section], container: str, remark: str = "") -> bytes:
    """The text, in UTF-8. A merged cell is printed once; one cell a line loses where cells are blank."""
    lines = [title, remark] if remark else [title]
    for section in sections:
        lines += [section.title, *_TABLES[container](section.rows)]
    return "\n".join([*lines, ""]).encode()


def _markdown(rows: Rows) -> Iterator[str]:
    placed = place_cells(rows)
    width = max(place.column + place.cell.columns for place in placed)
    table = [[""] * width for _ in rows]
    for place in placed:
        table[place.row][place.column] = _escaped(place.cell.text)
    yield ""
    for number, row in enumerate(table):
        yield f"| {' | '.join(row)} |"
        if not number:
            yield "|" + " --- |" * width
    yield ""


def _escaped(text: str) -> str:
    return MARKS.sub(r"\\\g<0>", text).replace("\n", "<br>")


def _rows(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield f"| {' | '.join(_escaped(_one_line(cell.text)) for cell in row)} |"


def _tabs(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield "\t".join(_one_line(cell.text) for cell in row)


def _cells(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield from (_one_line(cell.text) for cell in row)


def _one_line(text: str) -> str:
    return " ".join(text.split())


_TABLES: Final[Mapping[str, Callable[[Rows], Iterator[str]]]] = {
    "md": _markdown,
    "rows": _rows,
    "tabs": _tabs,
    "txt": _cells,
}
