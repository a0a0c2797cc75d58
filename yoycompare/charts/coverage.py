"""`coverage`: which body gave which table in which year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import matplotlib as mpl
import polars as pl
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Patch, Rectangle

from yoycompare.charts.shared.annotations import (
    NOTE_SIZE,
    SMALL,
    dress,
    fitting_size,
    height_of,
    new_axes,
    settle,
    width_of_axes,
    wrap,
    write_caption,
)
from yoycompare.charts.shared.captions import Caption, in_languages
from yoycompare.charts.shared.typeface import printed
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.checks.coverage import STATES
from yoycompare.checks.coverage import coverage as panel_to_coverage
from yoycompare.errors import ChartError
from yoycompare.panels import Panel

__all__ = ["coverage", "draw", "prepare"]

MOST_BODIES: Final = 60
LABEL_SHARE: Final = 0.22  # of the figure's width, at most, for names
LEAST: Final = 4.5  # points
STEP: Final = 0.25  # points
GAP: Final = 0.4  # of a cell, between two tables
DIGITS: Final = 6  # of places; beyond these they are artefacts of floating point
LEAST_SHARE: Final = 0.7  # of the widest table, that a table is wide with the room beside it
LOOKS: Final = {  # colour, colour of the hatch, hatch
    "read": ("#0072B2", "#777777", None),
    "failing": ("#D55E00", "#FFFFFF", "xxxx"),
    "blank": ("#F0E442", "#777777", "...."),
    "unread": ("#CC79A7", "#FFFFFF", "////"),
    "not_on_form": ("#DDDDDD", "#DDDDDD", None),
    "no_report": ("#FFFFFF", "#AAAAAA", None),
}


def coverage(
    panel: Panel,
    tables: Sequence[str] | None = None,
    *,
    entities: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | None = None,
    style: str = "print",
    **patch_keywords: Any,
) -> Axes:
    """Draw a matrix of bodies, years and tables: read, failing, blank, unread, not on the form, no report.

    Parameters
    ----------
    panel
        The reports that were read.
    tables
        Ids of tables; None takes all.
    entities, years
        Bodies and years that should have reported, as for `yoycompare.checks.coverage`; at most 60 bodies.
    ax
        Axes to draw on; a new pyplot figure without them.
    lang, font, style
        As for `trend`.
    patch_keywords
        Passed to the collections of cells.

    Raises
    ------
    ChartError
        There are no or too many bodies, or there is no such table.

    Examples
    --------
    >>> import yoycompare as yoy
    >>> from matplotlib.figure import Figure
    >>> coverage(yoy.load_dataset(), ax=Figure().add_subplot()).get_title().partition("（")[0]
    '各单位各年度报告表格的读取情况'
    """
    wording = wording_of(lang)
    frame = prepare(panel, tables, entities=entities, years=years, lang=lang)
    with printed(font, style):
        ax = new_axes() if ax is None else ax
        draw(ax, frame, wording, **patch_keywords)
    return ax


def prepare(
    panel: Panel,
    tables: Sequence[str] | None = None,
    *,
    entities: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    lang: str = "zh",
) -> pl.DataFrame:
    """The cells of the chart.

    Returns
    -------
    polars.DataFrame
        The rows of `yoycompare.checks.coverage` with: table_name; x, y (left and upper edge of the cell, in cells).
    """
    frame = panel_to_coverage(panel, entities=entities, years=years)
    known = frame["table"].unique(maintain_order=True).to_list()
    wanted = list(tables) if tables is not None else known
    for table in wanted:
        if table not in known:
            listed = ", ".join(known) or "there is none"
            raise ChartError(f"table {table!r}", "the coverage has no such table", f"use one of: {listed}")
    frame = frame.filter(pl.col("table").is_in(wanted))
    bodies = frame.select("entity", "scope").unique(maintain_order=True)
    if not 0 < bodies.height <= MOST_BODIES:
        problem = f"there are {bodies.height} bodies, the chart holds 1 to {MOST_BODIES}"
        raise ChartError("coverage", problem, "name some in `entities`")
    names = {
        table.id: wording_of(lang).name(table)
        for form in panel.vocabulary.forms.values()
        for table in form.tables
    }
    columns = (
        frame.select("table", "year")
        .unique()
        .sort(
            pl.col("table").replace_strict(
                {table: rank for rank, table in enumerate(wanted)}, return_dtype=pl.Int32
            ),
            "year",
        )
    )
    # A table of few years gets room beside its cells, so that its name stands in as few lines as the others.
    is_new = (pl.col("table") != pl.col("table").shift(1)).fill_null(value=True)
    wide = pl.len().over("table")
    spare = pl.max_horizontal(0.0, LEAST_SHARE * wide.max() - wide) / 2
    columns = columns.with_columns(is_new=is_new, spare=spare)
    room = ((GAP + 2 * pl.col("spare")) * pl.col("is_new")).cum_sum() - pl.col("spare") - GAP
    columns = columns.with_columns(x=(pl.int_range(pl.len()) + room).round(DIGITS)).drop("is_new", "spare")
    return (
        frame.join(columns, on=["table", "year"], how="left")
        .join(bodies.with_columns(y=pl.int_range(pl.len())), on=["entity", "scope"], how="left")
        .with_columns(table_name=pl.col("table").replace(names))
    )


def draw(ax: Axes, frame: pl.DataFrame, wording: Wording, **patch_keywords: Any) -> None:
    """Put prepared cells on axes."""
    states = [state for state in STATES if frame["state"].eq(state).any()]
    for state in states:
        colour, edge, hatch = LOOKS[state]
        cells = frame.filter(pl.col("state") == state).select("x", "y").rows()
        boxes = [Rectangle((x + 0.04, y + 0.06), 0.92, 0.88) for x, y in cells]
        looks = {"facecolor": colour, "edgecolor": edge, "linewidth": 0.4, "hatch": hatch}
        ax.add_collection(PatchCollection(boxes, **{**looks, **patch_keywords}))
    columns = frame.select("x", "year", "table_name").unique().sort("x")
    bodies = frame.select("y", "entity").unique().sort("y")
    heights = [group.height for _, group in columns.group_by("table_name", maintain_order=True)]
    right = float(columns["x"].to_list()[-1]) + 1 + max(0.0, LEAST_SHARE * max(heights) - heights[-1]) / 2
    ax.set_xlim(-0.1, right + 0.1)
    ax.set_ylim(bodies.height + 0.1, -0.1)
    dress(ax)
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(length=0)
    _add_legend(ax, states, wording)
    _write_caption(ax, frame, wording, bands=1)
    _name_bodies(ax, bodies)
    settle(ax)
    room = width_of_axes(ax) / (right + 0.2)
    years = [str(year) for year in columns["year"]]
    size = fitting_size(["2024"], room, SMALL)
    ax.set_xticks([x + 0.5 for x in columns["x"]], years, size=size, rotation=90 if room < SMALL * 3 else 0)
    bands = _name_tables(ax, columns, room)
    _write_caption(ax, frame, wording, bands=bands)


def _name_bodies(ax: Axes, bodies: pl.DataFrame) -> None:
    """The names, in lines that leave room to the cells, as small as the rows ask."""
    room = ax.figure.canvas.figure.get_figwidth() * 72 * LABEL_SHARE
    height = ax.get_window_extent().height * 72 / ax.figure.dpi / bodies.height
    size = SMALL
    names = [wrap(name, room, size) for name in bodies["entity"]]
    while size > LEAST and any(height_of(name, size) > height for name in names):
        size -= STEP
        names = [wrap(name, room, size) for name in bodies["entity"]]
    ax.set_yticks([row + 0.5 for row in bodies["y"]], names, size=size)


def _name_tables(ax: Axes, columns: pl.DataFrame, room: float) -> int:
    """The name of each table over its years; how many lines the longest takes."""
    most = 1
    groups = [group for _, group in columns.group_by("table_name", maintain_order=True)]
    least = LEAST_SHARE * max(group.height for group in groups)
    for group in groups:
        name = group["table_name"][0]
        first, last = group["x"].to_list()[0], group["x"].to_list()[-1] + 1
        width = room * max(last - first, least)
        size = fitting_size(str(name).split(), width, NOTE_SIZE) if " " in str(name) else NOTE_SIZE
        text = wrap(str(name), width, size)
        most = max(most, text.count("\n") + 1)
        ax.annotate(
            text,
            ((first + last) / 2, 1.0),
            xycoords=ax.get_xaxis_transform(),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=size,
            annotation_clip=False,
        )
    return most


def _add_legend(ax: Axes, states: Sequence[str], wording: Wording) -> None:
    handles = [
        Patch(facecolor=colour, edgecolor=edge, hatch=hatch, linewidth=0.4)
        for colour, edge, hatch in (LOOKS[state] for state in states)
    ]
    ax.legend(
        handles,
        [wording.coverage_states[state] for state in states],
        loc="upper left",
        bbox_to_anchor=(1.01, 1.0),
        frameon=False,
        prop={"family": mpl.rcParams["font.family"], "size": SMALL},
        borderaxespad=0,
        handlelength=1.4,
    )


def _write_caption(ax: Axes, frame: pl.DataFrame, wording: Wording, *, bands: int) -> None:
    years = frame["year"].to_list()
    given = frame.filter(pl.col("form").is_not_null()).select("entity", "scope", "year").n_unique()
    wanted = frame.select("entity", "scope", "year").n_unique()
    caption = in_languages(
        wording,
        lambda spoken: Caption(
            title=spoken.coverage_title,
            aside=spoken.asides((spoken.span(min(years), max(years)),)),
            unit="",
            notes=(spoken.sentences([spoken.coverage_note.format(given, wanted)]),),
        ),
    )
    write_caption(ax, caption, bands=bands)
    settle(ax)
