"""A heading that no form knows, at the place of an official one: cut short, misprinted, or another one."""

from __future__ import annotations

from typing import Final

from yoycompare.reports.near_labels import is_near
from yoycompare.reports.report import Match
from yoycompare.vocabulary.labels import heading_without_unit

__all__ = ["heading_to_match"]

SHORTEST_CUT: Final = 2


def heading_to_match(printed: str, official: str) -> Match | None:
    """How a heading in normal form matches the official one at its place; None if it is another one.

    A heading that was cut short is only known by its place, since its neighbours may be cut to the same.

    Examples
    --------
    >>> heading_to_match("本年新", "本年新制作数量"), heading_to_match("上年公开数量", "本年新公开数量")
    (<Match.ORDER: 'order'>, None)
    """
    whole = heading_without_unit(official)
    if len(printed) >= SHORTEST_CUT and (whole.startswith(printed) or whole.endswith(printed)):
        return Match.ORDER
    return Match.NEAR if is_near(printed, whole) else None
