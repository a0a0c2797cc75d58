"""The output for people: the yearly brief; tables to publish; the official form, empty, filled, or as this year's draft."""

from yoycompare.briefs.official.drafting import draft
from yoycompare.briefs.official.form import Computed, OfficialForm, form
from yoycompare.briefs.publication import publication_table
from yoycompare.briefs.yearly.brief import Brief, brief

__all__ = ["Brief", "Computed", "OfficialForm", "brief", "draft", "form", "publication_table"]
