"""Panel → numbers that can be right and look wrong: far from the body's own past, from its peers, or last year's."""

from __future__ import annotations

import polars as pl

from yoycompare.checks.evaluation import table_cells
from yoycompare.checks.plausibility.history import outside_history
from yoycompare.checks.plausibility.peers import outside_peers
from yoycompare.checks.plausibility.repeated import repeated
from yoycompare.checks.rows import to_rows
from yoycompare.panels import Panel
from yoycompare.reports import Status

__all__ = ["check_plausibility"]


def check_plausibility(panel: Panel) -> pl.DataFrame:
    """Rows in the columns of `checks.rows.ROWS`: what was found only, a number that is not listed raises no doubt."""
    key = ["entity", "scope", "year", "metric", "applicant"]
    reported = table_cells(panel).filter(pl.col("status") == str(Status.REPORTED))
    cells = reported.unique(key, keep="first", maintain_order=True)
    vocabulary = panel.vocabulary
    found = [outside_history(cells, vocabulary), outside_peers(cells), repeated(cells, vocabulary)]
    return pl.concat(to_rows(rows) for rows in found)
