"""`contributions`: what each part adds to the change of its whole."""

from __future__ import annotations

from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import new_axes
from yoycompare.charts.shared.bars import draw_bars
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.palettes import look_of, palette_of
from yoycompare.charts.shared.scales import Scale
from yoycompare.charts.shared.selection import applicant_name, pick_entity, pick_rows
from yoycompare.charts.shared.sources import both_years, source_note
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison, Reason
from yoycompare.comparisons import contributions as part_contributions
from yoycompare.comparisons.numerals import change_text
from yoycompare.comparisons.parts import RESIDUAL
from yoycompare.errors import ChartError
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["contributions", "prepare"]

WORDS: Final = {
    "zh": {
        "title": "{}：{}变化的构成",
        "unit": "对较{}年变化的贡献，百分点",
        "residual": "各项未解释部分",
        "whole": "合计变化：{}（{}），各项贡献相加等于合计",
    },
    "en": {
        "title": "{}: what changed {}",
        "unit": "contribution to the change on {}, percentage points",
        "residual": "not explained by the parts",
        "whole": "change of the whole: {} ({}); the contributions add up to it",
    },
}


def contributions(
    change: Comparison,
    whole: str,
    *,
    parts: list[str] | None = None,
    entity: str | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **bar_keywords: Any,
) -> Axes:
    """Draw what each part contributes to the change of a whole, in percentage points of it.

    A bar for what the parts do not explain is there only where they do not make the whole.

    Parameters
    ----------
    whole, parts
        As for `yoycompare.contributions`.
    entity, year
        The body, which may be left out where there is only one; the later year, None for the last.
    palette, ax, lang, font, style, bar_keywords
        As for `changes`.

    Raises
    ------
    ComparisonError
        The vocabulary does not divide the metric.
    ChartError
        The whole has no change in that year.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(change, whole, parts=parts, entity=entity, year=year, applicant=applicant, lang=lang)
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        caption = in_languages(wording, lambda spoken: _describe(change, whole, frame, applicant, spoken))
        draw_bars(ax, frame, caption, colours, **bar_keywords)
    return ax


def prepare(
    change: Comparison,
    whole: str,
    *,
    parts: list[str] | None = None,
    entity: str | None = None,
    year: int | None = None,
    applicant: str = TOTAL,
    lang: str = "zh",
) -> pl.DataFrame:
    """The bars: rows of `yoycompare.contributions` with label, y, text and look, in the order of the form."""
    wording = wording_of(lang)
    rows = pick_entity(pick_rows(change, [whole], applicant), entity)
    defined = rows.filter(pl.col("percent").is_not_null())
    last = defined["year"].max() if year is None else year
    told = defined.filter(pl.col("year").is_in([] if last is None else [last]))
    if told.is_empty():
        at = "any year" if last is None else str(last)
        raise ChartError(
            f"contributions to {whole}", f"it has no change in {at}", "choose another year or metric"
        )
    entity_name, scope = told["entity"][0], told["scope"][0]
    found = part_contributions(change, whole, parts=parts, applicant=applicant).filter(
        (pl.col("entity") == entity_name) & (pl.col("scope") == scope) & (pl.col("year") == last)
    )
    idle = (pl.col("part") == RESIDUAL) & (pl.col("difference") == 0)
    kept = found.filter(~idle.fill_null(value=False))
    names = {part: wording.name(change.vocabulary.metrics[part]) for part in kept["part"] if part != RESIDUAL}
    names[RESIDUAL] = WORDS[wording.lang]["residual"]
    texts = [_row_to_text(row, wording) for row in kept.iter_rows(named=True)]
    y = pl.col("contribution")
    look = look_of(y)
    return kept.with_columns(
        pl.Series("text", texts, dtype=pl.String),
        label=pl.col("part").replace_strict(names),
        y=y,
        look=look,
    )


def _row_to_text(row: dict[str, Any], wording: Wording) -> str:
    if row["contribution"] is None:
        reason = row["reason"] or str(Reason.MISSING)
        return wording.reasons[Reason(reason)].format(row["year"] - 1)
    scale = Scale(unit="", wording=wording)
    return (
        f"{change_text(round(row['contribution'], 2))}{wording.aside.format(scale.change(row['difference']))}"
    )


def _describe(
    change: Comparison, whole: str, frame: pl.DataFrame, applicant: str, wording: Wording
) -> Caption:
    lang, words = wording.lang, WORDS[wording.lang]
    first = frame.row(0, named=True)
    is_whole = (
        (pl.col("metric") == whole)
        & (pl.col("applicant") == applicant)
        & (pl.col("entity") == first["entity"])
        & (pl.col("scope") == first["scope"])
        & (pl.col("year") == first["year"])
    )
    rows = change.frame.filter(is_whole)
    row = rows.row(0, named=True)
    scale = Scale(unit="", wording=wording)
    described = change.vocabulary.metrics[whole]
    whom = applicant_name(change.vocabulary, applicant, lang)
    notes = (
        wording.sentences(
            [words["whole"].format(scale.percent(row["percent"]), scale.change(row["difference"]))]
        ),
        wording.sentences([source_note(both_years(rows), wording)]),
    )
    return Caption(
        title=words["title"].format(first["entity"], getattr(described, lang)),
        aside=wording.asides((whom, wording.span(first["year"], first["year"]))),
        unit=words["unit"].format(first["year"] - 1),
        across=True,
        notes=notes,
    )
