"""`heatmap`: changes of many bodies, or of many metrics, over the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import matplotlib as mpl
import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, TwoSlopeNorm
from matplotlib.patches import Patch, Rectangle

from yoycompare.charts.shared.annotations import (
    SMALL,
    dress,
    new_axes,
    settle,
    width_of_axes,
    width_of_text,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.palettes import Palette, palette_of
from yoycompare.charts.shared.selection import applicant_name, pick_entities, pick_entity, pick_rows
from yoycompare.charts.shared.sources import source_note
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison
from yoycompare.comparisons.numerals import number_text
from yoycompare.errors import ChartError
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["draw", "heatmap", "prepare"]

MOST_ROWS: Final = 60
SHOWN: Final = ("change", "index")
LEAST: Final = 4.5  # points
ONE_DECIMAL_BELOW: Final = 10.0
EDGE_SHARE: Final = 0.95  # colours end at this quantile of the sizes: one odd body does not pale all others
WORDS: Final = {
    "zh": {
        "change": "{}：较上年变化",
        "index": "{}：指数",
        "percent": "%",
        "points": "百分点",
        "base": "{}年=100",
        "metrics": "各项指标",
        "absent": "无数可比",
        "note": "颜色在 {} 与 {} 处达到最深",
    },
    "en": {
        "change": "{}: change from the year before",
        "index": "{}: index",
        "percent": "%",
        "points": "percentage points",
        "base": "{} = 100",
        "metrics": "metrics",
        "absent": "not comparable or missing",
        "note": "colours are deepest from {} and {} on",
    },
}


def heatmap(
    change: Comparison,
    metrics: str | Sequence[str],
    *,
    entity: str | None = None,
    entities: Sequence[str] | None = None,
    show: str = "change",
    applicant: str = TOTAL,
    scope: str | None = None,
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **text_keywords: Any,
) -> Axes:
    """Draw a matrix of years: its rows are bodies (one metric) or metrics (one body).

    Colours part at no change, or at 100 for an index. What is missing or not comparable is hatched. Where cells have room
    their number stands in them.

    Parameters
    ----------
    metrics
        One metric for many bodies, or several for one.
    show
        `change`: in percent, or percentage points of rates; `index`: against the base year of the comparison.
    entity, entities
        The body of several metrics; the bodies of one metric, None for all. At most sixty rows.
    palette, ax, lang, font, style
        As for `changes`.
    text_keywords
        Passed to `Axes.text` for the numbers.

    Raises
    ------
    ChartError
        Counts and rates are mixed, there are too many rows, or there is nothing to draw.
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(
        change,
        metrics,
        entity=entity,
        entities=entities,
        show=show,
        applicant=applicant,
        scope=scope,
        lang=lang,
    )
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(
            ax,
            frame,
            in_languages(wording, lambda spoken: _describe(change, frame, show, applicant, spoken)),
            colours,
            wording,
            show=show,
            **text_keywords,
        )
    return ax


