"""The change of a rate, split into what the mix of groups and what the rates within groups did to it."""

from __future__ import annotations

import polars as pl

from yoycompare.comparisons.comparison import Comparison
from yoycompare.errors import ComparisonError
from yoycompare.vocabulary.definitions import Ratio
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["mix"]

BODY = ["entity", "scope", "year"]


def mix(change: Comparison, ratio: str, *, over: str = "applicant") -> pl.DataFrame:
    """Split the change of a rate into mix and within effect (Kitagawa 1955, weights of both years' means).

    With w the share of a group in the denominator and r its rate, Δ Σ w r = Σ r̄ Δw + Σ w̄ Δr: the first sum is the mix
    effect, the second the within effect; there is no interaction left. The mix effect of a group is taken from the mean
    rate of all, (r̄ - R̄) Δw, which sums to the same: a group that grows adds where its rate is above the whole's.

    Parameters
    ----------
    ratio
        A ratio of the vocabulary that has applicants, such as `disclosure_rate`.
    over
        `applicant`: the kinds of applicants of each body. `entity`: the bodies of each scope, taken together; those that
        lack the rate in either year are left out.

    Returns
    -------
    polars.DataFrame
        One row a group, in percentage points: entity (empty where they are the groups), scope, year, group, weight and
        previous_weight (percent of the denominator), rate and previous_rate (percent; of a group without denominator in
        one year that of the other), mix, within, total (the change of the whole, the same for all of its groups). The sum
        of mix and within over the groups is total.

    Raises
    ------
    ComparisonError
        There is no such ratio, it has no kinds of applicants, or there is no such way.
    """
    described = change.vocabulary.described(ratio)
    if not isinstance(described, Ratio):
        raise ComparisonError(ratio, "it is no ratio", f"use one of: {', '.join(change.vocabulary.ratios)}")
    rows = change.frame.filter(pl.col("metric") == ratio)
    if over == "applicant":
        if described.applicants != "each":
            raise ComparisonError(ratio, "it has no kinds of applicants", "use over='entity'")
        kinds = [name for name, item in change.vocabulary.applicants.items() if not item.parts]
        groups, whole = rows.filter(pl.col("applicant").is_in(kinds)), BODY
        named = groups.with_columns(group=pl.col("applicant"))
    elif over == "entity":
        groups, whole = rows.filter(pl.col("applicant") == TOTAL), ["scope", "year"]
        named = groups.with_columns(group=pl.col("entity"), entity=pl.lit(""))
    else:
        raise ComparisonError(f"over {over!r}", "no such way", "use 'applicant' or 'entity'")
    return _decomposed(named, whole, change.lag, is_open=over == "entity")


def _decomposed(groups: pl.DataFrame, whole: list[str], lag: int, *, is_open: bool) -> pl.DataFrame:
    keys = ["entity", "scope", "group", "year"]
    sides = groups.select(*keys, cases="numerator", of="denominator")
    before = sides.select(*keys[:-1], pl.col("year") + lag, previous_cases="cases", previous_of="of")
    both = sides.join(before, on=keys, how="inner" if is_open else "full", coalesce=True)
    present = both.filter(
        pl.col("cases").is_not_null().any().over(whole)
        & pl.col("previous_cases").is_not_null().any().over(whole)
    )
    told = (
        present.drop_nulls()
        if is_open
        else present.with_columns(pl.col("cases", "of", "previous_cases", "previous_of").fill_null(0.0))
    )
    total, previous_total = (pl.col(name).sum().over(whole) for name in ("of", "previous_of"))
    rate, previous_rate = (
        pl.when(pl.col(of) > 0).then(pl.col(cases) / pl.col(of))
        for cases, of in (("cases", "of"), ("previous_cases", "previous_of"))
    )
    all_rate = pl.col("cases").sum().over(whole) / total
    all_before = pl.col("previous_cases").sum().over(whole) / previous_total
    described = told.filter((total > 0) & (previous_total > 0)).with_columns(
        weight=pl.col("of") / total,
        previous_weight=pl.col("previous_of") / previous_total,
        # A group that is empty in one year has no rate there: it only changes the mix.
        rate=pl.coalesce(rate, previous_rate, pl.lit(0.0)),
        previous_rate=pl.coalesce(previous_rate, rate, pl.lit(0.0)),
        mean=(all_rate + all_before) / 2,
        total=all_rate - all_before,
    )
    mean_rate = (pl.col("rate") + pl.col("previous_rate")) / 2
    mean_weight = (pl.col("weight") + pl.col("previous_weight")) / 2
    effects = described.with_columns(
        mix=(mean_rate - pl.col("mean")) * (pl.col("weight") - pl.col("previous_weight")),
        within=mean_weight * (pl.col("rate") - pl.col("previous_rate")),
    )
    names = ("weight", "previous_weight", "rate", "previous_rate", "mix", "within", "total")
    return effects.select(*keys[:2], "year", "group", *(pl.col(name) * 100 for name in names)).sort(
        "entity", "scope", "year", "group"
    )
