"""The invented figures of one report, which add up and continue those of the year before.

Sizes are heavy-tailed, as those of real bodies are: many cells are 0, a few are in the thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final

from attrs import frozen

from yoycompare.briefs.sheets import Key
from yoycompare.synthetic.plans import Link, Plan

__all__ = ["Drawing", "Year"]

SHARE_OF_ZEROS: Final = 0.4
TAIL: Final = 1.5  # exponent of the Pareto distribution
LARGEST: Final = 100_000
MOST_CARRIED_OUT: Final = 0.2  # of what came in
MOST_REPEALED: Final = 0.1  # of the documents in force
YUAN_STEP: Final = 100  # amounts are printed in 万元, with four digits behind the point at most


@frozen
class Year:
    """The figures of one year, those of groups that the form prints no cell for among them."""

    plan: Plan
    figures: Mapping[Key, int]

    def stock(self, link: Link) -> int | None:
        """The closing stock that the next year opens with, None where the form prints none."""
        return self.figures[link.closing] if link.closing in self.plan.cells else None


@frozen(kw_only=True)
class Drawing:
    """How the figures of one body are drawn.

    Attributes
    ----------
    size
        How large it is: the scale of what one kind of applicant asks for.
    money
        Metrics that are amounts.
    """

    size: float
    money: frozenset[str]
    random: Random

    def year(self, plan: Plan, last_year: Year | None, shifts: Mapping[Key, int] | None = None) -> Year:
        """The figures of the next year.

        `shifts` are added to the stocks that last year handed over: with them a report adds up by itself
        and does not continue the one before.
        """
        figures = {key: self._number() * (YUAN_STEP if key[0] in self.money else 1) for key in plan.free}
        for link in plan.links:
            if link.is_free:
                self._draw_link(link, figures, last_year, (shifts or {}).get(link.closing, 0))
        return Year(plan, plan.with_sums(figures))

    def _number(self) -> int:
        if self.random.random() < SHARE_OF_ZEROS:
            return 0
        return min(int(self.size * self.random.paretovariate(TAIL) * self.random.random() ** 2), LARGEST)

    def _draw_link(self, link: Link, figures: dict[Key, int], last_year: Year | None, shift: int) -> None:
        """One column of an account: a part of what there is stays, the rest goes out."""
        handed_over = last_year.stock(link) if last_year is not None else None
        opening = (self._number() if handed_over is None else handed_over) + shift
        there = opening + sum(figures[key] for key in link.inflows)
        if link.opening is None:
            out = int(there * self.random.uniform(0, MOST_REPEALED))
        else:
            figures[link.opening] = opening
            out = there - int(there * self.random.uniform(0, MOST_CARRIED_OUT))
        figures[link.closing] = there - out
        figures.update(self._divided(out, link.outflow_cells))

    def _divided(self, count: int, cells: Sequence[Key]) -> Iterator[tuple[Key, int]]:
        """A number divided over cells, most of it over a few."""
        *most, last = self.random.sample(cells, len(cells))
        for key in most:
            part = int(count * self.random.random())
            yield key, part
            count -= part
        yield last, count
