"""Text → quantities: numbers with a unit, with the interval that their wording allows.

One pass from left to right. Where a number begins, it is first asked whether it is something else (a
date, an ordinal, a part of a title, a name); what remains is a quantity if a classifier follows it.
Everything looked at is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final

from attrs import evolve, frozen

from yoycompare.reports.prose.exclusions import Enclosures, end_of_other, is_joined
from yoycompare.reports.prose.grammar import Bound, Grammar, grammar
from yoycompare.reports.prose.intervals import PERCENT, interval
from yoycompare.reports.prose.numerals import CHINESE_DIGITS, Numeral, numeral_at
from yoycompare.vocabulary.labels import narrow

__all__ = ["RawQuantity", "text_to_quantities"]

BEGINNING: Final = re.compile("[0-9０-９一二两三四五六七八九十壹贰叁肆伍陆柒捌玖]|[百千万]分之")
RUN: Final = re.compile("[0-9０-９.．,，]++|[〇○零一二两三四五六七八九十百千万亿]{1,40}+")
DIGIT: Final = re.compile("[0-9０-９]")
GAP: Final = re.compile("[ 　]{0,2}")
PARTS: Final = {"百分之": "%", "千分之": "‰"}
TIMES: Final = re.compile("[（(]次[）)]|/次")  # 人（次）
CLAUSE_END: Final = re.compile("[ 　]*+(?:[，。；、,;:：）)]|$|\n)")
LINE_START: Final = frozenset("\n。；;")
LIST: Final = re.compile("[、和及与]")
MEMBERS: Final = 16  # numbers of a list that share one unit
TO: Final = re.compile("[-－—–―~～]{1,2}|[至到]")
DASH: Final = re.compile("[-－—–―~～]{1,2}")
FROM: Final = ("从", "由", "自")
LABELS: Final = ("附件", "附表", "表", "图", "编号", "序号", "问题")
RATIO: Final = re.compile("[:：∶比]")
RATIO_BEFORE: Final = re.compile("(?:比例|比值|配比|比率|之比|比为|比是)[^，。；\n]{0,4}\\Z")
DURATIONS: Final = frozenset(
    {"年", "个月", "天", "小时", "个小时", "分钟", "工作日", "个工作日", "自然日", "个自然日"}
)
YEARS_BEFORE: Final = ("连续", "近", "历时", "满", "为期", "未来", "今后", "过去", "长达", "超过", "每")
YEARS_AFTER: Final = ("来", "内", "以上", "以内", "期", "多", "间")
LONGEST_LIFE: Final = 60  # years that something lasts; beyond that the number is a year
ONE: Final = Decimal(1)


@frozen(kw_only=True)
class RawQuantity:
    """A quantity before anything is known of what it counts.

    `value` is None for a range (3至5件), whose ends are `low` and `high`; these are None where there is no
    bound. `first` is where the number itself begins, after words such as 超过.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    start: int
    first: int
    end: int


def text_to_quantities(text: str) -> Iterator[RawQuantity]:
    """All quantities of a text, in their order.

    Examples
    --------
    >>> [(str(q.value), str(q.low), str(q.high), q.unit) for q in text_to_quantities("78万余次，占55%")]
    [('780000', '780000', '790000', '次'), ('55', '54.5', '55.5', '%')]
    """
    scan = _Scan(text, Enclosures.of(text), grammar())
    position = 0
    while (beginning := BEGINNING.search(text, position)) is not None:
        found, position = scan.at(beginning.start())
        yield from found


@frozen
class _Unit:
    word: str
    end: int


NOTHING: Final[list[RawQuantity]] = []
Found = tuple[list[RawQuantity], int]  # what was found, and where the scan goes on


