"""File → Report: the stages in their order."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from attrs import evolve

from yoycompare.documents import Document, bytes_to_document
from yoycompare.errors import DocumentError, MissingFileError, NotAReportError, ReportError
from yoycompare.reports.copies import text_to_printed_quantities
from yoycompare.reports.derivation import derive
from yoycompare.reports.figures import Figure, figure_to_observation
from yoycompare.reports.forms import figures_to_form, figures_to_mixed, observations_to_categories
from yoycompare.reports.lines import lines_to_figures
from yoycompare.reports.publication import document_to_publication, entity_to_level, entity_to_scope
from yoycompare.reports.report import Observation, Report, Scope, Status, Unread
from yoycompare.reports.statements import quantities_to_observations
from yoycompare.reports.tables import document_to_figures
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["document_to_report", "read_report"]

STREAM = "<stream>"


def read_report(
    source: str | Path | bytes | IO[bytes],
    *,
    entity: str | None = None,
    year: int | None = None,
    scope: Scope | str | None = None,
    vocabulary: Vocabulary | None = None,
) -> Report:
    r"""Read one annual report.

    Parameters
    ----------
    source
        A path, the bytes of a file, or a file opened in binary mode.
    entity, year, scope
        Who reports, about which year, for an `area` or an `organ`, where the file does not say it or
        says it wrongly.
    vocabulary
        Another vocabulary than that of the government-information-disclosure reports.

    Raises
    ------
    MissingFileError
        There is no such file.
    DocumentError
        The file is empty, or of a container that no reader knows.
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
    data, name = _source_to_bytes(source)
    document = bytes_to_document(data, name)
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
    publication = document_to_publication(document, vocabulary)
    if entity is not None:
        level = entity_to_level(entity, vocabulary)
        publication = evolve(
            publication, entity=entity, scope=entity_to_scope(entity, document.text), level=level
        )
    year = year if year is not None else publication.year
    figures, unread = document_to_figures(document, vocabulary, scope or publication.scope)
    in_lines, more = lines_to_figures(document, vocabulary)
    unread += more
    figures += in_lines
    quantities = text_to_printed_quantities(document.text, year, vocabulary)
    stated, more = quantities_to_observations(quantities, vocabulary)
    unread += more
    name = document.source.name
    if not figures and not stated:
        raise NotAReportError(
            name,
            "no table and no sentence of an annual report was found",
            "check that this is the report itself",
        )
    if not publication.entity:
        raise ReportError(name, "neither title nor text says who reports", "pass entity=... (--entity)")
    if year is None:
        raise ReportError(name, "neither title, text nor file name says the year", "pass year=... (--year)")
    form = figures_to_form(figures, vocabulary)
    observations = _figures_to_observations(figures, form, unread, vocabulary) + stated
    categories = observations_to_categories(form, observations, vocabulary)
    return Report(
        document=document,
        entity=publication.entity,
        scope=scope or publication.scope,
        level=publication.level,
        year=year,
        title=publication.title,
        form=form,
        categories=categories,
        mixed=figures_to_mixed(figures, form, vocabulary),
        observations=tuple(observations + derive(observations, categories, vocabulary)),
        quantities=quantities,
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


def _source_to_bytes(source: str | Path | bytes | IO[bytes]) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, "<bytes>"
    if isinstance(source, (str, Path)):
        path = Path(source)
        if path.is_dir():
            raise DocumentError(
                str(path), "this is a folder", "read it with read_panel (or without --year and --entity)"
            )
        try:
            return path.read_bytes(), str(path)
        except FileNotFoundError:
            raise MissingFileError(str(path), "no such file", "check the path") from None
        except OSError as error:
            raise DocumentError(
                str(path), f"the file cannot be opened ({error.strerror})", "check its rights"
            ) from None
    name = str(getattr(source, "name", STREAM))
    data = source.read()
    if not isinstance(data, bytes):
        raise DocumentError(name, "the file is open as text", 'open it with mode "rb"')
    return data, name
