"""Any two years side by side, and the index to any base, of one body or of groups."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from yoycompare.comparisons.comparing import compare
from yoycompare.comparisons.comparison import Comparison
from yoycompare.comparisons.indexing import add_index
from yoycompare.engine import group_index
from yoycompare.errors import ComparisonError
from yoycompare.panels import Panel
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["between", "index_of", "index_of_groups"]

SHOWN = 5
SERIES = ["entity", "scope", "metric", "applicant"]


def between(
    panel: Panel,
    earlier: int,
    later: int,
    *,
    across_breaks: bool = False,
    link: bool = False,
    ratios: bool = True,
) -> pl.DataFrame:
    """Compare any two years.

    Returns
    -------
    polars.DataFrame
        The columns of `Comparison.frame` for the later year, `previous` being the earlier one, and `per_year`: compound
        growth a year in percent, 100 · ((value / previous)^(1 / years) - 1), null where the change is or a value is not
        above 0.

    Raises
    ------
    ComparisonError
        The years do not ascend.

    Examples
    --------
    >>> rows = {"entity": "A", "year": [2019, 2021], "metric": "requests.received", "value": [100.0, 121.0]}
    >>> panel = Panel.from_frame(pl.DataFrame(rows).with_columns(form=pl.lit("gid-2019")))
    >>> row = between(panel, 2019, 2021, ratios=False).row(0, named=True)
    >>> row["percent"], round(row["per_year"], 6)
    (21.0, 10.0)
    """
    if earlier >= later:
        raise ComparisonError(f"{earlier}, {later}", "the years do not ascend", "name the earlier one first")
    lag = later - earlier
    change = compare(panel, base=None, lag=lag, across_breaks=across_breaks, link=link, ratios=ratios)
    value, previous = pl.col("value"), pl.col("previous")
    growth = ((value / previous).pow(1 / lag) - 1) * 100
    defined = pl.col("percent").is_not_null() & (value > 0) & (previous > 0)
    return change.frame.filter(pl.col("year") == later).with_columns(per_year=pl.when(defined).then(growth))


def index_of(
    change: Comparison, metric: str, *, base: int, applicant: str = TOTAL, entity: str | None = None
) -> pl.DataFrame:
    """The index of a metric to a base year that must be there: entity, scope, metric, applicant, year, value, index.

    `compare` gives null where a base is missing; this refuses. Years that do not compare with the base have no index.

    Raises
    ------
    ComparisonError
        A series has no value in the base year, or 0, or the metric is a signed change.
    """
    rows = _indexed(change, metric, applicant, base)
    if entity is not None:
        rows = rows.filter(pl.col("entity") == entity)
    names = rows.select("entity", "scope").unique(maintain_order=True)
    at_base = rows.filter((pl.col("year") == base) & (pl.col("value") > 0))
    lacking = names.join(at_base, on=["entity", "scope"], how="anti")["entity"].to_list()
    if names.is_empty() or lacking:
        listed = ", ".join(lacking[:SHOWN]) + (" …" if len(lacking) > SHOWN else "")
        problem = f"{metric} has no value above 0 for {listed or entity or 'any body'}"
        raise ComparisonError(f"base {base}", problem, "choose another base year")
    return rows


def index_of_groups(
    change: Comparison,
    metric: str,
    groups: Mapping[str, str],
    *,
    base: int,
    how: str = "sum",
    applicant: str = TOTAL,
) -> pl.DataFrame:
    """The index of groups of bodies, over those that have a value in every year.

    Parameters
    ----------
    groups
        Body → group.
    how
        `sum` or `mean`, as for `yoycompare.engine.group_index`.

    Returns
    -------
    polars.DataFrame
        group, year, index, members (how many count), left_out (how many lack a year or a base).
    """
    rows = _indexed(change, metric, applicant, base)
    comparable = pl.when(pl.col("index").is_not_null()).then("value")
    named = pl.col("entity").replace_strict(dict(groups), default=None, return_dtype=pl.String)
    told = rows.with_columns(group=named, value=comparable).drop_nulls("group").drop("index")
    return group_index(told, base, by=["group", "entity", "scope"], group="group", how=how)


def _indexed(change: Comparison, metric: str, applicant: str, base: int) -> pl.DataFrame:
    described = change.vocabulary.described(metric)
    if getattr(described, "kind", None) is Kind.NET_CHANGE:
        raise ComparisonError(
            metric, "a signed change has no index", "choose a count, a sum of money or a rate"
        )
    is_asked = (pl.col("metric") == metric) & (pl.col("applicant") == applicant)
    rows = change.frame.filter(is_asked).drop("index", "base", "index_reason")
    indexed = add_index(rows, base, across_breaks=False, vocabulary=change.vocabulary)
    return indexed.select(*SERIES, "year", "value", "index")
