"""What every family of checks gives: one row for each check of each report."""

from __future__ import annotations

from typing import Final

import polars as pl

__all__ = [
    "OPERAND",
    "OUTCOMES",
    "REPORT",
    "ROWS",
    "SEVERITIES",
    "number_text",
    "short",
    "term_text",
    "to_rows",
]

SHOWN: Final = 40  # characters of a passage in a message
REPORT: Final = ["entity", "scope", "year", "doc"]
OUTCOMES: Final = pl.Enum(["fails", "cannot_be_assessed", "holds"])
SEVERITIES: Final = pl.Enum(["error", "warning", "note"])
OPERAND: Final = pl.Struct(
    {
        "side": pl.String(),  # left or right of the formula
        "metric": pl.String(),
        "applicant": pl.String(),
        "year": pl.Int32(),
        "value": pl.Float64(),
        "status": pl.String(),  # of the cell; absent where no cell was read, not_on_form where there is none
        "raw": pl.String(),
        "doc": pl.String(),
        "place": pl.String(),
    }
)
ROWS: Final = {
    "entity": pl.String(),
    "scope": pl.String(),
    "year": pl.Int32(),
    "doc": pl.String(),
    "form": pl.String(),
    "rule": pl.String(),  # the entry of the catalogue
    "check": pl.String(),  # the stable id of the check
    "metric": pl.String(),
    "applicant": pl.String(),
    "outcome": OUTCOMES,
    "left": pl.Float64(),
    "right": pl.Float64(),
    "difference": pl.Float64(),
    "formula": pl.String(),
    "derived": pl.Float64(),  # what the one missing figure would be
    "missing": pl.String(),
    "detail": pl.String(),  # what the messages quote, where the next two do not say it in one language
    "formula_zh": pl.String(),  # the formula in words, where ids of the vocabulary do not say it
    "formula_en": pl.String(),
    "operands": pl.List(OPERAND),
}


def to_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of all families, in order; those that a family has no use for are empty."""
    columns = {
        name: (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype)
        for name, dtype in ROWS.items()
    }
    texts = {name: columns[name].fill_null("") for name in ("formula", "missing", "detail")}
    return frame.select(**columns | texts)


def short(text: str) -> str:
    """A passage in one line of at most 40 characters, its middle left out."""
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:24]}…{words[-14:]}"


def number_text(value: pl.Expr) -> pl.Expr:
    """A number as people write it: no decimals where there are none."""
    return value.cast(pl.String).str.strip_suffix(".0")


def term_text(metric: pl.Expr, applicant: pl.Expr) -> pl.Expr:
    """requests.received, requests.received[business]."""
    return pl.when(applicant == "total").then(metric).otherwise(pl.format("{}[{}]", metric, applicant))
