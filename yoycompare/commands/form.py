"""`yoycompare form`: the official form, empty, or as the draft that follows last year's report."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from yoycompare.briefs import draft, form
from yoycompare.commands.inputs import options_to_limits
from yoycompare.commands.status import DONE
from yoycompare.errors import OutputError, ReportError
from yoycompare.reports import Report, read_report

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Write the form; what was filled in and what follows is told on standard error."""
    if options.last_year is None:
        written = form(options.form, entity=options.entity or "", year=options.year)
    else:
        if options.output is not None and Path(options.output).resolve() == Path(options.last_year).resolve():
            raise OutputError(options.output, "it is the file to read", "name another file")
        report = _read_last_year(options)
        written = draft(report, form=options.form, year=options.year)
    if options.output is None:
        sys.stdout.buffer.write(written.to_bytes("html"))
        sys.stdout.buffer.flush()
    else:
        written.save(options.output)
    for item in written.computed:
        print(f"{item.metric} for {item.applicant}: {item.text} = {item.formula}", file=sys.stderr)
    for note in written.notes:
        print(note, file=sys.stderr)
    return DONE


def _read_last_year(options: argparse.Namespace) -> Report:
    """Last year's report; one that says no year is of the year before that of the form."""
    limits = options_to_limits(options)
    try:
        return read_report(options.last_year, entity=options.entity, limits=limits)
    except ReportError:
        if options.year is None:
            raise
        return read_report(options.last_year, entity=options.entity, year=options.year - 1, limits=limits)
