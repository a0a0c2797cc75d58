"""The output for people: the official form, empty, filled, or as this year's draft."""

from yoycompare.briefs.official.drafting import draft
from yoycompare.briefs.official.form import Computed, OfficialForm, form

__all__ = ["Computed", "OfficialForm", "draft", "form"]
