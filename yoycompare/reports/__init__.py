"""Document → Report: which grid is which table, labels → metric, cell text → value, prose → figures."""

from yoycompare.reports.reading import document_to_report, read_report
from yoycompare.reports.report import (
    Match,
    Observation,
    Origin,
    Quantity,
    Report,
    Scope,
    Status,
    Unread,
    Witness,
)

__all__ = [
    "Match",
    "Observation",
    "Origin",
    "Quantity",
    "Report",
    "Scope",
    "Status",
    "Unread",
    "Witness",
    "document_to_report",
    "read_report",
]
