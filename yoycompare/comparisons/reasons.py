"""Why a change is undefined."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Reason"]


class Reason(StrEnum):
    """Why something in a row of a comparison is null; never 0, 100 % or infinity instead."""

    MISSING = "missing"  # the value, or that of the year before, is not there
    ZERO_BASE = "zero_base"  # the figure to divide by is 0
    NO_BASE = "no_base"  # the base year has no value
    BREAK = "break"  # the two figures do not mean the same: another form
    SCOPE = "scope"  # the year before is there for another scope only
    NOT_ON_FORM = "not_on_form"  # the form does not ask for it
