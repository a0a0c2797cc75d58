"""The result of a comparison: a frame, a table for people, and an explanation of each number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import polars as pl
from attrs import field, frozen

from yoycompare.comparisons.numerals import change_text, number_text, percent_text, points_text
from yoycompare.errors import ComparisonError
from yoycompare.reports import Origin
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Kind, Metric, Ratio
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["COLUMNS", "Comparison"]

COLUMNS: Final = (
    "entity",
    "scope",
    "metric",
    "applicant",
    "year",
    "value",
    "previous",
    "difference",
    "percent",
    "points",
    "index",
    "base",
    "reason",
    "note",
    "change_reason",
    "index_reason",
    "level",
    "kind",
    "low",
    "high",
    "unit",
    "status",
    "source",
    "basis",
    "form",
    "categories",
    "vintage",
    "doc",
    "place",
    "raw",
    "formula",
    "previous_status",
    "previous_source",
    "previous_basis",
    "previous_form",
    "previous_vintage",
    "previous_doc",
    "previous_place",
    "previous_raw",
    "previous_formula",
    "numerator",
    "denominator",
    "interval_low",
    "interval_high",
)

LANGUAGES: Final = ("en", "zh")


@frozen(kw_only=True, eq=False)
class Comparison:
    """Values with their change from the year before and their index.

    Attributes
    ----------
    frame
        One row per entity, scope, metric, applicant and year, metrics in the order of the
        vocabulary, ratios after them. Columns: `value` and `previous` (the year before, exactly),
        `difference` (counts and money), `percent` (96.9 means 96.9 %), `points` (percentage points, of
        rates only), `index` and `base` (the year that is 100), `reason` (why the change, or else the
        index, is null; `change_reason` and `index_reason` keep the two apart), `note`; then level, kind,
        low, high, unit, status, source, basis, form, categories, vintage, doc, place, raw, formula, and
        status, source, basis, form, vintage, doc, place, raw, formula of the year before as `previous_…`;
        of ratios numerator, denominator and the 95 % interval of the share (Wilson), where it is one.
    base
        The base year that was asked for.
    lag
        How many years before the previous value stands.
    """

    frame: pl.DataFrame = field(repr=False)
    base: int | None
    lag: int = 1
    vocabulary: Vocabulary = field(repr=False)

    def __repr__(self) -> str:
        years = self.frame["year"].unique().sort().to_list()
        span = f"{years[0]}-{years[-1]}" if years else "no years"
        return f"Comparison({self.frame.height} rows, {self.frame['entity'].n_unique()} entities, {span}, base {self.base})"

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The frame as a stream of Arrow: pandas, pyarrow, DuckDB and others take a comparison as it is."""
        return self.frame.__arrow_c_stream__(requested_schema)

    def table(
        self,
        *,
        entity: str | None = None,
        year: int | None = None,
        metrics: Iterable[str] | None = None,
        applicant: str = TOTAL,
        lang: str = "en",
    ) -> pl.DataFrame:
        """The comparison as texts to print, a row a metric and year.

        Parameters
        ----------
        entity, year
            Keep one entity, one year; None keeps all.
        metrics
            Ids to keep, in the order of the vocabulary; None keeps the headline metrics and ratios.
        lang
            `en` or `zh`, for the names of metrics.

        Returns
        -------
        polars.DataFrame
            Columns entity, year, metric, previous, value, change, percent, index, reason; all text
            but the year. Percentage points stand in `change`, with their unit.
        """
        if lang not in LANGUAGES:
            raise ComparisonError(f"lang {lang!r}", "no such language", f"use {' or '.join(LANGUAGES)}")
        described: dict[str, Metric | Ratio] = {**self.vocabulary.metrics, **self.vocabulary.ratios}
        wanted = (
            list(metrics)
            if metrics is not None
            else [key for key, item in described.items() if item.headline]
        )
        for metric in wanted:
            self.vocabulary.described(metric)
        rows = self.frame.filter(pl.col("metric").is_in(wanted), pl.col("applicant") == applicant)
        if entity is not None:
            rows = rows.filter(pl.col("entity") == entity)
        if year is not None:
            rows = rows.filter(pl.col("year") == year)
        if rows.is_empty():
            named = {"entity": entity, "year": year, "applicant": applicant}
            asked = ", ".join(f"{name} {value}" for name, value in named.items() if value is not None)
            raise ComparisonError(asked, "the comparison has no such row", f"it holds {self._holdings()}")
        printed = [
            _row_to_texts(row, getattr(described[row["metric"]], lang)) for row in rows.iter_rows(named=True)
        ]
        return pl.DataFrame(printed)

    def explain(
        self, entity: str, year: int, metric: str, applicant: str = TOTAL, *, scope: str | None = None
    ) -> str:
        """Where a number and its change come from: formula, both values, their places and statuses.

        Raises
        ------
        VocabularyError
            There is no such metric.
        ComparisonError
            The comparison has no such row.
        """
        definition = self.vocabulary.described(metric)
        rows = self.frame.filter(
            pl.col("entity") == entity,
            pl.col("year") == year,
            pl.col("metric") == metric,
            pl.col("applicant") == applicant,
        )
        if scope is not None:
            rows = rows.filter(pl.col("scope") == scope)
        if rows.is_empty():
            where = f"{entity}, {year}, {metric}, {applicant}"
            raise ComparisonError(where, "the comparison has no such row", f"it holds {self._holdings()}")
        if rows.height > 1:
            scopes = ", ".join(rows["scope"].to_list())
            raise ComparisonError(
                entity, f"it reports for several scopes ({scopes})", "name one with scope=..."
            )
        row = rows.row(0, named=True)
        lines = [
            f"{metric} ({definition.zh}, {definition.en}), {entity}, {applicant}, {year}",
            f"  {definition.definition_en}",
            *self._value_lines(row, year, ""),
            *(
                self._value_lines(row, year - self.lag, "previous_")
                if row["previous_status"] is not None
                else ()
            ),
            *_change_lines(row),
        ]
        return "\n".join(lines)

    def _value_lines(self, row: dict[str, Any], year: int, prefix: str) -> list[str]:
        rate = row["kind"] == str(Kind.RATE)
        printed = number_text(row["previous" if prefix else "value"], rate=rate) or "no value"
        unit = "" if rate or printed == "no value" else f" {self.vocabulary.units[row['unit']].en}"
        said, vintage = row[f"{prefix}source"], row[f"{prefix}vintage"]
        if vintage != year:
            said += f", stated by the report of {vintage}"
        form = row[f"{prefix}form"] or "unknown"
        lines = [f"  {year}: {printed}{unit} ({row[f'{prefix}status']}, {said}, form {form})"]
        if row[f"{prefix}formula"]:
            lines.append(f"    = {row[f'{prefix}formula']}")
        printed_or_not = "figures" if row[f"{prefix}source"] == str(Origin.DERIVED) else "printed"
        for name, column in ((printed_or_not, "raw"), ("place", "place"), ("document: sha256", "doc")):
            if row[f"{prefix}{column}"]:
                lines.append(f"    {name}: {row[f'{prefix}{column}']}")
        return lines

    def _holdings(self) -> str:
        entities = self.frame["entity"].unique(maintain_order=True).to_list()
        years = self.frame["year"].unique().sort().to_list()
        shown = ", ".join(entities[:5]) + (" …" if len(entities) > 5 else "")
        return f"{shown}; {', '.join(map(str, years))}"


