"""Synthetic reports of many bodies over several years, each adding up and continuing the last, but for planted faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Final

from attrs import field, frozen

from yoycompare.briefs.official_form import form as official_form
from yoycompare.briefs.sheets import Key
from yoycompare.errors import SyntheticError
from yoycompare.synthetic.faults import FaultKind, PlantedFault, draw_shifts, figures_to_fault, plant
from yoycompare.synthetic.figures import Drawing, Year
from yoycompare.synthetic.identities import Identity, broken_identities
from yoycompare.synthetic.plans import Plan, form_to_plan
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["SyntheticReport", "random_reports"]

YEARS: Final = range(2019, 2026)
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
KINDS: Final = ("市", "县", "区", "省")
LARGEST_SIZE: Final = 200.0


@frozen(kw_only=True)
class SyntheticReport:
    """An invented report: what each cell of its form prints, and the fault planted in it, if any.

    Attributes
    ----------
    figures
        By metric and kind of applicant, in the canonical unit; None for a cell left blank.
    breaks
        The identities that do not hold in it, or between it and the report of the year before.
    """

    entity: str
    year: int
    form: str
    figures: Mapping[Key, int | None] = field(repr=False)
    fault: PlantedFault | None
    breaks: frozenset[Identity] = field(repr=False)
    vocabulary: Vocabulary = field(repr=False, eq=False)

    def to_bytes(self, container: str) -> bytes:
        """The report as a file: html, docx, xlsx, csv, md, rows, tabs or txt."""
        figures = {key: None if value is None else Decimal(value) for key, value in self.figures.items()}
        written = official_form(
            self.form, figures, entity=self.entity, year=self.year, vocabulary=self.vocabulary
        )
        return written.to_bytes(container)


def random_reports(
    seed: int,
    *,
    bodies: int = 10,
    years: Sequence[int] = YEARS,
    faults: Sequence[FaultKind | str] = (),
    vocabulary: Vocabulary | None = None,
) -> Iterator[SyntheticReport]:
    """Reports of invented bodies, body by body, year by year; the same ones for the same arguments.

    Every report adds up and continues the one before it, by the splits and the accounts of the vocabulary, in
    the form that was in force in its year. Where forms change, what the older one does not print is drawn anew.

    Parameters
    ----------
    bodies
        How many; their names begin with 虚构, "invented".
    years
        Consecutive years.
    faults
        Kinds of faults to plant: one in one report of each body, the kinds taking turns over the bodies. A body
        whose forms have no place for its kind stays without.

    Raises
    ------
    SyntheticError
        No body, no year, years that do not follow one another or lie before the first form, no such kind.

    Examples
    --------
    >>> reports = list(random_reports(1, bodies=2, years=range(2023, 2025), faults=["carry_over"]))
    >>> [(report.entity, report.year, report.form) for report in reports][:2]
    [('虚构甲市', 2023, 'gid-2021'), ('虚构甲市', 2024, 'gid-2021')]
    >>> [(str(identity.family), identity.metric) for identity in reports[1].breaks if identity.applicant == "total"]
    [('carry_over', 'requests.carried_in')]
    """
    vocabulary = vocabulary or default_vocabulary()
    years = list(years)
    if bodies < 1:
        raise SyntheticError("bodies", f"{bodies} is no number of bodies", "ask for 1 or more")
    if not years or years != list(range(years[0], years[0] + len(years))):
        raise SyntheticError("years", f"{years} are not one year after the other", "pass range(2019, 2025)")
    first = min(form.first_year for form in vocabulary.forms.values())
    if years[0] < first:
        raise SyntheticError("years", f"there is no form for {years[0]}", f"begin with {first} or later")
    kinds = [_kind(name) for name in faults]
    plans = [form_to_plan(_form_in_force(year, vocabulary), vocabulary) for year in years]
    return _reports(seed, bodies, years, plans, kinds, vocabulary)


def _kind(name: FaultKind | str) -> FaultKind:
    if name not in list(FaultKind):
        raise SyntheticError("faults", f"there is no kind {name!r}", f"use: {', '.join(FaultKind)}")
    return FaultKind(name)


def _form_in_force(year: int, vocabulary: Vocabulary) -> str:
    return [form.id for form in vocabulary.forms.values() if form.first_year <= year][-1]


def _reports(
    seed: int,
    bodies: int,
    years: Sequence[int],
    plans: Sequence[Plan],
    kinds: Sequence[FaultKind],
    vocabulary: Vocabulary,
) -> Iterator[SyntheticReport]:
    money = frozenset(
        metric.id for metric in vocabulary.metrics.values() if vocabulary.units[metric.unit].in_multiples
    )
    for number in range(bodies):
        random = Random(f"{seed}/{number}")  # noqa: S311 - nothing here is a secret
        drawing = Drawing(size=LARGEST_SIZE ** random.random(), money=money, random=random)
        kind = kinds[number % len(kinds)] if kinds else None
        last_year: Mapping[Key, int | None] = {}
        for year, plan, (printed, fault) in zip(years, plans, _body(drawing, plans, kind), strict=True):
            yield SyntheticReport(
                entity=_number_to_name(number),
                year=year,
                form=plan.form,
                figures=printed,
                fault=fault,
                breaks=broken_identities(plan, printed, last_year),
                vocabulary=vocabulary,
            )
            last_year = printed


def _body(
    drawing: Drawing, plans: Sequence[Plan], kind: FaultKind | None
) -> Iterator[tuple[Mapping[Key, int | None], PlantedFault | None]]:
    """What a body prints each year; one of them has a fault, where its form has a place for it."""
    waiting = kind
    begin = drawing.random.randrange(len(plans))
    last_year: Year | None = None
    for number, plan in enumerate(plans):
        trying = waiting if number >= begin else None
        shifts = draw_shifts(trying, plan, last_year, drawing.random) if trying is not None else {}
        year = drawing.year(plan, last_year, shifts)
        planted = plant(trying, year, last_year, drawing.random) if trying is not None else {}
        fault = figures_to_fault(trying, year, shifts, planted) if trying is not None else None
        if fault is not None:
            waiting = None
        printed = planted or year.figures
        yield {key: printed[key] for key in plan.cells}, fault
        last_year = year


def _number_to_name(number: int) -> str:
    """虚构甲市, 虚构乙县, … with as many stems as it takes to tell the bodies apart."""
    digits = STEMS[number % len(STEMS)]
    rest = number // len(STEMS)
    while rest:
        rest -= 1
        digits = STEMS[rest % len(STEMS)] + digits
        rest //= len(STEMS)
    return f"虚构{digits}{KINDS[number % len(KINDS)]}"
