"""Thin lines → lattices: the rulings of each table, with the walls between its positions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from yoycompare.documents.pdf_strokes import Stroke

__all__ = ["TOLERANCE", "Lattice", "strokes_to_lattices"]

TOLERANCE: Final = 3.0  # points: lines nearer than this are one line, ends nearer than this meet
CROSSINGS_LIMIT: Final = 4_000_000  # of lines compared with lines; a page with more is a drawing
POSITIONS_LIMIT: Final = 40_000  # a lattice with more is a drawing, not a table

Edge = tuple[int, int]  # number of a grid line, number of the position along it


@frozen
class Ruling:
    """A straight line: where it stands on the other axis, and from where to where it shows.

    It is cut where it goes on beyond what the page shows.
    """

    position: float
    start: float
    end: float
    is_cut_at_start: bool = False
    is_cut_at_end: bool = False


@frozen(kw_only=True)
class Lattice:
    """Grid lines (x from the left, y from the top) and the walls that are really drawn on them.

    The first or last column is cut where the table goes on beyond what the page shows.

    `vertical_walls` holds (number of the x, number of the row), `horizontal_walls` (number of the y,
    number of the column), all from 0.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    vertical_walls: frozenset[Edge]
    horizontal_walls: frozenset[Edge]
    is_first_cut: bool
    is_last_cut: bool

    @property
    def area(self) -> float:
        """The area of the box around the lattice."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def strokes_to_lattices(strokes: Iterable[Stroke]) -> list[Lattice]:
    """The lattices of a page."""
    components = rulings_to_components(*strokes_to_rulings(strokes))
    lattices = (component_to_lattice(across, down) for across, down in components)
    return [lattice for lattice in lattices if lattice is not None]


def strokes_to_rulings(strokes: Iterable[Stroke]) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical lines, pieces that lie on one line and touch taken together."""
    horizontals, verticals = [], []
    for stroke in strokes:
        if stroke.top == stroke.bottom:
            cuts = stroke.is_cut_left, stroke.is_cut_right
            horizontals.append(Ruling(stroke.top, stroke.left, stroke.right, *cuts))
        else:
            verticals.append(Ruling(stroke.left, stroke.top, stroke.bottom))
    return _merged(horizontals), _merged(verticals)


def _merged(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Join pieces that lie on one line and touch; a double line becomes one."""
    merged: list[Ruling] = []
    line: list[Ruling] = []
    for piece in sorted(pieces, key=lambda piece: piece.position):
        if line and piece.position - line[0].position > TOLERANCE:
            merged += _line_to_rulings(line)
            line = []
        line.append(piece)
    return merged + _line_to_rulings(line)


def _line_to_rulings(line: Iterable[Ruling]) -> list[Ruling]:
    rulings: list[Ruling] = []
    for piece in sorted(line, key=lambda piece: piece.start):
        last = rulings[-1] if rulings else None
        if last is None or piece.start > last.end + TOLERANCE:
            rulings.append(piece)
            continue
        longer = max(last, piece, key=lambda ruling: ruling.end - ruling.start)
        further = max(last, piece, key=lambda ruling: ruling.end)
        rulings[-1] = Ruling(
            longer.position, last.start, further.end, last.is_cut_at_start, further.is_cut_at_end
        )
    return rulings


def rulings_to_components(
    horizontals: Sequence[Ruling], verticals: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that hang together by crossings: one component a table. Lines that cross none are left out."""
    if len(horizontals) * len(verticals) > CROSSINGS_LIMIT:
        return []
    verticals = sorted(verticals, key=lambda ruling: ruling.position)
    positions = [ruling.position for ruling in verticals]
    leaders = list(range(len(horizontals) + len(verticals)))
    for number, across in enumerate(horizontals):
        first = bisect_left(positions, across.start - TOLERANCE)
        last = bisect_right(positions, across.end + TOLERANCE)
        for index in range(first, last):
            down = verticals[index]
            if down.start - TOLERANCE <= across.position <= down.end + TOLERANCE:
                leaders[_leader(leaders, number)] = _leader(leaders, len(horizontals) + index)
    components: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, ruling in enumerate((*horizontals, *verticals)):
        component = components.setdefault(_leader(leaders, number), ([], []))
        component[number >= len(horizontals)].append(ruling)
    return [component for component in components.values() if component[0] and component[1]]


def _leader(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number


def component_to_lattice(across: Sequence[Ruling], down: Sequence[Ruling]) -> Lattice | None:
    """The grid lines and walls of a component; None if it encloses nothing or is a drawing.

    A side that no line closes (open tables, a table cut by the end of the page) stands where the lines
    that run towards it end.
    """
    xs, ys = _with_open_sides(down, across), _with_open_sides(across, down)
    if min(len(xs), len(ys)) < 2 or len(xs) * len(ys) > POSITIONS_LIMIT:
        return None
    return Lattice(
        xs=tuple(xs),
        ys=tuple(ys),
        vertical_walls=frozenset(_rulings_to_walls(down, xs, ys)),
        horizontal_walls=frozenset(_rulings_to_walls(across, ys, xs)),
        is_first_cut=xs[0] < min(ruling.position for ruling in down)
        and any(ruling.is_cut_at_start for ruling in across),
        is_last_cut=xs[-1] > max(ruling.position for ruling in down)
        and any(ruling.is_cut_at_end for ruling in across),
    )


def _with_open_sides(rulings: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[float]:
    """The grid lines on one axis, from the lines on them and the ends of the lines that cross them."""
    edges: list[float] = []
    for position in sorted(ruling.position for ruling in rulings):
        if not edges or position - edges[-1] > TOLERANCE:
            edges.append(position)
    start, end = min(ruling.start for ruling in crossing), max(ruling.end for ruling in crossing)
    if start < edges[0] - TOLERANCE:
        edges.insert(0, start)
    if end > edges[-1] + TOLERANCE:
        edges.append(end)
    return edges


def _rulings_to_walls(
    rulings: Iterable[Ruling], edges: Sequence[float], others: Sequence[float]
) -> Iterator[Edge]:
    """The pieces of the grid lines at `edges`, between neighbouring `others`, that a line covers."""
    middles = [(one + other) / 2 for one, other in pairwise(others)]
    for ruling in rulings:
        nearest = min(range(len(edges)), key=lambda number: abs(edges[number] - ruling.position))
        first = bisect_left(middles, ruling.start - TOLERANCE)
        last = bisect_right(middles, ruling.end + TOLERANCE)
        for number in range(first, last):
            yield nearest, number
