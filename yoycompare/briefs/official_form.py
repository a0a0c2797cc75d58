"""Figures → the official form, as HTML, DOCX, XLSX, CSV or text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from attrs import Factory, field, frozen

from yoycompare.briefs.containers import SUFFIXES, pages_to_bytes
from yoycompare.briefs.sheets import FormCell, Key, Section, form_to_sections
from yoycompare.errors import BriefError
from yoycompare.files import write_whole
from yoycompare.reports import Observation, Origin, Report, Status
from yoycompare.reports.numbers import EXACT, MULTIPLIERS
from yoycompare.vocabulary import Vocabulary, default_vocabulary
from yoycompare.vocabulary.definitions import Form

__all__ = ["Computed", "Figures", "OfficialForm", "figures_to_cells", "form", "form_of"]

TITLE = "政府信息公开工作年度报告"
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
    """

    form: Form = field(repr=lambda form: form.id)
    entity: str
    year: int | None
    cells: Mapping[Key, str] = field(repr=lambda cells: f"<{len(cells)}>")
    computed: tuple[Computed, ...] = field(default=(), repr=lambda found: f"<{len(found)}>")
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(lambda self: tuple(form_to_sections(self.form, self.cells)), takes_self=True),
    )

    @property
    def title(self) -> str:
        """The title line: body, year and the name of the report."""
        return f"{self.entity}{f'{self.year}年' if self.year is not None else ''}{TITLE}"

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
        return pages_to_bytes(self.title, self.sections, container)

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
        Of a report its table cells are taken, figures of other forms are left out.

    Raises
    ------
    BriefError
        There is no such form, or the mapping names a cell that it does not have.

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


def figures_to_cells(form: Form, figures: Figures | None, vocabulary: Vocabulary) -> dict[Key, str]:
    """What the value cells of a form print; as `form`."""
    if figures is None:
        return {}
    keys = {
        cell.key: cell
        for section in form_to_sections(form, {})
        for row in section.rows
        for cell in row
        if cell.key is not None
    }
    if isinstance(figures, Mapping):
        for key in figures:
            if key not in keys:
                metric, applicant = key
                problem = f"it has no cell for {metric} and {applicant}"
                raise BriefError(form.id, problem, "leave it out, or name another form")
        return {
            key: _value_to_text(value, keys[key], vocabulary)
            for key, value in figures.items()
            if value is not None
        }
    if isinstance(figures, Report):
        figures = figures.observations
    return {
        (item.metric, item.applicant): item.raw
        if item.status is not Status.REPORTED
        else _value_to_text(item.value, keys[item.metric, item.applicant], vocabulary)
        for item in figures
        if item.source is Origin.TABLE and (item.metric, item.applicant) in keys
    }


def _value_to_text(value: str | int | Decimal | None, cell: FormCell, vocabulary: Vocabulary) -> str:
    """A figure as the form prints it: 727012578 yuan as 72701.2578 below 万元, with its unit where there is none."""
    if value is None or isinstance(value, str):
        return value or ""
    number = Decimal(value)
    metric = cell.key[0] if cell.key is not None else ""
    unit = vocabulary.units[vocabulary.metrics[metric].unit]
    suffix = ""
    if unit.in_multiples:
        factor = MULTIPLIERS.get((cell.heading_unit or "")[:1], Decimal(1))
        number = EXACT.divide(number, factor)
        suffix = "" if cell.heading_unit else unit.printed[0]
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + suffix
