"""Text → quantities: numbers with a unit, with the interval that their wording allows.

Years, dates, ordinals, document numbers and what stands in titles (《…》) are not quantities. All
patterns have a left boundary and bounded repeats, so the time is linear in the text.
"""

from __future__ import annotations

import bisect
import re
import string
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from attrs import frozen

from yoycompare.reports.numbers import EXACT, MULTIPLIERS
from yoycompare.vocabulary.labels import narrow

__all__ = ["RawQuantity", "Sections", "text_to_quantities"]

CLASSIFIERS: Final = (
    "个百分点 百分点 人次 家次 方面 件次 场次 批次 平方米 "
    "% ％ ‰ 件 条 项 个 家 次 人 份 篇 期 场 批 类 元 宗 起 户 处 名 位 张 所 部 本 册 倍 成 种 级 站 幅"
).split()
DIGIT: Final = "[0-9０-９]"
QUALIFIERS: Final = (
    "接近",
    "将近",
    "超过",
    "突破",
    "大约",
    "不足",
    "不到",
    "至少",
    "最多",
    "逾",
    "超",
    "近",
    "约",
)
# The scan looks for digits only, which is fast; what stands before them is looked at afterwards.
NUMBER: Final = re.compile(
    rf"""
    (?P<digits>{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}}){{1,6}}(?!{DIGIT})|{DIGIT}{{1,18}}+)
    (?P<decimals>[.．]{DIGIT}{{1,8}})?
    (?P<inner>[余多])?
    (?P<multiplier>[百千万亿])?
    (?P<outer>[余多])?
    [ 　]{{0,2}}
    (?P<unit>{"|".join(CLASSIFIERS)})
    (?P<bound>以上|以下|以内|左右)?
    """,
    re.VERBOSE,
)
DIGITS: Final = re.compile(rf"{DIGIT}[0-9０-９.．,，]*+")
NO_NUMBER_AFTER: Final = frozenset("第〔[+-") | frozenset(string.ascii_letters)
ALL: Final = Decimal(100)
ORDINAL_LIST: Final = 40  # characters of a list of ordinals: 第1、2、3条
ORDINALS: Final = re.compile(rf"第{DIGIT}{{1,4}}(?:[、，和及至到-]{DIGIT}{{1,4}}){{0,8}}[、，和及至到-]\Z")
# 预约, 附近, 赶超 end in what would otherwise be a qualifier.
WORDS_ENDING_SO: Final = re.compile(r"[预节合签条制邀违履公特契]约|[附最接靠邻临]近|赶超")
TITLE: Final = re.compile(r"《[^《》]{1,120}》")
SECTION: Final = re.compile(
    r"(?<![一二三四五六七八九十])([一二三四五六])、(?=[^，。；、]{2,30}(?:情况|事项|概述|附表))"
)


@frozen(kw_only=True)
class RawQuantity:
    """A quantity before anything is known of what it counts. `low` is None where there is no lower bound."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    start: int
    end: int


def text_to_quantities(text: str) -> Iterator[RawQuantity]:
    """All quantities of a text, in their order.

    Examples
    --------
    >>> [(str(q.value), str(q.low), str(q.high), q.unit) for q in text_to_quantities("78万余次，占55%")]
    [('780000', '780000', '790000', '次'), ('55', '54.5', '55.5', '%')]
    """
    titles = [match.span() for match in TITLE.finditer(text)]
    starts = [start for start, _ in titles]
    for digits in DIGITS.finditer(text):
        start = digits.start()
        if start and text[start - 1] in NO_NUMBER_AFTER:
            continue
        match = NUMBER.match(text, start)
        if match is None or ORDINALS.search(text, max(0, start - ORDINAL_LIST), start):
            continue
        before = bisect.bisect_right(starts, start) - 1
        if before < 0 or start >= titles[before][1]:
            yield _match_to_quantity(match, text)


def _match_to_quantity(match: re.Match[str], text: str) -> RawQuantity:
    start = match.start()
    qualifier = next((word for word in QUALIFIERS if text.endswith(word, 0, start)), "")
    if len(qualifier) == 1 and WORDS_ENDING_SO.fullmatch(text, start - 2, start):
        qualifier = ""
    digits = narrow(match["digits"]).replace(",", "")
    decimals = narrow(match["decimals"] or "")
    factor = MULTIPLIERS[match["multiplier"] or ""]
    value = EXACT.multiply(Decimal(digits + decimals), factor)
    low, high = _interval(match, qualifier, value, factor, digits, decimals)
    return RawQuantity(
        value=value,
        low=low,
        high=high,
        unit=narrow(match["unit"]),
        start=start - len(qualifier),
        end=match.end(),
    )


def _interval(
    match: re.Match[str], qualifier: str, value: Decimal, factor: Decimal, digits: str, decimals: str
) -> tuple[Decimal | None, Decimal | None]:
    """The closed hull of what the wording allows.

    Counts are exact; what is scaled by 万 or 亿, and every percentage with few digits, is rounded to
    its last written digit.
    """
    last = factor.scaleb(-(len(decimals) - 1)) if decimals else factor
    step = last
    if not decimals and digits.strip("0"):
        step *= 10 ** (len(digits) - len(digits.rstrip("0")))
    if match["outer"] or match["inner"]:  # 4500余: more than 4500, and 4600 would have been written
        return value, value + step
    percent = narrow(match["unit"]) in ("%", "‰")
    if match["bound"] == "以上" or qualifier in ("超过", "突破", "逾", "超", "至少"):
        return value, ALL if percent and value <= ALL and match["bound"] else None
    if match["bound"] in ("以下", "以内") or qualifier in ("不足", "不到", "最多"):
        return None, value
    if qualifier.endswith("近"):
        return value - step, value
    rough = qualifier in ("约", "大约") or match["bound"] == "左右"
    exact_whole = percent and not decimals and value in (0, 100)
    if (factor == 1 and not percent and not rough) or exact_whole:
        return value, value
    half = (step if rough else last) / 2
    high = value + half
    return value - half, min(high, ALL) if percent and value == ALL else high


@frozen
class Sections:
    """Which numbered section (一、 to 六、) a position of the text lies in."""

    starts: tuple[int, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Sections:
        """Find the headings of a text."""
        found = [(match.start(), match[1]) for match in SECTION.finditer(text)]
        return cls(tuple(start for start, _ in found), tuple(name for _, name in found))

    def at(self, position: int) -> str:
        """The number of the section, empty before the first."""
        index = bisect.bisect_right(self.starts, position) - 1
        return self.names[index] if index >= 0 else ""
