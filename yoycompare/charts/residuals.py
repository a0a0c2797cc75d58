"""`residuals`: by how much sums miss what is printed; a strip a rule or body, with zero where the figures agree."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, SymmetricalLogLocator

from yoycompare.charts.shared.annotations import new_axes, write_caption
from yoycompare.charts.shared.bars import dress_rows
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.palettes import Palette, palette_of
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.checks import Findings, list_checks
from yoycompare.checks.catalogue import RULES
from yoycompare.comparisons.numerals import number_text
from yoycompare.errors import ChartError

__all__ = ["draw", "prepare", "residuals", "sum_rules"]

MOST: Final = 60
FEW: Final = 15  # rows that have room for the counts in words
WAYS: Final = ("rule", "entity")
DOT: Final = 6.0  # points
ROOM: Final = 3.0  # times the largest residual
WORDS: Final = {
    "zh": {
        "title": "勾稽检查的差额",
        "unit": "左边减右边（件；零点外为对数坐标）",
        "states": "相符{}，不符{}，无法判断{}",
        "short": "名称后为相符、不符、无法判断的次数",
        "note": "每个菱形为一处不符，空心者为已说明保留；圆点为相符",
        "source": "资料来源：{}个单位的年度报告，共{}份",
    },
    "en": {
        "title": "Residuals of checks",
        "unit": "left minus right side (logarithmic away from zero)",
        "states": "{} hold, {} fail, {} cannot be assessed",
        "short": "after the names: how many hold, fail, cannot be assessed",
        "note": "a diamond for each check that fails, hollow where it is waived; a dot where checks hold",
        "source": "Source: annual reports, bodies: {}, reports: {}",
    },
}


def residuals(
    findings: Findings,
    *,
    by: str = "rule",
    palette: str = "default",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **point_keywords: Any,
) -> Axes:
    """Draw what the checks of sums and carry-overs leave over, each residual as a point.

    Parameters
    ----------
    by
        `rule` or `entity`: what a row is; at most sixty rows.
    palette, ax, lang, font, style
        As for `changes`.
    point_keywords
        Passed to `Axes.plot` for the points that fail.

    Raises
    ------
    ChartError
        There is no such `by`, no check of a sum, or too many bodies.

    Examples
    --------
    >>> import yoycompare as yoy
    >>> ax = residuals(yoy.check(yoy.load_dataset()), ax=yoy.charts.off_screen(), lang="en")
    >>> ax.get_title()
    'Residuals of checks (2019–2024)'
    """
    wording = wording_of(lang)
    colours = palette_of(palette)
    frame = prepare(findings, by=by, lang=lang)
    caption = in_languages(wording, lambda spoken: _describe(frame, spoken))
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(ax, frame, caption, colours, wording, **point_keywords)
    return ax


@cache
def sum_rules() -> list[str]:
    """The rules whose checks compare two sums: only there the difference is a number of what is counted."""
    of_sums = pl.col("formula").str.contains(" = ", literal=True)
    return list_checks().filter(of_sums)["rule"].unique(maintain_order=True).to_list()


def prepare(findings: Findings, *, by: str = "rule", lang: str = "zh") -> pl.DataFrame:
    """The findings of checks that compare two sums, with row (number, from the top) and label.

    Returns
    -------
    polars.DataFrame
        entity, year, doc, check, rule, outcome, difference, waived, row, label; in the order of rows.
    """
    wording = wording_of(lang)
    if by not in WAYS:
        raise ChartError(f"by {by!r}", "no such way", f"use {' or '.join(map(repr, WAYS))}")
    rows = findings.frame.filter(pl.col("rule").is_in(sum_rules()))
    if rows.is_empty():
        raise ChartError("residuals", "there is no check of a sum", "check reports that have tables")
    wanted = sum_rules() if by == "rule" else rows["entity"].unique().sort().to_list()
    held = [name for name in wanted if name in set(rows[by])]
    if len(held) > MOST:
        raise ChartError("residuals", f"{len(held)} rows cannot be read", "draw them by='rule'")
    labels = (
        {name: wording.name(RULES[name]) for name in held} if by == "rule" else {name: name for name in held}
    )
    places = {name: place for place, name in enumerate(held)}
    return rows.select(
        "entity",
        "year",
        "doc",
        "check",
        "rule",
        "outcome",
        "difference",
        "waived",
        row=pl.col(by).replace_strict(places, return_dtype=pl.Int32),
        label=pl.col(by).replace_strict(labels, return_dtype=pl.String),
    ).sort("row", "entity", "year", "check")


def draw(
    ax: Axes,
    frame: pl.DataFrame,
    caption: Caption,
    palette: Palette,
    wording: Wording,
    **point_keywords: Any,
) -> None:
    """Put prepared residuals on axes."""
    rows = frame.group_by("row", maintain_order=True).agg(
        pl.col("label").first(),
        *((pl.col("outcome") == name).sum().alias(name) for name in ("holds", "fails", "cannot_be_assessed")),
    )
    states, line_end = (WORDS[wording.lang]["states"], "\n") if rows.height <= FEW else ("{}/{}/{}", " ")
    labels = [
        f"{row['label']}{line_end}{states.format(row['holds'], row['fails'], row['cannot_be_assessed'])}"
        for row in rows.iter_rows(named=True)
    ]
    size = dress_rows(ax, labels, caption)
    holding = rows.filter(pl.col("holds") > 0)["row"].to_list()
    ax.plot(
        [0.0] * len(holding), holding, linestyle="none", marker="o", color=palette.now, markersize=DOT - 1
    )
    failing = frame.filter(pl.col("outcome") == "fails", pl.col("difference").is_not_null())
    looks: dict[str, Any] = {"linestyle": "none", "marker": "D", "color": palette.down, "markersize": DOT}
    for waived, face in ((False, palette.down), (True, "white")):
        part = failing.filter(pl.col("waived").is_not_null() == waived)
        ax.plot(
            part["difference"].to_list(),
            part["row"].to_list(),
            **{**looks, "markerfacecolor": face, **point_keywords},
        )
    shared = failing.group_by("row", "difference", maintain_order=True).len().filter(pl.col("len") > 1)
    for row, difference, count in shared.iter_rows():
        ax.annotate(
            f"×{count}",
            (difference, row),
            xytext=(0, DOT),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=size,
        )
    reach = ROOM * max((abs(value) for value in failing["difference"]), default=1.0)
    ax.set_xscale("symlog", linthresh=1.0)
    ax.set_xlim(-reach, reach)
    ax.xaxis.set_major_locator(SymmetricalLogLocator(base=10, linthresh=1.0))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number_text(x, rate=False)))
    ax.tick_params(axis="x", labelsize=size)
    write_caption(ax, caption)


def _describe(frame: pl.DataFrame, wording: Wording) -> Caption:
    words = WORDS[wording.lang]
    years = frame["year"].to_list()
    reports = frame.select("entity", "year", "doc").n_unique()
    return Caption(
        title=words["title"],
        aside=wording.asides((wording.span(min(years), max(years)),)),
        unit=words["unit"],
        across=True,
        notes=(
            wording.sentences([words["note"], words["short"] if frame["row"].n_unique() > FEW else ""]),
            wording.sentences([words["source"].format(frame["entity"].n_unique(), reports)]),
        ),
    )
