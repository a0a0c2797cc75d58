"""Files, folders, archives, streams → the bytes of each report in them, one at a time.

Hidden files are passed over, as are the files that systems and programs leave behind. What is never a report,
such as the style sheets of a saved page, is not opened, and listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import IO, Final, TypeAlias, cast

from attrs import define, field, frozen

from yoycompare.documents import Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.errors import (
    DocumentError,
    MissingFileError,
    ReportError,
    SkippedFileError,
    YoycompareError,
)
from yoycompare.reports.archives import (
    Member,
    archive_to_entries,
    archive_to_members,
    bytes_to_archive,
)
from yoycompare.reports.leftovers import is_hidden, name_to_skip

__all__ = [
    "Failure",
    "Input",
    "Inputs",
    "Readable",
    "Sources",
    "is_folder",
    "source_to_name",
    "sources_to_list",
]

Readable: TypeAlias = str | Path | bytes | IO[bytes]
Sources: TypeAlias = Readable | Iterable[Readable]

BYTES: Final = "<bytes>"
STREAM: Final = "<stream>"


@frozen(kw_only=True)
class Input:
    """The bytes of a file that may be a report, and its name for messages: `reports.zip/2023/a.html`."""

    name: str
    data: bytes = field(repr=False)


@frozen(kw_only=True)
class Failure:
    """A file that was not read, and why."""

    file: str
    error: YoycompareError

    @property
    def reason(self) -> str:
        """What is wrong and what to do, in one line."""
        return self.error.reason

    @property
    def skipped(self) -> bool:
        """Whether it was left unopened, being of a kind that is never a report."""
        return isinstance(self.error, SkippedFileError)


@define
class Inputs:
    """The inputs that sources hold, in order; what cannot be opened is a `Failure` among them.

    `total` is how many files are known so far: it grows when an archive is opened.
    """

    sources: Iterable[Readable]
    limits: Limits = LIMITS
    total: int = 0

    def __iter__(self) -> Iterator[Input | Failure]:
        self.total = 0
        found = chain.from_iterable(map(_source_to_files, self.sources))
        files = list(found)
        self.total = len(files)
        for file in files:
            yield from self._file_to_inputs(file)

    def _file_to_inputs(self, file: Readable | Failure) -> Iterator[Input | Failure]:
        if isinstance(file, Failure):
            yield file
            return
        try:
            opened = _source_to_input(file, self.limits)
            source = Source(name=opened.name, sha256="")
            archive = bytes_to_archive(opened.data, source, self.limits)
        except DocumentError as error:
            yield Failure(file=error.where, error=error)
            return
        if archive is None:
            yield opened
        else:
            self.total += max(len(archive_to_entries(archive)), 1) - 1
            yield from map(_member_to_input, archive_to_members(archive))


def sources_to_list(sources: Sources) -> list[Readable]:
    """The sources one by one.

    Raises
    ------
    MissingFileError
        A single path was given, and it does not exist.
    """
    if isinstance(sources, (str, Path)) and not Path(sources).exists():
        raise MissingFileError(str(sources), "no such file or folder", "check the path")
    if isinstance(sources, (str, Path, bytes)):
        return [sources]
    if hasattr(sources, "read"):  # a stream is iterable too: its lines
        return [cast("IO[bytes]", sources)]
    return list(sources)


def source_to_name(source: Readable) -> str:
    """What to call a source in messages."""
    if isinstance(source, bytes):
        return BYTES
    name = str(source if isinstance(source, (str, Path)) else getattr(source, "name", STREAM))
    # A name in another encoding holds surrogates, which no file of text or data takes.
    return name.encode("utf-8", "replace").decode("utf-8")


def is_folder(source: Readable) -> bool:
    """Whether a source is a folder; a name that the system cannot even look up is none."""
    with suppress(OSError):
        return isinstance(source, (str, Path)) and Path(source).is_dir()
    return False


def _source_to_input(source: Readable, limits: Limits) -> Input:
    """The bytes of one file, opened if need be."""
    name = source_to_name(source)
    if isinstance(source, bytes):
        return Input(name=name, data=source)
    if isinstance(source, (str, Path)):
        return Input(name=name, data=_path_to_bytes(Path(source), limits))
    data = source.read(limits.total_bytes + 1)
    if not isinstance(data, bytes):
        raise DocumentError(name, "the file is open as text", 'open it with mode "rb"')
    limits.check("total_bytes", len(data), name, "it has {found} bytes and more")
    return Input(name=name, data=data)


def _source_to_files(source: Readable) -> Iterator[Readable | Failure]:
    """A folder → the files in it, in the order of names; anything else as it is."""
    if not isinstance(source, (str, Path)) or not is_folder(source):
        yield source
        return
    folder = Path(source)
    empty = True
    for path in sorted(folder.rglob("*"), key=lambda found: found.parts):
        parts = path.relative_to(folder).parts
        if is_hidden(parts) or not path.is_file():
            continue
        empty = False
        name = source_to_name(path)
        skipped = name_to_skip(parts, name)
        yield path if skipped is None else Failure(file=name, error=skipped)
    if empty:
        error = ReportError(source_to_name(folder), "there is no file", "name a folder with reports")
        yield Failure(file=error.where, error=error)


def _member_to_input(member: Member) -> Input | Failure:
    if isinstance(member.data, DocumentError):
        return Failure(file=member.name, error=member.data)
    return Input(name=member.name, data=member.data)


def _path_to_bytes(path: Path, limits: Limits) -> bytes:
    name = source_to_name(path)
    try:
        limits.check("total_bytes", path.stat().st_size, name, "it has {found} bytes")
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingFileError(name, "no such file", "check the path") from None
    except OSError as error:
        problem = f"the file cannot be opened ({error.strerror})"
        raise DocumentError(name, problem, "check its rights") from None
