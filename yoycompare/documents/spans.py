"""Cells with row and column spans → a grid in which every position knows its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from yoycompare.documents.document import Cell, Source
from yoycompare.documents.limits import Limits

__all__ = ["placed_cells_to_rows"]

COLUMNS_LIMIT: Final = 1000  # as browsers do for colspan


def placed_cells_to_rows(
    printed: Sequence[Sequence[tuple[str, int, int]]], source: Source, limits: Limits
) -> tuple[tuple[Cell | None, ...], ...]:
    """Unfold merged cells.

    Parameters
    ----------
    printed
        Rows of (text, rowspan, colspan), as the markup gives them. A span of 0 reaches to the
        end of the table; a span that reaches further is cut there.

    Raises
    ------
    DocumentError
        They cover more positions than the limits allow.

    Examples
    --------
    >>> printed = [[("a", 2, 1), ("b", 1, 1)], [("c", 1, 1)]]
    >>> rows = placed_cells_to_rows(printed, Source(name="a.html", sha256=""), Limits())
    >>> [[cell.text for cell in row] for row in rows]
    [['a', 'b'], ['a', 'c']]
    """
    height = len(printed)
    rows: list[list[Cell | None]] = [[] for _ in range(height)]
    hanging: dict[tuple[int, int], Cell] = {}  # positions below a cell with rowspan
    cells = 0
    for index, printed_row in enumerate(printed):
        row = rows[index]
        for text, rowspan, colspan in printed_row:
            while hanging and (covering := hanging.pop((index, len(row)), None)) is not None:
                row.append(covering)
            column = len(row)
            cell = Cell(text, index + 1, column + 1)
            if colspan == 1 and rowspan == 1:
                row.append(cell)
                continue
            width = min(max(colspan, 1), COLUMNS_LIMIT)
            depth = height - index if rowspan == 0 else min(rowspan, height - index)
            cells += width * depth
            limits.check("cells", cells, source.name, "the merged cells of a table cover {found} positions")
            row.extend([cell] * width)
            for below in range(index + 1, index + depth):
                for position in range(column, column + width):
                    hanging[below, position] = cell
        if hanging:
            _append_hanging(row, index, hanging)
    width = max(map(len, rows), default=0)
    return tuple(tuple(row) + (None,) * (width - len(row)) for row in rows)


def _append_hanging(row: list[Cell | None], index: int, hanging: dict[tuple[int, int], Cell]) -> None:
    """Cells from above that stand to the right of the last cell of their own row."""
    while True:
        column = len(row)
        covering = hanging.pop((index, column), None)
        if covering is None:
            right = [position for below, position in hanging if below == index and position > column]
            if not right:
                return
            row.extend([None] * (min(right) - column))
        else:
            row.append(covering)
