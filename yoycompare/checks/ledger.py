"""Panel → ledgers: what each report takes over beside what the one before handed on, over all years of each body."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.checks.evaluation import evaluate, printed_cells, rules_to_identities
from yoycompare.checks.identities import Family, Identity, Term, form_to_identities
from yoycompare.panels import Panel
from yoycompare.reports import Origin, Status
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["ledger", "vintages"]

BODY: Final = ["entity", "scope"]
SERIES: Final = [*BODY, "account", "applicant"]
LINKS: Final = (Family.CARRY_OVER, Family.STOCK)
COLUMNS: Final = (
    *BODY,
    "account",
    "applicant",
    "year",
    "expected",
    "stated",
    "residual",
    "status",
    "course",
    "open_residual",
    "flow_difference",
    "reclassified_with",
    "estimate",
    "places",
)


def ledger(panel: Panel) -> pl.DataFrame:
    """What each report takes over, beside what the report of the year before leads to.

    Returns
    -------
    polars.DataFrame
        One row a body, account, kind of applicant and year with a report. Columns: entity, scope, account (id of the
        vocabulary, or the metric of a series), applicant, year; expected (what last year's report leads to: what it
        carried out; its stock, plus what was added, less what went), stated (what this report prints), residual (stated
        - expected), status (`holds`, `fails`, `blank`, `not_on_form`, `no_report` where there is no report of the year
        before, `no_figure` where its sentences do not say it and it has no tables); course; open_residual (the sum of the residuals since the last gap); flow_difference (by how much the
        flow of this report fails in the column: with the residual's size, the opening alone is off; 0, and the report
        went on with it); reclassified_with (the one other column that is off by the opposite, so that the total holds:
        most likely the same requests under another kind of applicant); estimate (received less closed of the year
        before, where its form has no carry-over: approximate, what was open before it is not in it); places.

        `course` says what became of a break: `enters` in the year in which it is first seen, `passed_on` as long as
        later years go on without undoing it, `compensated` in the year in which an opposite residual brings the sum
        back to 0; null where nothing is or was off.

    Examples
    --------
    >>> values = {"requests.carried_in": [552.0, 1080.0], "requests.carried_out": [1087.0, 900.0]}
    >>> frame = pl.concat(
    ...     pl.DataFrame({"entity": "A", "year": [2019, 2020], "metric": metric, "value": numbers})
    ...     for metric, numbers in values.items()
    ... )
    >>> rows = ledger(Panel.from_frame(frame.with_columns(form=pl.lit("gid-2019"))))
    >>> rows.filter(year=2020).select("expected", "stated", "residual", "course").row(0)
    (1087.0, 1080.0, -7.0, 'enters')
    """
    evaluated = evaluate(panel, (*LINKS, Family.FLOW)).unique(
        [*BODY, "year", "check"], keep="first", maintain_order=True
    )
    links = evaluated.filter(pl.col("rule").is_in([str(family) for family in LINKS]))
    flows = evaluated.filter(pl.col("rule") == str(Family.FLOW))
    rows = pl.concat([_linked(links), _unlinked(panel, links)])
    described = (
        rows.with_columns(account=pl.col("metric").replace(_accounts(panel.vocabulary)))
        .join(_stated(panel), on=[*BODY, "year", "metric", "applicant"], how="left")
        .join(
            flows.unique([*BODY, "year", "metric", "applicant"], keep="first", maintain_order=True).select(
                *BODY, "year", "metric", "applicant", flow_difference="difference"
            ),
            on=[*BODY, "year", "metric", "applicant"],
            how="left",
        )
        .join(_estimates(panel), on=[*BODY, "year", "metric", "applicant"], how="left")
        .with_columns(expected=pl.col("stated") - pl.col("residual"))
        .with_columns(estimate=pl.when(pl.col("expected").is_null()).then("estimate"))
    )
    return _with_course(described.sort(*SERIES, "year")).select(COLUMNS)


def _linked(links: pl.DataFrame) -> pl.DataFrame:
    """The years whose year before has a report; a missing figure says what it is."""
    missing = pl.col("missing")
    status = (
        pl.when(missing == "")
        .then(pl.col("outcome").cast(pl.String))
        .when(missing.str.contains("(not_on_form)", literal=True))
        .then(pl.lit("not_on_form"))
        .otherwise(pl.lit("blank"))
    )
    operand = pl.element().struct
    places = pl.col("operands").list.eval(operand.field("place").drop_nulls()).list.join("; ")
    was_read = pl.col("operands").list.eval(operand.field("raw").is_not_null()).list.any()
    return links.filter(was_read).select(
        *BODY, "year", "metric", "applicant", residual="difference", status=status, places=places
    )


def _unlinked(panel: Panel, links: pl.DataFrame) -> pl.DataFrame:
    """The years that no figure comes before: what they take over is stated, and linked to nothing."""
    cells = printed_cells(panel)
    named = _links(cells["rules"].unique().to_list(), panel.vocabulary)
    key = [*BODY, "year", "metric", "applicant"]
    alone = cells.unique(key, keep="first", maintain_order=True).join(
        named, on=["rules", "metric", "applicant"], how="semi"
    )
    before = panel.reports().select(*BODY, pl.col("year") + 1, has_report=pl.lit(value=True)).unique()
    open_ones = alone.join(links, on=key, how="anti").join(before, on=[*BODY, "year"], how="left")
    return open_ones.select(
        *key,
        residual=pl.lit(None, dtype=pl.Float64),
        status=pl.when("has_report").then(pl.lit("no_figure")).otherwise(pl.lit("no_report")),
        places=pl.col("place"),
    )


def _links(all_rules: list[str], vocabulary: Vocabulary) -> pl.DataFrame:
    """The cells that links between years are named after."""
    rows = [
        (rules, identity.metric, identity.applicant)
        for rules in all_rules
        for identity in rules_to_identities(rules, vocabulary)
        if identity.family in LINKS
    ]
    columns = ("rules", "metric", "applicant")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _accounts(vocabulary: Vocabulary) -> dict[str, str]:
    return {account.opening or account.closing: account.id for account in vocabulary.accounts.values()}


def _stated(panel: Panel) -> pl.DataFrame:
    cells = printed_cells(panel)
    key = [*BODY, "year", "metric", "applicant"]
    return cells.unique(key, keep="first", maintain_order=True).select(*key, stated="value")


def _estimates(panel: Panel) -> pl.DataFrame:
    """What came in less what was closed in the year before, by the words of this year's form."""
    own = panel.frame.filter(
        (pl.col("vintage") == pl.col("year")) & (pl.col("status") == str(Status.REPORTED))
    )
    order = {str(origin): rank for rank, origin in enumerate(Origin)}
    best = own.sort(pl.col("source").replace_strict(order, return_dtype=pl.Int8), maintain_order=True).unique(
        [*BODY, "year", "metric", "applicant"], keep="first", maintain_order=True
    )
    vocabulary = panel.vocabulary
    terms = [
        (identity.metric, term.metric, term.sign, identity.applicant)
        for form in vocabulary.forms
        for identity in form_to_identities(form, vocabulary)
        if identity.family is Family.FLOW and identity.applicant == TOTAL
        for term in _flows_of(identity, vocabulary)
    ]
    schema = {"metric": pl.String, "term": pl.String, "sign": pl.Int8, "applicant": pl.String}
    wanted = pl.DataFrame(terms, schema=schema, orient="row").unique(maintain_order=True)
    found = best.select(*BODY, pl.col("year") + 1, "applicant", term="metric", value="value").join(
        wanted.with_columns(wanted=pl.len().over("metric")), on=["term", "applicant"], how="inner"
    )
    summed = found.group_by(*BODY, "year", "metric", "applicant").agg(
        (pl.col("value") * pl.col("sign")).sum().alias("estimate"),
        pl.len().alias("known"),
        pl.col("wanted").first(),
    )
    return summed.filter(pl.col("known") == pl.col("wanted")).drop("known", "wanted")


