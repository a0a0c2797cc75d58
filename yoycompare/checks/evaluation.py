"""Panel and identities → one row for each identity of each report: it holds, fails, or cannot be assessed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl
from attrs import asdict

from yoycompare.checks.identities import Family, Identity, form_to_identities, sentences_to_identities
from yoycompare.checks.rows import REPORT, term_text, to_rows
from yoycompare.panels import Panel
from yoycompare.reports import Origin
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import PROSE

__all__ = ["evaluate", "printed_cells", "rules_to_identities", "table_cells", "table_reports"]

IDENTITIES: Final = {
    "rules": pl.String(),
    "rule": pl.String(),
    "check": pl.String(),
    "metric": pl.String(),
    "applicant": pl.String(),
    "formula": pl.String(),
    "is_bound": pl.Boolean(),
    "is_link": pl.Boolean(),  # to the report of the year before
    "terms": pl.List(
        pl.Struct({"sign": pl.Int8(), "metric": pl.String(), "applicant": pl.String(), "lag": pl.Int8()})
    ),
}
# Reports, identities and cells are joined by their numbers: texts as keys take three times as long.
PRINTED: Final = ("value", "low", "high", "status", "raw", "place")


def evaluate(panel: Panel, families: Iterable[Family] = tuple(Family)) -> pl.DataFrame:
    """The identities of every report of a panel, or those of some families, from the figures that it prints.

    Returns
    -------
    polars.DataFrame
        One row for each report and identity of its form, in the columns of `checks.rows.ROWS`; those that link it to
        the report of the year before only where that report is in the panel. Of a report without tables only the
        identities that its sentences give all figures of.
    """
    cells = printed_cells(panel)
    reports = table_reports(cells).with_row_index("report")
    identities = _identities(reports["rules"].unique().to_list(), panel.vocabulary, frozenset(families))
    terms = _terms(identities)
    keys = terms.select("term_metric", "term_applicant").unique(maintain_order=True).with_row_index("cell")
    terms = terms.join(keys, on=["term_metric", "term_applicant"], how="left", maintain_order="left")
    found = (
        _with_previous(reports)
        .join(terms, on="rules", how="inner", maintain_order="left")
        .filter(~pl.col("is_link") | pl.col("previous").is_not_null())
        .with_columns(
            term_report=pl.when(pl.col("lag") == 0).then("report").otherwise("previous"),
            term_form=pl.when(pl.col("lag") == 0).then("rules").otherwise("previous_rules"),
            in_prose=pl.col("in_prose") | (pl.col("is_link") & pl.col("previous_in_prose")),
        )
        .join(
            _numbered_cells(cells, reports, keys),
            on=["term_report", "cell"],
            how="left",
            maintain_order="left",
        )
        .with_columns(status=_status(panel.vocabulary))
    )
    described = _terms_to_rows(found).join(reports, on="report", how="left", maintain_order="left")
    rows = described.join(identities.drop("terms", "rules"), on="identity", how="left", maintain_order="left")
    is_open = pl.col("outcome") == "cannot_be_assessed"
    return to_rows(rows.filter(~(pl.col("in_prose") & is_open)))


def printed_cells(panel: Panel) -> pl.DataFrame:
    """The cells of tables, and of reports without tables the figures of their sentences; one for each file and key.

    Column `rules` says whose identities hold: those of a form, or those of sentences on the categories of one.
    """
    own = panel.frame.filter(pl.col("vintage") == pl.col("year"))
    in_table = pl.col("source") == str(Origin.TABLE)
    in_prose = (pl.col("form") == PROSE) & (pl.col("source") == str(Origin.PROSE))
    category = pl.format(f"{PROSE} {{}}", pl.col("categories").str.split(" ").list.first())
    rules = pl.when(pl.col("form") == PROSE).then(category).otherwise("form")
    return own.filter(in_table | in_prose).with_columns(rules=rules)


def table_cells(panel: Panel) -> pl.DataFrame:
    """The cells of the reports' own tables, one for each file and key."""
    table = pl.col("source") == str(Origin.TABLE)
    own = table & (pl.col("vintage") == pl.col("year"))
    return panel.frame.filter(own)


def table_reports(cells: pl.DataFrame) -> pl.DataFrame:
    """The reports with such cells, one row a file; `is_first` where a body has several files of one year."""
    names = [name for name in (*REPORT, "form", "rules") if name in cells.columns]
    reports = cells.select(names).unique(REPORT, keep="first", maintain_order=True)
    return reports.with_columns(is_first=pl.struct("entity", "scope", "year").is_first_distinct())


