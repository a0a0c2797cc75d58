"""What a brief is written from: the reports of one body, its comparison, its findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import polars as pl
from attrs import field, frozen

from yoycompare.briefs.courses import has_change
from yoycompare.briefs.yearly.blocks import Number, Text, fill, shortened
from yoycompare.charts.shared.scales import DECIMALS, Scale
from yoycompare.charts.shared.wording import Wording
from yoycompare.checks import Findings
from yoycompare.comparisons import Comparison, Reason
from yoycompare.comparisons.numerals import MINUS, number_text
from yoycompare.panels import Panel
from yoycompare.reports import Report
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["Material"]

SHOWN_PLACES: Final = 3  # of a sum; the findings as a file have them all
OVER_BREAK: Final = re.compile("(?:^|; )break: ")
ID: Final = re.compile(r"\w+(?:\.\w+)+", re.ASCII)


@frozen(kw_only=True, eq=False)
class Material:
    """All of it, and how its numbers are told."""

    panel: Panel
    change: Comparison
    findings: Findings = field(repr=False)
    report: Report
    earlier: Report | None
    own: tuple[Report, ...]  # all of the body and scope, in order of their years
    words: dict[str, Any] = field(repr=False)
    wording: Wording = field(repr=False)
    files: Mapping[str, str] = field(repr=False)

    @property
    def entity(self) -> str:
        """The body."""
        return self.report.entity

    @property
    def year(self) -> int:
        """The later year."""
        return self.report.year

    @property
    def lang(self) -> str:
        """The language."""
        return self.wording.lang

    @property
    def vocabulary(self) -> Vocabulary:
        """That of the comparison."""
        return self.change.vocabulary

    def rows(self, applicant: str | None = TOTAL) -> pl.DataFrame:
        """The rows of the comparison for the body, all its years, in the order of the vocabulary."""
        own = self.change.frame.filter(
            pl.col("entity") == self.entity, pl.col("scope") == str(self.report.scope)
        )
        return own if applicant is None else own.filter(pl.col("applicant") == applicant)

    @property
    def own_years(self) -> list[int]:
        """The years that the body's own reports give figures of, in order, up to the later year."""
        own = self.rows().filter(
            pl.col("value").is_not_null(), pl.col("vintage") == pl.col("year"), pl.col("year") <= self.year
        )
        return sorted(own["year"].unique().to_list())

    def name(self, metric: str) -> str:
        """The name of a metric or ratio."""
        return str(getattr(self.vocabulary.described(metric), self.lang))

    def unit(self, row: Mapping[str, Any]) -> str:
        """What is counted; nothing for a rate, whose numbers carry their sign."""
        return "" if self.is_rate(row) else str(getattr(self.vocabulary.units[row["unit"]], self.lang))

    def is_rate(self, row: Mapping[str, Any]) -> bool:
        """Whether its change is one of percentage points."""
        return bool(row["kind"] == str(Kind.RATE))

    def scale(self, row: Mapping[str, Any]) -> Scale:
        """How its numbers are printed."""
        return Scale(unit=self.unit(row), rate=self.is_rate(row), wording=self.wording)

    def value(self, row: Mapping[str, Any], prefix: str = "") -> str | Number:
        """A value of a row, bound to its place; the status where there is none."""
        value = row["value" if not prefix else "previous"]
        if value is None:
            # What is computed stands in no cell that could be blank.
            status = None if self.is_rate(row) else row[f"{prefix}status"]
            return str(self.words["statuses"].get(status, "—"))
        return Number(self.scale(row).number(value), self.place(row, prefix), f"m-{row['metric']}")

    def place(self, row: Mapping[str, Any], prefix: str = "") -> str:
        """Where a value stands: file, place and printed text, or the formula that gave it."""
        if row[f"{prefix}formula"]:
            return str(self.words["formula"].format(formula=self.formula(row[f"{prefix}formula"])))
        doc = row[f"{prefix}doc"] or ""
        return self.located(doc, row[f"{prefix}place"] or "", row[f"{prefix}raw"] or "")

    def located(self, doc: str, place: str, raw: str) -> str:
        """A file, a place in it and the text that is printed there."""
        where = self.where(doc, place)
        return str(self.words["file"].format(where=where, raw=shortened(raw))) if raw else where

    def where(self, doc: str, place: str) -> str:
        """A file and a place in it."""
        places = place.split("; ")
        spoken = str(self.words["places_comma"]).join(places[:SHOWN_PLACES])
        if len(places) > SHOWN_PLACES:
            spoken += self.words["more_places"].format(count=len(places) - SHOWN_PLACES)
        for pattern, words in self.words["places"]:
            spoken = re.sub(pattern, words, spoken)
        return f"{self.files.get(doc, doc[:12])} {spoken}".strip()

    def formula(self, text: str) -> str:
        """A formula with the names of its metrics; other text as it is."""
        if not any(sign in text for sign in (" + ", " - ", " / ")):
            return text
        applicants = self.vocabulary.applicants
        known = {**self.vocabulary.metrics, **self.vocabulary.ratios}
        named = ID.sub(lambda match: self.name(match[0]) if match[0] in known else match[0], text)
        for kind, applicant in applicants.items():
            whom = self.wording.aside.format(getattr(applicant, self.lang))
            named = named.replace(f"[{kind}]", whom)
        return named

    def moved(self, row: Mapping[str, Any]) -> Text:
        """The change of a row in words, its size without a sign; it must have one."""
        scale, words = self.scale(row), self.words
        rate = row["points"] is not None
        change = row["points"] if rate else row["difference"]
        pair = {name: number_text(row[name], rate=False) for name in ("value", "previous")}
        target, text = f"m-{row['metric']}", scale.change(change)
        if (round(change, DECIMALS) if rate else change) == 0:
            return (words["same_value"], *self._over_break(row))
        ends = pair if change > 0 else {"value": pair["previous"], "previous": pair["value"]}
        said = fill(
            words["more" if change > 0 else "less"]["rate" if rate else "count"],
            size=Number(
                text.removeprefix("+").removeprefix(MINUS), words["difference_of"].format(**ends), target
            ),
            unit=self.unit(row),
        )
        if not rate and row["percent"] is None:
            said = fill(words["no_percent"], moved=said, reason=self.reason(row))
        elif not rate:
            percent = Number(scale.percent(row["percent"]), words["percent_of"].format(**pair), target)
            said = fill(words["how_much"], moved=said, percent=percent)
        return (*said, *self._over_break(row))

    def is_over_break(self, row: Mapping[str, Any]) -> bool:
        """Whether a change was asked for although the two figures do not mean the same."""
        return has_change(row) and OVER_BREAK.search(row["note"] or "") is not None

    def _over_break(self, row: Mapping[str, Any]) -> Text:
        return (self.words["over_break"],) if self.is_over_break(row) else ()

    def reason(self, row: Mapping[str, Any]) -> str:
        """Why a change is not there."""
        reason = Reason(row["change_reason"] or Reason.MISSING)
        return self.wording.reasons[reason].format(row["year"] - 1)
