"""Figures → the official form, as HTML, DOCX, XLSX, CSV or text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeAlias

from attrs import Factory, field, frozen

from yoycompare.briefs.official.containers import SUFFIXES, pages_to_bytes
from yoycompare.briefs.official.sheets import FormCell, Key, Section, form_to_sections
from yoycompare.briefs.official.sums import number_to_text
from yoycompare.errors import BriefError
from yoycompare.files import write_whole
from yoycompare.reports import Observation, Origin, Report, Status
from yoycompare.reports.figures import print_to_value
from yoycompare.reports.numbers import EXACT, MULTIPLIERS, CellValue
from yoycompare.vocabulary import Vocabulary, default_vocabulary
from yoycompare.vocabulary.definitions import Form, Unit

__all__ = [
    "Computed",
    "Figures",
    "OfficialForm",
    "figures_to_cells",
    "form",
    "form_of",
    "form_to_value_cells",
]

LONGEST_TEXT: Final = 80  # a longer cell makes a layout of its table
NOT_PRINTED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # not in XML
Figures: TypeAlias = Report | Iterable[Observation] | Mapping[Key, str | int | Decimal | None]


@frozen(kw_only=True)
class Computed:
    """A cell of a draft that was filled in, not given: what fills it, and how that follows."""

    metric: str
    applicant: str
    text: str
    formula: str


@frozen(kw_only=True)
class OfficialForm:
    """An edition of the official form, empty or filled.

    Attributes
    ----------
    cells
        What the value cells print, by metric and applicant; the others are blank.
    computed
        Cells of a draft that were not given: carried over from last year, or sums.
    notes
        What does not add up in the figures that were given; they are printed as given.
    remark
        A line below the title.
    """

    form: Form = field(repr=lambda form: form.id)
    entity: str
    year: int | None
    cells: Mapping[Key, str] = field(repr=lambda cells: f"<{len(cells)}>")
    computed: tuple[Computed, ...] = field(default=(), repr=lambda found: f"<{len(found)}>")
    notes: tuple[str, ...] = ()
    remark: str = ""
    sections: tuple[Section, ...] = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(lambda self: self._sections(), takes_self=True),
    )

    def _sections(self) -> tuple[Section, ...]:
        formulas = {(item.metric, item.applicant): item.formula for item in self.computed}
        return tuple(form_to_sections(self.form, self.cells, formulas))

    @property
    def title(self) -> str:
        """The title line: body, year and the name of the report."""
        return f"{self.entity}{f'{self.year}年' if self.year is not None else ''}{self.form.title}"

    def to_bytes(self, container: str) -> bytes:
        """The form as a file.

        Parameters
        ----------
        container
            ``html``, ``docx``, ``xlsx``, ``csv``, ``md`` (Markdown tables), ``txt`` (one cell a line),
            ``rows`` (one row a line, cells between bars) or ``tabs``.

        Raises
        ------
        BriefError
            There is no such container, or the extra that writes it is not installed.
        """
        return pages_to_bytes(self.title, self.sections, container, self.remark)

    def to_html(self) -> str:
        """The form as a page."""
        return self.to_bytes("html").decode()

    def _repr_html_(self) -> str:
        return self.to_html()

    def save(self, path: str | Path) -> Path:
        """Write the form to a file; the suffix says as what: .html .docx .xlsx .csv .md .txt.

        Raises
        ------
        BriefError
            No form is written with that suffix.
        OutputError
            The file cannot be written; nothing was written in its place.
        """
        path = Path(path)
        container = path.suffix.lower().removeprefix(".")
        if container not in SUFFIXES:
            raise BriefError(
                str(path), "no form is written with this suffix", f"use one of: .{', .'.join(SUFFIXES)}"
            )
        data = self.to_bytes(container)
        return write_whole(path, lambda stream: stream.write(data))


def form(
    form_id: str,
    figures: Figures | None = None,
    *,
    entity: str = "",
    year: int | None = None,
    vocabulary: Vocabulary | None = None,
) -> OfficialForm:
    """The official form, empty or filled.

    Parameters
    ----------
    form_id
        ``gid-2014``, ``gid-2019`` or ``gid-2021``.
    figures
        A report, observations, or a mapping (metric, applicant) → text, number or None. Numbers are in
        the canonical unit (yuan) and printed in that of the form (万元); a text is printed as it is.
        Of a report or its observations the table cells are taken, as printed where that says the same
        on this form; figures that it does not have are left out.

    Raises
    ------
    BriefError
        There is no such form, the mapping names a cell that it does not have, or a cell cannot print
        what is given.

    Examples
    --------
    >>> written = form("gid-2021", {("requests.received", "total"): 12}, entity="某某市", year=2023)
    >>> written.title
    '某某市2023年政府信息公开工作年度报告'
    >>> from yoycompare.reports import read_report
    >>> report = read_report(written.to_bytes("html"))
    >>> [(item.metric, str(item.value)) for item in report.observations if item.value is not None]
    [('requests.received', '12')]
    """
    vocabulary = vocabulary or default_vocabulary()
    edition = form_of(form_id, vocabulary)
    if isinstance(figures, Report):
        entity, year = entity or figures.entity, year if year is not None else figures.year
    return OfficialForm(
        form=edition, entity=entity, year=year, cells=figures_to_cells(edition, figures, vocabulary)
    )


def form_of(form_id: str, vocabulary: Vocabulary) -> Form:
    """The form of that id.

    Raises
    ------
    BriefError
        There is none.
    """
    found = vocabulary.forms.get(form_id)
    if found is None:
        raise BriefError(form_id, "there is no such form", f"use one of: {', '.join(vocabulary.forms)}")
    return found


def form_to_value_cells(form: Form) -> dict[Key, FormCell]:
    """The value cells of a form, by what they count, in official order."""
    rows = (row for section in form_to_sections(form, {}) for row in section.rows)
    return {cell.key: cell for row in rows for cell in row if cell.key is not None}


def figures_to_cells(form: Form, figures: Figures | None, vocabulary: Vocabulary) -> dict[Key, str]:
    """What the value cells of a form print; as `form`."""
    if figures is None:
        return {}
    writing = _Writing(form=form, vocabulary=vocabulary)
    if isinstance(figures, Mapping):
        return {
            key: writing.figure_to_text(key, value) for key, value in figures.items() if value is not None
        }
    if isinstance(figures, Report):
        figures = figures.observations
    return {
        (item.metric, item.applicant): writing.observation_to_text(item)
        for item in figures
        if item.source is Origin.TABLE and (item.metric, item.applicant) in writing.cells
    }


@frozen(kw_only=True)
class _Writing:
    """Figures → texts of cells that say just that when they are read."""

    form: Form
    vocabulary: Vocabulary
    cells: dict[Key, FormCell] = field(
        init=False, default=Factory(lambda self: form_to_value_cells(self.form), takes_self=True)
    )

    def figure_to_text(self, key: Key, value: object) -> str:
        """The text of a cell: texts as they are, numbers in the unit of the form."""
        if key not in self.cells:
            name = " and ".join(map(str, key)) if isinstance(key, tuple) else repr(key)
            raise BriefError(self.form.id, f"it has no cell for {name}", "leave it out, or name another form")
        if isinstance(value, str):
            return self._checked(key, value)
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            problem = f"{value!r} for {key[0]} is neither a text nor an exact number"
            raise BriefError(self.form.id, problem, "give a text, an int or a Decimal")
        text = self._number_to_text(key, Decimal(value))
        if self._read(key, text).value != value:
            problem = f"the number {value} for {key[0]} has more digits than a cell can print"
            raise BriefError(self.form.id, problem, "give at most 18 digits, and 8 behind the point")
        return text

    def observation_to_text(self, item: Observation) -> str:
        """The print where it says the same on this form, else the value in the unit of this form."""
        key = item.metric, item.applicant
        printed = self._read(key, item.raw)
        if item.status is Status.REPORTED and (printed.value is None or printed.value != item.value):
            return self.figure_to_text(key, item.value)
        return self._checked(key, item.raw)

    def _number_to_text(self, key: Key, number: Decimal) -> str:
        """727012578 yuan as 72701.2578 below 万元, and with its unit where the form prints none."""
        unit, suffix = self._unit(key), ""
        if number.is_finite() and unit.in_multiples:
            heading_unit = self.cells[key].heading_unit or ""
            number = EXACT.divide(number, MULTIPLIERS.get(heading_unit[:1], MULTIPLIERS[""]))
            suffix = "" if heading_unit else unit.printed[0]
        return number_to_text(number) + suffix

    def _read(self, key: Key, text: str) -> CellValue:
        return print_to_value(text, self._unit(key), self.cells[key].heading_unit)

    def _unit(self, key: Key) -> Unit:
        return self.vocabulary.units[self.vocabulary.metrics[key[0]].unit]

    def _checked(self, key: Key, text: str) -> str:
        if len(text) > LONGEST_TEXT or NOT_PRINTED.search(text):
            problem = f"{text[:20]!r} for {key[0]} is no text for a cell"
            raise BriefError(
                self.form.id, problem, f"give at most {LONGEST_TEXT} characters, none of them a control code"
            )
        return text
