"""The invented figures of one body, year by year: each report adds up and continues the one before.

Sizes are heavy-tailed, as those of real bodies are: many cells are 0, a few are in the thousands. A body keeps
its size, its trend and how its figures divide, so that its years resemble each other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Final

from attrs import Factory, define, field

from yoycompare.briefs.official.sheets import Key
from yoycompare.synthetic.plans import Division, Flow, Plan
from yoycompare.vocabulary.definitions import SplitType
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["Body"]

MEDIAN, SPREAD = math.log(25), 1.8  # of the requests that a body receives, lognormal
LARGEST: Final = 50_000
TREND: Final = 0.08  # standard deviation between bodies of the yearly growth
NOISE: Final = 0.15  # the same of one figure between years
RARE: Final = 0.35  # share of the figures that a body always reports as 0
CASES_PER_REQUEST: Final = 0.02
YUAN: Final = 1000  # of a figure of money, for each request
YUAN_STEP: Final = 100  # amounts are printed in 万元, with at most two digits behind the point
LEFT_OPEN: Final = 0.12  # of what came in, at most
REPEALED: Final = 0.1  # of a stock of documents, at most
SMALL: Final = 40  # a count up to which each item falls somewhere by itself


@define(kw_only=True)
class Body:
    """What a body keeps from year to year, and its random numbers."""

    random: Random
    size: float = field(init=False)
    growth: float = field(init=False)
    age: int = 0
    levels: dict[str, float] = Factory(dict)  # of each figure, in the first year
    shares: dict[str, float] = Factory(dict)  # of each part or column
    left: dict[str, dict[str, int]] = Factory(dict)  # by closing stock and column
    stocks: dict[str, int] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        self.size = min(math.exp(self.random.gauss(MEDIAN, SPREAD)), LARGEST)
        self.growth = 1 + max(-0.2, min(self.random.gauss(0.02, TREND), 0.2))

    def next_year(self, plan: Plan) -> dict[Key, int]:
        """The figures of the next year, on the form that is then in use."""
        figures: dict[Key, int] = {}
        for flow in plan.flows:
            if flow.is_printed:
                self._draw_flow(flow, plan, figures)
            else:
                self._draw_hidden_flow(flow, figures)
        for division in plan.divisions:
            for column in plan.columns[division.whole]:
                if any((part, column) not in figures for part in division.parts):
                    self._draw_division(division, column, plan, figures)
        self._draw_stocks(plan, figures)
        for metric, columns in plan.columns.items():
            for column in columns:
                if (metric, column) not in figures:
                    figures[metric, column] = self._number(metric, plan)
            if columns != (TOTAL,):
                _add_rows(metric, plan, figures)
        self.age += 1
        return {key: figures[key] for key in plan.cells}

    def _draw_flow(self, flow: Flow, plan: Plan, figures: dict[Key, int]) -> None:
        """Each column by itself: what there is, a part of which stays, and the rest over the outcomes."""
        columns = plan.columns[flow.opening]
        there = self._taken_over(flow.closing, columns)
        figures.update(((flow.opening, column), count) for column, count in there.items())
        for metric in flow.inflows:
            coming = self._divided(self._received(metric), columns)
            for column, count in zip(columns, coming, strict=True):
                figures[metric, column] = count
                there[column] += count
        left = {}
        share = self.random.random() * LEFT_OPEN
        for column in columns:
            left[column] = min(self._rounded(there[column] * share), there[column])
            figures[flow.closing, column] = left[column]
            going = there[column] - left[column]
            for metric, count in zip(flow.outflows, self._divided(going, flow.outflows), strict=True):
                figures[metric, column] = count
            if flow.whole is not None:
                figures[flow.whole, column] = going
        self.left[flow.closing] = left

    def _draw_hidden_flow(self, flow: Flow, figures: dict[Key, int]) -> None:
        """In total only. Before the first year that is drawn nothing was left: no form says what was."""
        there = sum(self.left.get(flow.closing, {}).values())
        for metric in flow.inflows:
            figures[metric, TOTAL] = self._received(metric)
            there += figures[metric, TOTAL]
        left = min(self._rounded(there * self.random.random() * LEFT_OPEN), there)
        self.left[flow.closing] = {TOTAL: left}
        if flow.whole is not None:
            figures[flow.whole, TOTAL] = there - left

    def _taken_over(self, closing: str, columns: Sequence[str]) -> dict[str, int]:
        """What last year left, by columns, also where last year's form did not tell them apart."""
        left = self.left.get(closing)
        if left is None:
            left = {TOTAL: self._rounded(self.size * self.random.random() * LEFT_OPEN)}
        if left.keys() == set(columns):
            return dict(left)
        return dict(zip(columns, self._divided(sum(left.values()), columns), strict=True))

    def _draw_division(self, division: Division, column: str, plan: Plan, figures: dict[Key, int]) -> None:
        whole = division.whole, column
        if whole not in figures:
            figures[whole] = self._number(division.whole, plan)
        if division.type is SplitType.OVERLAPPING:
            parts = self._overlapping(figures[whole], division.parts)
        else:
            some = division.type is SplitType.OF_WHICH
            count = int(figures[whole] * self.random.random()) if some else figures[whole]
            parts = self._divided(count, division.parts)
        figures.update(((part, column), count) for part, count in zip(division.parts, parts, strict=True))

    def _draw_stocks(self, plan: Plan, figures: dict[Key, int]) -> None:
        for stock in plan.stocks:
            before = self.stocks.get(stock.closing)
            if before is None:
                before = 5 * self._number(stock.closing, plan)
            for metric in stock.inflows:
                figures[metric, TOTAL] = self._number(metric, plan)
                before += figures[metric, TOTAL]
            for metric in stock.outflows:
                figures[metric, TOTAL] = self._rounded(before * self.random.random() * REPEALED)
                before -= figures[metric, TOTAL]
            self.stocks[stock.closing] = figures[stock.closing, TOTAL] = before
        for series in plan.series:
            name = series.stock
            stock_now = self.stocks[name] if name in self.stocks else self._number(name, plan)
            if series.is_at_start:
                flow = max(-stock_now, self._rounded(self.random.gauss(0, 1 + stock_now / 20)))
                figures[name, TOTAL] = stock_now
                self.stocks[name] = stock_now + flow
            else:
                flow = self._number(series.flow, plan)
                self.stocks[name] = figures[name, TOTAL] = stock_now + flow
            figures[series.flow, TOTAL] = flow

    def _received(self, metric: str) -> int:
        """As large as the body is."""
        return self._around(self.levels.setdefault(metric, self.size))

    def _number(self, metric: str, plan: Plan) -> int:
        level = self.levels.get(metric)
        if level is None:
            level = 0.0
            if self.random.random() >= RARE:
                level = math.sqrt(self.size) * math.exp(self.random.gauss(0, 1.5))
            if metric in plan.caseloads:
                level *= CASES_PER_REQUEST * math.sqrt(self.size)
            self.levels[metric] = level = min(level, LARGEST)
        if metric in plan.amounts:
            return YUAN_STEP * self._around(level * YUAN / YUAN_STEP)
        return self._around(level)

    def _around(self, level: float) -> int:
        return self._rounded(level * self.growth**self.age * math.exp(self.random.gauss(0, NOISE)))

    def _rounded(self, number: float) -> int:
        """Up or down by chance, so that small numbers are not all 0."""
        return math.floor(number + self.random.random())

    def _divided(self, count: int, names: Sequence[str]) -> list[int]:
        """A number over parts, most of it over those with the largest shares."""
        if not count:
            return [0] * len(names)
        shares = [self._share(name, place) for place, name in enumerate(names)]
        whole = sum(shares)
        parts = [0] * len(names)
        if count > SMALL:
            shares = [share * self.random.uniform(0.8, 1.2) for share in shares]
            whole = sum(shares)
            parts = [int(count * share / whole) for share in shares]
        rest = Counter(self.random.choices(range(len(names)), shares, k=count - sum(parts)))
        return [part + rest[place] for place, part in enumerate(parts)]

    def _share(self, name: str, place: int) -> float:
        """The share of a part among its fellows; the first ones are larger, as on the forms, the others often none."""
        share = self.shares.get(name)
        if share is None:
            rare = place and self.random.random() < RARE
            share = 0.0 if rare else (0.05 + self.random.random() ** 2) / (1 + place)
            self.shares[name] = share
        return share

    def _overlapping(self, count: int, names: Sequence[str]) -> list[int]:
        """Parts that may count a thing twice, but leave none out."""
        parts = [int(count * self.random.random() * min(1, 2 * self._share(name, 1))) for name in names]
        missing = count - sum(parts)
        largest = max(range(len(parts)), key=parts.__getitem__)
        parts[largest] += max(0, missing)
        return parts


def _add_rows(metric: str, plan: Plan, figures: dict[Key, int]) -> None:
    """The columns that are sums of others, in order."""
    for whole, parts in plan.rows:
        if (metric, parts[0]) in figures:
            figures[metric, whole] = sum(figures[metric, part] for part in parts)
