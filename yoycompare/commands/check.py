"""`yoycompare check`: what does not add up, and which sentences the figures do not support."""

from __future__ import annotations

import argparse

import polars as pl

from yoycompare.checks import Judgement, Verdict, check, judge_claims
from yoycompare.checks.claims.serialization import judgements_to_json
from yoycompare.commands.inputs import files_to_results, options_to_limits
from yoycompare.commands.outputs import console, print_table, write_json
from yoycompare.commands.status import DIFFERENT, DONE, UNUSABLE
from yoycompare.errors import OutputError
from yoycompare.panels import Panel
from yoycompare.reports import Report, read_report
from yoycompare.reports.many import report_to_itself

__all__ = ["run"]

WORST_FIRST = (
    Verdict.CONTRADICTED,
    Verdict.UNDER_A_READING,
    Verdict.CANNOT_BE_CHECKED,
    Verdict.SUPPORTED,
)


def run(options: argparse.Namespace) -> int:
    """Read the files, check their tables and judge their claims, print what does not simply hold."""
    if options.format == "table" and options.output is not None:
        raise OutputError(options.output, "a table is for the terminal", "add --format json")
    named = (
        read_report(options.previous, limits=options_to_limits(options))
        if options.previous is not None
        else None
    )
    reports, failed = files_to_results(options, report_to_itself, entity=options.entity, year=options.year)
    if not reports:
        return UNUSABLE
    judged = [(report, judge_claims(report, named or _before(report, reports))) for report in reports]
    known = (
        [*reports, named]
        if named is not None and named.sha256 not in {r.sha256 for r in reports}
        else reports
    )
    docs = {report.sha256: report.file for report in reports}
    findings = check(Panel.from_reports(known)).frame.filter(pl.col("doc").is_in(list(docs)))
    findings = findings.with_columns(file=pl.col("doc").replace_strict(docs, return_dtype=pl.String))
    if options.format == "json":
        content = {
            "findings": findings.cast({"outcome": pl.String, "severity": pl.String}).to_dicts(),
            "reports": [judgements_to_json(report, judgements) for report, judgements in judged],
            "failed": [{"file": failure.file, "reason": failure.reason} for failure in failed],
        }
        write_json(content, options)
    else:
        _print_findings(findings, everything=options.all)
        for report, judgements in judged:
            _print(report, judgements, everything=options.all)
    contradicted = any(
        item.verdict is Verdict.CONTRADICTED for _, judgements in judged for item in judgements
    )
    fails = (findings["outcome"] == "fails").any()
    return DIFFERENT if contradicted or fails else DONE


def _before(report: Report, reports: list[Report]) -> Report | None:
    """The report of the same body about the year before, where it is among the files."""
    same = (report.entity, report.scope, report.year - 1)
    return next((item for item in reports if (item.entity, item.scope, item.year) == same), None)


def _print_findings(findings: pl.DataFrame, *, everything: bool) -> None:
    counts = dict(findings["outcome"].cast(pl.String).value_counts().iter_rows())
    said = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in sorted(counts.items()))
    title = f"identities of the tables: {said or 'none'}"
    shown = findings if everything else findings.filter(pl.col("outcome") == "fails")
    if not shown.height:
        console().print(title)
        return
    sides = (pl.col(side).cast(pl.String).str.strip_suffix(".0") for side in ("left", "right", "difference"))
    columns = ("entity", "year", "check", "formula", "missing", "places")
    table = shown.select(pl.col("outcome").cast(pl.String), *columns[:3], *sides, *columns[3:])
    print_table(console(), title, table, right=("left", "right", "difference"))


def _print(report: Report, judgements: tuple[Judgement, ...], *, everything: bool) -> None:
    counts = {verdict: sum(item.verdict is verdict for item in judgements) for verdict in WORST_FIRST}
    summary = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    title = f"{report.file}: {report.entity} {report.year}: {summary or 'no claims'}"
    hidden = () if everything else (Verdict.SUPPORTED, Verdict.CANNOT_BE_CHECKED)
    shown = sorted(
        (item for item in judgements if item.verdict not in hidden),
        key=lambda item: (WORST_FIRST.index(item.verdict), item.claim.start),
    )
    if shown:
        print_table(console(), title, pl.DataFrame([_judgement_to_texts(item) for item in shown]))
    else:
        console().print(title)


def _judgement_to_texts(item: Judgement) -> dict[str, str]:
    claim = item.claim
    text = claim.text if len(claim.text) <= 40 else f"{claim.text[:24]}…{claim.text[-14:]}"
    readings = "; or ".join(f"{reading.kind}: {reading.formula}" for reading in item.readings)
    return {
        "verdict": str(item.verdict),
        "claim": str(claim.kind),
        "metric": claim.metric or "",
        "printed": text.replace("\n", " "),
        "characters": f"{claim.start}-{claim.end}",
        "because": readings or item.reason or item.formula,
        "places": "; ".join(map(str, item.places)),
    }
