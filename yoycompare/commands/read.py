"""`yoycompare read`: every figure of a report, with its place."""

from __future__ import annotations

import argparse
import io

import polars as pl
from rich.console import Console

from yoycompare.commands.inputs import files_to_reports
from yoycompare.commands.outputs import console, print_table, write_frame, write_json
from yoycompare.commands.status import DONE, UNUSABLE
from yoycompare.errors import OutputError
from yoycompare.files import write_whole
from yoycompare.panels.columns import report_to_frame
from yoycompare.reports import Observation, Report
from yoycompare.reports.serialization import reports_to_json

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Read the files and print their observations."""
    if options.output is not None and options.output in options.files:
        raise OutputError(options.output, "it is one of the files to read", "name another file")
    reports, failed = files_to_reports(options.files, entity=options.entity, year=options.year)
    if options.format == "json":
        write_json(reports_to_json(reports, [(item.file, item.reason) for item in failed]), options)
    elif not reports:
        return UNUSABLE
    elif options.format == "table":
        _print(reports, options.output)
    else:
        files = [pl.lit(report.file).alias("file") for report in reports]
        frames = [
            report_to_frame(report).select(file, pl.all())
            for report, file in zip(reports, files, strict=True)
        ]
        write_frame(pl.concat(frames), options)
    return DONE if reports else UNUSABLE


def _print(reports: list[Report], output: str | None) -> None:
    if output is None:
        _print_to(console(), reports)
        return
    text = io.StringIO()
    _print_to(console(text), reports)
    write_whole(output, lambda stream: stream.write(text.getvalue().encode("utf-8")))


def _print_to(target: Console, reports: list[Report]) -> None:
    for report in reports:
        title = f"{report.file}: {report.entity} {report.year}, form {report.form}, scope {report.scope}"
        rows = pl.DataFrame([_observation_to_texts(item) for item in report.observations])
        print_table(target, title, rows, right=("value",))
        if report.unread:
            target.print(f"{len(report.unread)} not read:")
            for item in report.unread:
                target.print(f"  {item.place}: {item.text!r}: {item.reason}")


def _observation_to_texts(item: Observation) -> dict[str, str]:
    value = f"at least {item.low:f}" if item.value is None and item.low is not None else ""
    if item.value is not None:
        value = f"{item.value.normalize():f}"
    return {
        "metric": item.metric,
        "applicant": item.applicant,
        "value": value,
        "unit": item.unit,
        "status": str(item.status),
        "source": str(item.source),
        "printed": item.raw,
        "place": str(item.place) if item.place is not None else f"= {item.formula}",
    }
