"""Characters → lines of text, and lines → one text where they belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve, frozen

from yoycompare.documents.pdf_characters import Character

__all__ = [
    "WIDEST_GAP",
    "Line",
    "characters_to_lines",
    "characters_to_pieces",
    "join_texts",
    "lines_to_cell_text",
]

# In heights of a character:
WIDEST_GAP: Final = 1.5  # inside a line of text; a wider gap parts columns
SAME_LINE: Final = 0.45  # between the baselines of one line, at most
OVERPRINT: Final = 0.12  # between a character and its copy, printed twice to look bold
SPACE_IN_WORD: Final = 0.2  # a gap between Latin letters or digits that is a space
SPACE_BETWEEN: Final = 0.6  # a gap between other characters that is a space


@frozen(kw_only=True)
class Line:
    """A line, or the part of it up to the next wide gap. `size` is the height of its characters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    first_width: float


def characters_to_lines(characters: Iterable[Character], widest_gap: float | None = None) -> list[Line]:
    """Lines from the top, each from the left.

    Parameters
    ----------
    widest_gap
        In heights of a character; a line is broken at wider gaps. None: nowhere.
    """
    return [_piece_to_line(piece) for piece in characters_to_pieces(characters, widest_gap)]


def characters_to_pieces(
    characters: Iterable[Character], widest_gap: float | None = None
) -> list[list[Character]]:
    """The characters of each line; a space, printed or not, stands before the character that it precedes."""
    pieces: list[list[Character]] = []
    row: list[Character] = []
    for character in sorted(characters, key=lambda one: one.baseline):
        if row and character.baseline - row[0].baseline > SAME_LINE * max(_size(row[0]), _size(character)):
            pieces += _row_to_pieces(row, widest_gap)
            row = []
        row.append(character)
    return pieces + _row_to_pieces(row, widest_gap)


def _size(character: Character) -> float:
    """The height of a character; that of a flat one (一) is not its ink."""
    height, width = character.bottom - character.top, character.right - character.left
    return height if 2 * height > width else width


def _row_to_pieces(row: Sequence[Character], widest_gap: float | None) -> list[list[Character]]:
    pieces: list[list[Character]] = []
    last: Character | None = None
    is_spaced = False
    size = max(map(_size, row), default=0.0)
    for character in sorted(row, key=lambda one: one.left):
        if character.text == " ":
            is_spaced = True
            continue
        if last is not None and _is_copy(character, last, size):
            continue
        gap = character.left - last.right if last is not None else 0.0
        if last is None or (widest_gap is not None and gap > widest_gap * size):
            pieces.append([])
        elif is_spaced or gap > size * _space_between(last.text, character.text):
            pieces[-1].append(evolve(character, text=" "))
        pieces[-1].append(character)
        last, is_spaced = character, False
    return pieces


def _is_copy(character: Character, last: Character, size: float) -> bool:
    return (
        character.text == last.text
        and character.run != last.run
        and abs(character.left - last.left) < OVERPRINT * size
    )


def _space_between(one: str, other: str) -> float:
    """The gap that is a space: small inside Latin words and numbers, larger beside a Chinese character."""
    return SPACE_IN_WORD if _is_narrow(one) and _is_narrow(other) else SPACE_BETWEEN


def _is_narrow(character: str) -> bool:
    return character.isascii() or character.isdigit()


def _piece_to_line(piece: Sequence[Character]) -> Line:
    return Line(
        text="".join(character.text for character in piece),
        left=piece[0].left,
        top=min(character.top for character in piece),
        right=max(character.right for character in piece),
        bottom=max(character.bottom for character in piece),
        baseline=piece[0].baseline,
        size=max(map(_size, piece)),
        first_width=piece[0].right - piece[0].left,
    )


def lines_to_cell_text(lines: Iterable[Line]) -> str:
    """The text of a cell.

    A wrapped label becomes one label again. A line break stays wherever a digit, a letter or a
    numeral is next to it: ``1`` above ``2`` is not 12.
    """
    text = ""
    for line in lines:
        text = join_texts(text, line.text)
    return text


def join_texts(above: str, below: str) -> str:
    r"""Two texts of one cell, one above the other.

    Examples
    --------
    >>> join_texts("社会公益", "组织"), join_texts("12", "34")
    ('社会公益组织', '12\n34')
    """
    if above and below and (_stays_apart(above[-1]) or _stays_apart(below[0])):
        return f"{above}\n{below}"
    return above + below


def _stays_apart(character: str) -> bool:
    return character.isascii() or character.isnumeric()
