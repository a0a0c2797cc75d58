"""`yoycompare brief`: one body's year beside the year before, as a page, a document, a workbook or text."""

from __future__ import annotations

import argparse
from pathlib import Path

from yoycompare.briefs import brief
from yoycompare.briefs.yearly.brief import SUFFIXES
from yoycompare.checks import read_waivers
from yoycompare.commands.inputs import files_to_results
from yoycompare.commands.status import DONE, UNUSABLE
from yoycompare.errors import BriefError
from yoycompare.reports.many import report_to_itself

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Read the files, write the brief, name its file."""
    suffix = Path(options.output).suffix.lower().removeprefix(".")
    if suffix not in SUFFIXES:  # before files are read
        known = ", ".join(f".{name}" for name in SUFFIXES)
        raise BriefError(options.output, "no brief is written as this", f"use {known}")
    waivers = read_waivers(options.waivers) if options.waivers is not None else ()
    reports, _ = files_to_results(options, report_to_itself)
    if not reports:
        return UNUSABLE
    written = brief(
        reports,
        entity=options.entity,
        year=options.year,
        scope=options.scope,
        base=options.base,
        across_breaks=options.across_breaks,
        waivers=waivers,
        lang=options.lang,
    )
    print(written.save(options.output))
    return DONE
