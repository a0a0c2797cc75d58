"""Comparisons to draw, and what stands on axes, for the tests of this folder."""

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from yoycompare import Comparison, Panel, compare

RECEIVED = "requests.received"
CARRIED_OUT = "requests.carried_out"

PARTS = {
    "requests.carried_in": 10,
    "requests.received": 100,
    "requests.outcome.disclosed": 50,
    "requests.outcome.denied": 20,
    "requests.outcome.unavailable": 10,
    "requests.outcome.not_processed": 5,
    "requests.outcome.other": 5,
    "requests.carried_out": 20,
}


def new_axes() -> Axes:
    """Axes off screen, as a program that embeds the charts has them."""
    return Figure(layout="constrained").add_subplot()


def series(values: dict[int, float | None], *, entity="甲市", form="gid-2021", **more) -> list[dict]:
    """Rows of one metric of one body."""
    row = {"entity": entity, "scope": "area", "metric": RECEIVED, "form": form}
    return [row | {"year": year, "value": value} | more for year, value in values.items()]


def compared(*rows: dict, **options) -> Comparison:
    """The comparison of such rows."""
    schema = {"value": pl.Float64, "year": pl.Int32}
    return compare(Panel.from_frame(pl.DataFrame(list(rows), schema_overrides=schema)), **options)


def account(entity="甲市", year=2023, **changed: float | None) -> list[dict]:
    """Rows of the account of requests, which balances unless values are changed; None leaves one out."""
    parts = PARTS | {f"requests.{name.replace('__', '.')}": value for name, value in changed.items()}
    return [
        {
            "entity": entity,
            "scope": "area",
            "year": year,
            "metric": metric,
            "value": value,
            "form": "gid-2021",
        }
        for metric, value in parts.items()
        if value is not None
    ]


def data_lines(ax: Axes) -> list[Line2D]:
    """The lines that stand for data, not for the base year or a break."""
    return [line for line in ax.lines if line.get_transform() == ax.transData]


def points_of(line: Line2D) -> list[tuple[float, float]]:
    """Its points."""
    return [(float(x), float(y)) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)]


def solid_points(ax: Axes) -> list[list[tuple[float, float]]]:
    """The points of each line that joins them, hollow markers left out."""
    return [points_of(line) for line in data_lines(ax) if line.get_linestyle() != "None"]


def texts_of(ax: Axes) -> list[str]:
    """The texts beside the data."""
    return [text.get_text() for text in ax.texts]


def notes_of(ax: Axes) -> str:
    """The notes under the chart, without the breaks between their lines."""
    return ax.get_xlabel().replace("\n", "")
