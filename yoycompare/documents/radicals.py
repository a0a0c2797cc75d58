"""Radicals → the characters they look like.

PDF files often say radical (U+2F00, U+2EA0) where the character (一, 民) is meant: fonts draw both with
one glyph, and the writer of the file took the first name of the glyph that it found.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

__all__ = ["CHARACTERS_OF_RADICALS"]

# The property Equivalent_Unified_Ideograph of U+2E80 to U+2EF3, in order. NFKC leaves nearly all of these
# alone; a radical without an equivalent stands for itself.
SUPPLEMENT: Final = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日"
    "月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂"
    "肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝"
    "雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
SUPPLEMENT_START: Final = 0x2E80
KANGXI: Final = range(0x2F00, 0x2FD6)
COMPATIBILITY: Final = range(0xF900, 0xFB00)  # second copies of characters, one glyph with the first

#: Code point → character, for all radicals and compatibility ideographs.
CHARACTERS_OF_RADICALS: Final[Mapping[int, str]] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in (*KANGXI, *COMPATIBILITY)},
    **dict(enumerate(SUPPLEMENT, start=SUPPLEMENT_START)),
}
