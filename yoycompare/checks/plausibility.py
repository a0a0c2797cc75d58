"""Panel → numbers that can be right and look wrong: far from the body's own past, from its peers, or last year's."""

from __future__ import annotations

import math
from itertools import product
from typing import Final

import polars as pl

from yoycompare.checks.evaluation import table_cells
from yoycompare.checks.rows import number_text, term_text, to_rows
from yoycompare.panels import Panel
from yoycompare.reports import Status
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Comparability, Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["check_plausibility"]

WIDTH: Final = 5.0  # standard deviations from the median
DEVIATIONS: Final = (
    1.4826  # of the median absolute deviation to a standard deviation, were the numbers normal
)
FEWEST_YEARS: Final = 4
FEWEST_PEERS: Final = 10
FEWEST_PEERS_SPREAD: Final = 0.5  # of the logarithm: peers that are all alike still differ by half
VARIATION: Final = 0.3  # of a count from year to year without cause, beyond that of a Poisson number
LEAST_CHANCE: Final = 1e-4  # that a row comes again
SERIES: Final = ["entity", "scope", "metric"]


def check_plausibility(panel: Panel) -> pl.DataFrame:
    """Rows in the columns of `checks.rows.ROWS`: what was found only, a number that is not listed raises no doubt."""
    cells = table_cells(panel).filter(pl.col("status") == str(Status.REPORTED))
    first = cells.unique(
        ["entity", "scope", "year", "metric", "applicant"], keep="first", maintain_order=True
    )
    totals = first.filter(pl.col("applicant") == TOTAL)
    found = [_history(totals, panel.vocabulary), _peers(totals), _repeated(first, panel.vocabulary)]
    return pl.concat(to_rows(rows) for rows in found)


