"""Comparison → SDMX-CSV 2.0, which statistical offices exchange."""

from __future__ import annotations

from typing import Final

import polars as pl

from yoycompare.comparisons.comparison import Comparison
from yoycompare.comparisons.ratios import SMALL
from yoycompare.comparisons.reasons import Reason
from yoycompare.reports import Origin

__all__ = ["MEASURES", "comparison_to_sdmx"]

STRUCTURE: Final = (
    "dataflow",
    "YOYCOMPARE:COMPARISON(1.0)",
    "I",
)  # no registry holds it: the columns say what they are
MEASURES: Final = {
    "value": "VALUE",
    "difference": "DIFFERENCE",
    "percent": "PERCENT",
    "points": "POINTS",
    "index": "INDEX",
}
UNITS: Final = {"percent": "PT", "points": "PP", "index": "IX"}  # percent, percentage points, index


def comparison_to_sdmx(change: Comparison) -> pl.DataFrame:
    """One row an observation: a measure of a body, metric, kind of applicant and year.

    OBS_STATUS is a code of the SDMX list CL_OBS_STATUS, the first that fits: `B` break in the series, `M` missing because the
    form does not ask for it, `O` missing (OBS_NOTE says why), `U` of low reliability (a rate of fewer than 100 cases), `E`
    computed, `A` normal. Measures that a row cannot have, such as the percent of a rate, are left out.

    Returns
    -------
    polars.DataFrame
        STRUCTURE, STRUCTURE_ID, ACTION, REF_AREA (the body), SCOPE, INDICATOR, APPLICANT, MEASURE, TIME_PERIOD, OBS_VALUE,
        UNIT_MEASURE, BASE_PER (of an index), OBS_STATUS, OBS_NOTE.
    """
    frame = change.frame
    is_rate = pl.col("kind") == "rate"
    has = {
        "value": pl.lit(value=True),
        "difference": ~is_rate,
        "percent": ~is_rate & (pl.col("kind") != "net_change"),
        "points": is_rate,
        "index": pl.col("base").is_not_null() & (pl.col("kind") != "net_change"),
    }
    parts = [_measure(frame.filter(has[name]), name, code) for name, code in MEASURES.items()]
    return pl.concat(parts).sort(
        "REF_AREA", "SCOPE", "INDICATOR", "APPLICANT", "MEASURE", "TIME_PERIOD", maintain_order=True
    )


def _measure(frame: pl.DataFrame, name: str, code: str) -> pl.DataFrame:
    structure, structure_id, action = STRUCTURE
    value = pl.col(name)
    why = {"value": pl.col("status"), "index": pl.col("index_reason")}.get(name, pl.col("change_reason"))
    broken = value.is_null() & (why == str(Reason.BREAK))
    over_break = pl.lit(name != "value") & pl.col("note").str.contains("break").fill_null(value=False)
    stated_later = (pl.col("source") == str(Origin.LINKED)) & pl.lit(name == "value")
    status = (
        pl.when(broken | (value.is_not_null() & over_break))
        .then(pl.lit("B"))
        .when(value.is_null() & (why == str(Reason.NOT_ON_FORM)))
        .then(pl.lit("M"))
        .when(value.is_null())
        .then(pl.lit("O"))
        .when(pl.col("denominator") < SMALL)
        .then(pl.lit("U"))
        .when((pl.col("source") == str(Origin.DERIVED)) | pl.lit(name != "value"))
        .then(pl.lit("E"))
        .otherwise(pl.lit("A"))
    )
    later = pl.when(stated_later).then(pl.format("stated by the report of {}", "vintage"))
    unit = pl.lit(UNITS[name]) if name in UNITS else pl.col("unit")
    base = pl.col("base").cast(pl.String) if name == "index" else pl.lit(None, dtype=pl.String)
    return frame.select(
        STRUCTURE=pl.lit(structure),
        STRUCTURE_ID=pl.lit(structure_id),
        ACTION=pl.lit(action),
        REF_AREA="entity",
        SCOPE="scope",
        INDICATOR="metric",
        APPLICANT="applicant",
        MEASURE=pl.lit(code),
        TIME_PERIOD="year",
        OBS_VALUE=value,
        UNIT_MEASURE=unit,
        BASE_PER=base,
        OBS_STATUS=status,
        OBS_NOTE=pl.when(value.is_null()).then(why).otherwise(later),
    )
