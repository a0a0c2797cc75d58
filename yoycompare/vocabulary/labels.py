"""Labels without what varies between copies of the same form: width, spaces, quotes, numbering, units, notes."""

from __future__ import annotations

import functools
import re
from typing import Final

from yoycompare.vocabulary.copies import restore

__all__ = ["heading_to_unit", "heading_without_unit", "narrow", "normal_label"]

INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
NARROW: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
NUMBERING: Final = re.compile(
    r"(?:其中)?(?:\(?[一二三四五六七八九十]{1,3}[)、.,]|\(?\d{1,2}(?:[)、]|[.,](?!\d))|[①-⑳])|其中(?=..)"
)
SPACED_NUMBER: Final = re.compile(
    r"\s*(?:\d{1,2}|[一二三四五六七八九十])\s{1,4}(?=[一-鿿]{3})"
)  # 1 属于国家秘密
COUNT_AT_THE_END: Final = re.compile(r"\((?:单位)?(?:人次|[件条次个项人篇份宗])\)$")
NOTE: Final = re.compile(r"\(注[^()]{0,80}\)$")
REPEATED: Final = re.compile(r"([,、])[,、]+")
UNIT_AT_THE_END: Final = re.compile(r"\((?:单位)?([百千万亿]?元)\)$")
IGNORED: Final = re.compile(r"[\s“”\"'‘’《》<>:;·]+")


def narrow(text: str) -> str:
    """Full-width forms as their ordinary twins, invisible characters dropped.

    Examples
    --------
    >>> narrow("（１２７，５）")
    '(127,5)'
    """
    return text.translate(INVISIBLE).translate(NARROW)


@functools.lru_cache(maxsize=16384)
def normal_label(text: str) -> str:
    """A label in the form in which labels are compared.

    Examples
    --------
    >>> normal_label("３． 危及“三安全一稳定”")
    '危及三安全一稳定'
    >>> normal_label("① 關(guān)于行政規範性檔案（件）")
    '关于行政规范性文件'
    """
    printed = SPACED_NUMBER.sub("", restore(narrow(text)).text, count=1)
    label = REPEATED.sub(r"\1", IGNORED.sub("", printed))
    label = NOTE.sub("", label[numbering.end() :] if (numbering := NUMBERING.match(label)) else label)
    return COUNT_AT_THE_END.sub("", label)


def heading_to_unit(heading: str) -> str | None:
    """The unit that a column heading prints: 本年收费金额（单位：万元） → 万元."""
    match = UNIT_AT_THE_END.search(normal_label(heading))
    return match[1] if match else None


def heading_without_unit(heading: str) -> str:
    """The normal label of a heading, its unit aside."""
    return UNIT_AT_THE_END.sub("", normal_label(heading))
