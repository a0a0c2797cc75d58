"""`dumbbell`: two years of each body on one row, joined by a line; how far the dots are apart is the change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from yoycompare.charts.shared.annotations import new_axes, write_caption
from yoycompare.charts.shared.bars import dress_rows, write_row_texts
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.palettes import Palette, look_of, palette_of
from yoycompare.charts.shared.scales import Scale, scale_of_rows
from yoycompare.charts.shared.selection import label_bodies, last_year, pick_entities, pick_rows
from yoycompare.charts.shared.sources import both_years
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison, Reason
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "dumbbell", "prepare"]

MOST: Final = 60
DOT: Final = 5.0  # points
PAIR: Final = ("value", "previous")
WORDS: Final = {
    "zh": {"title": "{}：当年与上年", "dots": "空心为{}年，实心为{}年", "absent": "无{}年数字"},
    "en": {
        "title": "{}: this year and last",
        "dots": "hollow: {}; solid: {}",
        "absent": "no figure for {}",
    },
}


def dumbbell(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **line_keywords: Any,
) -> Axes:
    """Draw each body as two dots, last year's hollow and this year's solid, the largest first; its change stands beside.

    Where only one year has a figure there is one dot, and the reason instead of the change.

    Parameters
    ----------
    entities
        None takes all, at most sixty.
    year
        The later year; None takes the last.
    palette, ax, lang, font, style
        As for `changes`.
    line_keywords
        Passed to `Axes.plot` for the lines between the dots.

    Raises
    ------
    ChartError
        There are too many bodies, or there is nothing to draw.

    Examples
    --------
    >>> import yoycompare as yoy
    >>> change = yoy.compare(yoy.load_dataset())
    >>> dumbbell(change, "requests.received", year=2024, ax=yoy.charts.off_screen()).get_title()
    '新收申请：当年与上年（件，2023—2024年）'
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(change, metric, entities=entities, year=year, applicant=applicant, scope=scope, lang=lang)
    scale = scale_of_rows(frame, change.vocabulary, wording, PAIR)
    caption = in_languages(wording, lambda spoken: _describe(change, frame, metric, applicant, spoken))
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(ax, frame, caption, colours, scale, **line_keywords)
    return ax


def prepare(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """One row a body, the largest first: the rows of the comparison with label, text, look, and y, the larger end."""
    wording = wording_of(lang)
    rows = pick_entities(pick_rows(change, [metric], applicant, scope=scope), entities)
    last = last_year(rows, year)
    own = rows.filter(pl.col("year") == last, pl.any_horizontal(pl.col(PAIR).is_not_null()))
    if own.is_empty():
        raise ChartError(f"dumbbell of {metric}", f"there is no figure of {year}", "choose another year")
    if own.height > MOST:
        raise ChartError("dumbbell", f"{own.height} bodies cannot be read", f"name {MOST} bodies at most")
    scale = scale_of_rows(own, change.vocabulary, wording, PAIR)
    moved = pl.coalesce("difference", "points")
    return (
        label_bodies(own, wording)
        .with_columns(
            text=pl.Series([_row_to_text(row, scale, wording) for row in own.iter_rows(named=True)]),
            look=look_of(moved),
            y=pl.max_horizontal(PAIR) / scale.divisor,
        )
        .sort(pl.col("value"), descending=True, nulls_last=True, maintain_order=True)
    )


def _row_to_text(row: dict[str, Any], scale: Scale, wording: Wording) -> str:
    moved = row["difference"] if row["difference"] is not None else row["points"]
    if row["value"] is None:
        return WORDS[wording.lang]["absent"].format(row["year"])
    if moved is None:
        return scale.number(row["value"]) + wording.aside.format(
            wording.reasons[row["change_reason"] or Reason.MISSING].format(row["year"] - 1)
        )
    return scale.number(row["value"]) + wording.aside.format(scale.change(moved))


def draw(
    ax: Axes, frame: pl.DataFrame, caption: Caption, palette: Palette, scale: Scale, **line_keywords: Any
) -> None:
    """Put prepared rows on axes."""
    for place, row in enumerate(frame.iter_rows(named=True)):
        colour = getattr(palette, row["look"])
        before, now = (
            (None if row[name] is None else row[name] / scale.divisor) for name in ("previous", "value")
        )
        if before is not None and now is not None:
            looks = {"color": colour, "linewidth": 1.8, "linestyle": "--" if row["look"] == "down" else "-"}
            ax.plot(
                [before, now], [place, place], **{**looks, "marker": "none", "zorder": 2, **line_keywords}
            )
        for x, face in ((before, "white"), (now, colour)):
            if x is not None:
                ax.add_line(
                    Line2D(
                        [x],
                        [place],
                        marker="o",
                        markersize=DOT,
                        color=colour,
                        markerfacecolor=face,
                        zorder=3,
                        linestyle="none",
                    )
                )
    size = dress_rows(ax, frame["label"].to_list(), caption)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: scale.tick(x * scale.divisor)))
    write_row_texts(ax, frame.select("y", "text").to_dicts(), size, gap=DOT)
    write_caption(ax, caption)


def _describe(
    change: Comparison, frame: pl.DataFrame, metric: str, applicant: str, wording: Wording
) -> Caption:
    words = WORDS[wording.lang]
    year = int(frame["year"][0])
    scale = scale_of_rows(frame, change.vocabulary, wording, PAIR)
    return metric_caption(
        change,
        metric,
        applicant,
        wording,
        title=words["title"],
        unit=scale.unit,
        years=(year - 1, year),
        shown=both_years(frame),
        notes=[wording.sentences([words["dots"].format(year - 1, year)])],
        axis_unit=scale.unit,
        across=True,
    )
