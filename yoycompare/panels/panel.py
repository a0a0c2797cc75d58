"""Observations of many reports in one frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl
from attrs import field, frozen

from yoycompare.errors import MissingFileError, ReportError, YoycompareError
from yoycompare.panels.columns import COLUMNS, frame_to_checked_frame, report_to_frame
from yoycompare.panels.linkage import frame_to_linked
from yoycompare.reports import Origin, Report, Scope, read_report
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["Failure", "Panel", "read_panel", "read_reports"]


@frozen(kw_only=True)
class Failure:
    """A file that was not read, and why."""

    file: str
    error: YoycompareError

    @property
    def reason(self) -> str:
        """What is wrong and what to do, in one line."""
        return self.error.reason


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
        The files that were not read.
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
        unique: dict[tuple[str, str, Scope, int], Report] = {}
        for report in reports:
            unique.setdefault((report.sha256, report.entity, report.scope, report.year), report)
        frames = [report_to_frame(report) for report in unique.values()]
        frame = pl.concat(frames) if frames else pl.DataFrame(schema=COLUMNS)
        documents = pl.DataFrame(
            [
                (item.sha256, item.file, item.entity, str(item.scope), item.year, item.form, item.title)
                for item in unique.values()
            ],
            schema={
                "doc": pl.String,
                "file": pl.String,
                "entity": pl.String,
                "scope": pl.String,
                "year": pl.Int32,
                "form": pl.String,
                "title": pl.String,
            },
            orient="row",
        )
        return cls._of(frame, documents, failed, vocabulary or default_vocabulary())

    @classmethod
    def from_frame(cls, frame: pl.DataFrame, *, vocabulary: Vocabulary | None = None) -> Panel:
        """A panel of your own figures.

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
        return (
            f"Panel({len(self)} observations, {entities} entities, {span}, {len(self.failed)} files failed)"
        )


def read_reports(
    paths: str | Path | Iterable[str | Path], *, vocabulary: Vocabulary | None = None
) -> tuple[list[Report], list[Failure]]:
    """Read files and folders; what fails is listed, the others are read.

    Parameters
    ----------
    paths
        A file, a folder (read with its subfolders, hidden files left out), or several of them.

    Raises
    ------
    MissingFileError
        A single path was given, and it does not exist.
    """
    if isinstance(paths, (str, Path)):
        if not Path(paths).exists():
            raise MissingFileError(str(paths), "no such file or folder", "check the path")
        paths = [paths]
    reports: list[Report] = []
    failed: list[Failure] = []
    for path in _paths_to_files(paths):
        try:
            reports.append(read_report(path, vocabulary=vocabulary))
        except YoycompareError as error:
            failed.append(Failure(file=str(path), error=error))
    return reports, failed


def read_panel(paths: str | Path | Iterable[str | Path], *, vocabulary: Vocabulary | None = None) -> Panel:
    """Read files and folders into a panel; the files that failed stand in `Panel.failed`.

    Raises
    ------
    MissingFileError
        A single path was given, and it does not exist.
    YoycompareError
        No file could be read; it is the error of the first.
    """
    reports, failed = read_reports(paths, vocabulary=vocabulary)
    if not reports and failed:
        first, others = failed[0], len(failed) - 1
        problem = first.error.problem + (f" ({others} more failed)" if others else "")
        raise type(first.error)(first.file, problem, first.error.advice)
    if not reports:
        where = str(paths) if isinstance(paths, (str, Path)) else "no paths"
        raise ReportError(where, "there is no file", "name a folder with reports")
    return Panel.from_reports(reports, failed=failed, vocabulary=vocabulary)


def _paths_to_files(paths: Iterable[str | Path]) -> Iterable[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            inside = (found for found in sorted(path.rglob("*")) if found.is_file())
            yield from (found for found in inside if not _is_hidden(found.relative_to(path)))
        else:
            yield path


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
