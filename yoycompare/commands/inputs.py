"""Files named on the command line → reports, with what failed on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from yoycompare.errors import ReportError, YoycompareError
from yoycompare.panels import Failure, Panel, read_reports
from yoycompare.reports import Report, read_report

__all__ = ["files_to_panel", "files_to_reports"]

STANDARD_INPUT = "-"


def files_to_reports(
    files: Sequence[str], *, entity: str | None = None, year: int | None = None
) -> tuple[list[Report], list[Failure]]:
    """Read files, folders and standard input; each failure is also a line on standard error."""
    reports: list[Report] = []
    failed: list[Failure] = []
    for file in files:
        if file == STANDARD_INPUT or entity is not None or year is not None:
            source = sys.stdin.buffer if file == STANDARD_INPUT else file
            try:
                reports.append(read_report(source, entity=entity, year=year))
            except YoycompareError as error:
                failed.append(Failure(file=error.where, error=error))
        else:
            more, not_read = read_reports([file])
            reports += more
            failed += not_read
            if not more and not not_read:
                nothing = ReportError(file, "there is no file", "name a folder with reports")
                failed.append(Failure(file=file, error=nothing))
    for failure in failed:
        print(f"yoycompare: {failure.file}: {failure.reason}", file=sys.stderr)
    return reports, failed


def files_to_panel(files: Sequence[str]) -> Panel | None:
    """The panel of all files that could be read, None if there is none."""
    reports, failed = files_to_reports(files)
    return Panel.from_reports(reports, failed=failed) if reports else None
