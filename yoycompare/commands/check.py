"""`yoycompare check`: what does not add up, and which sentences the figures do not support."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import polars as pl

from yoycompare import __version__
from yoycompare.checks import Findings, check, read_waivers
from yoycompare.checks.exports import (
    findings_to_html,
    findings_to_json,
    findings_to_junit,
    findings_to_markdown,
    findings_to_sarif,
)
from yoycompare.checks.exports.wording import row_to_text
from yoycompare.commands.inputs import files_to_results, name_to_source, options_to_limits, refuse_overwriting
from yoycompare.commands.outputs import console, print_line, print_table, write_json, write_text
from yoycompare.commands.status import DIFFERENT, DONE, UNUSABLE
from yoycompare.errors import OutputError
from yoycompare.reports import Failure, read_report
from yoycompare.reports.many import report_to_itself

__all__ = ["run"]

OUTCOMES = ("fails", "cannot_be_assessed", "holds")
LOOKS = {"error": "bold red", "warning": "yellow"}  # beside the word, which says the same


def run(options: argparse.Namespace) -> int:
    """Read the files, check them, print what was found, the most serious first."""
    if options.format == "table" and options.output is not None:
        raise OutputError(options.output, "a table is for the terminal", "add --format json or markdown")
    beside = [file for file in (options.previous, options.waivers) if file is not None]
    refuse_overwriting(options.output, [*options.files, *beside])
    waivers = read_waivers(options.waivers) if options.waivers is not None else ()
    limits = options_to_limits(options)
    previous = (
        read_report(name_to_source(options.previous), entity=options.entity, limits=limits)
        if options.previous is not None
        else None
    )
    reports, failed = files_to_results(options, report_to_itself, entity=options.entity, year=options.year)
    if not reports:
        return UNUSABLE
    findings = check(reports, previous=previous, waivers=waivers)
    _write(findings, failed, options)
    return DONE if findings.errors.is_empty() else DIFFERENT


def _write(findings: Findings, failed: Sequence[Failure], options: argparse.Namespace) -> None:
    lang = options.lang
    if options.format == "json":
        write_json(findings_to_json(findings, failed), options)
    elif options.format == "sarif":
        write_json(findings_to_sarif(findings, version=__version__, lang=lang), options)
    elif options.format == "junit":
        write_text(findings_to_junit(findings, lang=lang), options)
    elif options.format == "markdown":
        write_text(findings_to_markdown(findings, lang=lang), options)
    elif options.format == "html":
        write_text(findings_to_html(findings, lang=lang), options)
    else:
        _print(findings, options)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print(findings: Findings, options: argparse.Namespace) -> None:
    frame = findings.frame
    counts = {outcome: frame.filter(pl.col("outcome") == outcome).height for outcome in OUTCOMES}
    waived = frame.filter(pl.col("waived").is_not_null()).height
    title = ", ".join(
        [
            _counted(frame.n_unique(["entity", "scope", "year", "doc"]), "report"),
            _counted(len(findings.errors), "error"),
            f"{len(findings.failing) - len(findings.errors)} warnings and notes",
            f"{counts['cannot_be_assessed']} cannot be assessed",
            f"{counts['holds']} hold",
            *([f"{waived} waived"] if waived else []),
        ]
    )
    shown = frame if options.all else findings.failing
    if shown.is_empty():
        print_line(console(), title)
    else:
        level = pl.when(pl.col("outcome") == "fails").then(pl.col("severity").cast(pl.String))
        outcome = pl.col("outcome").cast(pl.String).str.replace_all("_", " ", literal=True)
        found = pl.Series("found", [row_to_text(row, options.lang) for row in shown.iter_rows(named=True)])
        columns = ("entity", "year", "check", found, "places", "fingerprint")
        levels = shown.select(level.otherwise(outcome).alias("level"), *columns)
        print_table(console(), title, levels, looks=LOOKS)
    for waiver in findings.lapsed:
        lapsed = f"waiver {waiver.fingerprint} has lapsed: no finding has it ({waiver.reason})"
        print_line(console(), lapsed)
