"""`sparkline`: a line as small as a word, for a cell of a table; SVG text, without matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

__all__ = ["sparkline"]

WIDTH: Final = 72.0
HEIGHT: Final = 18.0
EDGE: Final = 3.0
DOT: Final = 2.2


def sparkline(
    values: Iterable[float | None],
    *,
    joined: Sequence[bool] | None = None,
    label: str = "",
    colour: str = "#333333",
) -> str:
    """An SVG picture of a short series, from zero, with a dot at the last value and a gap where a value is null.

    Parameters
    ----------
    values
        One value a year; null where there is none.
    joined
        For each value, whether it compares with the one before: over a break no line is drawn. None joins all.
    label
        What a screen reader says; the numbers stand in the table.

    Examples
    --------
    >>> sparkline([1, 2, None, 4]).count("<polyline")
    1
    >>> sparkline([1, 2, 3, 4], joined=[False, True, False, True]).count("<polyline")
    2
    """
    points = list(values)
    links = [True] * len(points) if joined is None else list(joined)
    known = [value for value in points if value is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    across = (WIDTH - 2 * EDGE) / max(len(points) - 1, 1)
    room, span = HEIGHT - 2 * EDGE, (high - low) or 1.0
    spots = [
        None if value is None else (EDGE + across * place, HEIGHT - EDGE - (value - low) / span * room)
        for place, value in enumerate(points)
    ]
    ink = [
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in run)}" fill="none" stroke="{colour}" stroke-width="1.3"/>'
        for run in _runs(spots, links)
        if len(run) > 1
    ]
    alone = [run[0] for run in _runs(spots, links) if len(run) == 1]
    dots = [(x, y, DOT / 2) for x, y in alone] + [(*spot, DOT) for spot in spots[::-1] if spot is not None][
        :1
    ]
    ink += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{colour}"/>' for x, y, r in dots]
    name = f' role="img" aria-label="{_escaped(label)}"' if label else ' aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{HEIGHT:g}"'
        f' viewBox="0 0 {WIDTH:g} {HEIGHT:g}"{name}>{"".join(ink)}</svg>'
    )


def _runs(
    spots: Sequence[tuple[float, float] | None], links: Sequence[bool]
) -> Iterator[list[tuple[float, float]]]:
    """Pieces of line: neighbours that have a value and compare."""
    number, numbered = 0, []
    for spot, link in zip(spots, links, strict=True):
        number += spot is None or not link
        numbered.append((number, spot))
    for _, run in groupby(numbered, key=lambda item: item[0]):
        found = [spot for _, spot in run if spot is not None]
        if found:
            yield found


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
