"""Quantities → observations: which of the numbers in a text state a metric.

The wordings stand in the vocabulary. A number is taken for the report's own year only where its
sentence does not name another one, and only once: a second, different statement of the same metric is
kept as unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from yoycompare.documents import Place
from yoycompare.reports.prose.applicants import with_applicants
from yoycompare.reports.prose.measures import RawQuantity
from yoycompare.reports.prose.phrases import CLAUSE_MARKS, counted_phrase, sentence_before
from yoycompare.reports.prose.quantities import text_to_quantities
from yoycompare.reports.prose.respectively import with_pairs
from yoycompare.reports.prose.sections import Sections
from yoycompare.reports.prose.wordings import Wordings, wordings_of
from yoycompare.reports.report import Observation, Origin, Quantity, Status, Unread
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Statement

__all__ = ["quantities_to_observations", "text_to_counted_quantities", "words_to_metric"]

WINDOW: Final = 64  # characters before a number in which its wording begins
AFTER: Final = 40
CLAUSE_END: Final = re.compile(r"[，。；：、,;:！？\n（()）]")
YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!度?(?:结转|转结|继续))")
OTHER_YEAR: Final = re.compile(
    r"(?:去年|上一?年度?|前年|同期)(?!度?(?:结转|转结))|以来|累计|历年|期间|近年来|多年来|每[月日周季个]|平均|计划|预计|拟|近[一二三四五六七八九十\d]{1,2}年"
    r"|[上下]半年|[一二三四1-4]季度|(?<!\d)\d{1,2}月(?!\d{1,2}日)"
)
SEVERAL_YEARS: Final = re.compile(r"(?:19|20)\d\d年?[至到—~-](?:19|20)\d\d年")
# 不予公开或无法提供5件: the number is that of both.
# 其中，市公安局受理5件: the number is that of a part.
OF_A_PART: Final = re.compile(
    r"其中[，,：:]?[^，。；,;]{0,20}(?:局|委|办|厅|院|县|区|市|镇|乡|街道|部门|单位)(?:共|累计)?\Z"
)
MERGED: Final = re.compile(r"[或及和与]\Z|[^\d%％）)件宗起条份个次元]、\Z")


def text_to_counted_quantities(text: str, year: int | None, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """All quantities of a text, each with the phrase that it counts, and its metric where one is stated."""
    raw = list(text_to_quantities(text))
    sections = Sections.of(text) if raw else Sections((), ())
    floors = [0, *(quantity.end for quantity in raw)]
    quantities = [
        _counted(text, quantity, floor, year, sections, vocabulary)
        for quantity, floor in zip(raw, floors, strict=False)
    ]

    def stated_in(words: str, unit: str) -> str | None:
        return words_to_metric(words, unit, year, vocabulary)

    return tuple(with_applicants(with_pairs(quantities, text, stated_in), text, vocabulary))


def words_to_metric(words: str, unit: str, year: int | None, vocabulary: Vocabulary) -> str | None:
    """The metric that words would state of a number right after them.

    Examples
    --------
    >>> from yoycompare.vocabulary import default_vocabulary
    >>> words_to_metric("共受理申请", "件", 2024, default_vocabulary())
    'requests.received'
    """
    end = len(words)
    at = RawQuantity(value=None, low=None, high=None, unit=unit, start=end, first=end, end=end)
    statement = _statement_of(words, at, year, vocabulary)
    return statement.metric if statement is not None else None


def quantities_to_observations(
    quantities: Iterable[Quantity], vocabulary: Vocabulary
) -> tuple[list[Observation], list[Unread]]:
    """The metrics that sentences state, the first statement of each."""
    first: dict[tuple[str, str], Quantity] = {}
    unread: list[Unread] = []
    for quantity in quantities:
        if quantity.metric is None:
            continue
        stated = first.setdefault((quantity.metric, quantity.applicant), quantity)
        if stated is not quantity and (stated.low, stated.high) != (quantity.low, quantity.high):
            place = Place(start=quantity.start, end=quantity.end)
            reason = (
                f"a second statement of {quantity.metric}, after {stated.text} at {stated.start}-{stated.end}"
            )
            unread.append(Unread(text=quantity.counts + quantity.text, place=place, reason=reason))
    return [_observed(quantity, metric, vocabulary) for (metric, _), quantity in first.items()], unread


def _observed(quantity: Quantity, metric: str, vocabulary: Vocabulary) -> Observation:
    return Observation(
        metric=metric,
        applicant=quantity.applicant,
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


def _counted(
    text: str, raw: RawQuantity, floor: int, year: int | None, sections: Sections, vocabulary: Vocabulary
) -> Quantity:
    quantity = Quantity(
        value=raw.value,
        low=raw.low,
        high=raw.high,
        unit=raw.unit,
        counts=counted_phrase(text, raw.start, raw.end, floor),
        metric=None,
        text=text[raw.start : raw.end],
        start=raw.start,
        end=raw.end,
        section=sections.at(raw.start),
    )
    statement = _statement_of(text, raw, year, vocabulary, floor) if raw.value is not None else None
    if statement is None:
        return quantity
    return evolve(quantity, metric=statement.metric, alternatives=statement.alternatives)


def _statement_of(
    text: str, quantity: RawQuantity, year: int | None, vocabulary: Vocabulary, floor: int = 0
) -> Statement | None:
    """The statement whose wording stands between the quantity before, which ends at `floor`, and this one."""
    wordings = wordings_of(vocabulary, year)
    if quantity.unit not in wordings.units:
        return None
    window_start = _wording_may_start(text, quantity.start, floor)
    window = text[window_start : quantity.start]
    for number, start in _wording_at(text, window, quantity, wordings):
        statement = vocabulary.statements[number]
        unit = vocabulary.units[vocabulary.metrics[statement.metric].unit]
        before = sentence_before(text, window_start + start)
        if quantity.unit in unit.printed and _is_of_the_whole(before) and _is_of_year(before, year):
            return statement
    return None


def _wording_may_start(text: str, end: int, floor: int) -> int:
    """Where the clause before a number begins; a remark in brackets belongs to it, with its numbers."""
    start = end
    first = max(0, end - WINDOW)
    if text.endswith(("）", ")"), 0, end):
        start = max(text.rfind("（", first, end), text.rfind("(", first, end), first)
    if start >= floor:
        first = max(first, floor)
    return max(first, *(text.rfind(mark, first, start) + 1 for mark in CLAUSE_MARKS))


def _wording_at(
    text: str, window: str, quantity: RawQuantity, wordings: Wordings
) -> Iterator[tuple[int, int]]:
    """The statements whose wording stands around the number, and where in the window it begins."""
    following = text[quantity.end : quantity.end + AFTER]
    subject: int | None = None
    of_subject = wordings.of_subjects.search(window) is not None
    for around in wordings.around:
        if not (of_subject if around.after is None else around.after.match(following)):
            continue
        match = around.before.search(window)
        if match is None:
            continue
        if around.about is not None:
            subject = _subject_of(text, quantity.start, wordings) if subject is None else subject
            if subject != around.about:
                continue
        yield around.statement, match.start()
    found = wordings.before.search(window)
    if found is not None:
        yield int((found.lastgroup or "_")[1:]), found.start()


def _subject_of(text: str, end: int, wordings: Wordings) -> int:
    """Which subject the sentence has named last, -1 for none."""
    last = None
    for match in wordings.subjects.finditer(sentence_before(text, end)):
        last = match
    return int((last.lastgroup or "s-1")[1:]) if last else -1


def _is_of_the_whole(sentence: str) -> bool:
    """Whether the words before a statement leave it to the whole body, and to one metric."""
    return MERGED.search(sentence) is None and OF_A_PART.search(sentence) is None


def _is_of_year(sentence: str, year: int | None) -> bool:
    """Whether the words before a statement leave it in the report's own year, as far as that is known."""
    years = YEAR.findall(sentence)
    if (years and year is not None and int(years[-1]) != year) or SEVERAL_YEARS.search(sentence):
        return False
    return OTHER_YEAR.search(CLAUSE_END.split(sentence)[-1]) is None
