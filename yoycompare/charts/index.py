"""`index`: several metrics of one body, each with its base year at 100."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from yoycompare.charts.shared.annotations import new_axes
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.ink import MARGIN, draw_lines
from yoycompare.charts.shared.lines import absences, check_count, rows_to_lines, rule_notes
from yoycompare.charts.shared.scales import Scale
from yoycompare.charts.shared.selection import applicant_name, pick_entity, pick_rows
from yoycompare.charts.shared.sources import source_note
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import WORDINGS, Wording, wording_of
from yoycompare.comparisons import Comparison, Reason
from yoycompare.comparisons.numerals import number_text
from yoycompare.errors import ChartError
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "index", "prepare"]

BASE: Final = 100.0
LEAST_SPAN: Final = 10.0  # points on both sides of 100 that the axis shows at least
HEADROOM: Final = 0.1
ROOM_BELOW: Final = 0.35  # for the label of a lowest point
DECIMALS: Final = 1
TICKS: Final = 6


def index(
    change: Comparison,
    metrics: Sequence[str] | None = None,
    *,
    entity: str | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **line_keywords: Any,
) -> Axes:
    """Draw metrics of one body as an index, the base year of the comparison at 100.

    Metrics that have no value in the base year, or in no other, are not drawn; a note names them.

    Parameters
    ----------
    metrics
        Ids of metrics or ratios, at most seven; None takes the headline counts that are not part of
        another one.
    entity
        The body; may be left out where the comparison holds only one.
    ax, lang, font, style, line_keywords
        As for `trend`.

    Raises
    ------
    VocabularyError
        There is no such metric.
    ChartError
        The comparison has no base year, or no index for these metrics.

    Examples
    --------
    >>> import yoycompare as yoy
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot()
    >>> index(yoy.compare(yoy.load_dataset()), entity="浙江省", ax=axes).get_title()
    '浙江省：结转下年申请的指数（2019年=100，2018—2019年）'
    """
    wording = wording_of(lang)
    frame = prepare(change, metrics, entity=entity, applicant=applicant, scope=scope, lang=lang)
    caption = in_languages(wording, lambda spoken: _describe(change, frame, applicant, spoken))
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(ax, frame, caption, base=change.base, wording=wording, **line_keywords)
    return ax


def prepare(
    comparison: Comparison,
    metrics: Sequence[str] | None = None,
    *,
    entity: str | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """The points of the chart, and the rows of metrics that cannot be drawn.

    Returns
    -------
    polars.DataFrame
        The rows of the comparison, sorted by metric (as named) and year, with the columns of
        `lines.rows_to_lines` and: `series`, the name of the metric; `left_out`, why the metric is not
        drawn, null where it is; `text`, the index as printed; `change_text`, empty.
    """
    wording = wording_of(lang)
    base = comparison.base
    if base is None:
        raise ChartError(
            "index", "the comparison has no base year", "compare with one, such as compare(panel, base=2019)"
        )
    if isinstance(metrics, str):
        metrics = [metrics]
    wanted = list(dict.fromkeys(metrics)) if metrics is not None else _headline_counts(comparison)
    rows = pick_entity(pick_rows(comparison, wanted, applicant, scope=scope), entity)
    order = pl.col("metric").replace_strict(
        {metric: number for number, metric in enumerate(wanted)}, return_dtype=pl.Int32
    )
    names = {metric: wording.name(comparison.vocabulary.described(metric)) for metric in wanted}
    rows = rows.with_columns(series=pl.col("metric").replace_strict(names, return_dtype=pl.String)).sort(
        order, "year"
    )
    rows = rows.with_columns(left_out=_left_out(base))
    if rows["left_out"].is_not_null().all():
        asked = ", ".join(wanted) if metrics is not None else "headline counts"
        reasons = ", ".join(dict.fromkeys(WORDINGS["en"].left_out[reason] for reason in rows["left_out"]))
        advice = f"compare with another base than {base}, or choose other metrics"
        raise ChartError(f"index of {asked}, {rows['entity'][0]}", f"nothing to draw: {reasons}", advice)
    lines = rows_to_lines(rows, "index", comparison.vocabulary)
    # What the wording of a report allows is known for values, not for their index.
    lines = lines.with_columns(low=pl.col("y"), high=pl.col("y"))
    check_count(lines.filter(pl.col("left_out").is_null()), str(rows["entity"][0]), "metrics")
    texts = [None if y is None else number_text(y, rate=False, decimals=DECIMALS) for y in lines["y"]]
    return lines.with_columns(pl.Series("text", texts, dtype=pl.String), change_text=pl.lit(""))


def draw(
    ax: Axes,
    frame: pl.DataFrame,
    caption: Caption,
    *,
    base: int | None,
    wording: Wording,
    **line_keywords: Any,
) -> None:
    """Put a prepared frame on axes."""
    drawn = frame.filter(pl.col("left_out").is_null())
    values = drawn["y"].drop_nulls().to_list()
    low, high = min(BASE - LEAST_SPAN, *values), max(BASE + LEAST_SPAN, *values)
    span = high - low
    floor = low - span * (ROOM_BELOW if drawn["series"].n_unique() == 1 else HEADROOM)
    years = drawn["year"].to_list()
    ax.hlines(BASE, min(years) - MARGIN, max(years), color="#888888", linewidth=1, zorder=1)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=TICKS, integer=True, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number_text(y, rate=False, decimals=0)))
    draw_lines(
        ax,
        drawn,
        caption,
        limits=(floor, high + span * HEADROOM),
        base=base,
        wording=wording,
        **line_keywords,
    )


def _left_out(base: int) -> pl.Expr:
    """For each metric why it is not drawn; null where it is."""
    others = (pl.col("index").is_not_null() & (pl.col("year") != base)).any().over("metric")
    base_value = pl.col("value").filter(pl.col("year") == base).first().over("metric")
    signed = pl.col("kind") == str(Kind.NET_CHANGE)
    return (
        pl.when(signed)
        .then(pl.lit("signed"))
        .when(base_value.is_null())
        .then(pl.lit(str(Reason.NO_BASE)))
        .when(base_value == 0)
        .then(pl.lit(str(Reason.ZERO_BASE)))
        .when(~others)
        .then(pl.lit("only_base"))
    )


def _headline_counts(comparison: Comparison) -> list[str]:
    """The headline metrics that stand on their own: no parts of others, no money."""
    vocabulary = comparison.vocabulary
    return [
        metric.id
        for metric in vocabulary.metrics.values()
        if metric.headline and metric.parent is None and not vocabulary.units[metric.unit].in_multiples
    ]


def _describe(comparison: Comparison, frame: pl.DataFrame, applicant: str, wording: Wording) -> Caption:
    lang, base = wording.lang, comparison.base
    drawn = frame.filter(pl.col("left_out").is_null())
    names = drawn["series"].unique(maintain_order=True).to_list()
    years = drawn["year"].to_list()
    whom = applicant_name(comparison.vocabulary, applicant, lang)
    unit = wording.index_unit.format(base)
    asides = (whom, unit, wording.span(min(years), max(years)))
    single = comparison.vocabulary.described(drawn["metric"][0]) if len(names) == 1 else None
    hollow = not single and drawn["stated_by"].is_not_null().any()
    notes = (
        wording.definition.format(getattr(single, f"definition_{lang}")) if single else "",
        wording.sentences([wording.index_note.format(base), wording.hollow if hollow else ""]),
        wording.sentences([source_note(drawn, wording), wording.reporting.format(1)]),
        wording.sentences(rule_notes(drawn, comparison.vocabulary, wording)),
        wording.sentences([absences(drawn, wording, Scale(unit=unit, wording=wording))]),
        _left_out_note(frame, wording),
    )
    what = wording.index_of.format(names[0] if single else wording.several_metrics)
    return Caption(
        title=wording.title.format(drawn["entity"][0], what),
        aside=wording.asides(asides),
        unit=wording.index_name,
        notes=tuple(note for note in notes if note),
    )


def _left_out_note(frame: pl.DataFrame, wording: Wording) -> str:
    """The metrics that are not drawn, by reason."""
    left_out = (
        frame.drop_nulls("left_out")
        .group_by("left_out", maintain_order=True)
        .agg(pl.col("series").unique(maintain_order=True))
    )
    parts = [
        wording.list_comma.join(names) + wording.aside.format(wording.left_out[reason])
        for reason, names in left_out.iter_rows()
    ]
    return wording.not_drawn.format(wording.sentences(parts)) if parts else ""
