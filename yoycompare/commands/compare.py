"""`yoycompare compare`: what changed from year to year."""

from __future__ import annotations

import argparse

from attrs import evolve

from yoycompare.commands.inputs import files_to_panel
from yoycompare.commands.outputs import console, print_line, print_table, write_frame, write_json, write_text
from yoycompare.commands.status import DONE, UNUSABLE
from yoycompare.comparisons import Comparison
from yoycompare.comparisons import compare as compare_panel
from yoycompare.comparisons.exports import comparison_to_dict, comparison_to_sdmx
from yoycompare.comparisons.reasons import MEANINGS, Reason
from yoycompare.errors import ComparisonError, OutputError

__all__ = ["NUMBERS", "print_comparison", "run"]

NUMBERS = ("previous", "value", "change", "percent", "index")
OTHER_BASE = {"zh": "；可用 --base 另选基年", "en": "; choose another with --base"}


def run(options: argparse.Namespace) -> int:
    """Read the files, compare, print."""
    panel = files_to_panel(options)
    if panel is None:
        return UNUSABLE
    change = compare_panel(
        panel, base=options.base, lag=options.lag, across_breaks=options.across_breaks, link=options.link
    )
    if options.format == "table":
        if options.output is not None:
            raise OutputError(
                options.output, "a table is for the terminal", "add --format csv, json or parquet"
            )
        metrics = options.metric
        if options.all:
            metrics = [*panel.vocabulary.metrics, *panel.vocabulary.ratios]
        print_comparison(change, options.lang, entity=options.entity, year=options.year, metrics=metrics)
        return DONE
    for metric in options.metric or ():
        panel.vocabulary.described(metric)
    frame = change.frame
    for column, wanted in (("entity", options.entity), ("year", options.year)):
        if wanted is not None:
            frame = frame.filter(**{column: wanted})
    if frame.is_empty():
        asked = f"{options.entity or 'any entity'}, {options.year or 'any year'}"
        bodies = change.frame["entity"].unique(maintain_order=True).to_list()
        years = change.frame["year"].unique().sort().to_list()
        holds = f"it holds {', '.join(bodies[:5])}; {', '.join(map(str, years))}"
        raise ComparisonError(asked, "the comparison has no such row", holds)
    if options.metric:
        frame = frame.filter(frame["metric"].is_in(options.metric))
    if options.format == "json":
        failed = [{"file": item.file, "reason": item.reason} for item in panel.failed]
        write_json({**comparison_to_dict(evolve(change, frame=frame)), "failed": failed}, options)
    elif options.format == "sdmx":
        write_text(comparison_to_sdmx(evolve(change, frame=frame)).write_csv(), options)
    else:
        write_frame(frame, options)
    return DONE


def print_comparison(
    change: Comparison,
    lang: str,
    *,
    entity: str | None = None,
    year: int | None = None,
    metrics: list[str] | None = None,
) -> None:
    """Print the table of a comparison, a block for each body and year, then what the reasons in it mean."""
    table = change.table(entity=entity, year=year, metrics=metrics, lang=lang)
    target = console()
    for (body,), of_body in table.group_by("entity", maintain_order=True):
        for (of_year,), block in of_body.sort("year", maintain_order=True).group_by(
            "year", maintain_order=True
        ):
            title = f"{body} {of_year - change.lag} → {of_year}  (index: {change.base} = 100)"
            print_table(target, title, block.drop("entity", "year"), right=NUMBERS)
    given = set(table["reason"])
    for reason in Reason:
        if reason in given:
            advice = OTHER_BASE[lang] if reason is Reason.NO_BASE else ""
            print_line(target, f"{reason}: {MEANINGS[lang][reason]}{advice}")