def _with_previous(reports: pl.DataFrame) -> pl.DataFrame:
    """Reports with the first one of the same body about the year before, null where there is none."""
    body = ["entity", "scope", "year"]
    before = reports.filter("is_first").select(
        "entity",
        "scope",
        pl.col("year") + 1,
        previous="report",
        previous_rules="rules",
        previous_doc="doc",
        previous_in_prose=pl.col("form") == PROSE,
    )
    joined = reports.join(before, on=body, how="left", maintain_order="left")
    return joined.select("report", "rules", "year", "doc", "^previous.*$", in_prose=pl.col("form") == PROSE)


def _numbered_cells(cells: pl.DataFrame, reports: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """What is printed, by the number of the report and that of the cell."""
    numbered = cells.rename({"metric": "term_metric", "applicant": "term_applicant"}).join(
        keys, on=["term_metric", "term_applicant"], how="inner"
    )
    return numbered.join(reports.select(*REPORT, term_report="report"), on=REPORT, how="inner").select(
        "term_report", "cell", *PRINTED
    )


def _status(vocabulary: Vocabulary) -> pl.Expr:
    """The status of a cell; that it is absent, or not on the form, where none was read."""
    on_form = [f"{form}/{metric}" for metric, forms in vocabulary.metric_to_forms.items() for form in forms]
    is_on_form = pl.concat_str("term_form", pl.lit("/"), "term_metric").is_in(on_form)
    none = pl.when(is_on_form).then(pl.lit("absent")).otherwise(pl.lit("not_on_form"))
    return pl.coalesce("status", none)


def _terms_to_rows(found: pl.DataFrame) -> pl.DataFrame:
    """Terms → one row for each report and identity, by their numbers."""
    plus, minus = pl.col("sign") > 0, pl.col("sign") < 0
    value = pl.col("value")
    low = pl.when(plus).then("low").otherwise(-pl.col("high"))
    high = pl.when(plus).then("high").otherwise(-pl.col("low"))
    is_missing = value.is_null()
    is_own = pl.col("lag") == 0
    term_year = pl.col("year") - pl.col("lag")
    year = pl.when(is_own).then(pl.lit("")).otherwise(pl.format("@{}", term_year))
    name = pl.format("{}{} ({})", term_text(pl.col("term_metric"), pl.col("term_applicant")), year, "status")
    operand = pl.struct(
        pl.when(plus).then(pl.lit("left")).otherwise(pl.lit("right")).alias("side"),
        pl.col("term_metric").alias("metric"),
        pl.col("term_applicant").alias("applicant"),
        term_year.cast(pl.Int32).alias("year"),
        value,
        "status",
        "raw",
        pl.when(is_own).then("doc").otherwise("previous_doc").alias("doc"),
        "place",
    )
    rows = found.group_by("report", "identity", maintain_order=True).agg(
        pl.col("is_bound", "in_prose").first(),
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
    return rows.select(
        "report",
        "identity",
        "in_prose",
        "missing",
        "operands",
        outcome=outcome,
        left=pl.when(known).then("left"),
        right=pl.when(known).then("right"),
        difference=pl.when(known).then(pl.col("left") - pl.col("right")),
        derived=pl.when(one_missing & (remainder >= 0)).then(remainder + 0.0),  # no minus before a zero
    )


def rules_to_identities(rules: str, vocabulary: Vocabulary) -> tuple[Identity, ...]:
    """The identities of a form, or of sentences on its categories; none where the form is not known."""
    form = rules.removeprefix(f"{PROSE} ")
    if form not in vocabulary.forms:
        return ()
    return (
        form_to_identities(form, vocabulary) if rules == form else sentences_to_identities(form, vocabulary)
    )


def _identities(all_rules: list[str], vocabulary: Vocabulary, families: frozenset[Family]) -> pl.DataFrame:
    """The identities of some forms and families, numbered, each with its terms."""
    rows = [
        (rules, *_described(identity))
        for rules in all_rules
        for identity in rules_to_identities(rules, vocabulary)
        if identity.family in families
    ]
    return pl.DataFrame(rows, schema=IDENTITIES, orient="row").with_row_index("identity")


def _described(identity: Identity) -> tuple[object, ...]:
    return (
        str(identity.family),
        identity.id,
        identity.metric,
        identity.applicant,
        identity.formula,
        identity.is_bound,
        any(term.lag for term in identity.terms),
        [asdict(term) for term in identity.terms],
    )


def _terms(identities: pl.DataFrame) -> pl.DataFrame:
    """One row a term: rules, identity, is_bound, is_link, sign, lag, term_metric, term_applicant."""
    term = pl.col("terms").struct
    return identities.explode("terms").select(
        "rules",
        "identity",
        "is_bound",
        "is_link",
        term.field("sign"),
        term.field("lag"),
        term.field("metric").alias("term_metric"),
        term.field("applicant").alias("term_applicant"),
    )
