"""Who applied: 自然人申请3493件、法人或其他组织申请114件 divide a number that stands before them.

Which number, the arithmetic says: the one that they sum to. One that stands alone after 其中 is part of the
last statement of requests before it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve

from yoycompare.reports.prose.phrases import sentence_before
from yoycompare.reports.report import Quantity
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import SplitType
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["with_applicants"]

APPLIED: Final = "(?:申请人|申请|提出|提交|的|共|为|有|数量|：|:){0,4}[ 　]{0,2}"
WORDINGS: Final = {"organization": "法人(?:或|和|及|、|或者)?其他组织|法人及组织|法人"}
AMONG: Final = "其中"
TOGETHER: Final = 8  # kinds of applicants that one sentence lists


def with_applicants(quantities: Sequence[Quantity], text: str, vocabulary: Vocabulary) -> list[Quantity]:
    """The quantities, those of one kind of applicant with the metric that they divide.

    Parameters
    ----------
    quantities
        All quantities of the text, in their order, with the metrics that their wording states.
    """
    found = list(quantities)
    pattern = _pattern(vocabulary)
    group: list[int] = []
    for index, quantity in enumerate(quantities):
        kind = _applicant_of(quantity, text, quantities[index - 1].end if index else 0, pattern)
        if kind is None:
            continue
        if group and (
            len(group) >= TOGETHER or text.find("。", quantities[group[-1]].end, quantity.start) >= 0
        ):
            group = []
        group.append(index)
        found[index] = evolve(quantity, metric=None, applicant=kind, alternatives=())
        _settle(found, group, text, vocabulary)
    return [
        item if item.metric or item.applicant == TOTAL else evolve(item, applicant=TOTAL) for item in found
    ]


def _applicant_of(quantity: Quantity, text: str, floor: int, pattern: re.Pattern[str]) -> str | None:
    match = pattern.search(text, max(floor, quantity.start - 40), quantity.start)
    return match.lastgroup if match is not None and quantity.value is not None else None


def _settle(found: list[Quantity], group: list[int], text: str, vocabulary: Vocabulary) -> None:
    """Give a group the metric of the number that it sums to, or that it is said to be among."""
    values = [found[index].value or Decimal(0) for index in group]
    heads = [
        item
        for item in found[max(0, group[0] - 24) : group[0]]
        if item.metric in _divided(vocabulary)
        and item.applicant == TOTAL
        and item.unit == found[group[0]].unit
    ]
    whole = next((item for item in reversed(heads) if item.value == sum(values) and len(group) > 1), None)
    decision = ""
    if whole is not None:
        decision = f"{' + '.join(str(value) for value in values)} = {whole.text}"
    elif AMONG in sentence_before(text, found[group[0]].start):
        whole = next(
            (item for item in reversed(heads) if item.value is not None and sum(values) <= item.value), None
        )
    if whole is None:
        return
    for index in group:
        found[index] = evolve(found[index], metric=whole.metric, decision=decision)


@functools.lru_cache(maxsize=16)
def _divided(vocabulary: Vocabulary) -> frozenset[str]:
    """The metrics that are counted for each kind of applicant."""
    splits = (s for s in vocabulary.splits if s.type is SplitType.PARTITION and s.applicants == "each")
    return frozenset(metric for split in splits for metric in (split.whole, *split.parts))


@functools.lru_cache(maxsize=16)
def _pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    named = (
        f"(?P<{kind}>{WORDINGS.get(kind, re.escape(applicant.zh))})"
        for kind, applicant in vocabulary.applicants.items()
        if kind != TOTAL
    )
    return re.compile(f"(?:{'|'.join(named) or '(?!)'}){APPLIED}\\Z")
