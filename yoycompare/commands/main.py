"""Arguments → the command that was asked for; errors → one line and an exit status."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from yoycompare import __version__
from yoycompare.commands.completion import SHELLS, PrintCompletion
from yoycompare.commands.messages import tell
from yoycompare.commands.parsers import Formatter, Parser, examples
from yoycompare.commands.status import DONE, INTERRUPTED, UNUSABLE
from yoycompare.commands.subcommands import (
    add_agree,
    add_brief,
    add_chart,
    add_check,
    add_compare,
    add_demo,
    add_form,
    add_read,
)
from yoycompare.errors import YoycompareError

__all__ = ["main"]

EPILOG = examples(
    [
        ("what it does, on figures that ship with it", "demo"),
        ("every figure of a report, with its place", "read report.html"),
        ("what does not add up", "check 2024.html --previous 2023.html"),
        ("what changed from year to year", "compare 2023.html 2024.html"),
        ("one metric over the years", "chart trend reports/ -m review.total -o a.png"),
        ("what to verify, what changed and why", "brief 2023.html 2024.html -o brief.html"),
        ("this year's form, last year's carry-over filled in", "form --from 2023.html -o 2024.docx"),
    ],
    "yoycompare COMMAND --help explains a command.",
    "exit status: 0 done, 1 two readings differ (agree) or something does not add up (check), "
    "2 nothing could be read or the arguments are off.",
    "environment: NO_COLOR=1 turns colours off, COLUMNS sets the width of a terminal.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another encoding lacks a few signs
            stream.reconfigure(errors="replace")
    parser = build_parser()
    try:
        options = parser.parse_args(arguments)
        if options.command == "form" and options.form is None and options.last_year is None:
            message = "name the form, or last year's report with --from; see yoycompare form --help"
            parser.exit(UNUSABLE, f"yoycompare form: {message}\n")
        command = importlib.import_module(f"yoycompare.commands.{options.command}")
        status: int = command.run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except YoycompareError as error:
        tell(f"yoycompare: {error}")
        return UNUSABLE
    except BrokenPipeError:  # the reader of our output has seen enough
        _leave_standard_output()
        return DONE
    except OSError as error:
        reason = error.strerror or error
        if error.filename is not None:
            tell(
                f"yoycompare: {error.filename}: it cannot be used ({reason}); check its path and your rights"
            )
            return UNUSABLE
        tell(f"yoycompare: standard output: it cannot be written ({reason}); name a file with -o OUT")
        _leave_standard_output()
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _leave_standard_output() -> None:
    """What is still buffered goes nowhere, so that the end of the program does not fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands; kept free of heavy imports, so that `--help` is quick."""
    parser = Parser(
        prog="yoycompare",
        description="Reads the annual reports on government information disclosure that public bodies in China "
        "publish, checks them, compares them year over year and draws the change.",
        epilog=EPILOG,
        formatter_class=Formatter,
    )
    parser.add_argument("--version", action="version", version=f"yoycompare {__version__}")
    parser.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        metavar="SHELL",
        help="print the completion script for bash, zsh or tcsh",
    )
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True, parser_class=Parser
    )
    add_read(commands)
    add_agree(commands)
    add_check(commands)
    add_compare(commands)
    add_chart(commands)
    add_brief(commands)
    add_form(commands)
    add_demo(commands)
    return parser