@frozen
class _Scan:
    text: str
    enclosures: Enclosures
    words: Grammar

    def at(self, start: int) -> Found:
        """What begins where a number begins."""
        text = self.text
        enclosed = self.enclosures.around(start)
        if enclosed is not None and enclosed[1]:
            return NOTHING, enclosed[0]
        if name := self.words.name_at(text, start):
            return NOTHING, start + len(name)
        if (end := end_of_other(text, start)) > start:
            return NOTHING, end
        if is_joined(text, start):
            return NOTHING, self._beyond(start)
        found, end = self._quantity_at(start)
        if enclosed is not None and any(item.unit not in PERCENT for item in found):
            return NOTHING, max(end, enclosed[0])  # “五个千亿”, “4+1”
        return found, end

    def _quantity_at(self, start: int) -> Found:
        text = self.text
        if (prefix := text[start : start + 3]) in PARTS or text.startswith("分之", start + 1):
            return self._part_at(start, PARTS.get(prefix))
        numeral = numeral_at(text, start)
        if (
            numeral is None
            or DIGIT.match(text, numeral.end)
            or self._is_code(start)
            or self._is_vague(start, numeral)
        ):
            return NOTHING, self._beyond(start)
        unit = self._unit_at(numeral, start)
        if unit is None:
            return self._without_unit(numeral, start)
        if self._is_article(numeral, start, unit):
            return NOTHING, unit.end
        if numeral.decimals and not numeral.scaled and (dot := self._numbering_before(start)):
            return self._quantity_at(dot)  # 1.12件 at the start of a line: item 1, 12件
        if (dash := DASH.match(text, unit.end)) is not None:
            other = numeral_at(text, dash.end()) if DIGIT.match(text, dash.end()) else None
            second = None if other is None else self._unit_at(other, dash.end())
            if (
                other is not None
                and second is not None
                and second.word == unit.word
                and numeral.value < other.value
            ):
                return [self._range(numeral, other, second, start)], second.end  # 5%—10%
        quantity = self._quantity(numeral, unit, start)
        return [quantity], quantity.end

    def _quantity(self, numeral: Numeral, unit: _Unit, start: int) -> RawQuantity:
        before, bound_before = self.words.bound_before(self.text, start)
        after, bound_after = self.words.bound_after(self.text, unit.end)
        if not after and unit.word in DURATIONS and self.text.startswith("内", unit.end):
            after, bound_after = "内", Bound.AT_MOST
        low, high = interval(numeral, unit.word, bound_before, bound_after)
        return RawQuantity(
            value=numeral.value,
            low=low,
            high=high,
            unit=unit.word,
            start=start - len(before),
            first=start,
            end=unit.end + len(after),
        )

    def _unit_at(self, numeral: Numeral, start: int) -> _Unit | None:
        """The classifier after a number."""
        text = self.text
        gap = GAP.match(text, numeral.end)
        position = numeral.end if gap is None else gap.end()
        word = self.words.classifier_at(text, position)
        if not word:
            return self._duration_at(numeral, start, position)
        if text[start] in CHINESE_CHARACTERS and word in self.words.digits_only:
            return None
        if word == "起" and text.endswith(FROM, 0, start):
            return None  # 自2019起
        end = position + len(word)
        if times := TIMES.match(text, end):
            return _Unit(narrow(word) + "次", times.end())
        return _Unit(narrow(word), end)

    def _duration_at(self, numeral: Numeral, start: int, position: int) -> _Unit | None:
        text = self.text
        if not text.startswith("年", position) or numeral.value > LONGEST_LIFE:
            return None
        if text.endswith(YEARS_BEFORE, 0, start) or text.startswith(YEARS_AFTER, position + 1):
            return _Unit("年", position + 1)
        return None

    def _without_unit(self, numeral: Numeral, start: int) -> Found:
        """A number that no classifier follows: the start of a range or a list, a ratio, or people that are named before."""
        text = self.text
        if text[start] not in CHINESE_CHARACTERS or TO.match(text, numeral.end):
            if (joined := TO.match(text, numeral.end)) is not None and (
                other := numeral_at(text, joined.end())
            ):
                unit = self._unit_at(other, joined.end())
                if unit is not None and numeral.value < other.value and not numeral.scaled:
                    if text.endswith(FROM, 0, start):
                        pair = [
                            self._quantity(item, unit, at)
                            for item, at in ((numeral, start), (other, joined.end()))
                        ]
                        return [evolve(pair[0], end=numeral.end), pair[1]], pair[1].end
                    return [self._range(numeral, other, unit, start)], unit.end
            if (members := self._list_at(numeral, start)) is not None:
                return members
            if (ratio := self._ratio_at(numeral, start)) is not None:
                return [ratio], ratio.end
        before, bound = self.words.bound_before(text, start)
        implied = (
            self.words.implied_before(text, self._before_emphasis(start - len(before)))
            if numeral.scaled
            else ""
        )
        if not implied:
            return NOTHING, max(numeral.end, start + 1)
        low, high = interval(numeral, implied, bound, Bound.EXACT)
        quantity = RawQuantity(
            value=numeral.value,
            low=low,
            high=high,
            unit=implied,
            start=start - len(before),
            first=start,
            end=numeral.end,
        )
        return [quantity], quantity.end

    def _before_emphasis(self, position: int) -> int:
        """Where what is counted ends: before 已, 累计, 达 and the like."""
        while position and (word := next((w for w in EMPHASIS if self.text.endswith(w, 0, position)), "")):
            position -= len(word)
        return position

    def _range(self, low: Numeral, high: Numeral, unit: _Unit, start: int) -> RawQuantity:
        return RawQuantity(
            value=None, low=low.value, high=high.value, unit=unit.word, start=start, first=start, end=unit.end
        )

    def _list_at(self, numeral: Numeral, start: int) -> Found | None:
        """Numbers that share the unit of the last one: 分别为3、2、5件."""
        text = self.text
        if text.endswith(LABELS, 0, start) or (LIST.match(text, numeral.end) and self._starts_line(start)):
            return None
        members = [(numeral, start)]
        while len(members) < MEMBERS and (mark := LIST.match(text, members[-1][0].end)):
            other = numeral_at(text, mark.end()) if DIGIT.match(text, mark.end()) else None
            if other is None or end_of_other(text, mark.end()) > mark.end():
                break
            members.append((other, mark.end()))
            unit = self._unit_at(other, mark.end())
            if unit is not None:
                found = [self._quantity(item, unit, at) for item, at in members]
                short = [
                    evolve(item, end=member.end)
                    for item, (member, _) in zip(found[:-1], members[:-1], strict=True)
                ]
                return [*short, found[-1]], found[-1].end
        return (NOTHING, members[-1][0].end) if len(members) > 1 else None

    def _ratio_at(self, numeral: Numeral, start: int) -> RawQuantity | None:
        """3:1, where the words before it say that it is a ratio."""
        text = self.text
        mark = RATIO.match(text, numeral.end)
        if mark is None or not RATIO_BEFORE.search(text, max(0, start - 12), start):
            return None
        other = numeral_at(text, mark.end())
        if other is None or not other.value:
            return None
        low, high = _quotient(numeral.value, other.value)
        return RawQuantity(
            value=low if low == high else EXACT_ENOUGH.divide(numeral.value, other.value),
            low=low,
            high=high,
            unit="比",
            start=start,
            first=start,
            end=other.end,
        )

    def _part_at(self, start: int, unit: str | None) -> Found:
        """百分之五十五, 千分之三, 三分之一."""
        text = self.text
        after = start + 3
        numeral = WHOLE if text.startswith("百分之百", start) else numeral_at(text, after)
        if numeral is None or numeral.scaled:
            return NOTHING, start + 1
        if unit is not None:
            end = start + len("百分之百") if numeral is WHOLE else numeral.end
            quantity = self._quantity(numeral, _Unit(unit, end), start)
            return [quantity], quantity.end
        whole = CHINESE_DIGITS.get(text[start]) or Decimal(
            narrow(text[start]) if DIGIT.match(text[start]) else 10
        )
        low, high = _quotient(numeral.value, Decimal(whole))
        before, _ = self.words.bound_before(text, start)
        after_word, _ = self.words.bound_after(text, numeral.end)
        quantity = RawQuantity(
            value=EXACT_ENOUGH.divide(numeral.value, Decimal(whole)),
            low=low,
            high=high,
            unit="分之",
            start=start - len(before),
            first=start,
            end=numeral.end + len(after_word),
        )
        return [quantity], quantity.end

    def _is_code(self, start: int) -> bool:
        """Whether a number begins with 0 like a code: 0571."""
        return self.text[start] in "0０" and DIGIT.match(self.text, start + 1) is not None

    def _is_vague(self, start: int, numeral: Numeral) -> bool:
        """数十件, 几十件: how many is not said."""
        return (
            self.text[start] == "十"
            and numeral.end == start + 1
            and self.text.endswith(("数", "几", "好"), 0, start)
        )

    def _is_article(self, numeral: Numeral, start: int, unit: _Unit) -> bool:
        """Whether a lone 一 or 二 is no count: 一个项目, 二次供水, 统一."""
        text = self.text
        if text[start] not in "一二" or numeral.end > start + 1 or unit.word in ("倍", "番", "成"):
            return text[start] in "一二" and unit.word == "成"
        if self.words.idiom_before(text, start):
            return True
        return not (CLAUSE_END.match(text, unit.end) or self.words.counts_before(text, start))

    def _starts_line(self, start: int) -> bool:
        return not start or self.text[start - 1] in LINE_START

    def _numbering_before(self, start: int) -> int:
        """Where the text of a numbered item begins, 0 if its number is not one: 1.12件."""
        dot = self.text.find(".", start, start + 3)
        return dot + 1 if dot > 0 and self._starts_line(start) else 0

    def _beyond(self, start: int) -> int:
        """The end of a run of digits or numerals that is no number."""
        run = RUN.match(self.text, start)
        return max(start + 1, run.end() if run else 0)


CHINESE_CHARACTERS: Final = frozenset("一二两三四五六七八九十")
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
EXACT_ENOUGH: Final = Context(prec=12)
WHOLE: Final = Numeral(value=Decimal(100), last=Decimal(1), step=Decimal(100), end=0)


def _quotient(above: Decimal, below: Decimal) -> tuple[Decimal, Decimal]:
    """The quotient, rounded down and up at twelve digits."""
    return (
        Context(prec=12, rounding=ROUND_FLOOR).divide(above, below),
        Context(prec=12, rounding=ROUND_CEILING).divide(above, below),
    )
