"""Which identities of its form a report breaks, by its figures and those of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from yoycompare.briefs.sheets import Key
from yoycompare.synthetic.plans import Link, Plan

__all__ = ["Family", "Identity", "broken_identities"]


Printed = Mapping[Key, int | None]  # what the cells of a report print, None for blank; empty for no report


class Family(StrEnum):
    """What an identity says."""

    APPLICANTS = "applicants"  # the kinds of applicants add up to their total
    PARTS = "parts"  # the parts of a partition add up to the whole
    BALANCE = "balance"  # opening + inflows = outflows + closing, in one report
    CARRY_OVER = "carry_over"  # the opening stock is the closing stock of the year before
    STOCK_FLOW = "stock_flow"  # last year's stock + inflows = outflows + closing


@frozen
class Identity:
    """An identity, named after its whole, its closing or its opening stock."""

    family: Family
    metric: str
    applicant: str


def broken_identities(plan: Plan, printed: Printed, last_year: Printed) -> frozenset[Identity]:
    """The identities that do not hold; those over a cell without a number cannot be assessed and are left out."""
    return frozenset((*_sums(plan, printed), *_accounts(plan, printed, last_year)))


def _sums(plan: Plan, printed: Printed) -> Iterator[Identity]:
    for equation in plan.equations:
        parts = [printed.get(part) for part in equation.parts]
        numbers = [part for part in parts if part is not None]
        whole = printed.get(equation.whole)
        if whole is not None and len(numbers) == len(parts) and whole != sum(numbers):
            is_row = equation.parts[0][0] == equation.whole[0]
            yield Identity(Family.APPLICANTS if is_row else Family.PARTS, *equation.whole)


def _accounts(plan: Plan, printed: Printed, last_year: Printed) -> Iterator[Identity]:
    for link in plan.links:
        handed_over = last_year.get(link.closing)
        opening = printed.get(link.opening) if link.opening is not None else handed_over
        flow = _flow(link, printed)
        closing = printed.get(link.closing)
        if opening is not None and flow is not None and closing is not None and opening + flow != closing:
            family = Family.STOCK_FLOW if link.opening is None else Family.BALANCE
            yield Identity(family, *link.closing)
        if link.opening is not None and None not in (opening, handed_over) and opening != handed_over:
            yield Identity(Family.CARRY_OVER, *link.opening)


def _flow(link: Link, printed: Printed) -> int | None:
    inflows = [printed.get(key) for key in link.inflows]
    outflows = [printed.get(key) for key in link.outflow_cells]
    known_in = [number for number in inflows if number is not None]
    known_out = [number for number in outflows if number is not None]
    if len(known_in) < len(inflows) or len(known_out) < len(outflows):
        return None
    return sum(known_in) - sum(known_out)