def _row_to_texts(row: dict[str, Any], name: str) -> dict[str, Any]:
    rate = row["kind"] == str(Kind.RATE)
    return {
        "entity": row["entity"],
        "year": row["year"],
        "metric": name,
        "previous": number_text(row["previous"], rate=rate),
        "value": number_text(row["value"], rate=rate),
        "change": points_text(row["points"]) if rate else change_text(row["difference"]),
        "percent": percent_text(row["percent"]),
        "index": number_text(row["index"], rate=False, decimals=1),
        "reason": row["reason"] or "",
    }


def _change_lines(row: dict[str, Any]) -> list[str]:
    rate = row["kind"] == str(Kind.RATE)
    value, previous = number_text(row["value"], rate=rate), number_text(row["previous"], rate=rate)
    lines = []
    if row["difference"] is not None:
        lines.append(f"  difference: {value} − {previous} = {change_text(row['difference'])}")
    if row["percent"] is not None:
        lines.append(f"  percent: 100 * ({value} − {previous}) / {previous} = {percent_text(row['percent'])}")
    if row["points"] is not None:
        lines.append(
            f"  percentage points (unrounded rates): {value} − {previous} = {points_text(row['points'])}"
        )
    if row["index"] is not None:
        lines.append(f"  index, {row['base']} = 100: {number_text(row['index'], rate=False, decimals=1)}")
    if row["change_reason"]:
        undefined = "percent" if row["difference"] is not None else "change"
        lines.append(f"  no {undefined}: {row['change_reason']}")
    if row["note"]:
        lines.append(f"  note: {row['note']}")
    return lines
