"""Quantities → observations: which of the numbers in a text state a metric.

The wordings stand in the vocabulary. A number is taken for the report's own year only where its
sentence does not name another one, and only once: a second, different statement of the same metric is
kept as unread.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from yoycompare.documents import Place
from yoycompare.reports.prose.quantities import RawQuantity, text_to_quantities
from yoycompare.reports.prose.sections import Sections
from yoycompare.reports.report import Observation, Origin, Quantity, Status, Unread
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["quantities_to_observations", "text_to_counted_quantities"]

WINDOW: Final = 64  # characters before a number in which its wording begins
SENTENCE: Final = 400  # characters before a number in which its sentence begins
AFTER: Final = 40
CLAUSE_MARKS: Final = "，。；,;！？\n"
FILLER: Final = r"(?:数量?|的)?(?:共计|合计|总计|累计|共有|共|为|达到|达|有|计|：|:)?[ 　]{0,2}"
SENTENCE_END: Final = re.compile(r"[。！？\n]")
CLAUSE_END: Final = re.compile(r"[，。；：、,;:！？\n（()）]")
YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!度?(?:结转|转结|继续))")
OTHER_YEAR: Final = re.compile(
    r"(?:去年|上一?年度?|前年|同期)(?!度?(?:结转|转结))|以来|累计|历年|期间|近年来|多年来|每[月日周季个]|平均|计划|预计|拟|近[一二三四五六七八九十\d]{1,2}年"
    r"|[上下]半年|[一二三四1-4]季度|(?<!\d)\d{1,2}月(?!\d{1,2}日)"
)
SEVERAL_YEARS: Final = re.compile(r"(?:19|20)\d\d年?[至到—~-](?:19|20)\d\d年")
# 不予公开或无法提供5件: the number is that of both.
MERGED: Final = re.compile(r"[或及和与]\Z|[^\d%％）)件宗起条份个次元]、\Z")


@frozen(kw_only=True)
class _Wordings:
    """The wordings of a vocabulary for one year.

    `before` is one pattern, a match is named after the statement's number; `around` are the statements
    that say what follows the number, with the pattern for what stands before it.
    """

    before: re.Pattern[str]
    around: tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...]
    units: frozenset[str]  # classifiers that some statement's metric is printed with


def text_to_counted_quantities(text: str, year: int | None, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """All quantities of a text, each with the phrase that it counts, and its metric where one is stated."""
    quantities = list(text_to_quantities(text))
    sections = Sections.of(text) if quantities else Sections((), ())
    return tuple(_counted(text, quantity, year, sections, vocabulary) for quantity in quantities)


def quantities_to_observations(
    quantities: Iterable[Quantity], vocabulary: Vocabulary
) -> tuple[list[Observation], list[Unread]]:
    """The metrics that sentences state, the first statement of each."""
    first: dict[str, Quantity] = {}
    unread: list[Unread] = []
    for quantity in quantities:
        if quantity.metric is None:
            continue
        stated = first.setdefault(quantity.metric, quantity)
        if stated is not quantity and (stated.low, stated.high) != (quantity.low, quantity.high):
            place = Place(start=quantity.start, end=quantity.end)
            reason = (
                f"a second statement of {quantity.metric}, after {stated.text} at {stated.start}-{stated.end}"
            )
            unread.append(Unread(text=quantity.counts + quantity.text, place=place, reason=reason))
    observations = [
        Observation(
            metric=metric,
            applicant=TOTAL,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=vocabulary.metrics[metric].unit,
            status=Status.REPORTED,
            source=Origin.PROSE,
            basis=Origin.PROSE,
            raw=quantity.text,
            place=Place(start=quantity.start, end=quantity.end),
        )
        for metric, quantity in first.items()
    ]
    return observations, unread


def _counted(
    text: str, quantity: RawQuantity, year: int | None, sections: Sections, vocabulary: Vocabulary
) -> Quantity:
    window = text[max(0, quantity.start - WINDOW) : quantity.start]
    clause = CLAUSE_END.split(window)[-1]
    return Quantity(
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        counts=clause.strip(),
        metric=_metric_of(text, quantity, year, vocabulary),
        text=text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        section=sections.at(quantity.start),
    )


def _metric_of(text: str, quantity: RawQuantity, year: int | None, vocabulary: Vocabulary) -> str | None:
    wordings = _wordings(vocabulary, year)
    if quantity.unit not in wordings.units:
        return None
    window_start = _wording_may_start(text, quantity.start)
    window = text[window_start : quantity.start]
    for statement, start in _wording_at(text, window, quantity, wordings):
        metric = vocabulary.statements[statement].metric
        unit = vocabulary.units[vocabulary.metrics[metric].unit]
        sentence = text[max(0, quantity.start - SENTENCE) : window_start + start]
        if quantity.unit in unit.printed and _is_of_year(sentence, year) and not MERGED.search(sentence):
            return metric
    return None


def _wording_may_start(text: str, end: int) -> int:
    """Where the clause before a number begins; a remark in brackets belongs to it."""
    start = end
    if text.endswith(("）", ")"), 0, end):
        start = max(text.rfind("（", 0, end), text.rfind("(", 0, end), 0)
    first = max(0, end - WINDOW)
    return max(first, *(text.rfind(mark, first, start) + 1 for mark in CLAUSE_MARKS))


def _wording_at(
    text: str, window: str, quantity: RawQuantity, wordings: _Wordings
) -> Iterator[tuple[int, int]]:
    """The statements whose wording stands around the number, and where in the window it begins."""
    following = text[quantity.end : quantity.end + AFTER]
    for statement, before, after in wordings.around:
        if after.match(following) and (match := before.search(window)) is not None:
            yield statement, match.start()
    found = wordings.before.search(window)
    if found is not None:
        yield int((found.lastgroup or "_")[1:]), found.start()


@functools.lru_cache(maxsize=64)
def _wordings(vocabulary: Vocabulary, year: int | None) -> _Wordings:
    def of_year(pattern: str) -> str:
        last, following = ("(?!)", "(?!)") if year is None else (str(year - 1), str(year + 1))
        return pattern.replace("<last_year>", last).replace("<next_year>", following)

    statements = list(enumerate(vocabulary.statements))
    named = (f"(?P<s{number}>{of_year(entry.before)})" for number, entry in statements if not entry.after)
    around = (
        (number, re.compile(f"(?:{of_year(entry.before)}){FILLER}\\Z"), re.compile(of_year(entry.after)))
        for number, entry in statements
        if entry.after
    )
    units = (vocabulary.units[vocabulary.metrics[entry.metric].unit] for _, entry in statements)
    return _Wordings(
        before=re.compile(f"(?:{'|'.join(named) or '(?!)'}){FILLER}\\Z"),
        around=tuple(around),
        units=frozenset(classifier for unit in units for classifier in unit.printed),
    )


def _is_of_year(before: str, year: int | None) -> bool:
    """Whether the words before a statement leave it in the report's own year, as far as that is known."""
    sentence = SENTENCE_END.split(before)[-1]
    years = YEAR.findall(sentence)
    if (years and year is not None and int(years[-1]) != year) or SEVERAL_YEARS.search(sentence):
        return False
    return OTHER_YEAR.search(CLAUSE_END.split(sentence)[-1]) is None
