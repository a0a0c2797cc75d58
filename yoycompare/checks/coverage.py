"""Panel → coverage: which body gave which table in which year, and which cells nobody fills."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl

from yoycompare.checks.completeness import form_cells
from yoycompare.checks.evaluation import evaluate, table_cells, table_reports
from yoycompare.checks.identities import Family
from yoycompare.checks.rows import REPORT
from yoycompare.panels import Panel
from yoycompare.vocabulary import Vocabulary

__all__ = ["STATES", "coverage", "empty_cells"]

STATES: Final = ("read", "failing", "blank", "unread", "not_on_form", "no_report")
BODY: Final = ["entity", "scope"]


def coverage(
    panel: Panel, *, entities: Iterable[str] | None = None, years: Sequence[int] | None = None
) -> pl.DataFrame:
    """Who gave what: a row for each body, year and table.

    Parameters
    ----------
    panel
        The reports that were read.
    entities
        Bodies that should have reported; those of the panel where it is None. One without any report has scope `unknown`.
    years
        The years that matter; by default all from the first report of the panel to the last.

    Returns
    -------
    polars.DataFrame
        Columns: entity, scope, year, table (id of the vocabulary), form (of the report, null without one), state, cells
        (on the form), read (cells found), filled (with a number). `state` is `read`, `failing` (an identity of the table
        fails), `blank` (no cell has a number), `unread` (on the form, no cell was found), `not_on_form` (a table of
        other forms) or `no_report`. The tables of a year are those of all forms used or in force in it. Bodies in the order of `entities`, or of the panel.

    Examples
    --------
    >>> frame = pl.DataFrame({"entity": ["A", "B"], "year": [2022, 2023], "metric": "requests.received", "value": 7.0})
    >>> table = coverage(Panel.from_frame(frame.with_columns(form=pl.lit("gid-2021")))).filter(table="requests")
    >>> table.select("entity", "year", "state").rows()
    [('A', 2022, 'read'), ('A', 2023, 'no_report'), ('B', 2022, 'no_report'), ('B', 2023, 'read')]
    """
    own = panel.frame.filter(pl.col("vintage") == pl.col("year"))
    reports = own.group_by(*BODY, "year", maintain_order=True).agg(pl.col("form").first())
    if years is None:
        first, last = reports["year"].min(), reports["year"].max()
        years = range(int(first), int(last) + 1) if first is not None and last is not None else ()  # type: ignore[arg-type]
    bodies = _bodies(reports, entities).with_row_index("rank")
    calendar = pl.DataFrame({"year": list(years)}, schema={"year": pl.Int32})
    tables = _tables(calendar["year"].to_list(), reports, panel.vocabulary)
    wanted = bodies.join(calendar, how="cross").join(tables, on="year", how="inner")
    on_form = form_cells(panel.vocabulary).group_by("form", "table").agg(cells=pl.len())
    known = (
        wanted.join(reports, on=[*BODY, "year"], how="left")
        .join(on_form, on=["form", "table"], how="left")
        .join(_counts(panel), on=[*BODY, "year", "table"], how="left")
        .with_columns(
            pl.col("read", "filled", "cells").fill_null(0), pl.col("failing").fill_null(value=False)
        )
    )
    is_known = pl.col("form").is_in(list(panel.vocabulary.forms))
    state = (
        pl.when(pl.col("form").is_null())
        .then(pl.lit("no_report"))
        .when((pl.col("cells") == 0) & is_known)
        .then(pl.lit("not_on_form"))
        .when(pl.col("read") == 0)
        .then(pl.lit("unread"))
        .when(pl.col("filled") == 0)
        .then(pl.lit("blank"))
        .when("failing")
        .then(pl.lit("failing"))
        .otherwise(pl.lit("read"))
    )
    order = {table: rank for rank, table in enumerate(_table_ids(panel.vocabulary))}
    return (
        known.with_columns(state=state.cast(pl.Enum(STATES)))
        .sort("rank", "year", pl.col("table").replace_strict(order, return_dtype=pl.Int32))
        .select(*BODY, "year", "table", "form", "state", "cells", "read", "filled")
    )


def empty_cells(panel: Panel) -> pl.DataFrame:
    """The cells of each form that no report of the panel fills.

    Returns
    -------
    polars.DataFrame
        Columns: form, table, metric, applicant, reports (on that form), read (reports in which the cell was found). A
        cell that is found and never filled is blank everywhere; one that is never found is left out, or not recognised.
    """
    cells = table_cells(panel)
    reports = table_reports(cells).group_by("form").agg(reports=pl.len())
    seen = cells.group_by("form", "metric", "applicant").agg(
        read=pl.len(), filled=pl.col("value").is_not_null().sum()
    )
    return (
        form_cells(panel.vocabulary)
        .join(reports, on="form", how="inner", maintain_order="left")
        .join(seen, on=["form", "metric", "applicant"], how="left", maintain_order="left")
        .filter(pl.col("filled").fill_null(0) == 0)
        .select("form", "table", "metric", "applicant", "reports", pl.col("read").fill_null(0))
    )


def _bodies(reports: pl.DataFrame, entities: Iterable[str] | None) -> pl.DataFrame:
    known = reports.select(BODY).unique(maintain_order=True)
    if entities is None:
        return known
    asked = pl.DataFrame({"entity": list(dict.fromkeys(entities))}, schema={"entity": pl.String})
    return asked.join(known, on="entity", how="left").with_columns(pl.col("scope").fill_null("unknown"))


def _table_ids(vocabulary: Vocabulary) -> list[str]:
    return list(dict.fromkeys(table.id for form in vocabulary.forms.values() for table in form.tables))


def _tables(years: Iterable[int], reports: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """The tables of each year: of the forms in force, and of those that were used."""
    used = reports.group_by("year").agg(pl.col("form").unique())
    year_to_used = {year: set(forms) for year, forms in used.iter_rows()}
    rows = [
        (year, table)
        for year in years
        for table in dict.fromkeys(
            table.id
            for form in vocabulary.forms.values()
            if form.id in year_to_used.get(year, ())
            or form.first_year <= year <= (year if form.last_year is None else form.last_year)
            for table in form.tables
        )
    ]
    return pl.DataFrame(rows, schema={"year": pl.Int32, "table": pl.String}, orient="row")


def _counts(panel: Panel) -> pl.DataFrame:
    """Of each table of each body and year: cells found, cells with a number, whether an identity fails."""
    cells = table_cells(panel).join(
        form_cells(panel.vocabulary), on=["form", "metric", "applicant"], how="inner"
    )
    best = cells.group_by(*REPORT, "table").agg(
        read=pl.len().cast(pl.Int64), filled=pl.col("value").is_not_null().sum().cast(pl.Int64)
    )
    counts = best.group_by(*BODY, "year", "table").agg(pl.col("read", "filled").max())
    equations = [family for family in Family if family is not Family.BOUNDS]
    failing = evaluate(panel, equations).filter(pl.col("outcome") == "fails")
    tables = failing.join(
        form_cells(panel.vocabulary), on=["form", "metric", "applicant"], how="inner"
    ).select(*BODY, "year", "table", failing=pl.lit(value=True))
    return counts.join(tables.unique(), on=[*BODY, "year", "table"], how="left")
