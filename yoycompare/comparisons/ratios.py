"""Values → ratios: one row per report and ratio, in percent, with the inputs that are missing.

ratio = 100 · Σ numerator / Σ denominator, unrounded. The definitions stand in the vocabulary.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.comparisons.reasons import Reason
from yoycompare.reports import Origin, Status
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Ratio, Term
from yoycompare.vocabulary.vocabulary import PERCENT, TOTAL

__all__ = ["values_to_ratios"]

REPORT: Final = ["entity", "scope", "year"]
RESULT: Final = ["ratio", "target"]


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
        The columns of a panel, and `reason`, `note`.
    """
    terms = _vocabulary_to_terms(vocabulary)
    known = values.filter(pl.col("value").is_not_null())
    operands = known.select(*REPORT, "metric", "applicant", "value", "place", "basis")
    used = (
        terms.join(operands, on=["metric", "applicant"], how="inner")
        .with_columns(year=pl.col("year") + pl.col("lag"))
        .join(reports.select(REPORT), on=REPORT, how="semi")
        .sort("order")
    )
    sums = used.group_by([*REPORT, *RESULT], maintain_order=True).agg(
        found=pl.len(),
        numerator=_side("numerator").sum(),
        denominator=_side("denominator").sum(),
        raw=pl.concat_str(_written("numerator"), pl.lit(" / "), _written("denominator")),
        place=pl.col("place").filter(pl.col("place") != "").unique(maintain_order=True).str.join("; "),
        prose=(pl.col("basis") == str(Origin.PROSE)).any(),
    )
    wanted = _wanted(reports, terms, sums)
    missing = _missing(reports, terms, used)
    ratios = wanted.join(missing, on=[*REPORT, *RESULT], how="left").join(reports, on=REPORT, how="left")
    return ratios.select(
        *REPORT[:2],
        "level",
        "year",
        metric=pl.col("ratio"),
        applicant=pl.col("target"),
        value=_value(),
        low=_value(),
        high=_value(),
        unit=pl.lit(PERCENT),
        status=pl.when(_value().is_null())
        .then(pl.lit(str(Status.BLANK)))
        .otherwise(pl.lit(str(Status.REPORTED))),
        source=pl.lit(str(Origin.DERIVED)),
        form="form",
        vintage="vintage",
        doc="doc",
        place=pl.col("place").fill_null(""),
        raw=pl.col("raw").fill_null(""),
        basis=pl.when("prose").then(pl.lit(str(Origin.PROSE))).otherwise(pl.lit(str(Origin.TABLE))),
        categories="categories",
        formula=pl.col("ratio").replace_strict(_formulas(vocabulary), return_dtype=pl.String),
        reason=pl.when(pl.col("missing").is_not_null())
        .then(pl.lit(str(Reason.MISSING)))
        .when(pl.col("denominator") == 0)
        .then(pl.lit(str(Reason.ZERO_BASE)))
        .otherwise(None),
        note=pl.when(pl.col("missing").is_not_null())
        .then(pl.concat_str(pl.lit("needs "), pl.col("missing"), _off_form_note(reports, vocabulary)))
        .when(pl.col("denominator") == 0)
        .then(pl.lit("the denominator is 0"))
        .otherwise(None),
    )


def _vocabulary_to_terms(vocabulary: Vocabulary) -> pl.DataFrame:
    """One row per ratio, applicant that it is computed for, and operand."""
    rows: list[tuple[str, str, str, int, str, str, int]] = []
    for ratio in vocabulary.ratios.values():
        targets = list(vocabulary.applicants) if ratio.applicants == "each" else [TOTAL]
        for target in targets:
            for side, terms in (("numerator", ratio.numerator), ("denominator", ratio.denominator)):
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


def _missing(reports: pl.DataFrame, terms: pl.DataFrame, used: pl.DataFrame) -> pl.DataFrame:
    """For each report and ratio of the total, the inputs that it lacks, as one text."""
    needed = reports.select(REPORT).join(terms.filter(pl.col("target") == TOTAL), how="cross")
    lacking = needed.join(used, on=[*REPORT, "order"], how="anti")
    year = (
        pl.when(pl.col("lag") > 0)
        .then(pl.format(" of {}", pl.col("year") - pl.col("lag")))
        .otherwise(pl.lit(""))
    )
    applicant = (
        pl.when(pl.col("applicant") == TOTAL).then(pl.lit("")).otherwise(pl.format("[{}]", "applicant"))
    )
    name = pl.concat_str("metric", applicant, year)
    return (
        lacking.sort("order")
        .group_by([*REPORT, *RESULT], maintain_order=True)
        .agg(missing=name.unique(maintain_order=True).str.join(", "))
    )


def _side(side: str) -> pl.Expr:
    return (pl.col("value") * pl.col("sign")).filter(pl.col("side") == side)


def _written(side: str) -> pl.Expr:
    """The operands of one side as a text: 29570 - 1190 - 1595."""
    number = pl.col("value").cast(pl.Decimal(38, 2)).cast(pl.String).str.strip_suffix(".00")
    sign = pl.when(pl.col("sign") < 0).then(pl.lit(" - ")).otherwise(pl.lit(" + "))
    joined = pl.concat_str(sign, number).filter(pl.col("side") == side).str.join("").str.strip_prefix(" + ")
    count = (pl.col("side") == side).sum()
    return pl.when(count > 1).then(pl.format("({})", joined)).otherwise(joined)


def _value() -> pl.Expr:
    computable = pl.col("missing").is_null() & (pl.col("denominator") != 0)
    return pl.when(computable).then(100 * pl.col("numerator") / pl.col("denominator"))


def _off_form_note(reports: pl.DataFrame, vocabulary: Vocabulary) -> pl.Expr:
    """A remark where no form that the report may use asks for all inputs of the ratio."""
    off_form = [
        f"{ratio} {categories}"
        for categories in reports["categories"].unique()
        for ratio in vocabulary.ratios
        if categories and not any(vocabulary.is_on_form(ratio, form) for form in categories.split())
    ]
    is_off_form = pl.concat_str("ratio", pl.lit(" "), "categories").is_in(off_form)
    return pl.when(is_off_form).then(pl.lit(" (not on the form)")).otherwise(pl.lit(""))


def _formulas(vocabulary: Vocabulary) -> dict[str, str]:
    def side(terms: tuple[Term, ...]) -> str:
        text = " + ".join(map(str, terms)).replace("+ -", "- ")
        return f"({text})" if len(terms) > 1 else text

    return {
        ratio.id: f"{side(ratio.numerator)} / {side(ratio.denominator)}"
        for ratio in vocabulary.ratios.values()
    }
