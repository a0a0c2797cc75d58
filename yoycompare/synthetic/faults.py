"""Faults of known kind, planted into reports that add up: what checks are measured with.

Every kind was seen in published reports. A fault changes what one report prints; what it would have printed
stays known. Those named after an identity break no identity of another family.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from random import Random
from typing import Final, TypeAlias

from attrs import frozen

from yoycompare.briefs.official.sheets import Key
from yoycompare.synthetic.identities import Family, Figures, Identity, Rule, columns_of, plans_to_rules
from yoycompare.synthetic.plans import Flow, Plan

__all__ = ["FaultKind", "PlantedFault", "YearOfBody", "draw_fault"]

Changes: TypeAlias = Mapping[Key, int | None]
MOST: Final = 9  # by how much a figure is off, at most


class FaultKind(StrEnum):
    """What went wrong in a synthetic report."""

    SUM_OF_APPLICANTS = "sum_of_applicants"  # in one column, some of one outcome were put down as another
    SUM_OF_OUTCOMES = "sum_of_outcomes"  # an outcome is off, and so is its total
    BALANCE = "balance"  # what came in is off, and so is its total
    CARRY_OVER = "carry_over"  # what was taken over is off, and what came in makes up for it
    CARRY_OVER_COLUMNS = "carry_over_columns"  # the same in two columns, one up and one down
    STOCK_FLOW = "stock_flow"  # a stock does not follow from last year's and the flows
    DISPUTES_TOTAL = "disputes_total"  # the total of a group of disputes is off
    DIGITS_SWAPPED = "digits_swapped"  # 12 for 21 in one cell
    ROW_SHIFTED = "row_shifted"  # the numbers of a row stand one column further, the first is 0
    LAST_YEAR_REPEATED = "last_year_repeated"  # a row was left as it was a year ago
    BLANK_TOTALS = "blank_totals"  # sums are left blank: nothing is wrong, and they cannot be assessed


@frozen(kw_only=True)
class PlantedFault:
    """A fault: the cells that print something else than they should, and what breaks by it.

    Attributes
    ----------
    cells
        Metric and kind of applicant of each cell touched.
    printed, true
        What each of them says, and what it should say; None for blank.
    breaks
        The identities that do not hold any more, in this report and in that of the next year.
    """

    kind: FaultKind
    entity: str
    year: int
    cells: tuple[Key, ...]
    printed: tuple[int | None, ...]
    true: tuple[int | None, ...]
    breaks: tuple[Identity, ...]


@frozen(kw_only=True)
class YearOfBody:
    """A year's plan and figures, with those of the years before and after, if there are any."""

    year: int
    plan: Plan
    figures: Figures
    before: tuple[Plan, Figures] | None
    after: tuple[Plan, Figures] | None

    def rules(self) -> tuple[Rule, ...]:
        """The identities of this year's report."""
        return plans_to_rules(self.plan, self.before[0] if self.before is not None else None)


def draw_fault(kind: FaultKind, year: YearOfBody, entity: str, random: Random) -> PlantedFault | None:
    """A fault of a kind, None where the report has no place for one."""
    planted = PLANTERS[kind](year, random)
    changes = {key: value for key, value in planted.items() if value != year.figures[key]}
    if not changes:
        return None
    return PlantedFault(
        kind=kind,
        entity=entity,
        year=year.year,
        cells=tuple(changes),
        printed=tuple(changes.values()),
        true=tuple(year.figures[key] for key in changes),
        breaks=tuple(_broken(year, {**year.figures, **changes})),
    )


def _broken(year: YearOfBody, printed: Figures) -> Iterator[Identity]:
    """The identities of this year and the next that do not hold with what is printed."""
    for rule in year.rules():
        if rule.difference(printed, year.before[1] if year.before is not None else {}):
            yield Identity(rule.family, *rule.name, year.year)
    if year.after is not None:
        plan, figures = year.after
        for rule in plans_to_rules(plan, year.plan):
            if rule.before and rule.difference(figures, printed):
                yield Identity(rule.family, *rule.name, year.year + 1)


def _more(random: Random) -> int:
    return random.randint(1, MOST)


def _sum_of_applicants(year: YearOfBody, random: Random) -> Changes:
    """Within a column everything adds up still: one part is lower, another one higher."""
    wholes = {division.whole for division in year.plan.divisions}
    places = [
        (one, column, parts)
        for division in year.plan.divisions
        for parts in [[part for part in division.parts if part not in wholes]]
        for one in parts
        for column in columns_of(year.plan, one)
        if len(parts) > 1 and len(year.plan.columns[one]) > 1 and year.figures[one, column]
    ]
    if not places:
        return {}
    one, column, parts = random.choice(places)
    other = random.choice([part for part in parts if part != one])
    lowered, raised = _number(year, (one, column)), _number(year, (other, column))
    count = random.randint(1, min(lowered, MOST))
    return {(one, column): lowered - count, (other, column): raised + count}


def _sum_of_outcomes(year: YearOfBody, random: Random) -> Changes:
    parts = [
        key
        for rule in year.rules()
        if rule.family is Family.SUM_OF_OUTCOMES
        for _, key in rule.terms[1:]
        if key[1] in year.plan.columns[key[0]]
    ]
    return _raised(year, random.choice(parts), _more(random)) if parts else {}


def _balance(year: YearOfBody, random: Random) -> Changes:
    flows = [flow for flow in year.plan.flows if flow.is_printed]
    if not flows:
        return {}
    flow = random.choice(flows)
    metric = random.choice(flow.inflows)
    return _raised(year, (metric, random.choice(year.plan.columns[metric])), _more(random))


