"""Who reports when: entry and exit, the balanced panel, area totals beside the sum of their members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl
from attrs import evolve

from yoycompare.comparisons.picking import pick_values
from yoycompare.errors import ComparisonError
from yoycompare.panels import Panel

__all__ = ["area_totals", "balanced", "reporting"]

BODY = ["entity", "scope"]


def reporting(panel: Panel) -> pl.DataFrame:
    """Who is there in each year, who came and who went.

    Returns
    -------
    polars.DataFrame
        One row a body and year of the panel's span: entity, scope, year, reports (whether there is one), course: `enters`
        (the first report after a year without, or after the panel's first year), `stays`, `leaves` (the first year without),
        `absent`; null in the first year. Linked figures make no report.

    Examples
    --------
    >>> rows = {"entity": ["A", "A", "B"], "year": [2022, 2023, 2023], "metric": "requests.received", "value": 1.0}
    >>> reporting(Panel.from_frame(pl.DataFrame(rows))).filter(year=2023).select("entity", "course").rows()
    [('A', 'stays'), ('B', 'enters')]
    """
    reports = panel.reports().select(*BODY, "year").with_columns(reports=pl.lit(value=True))
    years = pl.DataFrame({"year": _span(reports)}, schema={"year": pl.Int32})
    all_years = reports.select(BODY).unique(maintain_order=True).join(years, how="cross")
    known = all_years.join(reports, on=[*BODY, "year"], how="left", maintain_order="left").with_columns(
        pl.col("reports").fill_null(value=False)
    )
    now, before = pl.col("reports"), pl.col("reports").shift(1).over(BODY)
    course = (
        pl.when(before.is_null())
        .then(None)
        .when(now & before)
        .then(pl.lit("stays"))
        .when(now)
        .then(pl.lit("enters"))
        .when(before)
        .then(pl.lit("leaves"))
        .otherwise(pl.lit("absent"))
    )
    return known.with_columns(course=course)


def _span(reports: pl.DataFrame) -> list[int]:
    years = reports["year"].to_list()
    return list(range(min(years), max(years) + 1)) if years else []


def balanced(panel: Panel, years: Iterable[int] | None = None) -> Panel:
    """The panel of those bodies that report in every year; of some years where they are named.

    A sum over bodies that come and go compares different bodies: this one does not.

    Raises
    ------
    ComparisonError
        No body reports in every year.
    """
    reports = panel.reports().select(*BODY, "year")
    wanted = _span(reports) if years is None else list(dict.fromkeys(years))
    told = reports.filter(pl.col("year").is_in(wanted)).group_by(BODY).agg(pl.col("year").n_unique())
    whole = told.filter(pl.col("year") == len(wanted))
    if whole.is_empty():
        named = ", ".join(map(str, wanted)) or "no years"
        raise ComparisonError("balanced", f"no body reports in all of {named}", "name fewer years")
    kept = panel.frame.join(whole, on=BODY, how="semi", maintain_order="left")
    return evolve(panel, frame=kept.filter(pl.col("year").is_in([*wanted, min(wanted) - 1])))


def area_totals(panel: Panel, members: Mapping[str, Iterable[str]]) -> pl.DataFrame:
    """The figures of areas beside the sums of their members.

    Parameters
    ----------
    members
        For each area the bodies that its report covers, by their names.

    Returns
    -------
    polars.DataFrame
        One row an area, year, metric and kind of applicant that the area prints: area, year, metric, applicant, total (of the
        area's report), members_sum, difference (total - members_sum), counted (members with a value), members (all that
        there should be), missing (names of those without one). With members missing the sum is a lower bound, and the
        difference null.

    Raises
    ------
    ComparisonError
        An area has no report in the panel.
    """
    key = ["year", "metric", "applicant"]
    values = pick_values(panel.frame.filter(pl.col("vintage") == pl.col("year"))).filter(
        pl.col("value").is_not_null()
    )
    pairs = [(area, member) for area, names in members.items() for member in dict.fromkeys(names)]
    roster = pl.DataFrame(pairs, schema={"area": pl.String, "entity": pl.String}, orient="row")
    known = set(values["entity"])
    for area in members:
        if area not in known:
            raise ComparisonError(area, "the panel has no report of it", "name areas of the panel")
    wanted = values.filter(pl.col("entity").is_in(list(members))).select(
        area="entity", year="year", metric="metric", applicant="applicant", total="value"
    )
    of_members = values.select("entity", *key, "value").unique(["entity", *key], keep="first")
    found = wanted.join(roster, on="area", how="inner").join(of_members, on=["entity", *key], how="left")
    is_missing = pl.col("value").is_null()
    sums = found.group_by("area", *key, maintain_order=True).agg(
        pl.col("total").first(),
        members_sum=pl.col("value").sum(),
        counted=pl.col("value").count().cast(pl.Int64),
        members=pl.len().cast(pl.Int64),
        missing=pl.col("entity").filter(is_missing).sort().str.join(", "),
    )
    complete = pl.col("counted") == pl.col("members")
    return (
        sums.with_columns(difference=pl.when(complete).then(pl.col("total") - pl.col("members_sum")))
        .select("area", *key, "total", "members_sum", "difference", "counted", "members", "missing")
        .sort("area", *key, maintain_order=True)
    )
