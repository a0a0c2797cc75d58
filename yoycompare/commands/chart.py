"""`yoycompare chart`: one picture."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from matplotlib.axes import Axes

from yoycompare import charts
from yoycompare.checks import check
from yoycompare.commands.inputs import files_to_panel
from yoycompare.commands.status import DONE, UNUSABLE
from yoycompare.comparisons import compare
from yoycompare.errors import ChartError

__all__ = ["run"]

Options = argparse.Namespace


def _one(options: Options) -> str:
    """The one metric that a chart is about."""
    metrics: list[str] = options.metric or []
    if len(metrics) != 1:
        raise ChartError(options.kind, "it shows one metric", "name it with -m, such as -m requests.received")
    return metrics[0]


def _several(options: Options) -> list[str]:
    metrics: list[str] = options.metric or []
    if not metrics:
        raise ChartError(options.kind, "it needs metrics", "name them with -m, such as -m requests.received")
    return metrics


def _bodies(options: Options) -> list[str] | None:
    return [options.entity] if options.entity else None


# What each chart takes of the command line; drawn from a comparison, or from the panel itself.
OF_COMPARISON: Final[dict[str, Callable[[Any, Options, dict[str, Any]], Axes]]] = {
    "trend": lambda change, o, how: charts.trend(change, _one(o), entities=_bodies(o), **how),
    "index": lambda change, o, how: charts.index(change, o.metric, entity=o.entity, **how),
    "bridge": lambda change, o, how: charts.bridge(change, entity=o.entity, year=o.year, **how),
    "changes": lambda change, o, how: charts.changes(change, o.metric, entity=o.entity, year=o.year, **how),
    "tiers": lambda change, o, how: charts.tiers(change, _one(o), entity=o.entity, **how),
    "slope": lambda change, o, how: charts.slope(change, _one(o), year=o.year, **how),
    "contributions": lambda change, o, how: charts.contributions(
        change, _one(o), entity=o.entity, year=o.year, **how
    ),
    "composition": lambda change, o, how: charts.composition(change, _one(o), entities=_bodies(o), **how),
    "dumbbell": lambda change, o, how: charts.dumbbell(change, _one(o), year=o.year, **how),
    "bump": lambda change, o, how: charts.bump(change, _one(o), **how),
    "peers": lambda change, o, how: charts.peers(change, _one(o), entity=o.entity, **how),
    "ranked": lambda change, o, how: charts.ranked(change, _one(o), year=o.year, **how),
    "heatmap": lambda change, o, how: charts.heatmap(
        change, _several(o) if len(_several(o)) > 1 else _one(o), entity=o.entity, **how
    ),
    "scatter": lambda change, o, how: charts.scatter(change, _one(o), year=o.year, **how),
    "funnel": lambda change, o, how: charts.funnel(change, _several(o), entity=o.entity, year=o.year, **how),
    "multiples": lambda change, o, how: charts.multiples(change, _one(o), **how),
}
OF_PANEL: Final[dict[str, Callable[[Any, Options, dict[str, Any]], Axes]]] = {
    "coverage": lambda panel, o, how: charts.coverage(panel, entities=_bodies(o), **how),
    "ledger": lambda panel, o, how: charts.ledger(panel, entity=o.entity, **how),
    "residuals": lambda panel, _, how: charts.residuals(check(panel), **how),
}

OF_ONE_METRIC: Final = frozenset(
    "trend tiers slope dumbbell bump peers contributions composition ranked scatter multiples".split()
)


def run(options: Options) -> int:
    """Read the files, compare, draw, save."""
    if options.kind in OF_ONE_METRIC:
        _one(options)  # before files are read
    panel = files_to_panel(options)
    if panel is None:
        return UNUSABLE
    bodies = panel.frame["entity"].unique(maintain_order=True).to_list()
    if options.entity is not None and options.entity not in bodies:
        known = ", ".join(bodies[:5])
        raise ChartError(options.entity, "no report of this body is among the files", f"name one of {known}")
    axes = charts.off_screen(options.style)
    how = {"ax": axes, "lang": options.lang, "style": options.style}
    if options.kind in OF_PANEL:
        OF_PANEL[options.kind](panel, options, how)
    else:
        change = compare(panel, base=options.base, across_breaks=options.across_breaks)
        OF_COMPARISON[options.kind](change, options, how)
    print(charts.save(axes, Path(options.output), style=options.style))
    return DONE
