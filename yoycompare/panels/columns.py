"""The columns of a panel, their types and their rules; reports → rows, frames → checked frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

from yoycompare.errors import PanelError
from yoycompare.reports import Origin, Report, Scope, Status
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["COLUMNS", "KEY", "frame_to_checked_frame", "report_to_frame"]

COLUMNS: Final = {
    "entity": pl.String(),
    "scope": pl.String(),
    "level": pl.String(),
    "year": pl.Int32(),
    "metric": pl.String(),
    "applicant": pl.String(),
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "unit": pl.String(),
    "status": pl.String(),
    "source": pl.String(),
    "form": pl.String(),
    "vintage": pl.Int32(),
    "doc": pl.String(),
    "place": pl.String(),
    "raw": pl.String(),
    "basis": pl.String(),  # the print that the value rests on: table or prose
    "categories": pl.String(),  # the forms whose categories it uses, separated by blanks
    "formula": pl.String(),  # of a derived value, null otherwise
}
KEY: Final = ("entity", "scope", "year", "metric", "applicant", "source", "vintage", "doc")
REQUIRED: Final = ("entity", "year", "metric", "value")
PRINT: Final = (str(Origin.TABLE), str(Origin.PROSE))
FIRST_YEAR, LAST_YEAR = 1990, 2100
SHOWN_ROWS: Final = 3


def report_to_frame(report: Report) -> pl.DataFrame:
    """The observations of a report as rows of a panel."""
    observations = report.observations
    own: dict[str, object] = {
        "metric": [item.metric for item in observations],
        "applicant": [item.applicant for item in observations],
        "value": [None if item.value is None else float(item.value) for item in observations],
        "low": [None if item.low is None else float(item.low) for item in observations],
        "high": [None if item.high is None else float(item.high) for item in observations],
        "unit": [item.unit for item in observations],
        "status": [str(item.status) for item in observations],
        "source": [str(item.source) for item in observations],
        "place": ["; ".join(map(str, item.places)) for item in observations],
        "raw": [item.raw for item in observations],
        "basis": [str(item.basis) for item in observations],
        "formula": [item.formula or None for item in observations],
    }
    shared = {
        "entity": report.entity,
        "scope": str(report.scope),
        "level": report.level,
        "year": report.year,
        "form": report.form,
        "vintage": report.year,
        "doc": report.sha256,
        "categories": " ".join(report.categories),
    }
    frame = pl.DataFrame(own, schema={name: COLUMNS[name] for name in own})
    constants = (pl.lit(value, dtype=COLUMNS[name]).alias(name) for name, value in shared.items())
    return frame.with_columns(*constants).select(*COLUMNS)


def frame_to_checked_frame(frame: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """A frame with all columns of a panel, in order and of the right type, every rule checked.

    Raises
    ------
    PanelError
        A column is missing or of a wrong type, a value is not allowed, or a key is repeated. The
        message names the column, the number of rows and the first of them.
    """
    for name in REQUIRED:
        if name not in frame.columns:
            found = ", ".join(frame.columns) or "none"
            raise PanelError(f"column {name!r}", "it is missing", f"a panel needs it; the frame has: {found}")
    frame = _with_types(frame.select(name for name in COLUMNS if name in frame.columns))
    frame = _with_types(_with_defaults(frame, vocabulary)).select(*COLUMNS)
    units = {metric.id: metric.unit for metric in vocabulary.metrics.values()}
    unit_of_metric = pl.col("metric").replace_strict(units, default=None)
    year, vintage = pl.col("year"), pl.col("vintage")
    unfit = (pl.col("status") == str(Status.REPORTED)) != pl.col("value").is_not_null()
    _refuse(frame, "entity", _is_empty("entity"), "no entity", "say who reports")
    _refuse(frame, "year", _is_no_year(year), "not a year", "mend it")
    _refuse(frame, "metric", unit_of_metric.is_null(), "not a metric of the vocabulary", "use its ids")
    _refuse(frame, "applicant", _is_none_of("applicant", vocabulary.applicants), "unknown", "use the ids")
    for name in ("value", "low", "high"):
        infinite = pl.col(name).is_nan() | pl.col(name).is_infinite()
        _refuse(frame, name, infinite.fill_null(value=False), "not a finite number", "use null for no value")
    outside = (pl.col("low") > pl.col("value")) | (pl.col("high") < pl.col("value"))
    _refuse(frame, "low, high", outside.fill_null(value=False), "the value lies outside", "mend the bounds")
    _refuse(frame, "status", _is_none_of("status", Status), "unknown", f"use {', '.join(Status)}")
    _refuse(frame, "status", unfit, "only `reported` has a value, and always", "make the two agree")
    _refuse(frame, "source", _is_none_of("source", Origin), "unknown", f"use {', '.join(Origin)}")
    _refuse(frame, "scope", _is_none_of("scope", Scope), "unknown", f"use {', '.join(Scope)}")
    _refuse(frame, "basis", _is_none_of("basis", PRINT), "unknown", f"use {' or '.join(PRINT)}")
    unit_differs = pl.col("unit").ne_missing(unit_of_metric)
    _refuse(frame, "unit", unit_differs, "not the unit of the metric", "convert the values")
    _refuse(frame, "vintage", _is_no_year(vintage), "not a year", "mend it")
    _refuse(frame, "doc", pl.col("doc").is_null(), "no document", "use an empty text where there is none")
    _refuse(
        frame, "key", pl.struct(KEY).is_duplicated(), "repeats the key " + ", ".join(KEY), "keep one row each"
    )
    return frame


def _with_types(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of a panel in their types; refuses a type that would have to be reinterpreted."""
    for name, dtype in COLUMNS.items():
        if name not in frame.columns:
            continue
        found = frame[name].dtype
        if found.is_float() and dtype.is_integer():
            fraction = (pl.col(name) != pl.col(name).floor()).fill_null(value=False)
            _refuse(frame, name, fraction, "not a whole number", "mend it")
        if found not in (dtype, pl.Null) and not _converts(found, dtype):
            raise PanelError(f"column {name!r}", f"it holds {found}, not {dtype}", "convert it first")
        converted = pl.col(name).cast(dtype, strict=False)
        lost = converted.is_null() & pl.col(name).is_not_null()
        _refuse(frame, name, lost, "out of range", "mend it")
        frame = frame.with_columns(converted)
    return frame


