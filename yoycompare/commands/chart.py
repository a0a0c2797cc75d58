"""`yoycompare chart`: one picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from matplotlib.figure import Figure

from yoycompare import charts
from yoycompare.commands.inputs import files_to_panel
from yoycompare.commands.status import DONE, UNUSABLE
from yoycompare.comparisons import compare
from yoycompare.errors import ChartError

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Read the files, compare, draw, save."""
    if options.kind == "trend" and len(options.metric or ()) != 1:
        raise ChartError("trend", "it shows one metric", "name it with -m, such as -m requests.received")
    panel = files_to_panel(options)
    if panel is None:
        return UNUSABLE
    axes = Figure(layout="constrained").add_subplot()
    if options.kind == "coverage":
        charts.coverage(
            panel, entities=[options.entity] if options.entity else None, ax=axes, lang=options.lang
        )
        print(charts.save(axes, Path(options.output)))
        return DONE
    change = compare(panel, base=options.base, across_breaks=options.across_breaks)
    if options.kind == "trend":
        entities = [options.entity] if options.entity else None
        charts.trend(change, options.metric[0], entities=entities, ax=axes, lang=options.lang)
    elif options.kind == "index":
        charts.index(change, options.metric, entity=options.entity, ax=axes, lang=options.lang)
    else:
        charts.bridge(change, entity=options.entity, year=options.year, ax=axes, lang=options.lang)
    print(charts.save(axes, Path(options.output)))
    return DONE
