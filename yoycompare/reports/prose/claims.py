"""Sentences → claims: counts, shares, rates, changes, sums, and what words say without a number.

A claim says what is asserted, of what and against what; whether it holds is judged elsewhere.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from yoycompare.reports.prose.accounts import accounts_to_breakdowns
from yoycompare.reports.prose.phrases import sentence_before
from yoycompare.reports.prose.sections import Sections
from yoycompare.reports.prose.statements import words_to_metric
from yoycompare.reports.report import Breakdown, Claim, ClaimKind, Quantity
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import AssertionKind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["text_to_claims"]

NEAR: Final = 40  # characters around a number in which its claim is worded
BACK: Final = 16  # quantities before a number among which its subject is sought
SHARES: Final = frozenset({"%", "‰", "成", "分之"})
POINTS: Final = frozenset({"个百分点", "百分点", "个千分点", "千分点"})
AGAIN: Final = re.compile(
    r"[，,、（(]?(?:同比|降幅|增幅)?(?:增长|上升|增加|提高|下降|减少|回落|降低|增幅|降幅)?(?:了|为|达|约|近|超过)?"
)
GENERIC: Final = re.compile(
    r"^(?:比|了|到|其|其中|全部|所有|申请|总|总数|总量|约|近|为|达)+|(?:的|比例|比重)?(?:约|近|为|达|达到|超过|的|比)*\Z"
)
ABOUT: Final = re.compile("申请|信息公开|答复|公开率")  # an 办结率 elsewhere is one of something else
KINDS: Final = {**dict.fromkeys(SHARES, ClaimKind.CHANGE), "倍": ClaimKind.MULTIPLE}
CLAUSE_START: Final = re.compile(r"[，。；;！？\n（()）]")
SENTENCE_END: Final = re.compile(r"[。！？\n]")
RISE: Final = re.compile(r"增长|上升|增加|提高|提升|增幅|上涨|增多|升高|扩大|增量|多(?:了|出)?\Z")
FALL: Final = re.compile(r"下降|减少|回落|降低|下滑|降幅|减幅|缩减|减量|少(?:了)?\Z")
COMPARED: Final = re.compile(
    r"同比|(?:比|较|与)(?:上一?年度?|去年|前年|往年|20\d\d年度?)(?:同期)?|上年同期|去年同期|环比"
)
NAMED_YEAR: Final = re.compile(r"(?:比|较|与|由|从)(20\d\d)年")
SHARE: Final = re.compile(
    r"占(?P<base>[^，。；\d占]{0,24})\Z|占比[^，。；\d]{0,8}\Z|比重[^，。；\d]{0,6}\Z|比例[^，。；\d]{0,6}\Z"
)
BASE_ENDS: Final = re.compile(r"(?:申请)?(?:总数|总量|总件数|总|数量|数|量|的|比|约|近|为|达|到|件){0,4}\Z")
RATE_PREFIX: Final = re.compile(r"(?:.{0,12}(?:其中|申请|信息公开|全年|年度|本年|全[省市县区]))?")
EQUAL: Final = re.compile(r"(?:与|同|和)?(?:上一?年度?|去年|同期)?(?:同期)?(?:相比)?持平")
FIRST: Final = re.compile(r"零的?突破")
DOUBLED: Final = re.compile(r"翻(?:了)?(?:一)?番")
OF_LAST_YEAR: Final = re.compile(
    r"(?:是|为|达|达到|相当于)(?:上一?年度?|去年|20\d\d年)(?:同期)?的(?:近|约|超过)?\Z"
)


def text_to_claims(
    text: str,
    quantities: Sequence[Quantity],
    breakdowns: Sequence[Breakdown],
    year: int,
    vocabulary: Vocabulary,
) -> tuple[Claim, ...]:
    """The claims of a text, in their order.

    Parameters
    ----------
    quantities, breakdowns
        Those of the text, in their order.
    year
        The year that the report is about.
    """
    claims = [
        *_of_quantities(text, quantities, year, vocabulary),
        *_of_words(text, quantities, year, vocabulary),
        *(_sum(text, item) for item in (*breakdowns, *accounts_to_breakdowns(quantities, vocabulary))),
    ]
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _of_quantities(
    text: str, quantities: Sequence[Quantity], year: int, vocabulary: Vocabulary
) -> Iterator[Claim]:
    change: Claim | None = None  # what the quantity before claims
    for index, quantity in enumerate(quantities):
        if quantity.metric is not None:
            yield _claim(ClaimKind.COUNT, text, quantity, quantity.metric, quantity)
        floor = quantities[index - 1].end if index else 0
        words = text[max(floor, quantity.start - NEAR) : quantity.start]
        if len(words) < 2:
            change = None
            continue
        before = CLAUSE_START.split(words)[-1]
        again = change is not None and AGAIN.fullmatch(words) is not None
        change = _change(text, quantities, index, before, year, vocabulary, after=change if again else None)
        if change is not None:
            yield change
        elif quantity.unit in SHARES and COMPARED.search(before) is None:
            yield from _part(text, quantities, index, before, year, vocabulary)


def _change(
    text: str,
    quantities: Sequence[Quantity],
    index: int,
    before: str,
    year: int,
    vocabulary: Vocabulary,
    *,
    after: Claim | None,
) -> Claim | None:
    """同比增长5%, 比上年增加12件, 是上年的2倍; 减少3件，下降20%, where the second stands after the first."""
    quantity, against = quantities[index], _year_against(before, year)
    compared = COMPARED.search(before) or against != year - 1 or after is not None
    direction = _direction(before) if compared else 0
    if not direction and not (quantity.unit == "倍" and OF_LAST_YEAR.search(before)):
        return None
    if "分别" in before:  # 分别下降20%和持平: which is which is not worked out
        kind = KINDS.get(quantity.unit, ClaimKind.DIFFERENCE)
        return _claim(kind, text, quantity, None, None, direction=direction, against=against)
    if quantity.unit in POINTS:
        ratio = _rate_before(text, quantities, index, _rates(vocabulary))
        return _claim(ClaimKind.POINTS, text, quantity, ratio, None, direction=direction, against=against)
    kind = KINDS.get(quantity.unit, ClaimKind.DIFFERENCE)
    subject = after.subject if after is not None else _subject(text, quantities, index)
    metric = subject.metric if subject is not None else None
    return _claim(kind, text, quantity, metric, subject, direction=direction, against=against)


def _part(
    text: str, quantities: Sequence[Quantity], index: int, before: str, year: int, vocabulary: Vocabulary
) -> Iterator[Claim]:
    """公开率54%, 占55%."""
    quantity = quantities[index]
    ratio = _rate_named(quantity.counts, _rates(vocabulary))
    if ratio is not None and ABOUT.search(sentence_before(text, quantity.start)):
        yield _claim(ClaimKind.RATE, text, quantity, ratio, None)
    elif (share := SHARE.search(before)) is not None:
        subject = _subject(text, quantities, index)
        if subject is not None:
            words = GENERIC.sub("", share["base"] or "")
            base = _base(words, subject, year, vocabulary)
            metric = subject.metric if base or not words else None  # 占全国的5%: of what no report says
            if subject.metric is None and not words:  # 公民40件，占88.9%
                heads = (item.metric for item in _counts_before(text, quantities, index))
                base = next((head for head in heads if head is not None), None)
            yield _claim(ClaimKind.SHARE, text, quantity, metric, subject, base=base)


def _of_words(
    text: str, quantities: Sequence[Quantity], year: int, vocabulary: Vocabulary
) -> Iterator[Claim]:
    """What words say without a number: none, all, as many as last year, twice as many."""
    ends = [quantity.end for quantity in quantities]
    sections = Sections.of(text)
    for match in _words(vocabulary).finditer(text):
        number = int((match.lastgroup or "_0")[1:])
        assertion = vocabulary.assertions[number]
        said = Claim(
            kind=ClaimKind.NONE,
            text=match[0],
            start=match.start(),
            end=match.end(),
            section=sections.at(match.start()),
            applicant=assertion.applicant,
        )
        if assertion.kind is AssertionKind.NONE:
            yield from (evolve(said, metric=metric) for metric in assertion.metrics)
            continue
        start = match.start() - len(sentence_before(text, match.start()))
        named = {q.metric for q in _between(quantities, ends, start, match.start())}
        wholes = tuple(
            (metric, whole)
            for metric, whole in zip(assertion.metrics, assertion.wholes, strict=True)
            if whole in named
        )
        for metric, whole in wholes:
            yield evolve(said, kind=ClaimKind.ALL, metric=metric, wholes=((metric, whole),))
    for kind, pattern in ((ClaimKind.EQUAL, EQUAL), (ClaimKind.FIRST, FIRST), (ClaimKind.MULTIPLE, DOUBLED)):
        for match in pattern.finditer(text):
            start = match.start() - len(sentence_before(text, match.start()))
            subjects = [q for q in _between(quantities, ends, start, match.start()) if q.metric is not None]
            if subjects and "分别" not in text[subjects[-1].end : match.start()]:
                yield Claim(
                    kind=kind,
                    text=text[subjects[-1].start : match.end()],
                    start=subjects[-1].start,
                    end=match.end(),
                    section=subjects[-1].section,
                    metric=subjects[-1].metric,
                    applicant=subjects[-1].applicant,
                    subject=subjects[-1],
                    direction=1 if kind is ClaimKind.MULTIPLE else 0,
                    against=year - 1,
                )


def _between(quantities: Sequence[Quantity], ends: Sequence[int], start: int, end: int) -> Sequence[Quantity]:
    return quantities[bisect_right(ends, start) : bisect_right(ends, end)]


def _sum(text: str, breakdown: Breakdown) -> Claim:
    first = breakdown.quantity or breakdown.parts[0].quantity
    last = breakdown.parts[-1].quantity
    start, end = min(first.start, last.start), max(first.end, last.end)
    return Claim(
        kind=ClaimKind.SUM,
        text=text[start:end],
        start=start,
        end=end,
        section=first.section,
        metric=breakdown.metric,
        quantity=breakdown.quantity,
        breakdown=breakdown,
    )


def _claim(
    kind: ClaimKind,
    text: str,
    quantity: Quantity,
    metric: str | None,
    subject: Quantity | None,
    *,
    direction: int = 0,
    against: int | None = None,
    base: str | None = None,
) -> Claim:
    start = min(quantity.start, subject.start) if subject is not None else quantity.start
    if kind is not ClaimKind.COUNT and subject is None:
        start = (
            max(0, quantity.start - len(quantity.counts))
            if text.endswith(quantity.counts, 0, quantity.start)
            else start
        )
    return Claim(
        kind=kind,
        text=text[start : quantity.end],
        start=start,
        end=quantity.end,
        section=quantity.section,
        metric=metric,
        applicant=subject.applicant if subject is not None else TOTAL,
        quantity=quantity,
        subject=None if kind is ClaimKind.COUNT else subject,
        direction=direction,
        against=against,
        base=base,
    )


def _subject(text: str, quantities: Sequence[Quantity], index: int) -> Quantity | None:
    """The number that a share or a change is of: the count before it in the sentence, what stands in brackets aside."""
    for subject in _counts_before(text, quantities, index):
        between = text[subject.end : quantities[index].start]
        if sum(map(between.count, "）)")) <= sum(map(between.count, "（(")):
            return subject
    return None


def _counts_before(text: str, quantities: Sequence[Quantity], index: int) -> Iterator[Quantity]:
    """The counts before a number in its sentence, the nearest first."""
    for quantity in reversed(quantities[max(0, index - BACK) : index]):
        if SENTENCE_END.search(text, quantity.end, quantities[index].start):
            return
        if quantity.unit not in SHARES | POINTS:
            yield quantity


def _rate_before(
    text: str, quantities: Sequence[Quantity], index: int, rates: Mapping[str, str]
) -> str | None:
    """The ratio whose value stands right before a change in percentage points."""
    before = quantities[index - 1] if index else None
    if before is None or SENTENCE_END.search(text, before.end, quantities[index].start):
        return None
    return _rate_named(before.counts, rates) if before.unit in SHARES else None


def _direction(before: str) -> int:
    if RISE.search(before):
        return 1
    return -1 if FALL.search(before) else 0


def _year_against(before: str, year: int) -> int:
    match = NAMED_YEAR.search(before)
    if match is not None and int(match[1]) < year:
        return int(match[1])
    return year - 2 if "前年" in before else year - 1


def _base(words: str, subject: Quantity, year: int, vocabulary: Vocabulary) -> str | None:
    """The metric that the words after 占 name: 占受理总数的."""
    return (
        words_to_metric(BASE_ENDS.sub("", words) + "申请", subject.unit, year, vocabulary) if words else None
    )


def _rate_named(counts: str, rates: Mapping[str, str]) -> str | None:
    """The ratio whose name the words are; 主动公开率 is not 公开率."""
    return next(
        (ratio for name, ratio in rates.items() if RATE_PREFIX.fullmatch(counts.removesuffix(name))), None
    )


@functools.lru_cache(maxsize=16)
def _rates(vocabulary: Vocabulary) -> dict[str, str]:
    """The ratios by their printed names, the longest first."""
    names = {ratio.zh: ratio.id for ratio in vocabulary.ratios.values()}
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


@functools.lru_cache(maxsize=16)
def _words(vocabulary: Vocabulary) -> re.Pattern[str]:
    named = (f"(?P<a{number}>{entry.words})" for number, entry in enumerate(vocabulary.assertions))
    return re.compile("|".join(named) or "(?!)")
