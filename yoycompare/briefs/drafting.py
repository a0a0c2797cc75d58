"""Last year's report → this year's draft: the carry-over filled in, subtotals computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from yoycompare.briefs.official_form import Computed, Figures, OfficialForm, figures_to_cells, form_of
from yoycompare.briefs.sheets import FormCell, Key, form_to_sections
from yoycompare.documents import Place
from yoycompare.errors import BriefError
from yoycompare.reports import Match, Observation, Origin, Report
from yoycompare.reports.derivation import derive
from yoycompare.reports.figures import Figure, figure_to_observation
from yoycompare.vocabulary import Vocabulary, default_vocabulary
from yoycompare.vocabulary.definitions import Form
from yoycompare.vocabulary.vocabulary import PROSE

__all__ = ["draft"]

NOWHERE: Final = Place(start=0, end=0)  # a draft has no file yet


def draft(
    last_year: Report,
    figures: Figures | None = None,
    *,
    form: str | None = None,
    year: int | None = None,
    vocabulary: Vocabulary | None = None,
) -> OfficialForm:
    """The form for the year after a report, as far as it can be filled.

    What last year's report carries over is filled in as carried over, kind by kind, where it printed a
    number; sums are computed where all their parts are given. What is given is never changed: a given
    sum that is not that of its parts is printed and noted.

    Parameters
    ----------
    figures
        This year's figures so far, as for `form`.
    form
        The edition; that of last year, or the newest one after a report in prose.
    year
        The year after that of the report, unless given.

    Raises
    ------
    BriefError
        There is no such form; figures name a cell that it does not have; the year is not later.

    Examples
    --------
    >>> from yoycompare.briefs.official_form import form
    >>> from yoycompare.reports import read_report
    >>> page = form("gid-2021", {("requests.carried_out", "natural_person"): 7}, entity="某某市", year=2023)
    >>> this_year = draft(read_report(page.to_bytes("html")), {("requests.received", "natural_person"): 5})
    >>> this_year.title, this_year.cells["requests.carried_in", "natural_person"]
    ('某某市2024年政府信息公开工作年度报告', '7')
    """
    vocabulary = vocabulary or default_vocabulary()
    if form is None:
        form = last_year.form if last_year.form != PROSE else list(vocabulary.forms)[-1]
    edition = form_of(form, vocabulary)
    year = last_year.year + 1 if year is None else year
    if year <= last_year.year:
        problem = f"a draft for {year} cannot follow a report for {last_year.year}"
        raise BriefError(last_year.file, problem, "name a later year")
    cells = figures_to_cells(edition, figures, vocabulary)
    keys = _value_cells(edition)
    carried = [
        item
        for item in _carried_over(last_year, edition, vocabulary)
        if year == last_year.year + 1 and _key(item) in keys and not cells.get(_key(item))
    ]
    cells |= {_key(item): item.text for item in carried}
    given = _cells_to_observations(cells, keys, edition, vocabulary)
    sums = [item for item in derive(given, (edition.id,), vocabulary) if _is_sum(item)]
    computed = [
        Computed(metric=item.metric, applicant=item.applicant, text=f"{item.value:f}", formula=item.formula)
        for item in sums
        if (item.metric, item.applicant) in keys and not cells.get((item.metric, item.applicant))
    ]
    cells |= {_key(item): item.text for item in computed}
    return OfficialForm(
        form=edition,
        entity=last_year.entity,
        year=year,
        cells=cells,
        computed=(*carried, *computed),
        notes=tuple(_contradictions(given, edition, vocabulary)),
    )


def _key(item: Computed | Observation) -> Key:
    return item.metric, item.applicant


def _value_cells(form: Form) -> dict[Key, FormCell]:
    rows = (row for section in form_to_sections(form, {}) for row in section.rows)
    return {cell.key: cell for row in rows for cell in row if cell.key is not None}


def _carried_over(last_year: Report, form: Form, vocabulary: Vocabulary) -> Iterable[Computed]:
    """The closing stocks of last year as the opening stocks of this one."""
    for account in vocabulary.accounts.values():
        if account.opening is None or form.id not in account.forms:
            continue
        for item in last_year.observations:
            if (
                item.metric == account.closing
                and item.value is not None
                and item.source is not Origin.DERIVED
            ):
                yield Computed(
                    metric=account.opening,
                    applicant=item.applicant,
                    text=f"{item.value:f}",
                    formula=f"{account.closing} of {last_year.year}",
                )


def _cells_to_observations(
    cells: Mapping[Key, str], keys: Mapping[Key, FormCell], form: Form, vocabulary: Vocabulary
) -> list[Observation]:
    observations = []
    for (metric, applicant), cell in keys.items():
        figure = Figure(
            meanings={form.id: metric},
            applicant=applicant,
            raw=cells.get((metric, applicant), ""),
            place=NOWHERE,
            match=Match.EXACT,
            heading_unit=cell.heading_unit,
        )
        observations.append(figure_to_observation(figure, form.id, vocabulary)[0])
    return observations


def _is_sum(item: Observation) -> bool:
    """Whether a derived figure is a plain sum, no remainder and no zero that a sum forces."""
    if item.value is None:
        return False
    parts = [operand.value for operand in item.operands]
    return " - " not in item.formula and not item.formula.startswith("0, ") and None not in parts


def _contradictions(given: Iterable[Observation], form: Form, vocabulary: Vocabulary) -> Iterable[str]:
    """Given sums that are not those of their parts, over kinds of applicant and over rows."""
    printed = {_key(item): item for item in given if item.value is not None}
    wholes = {split.whole for split in vocabulary.splits if form.id in split.forms}
    kinds = {applicant.id for applicant in vocabulary.applicants.values() if applicant.parts}
    by_kind = [item for item in printed.values() if item.applicant not in kinds]
    by_row = [item for item in printed.values() if item.metric not in wholes]
    notes: dict[Key, str] = {}
    for parts in (by_kind, by_row):
        for found in derive(parts, (form.id,), vocabulary):
            item = printed.get(_key(found))
            if item is not None and _is_sum(found) and found.value != item.value:
                problem = f"{item.raw} is given, {found.formula} is {found.value:f}"
                notes.setdefault(_key(item), f"{item.metric} for {item.applicant}: {problem}")
    return notes.values()
