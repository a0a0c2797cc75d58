"""`trend`: one metric or ratio over the years, a line a body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from attrs import evolve
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from yoycompare.charts.shared.annotations import new_axes
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.ink import draw_lines
from yoycompare.charts.shared.lines import absences, check_count, rows_to_lines, rule_notes
from yoycompare.charts.shared.scales import Scale, scale_of_rows
from yoycompare.charts.shared.selection import pick_entities, pick_rows
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison, Reason
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "prepare", "trend"]

HEADROOM: Final = 1.15
TICKS: Final = 6


def trend(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **line_keywords: Any,
) -> Axes:
    """Draw a metric or ratio over the years, from zero, with its change from the year before.

    A figure that only the next year's report states is a hollow marker. A missing year is a gap; a
    break in the series is a dashed rule that no line crosses, unless the comparison was asked to.

    Parameters
    ----------
    metric
        Id of a metric or of a ratio.
    entities
        The bodies, in the order of the lines; None takes all that have a value, at most seven.
    ax
        Axes to draw on; None makes a pyplot figure.
    lang
        `zh`, `en`, or `both`: Chinese with the title, the notes and the names in English too.
    font
        An installed font family to be used instead of the bundled one.
    style
        `print`, `screen` or `slides`: size and weight, and the proportions of a new figure.
    line_keywords
        Go to `Axes.plot`.

    Raises
    ------
    VocabularyError
        There is no such metric or ratio.
    ChartError
        There is no value, or there are too many lines.

    Examples
    --------
    >>> import yoycompare as yoy
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot()
    >>> change = yoy.compare(yoy.load_dataset())
    >>> trend(change, "requests.carried_out", entities=["浙江省"], ax=axes).get_title()
    '浙江省：结转下年申请（件，2018—2019年）'
    """
    wording = wording_of(lang)
    frame = prepare(change, metric, entities=entities, applicant=applicant, scope=scope, lang=lang)
    scale = scale_of_rows(frame, change.vocabulary, wording)
    caption = in_languages(
        wording,
        lambda spoken: _describe(change, frame, metric, applicant, spoken),
    )
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(ax, frame, caption, scale=scale, base=change.base, wording=wording, **line_keywords)
    return ax


def prepare(
    comparison: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """The points of the chart.

    Returns
    -------
    polars.DataFrame
        The rows of the comparison that are drawn, sorted by entity (as named), scope and year, with
        the columns of `lines.rows_to_lines` and: `series`, the name of the line; `text`, the value as
        printed; `change_text`, the change from the year before, or why there is none.
    """
    wording = wording_of(lang)
    rows = pick_entities(pick_rows(comparison, [metric], applicant, scope=scope), entities)
    rows = _name_series(rows, wording).sort("entity_order", "scope", "year")
    check_count(rows, metric, "entities")
    frame = rows_to_lines(rows, "value", comparison.vocabulary)
    scale = scale_of_rows(frame, comparison.vocabulary, wording)
    texts = [_row_to_texts(row, scale, wording) for row in frame.iter_rows(named=True)]
    schema = {"text": pl.String, "change_text": pl.String}
    return frame.hstack(pl.DataFrame(texts, schema=schema, orient="row"))


def draw(
    ax: Axes,
    frame: pl.DataFrame,
    caption: Caption,
    *,
    scale: Scale,
    base: int | None,
    wording: Wording,
    **line_keywords: Any,
) -> None:
    """Put a prepared frame on axes."""
    drawn = [bound for bound in (*frame["y"], *frame["low"], *frame["high"]) if bound is not None]
    low, high = min(0.0, *drawn), max(0.0, *drawn)
    limits = (low * HEADROOM, high * HEADROOM if high > low else 1.0)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=TICKS, integer=not scale.rate, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(scale.tick))
    draw_lines(ax, frame, caption, limits=limits, base=base, wording=wording, **line_keywords)


def _name_series(rows: pl.DataFrame, wording: Wording) -> pl.DataFrame:
    """A line for each body; with its scope where a body has reports of several. Lines without a value go."""
    scopes = {scope: wording.aside.format(name) for scope, name in wording.scopes.items()}
    scope = pl.col("scope").replace_strict(scopes, return_dtype=pl.String)
    rows = rows.filter(pl.col("value").is_not_null().any().over("entity", "scope"))
    several = pl.col("scope").n_unique().over("entity") > 1
    return rows.with_columns(series=pl.when(several).then(pl.col("entity") + scope).otherwise("entity"))


def _row_to_texts(row: dict[str, Any], scale: Scale, wording: Wording) -> tuple[str | None, str | None]:
    """The value, and its change or the reason why it is undefined."""
    if row["value"] is None:
        return None, None
    text = scale.number(row["value"])
    before = row["year"] - 1
    if row["change"] is None:
        undefined = (
            Reason.MISSING
            if scale.rate and row["change_reason"] == Reason.ZERO_BASE
            else row["change_reason"]
        )
        return text, wording.reasons[undefined].format(before)
    changes = [scale.change(row["change"])]
    if row["percent"] is not None:
        changes.append(scale.percent(row["percent"]))
    change = wording.on_year.format(before) + wording.comma.join(changes)
    if row["change_reason"] == Reason.ZERO_BASE:
        change += wording.aside.format(wording.reasons[Reason.ZERO_BASE].format(before))
    return text, change + (wording.over_break if row["over_break"] else "")


def _describe(
    comparison: Comparison, frame: pl.DataFrame, metric: str, applicant: str, wording: Wording
) -> Caption:
    scale = scale_of_rows(frame, comparison.vocabulary, wording)
    names = frame["series"].unique(maintain_order=True).to_list()
    years = frame["year"].to_list()
    base = comparison.base
    based = wording.base if base in years else wording.base_outside
    hollow = len(names) > 1 and frame["stated_by"].is_not_null().any()
    bounded = (frame["low"] != frame["high"]).any()
    caption = metric_caption(
        comparison,
        metric,
        applicant,
        wording,
        title=wording.title.format(wording.names(names), "{}"),
        unit=scale.unit,
        years=years,
        shown=frame,
        facts=[based.format(base) if base is not None else ""],
        axis_unit=scale.unit,
    )
    more = (
        wording.sentences([wording.hollow if hollow else "", wording.bounds if bounded else ""]),
        wording.sentences(rule_notes(frame, comparison.vocabulary, wording)),
        wording.sentences([absences(frame, wording, scale)]),
    )
    return evolve(caption, notes=(*caption.notes, *(note for note in more if note)))
