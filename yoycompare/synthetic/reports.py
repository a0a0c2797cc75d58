"""Synthetic reports of many bodies over several years, each adding up and continuing the last, but for planted faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Final

from attrs import evolve, field, frozen

from yoycompare.briefs.official.form import form as official_form
from yoycompare.briefs.official.sheets import Key
from yoycompare.errors import SyntheticError
from yoycompare.synthetic.faults import FaultKind, PlantedFault, YearOfBody, draw_fault
from yoycompare.synthetic.figures import Body
from yoycompare.synthetic.identities import Figures
from yoycompare.synthetic.plans import Plan, form_to_plan
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["SyntheticReport", "random_reports"]

REMARK: Final = "本文件为虚构示例，数据均为随机生成。"  # in every file that is written
YEARS: Final = range(2019, 2026)
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
KINDS: Final = ("市", "县", "区", "省")


@frozen(kw_only=True)
class SyntheticReport:
    """An invented report: what each cell of its form prints, and the faults planted in it.

    Attributes
    ----------
    figures
        By metric and kind of applicant, in the canonical unit; None for a cell left blank.
    faults
        At most one, and none in any other year of the body: what each of them breaks is exact.
    """

    entity: str
    year: int
    form: str
    figures: Mapping[Key, int | None] = field(repr=False)
    faults: tuple[PlantedFault, ...] = ()
    vocabulary: Vocabulary = field(repr=False, eq=False)

    def to_bytes(self, container: str) -> bytes:
        """The report as a file: html, docx, xlsx, csv, md, rows, tabs or txt. It says that it is invented."""
        figures = {key: None if value is None else Decimal(value) for key, value in self.figures.items()}
        written = official_form(
            self.form, figures, entity=self.entity, year=self.year, vocabulary=self.vocabulary
        )
        return evolve(written, remark=REMARK).to_bytes(container)


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
    the form that was in force in its year. What an older form prints no stock of is still continued: a body
    opens 2019 with what it received and did not close since the first year that was asked for.

    Parameters
    ----------
    bodies
        How many; their names begin with 虚构, "invented". Which figures a body has does not depend on it.
    years
        Consecutive years.
    faults
        Kinds of faults to plant: one in one report of each body, the kinds taking turns over the bodies. A body
        whose forms have no place for its kind stays without. All other figures are those without faults.

    Raises
    ------
    SyntheticError
        No body, no year, years that do not follow one another or lie before the first form, no such kind.

    Examples
    --------
    >>> reports = list(random_reports(1, bodies=2, years=range(2023, 2025), faults=["carry_over"]))
    >>> [(report.entity, report.year, report.form) for report in reports][:2]
    [('虚构甲市', 2023, 'gid-2021'), ('虚构甲市', 2024, 'gid-2021')]
    >>> reports[1].faults[0].breaks[-1]
    Identity(family=<Family.CARRY_OVER: 'carry_over'>, metric='requests.carried_in', applicant='total', year=2024)
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
    for number in range(bodies):
        body = Body(random=Random(f"{seed}/{number}"))  # noqa: S311 - nothing here is a secret
        entity = _number_to_name(number)
        figures = [body.next_year(plan) for plan in plans]
        fault = None
        if kinds:
            planting = Random(f"{seed}/{number}/fault")  # noqa: S311 - apart: without faults, the same figures
            kind = kinds[number % len(kinds)]
            fault = _draw_fault(kind, _years_of_body(years, plans, figures), entity, planting)
        for year, plan, true in zip(years, plans, figures, strict=True):
            here = fault is not None and fault.year == year
            yield SyntheticReport(
                entity=entity,
                year=year,
                form=plan.form,
                figures={**true, **dict(zip(fault.cells, fault.printed, strict=True))}
                if fault and here
                else true,
                faults=(fault,) if fault and here else (),
                vocabulary=vocabulary,
            )


def _years_of_body(
    years: Sequence[int], plans: Sequence[Plan], figures: Sequence[Figures]
) -> list[YearOfBody]:
    reports = [None, *zip(plans, figures, strict=True), None]
    return [
        YearOfBody(
            year=year,
            plan=plans[number],
            figures=figures[number],
            before=reports[number],
            after=reports[number + 2],
        )
        for number, year in enumerate(years)
    ]


def _draw_fault(kind: FaultKind, years: list[YearOfBody], entity: str, random: Random) -> PlantedFault | None:
    """A fault in one of the years, the first of them, in random order, that has a place for it."""
    for year in random.sample(years, len(years)):
        fault = draw_fault(kind, year, entity, random)
        if fault is not None:
            return fault
    return None


def _number_to_name(number: int) -> str:
    """虚构甲市, 虚构乙县, … with as many stems as it takes to tell the bodies apart."""
    digits = STEMS[number % len(STEMS)]
    rest = number // len(STEMS)
    while rest:
        rest -= 1
        digits = STEMS[rest % len(STEMS)] + digits
        rest //= len(STEMS)
    return f"虚构{digits}{KINDS[number % len(KINDS)]}"
