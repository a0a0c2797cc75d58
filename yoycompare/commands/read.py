"""`yoycompare read`: every figure of a report, with its place."""

from __future__ import annotations

import argparse
import io

import polars as pl
from rich.console import Console

from yoycompare.commands.inputs import files_to_results
from yoycompare.commands.outputs import console, print_line, print_table, write_frame, write_json
from yoycompare.commands.status import DONE, UNUSABLE
from yoycompare.files import write_whole
from yoycompare.panels.columns import report_to_frame
from yoycompare.reports import Observation, Report
from yoycompare.reports.many import report_to_itself
from yoycompare.reports.serialization import report_to_json, results_to_json

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Read the files and print their observations."""
    said = {"entity": options.entity, "year": options.year}
    if options.format == "json":
        contents, failed = files_to_results(options, report_to_json, **said)
        write_json(results_to_json(contents, failed), options)
        return DONE if contents else UNUSABLE
    if options.format == "table":
        reports, _ = files_to_results(options, report_to_itself, **said)
        if reports:
            _print(reports, options.output)
        return DONE if reports else UNUSABLE
    frames, _ = files_to_results(options, report_to_named_frame, **said)
    if frames:
        write_frame(pl.concat(frames), options)
    return DONE if frames else UNUSABLE


def report_to_named_frame(report: Report) -> pl.DataFrame:
    """The rows of a report, after the name of its file."""
    return report_to_frame(report).select(pl.lit(report.file).alias("file"), pl.all())


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
            print_line(target, f"{len(report.unread)} not read:")
            for item in report.unread:
                print_line(target, f"  {item.place}: {item.text!r}: {item.reason}")


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
