"""What a chart says in words: title, unit and notes, in one language or in two."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl
from attrs import evolve, frozen

from yoycompare.charts.shared.selection import applicant_name
from yoycompare.charts.shared.sources import source_note
from yoycompare.charts.shared.wording import Wording
from yoycompare.comparisons import Comparison

__all__ = ["Caption", "in_languages", "metric_caption"]


@frozen(kw_only=True)
class Caption:
    """What a chart says in words: its title, what the title says in parentheses, the unit, the notes."""

    title: str
    aside: str
    unit: str
    across: bool = False  # the unit is that of the horizontal axis: it stands below that, before the notes
    notes: tuple[str, ...] = ()
    second: Caption | None = None  # the same in another language


def in_languages(wording: Wording, describe: Callable[[Wording], Caption]) -> Caption:
    """The caption in the language of a wording, followed by that in its second language if it has one."""
    caption = describe(wording)
    return caption if wording.second is None else evolve(caption, second=describe(wording.second))


def metric_caption(
    change: Comparison,
    metric: str,
    applicant: str,
    wording: Wording,
    *,
    title: str,
    unit: str,
    years: Iterable[int],
    shown: pl.DataFrame,
    notes: Iterable[str] = (),
    facts: Iterable[str] = (),
    axis_unit: str = "",
    across: bool = False,
) -> Caption:
    """The caption of a chart of one metric: its definition, notes of the chart, source and number of bodies.

    Parameters
    ----------
    title
        With one gap for the name of the metric.
    shown
        The rows whose source is named: entity, vintage, source, value.
    facts
        What the line of the source says besides.
    """
    described = change.vocabulary.described(metric)
    name = getattr(described, wording.lang)
    covered = list(years)
    source = [source_note(shown, wording), wording.reporting.format(shown["entity"].n_unique()), *facts]
    said = (
        wording.definition.format(getattr(described, f"definition_{wording.lang}")),
        *notes,
        wording.sentences(source),
    )
    whom = applicant_name(change.vocabulary, applicant, wording.lang)
    return Caption(
        title=title.format(name),
        aside=wording.asides((whom, unit, wording.span(min(covered), max(covered)))),
        unit=axis_unit,
        across=across,
        notes=tuple(note for note in said if note),
    )
