"""File → Report: the stages in their order."""

from __future__ import annotations

from itertools import islice

from yoycompare.documents import Document, bytes_to_document
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.errors import DocumentError, NotAReportError, ReportError
from yoycompare.reports.derivation import derive
from yoycompare.reports.figures import Figure, figure_to_observation
from yoycompare.reports.forms import figures_to_form, figures_to_mixed, observations_to_categories
from yoycompare.reports.inputs import Failure, Input, Inputs, Readable, is_folder, source_to_name
from yoycompare.reports.lines import lines_to_figures
from yoycompare.reports.prose.breakdowns import text_to_breakdowns
from yoycompare.reports.prose.claims import text_to_claims
from yoycompare.reports.prose.copies import Print
from yoycompare.reports.prose.deciding import decide
from yoycompare.reports.prose.statements import quantities_to_observations, text_to_counted_quantities
from yoycompare.reports.publication import document_to_publication
from yoycompare.reports.report import Observation, Report, Scope, Status, Unread
from yoycompare.reports.tables import document_to_figures
from yoycompare.vocabulary import Vocabulary, default_vocabulary
from yoycompare.vocabulary.copies import restore

__all__ = ["document_to_report", "read_report"]


def read_report(
    source: Readable,
    *,
    entity: str | None = None,
    year: int | None = None,
    scope: Scope | str | None = None,
    vocabulary: Vocabulary | None = None,
    limits: Limits = LIMITS,
) -> Report:
    r"""Read one annual report.

    Parameters
    ----------
    source
        A path, the bytes of a file, or a file opened in binary mode; also of a ZIP archive that holds one
        report and nothing else.
    entity, year, scope
        Who reports, about which year, for an `area` or an `organ`, where the file does not say it or
        says it wrongly.
    vocabulary
        Another vocabulary than that of the government-information-disclosure reports.
    limits
        How much of the file is read, for files that you trust.

    Raises
    ------
    MissingFileError
        There is no such file.
    DocumentError
        The file is empty, damaged, beyond a limit, an archive of several files, or of a container that no
        reader knows.
    NotAReportError
        The document holds neither a table nor a sentence of an annual report.
    ReportError
        Neither the document nor the caller says who reports, or about which year.

    Examples
    --------
    >>> text = "某某市2023年政府信息公开工作年度报告\n2023年，全市共收到政府信息公开申请12件。"
    >>> report = read_report(text.encode())
    >>> report.entity, report.year, report.observations[0].metric, str(report.observations[0].value)
    ('某某市', 2023, 'requests.received', '12')
    """
    file = _source_to_one_input(source, limits)
    document = bytes_to_document(file.data, file.name, limits)
    return document_to_report(
        document,
        entity=entity,
        year=year,
        scope=Scope(scope) if scope is not None else None,
        vocabulary=vocabulary or default_vocabulary(),
    )


def document_to_report(
    document: Document,
    *,
    entity: str | None = None,
    year: int | None = None,
    scope: Scope | None = None,
    vocabulary: Vocabulary,
) -> Report:
    """Read a document as a report; parameters and errors as in `read_report`."""
    publication = document_to_publication(document, vocabulary, entity=entity, year=year)
    year = publication.year
    figures, unread = document_to_figures(document, vocabulary, scope or publication.scope)
    in_lines, more = lines_to_figures(document, vocabulary)
    unread += more
    figures += in_lines
    name = document.source.name
    restored = restore(document.text)
    to_print = Print(restored, document.text)
    quantities = text_to_counted_quantities(restored.text, year, vocabulary)
    if not figures and not any(quantity.metric for quantity in quantities):
        raise NotAReportError(
            name,
            "no table and no sentence of an annual report was found",
            "check that this is the report itself",
        )
    form = figures_to_form(figures, vocabulary)
    printed = _figures_to_observations(figures, form, unread, vocabulary)
    quantities = decide(quantities, printed, vocabulary)
    in_print = tuple(map(to_print.quantity, quantities))
    stated, more = quantities_to_observations(in_print, vocabulary)
    unread += more
    if publication.entity_from is None:
        raise ReportError(name, "neither title nor text says who reports", "pass entity=... (--entity)")
    if year is None or publication.year_from is None:
        if publication.part:
            raise ReportError(
                name,
                f"the title is that of a part of a year ({publication.part})",
                "read annual reports, or pass year=... (--year)",
            )
        raise ReportError(name, "neither title, text nor file name says the year", "pass year=... (--year)")
    unread += publication.doubts
    observations = printed + stated
    categories = observations_to_categories(form, observations, vocabulary)
    observations += derive(observations, categories, vocabulary)
    breakdowns = text_to_breakdowns(restored.text, quantities, observations)
    claims = text_to_claims(restored.text, quantities, breakdowns, year, vocabulary)
    return Report(
        document=document,
        entity=publication.entity,
        entity_from=publication.entity_from,
        scope=scope or publication.scope,
        level=publication.level,
        year=year,
        year_from=publication.year_from,
        published=publication.published,
        title=publication.title,
        form=form,
        categories=categories,
        mixed=figures_to_mixed(figures, form, vocabulary),
        observations=tuple(observations),
        quantities=in_print,
        breakdowns=tuple(map(to_print.breakdown, breakdowns)),
        claims=tuple(map(to_print.claim, claims)),
        unread=tuple(unread),
    )


def _figures_to_observations(
    figures: list[Figure], form: str, unread: list[Unread], vocabulary: Vocabulary
) -> list[Observation]:
    """One observation a figure; what cannot be read as a number is listed in `unread` too."""
    observations: dict[tuple[str, str], Observation] = {}
    for figure in figures:
        observation, problem = figure_to_observation(figure, form, vocabulary)
        key = observation.metric, observation.applicant
        if key in observations:
            reason = f"a second cell for {observation.metric}; the first is at {observations[key].place}"
            unread.append(Unread(text=figure.raw, place=figure.place, reason=reason))
            continue
        observations[key] = observation
        if observation.status is Status.UNREADABLE:
            unread.append(Unread(text=figure.raw, place=figure.place, reason=problem))
    return list(observations.values())


def _source_to_one_input(source: Readable, limits: Limits) -> Input:
    """The one file that may be a report; an archive may hold it."""
    name = source_to_name(source)
    if is_folder(source):
        raise DocumentError(
            name, "this is a folder", "name one of its files, or read it with read_reports or read_panel"
        )
    files = (item for item in Inputs([source], limits) if isinstance(item, Input) or not item.skipped)
    found = list(islice(files, 2))
    if len(found) != 1:
        problem = "it is an archive of several files" if found else "there is no report in the archive"
        advice = "read them with read_reports or read_panel, or unpack the one that you mean"
        raise DocumentError(name, problem, advice if found else "pack the report itself")
    only = found[0]
    if isinstance(only, Failure):
        raise only.error
    return only
