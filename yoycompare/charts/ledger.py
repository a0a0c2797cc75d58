"""`ledger`: the carry-over account of a body over the years, and where it does not continue."""

from __future__ import annotations

from typing import Any, Final

import matplotlib as mpl
import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import (
    GREY,
    LINE_SPACING,
    SMALL,
    dress,
    fitting_size,
    new_axes,
    width_of_axes,
    width_of_text,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.flows import account_to_flows, draw_flows
from yoycompare.charts.shared.palettes import Palette, palette_of
from yoycompare.charts.shared.scales import Scale, scale_of
from yoycompare.charts.shared.selection import applicant_name
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.checks import ledger as panel_to_ledger
from yoycompare.comparisons.numerals import change_text
from yoycompare.errors import ChartError
from yoycompare.panels import Panel
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "ledger", "prepare"]

WIDTH: Final = 0.34
FILLED: Final = 0.94  # of the room that a text has
GAP: Final = 2.0  # points between a bar and its number
LINE: Final = 1.4  # times the size, from one number to the one above
ABOVE: Final = 13.0  # points between a bar and what is said over its number
BOXES: Final = ((0.0, 0.0, 1.0, 0.36), (0.0, 0.5, 1.0, 0.44))  # of the axes: the joins, the flows
WHOLE: Final = (0.0, 0.0, 1.0, 0.9)
WORDS: Final = {
    "zh": {
        "title": "{}：年度衔接",
        "expected": "上年报告结转下年",
        "stated": "本年报告上年结转",
        "stock_expected": "按上年报告推算",
        "stock_stated": "本年报告所载",
        "residual": "差额{}",
        "no_report": "无上年报告",
        "no_figure": "上年报告无此数",
        "not_on_form": "上年表式无此项",
        "blank": "空白",
        "note": "每年两柱应相等；差额为本年所载减上年所载",
        "flows": "零线之上为收到，之下为办结，圆点连线为年末结转",
        "flows_stock": "零线之上为增加，之下为减少，圆点连线为年末数",
    },
    "en": {
        "title": "{}: from year to year",
        "expected": "carried out, last year's report",
        "stated": "carried in, this year's report",
        "stock_expected": "what last year's report leads to",
        "stock_stated": "this year's report",
        "residual": "off by {}",
        "no_report": "no report before",
        "no_figure": "not said before",
        "not_on_form": "not on the form before",
        "blank": "blank",
        "note": "both bars of a year should be the same; off by: this year's figure less last year's",
        "flows": "above zero: came in; below: went out; line: left open at the year's end",
        "flows_stock": "above zero: added; below: removed; line: stock at the year's end",
    },
}


