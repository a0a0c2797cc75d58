"""The third chapter: the charts that this body's figures allow, and why others are not drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import polars as pl
from attrs import evolve
from matplotlib.axes import Axes

from yoycompare import charts
from yoycompare.briefs.yearly.blocks import Chapter, Paragraph, Picture
from yoycompare.briefs.yearly.changes import wholes
from yoycompare.briefs.yearly.drawing import any_characters
from yoycompare.briefs.yearly.material import Material
from yoycompare.charts.residuals import sum_rules
from yoycompare.comparisons import Comparison
from yoycompare.errors import YoycompareError

__all__ = ["pictures"]

STYLE: Final = "screen"


def pictures(material: Material) -> Chapter:
    """The charts, each if it can be drawn."""
    words = material.words
    drawn: list[Picture] = []
    refused: list[str] = []
    for kind, draw in _wanted(material):
        name = words["charts"][kind]
        try:
            with any_characters():
                axes = draw(charts.off_screen(STYLE))
        except YoycompareError as error:  # a chart says what it lacks; the brief repeats it
            refused.append(words["drawn_not_for"].format(name=name, problem=error.problem))
        else:
            drawn.append(Picture(axes=axes, text=axes.get_title().replace("\n", " ")))
    listed = words["semicolon"].join(dict.fromkeys(refused))
    notes = (Paragraph((words["drawn_not"].format(list=listed),), is_note=True),) if refused else ()
    return Chapter(
        id="charts",
        title=words["chapters"]["charts"],
        blocks=(*drawn, *notes) or (Paragraph(("—",)),),
    )


def _wanted(material: Material) -> Iterator[tuple[str, Callable[[Axes], Axes]]]:
    vocabulary = material.vocabulary
    in_scope = pl.col("scope") == str(material.report.scope)
    change = evolve(material.change, frame=material.change.frame.filter(in_scope))
    entity, scope, year = material.entity, str(material.report.scope), material.year
    how: Any = {"lang": material.lang, "style": STYLE}
    account = next(iter(vocabulary.accounts.values()))
    inflow = account.inflows[0]
    yield "changes", lambda ax: charts.changes(change, entity=entity, year=year, scope=scope, ax=ax, **how)
    yield "bridge", lambda ax: charts.bridge(change, entity=entity, year=year, scope=scope, ax=ax, **how)
    for whole in wholes(material)[:2]:
        yield "contributions", partial(_contributions, change, whole, entity=entity, year=year, **how)
    divided = next(iter(dict.fromkeys(split.whole for split in vocabulary.splits)))
    yield "composition", lambda ax: charts.composition(change, divided, entities=[entity], ax=ax, **how)
    yield (
        "applicants",
        lambda ax: charts.composition(change, inflow, by="applicant", entities=[entity], ax=ax, **how),
    )
    if material.earlier is not None:
        panel = evolve(material.panel, frame=material.panel.frame.filter(in_scope))
        yield "ledger", lambda ax: charts.ledger(panel, entity=entity, ax=ax, **how)
    if len(material.own_years) > 2:
        yield "trend", lambda ax: charts.trend(change, inflow, entities=[entity], scope=scope, ax=ax, **how)
        if material.rows().filter(pl.col("year") == year)["index"].is_not_null().any():
            yield "index", lambda ax: charts.index(change, entity=entity, scope=scope, ax=ax, **how)
    if change.frame["entity"].n_unique() > 1:  # others of the same scope
        yield "peers", lambda ax: charts.peers(change, inflow, entity=entity, scope=scope, ax=ax, **how)
    of_body = material.findings.frame.filter(pl.col("entity") == entity, in_scope)
    findings = evolve(material.findings, frame=of_body)
    if not findings.failing.filter(pl.col("rule").is_in(sum_rules())).is_empty():
        yield "residuals", lambda ax: charts.residuals(findings, ax=ax, **how)


def _contributions(change: Comparison, whole: str, ax: Axes, **how: Any) -> Axes:
    return charts.contributions(change, whole, ax=ax, **how)
