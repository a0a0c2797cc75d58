"""`ranked`: the bodies by one metric in one year, with the year before behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import new_axes
from yoycompare.charts.shared.bars import MOST_BARS, draw_bars
from yoycompare.charts.shared.captions import Caption, in_languages, metric_caption
from yoycompare.charts.shared.palettes import palette_of
from yoycompare.charts.shared.scales import Scale, scale_of_rows
from yoycompare.charts.shared.selection import label_bodies, last_year, pick_entities, pick_rows
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["prepare", "ranked"]

WORDS: Final = {
    "zh": {
        "title": "{}：各单位排序",
        "rank": "第{}",
        "climbed": "↑{}",
        "fell": "↓{}",
        "absent": "无{}年数字",
    },
    "en": {
        "title": "{}: bodies in order",
        "rank": "no. {}",
        "climbed": "↑{}",
        "fell": "↓{}",
        "absent": "no figure for {}",
    },
}


def ranked(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    ascending: bool = False,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **bar_keywords: Any,
) -> Axes:
    """Draw bodies as bars in the order of a metric, each with its rank and how many places it climbed or fell.

    Bodies that share a value share the better rank. Bodies without a figure stand last, with that reason.

    Parameters
    ----------
    entities
        The bodies; None takes all, at most sixty.
    year
        None takes the last.
    ascending
        The smallest value first.
    palette, ax, lang, font, style, bar_keywords
        As for `changes`.

    Raises
    ------
    ChartError
        There are too many bodies, or there is nothing to draw.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(
        change,
        metric,
        entities=entities,
        year=year,
        applicant=applicant,
        scope=scope,
        ascending=ascending,
        lang=lang,
    )
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(wording, lambda spoken: _describe(change, frame, metric, applicant, spoken))
        draw_bars(ax, frame, caption, colours, **bar_keywords)
    return ax


def prepare(
    change: Comparison,
    metric: str,
    *,
    entities: Sequence[str] | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    ascending: bool = False,
    lang: str = "zh",
) -> pl.DataFrame:
    """The bars: rows of the comparison with rank, previous_rank, label, y, text and look, from the top."""
    wording = wording_of(lang)
    rows = pick_entities(pick_rows(change, [metric], applicant, scope=scope), entities)
    last = last_year(rows, year)
    bodies = rows.select("entity", "scope", "entity_order").unique(maintain_order=True)
    if bodies.height > MOST_BARS:
        raise ChartError("ranked", f"{bodies.height} bars cannot be read", f"name {MOST_BARS} bodies at most")
    own = rows.filter(pl.col("year") == last).drop("entity_order")
    if own["value"].is_null().all():
        raise ChartError("ranked", f"there is no figure of {year}", "choose another year")
    descending = not ascending
    place = pl.col("value").rank("min", descending=descending)
    before = rows.filter(pl.col("year") == own["year"][0] - 1).select("entity", "scope", previous_rank=place)
    told = (
        bodies.join(own, on=["entity", "scope"], how="left", maintain_order="left")
        .join(before, on=["entity", "scope"], how="left", maintain_order="left")
        .with_columns(
            year=pl.lit(last, dtype=pl.Int32),
            rank=place,
            previous_rank=pl.when(pl.col("previous").is_not_null()).then("previous_rank"),
        )
    )
    ordered = told.sort(pl.col("rank"), nulls_last=True, maintain_order=True)
    scale = scale_of_rows(ordered, change.vocabulary, wording)
    texts = [_row_to_text(row, scale, wording) for row in ordered.iter_rows(named=True)]
    return label_bodies(ordered, wording).with_columns(
        pl.Series("text", texts, dtype=pl.String),
        y=pl.col("value") / scale.divisor,
        look=pl.lit("now"),
    )


def _row_to_text(row: dict[str, Any], scale: Scale, wording: Wording) -> str:
    words = WORDS[wording.lang]
    if row["value"] is None:
        return words["absent"].format(row["year"])
    moved = None if row["previous_rank"] is None else row["previous_rank"] - row["rank"]
    told = [scale.number(row["value"]), words["rank"].format(row["rank"])]
    if moved:
        told.append(words["climbed" if moved > 0 else "fell"].format(abs(moved)))
    return told[0] + wording.aside.format(wording.comma.join(told[1:]))


def _describe(
    change: Comparison, frame: pl.DataFrame, metric: str, applicant: str, wording: Wording
) -> Caption:
    scale = scale_of_rows(frame, change.vocabulary, wording)
    return metric_caption(
        change,
        metric,
        applicant,
        wording,
        title=WORDS[wording.lang]["title"],
        unit=scale.unit,
        years=frame["year"],
        shown=frame.filter(pl.col("value").is_not_null()),
        axis_unit=scale.unit,
        across=True,
    )
