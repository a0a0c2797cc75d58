"""`funnel`: from requests to reviews and lawsuits to what was corrected, each with its rate and what it is of."""

from __future__ import annotations

from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import new_axes
from yoycompare.charts.shared.bars import draw_bars
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.palettes import palette_of
from yoycompare.charts.shared.scales import Scale
from yoycompare.charts.shared.selection import pick_entity, pick_rows
from yoycompare.charts.shared.sources import source_note
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["funnel", "prepare"]

FEWEST: Final = 2
WORDS: Final = {
    "zh": {
        "title": "{}：逐级",
        "of": "为“{}”的{}",
        "unit": "件",
        "absent": "无{}年数字",
        "note": "各级为件数，不是同一批案件：复议、诉讼可针对往年的答复",
    },
    "en": {
        "title": "{}: step by step",
        "of": "{} of {}",
        "unit": "cases",
        "absent": "no figure for {}",
        "note": "steps are counts, not the same cases: reviews and lawsuits may be about answers of earlier years",
    },
}


def funnel(
    change: Comparison,
    steps: list[str],
    *,
    entity: str | None = None,
    year: int | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **bar_keywords: Any,
) -> Axes:
    """Draw metrics as steps, each with its share of the step before.

    Parameters
    ----------
    steps
        Ids of at least two metrics, the widest first, such as requests closed, reviews, reviews corrected.
    entity, year
        The body, which may be left out where there is only one; None takes the last year.
    palette, ax, lang, font, style, bar_keywords
        As for `changes`.

    Raises
    ------
    ChartError
        There are fewer than two steps, or no figure.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(change, steps, entity=entity, year=year, lang=lang)
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(wording, lambda spoken: _describe(frame, spoken))
        draw_bars(ax, frame, caption, colours, **bar_keywords)
    return ax


def prepare(
    change: Comparison,
    steps: list[str],
    *,
    entity: str | None = None,
    year: int | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """One row a step: the rows of the comparison with label, y, text, look and share (percent of the step before)."""
    wording = wording_of(lang)
    words = WORDS[wording.lang]
    if len(set(steps)) < FEWEST or len(set(steps)) < len(steps):
        raise ChartError(
            "funnel", f"{len(steps)} steps, {len(set(steps))} of them different", "name two metrics or more"
        )
    rows = pick_entity(pick_rows(change, steps, TOTAL), entity)
    known = rows.filter(pl.col("value").is_not_null())["year"].to_list()
    last = max(known) if year is None else year
    own = {row["metric"]: row for row in rows.filter(pl.col("year") == last).iter_rows(named=True)}
    if not any(row["value"] is not None for row in own.values()):
        raise ChartError("funnel", f"there is no figure of {last}", "choose another year")
    scale = Scale(unit="", wording=wording)
    body = rows["entity"][0]
    found: list[dict[str, Any]] = []
    before: tuple[str, float] | None = None
    for step in steps:
        row = own.get(step)
        value = None if row is None else row["value"]
        name = wording.name(change.vocabulary.described(step))
        share = None if before is None or value is None or not before[1] else value / before[1] * 100
        text = words["absent"].format(last) if value is None else scale.number(value)
        if share is not None and before is not None:
            percent = Scale(unit="", rate=True, wording=wording).number(share)
            told = (before[0], percent) if wording.lang == "zh" else (percent, before[0])
            text += wording.aside.format(words["of"].format(*told))
        found.append(
            {
                "entity": body,
                "year": last,
                "metric": step,
                "label": name,
                "y": value,
                "share": share,
                "text": text,
                "look": "now",
                "value": value,
                "vintage": None if row is None else row["vintage"],
                "source": None if row is None else row["source"],
            }
        )
        before = (name, value) if value is not None else before
    schema = {
        "y": pl.Float64,
        "share": pl.Float64,
        "value": pl.Float64,
        "vintage": pl.Int32,
        "source": pl.String,
    }
    return pl.DataFrame(found, schema_overrides=schema)


def _describe(frame: pl.DataFrame, wording: Wording) -> Caption:
    words = WORDS[wording.lang]
    year = int(frame["year"][0])
    return Caption(
        title=words["title"].format(frame["entity"][0]),
        aside=wording.asides((words["unit"], wording.span(year, year))),
        unit=words["unit"],
        across=True,
        notes=(wording.sentences([words["note"]]), wording.sentences([source_note(frame, wording)])),
    )
