"""`yoycompare form`: the official form, empty, or as the draft that follows last year's report."""

from __future__ import annotations

import argparse
from pathlib import Path

from yoycompare.briefs import draft, form
from yoycompare.commands.inputs import name_to_source, options_to_limits
from yoycompare.commands.messages import tell
from yoycompare.commands.outputs import standard_output
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
        stream = standard_output().buffer
        stream.write(written.to_bytes("html"))
        stream.flush()
    else:
        written.save(options.output)
    for item in written.computed:
        tell(f"{item.metric} for {item.applicant}: {item.text} = {item.formula}")
    for note in written.notes:
        tell(note)
    return DONE


def _read_last_year(options: argparse.Namespace) -> Report:
    """Last year's report; one that says no year is of the year before that of the form."""
    limits = options_to_limits(options)
    try:
        return read_report(name_to_source(options.last_year), entity=options.entity, limits=limits)
    except ReportError:
        if options.year is None:
            raise
        return read_report(options.last_year, entity=options.entity, year=options.year - 1, limits=limits)
