"""Arguments → the command that was asked for; errors → one line and an exit status."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from yoycompare import __version__
from yoycompare.commands.status import DONE, INTERRUPTED, UNUSABLE
from yoycompare.errors import YoycompareError

__all__ = ["main"]

EPILOG = """\
examples:
  yoycompare demo                                    what it does, on figures that ship with it
  yoycompare read report.html                        every figure of a report, with its place
  yoycompare check 2024.html --previous 2023.html    what does not add up, in tables and sentences
  yoycompare compare 2023.html 2024.html             what changed from year to year
  yoycompare brief 2023.html 2024.html -o brief.html what to verify, what changed and why, on one page
  yoycompare form --from 2023.html -o 2024.docx      this year's form, last year's carry-over filled in
  yoycompare chart trend reports/ -m requests.received -o trend.png

exit status: 0 done, 1 two readings differ (agree) or something does not add up (check), 2 nothing could be read or the arguments are off."""


CHARTS = (
    "trend",
    "index",
    "bridge",
    "changes",
    "tiers",
    "slope",
    "dumbbell",
    "bump",
    "peers",
    "contributions",
    "composition",
    "ranked",
    "heatmap",
    "scatter",
    "funnel",
    "multiples",
    "ledger",
    "coverage",
    "residuals",
)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the message and where to find help, then exit."""
        self.exit(UNUSABLE, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another encoding lacks a few signs
            stream.reconfigure(errors="replace")
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.command == "form" and options.form is None and options.last_year is None:
        parser.error("form: name the form, or last year's report with --from")
    command = importlib.import_module(f"yoycompare.commands.{options.command}")
    try:
        status: int = command.run(options)
        sys.stdout.flush()
    except YoycompareError as error:
        print(f"yoycompare: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        print(
            f"yoycompare: standard output: it cannot be written ({error.strerror or error})", file=sys.stderr
        )
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands; kept free of heavy imports, so that `--help` is quick."""
    parser = Parser(
        prog="yoycompare",
        description="Read government-information-disclosure annual reports and compare them year over year.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"yoycompare {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    read = commands.add_parser("read", help="print every figure of one or more reports, with its place")
    _add_files(read)
    _add_output(read)
    read.add_argument("--entity", help="who reports, where the file does not say it")
    read.add_argument("--year", type=int, help="the year reported on, where the file does not say it")

    agree = commands.add_parser(
        "agree", help="compare two readings of one report, such as a page and its PDF"
    )
    agree.add_argument("first", metavar="FILE", help="a report; - for standard input")
    agree.add_argument("second", metavar="FILE", help="the same report from another file")
    agree.add_argument(
        "--format", choices=("table", "json"), default="table", help="how to print (%(default)s)"
    )
    agree.add_argument("-o", "--output", metavar="OUT", help="write to a file instead of standard output")
    agree.add_argument("--entity", help="who reports, where a file does not say it")
    agree.add_argument("--year", type=int, help="the year reported on, where a file does not say it")
    _add_limits(agree)
    agree.add_argument("--anyway", action="store_true", help="also compare reports of other bodies or years")

    _add_check(
        commands.add_parser(
            "check", help="say what does not add up, and which sentences the figures contradict or explain"
        )
    )

    compare = commands.add_parser(
        "compare", help="compare each year with the year before and with a base year"
    )
    _add_files(compare)
    _add_output(compare, "sdmx")
    compare.add_argument(
        "--lag", type=_count, default=1, metavar="N", help="compare with N years before (%(default)s)"
    )
    compare.add_argument(
        "--link",
        action="store_true",
        help="over a break, compare with a figure stated in this year's categories",
    )
    _add_base(compare)
    compare.add_argument("--entity", help="show one body only")
    compare.add_argument("--year", type=int, help="show one year only")
    compare.add_argument("-m", "--metric", action="append", help="a metric or ratio to show (repeatable)")
    compare.add_argument(
        "--all", action="store_true", help="show all metrics and ratios, not only the main ones"
    )

    chart = commands.add_parser("chart", help="draw a chart")
    chart.add_argument("kind", choices=CHARTS, metavar="KIND", help=f"which chart: {', '.join(CHARTS)}")
    _add_files(chart)
    _add_base(chart, "both")
    chart.add_argument(
        "--style",
        choices=("print", "screen", "slides"),
        default="print",
        help="for what the picture is (%(default)s)",
    )
    chart.add_argument(
        "-m",
        "--metric",
        action="append",
        help="the metric that a chart is about; repeatable where it shows several",
    )
    chart.add_argument("--entity", help="the body, where a chart shows one")
    chart.add_argument("--year", type=int, help="the year, where a chart shows one (the last)")
    chart.add_argument("-o", "--output", required=True, help="the picture to write: .png, .svg or .pdf")

    _add_brief(
        commands.add_parser("brief", help="write what changed and what to verify again, for people to read")
    )

    form = commands.add_parser("form", help="write the official form, empty or as the draft after a report")
    form.add_argument(
        "form", nargs="?", help="gid-2014, gid-2019 or gid-2021 (the one in force in that year)"
    )
    form.add_argument("--from", dest="last_year", metavar="FILE", help="last year's report")
    _add_limits(form)
    form.add_argument("--entity", help="who reports, where the report of last year does not say it")
    form.add_argument(
        "--year",
        type=int,
        help="the year of the form (that after the report; a report that says none is of the year before)",
    )
    form.add_argument(
        "-o", "--output", metavar="OUT", help="the file to write: .html .docx .xlsx .csv .md .txt"
    )

    demo = commands.add_parser("demo", help="compare and chart the figures that ship with the package")
    demo.add_argument("-o", "--output", default="yoycompare-demo", help="folder for the charts (%(default)s)")
    demo.add_argument(
        "--lang", choices=("zh", "en"), default="zh", help="language of the charts (%(default)s)"
    )
    return parser


def _add_check(check: argparse.ArgumentParser) -> None:
    _add_files(check)
    check.add_argument(
        "--previous", metavar="FILE", help="the report of the year before (else looked for among the files)"
    )
    check.add_argument(
        "--waivers", metavar="FILE", help="findings that stand, by fingerprint, with a reason (TOML)"
    )
    formats = ("table", "json", "sarif", "junit", "markdown", "html")
    check.add_argument(
        "--format",
        choices=formats,
        default="table",
        help="how to print (%(default)s); html is a copy of the reports with each finding at its place",
    )
    check.add_argument("-o", "--output", metavar="OUT", help="write to a file instead of standard output")
    check.add_argument("--all", action="store_true", help="also show what holds and what cannot be assessed")
    check.add_argument(
        "--lang", choices=("zh", "en"), default="en", help="language of the findings (%(default)s)"
    )
    check.add_argument("--entity", help="who reports, where the file does not say it")
    check.add_argument("--year", type=int, help="the year reported on, where the file does not say it")


def _add_brief(brief: argparse.ArgumentParser) -> None:
    _add_files(brief)
    _add_base(brief)
    brief.set_defaults(lang="zh")
    brief.add_argument("--entity", help="the body that it is about, where the files are of several")
    brief.add_argument("--year", type=int, help="the later year (the last)")
    brief.add_argument(
        "--scope", choices=("area", "organ", "unknown"), help="where the body reports for several"
    )
    brief.add_argument(
        "--waivers", metavar="FILE", help="findings that stand, by fingerprint, with a reason (TOML)"
    )
    brief.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="the file to write: .html .md .docx .xlsx"
    )


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="report, folder or ZIP archive of reports; - for standard input",
    )
    _add_limits(parser)
    parser.add_argument(
        "--processes", type=_count, metavar="N", help="how many read at once (one; all cores for many files)"
    )


def _add_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit",
        type=_named_number,
        action="append",
        default=[],
        metavar="NAME=N",
        help="read more of a file that you trust: the limit that a refusal names (repeatable)",
    )


def _named_number(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if not number.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=NUMBER")
    return name, int(number)


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return number


def _add_output(parser: argparse.ArgumentParser, *more: str) -> None:
    formats = ("table", "json", "csv", "parquet", *more)
    parser.add_argument("--format", choices=formats, default="table", help="how to print (%(default)s)")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to a file instead of standard output")


def _add_base(parser: argparse.ArgumentParser, *more_languages: str) -> None:
    parser.add_argument(
        "--base", type=int, default=2019, help="year that the index sets to 100 (%(default)s)"
    )
    parser.add_argument(
        "--across-breaks", action="store_true", help="compute changes over a break too, marked"
    )
    parser.add_argument(
        "--lang", choices=("zh", "en", *more_languages), default="en", help="language of names (%(default)s)"
    )
