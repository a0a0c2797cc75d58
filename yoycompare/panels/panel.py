"""Observations of many reports in one frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl
from attrs import field, frozen

from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.errors import ReportError, YoycompareError
from yoycompare.panels.columns import COLUMNS, frame_to_checked_frame, report_to_frame
from yoycompare.panels.linkage import frame_to_linked
from yoycompare.reports import Failure, Origin, Report, Scope, convert_reports
from yoycompare.reports.inputs import Sources
from yoycompare.reports.many import Progress
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["Panel", "read_panel", "report_to_part"]


DOCUMENTS: Final = {
    "doc": pl.String(),
    "file": pl.String(),
    "entity": pl.String(),
    "scope": pl.String(),
    "year": pl.Int32(),
    "form": pl.String(),
    "title": pl.String(),
}


@frozen(kw_only=True, eq=False)
class Part:
    """What a panel keeps of one report: its rows, and its row among the documents."""

    rows: pl.DataFrame
    document: tuple[str, str, str, str, int, str, str]


@frozen(kw_only=True, eq=False)
class Panel:
    """Observations of many reports.

    Attributes
    ----------
    frame
        One row an observation. Columns: entity, scope, level, year, metric, applicant, value, low,
        high (canonical unit), unit, status, source, form, vintage, doc (SHA-256 of the file), place,
        raw (printed text), basis, categories, formula.
    documents
        One row a file. Columns: doc, file, entity, scope, year, form, title.
    failed
        The files that were not read, those that were skipped among them.
    """

    frame: pl.DataFrame = field(repr=False)
    documents: pl.DataFrame = field(repr=False)
    failed: tuple[Failure, ...] = ()
    vocabulary: Vocabulary

    @classmethod
    def from_reports(
        cls,
        reports: Iterable[Report],
        *,
        failed: Sequence[Failure] = (),
        vocabulary: Vocabulary | None = None,
    ) -> Panel:
        """A panel of reports, with what they state about the year before as `linked` observations.

        A file that was read twice (same bytes) counts once.

        Raises
        ------
        PanelError
            Two observations have the same key.
        """
        return cls.from_parts(map(report_to_part, reports), failed=failed, vocabulary=vocabulary)

    @classmethod
    def from_parts(
        cls,
        parts: Iterable[Part],
        *,
        failed: Sequence[Failure] = (),
        vocabulary: Vocabulary | None = None,
    ) -> Panel:
        """A panel of what `report_to_part` keeps of reports; otherwise as `from_reports`."""
        unique: dict[tuple[str, str, str, int], Part] = {}
        for part in parts:
            doc, _, entity, scope, year, _, _ = part.document
            unique.setdefault((doc, entity, scope, year), part)
        frame = pl.concat([part.rows for part in unique.values()]) if unique else pl.DataFrame(schema=COLUMNS)
        documents = pl.DataFrame([part.document for part in unique.values()], schema=DOCUMENTS, orient="row")
        return cls._of(frame, documents, failed, vocabulary or default_vocabulary())

    @classmethod
    def from_frame(cls, frame: pl.DataFrame | pl.LazyFrame, *, vocabulary: Vocabulary | None = None) -> Panel:
        """A panel of your own figures; a lazy frame is collected.

        Parameters
        ----------
        frame
            Needs the columns entity, year, metric and value; every other column of a panel has a
            default: applicant `total`, source `table`, the unit of the metric, status `reported`
            where there is a value and `blank` where there is none.

        Raises
        ------
        PanelError
            A column is missing or of a wrong type, a value is not allowed, or a key is repeated.

        Examples
        --------
        >>> panel = Panel.from_frame(
        ...     pl.DataFrame({"entity": "A", "year": [2023, 2024], "metric": "requests.received", "value": [10.0, 12.0]})
        ... )
        >>> panel.frame["unit"].to_list()
        ['request', 'request']
        """
        documents = pl.DataFrame(schema={"doc": pl.String, "file": pl.String})
        frame = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
        return cls._of(frame, documents, (), vocabulary or default_vocabulary())

    @classmethod
    def _of(
        cls, frame: pl.DataFrame, documents: pl.DataFrame, failed: Sequence[Failure], vocabulary: Vocabulary
    ) -> Panel:
        checked = frame_to_checked_frame(frame, vocabulary)
        linked = frame_to_linked(checked, vocabulary)
        return cls(
            frame=pl.concat([checked, linked]),
            documents=documents,
            failed=tuple(failed),
            vocabulary=vocabulary,
        )

    def reports(self) -> pl.DataFrame:
        """The reports behind the panel, one row each.

        Returns
        -------
        polars.DataFrame
            Columns entity, scope, year, level, form, vintage, doc, categories.
        """
        own = self.frame.filter(pl.col("source") != str(Origin.LINKED))
        shared = pl.col("level", "form", "vintage", "doc", "categories").first()
        return own.group_by("entity", "scope", "year", maintain_order=True).agg(shared)

    def __len__(self) -> int:
        return self.frame.height

    def __repr__(self) -> str:
        years = self.frame["year"].unique().sort().to_list()
        span = f"{years[0]}-{years[-1]}" if years else "no years"
        entities = self.frame["entity"].n_unique()
        skipped = sum(item.skipped for item in self.failed)
        failed = f"{len(self.failed) - skipped} files failed" + (f", {skipped} skipped" if skipped else "")
        return f"Panel({len(self)} observations, {entities} entities, {span}, {failed})"


def report_to_part(report: Report) -> Part:
    """What a panel keeps of a report."""
    document = (
        report.sha256,
        report.file,
        report.entity,
        str(report.scope),
        report.year,
        report.form,
        report.title,
    )
    return Part(rows=report_to_frame(report), document=document)


def read_panel(
    sources: Sources,
    *,
    entity: str | None = None,
    year: int | None = None,
    scope: Scope | str | None = None,
    vocabulary: Vocabulary | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Panel:
    """Read files, folders and archives into a panel; what failed stands in `Panel.failed`.

    Parameters are those of `read_reports`. Of each report only the rows are kept in memory.

    Raises
    ------
    MissingFileError
        A single path was given, and it does not exist.
    YoycompareError
        No file could be read; it is the error of the first.
    """
    results = convert_reports(
        sources,
        report_to_part,
        entity=entity,
        year=year,
        scope=scope,
        vocabulary=vocabulary,
        processes=processes,
        progress=progress,
        limits=limits,
    )
    parts: list[Part] = []
    failed: list[Failure] = []
    for result in results:
        if isinstance(result, Failure):
            failed.append(result)
        else:
            parts.append(result)
    if not parts and failed:
        raise failures_to_error(failed)
    if not parts:
        raise ReportError("no paths", "there is no file", "name a folder with reports")
    return Panel.from_parts(parts, failed=failed, vocabulary=vocabulary)


def failures_to_error(failed: Sequence[Failure]) -> YoycompareError:
    """The error of the first file that failed; the others are counted."""
    first, others = min(failed, key=lambda item: item.skipped), len(failed) - 1
    problem = first.error.problem + (f" ({others} more failed)" if others else "")
    return type(first.error)(first.file, problem, first.error.advice)
