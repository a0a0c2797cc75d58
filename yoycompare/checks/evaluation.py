"""Panel and identities → one row for each identity of each report: it holds, fails, or cannot be assessed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

from yoycompare.checks.identities import Family, Identity, form_to_identities
from yoycompare.checks.rows import REPORT, term_text, to_rows
from yoycompare.panels import Panel
from yoycompare.reports import Origin
from yoycompare.vocabulary import Vocabulary

__all__ = ["evaluate", "table_cells", "table_reports"]

TERMS: Final = {
    "form": pl.String(),
    "check": pl.String(),
    "rule": pl.String(),
    "metric": pl.String(),
    "applicant": pl.String(),
    "formula": pl.String(),
    "is_bound": pl.Boolean(),
    "sign": pl.Int8(),
    "term_metric": pl.String(),
    "term_applicant": pl.String(),
    "lag": pl.Int32(),
}


def evaluate(panel: Panel, families: Iterable[Family] = tuple(Family)) -> pl.DataFrame:
    """The identities of every report of a panel, or those of some families, from the cells of its tables.

    Returns
    -------
    polars.DataFrame
        One row for each report and identity of its form, in the columns of `checks.rows.ROWS`; those that link it to
        the report of the year before only where that report is in the panel.
    """
    cells = table_cells(panel)
    reports = table_reports(cells)
    wanted = _wanted(reports, panel.vocabulary, frozenset(families))
    found = wanted.join(
        cells.select(
            "entity",
            "scope",
            term_year="year",
            term_doc="doc",
            term_metric="metric",
            term_applicant="applicant",
            value="value",
            low="low",
            high="high",
            status="status",
            raw="raw",
            place="place",
        ),
        on=["entity", "scope", "term_year", "term_doc", "term_metric", "term_applicant"],
        how="left",
        maintain_order="left",
    )
    return _terms_to_rows(found.with_columns(status=_status(panel.vocabulary)))


def table_cells(panel: Panel) -> pl.DataFrame:
    """The cells of the reports' own tables, one for each file and key."""
    table = pl.col("source") == str(Origin.TABLE)
    own = table & (pl.col("vintage") == pl.col("year"))
    return panel.frame.filter(own)


def table_reports(cells: pl.DataFrame) -> pl.DataFrame:
    """The reports with tables, one row a file; `is_first` where a body has several files of one year."""
    reports = cells.select(*REPORT, "form").unique(REPORT, keep="first", maintain_order=True)
    return reports.with_columns(is_first=pl.struct("entity", "scope", "year").is_first_distinct())


def _wanted(reports: pl.DataFrame, vocabulary: Vocabulary, families: frozenset[Family]) -> pl.DataFrame:
    """The terms of all identities of all reports, each with the file that it stands in."""
    terms = _terms(reports["form"].unique().to_list(), vocabulary, families)
    first = reports.filter("is_first").select(
        "entity", "scope", term_year="year", first_doc="doc", term_form="form"
    )
    return (
        reports.drop("is_first")
        .join(terms, on="form", how="inner", maintain_order="left")
        .with_columns(term_year=pl.col("year") - pl.col("lag"))
        .join(first, on=["entity", "scope", "term_year"], how="left", maintain_order="left")
        .with_columns(
            term_doc=pl.when(pl.col("lag") == 0).then("doc").otherwise("first_doc"),
            term_form=pl.when(pl.col("lag") == 0).then("form").otherwise("term_form"),
        )
        .filter(pl.col("term_doc").is_not_null().all().over(*REPORT, "check"))
    )


def _status(vocabulary: Vocabulary) -> pl.Expr:
    """The status of a cell; that it is absent, or not on the form, where none was read."""
    on_form = [f"{form}/{metric}" for metric, forms in vocabulary.metric_to_forms.items() for form in forms]
    is_on_form = pl.concat_str("term_form", pl.lit("/"), "term_metric").is_in(on_form)
    none = pl.when(is_on_form).then(pl.lit("absent")).otherwise(pl.lit("not_on_form"))
    return pl.coalesce("status", none)


def _terms_to_rows(found: pl.DataFrame) -> pl.DataFrame:
    plus, minus = pl.col("sign") > 0, pl.col("sign") < 0
    value = pl.col("value")
    low = pl.when(plus).then("low").otherwise(-pl.col("high"))
    high = pl.when(plus).then("high").otherwise(-pl.col("low"))
    is_missing = value.is_null()
    year = pl.when(pl.col("lag") == 0).then(pl.lit("")).otherwise(pl.format("@{}", "term_year"))
    name = pl.format("{}{} ({})", term_text(pl.col("term_metric"), pl.col("term_applicant")), year, "status")
    operand = pl.struct(
        pl.when(plus).then(pl.lit("left")).otherwise(pl.lit("right")).alias("side"),
        pl.col("term_metric").alias("metric"),
        pl.col("term_applicant").alias("applicant"),
        pl.col("term_year").alias("year"),
        value,
        "status",
        "raw",
        pl.col("term_doc").alias("doc"),
        "place",
    )
    rows = found.group_by(*REPORT, "check", maintain_order=True).agg(
        pl.col("form", "rule", "metric", "applicant", "formula", "is_bound").first(),
        is_missing.sum().alias("count_missing"),
        pl.col("sign").filter(is_missing).first().alias("missing_sign"),
        value.filter(plus).sum().alias("left"),
        value.filter(minus).sum().alias("right"),
        low.sum().alias("low"),
        high.sum().alias("high"),
        name.filter(is_missing).str.join(", ").alias("missing"),
        operand.alias("operands"),
    )
    known = pl.col("count_missing") == 0
    holds = (pl.col("low") <= 0) & (pl.col("is_bound") | (pl.col("high") >= 0))
    one_missing = (pl.col("count_missing") == 1) & ~pl.col("is_bound")
    remainder = (pl.col("right") - pl.col("left")) * pl.col("missing_sign")
    outcome = (
        pl.when(~known)
        .then(pl.lit("cannot_be_assessed"))
        .when(holds)
        .then(pl.lit("holds"))
        .otherwise(pl.lit("fails"))
    )
    return to_rows(
        rows.with_columns(
            outcome=outcome,
            left=pl.when(known).then("left"),
            right=pl.when(known).then("right"),
            difference=pl.when(known).then(pl.col("left") - pl.col("right")),
            derived=pl.when(one_missing & (remainder >= 0)).then(remainder),
        )
    )


def _terms(forms: list[str], vocabulary: Vocabulary, families: frozenset[Family]) -> pl.DataFrame:
    """The terms of the identities of some forms and families, one row each."""
    rows = [
        (form, *_described(identity), term.sign, term.metric, term.applicant, term.lag)
        for form in forms
        if form in vocabulary.forms
        for identity in form_to_identities(form, vocabulary)
        if identity.family in families
        for term in identity.terms
    ]
    return pl.DataFrame(rows, schema=TERMS, orient="row")


def _described(identity: Identity) -> tuple[str, str, str, str, str, bool]:
    family, bound = str(identity.family), identity.is_bound
    return identity.id, family, identity.metric, identity.applicant, identity.formula, bound
