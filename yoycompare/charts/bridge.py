"""`bridge`: a stock and its flows in one year: opening, what came in, what went out, closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import matplotlib as mpl
import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter, MaxNLocator

from yoycompare.charts.shared.annotations import (
    HALO,
    NOTE_SIZE,
    SMALL,
    dress,
    fitting_size,
    new_axes,
    settle,
    width_of_axes,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.scales import Scale, scale_of
from yoycompare.charts.shared.selection import applicant_name, pick_entity, pick_rows
from yoycompare.charts.shared.sources import source_note
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.reports import Origin
from yoycompare.vocabulary.definitions import Account, Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["bridge", "draw", "prepare"]

STOCKS: Final = ("opening", "closing")
DIGITS: Final = 6  # beyond these a difference is an artefact of floating point
HEADROOM: Final = 1.12
TICKS: Final = 6
GAP: Final = 3  # points between a bar and its number
WIDTH: Final = 0.62  # of the room that a bar has
TEXT_WIDTH: Final = 0.96
# Colour and hatch: each kind of bar can be told apart without colour.
INKS: Final[dict[str, dict[str, Any]]] = {
    "opening": {"facecolor": "#555555", "edgecolor": "#555555"},
    "inflow": {"facecolor": "#0072B2", "edgecolor": "#0072B2"},
    "outflow": {"facecolor": "#F6D9A8", "edgecolor": "#B36B00", "hatch": "////"},
    "difference": {"facecolor": "white", "edgecolor": "#D55E00", "hatch": "xxxx"},
    "closing": {"facecolor": "#555555", "edgecolor": "#555555"},
}


def bridge(
    change: Comparison,
    *,
    entity: str | None = None,
    year: int | None = None,
    account: str = "requests",
    applicant: str = TOTAL,
    scope: str | None = None,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **bar_keywords: Any,
) -> Axes:
    """Draw how the stock at the beginning of a year became that at its end.

    Where the parts do not add up, a hatched bar shows the difference.

    Parameters
    ----------
    entity
        The body; may be left out where the comparison holds only one.
    year
        None takes the last year for which the body has figures of what came in.
    account
        Id of an account of the vocabulary, which says what the parts are.
    ax, lang, font, style
        As for `trend`.
    bar_keywords
        Go to `Axes.bar`.

    Raises
    ------
    ChartError
        There is no such account, body or year, or a part has no value.

    Examples
    --------
    >>> import yoycompare as yoy
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot()
    >>> drawn = bridge(yoy.compare(yoy.load_dataset()), entity="浙江省", ax=axes)
    >>> [int(bar.get_height()) for bar in drawn.patches]
    [552, 30105, -16864, -1509, -8412, -1190, -1595, 1087]
    """
    wording = wording_of(lang)
    frame = prepare(
        change, entity=entity, year=year, account=account, applicant=applicant, scope=scope, lang=lang
    )
    scale = _frame_to_scale(frame, change, wording)
    caption = in_languages(
        wording,
        lambda spoken: _describe(
            change, frame, account, applicant, _frame_to_scale(frame, change, spoken), spoken
        ),
    )
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(ax, frame, caption, scale=scale, **bar_keywords)
    return ax


def prepare(
    comparison: Comparison,
    *,
    entity: str | None = None,
    year: int | None = None,
    account: str = "requests",
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """The bars of the chart, from left to right.

    Returns
    -------
    polars.DataFrame
        Columns `role` (opening, inflow, outflow, difference, closing), `metric`, `label`, `value` (as
        reported; of the difference, as computed), `start`, `height` (signed), `end`, `text`, and of
        each figure entity, year, unit, source, vintage. Opening and closing stand on zero, the others
        where the one before ended.
    """
    wording = wording_of(lang)
    if account not in comparison.vocabulary.accounts:
        known = ", ".join(comparison.vocabulary.accounts)
        raise ChartError(f"account {account!r}", "the vocabulary does not know it", f"use one of {known}")
    parts = comparison.vocabulary.accounts[account]
    metrics = [*([parts.opening] if parts.opening else []), *parts.inflows, *parts.outflows, parts.closing]
    rows = pick_entity(pick_rows(comparison, metrics, applicant, scope=scope), entity)
    figures = {
        (row["metric"], row["year"]): row for row in rows.iter_rows(named=True) if row["value"] is not None
    }
    years = sorted({year for _, year in figures})
    complete = [shown for shown in years if not _missing(figures, parts, shown)]
    if year is None:
        year = max(complete or [shown for metric, shown in figures if metric in parts.inflows] or years)
    missing = _missing(figures, parts, year)
    if missing:
        advice = (
            f"its figures are complete for {', '.join(map(str, complete))}"
            if complete
            else "no year of it is complete"
        )
        raise ChartError(
            f"{account}, {rows['entity'][0]} {year}", f"no value of {', '.join(missing)}", advice
        )
    frame = _figures_to_bars(figures, parts, year)
    scale = _frame_to_scale(frame, comparison, wording)
    texts = [
        scale.number(row["value"]) if row["role"] in STOCKS else scale.change(row["height"])
        for row in frame.to_dicts()
    ]
    labels = [_label(row, comparison, wording) for row in frame.to_dicts()]
    return frame.with_columns(text=pl.Series(texts), label=pl.Series(labels))


def draw(ax: Axes, frame: pl.DataFrame, caption: Caption, *, scale: Scale, **bar_keywords: Any) -> None:
    """Put a prepared frame on axes."""
    dress(ax)
    _draw_bars(ax, frame, bar_keywords)
    ax.tick_params(axis="x", length=0)
    ax.xaxis.set_major_locator(FixedLocator(list(range(frame.height))))
    ax.xaxis.set_major_formatter(FixedFormatter([" "] * frame.height))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=TICKS, integer=True, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(scale.tick))
    settle(ax)
    room = width_of_axes(ax) / frame.height * TEXT_WIDTH
    _name_bars(ax, frame["label"].to_list(), room)
    _label_bars(ax, frame, room)
    write_caption(ax, caption)


def _draw_bars(ax: Axes, frame: pl.DataFrame, bar_keywords: dict[str, Any]) -> None:
    """The bars, the levels that join them, the line of zero."""
    for place, row in enumerate(frame.iter_rows(named=True)):
        ink = {"width": WIDTH, "linewidth": 0.8, **INKS[row["role"]], **bar_keywords}
        ax.bar(place, row["height"], bottom=row["start"], label=row["label"], **ink)
    joints = range(frame.height - 1)
    starts, ends = ([joint + side for joint in joints] for side in (WIDTH / 2, 1 - WIDTH / 2))
    ax.hlines(frame["end"].head(-1), starts, ends, color="#888888", linewidth=0.8)
    ax.axhline(
        0, color=mpl.rcParams["axes.edgecolor"], linewidth=mpl.rcParams["axes.linewidth"], label="_zero"
    )
    edges = [0.0, *frame["start"], *frame["end"]]
    ax.set_ylim(min(edges) * HEADROOM, max(edges) * HEADROOM or 1.0)
    ax.set_xlim(-0.5, frame.height - 0.5)


def _name_bars(ax: Axes, names: list[str], room: float) -> None:
    """The names below, in lines and letters that fit under their bars."""
    words = [word for name in names for word in name.split() if word.isascii()]
    size = fitting_size(words, room, NOTE_SIZE)
    ax.tick_params(axis="x", labelsize=size)
    wrapped = [wrap(name, room, size, balanced=True) for name in names]
    most = max(name.count("\n") for name in wrapped)
    even = [name + "\n " * (most - name.count("\n")) for name in wrapped]  # all begin on one line
    ax.xaxis.set_major_formatter(FixedFormatter(even))


def _label_bars(ax: Axes, frame: pl.DataFrame, room: float) -> None:
    """The number over each bar."""
    size = fitting_size(frame["text"], room, SMALL)
    for place, row in enumerate(frame.iter_rows(named=True)):
        ax.annotate(
            row["text"],
            (place, max(row["start"], row["end"])),
            xytext=(0, GAP),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=size,
            path_effects=HALO,
        )


def _missing(figures: Mapping[tuple[str, int], Any], account: Account, year: int) -> list[str]:
    """The parts of the account that have no value in a year."""
    wanted = [(metric, year) for metric in (*account.inflows, *account.outflows, account.closing)]
    wanted.insert(0, (account.opening, year) if account.opening else (account.closing, year - 1))
    return [
        metric if shown == year else f"{metric} of {shown}"
        for metric, shown in wanted
        if (metric, shown) not in figures
    ]


def _figures_to_bars(
    figures: Mapping[tuple[str, int], dict[str, Any]], account: Account, year: int
) -> pl.DataFrame:
    """The bars, each flow standing where the one before it ended."""
    opening = figures[(account.opening, year) if account.opening else (account.closing, year - 1)]
    closing = figures[(account.closing, year)]
    bars = [{"role": "opening", "start": 0.0, "height": opening["value"], **_origin(opening)}]
    level = opening["value"]
    flows = [("inflow", 1, metric) for metric in account.inflows] + [
        ("outflow", -1, metric) for metric in account.outflows
    ]
    for role, sign, metric in flows:
        figure = figures[metric, year]
        bars.append({"role": role, "start": level, "height": sign * figure["value"], **_origin(figure)})
        level += sign * figure["value"]
    difference = round(closing["value"] - level, DIGITS)
    if difference:
        computed = {**_origin(closing), "metric": None, "value": difference, "source": str(Origin.DERIVED)}
        bars.append({"role": "difference", "start": level, "height": difference, **computed})
    bars.append({"role": "closing", "start": 0.0, "height": closing["value"], **_origin(closing)})
    frame = pl.DataFrame(bars)
    stock = pl.col("role").is_in(STOCKS)
    return frame.with_columns(end=pl.when(stock).then("height").otherwise(pl.col("start") + pl.col("height")))


def _origin(figure: dict[str, Any]) -> dict[str, Any]:
    return {name: figure[name] for name in ("metric", "value", "entity", "year", "unit", "source", "vintage")}


def _label(bar: dict[str, Any], comparison: Comparison, wording: Wording) -> str:
    if bar["role"] == "difference":
        return wording.difference
    metric = comparison.vocabulary.metrics[bar["metric"]]
    name = wording.name(metric)
    at_end = bar["role"] == "opening" and metric.kind is Kind.STOCK_END
    return wording.at_end.format(name, bar["year"]) if at_end else name


def _frame_to_scale(frame: pl.DataFrame, comparison: Comparison, wording: Wording) -> Scale:
    unit = comparison.vocabulary.units[frame["unit"][0]]
    return scale_of([*frame["start"], *frame["end"]], getattr(unit, wording.lang), wording)


def _describe(
    comparison: Comparison, frame: pl.DataFrame, account: str, applicant: str, scale: Scale, wording: Wording
) -> Caption:
    lang = wording.lang
    closing = frame.row(-1, named=True)
    whom = applicant_name(comparison.vocabulary, applicant, lang)
    asides = (whom, scale.unit, wording.span(closing["year"], closing["year"]))
    parts = " + ".join(frame.filter(~pl.col("role").is_in(["outflow", "difference", "closing"]))["label"])
    parts += "".join(f" − {label}" for label in frame.filter(pl.col("role") == "outflow")["label"])
    odd = frame.filter(pl.col("role") == "difference").to_dicts()
    unbalanced = [
        wording.unbalanced.format(
            scale.number(bar["start"]), scale.number(closing["value"]), scale.change(bar["value"])
        )
        for bar in odd
    ]
    notes = (
        wording.definition.format(f"{parts} = {closing['label']}") + wording.stop,
        wording.sentences(unbalanced),
        wording.sentences(
            [source_note(frame.filter(pl.col("role") != "difference"), wording), wording.reporting.format(1)]
        ),
    )
    return Caption(
        title=wording.account_title.format(
            closing["entity"], getattr(comparison.vocabulary.accounts[account], lang)
        ),
        aside=wording.asides(asides),
        unit=scale.unit,
        notes=tuple(note for note in notes if note),
    )
