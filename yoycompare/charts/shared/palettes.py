"""Colours by meaning: up and down, this year and last; each with a second cue for readers who do not see the colour."""

from __future__ import annotations

from typing import Final

import polars as pl
from attrs import frozen

from yoycompare.errors import ChartError

__all__ = ["PALETTES", "PARTS", "Palette", "look_of", "palette_of"]


@frozen(kw_only=True)
class Palette:
    """Colours of a rise, a fall and none; of this year and the year before. Falls are hatched too."""

    up: str
    down: str
    even: str = "#888888"
    now: str = "#333333"
    before: str = "#BBBBBB"
    hatch: str = "////"  # of falls


# Blue and orange of Okabe and Ito are told apart by all. Chinese readers often expect red for a rise.
PALETTES: Final = {
    "default": Palette(up="#0072B2", down="#D55E00"),
    "red_up": Palette(up="#C0392B", down="#1E8449"),
}
# Colour and hatch of the parts of a whole, in their order.
PARTS: Final = (
    ("#0072B2", None),
    ("#56B4E9", None),
    ("#D55E00", "////"),
    ("#E69F00", None),
    ("#CC79A7", "...."),
    ("#999999", None),
    ("#009E73", "xxxx"),
    ("#F0E442", None),
    ("#332288", "----"),
    ("#DDCC77", "||||"),
)


def look_of(change: pl.Expr) -> pl.Expr:
    """What a change looks like: the name of its colour in a palette."""
    return (
        pl.when(change > 0).then(pl.lit("up")).when(change < 0).then(pl.lit("down")).otherwise(pl.lit("even"))
    )


def palette_of(name: str) -> Palette:
    """The palette of a name.

    Raises
    ------
    ChartError
        There is none.
    """
    if name not in PALETTES:
        raise ChartError(
            f"palette {name!r}", "there is none of that name", f"use {' or '.join(map(repr, PALETTES))}"
        )
    return PALETTES[name]
