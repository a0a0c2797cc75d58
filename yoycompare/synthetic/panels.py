"""Synthetic reports → a panel, without writing and reading files."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from yoycompare.panels import Panel
from yoycompare.panels.columns import COLUMNS
from yoycompare.synthetic.reports import SyntheticReport
from yoycompare.vocabulary import Vocabulary

__all__ = ["reports_to_panel"]

NAMES = ("entity", "year", "vintage", "form", "categories", "metric", "applicant", "value")


def reports_to_panel(reports: Iterable[SyntheticReport], *, vocabulary: Vocabulary | None = None) -> Panel:
    """A panel of what the cells of the reports print, a cell without a number as `blank`.

    Nothing is derived: the rows are the cells.

    Examples
    --------
    >>> from yoycompare.synthetic import random_reports
    >>> panel = reports_to_panel(random_reports(1, bodies=2, years=range(2023, 2025)))
    >>> panel
    Panel(828 observations, 2 entities, 2022-2024, 0 files failed)
    """
    rows = [
        (report.entity, report.year, report.year, report.form, report.form, *key, value)
        for report in reports
        for key, value in report.figures.items()
    ]
    schema = {name: COLUMNS[name] for name in NAMES}
    return Panel.from_frame(pl.DataFrame(rows, schema=schema, orient="row"), vocabulary=vocabulary)
