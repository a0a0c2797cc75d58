"""Numbers that a sentence divides by region, level or department, and their parts.

3607件（市政府349件、沭阳县477件、…）; 各地处理28042件，省级部门处理2615件. A list is a breakdown where its parts sum to
a number before it, or to a caseload that the report's figures add up to; where they do not, only a list in brackets or
after 其中 whose members are all bodies is kept, with the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from yoycompare.reports.report import Axis, Breakdown, Observation, Part, Quantity
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["text_to_breakdowns"]

OPENING: Final = re.compile(r"[ 　]{0,2}[（(](?:其中)?[：:，,]?")
NAME_MARKS: Final = re.compile(r"[，。；、,;：:！？\n（()）]|其中")
REMARK: Final = re.compile(r"[（(][^（）()，。；]{1,16}[）)]\Z")  # 县（区）
LEVELS: Final = re.compile(
    r"各地|各市|各县|各区|各乡镇|各镇|各街道|各级|本级|省级|市级|县级|区级|乡级|镇级|省直|市直|县直|区直|基层|垂管|各部门|各单位|所属"
)
REGION: Final = re.compile(
    r"(?:[省市县区州旗盟镇乡村]|街道|开发区|园区|新区|高新区|林区|群岛)(?:人民政府|政府)?\Z|市政府\Z|政府\Z"
)
DEPARTMENT: Final = re.compile(
    r"(?:[局委厅办院处所站队署]|部门|公司|中心|办公室|委员会|分局|总队|支队|大队|机关|学校|大学|医院)\Z"
)
ACTION: Final = re.compile(
    r"(?:共|各|分别|累计)?(?:收到|受理|办理|处理|答复|办结|接收|收办)?(?:政府信息公开)?(?:申请)?(?:共|为|有|计)?\Z"
)
SAME_NAME: Final = re.compile(r"(?:实际|共|合计)?(?:收取|收费|缴纳|缴费|金额)?(?:共|为|计)?")
RATES: Final = frozenset({"%", "‰", "个百分点", "百分点", "倍", "成"})
LONGEST: Final = 400  # quantities that one list may hold
REACH: Final = 8000  # characters that one list may take
TRIES: Final = 3  # quantities of one sentence at which a list may begin that sums to nothing
HEADS: Final = 12  # quantities before a list among which its whole is sought


@frozen
class Member:
    """A quantity of a list with the name before it."""

    name: str
    quantity: Quantity
    axis: Axis


def text_to_breakdowns(
    text: str, quantities: Sequence[Quantity], observations: Sequence[Observation]
) -> tuple[Breakdown, ...]:
    """The breakdowns of a text by region, level or department.

    Parameters
    ----------
    observations
        The report's own; a caseload among them may be the whole of a list.
    """
    found: list[Breakdown] = []
    index, tried = 0, 0
    while index < len(quantities):
        after = _list_from(text, quantities, index)
        breakdowns = _of_list(text, quantities, index, after, observations)
        found += breakdowns
        tried = 0 if after <= index + 1 else tried + 1
        if breakdowns or tried > TRIES:
            index, tried = after, 0
        else:
            index += 1
    return tuple(found)


def _list_from(text: str, quantities: Sequence[Quantity], index: int) -> int:
    """The index after the last quantity of a list that begins with one: up to the closing bracket or the sentence's end."""
    quantity, previous = quantities[index], quantities[index - 1] if index else None
    opening = OPENING.match(text, previous.end) if previous is not None else None
    if opening is not None and opening.end() <= quantity.start:
        end = _first(text, "）)", opening.end(), opening.end())
    elif _name_before(text, quantity, previous)[1] is not Axis.OTHER:
        end = _first(text, "。\n", quantity.end, len(text))
    else:
        return index + 1
    after = index + 1
    while after < len(quantities) and after - index < LONGEST and quantities[after].end <= end:
        after += 1
    return after


def _first(text: str, marks: str, start: int, otherwise: int) -> int:
    """Where the first of some marks stands, in reach of a list."""
    found = [at for mark in marks if (at := text.find(mark, start, start + REACH)) >= 0]
    return min(found, default=otherwise)


def _of_list(
    text: str, quantities: Sequence[Quantity], first: int, after: int, observations: Sequence[Observation]
) -> list[Breakdown]:
    """The breakdowns, one for each unit, that the quantities of a list are."""
    if after - first < 2:
        return []
    members = list(_members(text, quantities, first, after))
    bracketed = OPENING.search(text, quantities[first - 1].end, quantities[first].start) if first else None
    before = quantities[max(0, first - HEADS) : first]
    found = []
    for unit in dict.fromkeys(member.quantity.unit for member in members):
        same = [
            member for member in members if member.quantity.unit == unit and member.axis is not Axis.OTHER
        ]
        breakdown = (
            _breakdown(same, before, observations, sure=bracketed is not None) if len(same) > 1 else None
        )
        if breakdown is not None:
            found.append(breakdown)
    return found


def _members(text: str, quantities: Sequence[Quantity], first: int, after: int) -> Iterator[Member]:
    name, axis = "", Axis.OTHER
    for index in range(first, after):
        quantity = quantities[index]
        own, own_axis = _name_before(text, quantity, quantities[index - 1] if index else None)
        if own and not SAME_NAME.fullmatch(own):
            name, axis = own, own_axis
        if quantity.value is not None:
            yield Member(name, quantity, axis)


def _name_before(text: str, quantity: Quantity, previous: Quantity | None) -> tuple[str, Axis]:
    """The name right before a number, without what it does, and what sort of name that is."""
    floor = max(quantity.start - 40, previous.end if previous is not None else 0)
    before = text[floor : quantity.start].strip()
    remark = REMARK.search(before)
    words = NAME_MARKS.split(before[: remark.start()] if remark else before)[-1].strip()
    name = ACTION.sub("", words)
    if not name:
        return words, Axis.OTHER
    axis = Axis.REGION if REGION.search(name) else Axis.OTHER
    axis = Axis.DEPARTMENT if DEPARTMENT.search(name) else axis
    return name + (remark[0] if remark else ""), Axis.LEVEL if LEVELS.search(name) else axis


def _breakdown(
    members: Sequence[Member], before: Sequence[Quantity], observations: Sequence[Observation], *, sure: bool
) -> Breakdown | None:
    parts = tuple(Part(name=member.name, quantity=member.quantity) for member in members)
    total = sum((member.quantity.value or Decimal(0) for member in members), Decimal(0))
    axes = [member.axis for member in members]
    axis = max(dict.fromkeys(axes), key=axes.count)
    unit = parts[0].quantity.unit
    heads = [item for item in reversed(before) if item.value is not None and item.unit not in RATES]
    same = [item for item in heads if item.unit == unit]
    fitting = [item for item in (*same, *heads) if item.value == total]  # 580家 = 66个 + 514个
    head = next(iter(fitting), same[0] if same and sure else None)
    if head is not None and head.value is not None:
        return Breakdown(
            metric=head.metric, axis=axis, whole=head.value, quantity=head, formula="", parts=parts
        )
    for item in observations:
        if item.value == total and item.applicant == TOTAL and item.formula:
            return Breakdown(
                metric=item.metric, axis=axis, whole=total, quantity=None, formula=item.formula, parts=parts
            )
    return None
