"""Why a change is undefined."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["MEANINGS", "Reason"]


class Reason(StrEnum):
    """Why something in a row of a comparison is null; never 0, 100 % or infinity instead."""

    MISSING = "missing"
    ZERO_BASE = "zero_base"
    NO_BASE = "no_base"
    BREAK = "break"
    SCOPE = "scope"
    NOT_ON_FORM = "not_on_form"


MEANINGS: Final = {
    "zh": {
        Reason.MISSING: "本年或上年没有这个数字",
        Reason.ZERO_BASE: "作除数的数字为0：上年为0则无百分比，基年为0则无指数",
        Reason.NO_BASE: "有变化，但基年没有数字，因此没有指数",
        Reason.BREAK: "两年表式不同，数字口径不一",
        Reason.SCOPE: "上年只有另一范围的数字",
        Reason.NOT_ON_FORM: "上年的表式没有此项",
    },
    "en": {
        Reason.MISSING: "the value, or that of the year before, is not there",
        Reason.ZERO_BASE: "the figure to divide by is 0: that of the year before (no percent) or of the base year (no index)",
        Reason.NO_BASE: "the change is there, but no index: the base year has no value",
        Reason.BREAK: "the two figures do not mean the same: another form",
        Reason.SCOPE: "the year before is there for another scope only",
        Reason.NOT_ON_FORM: "the form of the year before does not ask for it",
    },
}
