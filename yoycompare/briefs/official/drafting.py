"""Last year's report → this year's draft: the carry-over filled in, subtotals computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from yoycompare.briefs.official.form import (
    Computed,
    Figures,
    OfficialForm,
    figures_to_cells,
    form_of,
    form_to_value_cells,
)
from yoycompare.briefs.official.sheets import Key
from yoycompare.briefs.official.sums import figures_to_sums, number_to_text, sums_to_notes
from yoycompare.errors import BriefError
from yoycompare.reports import Observation, Origin, Report
from yoycompare.reports.derivation import partition_equations
from yoycompare.reports.figures import print_to_value
from yoycompare.reports.numbers import CellValue
from yoycompare.reports.report import Status
from yoycompare.vocabulary import Vocabulary, default_vocabulary
from yoycompare.vocabulary.definitions import Form

__all__ = ["draft"]


def draft(
    last_year: Report,
    figures: Figures | None = None,
    *,
    form: str | None = None,
    year: int | None = None,
    vocabulary: Vocabulary | None = None,
) -> OfficialForm:
    """The form for the year after a report, as far as it can be filled.

    What last year's report carries over is filled in as carried over, kind by kind, where it printed an
    exact number; sums are computed where all their parts are given. What is given is never changed: a
    given figure that is not the sum of its parts, or not what last year's report carries over, is
    printed and noted.

    Parameters
    ----------
    figures
        This year's figures so far, as for `form`.
    form
        The edition; the one in force in that year, unless given.
    year
        The year after that of the report, unless given.

    Raises
    ------
    BriefError
        There is no such form; figures name a cell that it does not have; the year is not later.

    Examples
    --------
    >>> from yoycompare.briefs.official.form import form
    >>> from yoycompare.reports import read_report
    >>> page = form("gid-2021", {("requests.carried_out", "natural_person"): 7}, entity="某某市", year=2023)
    >>> this_year = draft(read_report(page.to_bytes("html")), {("requests.received", "natural_person"): 5})
    >>> this_year.title, this_year.cells["requests.carried_in", "natural_person"]
    ('某某市2024年政府信息公开工作年度报告', '7')
    """
    vocabulary = vocabulary or default_vocabulary()
    year = last_year.year + 1 if year is None else year
    if year <= last_year.year:
        problem = f"a draft for {year} cannot follow a report for {last_year.year}"
        raise BriefError(last_year.file, problem, "name a later year")
    edition = form_of(form or _form_in_force(year, vocabulary), vocabulary)
    cells = figures_to_cells(edition, figures, vocabulary)
    values = _cells_to_values(cells, edition, vocabulary)
    due = list(_carried_over(last_year, edition, vocabulary)) if year == last_year.year + 1 else []
    carried = [item for item in due if _is_empty(values.get(_key(item)))]
    values |= {_key(item): CellValue(Status.REPORTED, Decimal(item.text)) for item in carried}

    equations = partition_equations(vocabulary, (edition.id,))
    known = {key: cell.value for key, cell in values.items() if cell.value is not None and not cell.half}
    refused = {key for key, cell in values.items() if not _is_empty(cell)}
    sums = figures_to_sums(known, refused, equations)
    computed = [
        Computed(metric=key[0], applicant=key[1], text=number_to_text(found.value), formula=found.formula)
        for key, found in sums.items()
        if key in values
    ]
    return OfficialForm(
        form=edition,
        entity=last_year.entity,
        year=year,
        cells=cells | {_key(item): item.text for item in (*carried, *computed)},
        computed=(*carried, *computed),
        notes=(*_other_carry_over(due, known), *sums_to_notes(known, sums, equations)),
    )


def _form_in_force(year: int, vocabulary: Vocabulary) -> str:
    """The newest edition of which the year is not before the first."""
    in_force = [form.id for form in vocabulary.forms.values() if form.first_year <= year]
    return in_force[-1] if in_force else next(iter(vocabulary.forms))


def _key(item: Computed) -> Key:
    return item.metric, item.applicant


def _is_empty(cell: CellValue | None) -> bool:
    return cell is not None and cell.status is Status.BLANK


def _carried_over(last_year: Report, form: Form, vocabulary: Vocabulary) -> Iterator[Computed]:
    """The closing stocks of last year as the opening stocks of this one, where they are exact.

    The table goes before the prose: a cell that it leaves blank is not filled from a sentence.
    """
    for account in vocabulary.accounts.values():
        if account.opening is None or form.id not in account.forms:
            continue
        stocks: dict[str, Observation] = {}
        for source in (Origin.PROSE, Origin.TABLE):
            stocks |= {
                item.applicant: item
                for item in last_year.observations
                if item.metric == account.closing and item.source is source
            }
        for applicant, item in stocks.items():
            if item.value is not None and item.low == item.high == item.value:
                yield Computed(
                    metric=account.opening,
                    applicant=applicant,
                    text=number_to_text(item.value),
                    formula=f"{account.closing} of {last_year.year}",
                )


def _cells_to_values(cells: Mapping[Key, str], form: Form, vocabulary: Vocabulary) -> dict[Key, CellValue]:
    """What each value cell of the form says."""
    values = {}
    for key, cell in form_to_value_cells(form).items():
        unit = vocabulary.units[vocabulary.metrics[key[0]].unit]
        values[key] = print_to_value(cells.get(key, ""), unit, cell.heading_unit)
    return values


def _other_carry_over(due: list[Computed], known: Mapping[Key, Decimal]) -> Iterator[str]:
    """Opening stocks that were given and are not what last year's report carries over."""
    for item in due:
        given = known.get(_key(item))
        if given is not None and given != Decimal(item.text):
            name = f"{item.metric} for {item.applicant}"
            yield f"{name}: {number_to_text(given)} is printed, {item.formula} is {item.text}"
