"""Small panels and what comparing them gives, for the tests of this folder."""

import polars as pl

from yoycompare import Comparison, Panel, compare

DEFAULTS = {"entity": "A", "metric": "requests.received"}

Row = dict[str, object]


def panel_of(*rows: Row) -> Panel:
    """A panel of rows that all have the same keys; entity A and requests received unless they say otherwise."""
    filled = [DEFAULTS | row for row in rows]
    names = list(filled[0])
    assert all(names == list(row) for row in filled)
    columns = {name: [row[name] for row in filled] for name in names}
    return Panel.from_frame(pl.DataFrame(columns, schema_overrides={"value": pl.Float64}, strict=False))


def compared(*rows: Row, **options: object) -> Comparison:
    """The comparison of such a panel, without ratios unless asked for."""
    return compare(panel_of(*rows), **({"ratios": False} | options))


def row_of(comparison: Comparison, year: int, **where: object) -> Row:
    """The one row of a year with these coordinates; ValueError if there is none, or more than one."""
    (row,) = comparison.frame.filter(year=year, **where).rows(named=True)
    return row


def change_of(row: Row) -> tuple[object, ...]:
    """Previous, difference, percent, points and reason of a row."""
    return tuple(row[name] for name in ("previous", "difference", "percent", "points", "reason"))


def index_of(row: Row) -> tuple[object, ...]:
    """Index, base and reason of a row."""
    return tuple(row[name] for name in ("index", "base", "reason"))
