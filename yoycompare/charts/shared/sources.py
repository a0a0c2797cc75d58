"""The note that says where the figures of a chart come from."""

from __future__ import annotations

import polars as pl

from yoycompare.charts.shared.wording import SHOWN_NAMES, Wording

__all__ = ["both_years", "source_note"]


def source_note(frame: pl.DataFrame, wording: Wording) -> str:
    """Whose reports, of which years, and in which part of them the figures stand.

    The frame has the columns entity, vintage, source and value.
    """
    told = frame.filter(pl.col("value").is_not_null())
    bodies = told.group_by("entity", maintain_order=True).agg("vintage").rows()
    if len(bodies) > SHOWN_NAMES:
        bodies = [(wording.bodies.format(len(bodies)), told["vintage"].to_list())]
    whose = wording.list_comma.join(
        f"{body}{' ' if body[-1].isascii() or wording.spaced else ''}{wording.years(vintages)}"
        for body, vintages in bodies
    )
    found = set(told["source"])
    printed_in = [name for source, name in wording.printed_in.items() if source in found]
    origins = wording.origins.format(wording.list_comma.join(printed_in)) if printed_in else ""
    return wording.source.format(wording.reports.format(whose)) + origins


def both_years(rows: pl.DataFrame) -> pl.DataFrame:
    """What `source_note` reads, of the values of rows and of those of the year before."""
    columns = ("entity", "vintage", "source", "value")
    before = rows.select("entity", vintage="previous_vintage", source="previous_source", value="previous")
    return pl.concat([before.select(columns), rows.select(columns)], how="vertical_relaxed")
