"""Values → changes from the year before: difference, percent, percentage points, or a reason."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.comparisons.comparability import judge_pairs, metrics_off_form
from yoycompare.comparisons.picking import SERIES, plain_number
from yoycompare.comparisons.reasons import Reason
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Comparability, Kind

__all__ = ["CARRIED", "add_changes", "add_previous"]

JUMP: Final = 5
LEAST_JUMP: Final = 50

CARRIED: Final = (
    "value",
    "low",
    "high",
    "value_absence",
    "status",
    "source",
    "basis",
    "vintage",
    "form",
    "categories",
    "place",
    "doc",
    "raw",
    "formula",
)


def add_previous(frame: pl.DataFrame, lag: int = 1) -> pl.DataFrame:
    """Add what stands at exactly `lag` years before, as columns `previous_…`; `previous` is its value.

    The frame must be sorted by series and year. A gap gives null, never the last available year.
    """
    if lag == 1:  # the row above, if it is the year before
        same_series = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in SERIES)
        follows = same_series & (pl.col("year") == pl.col("year").shift(1) + 1)
        previous = [
            pl.when(follows).then(pl.col(name).shift(1)).alias(f"previous_{name}") for name in CARRIED
        ]
        found = frame.with_columns(*previous, follows=follows.fill_null(value=False))
    else:
        before = frame.select(
            *SERIES,
            pl.col("year") + lag,
            *(pl.col(name).alias(f"previous_{name}") for name in CARRIED),
            follows=pl.lit(value=True),
        )
        joined = frame.join(before, on=[*SERIES, "year"], how="left", maintain_order="left")
        found = joined.with_columns(pl.col("follows").fill_null(value=False))
    return found.rename({"previous_value": "previous"})


def add_changes(
    frame: pl.DataFrame, reports: pl.DataFrame, *, across_breaks: bool, vocabulary: Vocabulary, lag: int = 1
) -> pl.DataFrame:
    """Add `difference`, `percent`, `points`, `change_reason` and `change_note`.

    Parameters
    ----------
    reports
        Columns entity, scope, year, categories: the reports that the panel holds, which tells a figure
        that the form did not ask for from one that is missing.
    across_breaks
        Compute a change over a break all the same, and mark it in `change_note`.
    """
    frame = judge_pairs(frame, "previous_categories", "categories", "judgement", vocabulary)
    frame = _add_absence(frame, reports, vocabulary, lag)
    rate, signed = pl.col("kind") == str(Kind.RATE), pl.col("kind") == str(Kind.NET_CHANGE)
    broken = (pl.col("judgement") != str(Comparability.EXACT)).fill_null(value=False)
    both = pl.col("value").is_not_null() & pl.col("previous").is_not_null()
    defined = both if across_breaks else both & ~broken
    change = pl.when(defined).then(pl.col("value") - pl.col("previous"))
    zero = pl.col("previous") == 0
    reason = (
        pl.when(pl.col("value").is_null())
        .then(pl.coalesce("value_reason", pl.lit(str(Reason.MISSING))))
        .when(~pl.col("follows"))
        .then(pl.col("absence"))
        .when(pl.col("previous").is_null())
        .then(pl.coalesce("previous_value_absence", pl.lit(str(Reason.MISSING))))
        .when(~defined)
        .then(pl.lit(str(Reason.BREAK)))
        .when(~rate & ~signed & zero)
        .then(pl.lit(str(Reason.ZERO_BASE)))
    )
    rounded = pl.any_horizontal(
        pl.col(f"{prefix}{bound}").ne_missing(pl.col(value))
        for prefix, value in (("", "value"), ("previous_", "previous"))
        for bound in ("low", "high")
    )
    undecided = pl.col("categories").str.contains(" ") | pl.col("previous_categories").str.contains(" ")
    remarks = (
        pl.when(both & broken).then(
            pl.format("break: {} and {} compare as {}", "previous_form", "form", "judgement")
        ),
        pl.when(both & pl.col("judgement").is_null()).then(
            pl.lit("the form is not known, so comparability is not either")
        ),
        pl.when(both & ~broken & undecided & (pl.col("doc") != pl.col("previous_doc"))).then(
            pl.lit("prose: its form is undecided")
        ),
        pl.when(both & signed).then(pl.lit("a signed change has no percent")),
        pl.when(both & ~broken & ~rate & ~signed & _is_jump()).then(
            pl.format(
                "a jump, {} after {}: see whether the scope is the same", *_numbers("value", "previous")
            )
        ),
        pl.when(both & rounded).then(pl.lit("a figure is rounded in print")),
    )
    marked = pl.concat_str(remarks, separator="; ", ignore_nulls=True).replace("", None)
    return frame.with_columns(
        difference=pl.when(~rate).then(change),
        percent=pl.when(~rate & ~signed & ~zero).then(100 * change / pl.col("previous")),
        points=pl.when(rate).then(change),
        change_reason=reason,
        change_note=marked,
    )


def _is_jump() -> pl.Expr:
    """Five times as much, or a fifth, of counts that are not small: a scope often changed without a word."""
    value, previous = pl.col("value"), pl.col("previous")
    larger, smaller = pl.max_horizontal(value, previous), pl.min_horizontal(value, previous)
    return (larger >= LEAST_JUMP) & (smaller > 0) & (larger >= JUMP * smaller)


def _numbers(*columns: str) -> list[pl.Expr]:
    return [plain_number(column) for column in columns]


def _add_absence(
    frame: pl.DataFrame, reports: pl.DataFrame, vocabulary: Vocabulary, lag: int
) -> pl.DataFrame:
    """Add `absence`: why a series has no row in the year before.

    The body reported on a form that does not ask for it; or it is there for another scope; or it is
    simply missing. Null where there is a row.
    """
    year_before = pl.col("year") - lag
    lacking = frame.filter(~pl.col("follows")).with_columns(year_before=year_before)
    forms = reports.select(
        "entity", "scope", pl.col("year").alias("year_before"), pl.col("categories").alias("before")
    )
    off_form = metrics_off_form(reports, vocabulary).rename({"categories": "before"})
    scopes = (
        frame.filter(pl.col("value").is_not_null())
        .select(
            "entity",
            "metric",
            "applicant",
            pl.col("year").alias("year_before"),
            pl.lit(True).alias("elsewhere"),
        )
        .unique()
    )
    absence = (
        lacking.join(forms, on=["entity", "scope", "year_before"], how="left")
        .join(off_form, on=["metric", "before"], how="left")
        .join(scopes, on=["entity", "metric", "applicant", "year_before"], how="left")
        .select(
            *SERIES,
            "year",
            absence=pl.when(pl.col("off_form"))
            .then(pl.lit(str(Reason.NOT_ON_FORM)))
            .when(pl.col("elsewhere"))
            .then(pl.lit(str(Reason.SCOPE)))
            .otherwise(pl.lit(str(Reason.MISSING))),
        )
        .unique([*SERIES, "year"], maintain_order=True)
    )
    return frame.join(absence, on=[*SERIES, "year"], how="left", maintain_order="left")
