"""Lines over years, as `trend` and `index` draw them: rows → frame, frame → ink.

A line joins two years only where the comparison gives the change between them. So it never crosses a
missing year, nor a break in the series that nobody asked to ignore.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import Any, Final

import matplotlib as mpl
import polars as pl
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from yoycompare.charts.annotations import NOTE_SIZE, POINTS_PER_INCH, SMALL, height_of, spread, top_note, wrap
from yoycompare.charts.scales import Scale
from yoycompare.charts.wording import Wording
from yoycompare.comparisons import Comparison, Reason
from yoycompare.comparisons.comparability import judge_pairs
from yoycompare.errors import ChartError
from yoycompare.reports import Origin
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Comparability

__all__ = ["LINES", "LineInk", "absences", "check_count", "draw_lines", "rows_to_lines", "rule_notes"]

LINES: Final = 7  # colours that can be told apart, see print.mplstyle
GREY: Final = "#555555"
PALE: Final = "#E4E4E4"
LABELLED_YEARS: Final = 8  # from this many on, only the last point of a line has its number beside it
TICKED_YEARS: Final = 14
LABEL_GAP: Final = 7  # points between the last marker and its label
LABEL_ROOM: Final = 112  # points that a label may be wide
MARGIN: Final = 0.45  # of a year, on both sides


def check_count(frame: pl.DataFrame, what: str, parameter: str) -> None:
    """Refuse more lines than a reader can tell apart."""
    count = frame["series"].n_unique()
    if count > LINES:
        raise ChartError(
            what, f"{count} lines cannot be told apart", f"name at most {LINES} in `{parameter}`"
        )


def rows_to_lines(rows: pl.DataFrame, y: str, vocabulary: Vocabulary) -> pl.DataFrame:
    """What lines show, from rows of a comparison with a column `series`, sorted by series and year.

    Returns
    -------
    polars.DataFrame
        The rows and these columns: `y`; `segment`, the number of the unbroken piece of line that a
        point belongs to (null without a value); `stated_by`, the year of the report that states a
        linked value; `change`, the difference or percentage points; `rule`, `break` or `form` where
        the form changed since the row before, with `rule_at` (half way between the years),
        `rule_years`, `form_before` and `form_after`; `over_break`, true where the change spans a
        break because that was asked for.
    """
    before = ["y", "year", "categories"]
    frame = rows.with_columns(y=pl.col(y), change=pl.coalesce("difference", "points"))
    frame = frame.with_columns(pl.col(before).shift(1).over("series").name.prefix("before_"))
    joined = (
        (pl.col("before_year") == pl.col("year") - 1)
        & pl.col("before_y").is_not_null()
        & pl.col("y").is_not_null()
        & pl.col("change").is_not_null()
    ).fill_null(value=False)
    frame = judge_pairs(
        frame.with_row_index("row"), "before_categories", "categories", "judged", vocabulary
    ).sort("row")
    broken = (pl.col("judged") != str(Comparability.EXACT)).fill_null(value=False)
    forms = pl.struct("before_categories", "categories").map_elements(_is_other_form, return_dtype=pl.Boolean)
    changed = (pl.col("judged").is_not_null() & forms).fill_null(value=False)
    return frame.with_columns(
        segment=pl.when(pl.col("y").is_not_null()).then((~joined).cum_sum().over("series")),
        stated_by=pl.when(pl.col("source") == str(Origin.LINKED)).then(pl.col("vintage")),
        rule=pl.when(broken).then(pl.lit("break")).when(changed).then(pl.lit("form")),
        rule_at=pl.when(broken | changed).then((pl.col("before_year") + pl.col("year")) / 2),
        rule_from="before_year",
        form_before="before_categories",
        form_after="categories",
        over_break=broken & joined,
    ).drop("row", "judged", *(f"before_{name}" for name in before))


def _is_other_form(pair: dict[str, str]) -> bool:
    """Whether two sets of categories have no form in common; prose may fit several."""
    return not {*pair["before_categories"].split()} & {*pair["categories"].split()}


def rule_notes(frame: pl.DataFrame, vocabulary: Vocabulary, wording: Wording) -> list[str]:
    """Which forms stand on both sides of each rule."""
    notes: dict[str, None] = {}
    for row in frame.filter(pl.col("rule").is_not_null()).sort("rule_at").iter_rows(named=True):
        template = wording.break_note if row["rule"] == "break" else wording.form_note
        forms = (_forms_text(row[name], vocabulary, wording) for name in ("form_before", "form_after"))
        notes[template.format(wording.year_range.format(row["rule_from"], row["year"]), *forms)] = None
    return list(notes)


def _forms_text(categories: str, vocabulary: Vocabulary, wording: Wording) -> str:
    names = [
        str(getattr(vocabulary.forms[form], wording.lang))
        for form in categories.split()
        if form in vocabulary.forms
    ]
    return " / ".join(names)


def absences(frame: pl.DataFrame, comparison: Comparison, wording: Wording, scale: Scale) -> str:
    """Each year without a value, and what stands there instead; empty where none is missing."""
    texts = []
    several = frame["series"].n_unique() > 1
    for series in frame.partition_by("series", maintain_order=True):
        rows = {row["year"]: row for row in series.iter_rows(named=True)}
        absent = [
            _absence(rows.get(year), year, comparison, wording, scale)
            for year in _years_of(series)
            if _lacks(rows, year)
        ]
        if absent:
            texts.append((f"{series['label'][0]} " if several else "") + wording.list_comma.join(absent))
    return wording.absent.format(wording.semicolon.join(texts)) if texts else ""


def _years_of(series: pl.DataFrame) -> range:
    years = series["year"].to_list()
    return range(min(years), max(years) + 1)


def _lacks(rows: dict[int, dict[str, Any]], year: int) -> bool:
    return year not in rows or rows[year]["y"] is None


def _absence(
    row: dict[str, Any] | None, year: int, comparison: Comparison, wording: Wording, scale: Scale
) -> str:
    if row is None:
        why = wording.nothing
    elif row["value"] is not None:
        why = wording.reasons[row["index_reason"]]
    elif row["low"] is not None:
        why = wording.at_least.format(scale.number(row["low"]))
    elif row["metric"] in comparison.vocabulary.ratios:
        why = wording.nothing if row["reason"] != Reason.ZERO_BASE else wording.denominator
    else:
        why = wording.statuses.get(row["status"], wording.nothing)
    return f"{year}{wording.aside.format(why)}"
