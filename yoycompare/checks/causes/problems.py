"""Rows of identities → problems: failing equations that share cells, with all equations that these cells stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import field, frozen

__all__ = ["Cell", "Edit", "Equation", "Problem", "rows_to_problems"]


class Cell(NamedTuple):
    """A cell of a report of the body."""

    year: int
    doc: str
    metric: str
    applicant: str


Edit = Mapping[Cell, float]  # what cells should print instead


@frozen(kw_only=True, eq=False)
class Equation:
    """Signed cells that should come to 0, and by how much they do not."""

    year: int
    doc: str
    check: str
    terms: Mapping[Cell, int]
    difference: float


@frozen(kw_only=True, eq=False)
class Problem:
    """Failing equations that hang together, and the figures of the body.

    `around` are for each cell all equations that it stands in, the holding ones among them.
    """

    failing: tuple[Equation, ...]
    values: Mapping[Cell, float] = field(repr=False)
    places: Mapping[Cell, str] = field(repr=False)
    around: Mapping[Cell, Sequence[Equation]] = field(repr=False)
    by_year: Mapping[tuple[int, str, str], float] = field(repr=False)

    def year_before(self, cell: Cell) -> float | None:
        """What the report of the year before prints in that cell."""
        return self.by_year.get((cell.year - 1, cell.metric, cell.applicant))

    def is_solved_by(self, edit: Edit) -> bool:
        """Whether all failing equations hold with an edit, and none that held breaks."""
        touched = {id(equation): equation for cell in edit for equation in self.around[cell]}
        if any(id(equation) not in touched for equation in self.failing):
            return False
        return all(self.rest(equation, edit) == 0 for equation in touched.values())

    def rest(self, equation: Equation, edit: Edit) -> float:
        """By how much an equation fails with an edit."""
        shifts = (
            sign * (edit[cell] - self.values[cell]) for cell, sign in equation.terms.items() if cell in edit
        )
        return equation.difference + sum(shifts)


def rows_to_problems(rows: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """The problems of one body, from its rows of identities that can be assessed."""
    values: dict[Cell, float] = {}
    places: dict[Cell, str] = {}
    around: dict[Cell, list[Equation]] = {}
    failing: list[Equation] = []
    for row in rows:
        terms: dict[Cell, int] = {}
        for operand in row["operands"]:
            cell = Cell(operand["year"], operand["doc"], operand["metric"], operand["applicant"])
            terms[cell] = 1 if operand["side"] == "left" else -1
            values[cell], places[cell] = operand["value"], operand["place"]
        equation = Equation(
            year=row["year"], doc=row["doc"], check=row["check"], terms=terms, difference=row["difference"]
        )
        for cell in terms:
            around.setdefault(cell, []).append(equation)
        if row["outcome"] == "fails":
            failing.append(equation)
    by_year = {(cell.year, cell.metric, cell.applicant): value for cell, value in values.items()}
    for group in _connected(failing):
        yield Problem(failing=tuple(group), values=values, places=places, around=around, by_year=by_year)


def _connected(equations: Sequence[Equation]) -> list[list[Equation]]:
    """Groups of equations that share cells."""
    groups: list[tuple[set[Cell], list[Equation]]] = []
    for equation in equations:
        cells, members = set(equation.terms), [equation]
        apart = []
        for known, others in groups:
            if known.isdisjoint(cells):
                apart.append((known, others))
            else:
                cells |= known
                members = others + members
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]
