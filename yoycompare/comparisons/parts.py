"""Parts of a whole: their shares, and what each contributes to the change of the whole."""

from __future__ import annotations

import polars as pl

from yoycompare.comparisons.comparison import Comparison
from yoycompare.errors import ComparisonError
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Split
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["RESIDUAL", "contributions", "shares", "split_of"]

REPORT = ["entity", "scope", "applicant", "year"]
RESIDUAL = "residual"  # stands in the column `part` for what the parts do not explain


def contributions(
    change: Comparison, whole: str, *, parts: list[str] | None = None, applicant: str = TOTAL
) -> pl.DataFrame:
    """What each part of a whole contributes to its change.

    Parameters
    ----------
    whole
        A metric that the vocabulary divides, such as `requests.closed`.
    parts
        Which of its divisions, by its parts; None takes the first on the form of the report.

    Returns
    -------
    polars.DataFrame
        One row a body, year and part, and one for the `residual`: entity, scope, applicant, year, part, value, previous,
        difference, contribution (in percentage points of the whole's change: 100 · difference / the whole's previous
        value) and reason (why it is null). The contributions and that of the residual add up to the percent of the whole
        exactly; the residual is 0 where the parts make the whole in both years, null where a part is not known.

    Raises
    ------
    ComparisonError
        The vocabulary does not divide the metric, or not into these parts.

    Examples
    --------
    >>> from yoycompare.comparisons.comparing import compare
    >>> from yoycompare.panels import Panel
    >>> whole, one, other = "litigation.total", "litigation.direct.total", "litigation.after_review.total"
    >>> rows = [(metric, year, float(value)) for metric, values in ((whole, (10, 15)), (one, (6, 10)), (other, (4, 5)))
    ...         for year, value in zip((2023, 2024), values)]
    >>> frame = pl.DataFrame(rows, schema=["metric", "year", "value"], orient="row")
    >>> panel = Panel.from_frame(frame.with_columns(entity=pl.lit("A"), form=pl.lit("gid-2021")))
    >>> found = contributions(compare(panel), whole, parts=[one, other]).filter(year=2024)
    >>> found.select("part", "contribution").rows()
    [('litigation.direct.total', 40.0), ('litigation.after_review.total', 10.0), ('residual', 0.0)]
    """
    split = split_of(change.vocabulary, whole, parts)
    wholes, of_parts = _whole_and_parts(change, split, applicant)
    difference, previous = pl.col("difference"), pl.col("whole_previous")
    known = of_parts.join(wholes, on=REPORT, how="inner", maintain_order="left")
    told = known.with_columns(
        contribution=pl.when(previous > 0).then(difference / previous * 100),
        reason=pl.coalesce("reason", pl.when(previous <= 0).then(pl.lit("zero_base"))),
    )
    all_parts = pl.col("difference").count() == len(split.parts)
    explained = known.group_by(REPORT, maintain_order=True).agg(
        pl.when(all_parts).then(pl.col("difference").sum()).alias("sum"),
        pl.when(pl.col("value").count() == len(split.parts)).then(pl.col("value").sum()).alias("value_sum"),
        pl.when(pl.col("previous").count() == len(split.parts))
        .then(pl.col("previous").sum())
        .alias("previous_sum"),
    )
    rest = wholes.join(explained, on=REPORT, how="inner", maintain_order="left").with_columns(
        difference=pl.col("whole_difference") - pl.col("sum")
    )
    residual = rest.select(
        *REPORT,
        part=pl.lit(RESIDUAL),
        value=pl.col("whole_value") - pl.col("value_sum"),
        previous=previous - pl.col("previous_sum"),
        difference=difference,
        contribution=pl.when(previous > 0).then(difference / previous * 100),
        reason=pl.when(difference.is_null()).then(pl.lit("missing")),
    )
    columns = [*REPORT, "part", "value", "previous", "difference", "contribution", "reason"]
    order = {part: place for place, part in enumerate((*split.parts, RESIDUAL))}
    place = pl.col("part").replace_strict(order, return_dtype=pl.Int32)
    return pl.concat([told.select(columns), residual.select(columns)]).sort("entity", "scope", "year", place)


def shares(
    change: Comparison, whole: str, *, parts: list[str] | None = None, applicant: str = TOTAL
) -> pl.DataFrame:
    """The share of each part in a whole, and its change in percentage points.

    Parameters are those of `contributions`.

    Returns
    -------
    polars.DataFrame
        One row a body, year and part: entity, scope, applicant, year, part, value, whole, share (100 · value / whole as it
        is printed or derived), previous_share, points (share - previous_share), reason.
    """
    split = split_of(change.vocabulary, whole, parts)
    wholes, of_parts = _whole_and_parts(change, split, applicant)
    known = of_parts.join(wholes, on=REPORT, how="inner", maintain_order="left")
    share, before = (
        pl.when(pl.col(of) > 0).then(pl.col(value) / pl.col(of) * 100)
        for value, of in (("value", "whole_value"), ("previous", "whole_previous"))
    )
    is_defined = pl.col("difference").is_not_null() & pl.col("whole_difference").is_not_null()
    order = {part: place for place, part in enumerate(split.parts)}
    return (
        known.with_columns(share=share, previous_share=pl.when(is_defined).then(before))
        .with_columns(points=pl.col("share") - pl.col("previous_share"))
        .sort("entity", "scope", "year", pl.col("part").replace_strict(order, return_dtype=pl.Int32))
        .select(
            *REPORT,
            "part",
            "value",
            pl.col("whole_value").alias("whole"),
            "share",
            "previous_share",
            "points",
            "reason",
        )
    )


def split_of(vocabulary: Vocabulary, whole: str, parts: list[str] | None) -> Split:
    """The partition of a metric; the first where none is named by its parts."""
    vocabulary.described(whole)
    known = vocabulary.partitions(whole)
    if not known:
        wholes = dict.fromkeys(split.whole for split in vocabulary.splits)
        raise ComparisonError(whole, "the vocabulary does not divide it", f"it divides {', '.join(wholes)}")
    for split in known:
        if parts is None or set(split.parts) == set(parts):
            return split
    listed = "; ".join(" + ".join(split.parts) for split in known)
    raise ComparisonError(
        whole, f"it does not divide into {' + '.join(parts or ())}", f"it divides into {listed}"
    )


def _whole_and_parts(change: Comparison, split: Split, applicant: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = change.frame.filter(pl.col("applicant") == applicant)
    wholes = rows.filter(pl.col("metric") == split.whole).select(
        *REPORT, whole_value="value", whole_previous="previous", whole_difference="difference"
    )
    own = rows.filter(pl.col("metric").is_in(list(split.parts))).select(
        *REPORT, "value", "previous", "difference", part="metric", reason="change_reason"
    )
    wanted = wholes.select(REPORT).join(pl.DataFrame({"part": split.parts}), how="cross")
    missing = pl.when(pl.col("difference").is_null()).then(pl.coalesce("reason", pl.lit("missing")))
    of_parts = wanted.join(own, on=[*REPORT, "part"], how="left", maintain_order="left")
    return wholes, of_parts.with_columns(reason=missing)
