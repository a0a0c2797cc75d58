"""What counts after a number: its classifier, a duration in years, or the noun before it."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from yoycompare.reports.prose.grammar import Grammar
from yoycompare.reports.prose.numerals import Numeral
from yoycompare.vocabulary.labels import narrow

__all__ = ["CHINESE", "FROM", "Unit", "implied_unit", "is_article", "unit_at"]

CHINESE: Final = frozenset("一二两三四五六七八九十")
FROM: Final = ("从", "由", "自")
GAP: Final = re.compile("[ 　]{0,2}")
TIMES: Final = re.compile("[（(]次[）)]|/次")  # 人（次）
CLAUSE_END: Final = re.compile("[ 　]*+(?:[，。；、,;:：）)]|$|\n)")
YEARS_BEFORE: Final = ("连续", "近", "历时", "满", "为期", "未来", "今后", "过去", "长达", "超过", "每")
YEARS_AFTER: Final = ("来", "内", "以上", "以内", "期", "多", "间")
LONGEST_LIFE: Final = 60  # years that something lasts; beyond that the number is a year
EMPHASIS: Final = (
    "已",
    "累计",
    "达到",
    "达",
    "共",
    "共计",
    "总计",
    "合计",
    "高达",
    "为",
    "突破",
    "约",
    "有",
    "：",
    ":",
)
MULTIPLES: Final = frozenset({"倍", "番"})


@frozen
class Unit:
    """A classifier and where it ends."""

    word: str
    end: int


def unit_at(text: str, numeral: Numeral, start: int, words: Grammar) -> Unit | None:
    """The classifier after a number that begins at `start`."""
    gap = GAP.match(text, numeral.end)
    position = numeral.end if gap is None else gap.end()
    word = words.classifier_at(text, position)
    if not word:
        return _years_at(text, numeral, start, position)
    if text[start] in CHINESE and word in words.digits_only:
        return None
    if word == "起" and text.endswith(FROM, 0, start):
        return None  # 自2019起
    end = position + len(word)
    if times := TIMES.match(text, end):
        return Unit(narrow(word) + "次", times.end())
    return Unit(narrow(word), end)


def _years_at(text: str, numeral: Numeral, start: int, position: int) -> Unit | None:
    """连续4年: how long something lasted; 2019年 and 19年 are years."""
    if not text.startswith("年", position) or numeral.value > LONGEST_LIFE:
        return None
    if text.endswith(YEARS_BEFORE, 0, start) or text.startswith(YEARS_AFTER, position + 1):
        return Unit("年", position + 1)
    return None


def implied_unit(text: str, position: int, words: Grammar) -> str:
    """The classifier that the noun before a position stands for, words such as 已达 aside: 用户 are people."""
    while position and (word := next((w for w in EMPHASIS if text.endswith(w, 0, position)), "")):
        position -= len(word)
    return words.implied_before(text, position)


def is_article(text: str, numeral: Numeral, start: int, unit: Unit, words: Grammar) -> bool:
    """Whether a lone 一 or 二 is no count: 一个项目, 二次供水, 统一."""
    if text[start] not in "一二" or numeral.end > start + 1 or unit.word in MULTIPLES:
        return False
    if unit.word == "成" or words.idiom_before(text, start):
        return True
    return not (CLAUSE_END.match(text, unit.end) or words.counts_before(text, start))