def prepare(
    change: Comparison,
    metrics: str | Sequence[str],
    *,
    entity: str | None = None,
    entities: Sequence[str] | None = None,
    show: str = "change",
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """One row a cell: the rows of the comparison with label, row (number, from the top), y and text; nulls are hatched."""
    wording = wording_of(lang)
    if show not in SHOWN:
        raise ChartError(f"show {show!r}", "no such way", f"use {' or '.join(map(repr, SHOWN))}")
    wanted = [metrics] if isinstance(metrics, str) else list(metrics)
    rows = pick_rows(change, wanted, applicant, scope=scope)
    by_metric = len(wanted) > 1
    rows = pick_entity(rows, entity) if by_metric or entity is not None else pick_entities(rows, entities)
    rates = rows["kind"].eq(str(Kind.RATE)).unique().to_list()
    if len(rates) > 1 and show == "change":
        raise ChartError(
            "heatmap", "counts change in percent, rates in percentage points", "draw them in two charts"
        )
    y = pl.col("index") if show == "index" else pl.col("points" if rates[0] else "percent")
    names = {metric: wording.name(change.vocabulary.described(metric)) for metric in wanted}
    label = pl.col("metric").replace_strict(names) if by_metric else pl.col("entity")
    told = rows.with_columns(label=label, y=y)
    if told["y"].is_null().all():
        raise ChartError("heatmap", f"no {show} is defined", "choose other metrics, bodies or another base")
    first = told.filter(pl.col("y").is_not_null())["year"].to_list()
    told = told.filter(pl.col("year").is_between(min(first), told["year"].max()))
    order = pl.col("metric").replace_strict(
        {name: place for place, name in enumerate(wanted)}, return_dtype=pl.Int32
    )
    labels = (told.sort(order) if by_metric else told)["label"].unique(maintain_order=True).to_list()
    if len(labels) > MOST_ROWS:
        raise ChartError("heatmap", f"{len(labels)} rows cannot be read", f"choose {MOST_ROWS} at most")
    years = range(min(told["year"].to_list()), max(told["year"].to_list()) + 1)
    grid = (
        pl.DataFrame({"label": labels})
        .with_row_index("row")
        .join(pl.DataFrame({"year": list(years)}, schema={"year": pl.Int32}), how="cross")
    )
    found = grid.join(told, on=["label", "year"], how="left", maintain_order="left")
    texts = [_text(value, show, rate=rates[0]) for value in found["y"]]
    return found.with_columns(pl.Series("text", texts, dtype=pl.String))


def _text(value: float | None, show: str, *, rate: bool) -> str:
    if value is None:
        return ""
    if show == "index":
        return number_text(value, rate=False, decimals=0)
    text = number_text(value, rate=False, decimals=1 if rate or abs(value) < ONE_DECIMAL_BELOW else 0)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def draw(
    ax: Axes,
    frame: pl.DataFrame,
    caption: Caption,
    palette: Palette,
    wording: Wording,
    *,
    show: str,
    **text_keywords: Any,
) -> None:
    """Put prepared cells on axes."""
    years = frame["year"].unique().sort().to_list()
    labels = frame.unique("row", maintain_order=True).sort("row")["label"].to_list()
    values = np.full((len(labels), len(years)), np.nan)
    for row, year, y in frame.select("row", "year", "y").iter_rows():
        values[row, year - years[0]] = np.nan if y is None else y
    low, middle, high = _range(frame["y"], 100.0 if show == "index" else 0.0)
    colours = LinearSegmentedColormap.from_list("change", [palette.down, "#F7F7F7", palette.up])
    norm = TwoSlopeNorm(middle, low, high)
    ax.imshow(np.clip(values, low, high), cmap=colours, norm=norm, aspect="auto", interpolation="nearest")
    for row, column in np.argwhere(np.isnan(values)):
        box = Rectangle(
            (column - 0.5, row - 0.5), 1, 1, facecolor="white", edgecolor="#BBBBBB", hatch="////", linewidth=0
        )
        ax.add_patch(box)
    dress(ax)
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(length=0)
    ax.set_xticks(range(len(years)), [str(year) for year in years])
    if np.isnan(values).any():
        sign = Patch(facecolor="white", edgecolor="#BBBBBB", hatch="////")
        ax.legend(
            [sign],
            [WORDS[wording.lang]["absent"]],
            loc="lower right",
            bbox_to_anchor=(1.0, 1.0),
            frameon=False,
            prop={"family": mpl.rcParams["font.family"], "size": SMALL},
            borderaxespad=0.2,
        )
    write_caption(ax, caption)
    height = ax.get_window_extent().height * 72 / ax.figure.dpi / len(labels)
    size = max(LEAST, min(SMALL, height * 0.72))
    ax.set_yticks(range(len(labels)), labels, size=size)
    settle(ax)
    room = width_of_axes(ax) / len(years)
    widest = max((width_of_text(text, size) for text in frame["text"]), default=0.0)
    if widest < room * EDGE_SHARE:
        for row, year, y, text in frame.select("row", "year", "y", "text").iter_rows():
            if y is not None:
                shade = colours(norm(min(max(y, low), high)))
                dark = (
                    sum(part * weight for part, weight in zip(shade, (0.299, 0.587, 0.114), strict=False))
                    < 0.5
                )
                looks: dict[str, Any] = {
                    "size": size,
                    "color": "white" if dark else "black",
                    "ha": "center",
                    "va": "center",
                }
                ax.text(year - years[0], row, text, **{**looks, **text_keywords})
    write_caption(ax, caption)


def _range(y: pl.Series, middle: float) -> tuple[float, float, float]:
    """Where colours end: as far from the middle on both sides, without the largest twentieth."""
    sizes = (y.drop_nulls() - middle).abs()
    reach = float(sizes.quantile(EDGE_SHARE, "higher") or 0.0) or 1.0
    return middle - reach, middle, middle + reach


def _describe(
    change: Comparison, frame: pl.DataFrame, show: str, applicant: str, wording: Wording
) -> Caption:
    lang, words = wording.lang, WORDS[wording.lang]
    told = frame.drop_nulls("metric")
    metrics = told["metric"].unique(maintain_order=True).to_list()
    bodies = told["entity"].unique(maintain_order=True).to_list()
    single = change.vocabulary.described(metrics[0]) if len(metrics) == 1 else None
    what = getattr(single, lang) if single is not None else f"{bodies[0]}{wording.comma}{words['metrics']}"
    whom = applicant_name(change.vocabulary, applicant, lang)
    years = frame["year"].to_list()
    is_rate = told["kind"][0] == str(Kind.RATE)
    unit = words["base"].format(change.base) if show == "index" else words["points" if is_rate else "percent"]
    low, _, high = _range(frame["y"], 100.0 if show == "index" else 0.0)
    sign = "" if show == "index" or is_rate else wording.per_cent
    ends = [number_text(end, rate=False, decimals=0) + sign for end in (low, high)]
    notes = (
        wording.definition.format(getattr(single, f"definition_{lang}")) if single is not None else "",
        wording.sentences([words["note"].format(*ends)]),
        wording.sentences([source_note(told, wording), wording.reporting.format(len(bodies))]),
    )
    return Caption(
        title=words[show].format(what),
        aside=wording.asides((whom, unit, wording.span(min(years), max(years)))),
        unit="",
        notes=tuple(note for note in notes if note),
    )
