"""`composition`: the parts of a whole as bars of 100 %, year by year or body by body, with the number they are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import matplotlib as mpl
import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from yoycompare.charts.shared.annotations import (
    SMALL,
    dress,
    new_axes,
    settle,
    width_of_axes,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.palettes import PARTS
from yoycompare.charts.shared.scales import Scale
from yoycompare.charts.shared.selection import pick_entities, pick_rows
from yoycompare.charts.shared.sources import source_note
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.comparisons.parts import split_of
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["composition", "draw", "prepare"]

MOST_BARS: Final = 40
LEAST_LABELLED: Final = 6.0  # percent: smaller parts have no room for a number
THICKNESS: Final = 0.74
WORDS: Final = {
    "zh": {
        "parts": "{}：{}的构成",
        "applicants": "{}：{}的申请人构成",
        "several": "各单位",
        "unit": "占比，%",
        "n": "n = {}",
        "absent": "各项数字不全",
        "off": "各项之和与合计不符的年份：{}",
        "note": "占比以各项之和为100%；n为各项之和",
        "small": "小于6%者不标数字",
    },
    "en": {
        "parts": "{}: parts of {}",
        "applicants": "{}: who asked, {}",
        "several": "bodies",
        "unit": "share, %",
        "n": "n = {}",
        "absent": "a part has no figure",
        "off": "parts do not make the printed whole: {}",
        "note": "shares are of the sum of the parts, which is n",
        "small": "parts below 6 % have no number",
    },
}


def composition(
    change: Comparison,
    whole: str,
    *,
    by: str = "part",
    parts: list[str] | None = None,
    entities: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **bar_keywords: Any,
) -> Axes:
    """Draw shares as stacked bars: the parts of a metric, or the kinds of applicants of it.

    A bar is a body and year; where a part has no figure there is no bar, but that reason. A part of the whole keeps its
    colour and hatch in every bar. Below each bar's label stands n, the sum of the parts.

    Parameters
    ----------
    whole
        A metric that the vocabulary divides (`by="part"`), or one that has kinds of applicants (`by="applicant"`).
    parts
        Which of its divisions, as for `yoycompare.contributions`.
    entities, years
        None takes all; at most forty bars.
    ax, lang, font, style
        As for `trend`.
    bar_keywords
        Passed to `Axes.barh`.

    Raises
    ------
    ComparisonError
        The vocabulary does not divide the metric.
    ChartError
        There are too many bars, none that is whole, or no such way.
    """
    wording = wording_of(lang)
    frame = prepare(change, whole, by=by, parts=parts, entities=entities, years=years, lang=lang)
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(wording, lambda spoken: _describe(change, whole, by, frame, spoken))
        draw(ax, frame, caption, wording, **bar_keywords)
    return ax


def prepare(
    change: Comparison,
    whole: str,
    *,
    by: str = "part",
    parts: list[str] | None = None,
    entities: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """One row a bar and part.

    Returns
    -------
    polars.DataFrame
        entity, scope, year, bar (number, from the top), part, part_name, value, n (sum of the parts; null where one has no
        figure), whole (as printed or derived), share (percent of n), left (sum of the shares before).
    """
    wording = wording_of(lang)
    vocabulary = change.vocabulary
    if by == "part":
        split = split_of(vocabulary, whole, parts)
        wanted = list(split.parts)
        rows = pick_rows(change, [whole, *wanted], TOTAL)
        part, names = pl.col("metric"), {item: wording.name(vocabulary.metrics[item]) for item in wanted}
        is_whole = pl.col("metric") == whole
    elif by == "applicant":
        wanted = [name for name, item in vocabulary.applicants.items() if not item.parts]
        rows = pick_rows(change, [whole], TOTAL)
        rows = change.frame.filter((pl.col("metric") == whole) & pl.col("applicant").is_in([*wanted, TOTAL]))
        part, names = (
            pl.col("applicant"),
            {item: wording.name(vocabulary.applicants[item]) for item in wanted},
        )
        is_whole = pl.col("applicant") == TOTAL
    else:
        raise ChartError(f"by {by!r}", "no such way", "use 'part' or 'applicant'")
    rows = pick_entities(rows, entities)
    if years is not None:
        rows = rows.filter(pl.col("year").is_in(list(years)))
    own = rows.filter(pl.col("source") != "linked")
    key = ["entity", "scope", "year"]
    wholes = own.filter(is_whole).select(*key, "vintage", "source", whole="value")
    bars = (
        own.select(*key, "entity_order")
        .unique(key, maintain_order=True)
        .sort("entity_order", "scope", "year")
    )
    if not 0 < bars.height <= MOST_BARS:
        raise ChartError(
            "composition",
            f"there are {bars.height} bars, the chart holds 1 to {MOST_BARS}",
            "name bodies or years",
        )
    bars = bars.with_row_index("bar").drop("entity_order")
    cells = own.filter(~is_whole).select(*key, "value", part=part)
    order = {item: place for place, item in enumerate(wanted)}
    place = pl.col("part").replace_strict(order, return_dtype=pl.Int32)
    told = (
        bars.join(pl.DataFrame({"part": wanted}), how="cross")
        .join(cells, on=[*key, "part"], how="left", maintain_order="left")
        .join(wholes, on=key, how="left", maintain_order="left")
        .sort("bar", place)
        .with_columns(part_name=pl.col("part").replace_strict(names))
    )
    known = pl.col("value").is_not_null().all().over("bar")
    total = pl.when(known).then(pl.col("value").sum().over("bar"))
    share = pl.when(total > 0).then(pl.col("value") / total * 100)
    found = told.with_columns(n=total, share=share).with_columns(
        left=pl.col("share").cum_sum().over("bar") - pl.col("share")
    )
    if found["share"].is_null().all():
        raise ChartError(
            f"composition of {whole}", "no bar has figures of all parts", "choose other bodies or years"
        )
    return found


def draw(ax: Axes, frame: pl.DataFrame, caption: Caption, wording: Wording, **bar_keywords: Any) -> None:
    """Put prepared bars on axes."""
    words = WORDS[wording.lang]
    names = frame["part_name"].unique(maintain_order=True).to_list()
    for number, (name, part) in enumerate(
        zip(names, frame.partition_by("part", maintain_order=True), strict=True)
    ):
        colour, hatch = PARTS[number % len(PARTS)]
        drawn = part.drop_nulls("share")
        looks: dict[str, Any] = {
            "color": colour,
            "hatch": hatch,
            "edgecolor": "white",
            "linewidth": 0.6,
            "height": THICKNESS,
        }
        ax.barh(
            drawn["bar"].to_list(),
            drawn["share"].to_list(),
            left=drawn["left"].to_list(),
            label=name,
            **{**looks, **bar_keywords},
        )
    bars = frame.unique("bar", keep="first", maintain_order=True).to_dicts()
    ax.set_xlim(0, 100)
    ax.set_ylim(len(bars) - 0.4, -0.6)
    dress(ax)
    ax.grid(visible=False)
    ax.xaxis.set_major_locator(FixedLocator([0, 25, 50, 75, 100]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:.0f}"))
    ax.tick_params(axis="y", length=0)
    several = len({row["entity"] for row in bars}) > 1
    scale = Scale(unit="", wording=wording)
    labels = [_label(row, scale, words, several=several, wording=wording) for row in bars]
    height = ax.get_window_extent().height * 72 / ax.figure.dpi / len(bars)
    size = max(4.5, min(SMALL, height / (2.6 if any("\n" in label for label in labels) else 1.4)))
    ax.set_yticks(range(len(bars)), labels, size=size)
    ax.legend(
        loc="upper left",
        bbox_to_anchor=(1.01, 1.0),
        frameon=False,
        prop={"size": SMALL, "family": mpl.rcParams["font.family"]},
        borderaxespad=0,
        handlelength=1.3,
    )
    write_caption(ax, caption)
    settle(ax)
    room = width_of_axes(ax) / 100
    for row in frame.drop_nulls("share").iter_rows(named=True):
        if row["share"] >= LEAST_LABELLED and row["share"] * room > 2.4 * size:
            ax.text(
                row["left"] + row["share"] / 2,
                row["bar"],
                f"{row['share']:.0f}",
                ha="center",
                va="center",
                size=size,
                color="black",
                bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.8},
            )
    for row in bars:
        if row["n"] is None:
            text = wrap(words["absent"], width_of_axes(ax), size)
            ax.text(1, row["bar"], text, va="center", size=size, color="#555555", style="italic")
    write_caption(ax, caption)


def _label(
    row: dict[str, Any], scale: Scale, words: dict[str, str], *, several: bool, wording: Wording
) -> str:
    who = f"{row['entity']} {row['year']}" if several else wording.years([row["year"]])
    return who if row["n"] is None else f"{who}\n{words['n'].format(scale.number(row['n']))}"


def _describe(change: Comparison, whole: str, by: str, frame: pl.DataFrame, wording: Wording) -> Caption:
    lang, words = wording.lang, WORDS[wording.lang]
    names = frame["entity"].unique(maintain_order=True).to_list()
    years = frame["year"].to_list()
    differs = frame.filter((pl.col("n") != pl.col("whole")).fill_null(value=False))
    off = [
        f"{entity} {year}"
        for entity, year in differs.select("entity", "year").unique(maintain_order=True).rows()
    ]
    title = words["parts" if by == "part" else "applicants"]
    described = getattr(change.vocabulary.metrics[whole], lang)
    notes = (
        wording.sentences([words["note"], words["small"]]),
        wording.sentences([words["off"].format(wording.list_comma.join(off)) if off else ""]),
        wording.sentences([source_note(frame, wording), wording.reporting.format(len(names))]),
    )
    return Caption(
        title=title.format(wording.names(names), described),
        aside=wording.asides((wording.span(min(years), max(years)),)),
        unit=words["unit"],
        across=True,
        notes=tuple(note for note in notes if note),
    )
