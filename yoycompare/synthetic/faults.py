"""Faults of known kind, planted into reports that add up: what checks are measured with.

Every kind was seen in published reports. A fault changes what is printed; the report that would have added
up stays known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import pairwise
from random import Random
from typing import Final

from attrs import frozen

from yoycompare.briefs.sheets import Key
from yoycompare.synthetic.figures import Year
from yoycompare.synthetic.plans import Plan
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["FaultKind", "PlantedFault", "draw_shifts", "figures_to_fault", "plant"]

Printed = dict[Key, int | None]
MOST: Final = 9  # by how much a figure is off, at most


class FaultKind(StrEnum):
    """What went wrong in a synthetic report."""

    CARRY_OVER = "carry_over"  # an opening stock is not last year's closing one; all else adds up
    CARRY_OVER_COLUMNS = "carry_over_columns"  # the same in two columns, one up and one down
    STOCK_FLOW = "stock_flow"  # documents in force do not follow from last year's
    BALANCE = "balance"  # an outcome and all sums over it are off, so that the account does not balance
    TOTAL_OF_APPLICANTS = "total_of_applicants"  # a printed total is not the sum of its row
    TOTAL_OF_PARTS = "total_of_parts"  # a printed whole and its total are off against their parts
    NEIGHBOURING_COLUMN = "neighbouring_column"  # a number stands in the column beside its own
    DIGITS_SWAPPED = "digits_swapped"  # 12 for 21
    LAST_YEARS_ROW = "last_years_row"  # a row was left as it was a year ago
    BLANK_TOTALS = "blank_totals"  # totals are left blank: nothing is wrong, and nothing can be assessed


@frozen(kw_only=True)
class PlantedFault:
    """A fault: the cells that print something else than what would add up, and what breaks by it.

    Attributes
    ----------
    cells
        Metric and kind of applicant of each cell touched.
    true, printed
        What each of them would say, and what it says; None for blank.
    """

    kind: FaultKind
    cells: tuple[Key, ...]
    true: tuple[int | None, ...]
    printed: tuple[int | None, ...]


SHIFTING: Final = frozenset({FaultKind.CARRY_OVER, FaultKind.CARRY_OVER_COLUMNS, FaultKind.STOCK_FLOW})


def draw_shifts(kind: FaultKind, plan: Plan, last_year: Year | None, random: Random) -> dict[Key, int]:
    """By how much the stocks of last year are taken over wrongly; empty where the forms print none."""
    if last_year is None or kind not in SHIFTING:
        return {}
    prints_opening = kind is not FaultKind.STOCK_FLOW
    links = [
        link
        for link in plan.links
        if link.is_free and (link.opening is not None) is prints_opening and last_year.stock(link) is not None
    ]
    if not links:
        return {}
    if kind is not FaultKind.CARRY_OVER_COLUMNS:
        return {random.choice(links).closing: random.randint(1, MOST)}
    lowered = [link for link in links if last_year.stock(link)]
    if not lowered:
        return {}
    down = random.choice(lowered)
    up = random.choice([link for link in links if link is not down])
    return {down.closing: -1, up.closing: 1}


def plant(kind: FaultKind, year: Year, last_year: Year | None, random: Random) -> Printed:
    """What a report prints with a fault; nothing where it has no place for one, or none of that kind."""
    planter = PLANTERS.get(kind)
    return planter(year, last_year, random) if planter is not None else {}


def figures_to_fault(
    kind: FaultKind, year: Year, shifts: Mapping[Key, int], printed: Printed
) -> PlantedFault | None:
    """The fault that shifted stocks or changed figures are, None where there is nothing of either."""
    if shifts:
        openings = {link.closing: link.opening or link.closing for link in year.plan.links}
        moved = {openings[closing]: shift for closing, shift in shifts.items()}
        total = sum(shifts.values())
        if total and kind is FaultKind.CARRY_OVER:
            moved[next(iter(moved))[0], TOTAL] = total
        true: Printed = {key: year.figures[key] - shift for key, shift in moved.items()}
        said: Mapping[Key, int | None] = year.figures
    else:
        said = printed
        true = {
            key: year.figures[key] for key in year.plan.cells if printed and printed[key] != year.figures[key]
        }
    if not true:
        return None
    return PlantedFault(
        kind=kind, cells=tuple(true), true=tuple(true.values()), printed=tuple(said[key] for key in true)
    )


def _balance(year: Year, _: Year | None, random: Random) -> Printed:
    links = [link for link in year.plan.links if link.is_free and link.opening is not None]
    if not links:
        return {}
    figures = dict(year.figures)
    figures[random.choice(random.choice(links).outflow_cells)] += random.randint(1, MOST)
    return dict(year.plan.with_sums(figures))


def _total_of_applicants(year: Year, _: Year | None, random: Random) -> Printed:
    wholes = _printed_wholes(year.plan, of_rows=True)
    if not wholes:
        return {}
    whole = random.choice(wholes)
    return {**year.figures, whole: year.figures[whole] + random.randint(1, MOST)}


def _total_of_parts(year: Year, _: Year | None, random: Random) -> Printed:
    whole = random.choice(_printed_wholes(year.plan, of_rows=False))
    more = random.randint(1, MOST)
    total = whole[0], TOTAL
    return {**year.figures, **{key: year.figures[key] + more for key in {whole, total} & {*year.plan.cells}}}


def _neighbouring_column(year: Year, _: Year | None, random: Random) -> Printed:
    pairs = [
        (one, other)
        for one, other in pairwise(year.plan.cells)
        if one[0] == other[0] and other[1] != TOTAL and year.figures[one] and one in year.plan.free
    ]
    if not pairs:
        return {}
    one, other = random.choice(pairs)
    return {**year.figures, one: 0, other: year.figures[one] + year.figures[other]}


def _digits_swapped(year: Year, _: Year | None, random: Random) -> Printed:
    swapped = {
        key: int(text[1] + text[0] + text[2:])
        for key in year.plan.cells
        if len(text := str(year.figures[key])) > 1 and text[0] != text[1] != "0"
    }
    if not swapped:
        return {}
    key = random.choice(list(swapped))
    return {**year.figures, key: swapped[key]}


def _last_years_row(year: Year, last_year: Year | None, random: Random) -> Printed:
    if last_year is None:
        return {}
    rows: dict[str, list[Key]] = {}
    for key in year.plan.cells:
        if key in last_year.plan.cells:
            rows.setdefault(key[0], []).append(key)
    different = [
        keys
        for keys in rows.values()
        if len(keys) > 1 and any(year.figures[key] != last_year.figures[key] for key in keys)
    ]
    if not different:
        return {}
    return {**year.figures, **{key: last_year.figures[key] for key in random.choice(different)}}


def _blank_totals(year: Year, _: Year | None, __: Random) -> Printed:
    return {**year.figures, **dict.fromkeys(_printed_wholes(year.plan, of_rows=True))}


def _printed_wholes(plan: Plan, *, of_rows: bool) -> list[Key]:
    return [
        equation.whole
        for equation in plan.equations
        if equation.whole in plan.cells and (equation.parts[0][0] == equation.whole[0]) is of_rows
    ]


PLANTERS: Final[Mapping[FaultKind, Callable[[Year, Year | None, Random], Printed]]] = {
    FaultKind.BALANCE: _balance,
    FaultKind.TOTAL_OF_APPLICANTS: _total_of_applicants,
    FaultKind.TOTAL_OF_PARTS: _total_of_parts,
    FaultKind.NEIGHBOURING_COLUMN: _neighbouring_column,
    FaultKind.DIGITS_SWAPPED: _digits_swapped,
    FaultKind.LAST_YEARS_ROW: _last_years_row,
    FaultKind.BLANK_TOTALS: _blank_totals,
}
