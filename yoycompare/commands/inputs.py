"""Files named on the command line → results, with what failed on standard error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TypeVar

from attrs import asdict
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from yoycompare.commands.messages import tell
from yoycompare.commands.outputs import colours
from yoycompare.documents import Limits
from yoycompare.errors import DocumentError, OutputError
from yoycompare.panels import Panel
from yoycompare.panels.panel import report_to_part
from yoycompare.reports import Failure, Report, convert_reports, many

__all__ = ["files_to_panel", "files_to_results", "name_to_source", "options_to_limits", "refuse_overwriting"]

Converted = TypeVar("Converted")

STANDARD_INPUT = "-"


def files_to_results(
    options: argparse.Namespace,
    convert: Callable[[Report], Converted],
    *,
    entity: str | None = None,
    year: int | None = None,
) -> tuple[list[Converted], list[Failure]]:
    """Read files, folders, archives and standard input; each failure is also a line on standard error."""
    refuse_overwriting(getattr(options, "output", None), options.files)
    sources = [name_to_source(file) for file in options.files]
    results: list[Converted] = []
    failed: list[Failure] = []
    with _progress() as progress:
        for result in convert_reports(
            sources,
            convert,
            entity=entity,
            year=year,
            processes=options.processes,
            progress=progress,
            limits=options_to_limits(options),
        ):
            if isinstance(result, Failure):
                failed.append(result)
            else:
                results.append(result)
    _print_failures(failed)
    return results, failed


def name_to_source(name: str) -> str | IO[bytes]:
    """What an argument names: standard input for a dash, else a file.

    Raises
    ------
    DocumentError
        Standard input is closed.
    """
    if name != STANDARD_INPUT:
        return name
    if sys.stdin is None:
        raise DocumentError("standard input", "it is closed", "name a file")
    return sys.stdin.buffer


def refuse_overwriting(output: str | None, files: Sequence[str]) -> None:
    """See that no file is both read and written, and standard input is read once.

    Raises
    ------
    OutputError
        The output is one of the files, maybe under another name.
    DocumentError
        Standard input is named twice.
    """
    if files.count(STANDARD_INPUT) > 1:
        raise DocumentError("standard input", "it can be read only once", "name - once")
    for file in files if output is not None else ():
        if _is_same_file(str(output), file):
            raise OutputError(str(output), "it is one of the files to read", "name another file")


def _is_same_file(output: str, file: str) -> bool:
    with suppress(OSError):  # what does not exist is not overwritten
        return Path(output).samefile(file)
    return False


def options_to_limits(options: argparse.Namespace) -> Limits:
    """The limits of reading, those raised that the command line names.

    Raises
    ------
    DocumentError
        There is no limit of that name.
    """
    known = asdict(Limits())
    for name, _ in options.limit:
        if name not in known:
            raise DocumentError(
                f"--limit {name}", "there is no such limit", f"use one of: {', '.join(known)}"
            )
    return Limits(**dict(options.limit))


def files_to_panel(options: argparse.Namespace) -> Panel | None:
    """The panel of all files that could be read, None if there is none."""
    parts, failed = files_to_results(options, report_to_part)
    return Panel.from_parts(parts, failed=failed) if parts else None


@contextmanager
def _progress() -> Iterator[many.Progress | None]:
    """A bar on standard error while it is a terminal; it leaves nothing behind."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True, color_system=colours()), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_failures(failed: Sequence[Failure]) -> None:
    for failure in failed:
        if not failure.skipped:
            tell(f"yoycompare: {failure.file}: {failure.reason}")
    skipped = [failure for failure in failed if failure.skipped]
    if skipped:  # a saved page has dozens of them
        count = f"{len(skipped)} files skipped" if len(skipped) > 1 else "1 file skipped"
        tell(f"yoycompare: {skipped[0].file}: {skipped[0].reason} ({count})")
