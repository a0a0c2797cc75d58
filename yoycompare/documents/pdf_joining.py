"""Tables of pages → whole tables: what a page break cut is put together again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import define

from yoycompare.documents.document import Cell, Grid
from yoycompare.documents.pdf_lines import Line, join_texts
from yoycompare.documents.pdf_rulings import TOLERANCE
from yoycompare.documents.pdf_tables import PageTable, TableCell

__all__ = ["Sheet", "Table", "sheets_to_tables", "table_to_grid"]

MARGIN_SHIFT: Final = 40.0  # points by which the text of left and right pages may be offset
NUMBERED: Final = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]\s{0,2}\D")
NOTHING: Final = "无"  # the only word that is a value of its own
PROSE_CHARACTERS: Final = 400  # longer cells hold prose: a framed text, or a note below a form
FORM_CELLS: Final = 12  # a table with a note has at least so many cells, a framed text has fewer

Row = list[TableCell | None]


@define(kw_only=True)
class Sheet:
    """What stands on a page: tables, and the lines of text outside them."""

    number: int
    height: float
    tables: list[PageTable]
    lines: list[Line]


@define(kw_only=True)
class Table:
    """A table with its parts: (number of the page, the part there)."""

    xs: list[float]
    rows: list[Row]
    parts: list[tuple[int, PageTable]]


def sheets_to_tables(sheets: Sequence[Sheet]) -> list[Table]:
    """The tables of a document, in the order in which they begin.

    A table goes on where it is the last thing on its page, the first thing on the next, and both
    parts have the same edges.
    """
    tables: list[Table] = []
    above: list[Table] = []  # those with a part on the page before
    last: Sheet | None = None
    for sheet in sheets:
        here = []
        for part in sheet.tables:
            continued = next(
                (table for table in above if last and _goes_on(table.parts[-1][1], last, part, sheet)), None
            )
            if continued is None:
                continued = Table(
                    xs=list(part.xs), rows=[list(row) for row in part.rows], parts=[(sheet.number, part)]
                )
                tables.append(continued)
            else:
                above.remove(continued)
                _append(continued, part)
                continued.parts.append((sheet.number, part))
            here.append(continued)
        above, last = here, sheet
    return tables


def _goes_on(part: PageTable, sheet: Sheet, next_part: PageTable, next_sheet: Sheet) -> bool:
    below = _things_beside(part, sheet)
    before = _things_beside(next_part, next_sheet)
    return (
        _has_edges_of(part, next_part)
        and not any(top > part.bottom - TOLERANCE for top, _ in below)
        and not any(bottom < next_part.top + TOLERANCE for _, bottom in before)
    )


def _things_beside(part: PageTable, sheet: Sheet) -> Iterator[tuple[float, float]]:
    """Top and bottom of the tables and lines that share the width of a table."""
    things: Iterable[PageTable | Line] = (*sheet.tables, *sheet.lines)
    for thing in things:
        if thing is not part and thing.left < part.right and part.left < thing.right:
            yield thing.top, thing.bottom


def _has_edges_of(part: PageTable, other: PageTable) -> bool:
    """Whether two parts are as wide, stand as far from the margin, and share an inner edge if they can."""
    shift = part.left - other.left
    if abs(shift) > MARGIN_SHIFT or abs(part.right - other.right - shift) > TOLERANCE:
        return False
    inner, others = part.xs[1:-1], [x + shift for x in other.xs[1:-1]]
    shared = any(abs(x - other_x) <= TOLERANCE for x in inner for other_x in others)
    return shared or not inner or not others


def _append(table: Table, part: PageTable) -> None:
    """Append the rows of a part; the header that it repeats is dropped, what was cut is joined."""
    shift = table.xs[0] - part.xs[0]
    edges = [x + shift for x in part.xs]
    xs = table.xs + [edge for edge in edges if all(abs(edge - x) > TOLERANCE for x in table.xs)]
    xs.sort()
    above = _spread(table.rows, table.xs, xs)
    below = _spread(part.rows, edges, xs)
    repeated = _repeated_rows(above, below)
    below = below[repeated:]
    while len(above) > 1 and _is_strip(above[-1], above[-2]):
        above.pop()
    while len(below) > 1 and _is_strip(below[0], below[1]):
        below.pop(0)
    for upper, lower in _cut_cells(above, below, is_header_repeated=repeated > 0):
        upper.text = join_texts(upper.text, lower.text)
        upper.characters += lower.characters
        upper.is_open_below = lower.is_open_below
        below = [[upper if cell is lower else cell for cell in row] for row in below]
    table.xs, table.rows = xs, above + below


def _spread(rows: Sequence[Row], edges: Sequence[float], xs: Sequence[float]) -> list[Row]:
    """The same rows over more edges."""
    columns = [
        min(max(bisect_right(edges, (left + right) / 2) - 1, 0), len(edges) - 2)
        for left, right in pairwise(xs)
    ]
    return [[row[column] for column in columns] for row in rows]


def _repeated_rows(above: Sequence[Row], below: Sequence[Row]) -> int:
    """How many rows at the head of `below` repeat the head of `above`."""
    count = 0
    for upper, lower in zip(above, below[:-1], strict=False):
        if _printed(upper) != _printed(lower) or not any(cell and cell.text for cell in upper):
            break
        count += 1
    return count


def _printed(row: Row) -> list[tuple[bool, str]]:
    """Texts by position, and whether a position goes on with the cell to its left."""
    lefts = [None, *row[:-1]]
    return [(cell is left, cell.text if cell else "") for left, cell in zip(lefts, row, strict=True)]


def _is_strip(row: Row, neighbour: Row) -> bool:
    """Whether a row is only the space that the page had left, or the empty end of the row above."""
    return all(cell is None or cell in neighbour or not cell.text for cell in row)


def _cut_cells(
    above: Sequence[Row], below: Sequence[Row], *, is_header_repeated: bool
) -> list[tuple[TableCell, TableCell]]:
    """Pairs of cells, above and below the break, that are one cell."""
    pairs = list(_facing_cells(above[-1], below[0]))
    if _is_one_row(above[-1], below[0], pairs):
        return [(upper, lower) for _, upper, lower in pairs]
    cut = [
        (upper, lower)
        for _, upper, lower in pairs
        if upper.is_open_below and (lower.is_open_above or is_header_repeated)
    ]
    if any(_is_value(upper.text) and _is_value(lower.text) for upper, lower in cut):
        # Two rows with values, not one row in two pieces: only what spans several rows goes on.
        cut = [
            (upper, lower)
            for upper, lower in cut
            if (len(above) > 1 and upper in above[-2]) or (len(below) > 1 and lower in below[1])
        ]
    known = {id(upper) for upper, _ in cut}
    stub = _cut_stub(above[-1], below[0], pairs)
    return cut + [(upper, lower) for upper, lower in stub if id(upper) not in known]


def _facing_cells(upper_row: Row, lower_row: Row) -> Iterator[tuple[int, TableCell, TableCell]]:
    """Cells that cover the same columns on both sides of the break, with the first of these columns."""
    last: TableCell | None = None
    for column, (upper, lower) in enumerate(zip(upper_row, lower_row, strict=True)):
        if upper is None or lower is None or upper is last:
            continue
        last = upper
        if [cell is upper for cell in upper_row] == [cell is lower for cell in lower_row]:
            yield column, upper, lower


def _is_one_row(upper_row: Row, lower_row: Row, pairs: Sequence[tuple[int, TableCell, TableCell]]) -> bool:
    """Whether a row was cut and closed: labels or headings go on, and no other cell has text on both sides."""
    faced = {id(upper) for _, upper, _ in pairs}
    both = [(upper.text, lower.text) for _, upper, lower in pairs if upper.text and lower.text]
    if not both or any(cell is not None and id(cell) not in faced for cell in upper_row):
        return False
    if any(NUMBERED.match(cell.text) for cell in lower_row if cell is not None):
        return False
    are_labels = all(_goes_on_in(upper, lower) for upper, lower in both)
    are_headings = all(upper.isalpha() and lower.isalpha() and lower != NOTHING for upper, lower in both)
    is_partial = len(both) < len(pairs) == sum(bool(upper.text) for _, upper, _ in pairs)
    return are_labels or (are_headings and is_partial)


def _goes_on_in(upper: str, lower: str) -> bool:
    """Whether a label may go on in a text: only the first piece is numbered."""
    return (
        NUMBERED.match(upper) is not None
        and NUMBERED.match(lower) is None
        and not any(character.isdigit() for character in lower)
    )


def _is_value(text: str) -> bool:
    return bool(text) and not any(character.isalpha() for character in text)


def _cut_stub(
    upper_row: Row, lower_row: Row, pairs: Iterable[tuple[int, TableCell, TableCell]]
) -> Iterator[tuple[TableCell, TableCell]]:
    """Cells left of the row label that were cut and closed; their text stands in one part, or in both."""
    upper_label, lower_label = _label_column(upper_row), _label_column(lower_row)
    for column, upper, lower in pairs:
        goes_on = _goes_on_in(upper.text, lower.text) or bool(upper.text and not lower.text)
        begins_late = bool(lower.text and not upper.text)
        if (goes_on and column < lower_label) or (begins_late and column < upper_label):
            yield upper, lower


def _label_column(row: Row) -> int:
    """The first column with a numbered label; 0, which nothing stands left of, where there is none."""
    return next((column for column, cell in enumerate(row) if cell and NUMBERED.match(cell.text)), 0)


def table_to_grid(table: Table, number: int) -> Grid | None:
    """The grid of a table; None for a frame around text, and for lines that hold nothing."""
    cells: dict[int, Cell] = {}
    rows: list[tuple[Cell | None, ...]] = []
    last: Row = []
    is_wide = False
    for printed in table.rows:
        if all(cell is other for cell, other in zip(printed, last, strict=False)) and last:
            continue  # lines of another column divide this row; it has no cell of its own
        last = printed
        row: list[Cell | None] = []
        for column, cell in enumerate(printed, start=1):
            if cell is None:
                row.append(None)
                continue
            row.append(cells.setdefault(id(cell), Cell(cell.text, len(rows) + 1, column)))
        is_wide = is_wide or len({id(cell) for cell in row}) > 1
        rows.append(tuple(row))
    longest = max((len(cell.text) for cell in cells.values()), default=0)
    if not is_wide or not longest or (longest > PROSE_CHARACTERS and len(cells) < FORM_CELLS):
        return None
    return Grid(number=number, rows=tuple(rows))
