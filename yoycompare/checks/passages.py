"""The sections and sentences of two reports side by side: what stayed, numbers aside, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from attrs import frozen

from yoycompare.reports import Report
from yoycompare.reports.prose.sections import Sections

__all__ = ["Likeness", "Sentence", "compare_passages", "report_to_passages"]

NUMBERS: Final = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
BLANKS: Final = re.compile(r"\s+")
SENTENCE: Final = re.compile(r"[^。！？；;\n]+[。！？；;]?")
SENTENCE_SIGNS: Final = re.compile(r"[，。]")  # labels and rows of tables have none
SHINGLE: Final = 5  # characters
SHORTEST: Final = 10  # characters of a sentence that is worth naming


@frozen
class Sentence:
    """A sentence, where it stands, and how it reads without its numbers."""

    text: str
    start: int
    end: int
    masked: str


@frozen(kw_only=True)
class Likeness:
    """How much of a section of a report stands in the same section of an earlier one.

    `share` is the part of this report's runs of five characters, numbers masked, that the earlier section has too
    (containment: Broder 1997); `characters` how long the section is; `stayed` the sentences of this report that the
    earlier one has word for word, numbers aside; `new` and `gone` the other sentences of this and of the earlier one.
    """

    section: str
    share: float
    characters: int
    stayed: tuple[Sentence, ...]
    new: tuple[Sentence, ...]
    gone: tuple[Sentence, ...]


def report_to_passages(report: Report) -> dict[str, tuple[Sentence, ...]]:
    """The sentences of each section (一 to 六; empty before the first heading), those of tables left out."""
    sections = Sections.of(report.text)
    bounds = [0, *sections.starts, len(report.text)]
    passages: dict[str, list[Sentence]] = {}
    for start, end in pairwise(bounds):
        passages.setdefault(sections.at(start), []).extend(_sentences(report.text, start, end))
    return {section: tuple(sentences) for section, sentences in passages.items() if sentences}


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    for match in SENTENCE.finditer(text, start, end):
        if SENTENCE_SIGNS.search(match[0]):
            masked = NUMBERS.sub("#", BLANKS.sub("", match[0]))
            yield Sentence(match[0].strip(), match.start(), match.end(), masked)


def compare_passages(report: Report, earlier: Report) -> tuple[Likeness, ...]:
    r"""The sections that both reports have, in the order of the later one.

    Examples
    --------
    >>> from yoycompare.reports import read_report
    >>> head = "某某市{}年政府信息公开工作年度报告\n全年收到政府信息公开申请3件。\n五、存在的主要问题及改进情况\n"
    >>> text = head + "一是主动公开的力度有待加强，{}。二是队伍建设有待加强，{}。"
    >>> one, two = (
    ...     read_report(text.format(year, *words).encode())
    ...     for year, words in ((2023, ("共3件", "人手不足")), (2024, ("共5件", "已新增2人")))
    ... )
    >>> likeness = compare_passages(two, one)[-1]
    >>> likeness.section, [item.text for item in likeness.stayed], round(likeness.share, 2)
    ('五', ['一是主动公开的力度有待加强，共5件。'], 0.8)
    """
    own, other = report_to_passages(report), report_to_passages(earlier)
    return tuple(_likeness(section, own[section], other[section]) for section in own if section in other)


def _likeness(section: str, own: tuple[Sentence, ...], other: tuple[Sentence, ...]) -> Likeness:
    text, earlier = ("".join(item.masked for item in sentences) for sentences in (own, other))
    shingles = _shingles(text)
    known = {item.masked for item in other}
    kept = {item.masked for item in own}
    return Likeness(
        section=section,
        share=len(shingles & _shingles(earlier)) / len(shingles) if shingles else 0.0,
        characters=len(text),
        stayed=tuple(item for item in own if item.masked in known and len(item.masked) >= SHORTEST),
        new=tuple(item for item in own if item.masked not in known),
        gone=tuple(item for item in other if item.masked not in kept),
    )


def _shingles(text: str) -> set[str]:
    return {text[start : start + SHINGLE] for start in range(len(text) - SHINGLE + 1)}