def _converts(found: pl.DataType, wanted: pl.DataType) -> bool:
    """Numbers become numbers, categories become text; nothing else is converted."""
    if wanted.is_numeric():
        return found.is_numeric()
    return isinstance(found, (pl.Categorical, pl.Enum))


def _is_no_year(column: pl.Expr) -> pl.Expr:
    return column.is_null() | ~column.is_between(FIRST_YEAR, LAST_YEAR)


def _is_none_of(column: str, known: Iterable[str]) -> pl.Expr:
    return ~pl.col(column).is_in([str(item) for item in known]).fill_null(value=False)


def _with_defaults(frame: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    units = {metric.id: metric.unit for metric in vocabulary.metrics.values()}
    value = pl.col("value")
    status = pl.when(value.is_null()).then(pl.lit(str(Status.BLANK))).otherwise(pl.lit(str(Status.REPORTED)))
    defaults: Iterable[tuple[str, pl.Expr]] = (
        ("scope", pl.lit(str(Scope.UNKNOWN))),
        ("level", pl.lit("unknown")),
        ("applicant", pl.lit(TOTAL)),
        ("low", value),
        ("high", value),
        ("unit", pl.col("metric").replace_strict(units, default=None, return_dtype=pl.String)),
        ("status", status),
        ("source", pl.lit(str(Origin.TABLE))),
        ("form", pl.lit("")),
        ("vintage", pl.col("year")),
        ("doc", pl.lit("")),
        ("place", pl.lit("")),
        ("raw", value.cast(pl.String).str.strip_suffix(".0").fill_null("")),
        ("basis", _basis_of_source() if "source" in frame.columns else pl.lit(str(Origin.TABLE))),
        ("categories", pl.col("form") if "form" in frame.columns else pl.lit("")),
        ("formula", pl.lit(None, dtype=pl.String)),
    )
    return frame.with_columns(
        expression.alias(name) for name, expression in defaults if name not in frame.columns
    )


def _basis_of_source() -> pl.Expr:
    """Where it is not known what a derived value rests on, the weaker print is assumed."""
    weaker = pl.col("source").is_in([str(Origin.PROSE), str(Origin.DERIVED)])
    return pl.when(weaker).then(pl.lit(str(Origin.PROSE))).otherwise(pl.lit(str(Origin.TABLE)))


def _is_empty(column: str) -> pl.Expr:
    return pl.col(column).is_null() | (pl.col(column).str.strip_chars() == "")


def _refuse(frame: pl.DataFrame, column: str, wrong: pl.Expr, problem: str, advice: str) -> None:
    """Raise if any row is wrong, showing the first of them."""
    rows = frame.with_row_index("row").filter(wrong)
    if rows.is_empty():
        return
    shown = "; ".join(
        f"row {row['row']}: {row['entity']} {row['year']} {row['metric']} {row['value']}"
        for row in rows.head(SHOWN_ROWS).iter_rows(named=True)
    )
    raise PanelError(f"column {column!r}", f"{rows.height} rows: {problem} ({shown})", advice)
