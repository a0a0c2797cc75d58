"""Files, folders, archives, streams → Reports: what fails is a result like others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final, Generic, TypeVar

from attrs import frozen

from yoycompare.documents import bytes_to_document
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.errors import YoycompareError
from yoycompare.reports.inputs import Failure, Input, Inputs, Sources, sources_to_list
from yoycompare.reports.processes import batches_to_results
from yoycompare.reports.reading import document_to_report
from yoycompare.reports.report import Report, Scope
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["Progress", "convert_reports", "read_reports", "report_to_itself"]

Converted = TypeVar("Converted")
Progress = Callable[[int, int], object]

# Below these a second process costs more to start than it saves (docs/benchmarks.md).
SEVERAL_PROCESSES_FROM: Final = 200
SEVERAL_PROCESSES_FROM_BYTES: Final = 32 * 1024 * 1024
BATCH_INPUTS: Final = 8
BATCH_BYTES: Final = 1024 * 1024


def read_reports(
    sources: Sources,
    *,
    entity: str | None = None,
    year: int | None = None,
    scope: Scope | str | None = None,
    vocabulary: Vocabulary | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Report | Failure]:
    r"""Read many reports, one after the other; a file that fails stops no other.

    Parameters
    ----------
    sources
        A file, a folder (with its subfolders), a ZIP archive (with its folders and the archives in it), the
        bytes of a file, a file opened in binary mode, or several of these.
    entity, year, scope
        As for `read_report`; they hold for every file.
    processes
        How many read at once; by default one, or for many files as many as there are cores. The
        results and their order are the same.
    progress
        Called after each file with the number of files done and the number known so far.
    limits
        How much of each file is read, and how much an archive may unpack to.

    Returns
    -------
    Iterator[Report | Failure]
        In the order of the sources, within a folder or archive in that of names.

    Raises
    ------
    MissingFileError
        A single path was given, and it does not exist.

    Examples
    --------
    >>> text = "某某市2023年政府信息公开工作年度报告\n2023年，全市共收到政府信息公开申请12件。"
    >>> for result in read_reports([text.encode(), b""]):
    ...     print(result.reason if isinstance(result, Failure) else result.entity)
    某某市
    the file is empty; save the report again
    """
    return convert_reports(
        sources,
        report_to_itself,
        entity=entity,
        year=year,
        scope=scope,
        vocabulary=vocabulary,
        processes=processes,
        progress=progress,
        limits=limits,
    )


def convert_reports(
    sources: Sources,
    convert: Callable[[Report], Converted],
    *,
    entity: str | None = None,
    year: int | None = None,
    scope: Scope | str | None = None,
    vocabulary: Vocabulary | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Converted | Failure]:
    """Read many reports and keep of each what `convert` makes of it, where it is read.

    `convert` is a function of a module: other processes find it by its name. What it leaves out need not
    travel between processes, nor stay in memory. Parameters and errors are those of `read_reports`.
    """
    inputs = Inputs(sources_to_list(sources), limits)
    reading = _Reading(
        convert=convert,
        entity=entity,
        year=year,
        scope=Scope(scope) if scope is not None else None,
        vocabulary=vocabulary,
        limits=limits,
    )
    return _results(inputs, reading, processes, progress)


@frozen(kw_only=True)
class _Reading(Generic[Converted]):
    """What is done to each input, wherever it is done."""

    convert: Callable[[Report], Converted]
    entity: str | None
    year: int | None
    scope: Scope | None
    vocabulary: Vocabulary | None
    limits: Limits

    def __call__(self, item: Input | Failure) -> Converted | Failure:
        if isinstance(item, Failure):
            return item
        try:
            report = document_to_report(
                bytes_to_document(item.data, item.name, self.limits),
                entity=self.entity,
                year=self.year,
                scope=self.scope,
                vocabulary=self.vocabulary or default_vocabulary(),
            )
        except YoycompareError as error:
            return Failure(file=item.name, error=error)
        return self.convert(report)


def report_to_itself(report: Report) -> Report:
    """The whole report: its document, places and all."""
    return report


def _results(
    inputs: Inputs, reading: _Reading[Converted], processes: int | None, progress: Progress | None
) -> Iterator[Converted | Failure]:
    arriving = iter(inputs)
    first: list[Input | Failure] = []
    if processes is None:
        first = list(_first(arriving))
        processes = (
            _cores()
            if len(first) >= SEVERAL_PROCESSES_FROM or _size(first) >= SEVERAL_PROCESSES_FROM_BYTES
            else 1
        )
    results = batches_to_results(reading, _batches(chain(first, arriving)), processes)
    for done, result in enumerate(results, start=1):
        if progress is not None:
            progress(done, max(done, inputs.total))
        yield result


def _first(inputs: Iterator[Input | Failure]) -> Iterator[Input | Failure]:
    """Inputs up to the number or the size from which several processes are worth their start."""
    size = 0
    for number, item in enumerate(inputs, start=1):
        yield item
        size += _size([item])
        if number >= SEVERAL_PROCESSES_FROM or size >= SEVERAL_PROCESSES_FROM_BYTES:
            return


def _batches(inputs: Iterator[Input | Failure]) -> Iterator[list[Input | Failure]]:
    batch: list[Input | Failure] = []
    for item in inputs:
        batch.append(item)
        if len(batch) >= BATCH_INPUTS or _size(batch) >= BATCH_BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


def _size(batch: list[Input | Failure]) -> int:
    return sum(len(item.data) for item in batch if isinstance(item, Input))


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
