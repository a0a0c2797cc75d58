"""Panel and identities → one row for each identity of each report: it holds, fails, or cannot be assessed."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.checks.identities import Identity, form_to_identities
from yoycompare.panels import Panel
from yoycompare.reports import Origin
from yoycompare.vocabulary import Vocabulary

__all__ = ["OUTCOMES", "evaluate"]

REPORT: Final = ["entity", "scope", "year"]
OUTCOMES: Final = pl.Enum(["fails", "cannot_be_assessed", "holds"])
TERMS: Final = {
    "form": pl.String(),
    "check": pl.String(),
    "family": pl.String(),
    "metric": pl.String(),
    "applicant": pl.String(),
    "formula": pl.String(),
    "order": pl.Int32(),
    "sign": pl.Int8(),
    "term_metric": pl.String(),
    "term_applicant": pl.String(),
    "lag": pl.Int32(),
}


def evaluate(panel: Panel) -> pl.DataFrame:
    """The identities of every report of a panel, from the cells of its tables.

    Returns
    -------
    polars.DataFrame
        One row for each report and identity of its form; those that link it to the report of the year before only
        where that report is in the panel. Columns: entity, scope, year, form, doc, check, family, metric, applicant,
        outcome (`fails`, `cannot_be_assessed`, `holds`), left, right (the sides of the formula), difference
        (left - right), formula, missing (cells without a number), places.
    """
    cells = _cells(panel)
    reports = cells.select(*REPORT, "form", "doc").unique([*REPORT], keep="first", maintain_order=True)
    terms = _terms(reports["form"].unique().to_list(), panel.vocabulary)
    wanted = (
        reports.join(terms, on="form", how="inner", maintain_order="left")
        .with_columns(term_year=pl.col("year") - pl.col("lag"))
        .join(
            reports.select("entity", "scope", term_year="year", is_there=pl.lit(value=True)),
            on=["entity", "scope", "term_year"],
            how="left",
            maintain_order="left",
        )
    )
    found = wanted.join(
        cells.select(
            "entity",
            "scope",
            term_year="year",
            term_metric="metric",
            term_applicant="applicant",
            value="value",
            low="low",
            high="high",
            place="place",
        ),
        on=["entity", "scope", "term_year", "term_metric", "term_applicant"],
        how="left",
        maintain_order="left",
    )
    plus, minus = pl.col("sign") > 0, pl.col("sign") < 0
    bound = {
        "low": pl.when(plus).then("low").otherwise(-pl.col("high")),
        "high": pl.when(plus).then("high").otherwise(-pl.col("low")),
    }
    name = pl.concat_str("term_metric", pl.lit("["), "term_applicant", pl.lit("]"))
    rows = (
        found.group_by(*REPORT, "check", maintain_order=True)
        .agg(
            pl.col("form", "doc", "family", "metric", "applicant", "formula").first(),
            pl.col("is_there").fill_null(value=False).all().alias("has_reports"),
            pl.col("value").is_not_null().all().alias("is_known"),
            pl.col("value").filter(plus).sum().alias("left"),
            pl.col("value").filter(minus).sum().alias("right"),
            bound["low"].sum().alias("low"),
            bound["high"].sum().alias("high"),
            name.filter(pl.col("value").is_null()).str.join(", ").alias("missing"),
            pl.col("place").drop_nulls().str.join("; ").alias("places"),
        )
        .filter("has_reports")
    )
    known = pl.col("is_known")
    holds = (pl.col("low") <= 0) & (pl.col("high") >= 0)
    return rows.select(
        *REPORT,
        "form",
        "doc",
        "check",
        "family",
        "metric",
        "applicant",
        outcome=pl.when(~known)
        .then(pl.lit("cannot_be_assessed"))
        .when(holds)
        .then(pl.lit("holds"))
        .otherwise(pl.lit("fails"))
        .cast(OUTCOMES),
        left=pl.when(known).then("left"),
        right=pl.when(known).then("right"),
        difference=pl.when(known).then(pl.col("left") - pl.col("right")),
        formula="formula",
        missing="missing",
        places="places",
    )


def _cells(panel: Panel) -> pl.DataFrame:
    """The cells of the reports' own tables, one for each key: the first file that prints it."""
    table = pl.col("source") == str(Origin.TABLE)
    own = table & (pl.col("vintage") == pl.col("year"))
    return panel.frame.filter(own).unique([*REPORT, "metric", "applicant"], keep="first", maintain_order=True)


def _terms(forms: list[str], vocabulary: Vocabulary) -> pl.DataFrame:
    """The terms of the identities of some forms, one row each."""
    rows = [
        (form, *_described(identity), order, term.sign, term.metric, term.applicant, term.lag)
        for form in forms
        if form in vocabulary.forms
        for identity in form_to_identities(form, vocabulary)
        for order, term in enumerate(identity.terms)
    ]
    return pl.DataFrame(rows, schema=TERMS, orient="row")


def _described(identity: Identity) -> tuple[str, str, str, str, str]:
    return (identity.id, str(identity.family), identity.metric, identity.applicant, identity.formula)
