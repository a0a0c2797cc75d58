"""Where clauses and sentences end, and which phrase says what a number counts."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CLAUSE_MARKS", "clause_before", "counted_phrase", "sentence_before"]

WINDOW: Final = 64  # characters before a number in which the clause begins
SENTENCE: Final = 400  # characters before a number in which its sentence begins
FOLLOWING: Final = 30  # characters after a number that may say what it counts
CLAUSE_MARKS: Final = "，。；,;！？\n"
JOINTS: Final = "、，,和及与 　\n"
SENTENCE_END: Final = re.compile(r"[。！？\n]")
LIST_MARKS: Final = re.compile(r"[，。；,;！？\n：:（()）]")
COUNTED: Final = re.compile(r"[^，。；、,;:：！？\n（()）\d０-９《“]{1,30}")
VERBS: Final = re.compile(
    r"(?:同比|环比|比|较|占|结转|转|顺延|已|均|全部|来自|收取|未|尚|以上|左右|增|减|上升|下降|回落|并|等|和|及|与)"
)
EMPHASIS: Final = re.compile(
    r"(?:均)?(?:分别)?(?:已)?(?:保持在|达到|高达|累计|共计|合计|总计|为|达|共|约|有)+\Z"
)


def sentence_before(text: str, end: int) -> str:
    """What stands before a position in its sentence, at most 400 characters."""
    return SENTENCE_END.split(text[max(0, end - SENTENCE) : end])[-1]


def clause_before(text: str, end: int, floor: int = 0) -> str:
    """What stands before a position in its clause, and after `floor`; a list of names with 、 is one clause."""
    return LIST_MARKS.split(text[max(floor, end - WINDOW, 0) : end])[-1].strip(JOINTS)


def counted_phrase(text: str, start: int, end: int, floor: int = 0) -> str:
    """The phrase that says what a number from `start` to `end` counts: the noun after it, or the words before it.

    `floor` is where the quantity before it ends.

    Examples
    --------
    >>> counted_phrase("公布2批31家环境违法企业", 4, 7), counted_phrase("按时办结率、满意率均为100%。", 11, 15)
    ('环境违法企业', '按时办结率、满意率')
    """
    following = COUNTED.match(text, end, end + FOLLOWING)
    if following is not None and text[end - 1] not in "%％‰倍" and not VERBS.match(following[0]):
        noun = following[0].strip().removeprefix("的")
        if len(noun) > 1:
            return noun
    clause = clause_before(text, _before_bracket(text, start), floor)
    phrase = EMPHASIS.sub("", clause).strip()
    if phrase or start <= floor:
        return phrase
    earlier = start - len(clause) - 1  # 考核结果，累计达158条
    return EMPHASIS.sub("", clause_before(text, max(earlier, floor), floor)).strip() or clause


def _before_bracket(text: str, end: int) -> int:
    """Where a remark in brackets right before a position begins."""
    if not text.endswith(("）", ")"), 0, end):
        return end
    opening = max(text.rfind("（", max(0, end - WINDOW), end), text.rfind("(", max(0, end - WINDOW), end))
    return opening if opening >= 0 else end
