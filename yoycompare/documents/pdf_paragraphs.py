"""Lines outside tables → the running text: columns in order, wrapped lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from yoycompare.documents.pdf_furniture import is_in_margin
from yoycompare.documents.pdf_joining import Sheet
from yoycompare.documents.pdf_lines import Line
from yoycompare.documents.pdf_tables import PageTable

__all__ = ["sheets_to_text"]

COLUMN_LINES: Final = 3  # fewer lines beside each other are no columns
PAGE_LINES: Final = 1000  # more pieces of lines are no page of prose, and each is compared with each
COLUMN_FILL: Final = 0.5  # of its width; the lines of a column are longer, those of a list shorter
WORD: Final = re.compile(r"[A-Za-z0-9.,%:/-]+|.")

# In heights of a character:
INDENT: Final = 0.8  # a line that begins further in opens a paragraph
SLACK: Final = 2.0  # punctuation that may not begin a line takes another character with it
SHORTEST_WRAPPED: Final = 15.0
NARROWEST_COLUMN: Final = 10.0
WIDEST_PITCH: Final = 3.0  # between the baselines of two lines of a paragraph
NEXT_LINE: Final = 0.5
# In the usual distance between lines, and in the height of the line above:
PITCH_TOLERANCE: Final = 1.25
SIZE_TOLERANCE: Final = 1.2


@frozen(kw_only=True)
class Block:
    """Lines below each other in one column, no table between them.

    `goes_on` says whether a paragraph may go on here that another column or page began.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    goes_on: bool


def sheets_to_text(sheets: Sequence[Sheet]) -> str:
    """The text outside tables, a paragraph a line."""
    left, right = _text_edges(sheets)
    blocks: list[Block] = []
    is_after_table = False
    for sheet in sheets:
        for lines, column_left, column_right, may_go_on in _sheet_to_columns(sheet, left, right):
            for run, is_cut in _column_to_runs(lines, sheet):
                goes_on = may_go_on and not (is_cut or is_after_table)
                is_after_table = False
                if run:
                    blocks.append(Block(lines=run, left=column_left, right=column_right, goes_on=goes_on))
                else:
                    is_after_table = True
    return "\n".join(blocks_to_paragraphs(blocks))


def _text_edges(sheets: Sequence[Sheet]) -> tuple[float, float]:
    """The left and right edge of the text; lines in the margins of a page do not count, if there are others."""
    text: list[Line] = []
    margins: list[Line] = []
    for sheet in sheets:
        for line in sheet.lines:
            (margins if is_in_margin(line, sheet.height) else text).append(line)
    counted = text or margins
    return min((one.left for one in counted), default=0.0), max((one.right for one in counted), default=0.0)


def _sheet_to_columns(
    sheet: Sheet, left: float, right: float
) -> Iterator[tuple[list[Line], float, float, bool]]:
    """The lines of a page in reading order, a column at a time, with the edges of the column.

    Two columns are read one after the other between the lines and tables that go across both. The
    last item says whether a paragraph may go on here: from the page before, or from the left column.
    """
    lines = sorted(sheet.lines, key=lambda line: (line.baseline, line.left))
    gutter = _lines_to_gutter(lines)
    if gutter is None:
        yield lines, left, right, True
        return
    edges = (
        max(line.right for line in lines if line.right <= gutter),
        min(line.left for line in lines if line.left >= gutter),
    )
    things: Sequence[PageTable | Line] = (*lines, *sheet.tables)
    across = sorted(thing.top for thing in things if thing.left < gutter < thing.right)
    bounds = [-1.0, *across, float("inf")]
    for top, bottom in pairwise(bounds):
        band = [line for line in lines if top <= line.top < bottom]
        is_first = bool(band) and band[0] is lines[0]
        full = [line for line in band if line.left < gutter < line.right]
        yield full, left, right, is_first
        yield [line for line in band if line.right <= gutter], left, edges[0], is_first and not full
        yield [line for line in band if line.left >= gutter], edges[1], right, True