def _flows_of(identity: Identity, vocabulary: Vocabulary) -> list[Term]:
    """The terms that are no stocks."""
    accounts = vocabulary.accounts.values()
    stocks = {metric for account in accounts for metric in (account.opening, account.closing)}
    return [term for term in identity.terms if term.metric not in stocks]


def _with_course(rows: pl.DataFrame) -> pl.DataFrame:
    residual = pl.col("residual")
    gap = residual.is_null().cum_sum().over(SERIES)
    rows = rows.with_columns(stretch=gap).with_columns(
        open_residual=pl.when(residual.is_not_null()).then(residual.cum_sum().over(*SERIES, "stretch"))
    )
    before = pl.col("open_residual").shift(1).over(*SERIES, "stretch").fill_null(0)
    now = pl.col("open_residual")
    course = (
        pl.when(residual.is_null() | ((residual == 0) & (before == 0)))
        .then(None)
        .when(residual == 0)
        .then(pl.lit("passed_on"))
        .when(now == 0)
        .then(pl.lit("compensated"))
        .otherwise(pl.lit("enters"))
    )
    return rows.with_columns(course=course, reclassified_with=_reclassified())


def _reclassified() -> pl.Expr:
    """The other of exactly two columns, but for the total, that are off, if they make up for each other."""
    group = [*BODY, "account", "year"]
    residual = pl.when(pl.col("applicant") != TOTAL).then("residual").fill_null(0)
    is_off = residual != 0
    pair = (is_off.sum().over(group) == 2) & (residual.sum().over(group) == 0) & is_off
    one = pl.col("applicant").filter(is_off).first().over(group)
    other = pl.col("applicant").filter(is_off).last().over(group)
    return pl.when(pair & (pl.col("applicant") == one)).then(other).when(pair).then(one)


