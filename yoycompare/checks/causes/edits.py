"""Problem → the edits that solve it: of one cell, of two, or along a row or column as people slip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from yoycompare.checks.causes.problems import Cell, Edit, Problem

__all__ = ["Line", "misprint", "pairs", "single_cells", "slips"]

Line = Sequence[Cell]  # cells side by side, in a row or a column
MOST_EQUATIONS: Final = 30  # of a problem: beyond these, something else is wrong than one or two cells
FEWEST_ALONG: Final = 3  # cells of a line that are another number: two are as well any two
LEAST_TELLING: Final = 10  # of a number that is somewhere else too: smaller ones are by chance


def single_cells(problem: Problem) -> Iterator[Edit]:
    """One cell that stands in every failing equation and in no other one."""
    first, *others = problem.failing
    for cell, sign in first.terms.items():
        if all(cell in equation.terms for equation in others):
            yield from _fit({cell: problem.values[cell] - sign * first.difference}, problem)


def pairs(problem: Problem) -> Iterator[Edit]:
    """Two cells that stand in all failing equations, and what their equations say that they are."""
    if len(problem.failing) > MOST_EQUATIONS:
        return
    seen: set[frozenset[Cell]] = set()
    first = problem.failing[0]
    for one in first.terms:
        left = [equation for equation in problem.failing if one not in equation.terms]
        others = left[:1] or problem.around[one]
        for other in dict.fromkeys(cell for equation in others for cell in equation.terms):
            both = frozenset({one, other})
            if len(both) < len((one, other)) or both in seen:
                continue
            seen.add(both)
            shifts = _solve(problem, one, other)
            if shifts is not None:
                values = {cell: problem.values[cell] + shift for cell, shift in shifts.items()}
                if all(shifts.values()):
                    yield from _fit(values, problem)


def _solve(problem: Problem, one: Cell, other: Cell) -> dict[Cell, float] | None:
    """The shifts of two cells that their equations determine; None where these leave them open."""
    equations = {id(item): item for cell in (one, other) for item in problem.around[cell]}
    rows = [
        (item.terms.get(one, 0), item.terms.get(other, 0), item.difference) for item in equations.values()
    ]
    for index, (a, b, difference) in enumerate(rows):
        for c, d, rest in rows[index + 1 :]:
            determinant = a * d - b * c
            if determinant:
                x = (-difference * d + rest * b) / determinant
                y = (-a * rest + c * difference) / determinant
                return {one: x, other: y}
    return None


def slips(problem: Problem, lines: Sequence[Line]) -> Iterator[tuple[str, Edit]]:
    """What people do along a row or a column: swap two neighbours, run two together, slip by one, leave last year's."""
    for line in lines:
        cells = frozenset(line)
        if any(cells.isdisjoint(equation.terms) for equation in problem.failing):
            continue
        if any(cell not in problem.values for cell in line):
            continue
        for one, other in pairwise(line):
            yield from _neighbours(problem, one, other)
        along = [("shifted", edit) for step in (1, -1) for edit in _shifts(problem, line[::step])]
        along += [("last_year", edit) for edit in _last_year(problem, line)]
        yield from ((mechanism, edit) for mechanism, edit in along if len(edit) >= FEWEST_ALONG)


def _neighbours(problem: Problem, one: Cell, other: Cell) -> Iterator[tuple[str, Edit]]:
    values = problem.values
    if values[one] != values[other]:
        yield from (("exchanged", edit) for edit in _fit({one: values[other], other: values[one]}, problem))
    for joined, empty in ((one, other), (other, one)):
        digits = _digits(values[joined])
        if values[empty] == 0 and len(digits) > 1:
            for cut in range(1, len(digits)):
                first, second = digits[:cut], digits[cut:]
                if second[0] != "0" and joined is one:
                    edit = {joined: float(first), empty: float(second)}
                elif second[0] != "0":
                    edit = {joined: float(second), empty: float(first)}
                else:
                    continue
                yield from (("joined", found) for found in _fit(edit, problem))


def _shifts(problem: Problem, line: Line) -> Iterator[Edit]:
    """An empty cell came in, all that follow stand one further, and the last one fell off."""
    for place in range(len(line) - 1):
        if problem.values[line[place]] != 0:
            continue
        moved = {cell: problem.values[after] for cell, after in pairwise(line[place:])}
        last = line[-1]
        equation = next(iter(problem.around[last]), None)
        if equation is None:
            continue
        rest = problem.rest(equation, moved)
        yield from _fit({**moved, last: problem.values[last] - equation.terms[last] * rest}, problem)


def _last_year(problem: Problem, line: Line) -> Iterator[Edit]:
    """A row that was left as it was a year ago, number for number; its equations say what it should be."""
    values = [problem.values[cell] for cell in line]
    if not any(values) or values != [problem.year_before(cell) for cell in line]:
        return
    edit = dict(zip(line, values, strict=True))
    for cell in line:
        others = set(line) - {cell}
        own = [item for item in problem.around[cell] if item.difference and others.isdisjoint(item.terms)]
        if own:
            edit[cell] = problem.values[cell] - own[0].terms[cell] * own[0].difference
    yield from _fit(edit, problem)


def misprint(problem: Problem, edit: Edit, neighbours: Mapping[Cell, Sequence[Cell]]) -> str:
    """How one number became the other, where it shows; empty where it does not."""
    if len(edit) != 1:
        return ""
    ((cell, should),) = edit.items()
    printed = problem.values[cell]
    one, other = _digits(printed), _digits(should)
    if len(one) == len(other) > 1 and any(
        one[:place] + one[place + 1] + one[place] + one[place + 2 :] == other for place in range(len(one) - 1)
    ):
        return "digits_swapped"
    if min(len(one), len(other)) > 1 and abs(len(one) - len(other)) == 1:
        longer, shorter = sorted((one, other), key=len, reverse=True)
        if any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))):
            return "digit_extra" if longer is one else "digit_missing"
    if printed >= LEAST_TELLING:
        if any(problem.values.get(near) == printed for near in neighbours.get(cell, ())):
            return "neighbour"
        if problem.year_before(cell) == printed:
            return "last_year"
    return ""


def _digits(value: float) -> str:
    return str(int(value)) if value == int(value) else ""


def _fit(edit: Edit, problem: Problem) -> Iterator[Edit]:
    """An edit without what it leaves as it is, if it solves the problem with numbers that a cell can hold."""
    changed = {cell: value for cell, value in edit.items() if value != problem.values[cell]}
    possible = all(value >= 0 or problem.values[cell] < 0 for cell, value in changed.items())
    whole = all(
        value == int(value) or problem.values[cell] != int(problem.values[cell])
        for cell, value in changed.items()
    )
    if changed and possible and whole and problem.is_solved_by(changed):
        yield changed