def _lines_to_gutter(lines: Sequence[Line]) -> float | None:
    """The x that parts two columns of lines, None for one column."""
    best, most = None, COLUMN_LINES - 1
    if len(lines) > PAGE_LINES:
        return None
    candidates = {
        round((line.right + other.left) / 2)
        for line in lines
        for other in lines
        if line.right < other.left and line.top < other.bottom and other.top < line.bottom
    }
    for gutter in sorted(candidates):
        before = [line for line in lines if line.right <= gutter]
        after = [line for line in lines if line.left >= gutter]
        across = len(lines) - len(before) - len(after)
        count = min(len(before), len(after))
        if count > max(most, across) and _fills(before) and _fills(after):
            best, most = float(gutter), count
    return best


def _fills(lines: Sequence[Line]) -> bool:
    """Whether lines stand in a column of text that most of them fill."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(line.right - line.left > COLUMN_FILL * width for line in lines)
    return width > NARROWEST_COLUMN * lines[0].size and full > len(lines) / 2


def _column_to_runs(lines: Sequence[Line], sheet: Sheet) -> Iterator[tuple[tuple[Line, ...], bool]]:
    """Lines without a table between them, and whether a table stands above; an empty run at the end
    stands for a table below the last line.
    """
    run: list[Line] = []
    is_cut = False
    left, right = (
        min((line.left for line in lines), default=0.0),
        max((line.right for line in lines), default=0.0),
    )
    tables = [table for table in sheet.tables if table.left < right and left < table.right]
    place = -1.0
    for line in lines:
        if any(place <= table.top < line.baseline for table in tables):
            if run:
                yield tuple(run), is_cut
            run, is_cut = [], True
        run.append(line)
        place = line.baseline
    if run:
        yield tuple(run), is_cut
    if any(place <= table.top for table in tables) or (sheet.tables and not sheet.lines):
        yield (), False


def blocks_to_paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    """Paragraphs: lines joined where the next word did not fit on the line above."""
    paragraph = ""
    last: Line | None = None
    last_right = 0.0
    pitch = _blocks_to_pitch(blocks)
    for block in blocks:
        for number, line in enumerate(block.lines):
            may_wrap = last is not None and (number > 0 or block.goes_on)
            if last is not None and may_wrap:
                is_near = number == 0 or _is_near(last, line, pitch)
                if is_near and _is_wrapped(last, line, last_right, block.left):
                    paragraph += _between(last, line) + line.text
                    last, last_right = line, block.right
                    continue
            if paragraph:
                yield paragraph
            paragraph, last, last_right = line.text, line, block.right
    if paragraph:
        yield paragraph


def _blocks_to_pitch(blocks: Iterable[Block]) -> float:
    """The usual distance between lines of a paragraph, in heights of a character.

    It is the smallest that occurs more than once: the distance between paragraphs may be more frequent.
    """
    counts = Counter(
        round((below.baseline - line.baseline) / line.size, 1)
        for block in blocks
        for line, below in pairwise(block.lines)
        if below.baseline - line.baseline > NEXT_LINE * line.size
    )
    return min((pitch for pitch, count in counts.items() if count > 1), default=min(counts, default=0.0))


def _is_near(line: Line, below: Line, pitch: float) -> bool:
    distance = (below.baseline - line.baseline) / line.size
    return NEXT_LINE < distance <= min(PITCH_TOLERANCE * pitch, WIDEST_PITCH)


def _is_wrapped(line: Line, below: Line, right: float, left: float) -> bool:
    """Whether a line goes on in the line below: it had no room for the first word there."""
    sizes = sorted((line.size, below.size))
    if sizes[1] > SIZE_TOLERANCE * sizes[0] or below.left > left + INDENT * below.size:
        return False
    if line.right - line.left < SHORTEST_WRAPPED * line.size:
        return False
    room = right - line.right
    if line.text[-1].isdigit() and below.text[0].isdigit():
        return room < below.first_width  # one number on two lines; two numbers would stand apart
    word = WORD.match(below.text)
    width = sum(0.6 if character.isascii() else 1.0 for character in (word[0] if word else ""))
    return room < (width + SLACK) * line.size


def _between(line: Line, below: Line) -> str:
    """A space between Latin words, nothing between other characters and inside a number."""
    last, first = line.text[-1], below.text[0]
    is_latin = last.isascii() and first.isascii() and last.isalnum() and first.isalnum()
    return " " if is_latin and not (last.isdigit() and first.isdigit()) else ""
