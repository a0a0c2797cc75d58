"""Panel → Comparison: the stages in their order."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.comparisons.changes import CARRIED, add_changes, add_previous
from yoycompare.comparisons.comparison import COLUMNS, Comparison
from yoycompare.comparisons.indexing import add_index
from yoycompare.comparisons.linking import link_previous
from yoycompare.comparisons.picking import IDENTITY, pick_values
from yoycompare.comparisons.ratios import values_to_ratios
from yoycompare.errors import ComparisonError
from yoycompare.panels import Panel
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Kind

__all__ = ["BASE_YEAR", "compare"]

BASE_YEAR: Final = 2019  # the first reports on today's tables


def compare(
    panel: Panel,
    *,
    base: int | None = BASE_YEAR,
    lag: int = 1,
    across_breaks: bool = False,
    link: bool = False,
    ratios: bool = True,
) -> Comparison:
    """Compare each year with exactly the year before, or one further back, and with a base year.

    Parameters
    ----------
    base
        The year that the index sets to 100; None for no index.
    lag
        How many years before: 1 compares with the year before, 5 with the fifth.
    across_breaks
        Compute changes and indices over a break in the series (a change of form) all the same. They
        are marked in `note`; without this they are null with the reason `break`.
    link
        Over a break, compare with another figure of that year that is stated in this year's categories, by a later
        report or another file; marked in `note`. Values stay as they are.
    ratios
        Compute the ratios of the vocabulary too (disclosure rate and so on), as further metrics.

    Raises
    ------
    ComparisonError
        `lag` is not above 0.

    Returns
    -------
    Comparison
        `Comparison.frame` has one row per entity, scope, metric, applicant and year.

    Examples
    --------
    >>> import polars as pl
    >>> panel = Panel.from_frame(
    ...     pl.DataFrame({"entity": "A", "year": [2023, 2024], "metric": "requests.received", "value": [10.0, 12.0]})
    ... )
    >>> compare(panel, base=2023).frame.row(1, named=True)["percent"]
    20.0
    """
    if lag < 1:
        raise ComparisonError(f"lag {lag}", "no such lag", "use 1 for the year before")
    vocabulary = panel.vocabulary
    reports = panel.reports()
    nothing = pl.lit(None, dtype=pl.String)
    values = pick_values(panel.frame).with_columns(
        value_reason=nothing, value_absence=nothing, value_note=nothing
    )
    if ratios and vocabulary.ratios:
        computed = values_to_ratios(values, reports, vocabulary)
        computed = computed.rename({name: f"value_{name}" for name in ("reason", "absence", "note")})
        values = pl.concat([values, computed], how="diagonal_relaxed")
    values = _in_vocabulary_order(_with_all_columns(values), vocabulary)
    followed = add_previous(values, lag).with_columns(link_note=nothing)
    if link:
        followed = link_previous(
            followed.drop("link_note"), panel.frame, vocabulary, lag=lag, carried=CARRIED
        )
    changed = add_changes(followed, reports, across_breaks=across_breaks, vocabulary=vocabulary, lag=lag)
    indexed = add_index(changed, base, across_breaks=across_breaks, vocabulary=vocabulary)
    frame = indexed.with_columns(
        reason=pl.coalesce("change_reason", "index_reason"),  # the extra columns tell the two apart
        note=pl.concat_str(
            [
                pl.col("value_note"),
                pl.format("other sources say {}", "rivals"),
                pl.col("link_note"),
                pl.col("change_note"),
                pl.col("index_note"),
            ],
            separator="; ",
            ignore_nulls=True,
        ).replace("", None),
    )
    return Comparison(
        frame=_in_vocabulary_order(frame, vocabulary).select(*COLUMNS),
        base=base,
        lag=lag,
        vocabulary=vocabulary,
    )


def _with_all_columns(values: pl.DataFrame) -> pl.DataFrame:
    """The columns of ratios, null where there are none."""
    of_ratios = ("numerator", "denominator", "interval_low", "interval_high")
    return values.with_columns(
        pl.lit(None, dtype=pl.Float64).alias(name) for name in of_ratios if name not in values.columns
    )


def _in_vocabulary_order(frame: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Sorted by entity and scope, then metrics and applicants as the vocabulary lists them, then year."""
    kinds = {metric.id: str(metric.kind) for metric in vocabulary.metrics.values()}
    kinds |= dict.fromkeys(vocabulary.ratios, str(Kind.RATE))
    metrics = {metric: number for number, metric in enumerate(kinds)}
    applicants = {applicant: number for number, applicant in enumerate(vocabulary.applicants)}
    order = {
        "metric": pl.col("metric").replace_strict(metrics, return_dtype=pl.Int32),
        "applicant": pl.col("applicant").replace_strict(applicants, return_dtype=pl.Int32),
    }
    kind = pl.col("metric").replace_strict(kinds, return_dtype=pl.String)
    return frame.sort(*(order.get(name, pl.col(name)) for name in IDENTITY)).with_columns(kind=kind)
