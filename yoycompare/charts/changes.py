"""`changes`: what changed from the year before, metric by metric or body by body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import new_axes
from yoycompare.charts.shared.bars import MOST_BARS, draw_bars
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.palettes import look_of, palette_of
from yoycompare.charts.shared.scales import Scale
from yoycompare.charts.shared.selection import (
    applicant_name,
    last_year,
    pick_entities,
    pick_entity,
    pick_rows,
)
from yoycompare.charts.shared.sources import both_years, source_note
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison, Reason
from yoycompare.comparisons.numerals import change_text
from yoycompare.errors import ChartError
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["changes", "prepare"]

WORDS: Final = {
    "zh": {
        "title": "{}：较上年变化",
        "percent": "较{}年变化，%",
        "points": "较{}年变化，百分点",
        "several": "主要指标",
        "few": "共{}项无变化可算，原因列在图中",
    },
    "en": {
        "title": "{}: change from the year before",
        "percent": "change on {}, %",
        "points": "change on {}, percentage points",
        "several": "main metrics",
        "few": "{} without a change; the reason stands in its place",
    },
}


def changes(
    change: Comparison,
    metrics: Sequence[str] | str | None = None,
    *,
    entity: str | None = None,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **bar_keywords: Any,
) -> Axes:
    """Draw the change from the year before as bars: of several metrics of one body, or of one metric of several bodies.

    Counts and money change in percent, rates in percentage points; a chart shows one of the two. Where a change is
    undefined its reason stands in its place.

    Parameters
    ----------
    metrics
        Ids of metrics, or of ratios; None takes the headline counts.
    entity
        The body, for several metrics.
    entities
        The bodies, for one metric; None with one metric takes all, sorted by their change.
    year
        The later year; None takes the last.
    palette
        `default`, or `red_up` for readers who expect red for a rise.
    ax, lang, font, style
        As for `trend`.
    bar_keywords
        Passed to `Axes.barh`.

    Raises
    ------
    VocabularyError
        There is no such metric.
    ChartError
        Counts and rates are mixed, there are too many bars, or there is nothing to draw.

    Examples
    --------
    >>> import yoycompare as yoy
    >>> from matplotlib.figure import Figure
    >>> axes = changes(yoy.compare(yoy.load_dataset()), entity="宿迁市", ax=Figure().add_subplot())
    >>> axes.get_title()
    '宿迁市：较上年变化（2024年）'
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(
        change,
        metrics,
        entity=entity,
        entities=entities,
        year=year,
        applicant=applicant,
        scope=scope,
        lang=lang,
    )
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(wording, lambda spoken: _describe(change, frame, applicant, spoken))
        draw_bars(ax, frame, caption, colours, **bar_keywords)
    return ax


def prepare(
    change: Comparison,
    metrics: Sequence[str] | str | None = None,
    *,
    entity: str | None = None,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """The bars: rows of the comparison with label, y, text and look, from the top."""
    wording = wording_of(lang)
    wanted = (
        [metrics]
        if isinstance(metrics, str)
        else list(metrics)
        if metrics is not None
        else _headlines(change)
    )
    rows = pick_rows(change, wanted, applicant, scope=scope)
    by_metric = len(wanted) > 1 or entity is not None
    rows = pick_entity(rows, entity) if by_metric else pick_entities(rows, entities)
    last = last_year(rows, year)
    rows = rows.filter(pl.col("year") == last)
    rates = rows["kind"].eq(str(Kind.RATE)).unique().to_list()
    if not rates:
        raise ChartError("changes", f"there is no figure of {year}", "choose another year")
    if len(rates) > 1:
        raise ChartError(
            "changes", "counts change in percent, rates in percentage points", "draw them in two charts"
        )
    if rows.height > MOST_BARS:
        raise ChartError("changes", f"{rows.height} bars cannot be read", f"choose {MOST_BARS} at most")
    names = {metric: wording.name(change.vocabulary.described(metric)) for metric in wanted}
    y = pl.col("points" if rates[0] else "percent")
    label = pl.col("metric").replace_strict(names) if by_metric else pl.col("entity")
    order = pl.col("metric").replace_strict(
        {name: place for place, name in enumerate(wanted)}, return_dtype=pl.Int32
    )
    told = rows.with_columns(y=y, label=label)
    ordered = (
        told.sort(order) if by_metric else told.sort(pl.col("y").is_null(), -pl.col("y"), maintain_order=True)
    )
    scale = Scale(unit="", rate=rates[0], wording=wording)
    texts = [_row_to_text(row, scale, wording) for row in ordered.iter_rows(named=True)]
    look = look_of(pl.col("y"))
    return ordered.with_columns(pl.Series("text", texts, dtype=pl.String), look=look)


def _headlines(change: Comparison) -> list[str]:
    units = change.vocabulary.units
    return [
        metric.id
        for metric in change.vocabulary.metrics.values()
        if metric.headline and metric.kind is not Kind.NET_CHANGE and not units[metric.unit].in_multiples
    ]


def _row_to_text(row: dict[str, Any], scale: Scale, wording: Wording) -> str:
    if row["y"] is None:
        reason = row["change_reason"] or str(Reason.MISSING)
        return wording.reasons.get(Reason(reason), reason).format(row["year"] - 1)
    text = change_text(round(row["y"], 2)) if scale.rate else scale.percent(row["y"])
    numbers = [
        Scale(unit="", rate=scale.rate, wording=wording).number(row[name]) for name in ("previous", "value")
    ]
    return f"{text}{wording.aside.format(' → '.join(numbers))}"


def _describe(change: Comparison, frame: pl.DataFrame, applicant: str, wording: Wording) -> Caption:
    lang, words = wording.lang, WORDS[wording.lang]
    by_metric = frame["metric"].n_unique() > 1 or frame["entity"].n_unique() == 1
    year = int(frame["year"][0])
    is_rate = frame["kind"][0] == str(Kind.RATE)
    single = change.vocabulary.described(frame["metric"][0]) if frame["metric"].n_unique() == 1 else None
    who = frame["entity"][0] if by_metric else getattr(single, lang)
    whom = applicant_name(change.vocabulary, applicant, lang)
    absent = frame["y"].null_count()
    definition = (
        wording.definition.format(getattr(single, f"definition_{lang}")) if single is not None else ""
    )
    notes = (
        definition,
        wording.sentences(
            [source_note(both_years(frame), wording), wording.reporting.format(frame["entity"].n_unique())]
        ),
        wording.sentences([words["few"].format(absent) if absent else ""]),
    )
    return Caption(
        title=words["title"].format(who),
        aside=wording.asides((whom, wording.span(year, year))),
        unit=words["points" if is_rate else "percent"].format(year - 1),
        across=True,
        notes=tuple(note for note in notes if note),
    )