def ledger(
    panel: Panel,
    *,
    entity: str | None = None,
    account: str | None = None,
    applicant: str = TOTAL,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **bar_keywords: Any,
) -> Axes:
    """Draw an account over the years: in above, out below, the stock as a line; under it the joins between reports.

    The joins: for each year what last year's report handed on beside what this year's report took over.

    Where the two differ, the difference stands over them; where there is nothing to hold them against, the reason.

    Parameters
    ----------
    panel
        Reports of the body over some years.
    entity
        The body; may be left out where there is only one.
    account
        Id of an account of the vocabulary; None takes the first that the body has.
    applicant
        The column.
    palette, ax, lang, font, style
        As for `changes`.
    bar_keywords
        Passed to `Axes.bar`.

    Raises
    ------
    ChartError
        There is no such body or account, or several bodies and none is named.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(panel, entity=entity, account=account, applicant=applicant, lang=lang)
    scale = _scale(panel, frame, wording)
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(
            wording,
            lambda spoken: _describe(panel, frame, applicant, _scale(panel, frame, spoken), spoken),
        )
        flows = account_to_flows(
            panel, applicant=applicant, **frame.select("entity", "scope", "account").row(0, named=True)
        )
        draw(ax, frame, flows, caption, colours, scale, **bar_keywords)
    return ax


def prepare(
    panel: Panel,
    *,
    entity: str | None = None,
    account: str | None = None,
    applicant: str = TOTAL,
    lang: str = "zh",
) -> pl.DataFrame:
    """One row a year: the rows of `yoycompare.ledger` with text (over the bars), expected_name and stated_name."""
    words = WORDS[wording_of(lang).lang]
    rows = panel_to_ledger(panel).filter(pl.col("applicant") == applicant)
    bodies = rows["entity"].unique(maintain_order=True).to_list()
    if entity is None and len(bodies) != 1:
        raise ChartError(
            "ledger", f"the panel holds {len(bodies)} bodies with accounts", "name one in `entity`"
        )
    rows = rows.filter(pl.col("entity") == (entity or bodies[0]))
    accounts = rows["account"].unique(maintain_order=True).to_list()
    known = [name for name in panel.vocabulary.accounts if name in accounts]
    wanted = account or (known[0] if known else "")
    told = rows.filter(pl.col("account") == wanted)
    if told.is_empty():
        listed = ", ".join(accounts) or "it has none"
        raise ChartError(
            f"ledger of {entity or 'the body'}", f"there is no account {wanted!r}", f"use one of: {listed}"
        )
    texts = [
        words.get(row["status"], row["status"])
        if row["residual"] is None
        else words["residual"].format(change_text(row["residual"]))
        if row["residual"]
        else ""
        for row in told.iter_rows(named=True)
    ]
    found = panel.vocabulary.accounts.get(wanted)
    prefix = "" if found is not None and found.opening is not None else "stock_"
    names = {f"{side}_name": pl.lit(words[f"{prefix}{side}"]) for side in ("expected", "stated")}
    return told.with_columns(pl.Series("text", texts, dtype=pl.String), **names).sort("year")


def draw(
    ax: Axes,
    frame: pl.DataFrame,
    flows: pl.DataFrame,
    caption: Caption,
    palette: Palette,
    scale: Scale,
    **bar_keywords: Any,
) -> None:
    """Put prepared flows and pairs of bars inside of axes; pairs alone where no flow is known."""
    years = sorted({*frame["year"], *flows["year"]})
    dress(ax)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.set_xlim(years[0] - 2 * WIDTH, years[-1] + 2 * WIDTH)
    ax.set_xticks(years, [str(year) for year in years])
    ax.set_yticks([])
    write_caption(ax, caption)
    panels = [ax.inset_axes(box) for box in (BOXES if flows.height else (WHOLE,))]
    if flows.height:
        panels[1].set_xlim(ax.get_xlim())
        stocks = "" if frame["expected_name"][0] == WORDS[scale.wording.lang]["expected"] else "_stock"
        draw_flows(panels[1], flows, palette, scale, WORDS[scale.wording.lang][f"flows{stocks}"])
    panels[0].set_xlim(ax.get_xlim())
    _draw_pairs(panels[0], frame, palette, scale, bar_keywords)


def _draw_pairs(
    ax: Axes, frame: pl.DataFrame, palette: Palette, scale: Scale, bar_keywords: dict[str, Any]
) -> None:
    """What was handed on beside what was taken over."""
    for column, look, hatch in (("expected", "before", None), ("stated", "now", "....")):
        drawn = frame.drop_nulls(column)
        if drawn.is_empty():
            continue
        places = [_place(row, column) for row in drawn.iter_rows(named=True)]
        heights = [value / scale.divisor for value in drawn[column]]
        looks: dict[str, Any] = {
            "color": getattr(palette, look),
            "hatch": hatch,
            "edgecolor": "white",
            "width": WIDTH,
            "linewidth": 0,
        }
        ax.bar(places, heights, label=frame[f"{column}_name"][0], **{**looks, **bar_keywords})
    tops = [
        max(row["expected"] or 0.0, row["stated"] or 0.0) / scale.divisor
        for row in frame.iter_rows(named=True)
    ]
    height = ax.get_window_extent().height * 72 / ax.figure.dpi
    head = ABOVE + (2 * SMALL * LINE_SPACING if any(frame["text"]) else 0.0)
    ax.set_ylim(0, (max(tops) or 1.0) * height / max(height - head, height / 3))
    dress(ax)
    ax.grid(visible=False)  # each bar has its number
    ax.set_xticks([])
    ax.set_yticks([])
    _write_numbers(ax, frame, palette, scale)
    if ax.containers:  # both sides may be blank
        ax.legend(
            loc="lower left",
            bbox_to_anchor=(0.0, 1.0),
            ncols=2,
            frameon=False,
            prop={"size": SMALL, "family": mpl.rcParams["font.family"]},
            borderaxespad=0.2,
            handlelength=1.3,
        )


def _place(row: dict[str, Any], column: str) -> float:
    """Where a bar stands: beside the other of its year, or alone over the tick."""
    alone = row["expected"] is None or row["stated"] is None
    shift = 0.0 if alone else WIDTH / 2 if column == "stated" else -WIDTH / 2
    return float(row["year"]) + shift


def _write_numbers(ax: Axes, frame: pl.DataFrame, palette: Palette, scale: Scale) -> None:
    low, high = ax.get_xlim()
    year = width_of_axes(ax) / (high - low)  # in points
    numbers = [
        scale.number(value) for column in ("expected", "stated") for value in frame[column].drop_nulls()
    ]
    size = fitting_size(numbers, year * WIDTH * FILLED, SMALL)
    is_wide = any(width_of_text(number, size) > year * WIDTH for number in numbers)
    for row in frame.iter_rows(named=True):
        if row["expected"] is not None and row["expected"] == row["stated"]:
            _write_number(ax, row["year"], row["stated"], scale, size, GAP)  # one for both
            continue
        for column in ("expected", "stated"):
            if row[column] is not None:
                # Side by side they may have no room: then the second stands higher.
                up = GAP + (
                    size * LINE if is_wide and column == "stated" and row["expected"] is not None else 0
                )
                _write_number(ax, _place(row, column), row[column], scale, size, up)
        if row["text"]:
            top = max(row["expected"] or 0.0, row["stated"] or 0.0) / scale.divisor
            ax.annotate(
                wrap(row["text"], year * FILLED, SMALL, balanced=True),
                (row["year"], top),
                xytext=(0, ABOVE + (size * LINE if is_wide else 0)),
                textcoords="offset points",
                ha="center",
                va="bottom",
                size=SMALL,
                color=palette.down if row["residual"] else GREY,
            )


def _write_number(ax: Axes, x: float, value: float, scale: Scale, size: float, up: float) -> None:
    ax.annotate(
        scale.number(value),
        (x, value / scale.divisor),
        xytext=(0, up),
        textcoords="offset points",
        ha="center",
        va="bottom",
        size=size,
    )


def _scale(panel: Panel, frame: pl.DataFrame, wording: Wording) -> Scale:
    account = panel.vocabulary.accounts.get(frame["account"][0])
    metric = panel.vocabulary.metrics[account.closing if account is not None else frame["account"][0]]
    unit = getattr(panel.vocabulary.units[metric.unit], wording.lang)
    return scale_of([*frame["expected"], *frame["stated"]], unit, wording)


def _describe(panel: Panel, frame: pl.DataFrame, applicant: str, scale: Scale, wording: Wording) -> Caption:
    lang, words = wording.lang, WORDS[wording.lang]
    account = panel.vocabulary.accounts.get(frame["account"][0])
    name = getattr(account, lang) if account is not None else frame["account"][0]
    whom = applicant_name(panel.vocabulary, applicant, lang)
    years = frame["year"].to_list()
    body = frame["entity"][0]
    source = wording.source.format(
        wording.reports.format(f"{body}{' ' if wording.spaced else ''}{wording.years(years)}")
    )
    return Caption(
        title=words["title"].format(body),
        aside=wording.asides((name, whom, wording.span(min(years), max(years)))),
        unit=scale.unit,
        notes=(wording.sentences([words["note"]]), wording.sentences([source])),
    )
