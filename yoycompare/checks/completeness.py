"""Panel → what reports leave out: tables that were not read, rows that are missing, cells without a number."""

from __future__ import annotations

import polars as pl

from yoycompare.checks.evaluation import table_cells, table_reports
from yoycompare.checks.identities import table_to_cells
from yoycompare.checks.rows import OPERAND, REPORT, term_text, to_rows
from yoycompare.panels import Panel
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["check_completeness", "form_cells"]


def form_cells(vocabulary: Vocabulary) -> pl.DataFrame:
    """Every cell of every form. Columns: form, table, metric, applicant."""
    rows = [
        (form.id, table.id, metric, applicant)
        for form in vocabulary.forms.values()
        for table in form.tables
        for metric, applicant in table_to_cells(table)
    ]
    return pl.DataFrame(
        rows, schema=dict.fromkeys(("form", "table", "metric", "applicant"), pl.String), orient="row"
    )


def check_completeness(panel: Panel) -> pl.DataFrame:
    """Rows in the columns of `checks.rows.ROWS`: three checks for each table of the form of each report."""
    cells = table_cells(panel)
    wanted = table_reports(cells).drop("is_first").join(form_cells(panel.vocabulary), on="form", how="inner")
    found = wanted.join(
        cells.select(*REPORT, "metric", "applicant", "value", "status", "raw", "place"),
        on=[*REPORT, "metric", "applicant"],
        how="left",
        maintain_order="left",
    )
    is_read, is_filled = pl.col("status").is_not_null(), pl.col("value").is_not_null()
    name = term_text(pl.col("metric"), pl.col("applicant"))
    is_read_row = is_read.any().over(*REPORT, "table", "metric")
    operand = pl.struct(
        pl.lit("right").alias("side"), "metric", "applicant", "year", "value", "status", "raw", "doc", "place"
    )
    blank = is_read & ~is_filled
    tables = found.with_columns(is_read_row=is_read_row).group_by(
        *REPORT, "form", "table", maintain_order=True
    )
    counted = tables.agg(
        pl.col("metric").n_unique().alias("rows"),
        pl.col("metric").filter("is_read_row").n_unique().alias("read_rows"),
        is_read.sum().alias("cells"),
        is_filled.sum().alias("filled"),
        pl.col("metric").filter(~pl.col("is_read_row")).unique(maintain_order=True).alias("missing_rows"),
        pl.format("{} ({})", name, "status").filter(blank).alias("blank_cells"),
        operand.filter(blank).cast(OPERAND).alias("operands"),
    )
    is_there = pl.col("cells") > 0
    none = pl.lit([], dtype=pl.List(OPERAND))
    families = (
        (
            "completeness/tables",
            is_there.cast(pl.Float64),
            pl.lit(1.0),
            pl.lit([], dtype=pl.List(pl.String)),
            none,
        ),
        ("completeness/rows", pl.col("read_rows"), pl.col("rows"), pl.col("missing_rows"), none),
        ("completeness/cells", pl.col("filled"), pl.col("cells"), pl.col("blank_cells"), pl.col("operands")),
    )
    labels = {
        f"{form.id}/{table.id}": table.zh for form in panel.vocabulary.forms.values() for table in form.tables
    }
    rows = []
    for rule, left, right, missing, operands in families:
        there = counted if rule == "completeness/tables" else counted.filter(is_there)
        compared = there.with_columns(left=left.cast(pl.Float64), right=right.cast(pl.Float64))
        is_complete = pl.col("left") == pl.col("right")
        found = compared.with_columns(
            rule=pl.lit(rule),
            check=pl.concat_str(pl.lit(f"{rule}/"), "table"),
            metric=pl.lit(""),
            applicant=pl.lit(TOTAL),
            outcome=pl.when(is_complete).then(pl.lit("holds")).otherwise(pl.lit("fails")),
            difference=pl.col("left") - pl.col("right"),
            missing=missing.list.join(", "),
            detail=pl.concat_str("form", pl.lit("/"), "table").replace(labels),
            operands=operands,
        )
        rows.append(to_rows(found))
    return pl.concat(rows)
