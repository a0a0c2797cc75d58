"""What must hold within a report and from year to year, by the splits and accounts of the vocabulary."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from attrs import field, frozen

from yoycompare.briefs.official.sheets import Key
from yoycompare.synthetic.plans import Flow, Plan
from yoycompare.vocabulary.definitions import SplitType
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["Family", "Figures", "Identity", "Rule", "columns_of", "plans_to_rules"]

Figures = Mapping[Key, int | None]  # what the cells of a report print, None for blank


class Family(StrEnum):
    """What an identity says."""

    SUM_OF_APPLICANTS = "sum_of_applicants"  # the kinds of applicants add up to their total
    SUM_OF_OUTCOMES = "sum_of_outcomes"  # outcomes add up to what was closed, and other parts to their whole
    BALANCE = "balance"  # opening + inflows = outflows + closing, in one column of one report
    CARRY_OVER = "carry_over"  # the opening stock is the closing stock of the year before
    STOCK_FLOW = "stock_flow"  # a stock follows from last year's and the flows
    DISPUTES_TOTAL = "disputes_total"  # results and pending cases add up to the cases of review or lawsuits


@frozen
class Identity:
    """An identity of one report, named after its sum, its opening or its closing stock.

    One that spans two years is that of the later one.
    """

    family: Family
    metric: str
    applicant: str
    year: int


@frozen
class Rule:
    """An identity of any year: the terms, signed, add up to 0; those of `before` stand in last year's report."""

    family: Family
    name: Key
    terms: tuple[tuple[int, Key], ...] = field(repr=False)
    before: tuple[tuple[int, Key], ...] = field(default=(), repr=False)

    def difference(self, figures: Figures, last_year: Figures) -> int | None:
        """What is missing to 0; None where a cell has no number."""
        total = 0
        for terms, values in ((self.terms, figures), (self.before, last_year)):
            for sign, key in terms:
                value = values.get(key)
                if value is None:
                    return None
                total += sign * value
        return total


@functools.lru_cache(maxsize=64)
def plans_to_rules(plan: Plan, last_year: Plan | None) -> tuple[Rule, ...]:
    """What must hold in a report on a form, and between it and last year's on another or the same."""
    return (
        *_rows(plan),
        *_divisions(plan),
        *_balances(plan),
        *(_links(plan, last_year) if last_year is not None else ()),
    )


def _rule(
    family: Family,
    name: Key,
    plus: Iterable[Key],
    minus: Iterable[Key],
    before: tuple[tuple[int, Key], ...] = (),
) -> Rule:
    return Rule(family, name, (*((1, key) for key in plus), *((-1, key) for key in minus)), before)


def _rows(plan: Plan) -> Iterator[Rule]:
    cells = frozenset(plan.cells)
    for metric in plan.columns:
        for whole, parts in plan.rows:
            columns = [(metric, part) for part in parts]
            if cells.issuperset([(metric, whole), *columns]):
                yield _rule(Family.SUM_OF_APPLICANTS, (metric, whole), [(metric, whole)], columns)


def _divisions(plan: Plan) -> Iterator[Rule]:
    for division in plan.divisions:
        if division.type is SplitType.PARTITION:
            is_caseload = division.whole in plan.caseloads
            family = Family.DISPUTES_TOTAL if is_caseload else Family.SUM_OF_OUTCOMES
            for column in columns_of(plan, division.whole):
                parts = [(part, column) for part in division.parts]
                yield _rule(family, (division.whole, column), [(division.whole, column)], parts)


def _balances(plan: Plan) -> Iterator[Rule]:
    for flow in plan.flows:
        for column in columns_of(plan, flow.opening) if flow.is_printed else ():
            coming, going = _flow_to_keys(flow, column)
            yield _rule(Family.BALANCE, (flow.opening, column), coming, going)


def _links(plan: Plan, last_year: Plan) -> Iterator[Rule]:
    cells = frozenset(last_year.cells)
    for flow in plan.flows:
        for column in columns_of(plan, flow.opening):
            if (flow.closing, column) in cells:
                opening = flow.opening, column
                yield _rule(Family.CARRY_OVER, opening, [opening], [], ((-1, (flow.closing, column)),))
    for stock in plan.stocks:
        closing = stock.closing, TOTAL
        if closing in cells:
            plus = [closing, *((metric, TOTAL) for metric in stock.outflows)]
            minus = [(metric, TOTAL) for metric in stock.inflows]
            yield _rule(Family.STOCK_FLOW, closing, plus, minus, ((-1, closing),))
    for series in plan.series:
        start = series.stock, TOTAL
        if series.is_at_start and start in cells:
            yield _rule(Family.STOCK_FLOW, start, [start], [], ((-1, start), (-1, (series.flow, TOTAL))))


def columns_of(plan: Plan, metric: str) -> list[str]:
    """All columns of a metric, sums among them."""
    return [applicant for name, applicant in plan.cells if name == metric]


def _flow_to_keys(flow: Flow, column: str) -> tuple[list[Key], list[Key]]:
    """What comes in and what goes out in one column; a printed sum of the outflows stands for these."""
    outflows = (flow.whole,) if flow.whole is not None else flow.outflows
    coming = [(metric, column) for metric in (flow.opening, *flow.inflows)]
    return coming, [(metric, column) for metric in (*outflows, flow.closing)]
