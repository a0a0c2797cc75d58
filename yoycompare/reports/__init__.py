"""Document → Report: which grid is which table, labels → metric, cell text → value, prose → figures."""

from yoycompare.reports.inputs import Failure
from yoycompare.reports.many import convert_reports, read_reports
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
)

__all__ = [
    "Failure",
    "Match",
    "Observation",
    "Origin",
    "Quantity",
    "Report",
    "Scope",
    "Status",
    "Unread",
    "convert_reports",
    "document_to_report",
    "read_report",
    "read_reports",
]
