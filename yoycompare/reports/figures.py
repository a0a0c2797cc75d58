"""A figure found under a label of a form: the step between printed cells and observations."""

from __future__ import annotations

from attrs import frozen

from yoycompare.documents import Place
from yoycompare.reports.numbers import EXACT, CellValue, cell_to_value
from yoycompare.reports.report import Match, Observation, Origin
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Unit

__all__ = ["Figure", "figure_to_observation", "print_to_value"]


@frozen(kw_only=True)
class Figure:
    """A cell whose row and column are known.

    `meanings` are the metrics that the forms give to this row and column, by form: usually the same
    on each form that has it. Which form the report uses is known only when all figures are.
    """

    meanings: dict[str, str]
    applicant: str
    raw: str
    place: Place
    match: Match
    heading_unit: str | None = None


def print_to_value(text: str, unit: Unit, heading_unit: str | None) -> CellValue:
    """What a cell says; a bare number of a unit that is printed in multiples needs a unit in its heading."""
    return cell_to_value(text, unit.printed, heading_unit if unit.in_multiples else unit.printed[0])


def figure_to_observation(figure: Figure, form: str, vocabulary: Vocabulary) -> tuple[Observation, str]:
    """The observation of a figure, and why it is unreadable, if it is."""
    metric = figure.meanings.get(form) or next(iter(figure.meanings.values()))
    unit = vocabulary.units[vocabulary.metrics[metric].unit]
    cell = print_to_value(figure.raw, unit, figure.heading_unit)
    observation = Observation(
        metric=metric,
        applicant=figure.applicant,
        value=cell.value,
        low=None if cell.value is None else EXACT.subtract(cell.value, cell.half),
        high=None if cell.value is None else EXACT.add(cell.value, cell.half),
        unit=unit.id,
        status=cell.status,
        source=Origin.TABLE,
        raw=figure.raw,
        place=figure.place,
        basis=Origin.TABLE,
        match=figure.match,
    )
    return observation, cell.problem
