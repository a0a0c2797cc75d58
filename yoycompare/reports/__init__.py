"""Document → Report: which grid is which table, labels → metric, cell text → value, prose → figures."""

from yoycompare.reports.agreement import Agreement, Pair, Verdict, agreement
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
    Witness,
)

__all__ = [
    "Agreement",
    "Failure",
    "Match",
    "Observation",
    "Origin",
    "Pair",
    "Quantity",
    "Report",
    "Scope",
    "Status",
    "Unread",
    "Verdict",
    "Witness",
    "agreement",
    "convert_reports",
    "document_to_report",
    "read_report",
    "read_reports",
]
