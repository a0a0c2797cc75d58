"""The text of a page → its characters, each with its box."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from yoycompare.documents.pdf_library import Box, Matrix, address_of, bounds_of, matrix_of, moved, pdf
from yoycompare.documents.radicals import CHARACTERS_OF_RADICALS

__all__ = ["Character", "text_to_characters"]

SPACES: Final = frozenset({0x09, 0x20, 0xA0, 0x3000})
FIRST_PRINTED: Final = 0x21
HYPHEN_AT_LINE_END: Final = 0x02  # what pdfium makes of it
NOTHING: Final = 0x00  # what it makes of a glyph that the font does not explain
DIGITS: Final = range(0x30, 0x3A)
HIGH_SURROGATES: Final = range(0xD800, 0xDC00)
LOW_SURROGATES: Final = range(0xDC00, 0xE000)
LAST_CODE_POINT: Final = 0x10FFFF
UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}"
EXACT: Final = 0.01  # points


@frozen
class Character:
    """A character with its box. `run` is the same for characters that one text operator draws.

    A space has the text ``" "``; spaces that are only gaps between characters are not listed.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    run: int


def text_to_characters(
    text: Any,
    upright: Matrix,
    shown: Box,
    clips: Mapping[int, Box],
    texts_in_forms: Mapping[int, tuple[Any, Matrix]],
) -> Iterator[Character]:
    """The characters that show, in the order of the file, radicals already as the characters that are meant.

    Parameters
    ----------
    text
        The text page, open.
    upright
        From the coordinates of the file to those of the page as it is looked at.
    shown
        The page.
    clips, texts_in_forms
        As `StrokeReading` collects them.
    """
    handle = text.raw
    box, x, y = pdf.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index, code in _coded(text):
        pdf.FPDFText_GetLooseCharBox(handle, index, box)
        pdf.FPDFText_GetCharOrigin(handle, index, x, y)
        run = address_of(pdf.FPDFText_GetTextObject(handle, index))
        matrix = upright
        if run in texts_in_forms and _is_local(texts_in_forms[run][0], box, x.value, y.value):
            matrix = texts_in_forms[run][1]
        x0, y0 = moved(matrix, box.left, box.top)
        x1, y1 = moved(matrix, box.right, box.bottom)
        left, right = (x0, x1) if x0 <= x1 else (x1, x0)
        top, bottom = (y0, y1) if y0 <= y1 else (y1, y0)
        clip = clips.get(run, shown)
        if not (clip[0] <= (left + right) / 2 <= clip[2] and clip[1] <= (top + bottom) / 2 <= clip[3]):
            continue
        character = " " if code in SPACES else _code_to_text(code, handle, index)
        yield Character(character, left, top, right, bottom, moved(matrix, x.value, y.value)[1], run)


def _coded(text: Any) -> Iterator[tuple[int, int]]:
    """Index and code point of each character that the file holds, surrogate pairs as one."""
    high = 0
    for index in range(text.count_chars()):
        code = pdf.FPDFText_GetUnicode(text.raw, index)
        if code in HIGH_SURROGATES:
            high = code
            continue
        if code in LOW_SURROGATES and high:
            code = 0x10000 + (high - HIGH_SURROGATES.start) * 0x400 + code - LOW_SURROGATES.start
        high = 0
        if code in SPACES:
            if not pdf.FPDFText_IsGenerated(text.raw, index):
                yield index, code
        elif code >= FIRST_PRINTED or code in (NOTHING, HYPHEN_AT_LINE_END):
            yield index, code


def _is_local(drawn: Any, box: Any, x: float, y: float) -> bool:
    """Whether a box inside a form XObject is still in the coordinates of the form.

    pdfium forgets to move text that the file spells out (``/ActualText``), as browsers do for
    radicals: such a character has the place and the bounds of its text object, unmoved.
    """
    place = matrix_of(drawn)
    left, bottom, right, top = bounds_of(drawn)
    return (
        abs(place[4] - x) + abs(place[5] - y) < EXACT
        and left - EXACT <= box.left <= box.right <= right + EXACT
        and bottom - EXACT <= box.bottom <= box.top <= top + EXACT
    )


def _code_to_text(code: int, handle: Any, index: int) -> str:
    if code == HYPHEN_AT_LINE_END:
        return "-"
    if code in DIGITS and pdf.FPDFText_HasUnicodeMapError(handle, index) == 1:
        return UNREADABLE  # a digit by accident: the font does not say what its glyphs mean
    if code == NOTHING or code > LAST_CODE_POINT or code in LOW_SURROGATES:
        return UNREADABLE
    return CHARACTERS_OF_RADICALS.get(code) or chr(code)
