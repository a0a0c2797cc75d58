"""What a brief is made of, whatever file it becomes: chapters of sentences, grids, pictures and passages."""

from __future__ import annotations

import re
import string
from typing import Final, TypeAlias

from attrs import field, frozen
from matplotlib.axes import Axes

from yoycompare.files import printable

__all__ = [
    "Block",
    "Bullets",
    "Chapter",
    "Grid",
    "GridRow",
    "Number",
    "Paragraph",
    "Passages",
    "Picture",
    "Piece",
    "Problem",
    "SidedRow",
    "Spark",
    "Text",
    "fill",
    "plain",
    "shortened",
    "shown",
]


LONGEST: Final = 300  # characters of a quoted text; chapter five has the sentences whole
TURNING: Final = re.compile(
    "[\u202a-\u202e\u2066-\u2069]"
)  # they would print 12 as 21, also what follows them


@frozen
class Number:
    """A number as printed here, bound to where it comes from.

    `place` says it in words: file, table, row and column, printed text, or the formula. `target` is the row of the
    table of figures that shows it.
    """

    text: str
    place: str = ""
    target: str = ""


@frozen
class Spark:
    """A small picture of a series, as SVG."""

    svg: str


Text: TypeAlias = "tuple[str | Number | Spark, ...]"


@frozen
class Paragraph:
    """A sentence or several."""

    text: Text
    is_note: bool = False


@frozen
class Bullets:
    """A list of sentences."""

    items: tuple[Text, ...]


@frozen
class GridRow:
    """A row of a grid; `id` is what numbers point to."""

    cells: tuple[Text, ...]
    id: str = ""


@frozen(kw_only=True)
class Grid:
    """A table with one line of headings; `numbers` are the columns that hold numbers."""

    header: tuple[str, ...]
    rows: tuple[GridRow, ...]
    caption: str = ""
    numbers: frozenset[int] = frozenset()
    is_folded: bool = False


@frozen(kw_only=True)
class Problem:
    """A finding to look at: how serious, what was found, and each number with its place."""

    level: str
    level_text: str
    message: str
    reference: str  # id of the check and fingerprint
    numbers: Grid


@frozen(kw_only=True)
class Picture:
    """A chart, drawn when a file is written."""

    axes: Axes = field(repr=False, eq=False)
    text: str


@frozen
class Piece:
    """A part of a sentence; marked where the other year reads otherwise."""

    text: str
    is_marked: bool = False


@frozen
class SidedRow:
    """A sentence of last year beside one of this year; one of the two may be missing."""

    state: str  # stayed | changed | new | gone | moved
    earlier: tuple[Piece, ...]
    later: tuple[Piece, ...]


@frozen(kw_only=True)
class Passages:
    """A section of the two reports, side by side; `moved` stands beside a sentence whose other place is elsewhere."""

    title: str
    summary: str
    columns: tuple[str, str]
    rows: tuple[SidedRow, ...]
    moved: str


Block: TypeAlias = "Paragraph | Bullets | Grid | Problem | Picture | Passages"


@frozen(kw_only=True)
class Chapter:
    """A chapter of a brief."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def fill(template: str, **parts: str | Number | Text) -> Text:
    """A template with its gaps filled by texts and numbers.

    Examples
    --------
    >>> fill("{metric}: {value}", metric="received", value=Number("3,525"))
    ('received', ': ', Number(text='3,525', place='', target=''))
    """
    text: list[str | Number | Spark] = []
    for literal, name, _, _ in string.Formatter().parse(template):
        if literal:
            text.append(literal)
        if name is not None:
            part = parts[name]
            text.extend(part if isinstance(part, tuple) else [part])
    return tuple(part for part in text if part != "")


def plain(text: Text) -> str:
    """The text without what only a page can show."""
    return "".join(
        part if isinstance(part, str) else part.text for part in text if not isinstance(part, Spark)
    )


def shown(text: str) -> str:
    """The text as a file shows it: what XML cannot hold, and what turns the direction, as the sign for unknown.

    Examples
    --------
    >>> shown("12\u202e件") == "12\ufffd件"
    True
    """
    return TURNING.sub("\ufffd", printable(text))


def shortened(text: str) -> str:
    """A quoted text in one line, the middle of a long one left out."""
    line = " ".join(text.split())
    half = LONGEST // 2
    return line if len(line) <= LONGEST else f"{line[:half]}…{line[-half:]}"