def _carry_over(year: YearOfBody, random: Random) -> Changes:
    places = [(flow, column) for flow, columns in _taken_over(year) for column in columns]
    random.shuffle(places)
    for flow, column in places:
        coming = _number(year, (flow.inflows[0], column))
        if coming:
            count = random.randint(1, min(coming, MOST))
            return {
                **_raised(year, (flow.opening, column), count),
                **_raised(year, (flow.inflows[0], column), -count),
            }
    return {}


def _carry_over_columns(year: YearOfBody, random: Random) -> Changes:
    """The totals stay as they are."""
    pairs = [
        (flow, down, up)
        for flow, columns in _taken_over(year)
        for down in columns
        for up in columns
        if down != up and _number(year, (flow.opening, down)) and _number(year, (flow.inflows[0], up))
    ]
    if not pairs:
        return {}
    flow, down, up = random.choice(pairs)
    coming = flow.inflows[0]
    shifts = {(flow.opening, down): -1, (coming, down): 1, (flow.opening, up): 1, (coming, up): -1}
    return {key: _number(year, key) + shift for key, shift in shifts.items()}


def _stock_flow(year: YearOfBody, random: Random) -> Changes:
    rules = [rule for rule in year.rules() if rule.family is Family.STOCK_FLOW]
    if not rules:
        return {}
    _, key = random.choice(random.choice(rules).terms)
    return {key: _number(year, key) + _more(random)}


def _disputes_total(year: YearOfBody, random: Random) -> Changes:
    rules = [rule for rule in year.rules() if rule.family is Family.DISPUTES_TOTAL]
    if not rules:
        return {}
    key = random.choice(rules).name
    return {key: _number(year, key) + _more(random)}


def _digits_swapped(year: YearOfBody, random: Random) -> Changes:
    """In a count that some identity contains; no number begins with 0 by it."""
    known = {key for rule in year.rules() for _, key in rule.terms}
    swapped = [
        (key, int(text[:place] + text[place + 1] + text[place] + text[place + 2 :]))
        for key in year.plan.cells
        if key in known and _number(year, key) > 0
        for text in [str(year.figures[key])]
        for place in range(len(text) - 1)
        if text[place] != text[place + 1] and (place or text[1] != "0")
    ]
    return dict([random.choice(swapped)]) if swapped else {}


def _row_shifted(year: YearOfBody, random: Random) -> Changes:
    """The total stays where it is; what stood in the last column before it is lost."""
    rows = [
        metric
        for metric, columns in year.plan.columns.items()
        if len(columns) > 1 and any(_number(year, (metric, column)) for column in columns)
    ]
    if not rows:
        return {}
    metric = random.choice(rows)
    numbers = [_number(year, (metric, column)) for column in year.plan.columns[metric]]
    shifted = [0, *numbers[:-1]]
    return {(metric, column): count for column, count in zip(year.plan.columns[metric], shifted, strict=True)}


def _last_year_repeated(year: YearOfBody, random: Random) -> Changes:
    """A row of several columns, where the form has one that is not the same in both years."""
    if year.before is None:
        return {}
    plan, last_year = year.before
    rows = []
    for metric in year.plan.columns:
        keys = [(metric, column) for column in columns_of(year.plan, metric)]
        if all(key in last_year for key in keys) and any(year.figures[key] != last_year[key] for key in keys):
            rows.append(keys)
    if plan is not year.plan or not rows:
        return {}
    wide = [keys for keys in rows if len(keys) > 1]
    return {key: last_year[key] for key in random.choice(wide or rows)}


def _blank_totals(year: YearOfBody, random: Random) -> Changes:
    """All sums of one family."""
    sums: dict[Family, list[Key]] = {}
    for rule in year.rules():
        if rule.family in (Family.SUM_OF_APPLICANTS, Family.SUM_OF_OUTCOMES, Family.DISPUTES_TOTAL):
            sums.setdefault(rule.family, []).append(rule.name)
    return dict.fromkeys(random.choice(list(sums.values()))) if sums else {}


def _number(year: YearOfBody, key: Key) -> int:
    return year.figures[key] or 0


def _raised(year: YearOfBody, key: Key, count: int) -> dict[Key, int]:
    """A cell and the sums over its row."""
    metric, column = key
    keys = [key]
    for whole, parts in year.plan.rows:
        if column in parts and (metric, whole) in year.figures:
            keys.append((metric, whole))
    return {found: _number(year, found) + count for found in keys}


def _taken_over(year: YearOfBody) -> list[tuple[Flow, tuple[str, ...]]]:
    """The accounts whose opening stock last year's report prints, and their columns."""
    linked = {rule.name[0] for rule in year.rules() if rule.family is Family.CARRY_OVER}
    return [(flow, year.plan.columns[flow.opening]) for flow in year.plan.flows if flow.opening in linked]


PLANTERS: Final[Mapping[FaultKind, Callable[[YearOfBody, Random], Changes]]] = {
    FaultKind.SUM_OF_APPLICANTS: _sum_of_applicants,
    FaultKind.SUM_OF_OUTCOMES: _sum_of_outcomes,
    FaultKind.BALANCE: _balance,
    FaultKind.CARRY_OVER: _carry_over,
    FaultKind.CARRY_OVER_COLUMNS: _carry_over_columns,
    FaultKind.STOCK_FLOW: _stock_flow,
    FaultKind.DISPUTES_TOTAL: _disputes_total,
    FaultKind.DIGITS_SWAPPED: _digits_swapped,
    FaultKind.ROW_SHIFTED: _row_shifted,
    FaultKind.LAST_YEAR_REPEATED: _last_year_repeated,
    FaultKind.BLANK_TOTALS: _blank_totals,
}
