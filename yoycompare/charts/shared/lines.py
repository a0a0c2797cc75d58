"""Lines over years, as `trend` and `index` draw them: rows of a comparison → frame, and notes about it.

A line joins two years only where the comparison gives the change between them. So it never crosses a
missing year, nor a break in the series that nobody asked to ignore.
"""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from yoycompare.charts.shared.scales import Scale
from yoycompare.charts.shared.wording import Wording
from yoycompare.comparisons import Reason
from yoycompare.comparisons.comparability import judge_pairs
from yoycompare.errors import ChartError
from yoycompare.reports import Origin
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Comparability, Kind

__all__ = [
    "BREAK",
    "MOST_LINES",
    "absences",
    "check_count",
    "rows_to_lines",
    "rule_notes",
    "series_to_gaps",
    "series_to_years",
]

MOST_LINES: Final = 7  # colours that can be told apart, see print.mplstyle
BREAK: Final = "break"  # a rule where figures do not compare
FORM: Final = "form"  # a rule where they do, though the form is another


def check_count(frame: pl.DataFrame, what: str, parameter: str) -> None:
    """Refuse more lines than a reader can tell apart."""
    count = frame["series"].n_unique()
    if count > MOST_LINES:
        raise ChartError(
            what, f"{count} lines cannot be told apart", f"name at most {MOST_LINES} in `{parameter}`"
        )


def rows_to_lines(rows: pl.DataFrame, y: str, vocabulary: Vocabulary) -> pl.DataFrame:
    """What lines show, from rows of a comparison with a column `series`, sorted by series and year.

    Returns
    -------
    polars.DataFrame
        The rows and these columns: `y`; `change`, the difference or the percentage points; `segment`,
        the number of the unbroken piece of line that a point belongs to (null without a value);
        `stated_by`, the year of the report that states a linked value; `rule`, `break` or `form`
        where the form changed since the row before, with `rule_at` (half way between the years),
        `rule_from` (year of the row before), `form_before` and `form_after`; `over_break`, true where
        the change spans a break because that was asked for.
    """
    frame = rows.with_columns(y=pl.col(y), change=pl.coalesce("difference", "points")).with_row_index("row")
    frame = frame.with_columns(
        pl.col("y", "year", "categories").shift(1).over("series").name.prefix("before_")
    )
    judged = judge_pairs(frame, "before_categories", "categories", "judged", vocabulary).sort("row")
    broken = (pl.col("judged") != str(Comparability.EXACT)).fill_null(value=False)
    other = pl.Series(
        [_is_other_form(*pair) for pair in judged.select("before_categories", "categories").iter_rows()]
    )
    changed = pl.col("judged").is_not_null() & other
    joined = (pl.col("before_year") == pl.col("year") - 1) & pl.all_horizontal(
        pl.col("before_y", "y", "change").is_not_null()
    )
    joined = joined.fill_null(value=False)
    return judged.with_columns(
        segment=pl.when(pl.col("y").is_not_null()).then((~joined).cum_sum().over("series")),
        stated_by=pl.when(pl.col("source") == str(Origin.LINKED)).then(pl.col("vintage")),
        rule=pl.when(broken).then(pl.lit(BREAK)).when(changed).then(pl.lit(FORM)),
        rule_at=pl.when(broken | changed).then((pl.col("before_year") + pl.col("year")) / 2),
        rule_from="before_year",
        form_before="before_categories",
        form_after="categories",
        over_break=broken & joined,
    ).drop("row", "judged", "before_y", "before_year", "before_categories")


def _is_other_form(before: str | None, after: str) -> bool:
    """Whether two sets of categories have no form in common; prose may fit several."""
    return before is not None and not {*before.split()} & {*after.split()}


def rule_notes(frame: pl.DataFrame, vocabulary: Vocabulary, wording: Wording) -> list[str]:
    """Which forms stand on both sides of each rule."""
    notes: dict[str, None] = {}
    for row in frame.filter(pl.col("rule").is_not_null()).sort("rule_at").iter_rows(named=True):
        template = wording.break_note if row["rule"] == BREAK else wording.form_note
        forms = (_forms_text(row[name], vocabulary, wording) for name in ("form_before", "form_after"))
        notes[template.format(wording.year_range.format(row["rule_from"], row["year"]), *forms)] = None
    if frame["over_break"].any():
        notes[wording.over_note] = None
    return list(notes)


def _forms_text(categories: str, vocabulary: Vocabulary, wording: Wording) -> str:
    names = [
        str(getattr(vocabulary.forms[form], wording.lang))
        for form in categories.split()
        if form in vocabulary.forms
    ]
    return " / ".join(names)


def absences(frame: pl.DataFrame, wording: Wording, scale: Scale) -> str:
    """The years without a value, and what stands there instead; empty where none is missing."""
    texts = []
    several = frame["series"].n_unique() > 1
    for series in frame.partition_by("series", maintain_order=True):
        reasons: dict[str, list[int]] = {}
        for year, row in series_to_gaps(series).items():
            reasons.setdefault(_absence(row, wording, scale), []).append(year)
        absent = [wording.ranges(years) + wording.aside.format(reason) for reason, years in reasons.items()]
        if absent:
            texts.append((f"{series['series'][0]} " if several else "") + wording.list_comma.join(absent))
    return wording.absent.format(wording.semicolon.join(texts)) if texts else ""


def series_to_gaps(series: pl.DataFrame) -> dict[int, dict[str, Any] | None]:
    """The years between the first and the last in which there is nothing to draw, with the row if there is one."""
    rows = {row["year"]: row for row in series.iter_rows(named=True)}
    return {
        year: rows.get(year)
        for year in series_to_years(series)
        if year not in rows or rows[year]["y"] is None
    }


def series_to_years(series: pl.DataFrame) -> range:
    """All years from the first to the last."""
    years = series["year"].to_list()
    return range(min(years), max(years) + 1)


def _absence(row: dict[str, Any] | None, wording: Wording, scale: Scale) -> str:
    """Why there is nothing to draw in a year."""
    if row is None:
        return wording.nothing
    if row["value"] is not None:
        return wording.break_reason  # an index; a metric without a base is not drawn at all
    if row["low"] is not None:
        return wording.at_least.format(scale.number(row["low"]))
    if row["kind"] == str(Kind.RATE):
        return wording.denominator if row["reason"] == Reason.ZERO_BASE else wording.nothing
    return wording.statuses.get(row["status"], wording.nothing)
