"""Text → quantities: numbers with a unit, with the interval that their wording allows.

One pass from left to right. Where a number begins, it is first asked whether it is something else (a
date, an ordinal, a part of a title, a name); what remains is a quantity if a classifier follows it.
Everything looked at is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from yoycompare.reports.prose.exclusions import Enclosures, end_of_other, is_joined
from yoycompare.reports.prose.grammar import Grammar, grammar
from yoycompare.reports.prose.intervals import PERCENT
from yoycompare.reports.prose.measures import RawQuantity, measure
from yoycompare.reports.prose.numerals import Numeral, numeral_at
from yoycompare.reports.prose.parts import part_at, ratio_at
from yoycompare.reports.prose.several import list_at, range_at
from yoycompare.reports.prose.units import CHINESE, Unit, implied_unit, is_article, unit_at

__all__ = ["text_to_quantities"]

BEGINNING: Final = re.compile("[0-9０-９一二两三四五六七八九十壹贰叁肆伍陆柒捌玖]|[百千万]分之")
RUN: Final = re.compile("[0-9０-９.．,，]++|[〇○零一二两三四五六七八九十百千万亿]{1,40}+")
DIGIT: Final = re.compile("[0-9０-９]")
# What may follow the digits of a quantity, but for classifiers: more of the number, ranges, lists, ratios, parts.
BEFORE_MORE: Final = "0123456789０１２３４５６７８９.．,，〇○零一二两三四五六七八九十点百千万亿余多几来-－—–―~～至到、和及与:：∶比分"
LINE_START: Final = frozenset("\n。；;")
VAGUE: Final = ("数", "几", "好")  # 数十件

Found = tuple[list[RawQuantity], int]  # what was found, and where the scan goes on


def text_to_quantities(text: str) -> Iterator[RawQuantity]:
    """All quantities of a text, in their order.

    Examples
    --------
    >>> [(str(q.value), str(q.low), str(q.high), q.unit) for q in text_to_quantities("78万余次，占55%")]
    [('780000', '780000', '790000', '次'), ('55', '54.5', '55.5', '%')]
    """
    scan = _Scan(text, Enclosures.of(text), grammar())
    position = 0
    barren = _barren(scan.words)
    while (beginning := BEGINNING.search(text, position)) is not None:
        start = beginning.start()
        if nothing := barren.match(text, start):
            position = nothing.end()
            continue
        found, position = scan.at(start)
        yield from found


@functools.cache
def _barren(words: Grammar) -> re.Pattern[str]:
    """A number after which nothing can make it a quantity: the quick way past a year in words or a cell of a table."""
    classifiers = re.escape("".join(words.classifiers) + "年")
    return re.compile(
        f"(?:[0-9]{{1,18}}+|[一二两三四五六七八九十]++)"
        f"(?![{re.escape(BEFORE_MORE)}{classifiers}]|[ 　]{{1,2}}[{classifiers}])"
    )


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
            return [], enclosed[0]
        if name := self.words.name_at(text, start):
            return [], start + len(name)
        if (end := end_of_other(text, start)) > start:
            return [], end
        if is_joined(text, start):
            return [], self._beyond(start)
        found, end = self._number_at(start)
        if enclosed is not None and any(item.unit not in PERCENT for item in found):
            return [], max(end, enclosed[0])  # “五个千亿”, “4+1”
        return found, end

    def _number_at(self, start: int) -> Found:
        text, words = self.text, self.words
        if (part := part_at(text, start, words)) is not None:
            return [part], part.end
        numeral = numeral_at(text, start)
        if numeral is None or DIGIT.match(text, numeral.end) or self._is_code_or_vague(numeral, start):
            return [], self._beyond(start)
        unit = unit_at(text, numeral, start, words)
        if unit is not None and is_article(text, numeral, start, unit, words):
            return [], unit.end
        if unit is not None and numeral.decimals and not numeral.scaled and (dot := self._item_at(start)):
            return self._number_at(dot)
        if found := range_at(text, numeral, unit, start, words):
            return found, found[-1].end
        if unit is None:
            return self._without_unit(numeral, start)
        quantity = measure(text, numeral, unit, start, words)
        return [quantity], quantity.end

    def _without_unit(self, numeral: Numeral, start: int) -> Found:
        """A number that no classifier follows: one of a list, of a ratio, or of what the noun before it names."""
        text, words = self.text, self.words
        if text[start] not in CHINESE:
            members = list_at(text, numeral, start, words, starts_line=self._starts_line(start))
            if members is not None:
                return members
            if (ratio := ratio_at(text, numeral, start)) is not None:
                return [ratio], ratio.end
        before, _ = words.bound_before(text, start)
        implied = implied_unit(text, start - len(before), words) if numeral.scaled else ""
        if not implied:
            return [], max(numeral.end, start + 1)
        quantity = measure(text, numeral, Unit(implied, numeral.end), start, words)
        return [quantity], quantity.end

    def _is_code_or_vague(self, numeral: Numeral, start: int) -> bool:
        """0571 is a code, 数十件 says no number."""
        text = self.text
        if text[start] in "0０":
            return DIGIT.match(text, start + 1) is not None
        return text[start] == "十" and numeral.end == start + 1 and text.endswith(VAGUE, 0, start)

    def _starts_line(self, start: int) -> bool:
        return not start or self.text[start - 1] in LINE_START

    def _item_at(self, start: int) -> int:
        """Where the text of a numbered item begins: 1.12件 at the start of a line is item 1; 0 if it is none."""
        dot = self.text.find(".", start, start + 3)
        return dot + 1 if dot > 0 and self._starts_line(start) else 0

    def _beyond(self, start: int) -> int:
        """The end of a run of digits or numerals that is no number."""
        run = RUN.match(self.text, start)
        return max(start + 1, run.end() if run else 0)
