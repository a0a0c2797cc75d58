"""`yoycompare form`: the official form, empty, or as the draft that follows last year's report."""

from __future__ import annotations

import argparse
import sys

from yoycompare.briefs import draft, form
from yoycompare.commands.status import DONE
from yoycompare.errors import OutputError
from yoycompare.reports import read_report

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Write the form; what was filled in and what follows is told on standard error."""
    if options.last_year is None:
        written = form(options.form, entity=options.entity or "", year=options.year)
    else:
        if options.output == options.last_year:
            raise OutputError(options.output, "it is the file to read", "name another file")
        report = read_report(options.last_year, entity=options.entity)
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