def _history(totals: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Beyond the median of earlier years by five times their spread, or that of counts in general where it is more.

    The spread is 1.4826 times the median absolute deviation (Hampel 1974). Years on forms that do not compare exactly are
    left out.
    """
    earlier = totals.select(*SERIES, past_form="form", past_year="year", past="value", past_cell=_cell())
    pairs = (
        totals.join(earlier, on=SERIES, how="inner", maintain_order="left")
        .filter(pl.col("past_year") < pl.col("year"))
        .join(_comparable(vocabulary), on=["metric", "form", "past_form"], how="semi", maintain_order="left")
    )
    past = pl.col("past")
    grouped = pairs.group_by(*SERIES, "year", maintain_order=True).agg(
        pl.col("applicant", "form", "doc", "value", "status", "raw", "place").first(),
        past.len().alias("years"),
        past.median().alias("median"),
        (past - past.median()).abs().median().alias("deviation"),
        pl.col("past_cell").sort_by("past_year"),
    )
    median = pl.col("median")
    spread = pl.max_horizontal(DEVIATIONS * pl.col("deviation"), _variation(median))
    far = ((pl.col("value") - median).abs() > WIDTH * spread) & (pl.col("years") >= FEWEST_YEARS)
    low = pl.max_horizontal(median - WIDTH * spread, 0.0).round(1)
    detail = pl.format("{}–{}", number_text(low), number_text((median + WIDTH * spread).round(1)))
    operands = pl.concat_list(_cell("left"), "past_cell")
    return _found(grouped.filter(far), "plausibility/history", right=median, detail=detail, operands=operands)


def _variation(count: pl.Expr) -> pl.Expr:
    """By how much a count varies without cause: a Poisson number whose mean varies by three tenths."""
    mean = pl.max_horizontal(count.abs(), 1.0)
    return (mean + (VARIATION * mean).pow(2)).sqrt()


def _comparable(vocabulary: Vocabulary) -> pl.DataFrame:
    """The pairs of forms on which a metric compares exactly."""
    exact = Comparability.EXACT
    rows = [
        (metric, form, past)
        for metric, forms in vocabulary.metric_to_forms.items()
        for form, past in product(sorted(forms), repeat=2)
        if form in vocabulary.forms
        and past in vocabulary.forms
        and vocabulary.comparability(metric, past, form) is exact
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("metric", "form", "past_form"), pl.String), orient="row")


def _peers(totals: pl.DataFrame) -> pl.DataFrame:
    """Beyond the median of bodies of the same level, scope and form in that year, on a scale of logarithms."""
    group = ["scope", "level", "form", "year", "metric"]
    size = pl.col("value").clip(lower_bound=0).log1p()
    sized = totals.filter(pl.col("level") != "unknown").with_columns(size=size)
    described = sized.with_columns(
        peers=pl.len().over(group),
        middle=pl.col("size").median().over(group),
        median=pl.col("value").median().over(group),
    )
    deviation = (pl.col("size") - pl.col("middle")).abs().median().over(group)
    spread = pl.max_horizontal(DEVIATIONS * deviation, FEWEST_PEERS_SPREAD)
    far = ((pl.col("size") - pl.col("middle")).abs() > WIDTH * spread) & (pl.col("peers") >= FEWEST_PEERS)
    low, high = ((pl.col("middle") + sign * WIDTH * spread).exp() - 1 for sign in (-1, 1))
    detail = pl.format("{}–{}", number_text(pl.max_horizontal(low, 0.0).round(1)), number_text(high.round(1)))
    marked = described.with_columns(detail=detail).filter(far)
    return _found(
        marked,
        "plausibility/peers",
        right=pl.col("median"),
        detail=pl.col("detail"),
        operands=pl.concat_list(_cell("left")),
    )


def _repeated(cells: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Rows of flows that are, number for number, those of the year before, and too large for that to be chance.

    That two independent numbers of standard deviation s are equal has a chance of about 1 / (2 √π s).
    """
    kinds = (Kind.FLOW, Kind.CASELOAD)
    flows = [metric.id for metric in vocabulary.metrics.values() if metric.kind in kinds]
    own = cells.filter(pl.col("metric").is_in(flows))
    last_year = own.select(*SERIES, "applicant", pl.col("year") + 1, past=pl.col("value"), past_cell=_cell())
    chance = 1 / (2 * math.sqrt(math.pi) * _variation(pl.col("value")))
    is_counted = (pl.col("value") != 0) & ((pl.col("applicant") != TOTAL) | (pl.len() == 1))
    rows = (
        own.with_columns(cell=_cell("left"))
        .join(last_year, on=[*SERIES, "applicant", "year"], how="left", maintain_order="left")
        .group_by(*SERIES, "year", maintain_order=True)
        .agg(
            pl.col("form", "doc").first(),
            (pl.col("value") == pl.col("past")).fill_null(value=False).all().alias("is_equal"),
            chance.filter(is_counted).product().alias("chance"),
            pl.col("value").last(),
            number_text(pl.col("value")).str.join(", ").alias("numbers"),
            pl.col("cell").alias("own_cells"),
            pl.col("past_cell"),
        )
    )
    found = rows.filter("is_equal", pl.col("chance") < LEAST_CHANCE)
    operands = pl.concat_list("own_cells", "past_cell")
    return _found(
        found, "plausibility/repeated", right=pl.col("value"), detail=pl.col("numbers"), operands=operands
    )


def _found(
    frame: pl.DataFrame, rule: str, *, right: pl.Expr, detail: pl.Expr, operands: pl.Expr
) -> pl.DataFrame:
    return frame.with_columns(
        rule=pl.lit(rule),
        check=pl.format(f"{rule}/{{}}/{TOTAL}", "metric"),
        applicant=pl.lit(TOTAL),
        outcome=pl.lit("fails"),
        left=pl.col("value"),
        right=right,
        difference=pl.col("value") - right,
        formula=term_text(pl.col("metric"), pl.lit(TOTAL)),
        detail=detail,
        operands=operands,
    )


def _cell(side: str = "right") -> pl.Expr:
    return pl.struct(
        pl.lit(side).alias("side"), "metric", "applicant", "year", "value", "status", "raw", "doc", "place"
    )
