"""Values → ratios: one row per report and ratio, in percent, with the inputs that are missing.

ratio = 100 · Σ numerator / Σ denominator, unrounded. The definitions stand in the vocabulary.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.comparisons.comparability import metrics_off_form
from yoycompare.comparisons.picking import plain_number
from yoycompare.comparisons.reasons import Reason
from yoycompare.engine.intervals import wilson
from yoycompare.reports import Origin, Status
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Ratio, Term
from yoycompare.vocabulary.vocabulary import PERCENT, TOTAL

__all__ = ["values_to_ratios"]

REPORT: Final = ["entity", "scope", "year"]
RESULT: Final = ["ratio", "target"]
SIDES: Final = ("numerator", "denominator")
SMALL: Final = 100  # cases below which a rate is marked
BOUNDS: Final = ("value", "low", "high")


def values_to_ratios(values: pl.DataFrame, reports: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """The ratios of every report of a panel.

    Parameters
    ----------
    values
        One row per entity, scope, metric, applicant and year, as `pick_values` gives them.
    reports
        One row per entity, scope and year that has a report of its own.

    For the applicant `total` each ratio of the vocabulary has a row, with a null value and the
    missing inputs in `note` where it cannot be computed; for other applicants only what can be.

    Returns
    -------
    polars.DataFrame
        The columns of a panel; `reason` and `note` say why a value is null, `absence` is
        `not_on_form` where the form does not ask for an input.
    """
    terms = _vocabulary_to_terms(vocabulary)
    known = values.filter(pl.col("value").is_not_null())
    operands = known.select(
        *REPORT, "metric", "applicant", "value", "low", "high", "place", "basis", "form", "doc", "categories"
    )
    used = (
        terms.join(operands, on=["metric", "applicant"], how="inner")
        .with_columns(year=pl.col("year") + pl.col("lag"))
        .join(reports.select(REPORT), on=REPORT, how="semi")
        .sort("order")
    )
    sums = used.group_by([*REPORT, *RESULT], maintain_order=True).agg(
        found=pl.len(),
        **{f"{side}_{bound}": _side(side, bound) for side in SIDES for bound in BOUNDS},
        raw=pl.concat_str(_written("numerator"), pl.lit(" / "), _written("denominator")),
        place=pl.col("place").filter(pl.col("place") != "").unique(maintain_order=True).str.join("; "),
        form=pl.col("form").unique(maintain_order=True).str.join(" "),
        doc=pl.col("doc").filter(pl.col("doc") != "").unique(maintain_order=True).str.join("; "),
        categories=pl.col("categories").str.split(" ").explode().unique(maintain_order=True).str.join(" "),
        prose=(pl.col("basis") == str(Origin.PROSE)).any(),
    )
    wanted = _wanted(reports, terms, sums)
    missing = _missing(reports, terms, used, vocabulary)
    ratios = wanted.join(missing, on=[*REPORT, *RESULT], how="left").join(
        reports, on=REPORT, how="left", suffix="_of_report"
    )
    value = _ratio("value", "value")
    zero = pl.col("denominator_value") == 0
    low, high = wilson(pl.col("numerator_value"), pl.col("denominator_value"))
    return ratios.select(
        *REPORT[:2],
        "level",
        "year",
        metric=pl.col("ratio"),
        applicant=pl.col("target"),
        value=value,
        low=_ratio("low", "high"),
        high=_ratio("high", "low"),
        unit=pl.lit(PERCENT),
        status=pl.when(value.is_null())
        .then(pl.lit(str(Status.BLANK)))
        .otherwise(pl.lit(str(Status.REPORTED))),
        source=pl.lit(str(Origin.DERIVED)),
        form=pl.coalesce("form", "form_of_report"),
        vintage="vintage",
        doc=pl.coalesce("doc", "doc_of_report"),
        place=pl.col("place").fill_null(""),
        raw=pl.col("raw").fill_null(""),
        basis=pl.when("prose").then(pl.lit(str(Origin.PROSE))).otherwise(pl.lit(str(Origin.TABLE))),
        categories=pl.coalesce("categories", "categories_of_report"),
        formula=pl.col("ratio").replace_strict(_formulas(vocabulary), return_dtype=pl.String),
        reason=pl.when(pl.col("missing").is_not_null())
        .then(pl.lit(str(Reason.MISSING)))
        .when(zero)
        .then(pl.lit(str(Reason.ZERO_BASE))),
        absence=pl.when("any_off_form").then(pl.lit(str(Reason.NOT_ON_FORM))),
        note=pl.when(pl.col("missing").is_not_null())
        .then(pl.format("needs {}", "missing"))
        .when(zero)
        .then(pl.lit("the denominator is 0"))
        .when(pl.col("denominator_value") < SMALL)
        .then(_small(low, high)),
        numerator=pl.when(value.is_not_null()).then("numerator_value"),
        denominator=pl.when(value.is_not_null()).then("denominator_value"),
        interval_low=pl.when(value.is_not_null()).then(low),
        interval_high=pl.when(value.is_not_null()).then(high),
    )


def _vocabulary_to_terms(vocabulary: Vocabulary) -> pl.DataFrame:
    """One row per ratio, applicant that it is computed for, and operand."""
    rows: list[tuple[str, str, str, int, str, str, int]] = []
    for ratio in vocabulary.ratios.values():
        targets = list(vocabulary.applicants) if ratio.applicants == "each" else [TOTAL]
        for target in targets:
            for side, terms in zip(SIDES, (ratio.numerator, ratio.denominator), strict=True):
                rows += [_term_row(ratio, target, side, term) for term in terms]
    names = ["ratio", "target", "side", "sign", "metric", "applicant", "lag"]
    schema = dict.fromkeys(names, pl.String) | {"sign": pl.Int32, "lag": pl.Int32}
    terms_frame = pl.DataFrame(rows, schema=schema, orient="row").with_row_index("order")
    return terms_frame.with_columns(expected=pl.len().over(RESULT))


def _term_row(ratio: Ratio, target: str, side: str, term: Term) -> tuple[str, str, str, int, str, str, int]:
    return ratio.id, target, side, term.sign, term.metric, term.applicant or target, term.lag


def _wanted(reports: pl.DataFrame, terms: pl.DataFrame, sums: pl.DataFrame) -> pl.DataFrame:
    """All ratios of the total, and those of other applicants that are complete."""
    results = terms.unique(RESULT, maintain_order=True).select(*RESULT, "expected")
    complete = sums.join(results, on=RESULT).filter(pl.col("found") == pl.col("expected"))
    of_total = reports.select(REPORT).join(
        results.filter(pl.col("target") == TOTAL).select(RESULT), how="cross"
    )
    return complete.join(of_total, on=[*REPORT, *RESULT], how="full", coalesce=True)


def _missing(
    reports: pl.DataFrame, terms: pl.DataFrame, used: pl.DataFrame, vocabulary: Vocabulary
) -> pl.DataFrame:
    """For each report and ratio of the total, the inputs that it lacks, as one text.

    `absence` is the reason that next year's change gives: the form does not ask for an input, or it
    is missing.
    """
    needed = reports.select(*REPORT, "categories").join(terms.filter(pl.col("target") == TOTAL), how="cross")
    lacking = needed.join(used, on=[*REPORT, "order"], how="anti")
    lacking = lacking.join(metrics_off_form(reports, vocabulary), on=["metric", "categories"], how="left")
    off_form = pl.col("off_form").fill_null(value=False)
    year = (
        pl.when(pl.col("lag") > 0)
        .then(pl.format(" of {}", pl.col("year") - pl.col("lag")))
        .otherwise(pl.lit(""))
    )
    applicant = (
        pl.when(pl.col("applicant") == TOTAL).then(pl.lit("")).otherwise(pl.format("[{}]", "applicant"))
    )
    remark = pl.when(off_form).then(pl.lit(" (not on the form)")).otherwise(pl.lit(""))
    name = pl.concat_str("metric", applicant, year, remark)
    return (
        lacking.sort("order")
        .group_by([*REPORT, *RESULT], maintain_order=True)
        .agg(missing=name.unique(maintain_order=True).str.join(", "), any_off_form=off_form.any())
    )


def _side(side: str, bound: str) -> pl.Expr:
    """The sum of one side: of the values, or the lowest or highest that the print allows."""
    opposite = {"value": "value", "low": "high", "high": "low"}[bound]
    signed = (
        pl.when(pl.col("sign") > 0)
        .then(pl.col(bound))
        .otherwise(-pl.col(opposite))
        .filter(pl.col("side") == side)
    )
    return pl.when(signed.null_count() == 0).then(signed.sum())


def _written(side: str) -> pl.Expr:
    """The operands of one side as a text: 29570 - 1190 - 1595."""
    number = plain_number("value")
    sign = pl.when(pl.col("sign") < 0).then(pl.lit(" - ")).otherwise(pl.lit(" + "))
    joined = pl.concat_str(sign, number).filter(pl.col("side") == side).str.join("").str.strip_prefix(" + ")
    count = (pl.col("side") == side).sum()
    return pl.when(count > 1).then(pl.format("({})", joined)).otherwise(joined)


def _ratio(numerator: str, denominator: str) -> pl.Expr:
    """One side over the other, in percent; null where an input is missing or the denominator is 0."""
    over, under = pl.col(f"numerator_{numerator}"), pl.col(f"denominator_{denominator}")
    computable = pl.col("missing").is_null() & (pl.col("denominator_value") != 0) & (under != 0)
    return pl.when(computable).then(100 * over / under)


def _small(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """That a rate rests on few cases, and how sure it is; null where it is no share."""
    numbers = (plain_number(f"{side}_value") for side in SIDES)
    bounds = (bound.round(1).cast(pl.String) for bound in (low, high))
    return pl.format("few cases: {} of {}, 95 % interval {} to {} %", *numbers, *bounds)


def _formulas(vocabulary: Vocabulary) -> dict[str, str]:
    def side(terms: tuple[Term, ...]) -> str:
        text = " + ".join(map(str, terms)).replace("+ -", "- ")
        return f"({text})" if len(terms) > 1 else text

    return {
        ratio.id: f"{side(ratio.numerator)} / {side(ratio.denominator)}"
        for ratio in vocabulary.ratios.values()
    }