def vintages(panel: Panel) -> pl.DataFrame:
    """Figures that reports of several years state: what year Y said of itself beside what a later report says of Y.

    Returns
    -------
    polars.DataFrame
        One row a body, year, metric, applicant and later report. Columns: entity, scope, year, metric, applicant, first
        (by the year's own report), vintage, later (by the report of `vintage`), revision (later - first), percent (null
        where the first is 0), first_place, later_place. Both stay in the panel; neither corrects the other.

    Examples
    --------
    >>> values = {"requests.carried_in": [552.0, 1080.0], "requests.carried_out": [1087.0, 900.0]}
    >>> frame = pl.concat(
    ...     pl.DataFrame({"entity": "A", "year": [2019, 2020], "metric": metric, "value": numbers})
    ...     for metric, numbers in values.items()
    ... )
    >>> vintages(Panel.from_frame(frame)).select("year", "first", "later", "revision").row(0)
    (2019, 1087.0, 1080.0, -7.0)
    """
    key = [*BODY, "year", "metric", "applicant"]
    order = {str(origin): rank for rank, origin in enumerate(Origin)}
    known = panel.frame.filter(pl.col("value").is_not_null()).sort(
        pl.col("source").replace_strict(order, return_dtype=pl.Int8), maintain_order=True
    )
    own = known.filter(pl.col("vintage") == pl.col("year")).unique(key, keep="first", maintain_order=True)
    later = known.filter(pl.col("vintage") > pl.col("year")).unique(
        [*key, "vintage"], keep="first", maintain_order=True
    )
    revision = pl.col("later") - pl.col("first")
    return (
        later.select(*key, "vintage", later="value", later_place="place")
        .join(
            own.select(*key, first="value", first_place="place"), on=key, how="inner", maintain_order="left"
        )
        .with_columns(
            revision=revision,
            percent=pl.when(pl.col("first") != 0).then(revision / pl.col("first") * 100),
        )
        .select(*key, "first", "vintage", "later", "revision", "percent", "first_place", "later_place")
        .sort(*key, "vintage")
    )
