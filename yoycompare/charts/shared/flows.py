"""The flows of an account as ink, the upper half of `ledger`: in above zero, out below, the stock as a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import matplotlib as mpl
import polars as pl
from matplotlib.axes import Axes

from yoycompare.charts.shared.annotations import GREY, SMALL, dress, fitting_size, width_of_axes
from yoycompare.charts.shared.palettes import Palette
from yoycompare.charts.shared.scales import Scale
from yoycompare.comparisons.picking import pick_values
from yoycompare.panels import Panel
from yoycompare.vocabulary import Vocabulary

__all__ = ["account_to_flows", "draw_flows"]

WIDTH: Final = 0.5
ROOM: Final = 1.34  # of the bars, for their numbers


def account_to_flows(panel: Panel, entity: str, scope: str, account: str, applicant: str) -> pl.DataFrame:
    """One row a year: inflow and outflow (sums; null where a part has no figure) and stock, at the year's end."""
    schema = {"year": pl.Int32, "inflow": pl.Float64, "outflow": pl.Float64, "stock": pl.Float64}
    found = panel.vocabulary.accounts.get(account)
    if found is None:
        return pl.DataFrame(schema=schema)
    of_body = (pl.col("entity") == entity) & (pl.col("scope") == scope) & (pl.col("applicant") == applicant)
    own = pick_values(panel.frame.filter(of_body)).filter(pl.col("value").is_not_null())
    rows = []
    for (year,), group in own.sort("year").group_by("year", maintain_order=True):
        values = dict(group.select("metric", "value").iter_rows())
        inflow, outflow = (
            _sum(metrics, values, panel.vocabulary) for metrics in (found.inflows, found.outflows)
        )
        if inflow is not None or outflow is not None:
            rows.append((year, inflow, outflow, values.get(found.closing)))
    return pl.DataFrame(rows, schema=schema, orient="row")


def _sum(metrics: Sequence[str], values: Mapping[str, float], vocabulary: Vocabulary) -> float | None:
    """The sum of metrics; one that is not printed is the sum of its parts, where all of them are."""
    told = []
    for metric in metrics:
        parts = next((split.parts for split in vocabulary.partitions(metric)), ())
        value = values[metric] if metric in values else _sum(parts, values, vocabulary) if parts else None
        if value is None:
            return None
        told.append(value)
    return sum(told)


def draw_flows(ax: Axes, flows: pl.DataFrame, palette: Palette, scale: Scale, title: str) -> None:
    """Put prepared flows on axes whose years are set."""
    dress(ax)
    ax.grid(visible=False)  # each bar has its number
    ax.set_title(title, loc="left", size=SMALL, color=GREY, pad=2, fontfamily=mpl.rcParams["font.family"])
    ax.axhline(0, color="#666666", linewidth=0.8, zorder=3)
    ax.spines["bottom"].set_visible(False)
    ax.set_yticks([])
    ax.set_xticks([])
    highest = 1.0
    left, right = ax.get_xlim()
    rows = flows.to_dicts()
    numbers = [
        scale.number(row[name]) for row in rows for name in ("inflow", "outflow") if row[name] is not None
    ]
    size = fitting_size(numbers, width_of_axes(ax) / (right - left) * 0.94, SMALL)
    for name, sign, look in (("inflow", 1, "up"), ("outflow", -1, "down")):
        drawn = [(row["year"], sign * row[name] / scale.divisor) for row in rows if row[name] is not None]
        looks: dict[str, Any] = {"color": getattr(palette, look), "edgecolor": "white", "linewidth": 0}
        hatch = palette.hatch if look == "down" else None
        ax.bar([year for year, _ in drawn], [y for _, y in drawn], WIDTH, hatch=hatch, **looks)
        for year, y in drawn:
            highest = max(highest, abs(y))
            ax.annotate(
                scale.number(abs(y) * scale.divisor),
                (year, y),
                xytext=(0, 2 * sign),
                textcoords="offset points",
                ha="center",
                va="bottom" if sign > 0 else "top",
                size=size,
            )
    stock = flows.with_columns(
        piece=(pl.col("stock").is_null() | (pl.col("year").diff() != 1).fill_null(value=True)).cum_sum()
    )
    for piece in stock.drop_nulls("stock").partition_by("piece", maintain_order=True):
        heights = (piece["stock"] / scale.divisor).to_list()
        ax.plot(
            piece["year"].to_list(),
            heights,
            color="black",
            linestyle="-",
            linewidth=1.2,
            marker="o",
            markersize=3.5,
            zorder=4,
        )
        highest = max(highest, *heights)
    ax.set_ylim(-highest * ROOM, highest * ROOM)
