"""Arguments that several commands share, and the types of their values."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

__all__ = [
    "METRICS",
    "add_base",
    "add_entity_and_year",
    "add_files",
    "add_language",
    "add_limits",
    "add_metric",
    "add_output",
    "add_output_file",
    "add_waivers",
    "completes",
    "count",
    "file",
    "text",
    "year",
]

Group: TypeAlias = argparse._ArgumentGroup  # noqa: SLF001 - the only name that argparse gives it

MOST_PROCESSES: Final = 256  # all are started at once

# What shells complete, in the words of shtab, which is not needed until a script is printed.
FILES: Final = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
METRICS: Final[dict[str, Any]] = {}  # filled when a script is printed; the ids take a while to load


def completes(action: argparse.Action, what: Mapping[str, Any] = FILES) -> argparse.Action:
    """The argument, marked as one that shells complete; by default with the names of files."""
    action.complete = what  # type: ignore[attr-defined]
    return action


def text(given: str) -> str:
    """A text that says something."""
    if not given.strip():
        raise argparse.ArgumentTypeError("it is empty")
    if any("\ud800" <= character <= "\udfff" for character in given):  # bytes of another encoding
        raise argparse.ArgumentTypeError(f"{given!r} is not encoded as the system's texts are")
    return given


def file(given: str) -> str:
    """The name of a file; its bytes may be any."""
    if not given:
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return given


def year(given: str) -> int:
    """A year of four digits."""
    if len(given) == 4 and given.isdecimal() and given[0] in "12":
        return int(given)
    raise argparse.ArgumentTypeError(f"{given!r} is no year, such as 2024")


def count(given: str) -> int:
    """A number from 1 up."""
    number = int(given) if given.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{given!r} is no number from 1 up")
    return number


def processes(given: str) -> int:
    """A number of processes that a machine can start."""
    number = count(given)
    if number > MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"{given!r} is more than {MOST_PROCESSES}")
    return number


def named_number(given: str) -> tuple[str, int]:
    """A limit and its value."""
    name, _, number = given.partition("=")
    if not (name and number.isdecimal()):
        raise argparse.ArgumentTypeError(f"{given!r} is not NAME=NUMBER")
    return name, int(number)


def add_files(parser: argparse.ArgumentParser) -> Group:
    """The group of what is read: files, limits, processes."""
    group = parser.add_argument_group("what is read")
    completes(
        group.add_argument(
            "files",
            nargs="+",
            type=file,
            metavar="FILE",
            help="report, folder or ZIP archive of reports; - for standard input",
        )
    )
    add_limits(group)
    group.add_argument(
        "--processes",
        type=processes,
        metavar="N",
        help="how many read at once (one; all cores for many files)",
    )
    return group


def add_limits(group: Group) -> None:
    """How much is read of a file."""
    group.add_argument(
        "--limit",
        type=named_number,
        action="append",
        default=[],
        metavar="NAME=N",
        help="read more of a file that you trust: the limit that a refusal names (repeatable)",
    )


def add_entity_and_year(group: Group, file: str = "the file") -> None:
    """Who reports on which year, where a file does not say it."""
    group.add_argument("--entity", type=text, help=f"who reports, where {file} does not say it")
    group.add_argument("--year", type=year, help=f"the year reported on, where {file} does not say it")


def add_base(parser: argparse.ArgumentParser) -> Group:
    """The group of how years are compared."""
    group = parser.add_argument_group("how it is compared")
    group.add_argument(
        "--base",
        type=year,
        default=2019,
        metavar="YEAR",
        help="year that the index sets to 100 (%(default)s)",
    )
    group.add_argument(
        "--across-breaks", action="store_true", help="compute changes over a break too, marked"
    )
    return group


def add_metric(group: Group, purpose: str) -> None:
    """The metrics and ratios that are shown."""
    option = group.add_argument("-m", "--metric", type=text, action="append", help=purpose)
    completes(option, METRICS)


def add_language(group: Group, of: str, default: str = "en", more: tuple[str, ...] = ()) -> None:
    """Chinese or English."""
    group.add_argument(
        "--lang", choices=("zh", "en", *more), default=default, help=f"language of the {of} (%(default)s)"
    )


def add_output(
    parser: argparse.ArgumentParser, formats: tuple[str, ...], purpose: str = "how to print"
) -> Group:
    """The group of the output: its format, and the file."""
    group = parser.add_argument_group("output")
    named = f"{', '.join(formats[:-1])} or {formats[-1]}"
    group.add_argument(
        "--format",
        choices=formats,
        default=formats[0],
        metavar="FORMAT",
        help=f"{purpose}: {named} (%(default)s)",
    )
    completes(
        group.add_argument(
            "-o", "--output", type=file, metavar="OUT", help="write to a file instead of standard output"
        )
    )
    return group


def add_waivers(group: Group) -> None:
    """The findings that stand."""
    completes(
        group.add_argument(
            "--waivers",
            type=file,
            metavar="FILE",
            help="findings that stand, by fingerprint, with a reason (TOML)",
        )
    )


def add_output_file(parser: argparse.ArgumentParser, purpose: str, *, required: bool = True) -> None:
    """The group of an output that is always a file."""
    group = parser.add_argument_group("output")
    completes(group.add_argument("-o", "--output", type=file, required=required, metavar="OUT", help=purpose))
