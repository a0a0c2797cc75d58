"""Numbers that are no quantities: dates, times, titles, names in quotation marks, ordinals, addresses.

Each pattern is tried where a number begins, and is bounded; titles and quotation marks are found in one
pass over the text.
"""

from __future__ import annotations

import bisect
import re
import string
from typing import Final

from attrs import frozen

__all__ = ["Enclosures", "end_of_other", "is_joined"]

D: Final = "[0-9０-９]"
YEAR: Final = rf"(?:(?:19|20|１９|２０){D}{D})"
C: Final = "[〇○零一二三四五六七八九十]"
GAP: Final = "[ 　]{0,2}"
TO: Final = "[至到—–―~～-]{1,2}"
# Where a number begins, in the order in which they are tried.
OTHERS: Final = re.compile(
    "|".join(
        (
            rf"{YEAR}(?:年度?)?{GAP}{TO}{GAP}{YEAR}{GAP}年?度?",  # 2018—2019年
            rf"{YEAR}[-/.．]{D}{{1,2}}(?:[-/.．]{D}{{1,2}})?(?![0-9０-９.．])",  # 2020-03-20
            rf"{YEAR}{GAP}[年級级届版](?:{GAP}{D}{{1,4}}{GAP}月)?(?:{GAP}{D}{{1,2}}{GAP}[日号])?",  # 2019年1月1日
            rf"{D}{{1,2}}{GAP}{TO}{GAP}{D}{{1,2}}{GAP}[月日]份?",  # 1-12月
            rf"{D}{{1,2}}(?:[、和]{D}{{1,2}}){{1,6}}月份?",  # 1、2月
            rf"{D}{{1,2}}{GAP}月(?:{GAP}{D}{{1,2}}{GAP}[日号])?",  # 3月20日
            rf"{D}{{1,8}}{GAP}[日号时分秒](?![间段长之钟])",  # 20日; 1231日, where digits were lost
            rf"{D}{{1,2}}[:：]{D}{D}(?:[:：]{D}{D})?(?!{D})",  # 17:30
            rf"{D}{{1,6}}(?:[+＋×xX·]{D}{{0,6}}[A-Za-zＡ-Ｚａ-ｚ]?){{1,4}}",  # 4+1, 1+N, 3·15, 7×24
            rf"[二一]?[零〇○一二三四五六七八九]{{2,4}}年度?(?:{C}{{1,2}}月)?(?:{C}{{1,3}}日)?",  # 二〇一九年
            rf"{C}{{1,3}}月(?:{C}{{1,3}}[日号])?",
            rf"{C}{{1,3}}[日号](?!常)",
        )
    )
)
ORDINALS: Final = re.compile(
    rf"(?:{D}{{1,6}}|[一二三四五六七八九十百零]{{1,8}}+)"
    rf"(?:{GAP}(?:[、，和及至到]|[-—~～]){GAP}第?(?:{D}{{1,4}}|[一二三四五六七八九十百零]{{1,8}}+)){{0,8}}"
)
RANK: Final = re.compile(rf"{GAP}(?:名|位|个?月|[个]?季度|[几]?年|强|批|期|次|届|列|三|排|天)")
ARTICLE: Final = re.compile(
    rf"(?:{D}{{1,3}}|[一二三四五六七八九十百零]{{1,8}}+)条(?:第|之[一二三四五]|规定|款|、第)"
)
# Runs of digits that a dot, a hyphen, a slash or a letter joins to more: versions, telephone numbers, addresses.
JOINED: Final = frozenset("第〔[+-_.．/@=#&×－〇零") | frozenset(string.ascii_letters)
DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
TITLE: Final = re.compile(r"《[^《》]{1,160}》")
QUOTED: Final = re.compile(r"[“「『‘][^“”「」『』‘’，。；\n]{1,24}[”」』’]")


@frozen
class Enclosures:
    """Titles (《…》) and short names in quotation marks of a text, where they begin and end."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    titles: frozenset[int]  # the starts that are those of titles

    @classmethod
    def of(cls, text: str) -> Enclosures:
        """Find them; what stands in a title is in no quotation marks."""
        titles = [match.span() for match in TITLE.finditer(text)]
        quoted = [match.span() for match in QUOTED.finditer(text)]
        both = sorted({*titles, *quoted})
        return cls(
            tuple(start for start, _ in both),
            tuple(end for _, end in both),
            frozenset(start for start, _ in titles),
        )

    def around(self, position: int) -> tuple[int, bool] | None:
        """Where what encloses a position ends, and whether that is a title."""
        index = bisect.bisect_right(self.starts, position) - 1
        for before in (index, index - 1):
            if before >= 0 and position < self.ends[before]:
                return self.ends[before], self.starts[before] in self.titles
        return None


def end_of_other(text: str, start: int) -> int:
    """Where the date, time, ordinal or name of numbers that begins at a position ends; `start` if none does.

    Examples
    --------
    >>> end_of_other("2019年3月12次", 0), end_of_other("12次", 0)
    (7, 0)
    """
    before = text[start - 1] if start else ""
    if before == "第" or text.endswith(("第 ", "第("), 0, start):
        match = ORDINALS.match(text, start)
        return match.end() if match else start
    if before == "前" and (match := ORDINALS.match(text, start)):
        rank = RANK.match(text, match.end())
        return rank.end() if rank else start
    match = OTHERS.match(text, start) or ARTICLE.match(text, start)
    return match.end() if match else start


def is_joined(text: str, start: int) -> bool:
    """Whether what stands before a number makes it a part of something longer, or leaves open where it begins.

    Examples
    --------
    >>> is_joined("GB2312件", 2), is_joined("共12件", 1)
    (True, False)
    """
    if not start:
        return False
    before = text[start - 1]
    if before in JOINED:
        return True
    return before in " 　,，" and start > 1 and text[start - 2] in DIGITS  # 1 234, 1,23: not one number
