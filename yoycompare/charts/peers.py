"""`peers`: one body over the years, before the range of its peers: all, the middle half, the median."""

from __future__ import annotations

from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from yoycompare.charts.shared.annotations import (
    GREY,
    SMALL,
    dress,
    new_axes,
    settle,
    top_note,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.lines import rows_to_lines
from yoycompare.charts.shared.palettes import Palette, palette_of
from yoycompare.charts.shared.scales import Scale, scale_of_rows
from yoycompare.charts.shared.selection import pick_entity, pick_rows
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "peers", "prepare"]

FEWEST: Final = 4  # peers: of fewer, quartiles say nothing
ALL: Final = "#E8E8E8"
MIDDLE: Final = "#C4C4C4"
WIDE: Final = 0.62  # of a year
SPREAD: Final = ("lowest", "lower", "median", "upper", "highest")
WORDS: Final = {
    "zh": {
        "title": "{}：{}与同级单位",
        "note": "浅灰为同级单位的最小至最大值，深灰为中间一半，横线为中位数；图上方为同级单位数",
        "count": "{}个",
    },
    "en": {
        "title": "{}: {} and its peers",
        "note": "pale: all peers (of the same level and scope), dark: the middle half, rule: the median; their number above",
        "count": "n = {}",
    },
}


def peers(
    change: Comparison,
    metric: str,
    *,
    entity: str | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **line_keywords: Any,
) -> Axes:
    """Draw a metric of one body before the range of the bodies of its level and scope, itself left out.

    A year with fewer than four peers has no range. Quartiles are linearly interpolated between peers.

    Parameters
    ----------
    entity
        The body; may be left out where there is only one.
    palette, ax, lang, font, style
        As for `changes`.
    line_keywords
        Passed to `Axes.plot` for the line of the body.

    Raises
    ------
    ChartError
        The body has no value, or in no year four peers.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(change, metric, entity=entity, applicant=applicant, scope=scope)
    scale = scale_of_rows(frame, change.vocabulary, wording, ("value", "highest"))
    caption = in_languages(wording, lambda spoken: _describe(change, frame, metric, applicant, spoken))
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(ax, frame, caption, colours, scale, wording, **line_keywords)
    return ax


def prepare(
    change: Comparison,
    metric: str,
    *,
    entity: str | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
) -> pl.DataFrame:
    """One row a year of the body: its rows of the comparison with segment, peers (how many) and lowest, lower, median, upper, highest."""
    rows = pick_rows(change, [metric], applicant, scope=scope)
    own = pick_entity(rows, entity).with_columns(series="entity")
    kin = ["scope", "level", "year"]
    others = rows.filter(pl.col("entity") != own["entity"][0], pl.col("value").is_not_null())
    value = pl.col("value")
    spread = dict(
        zip(
            SPREAD,
            (
                value.min(),
                value.quantile(0.25, "linear"),
                value.median(),
                value.quantile(0.75, "linear"),
                value.max(),
            ),
            strict=True,
        )
    )
    ranges = others.group_by(kin).agg(peers=pl.len().cast(pl.Int64), **spread)
    lines = rows_to_lines(own.sort("year"), "value", change.vocabulary)
    told = lines.join(ranges, on=kin, how="left", maintain_order="left")
    enough = pl.col("peers") >= FEWEST
    told = told.with_columns(pl.when(enough).then(pl.col(name)).alias(name) for name in SPREAD)
    if told["median"].is_null().all():
        raise ChartError(
            f"peers of {own['entity'][0]}",
            f"in no year {FEWEST} bodies of its level and scope have a figure",
            "add reports of peers, or name another metric",
        )
    return told


def draw(
    ax: Axes,
    frame: pl.DataFrame,
    caption: Caption,
    palette: Palette,
    scale: Scale,
    wording: Wording,
    **line_keywords: Any,
) -> None:
    """Put prepared ranges and the line of the body on axes."""
    for row in frame.filter(pl.col("median").is_not_null()).iter_rows(named=True):
        lowest, lower, median, upper, highest = (row[name] / scale.divisor for name in SPREAD)
        ax.bar(row["year"], highest - lowest, WIDE, bottom=lowest, color=ALL, label="_range")
        ax.bar(row["year"], upper - lower, WIDE, bottom=lower, color=MIDDLE, label="_range")
        ax.hlines(median, row["year"] - WIDE / 2, row["year"] + WIDE / 2, colors=GREY, linewidth=1.2)
    for piece in frame.drop_nulls("segment").partition_by("segment", maintain_order=True):
        looks: dict[str, Any] = {"color": palette.up, "linewidth": 1.8, "marker": "o", "markersize": 5}
        ax.plot(
            piece["year"].to_list(),
            (piece["y"] / scale.divisor).to_list(),
            **{**looks, "zorder": 4, **line_keywords},
        )
    dress(ax)
    ax.set_ylim(min(0.0, ax.get_ylim()[0]), ax.get_ylim()[1])
    years = frame["year"].to_list()
    ax.set_xlim(min(years) - WIDE, max(years) + WIDE)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: scale.tick(y * scale.divisor)))
    for year, count in frame.filter(pl.col("median").is_not_null()).select("year", "peers").iter_rows():
        top_note(ax, year, WORDS[wording.lang]["count"].format(count))
    settle(ax)
    last = frame.drop_nulls("y").row(-1, named=True)
    ax.annotate(
        scale.number(last["y"]),
        (last["year"], last["y"] / scale.divisor),
        xytext=(7, 0),
        textcoords="offset points",
        va="center",
        size=SMALL,
        color=palette.up,
        annotation_clip=False,
    )
    write_caption(ax, caption)


def _describe(
    change: Comparison, frame: pl.DataFrame, metric: str, applicant: str, wording: Wording
) -> Caption:
    words = WORDS[wording.lang]
    scale = scale_of_rows(frame, change.vocabulary, wording, ("value", "highest"))
    return metric_caption(
        change,
        metric,
        applicant,
        wording,
        title=words["title"].format("{}", frame["entity"][0]),
        unit=scale.unit,
        years=frame["year"],
        shown=frame,
        notes=[wording.sentences([words["note"]])],
        axis_unit=scale.unit,
    )
