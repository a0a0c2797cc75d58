"""Text → grids: tables with a line for each row, as Markdown, terminals and text conversions draw them.

A row is a line with bars or tabs between its cells. Merged cells leave no trace in such a text: a row
has as many cells as it printed, and the readers of tables go by order and count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from yoycompare.documents.document import Cell, Grid

__all__ = ["BARS", "text_to_grids"]

FEWEST_CELLS: Final = 2
MOST_CELLS: Final = 40  # more bars are what is left of a layout
LONGEST_CELL: Final = 80  # a longer one is a sentence between bars
BARS: Final = "|｜│┃"
BAR: Final = re.compile(rf"(?<!\\)[{BARS}]")
RULE: Final = re.compile(rf"[{BARS}\s:+\-=─━┄┈├┤┼┬┴┌┐└┘╞╡╪┏┓┗┛┠┨╂]+")  # a line between rows
LONE_DASH: Final = re.compile(rf"[{BARS}]\s{{1,20}}-\s")  # ``| - |`` is a cell, ``|-|`` a rule
SPACES: Final = " \t\u3000\xa0\u200b\ufeff\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
BREAK: Final = re.compile(r"<br\s{0,2}/?>", re.IGNORECASE)
EMPHASIS: Final = re.compile(r"(?P<marks>\*{1,3}|_{2})(?P<text>[^*_]{1,80})(?P=marks)")
ESCAPED: Final = re.compile(r"\\(?P<mark>[|\\`*_#+.!()\[\]{}-])")


def text_to_grids(text: str) -> Iterator[Grid]:
    """The tables of a text; lines without a cell, and rules, do not interrupt one."""
    number = 0
    lines = (line for line in text.splitlines() if line.strip() and not _is_rule(line))
    for is_row, group in groupby(map(_line_to_cells, lines), key=_is_row):
        if is_row:
            number += 1
            yield _rows_to_grid(list(group), number)


def _is_rule(line: str) -> bool:
    return RULE.fullmatch(line) is not None and LONE_DASH.search(line) is None


def _is_row(cells: Sequence[str]) -> bool:
    return FEWEST_CELLS <= len(cells) <= MOST_CELLS and any(cells) and max(map(len, cells)) <= LONGEST_CELL


def _line_to_cells(line: str) -> Sequence[str]:
    """The cells of a line; a bar at its beginning or its end is a border, not an empty cell."""
    if line.count("\t") > len(BAR.findall(line)):
        return [_printed(cell.strip(SPACES + BARS)) for cell in line.rstrip("\r\n").split("\t")]
    cells = BAR.split(line.strip(SPACES))
    if len(cells) > 1 and not cells[0].strip(SPACES):
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip(SPACES):
        del cells[-1]
    return [_printed(cell.strip(SPACES)) for cell in cells]


def _printed(cell: str) -> str:
    r"""What Markdown would print: ``**总计**`` → 总计, ``a\|b`` → a|b."""
    if not any(mark in cell for mark in "<*_\\"):
        return cell
    return ESCAPED.sub(r"\g<mark>", EMPHASIS.sub(r"\g<text>", BREAK.sub("\n", cell)))


def _rows_to_grid(rows: Sequence[Sequence[str]], number: int) -> Grid:
    width = max(map(len, rows))
    cells = tuple(
        tuple(Cell(text, row_number, column) for column, text in enumerate(row, start=1))
        + (None,) * (width - len(row))
        for row_number, row in enumerate(rows, start=1)
    )
    return Grid(number=number, rows=cells)
