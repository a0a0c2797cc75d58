"""`yoycompare agree`: whether two readings of one report agree."""

from __future__ import annotations

import argparse

import polars as pl

from yoycompare.commands.inputs import name_to_source, options_to_limits, refuse_overwriting
from yoycompare.commands.outputs import console, print_line, print_table, write_json
from yoycompare.commands.status import DIFFERENT, DONE
from yoycompare.errors import OutputError
from yoycompare.reports import Observation, Pair, agreement, read_report
from yoycompare.reports.serialization import agreement_to_json

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Read both files, compare, print what differs."""
    if options.format == "table" and options.output is not None:
        raise OutputError(options.output, "a table is for the terminal", "add --format json")
    refuse_overwriting(options.output, (options.first, options.second))
    first, second = (
        read_report(
            name_to_source(file),
            entity=options.entity,
            year=options.year,
            limits=options_to_limits(options),
        )
        for file in (options.first, options.second)
    )
    found = agreement(first, second, anyway=options.anyway)
    if options.format == "json":
        write_json(agreement_to_json(found), options)
    else:
        target = console()
        if found.differences:
            print_table(
                target, repr(found), pl.DataFrame([_pair_to_texts(pair) for pair in found.differences])
            )
        else:
            print_line(target, repr(found))
    return DONE if found.agrees else DIFFERENT


def _pair_to_texts(pair: Pair) -> dict[str, str]:
    return {
        "metric": pair.metric,
        "applicant": pair.applicant,
        "source": str(pair.source),
        "verdict": str(pair.verdict),
        "first": _observation_to_text(pair.first),
        "first place": _place_to_text(pair.first),
        "second": _observation_to_text(pair.second),
        "second place": _place_to_text(pair.second),
    }


def _observation_to_text(item: Observation | None) -> str:
    if item is None:
        return ""
    return item.raw if item.raw.strip() else str(item.status)


def _place_to_text(item: Observation | None) -> str:
    return "" if item is None else str(item.place)
