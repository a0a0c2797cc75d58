"""The arguments and the help of each subcommand; nothing here is slow to import."""

from __future__ import annotations

from typing import Final

from yoycompare.commands.arguments import (
    add_base,
    add_entity_and_year,
    add_files,
    add_language,
    add_limits,
    add_metric,
    add_output,
    add_output_file,
    add_waivers,
    completes,
    count,
    file,
    text,
    year,
)
from yoycompare.commands.parsers import Commands, Parser, add_command, examples

__all__ = [
    "CHARTS",
    "add_agree",
    "add_brief",
    "add_chart",
    "add_check",
    "add_compare",
    "add_demo",
    "add_form",
    "add_read",
]

CHARTS: Final = (
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
SCOPES: Final = ("area", "organ", "unknown")
STYLES: Final = ("print", "screen", "slides")  # of charts/styles


def add_read(commands: Commands[Parser]) -> None:
    """`yoycompare read`."""
    parser = add_command(
        commands,
        "read",
        "print every figure of one or more reports, with its place",
        "Reads reports and gives every figure that their tables and sentences print: the metric, the kind of "
        "applicant, the value and its unit, and the place where it stands. What cannot be placed is listed "
        "with the reason.",
        examples(
            [
                ("every figure of a report", "read report.html"),
                ("a folder of reports as one table", "read reports/ --format csv -o figures.csv"),
                ("a page that names no year", "read page.html --entity 某某市 --year 2023"),
            ]
        ),
    )
    add_entity_and_year(add_files(parser))
    add_output(parser, ("table", "json", "csv", "parquet"))


def add_agree(commands: Commands[Parser]) -> None:
    """`yoycompare agree`."""
    parser = add_command(
        commands,
        "agree",
        "compare two readings of one report, such as a page and its PDF",
        "Reads one report from two files, such as its page and its PDF, and gives each figure in which they "
        "differ, with both places.",
        examples(
            [
                ("a page and its PDF", "agree report.html report.pdf"),
                ("the same for another program", "agree a.html b.docx --format json"),
            ],
            "exit status: 0 where both agree, 1 where they differ.",
        ),
    )
    group = parser.add_argument_group("what is read")
    for name, purpose in (
        ("first", "a report; - for standard input"),
        ("second", "the same report from another file"),
    ):
        completes(group.add_argument(name, type=file, metavar="FILE", help=purpose))
    add_limits(group)
    add_entity_and_year(group, "a file")
    group.add_argument("--anyway", action="store_true", help="also compare reports of other bodies or years")
    add_output(parser, ("table", "json"))


def add_check(commands: Commands[Parser]) -> None:
    """`yoycompare check`."""
    parser = add_command(
        commands,
        "check",
        "say what does not add up, and which sentences the figures contradict or explain",
        "Checks that the figures of reports add up, continue those of the year before and support what the "
        "sentences say. Gives each finding with its places, the most serious first.",
        examples(
            [
                ("a report beside the one before", "check 2024.html --previous 2023.html"),
                ("each finding in a copy of the page", "check 2024.html --format html -o found.html"),
                ("without what is known to stand", "check reports/ --waivers known.toml"),
            ],
            "exit status: 0 where there is no error, 1 where something does not add up.",
        ),
    )
    group = add_files(parser)
    add_entity_and_year(group)
    completes(
        group.add_argument(
            "--previous",
            type=file,
            metavar="FILE",
            help="the report of the year before (else looked for among the files)",
        )
    )
    add_waivers(group)
    shown = parser.add_argument_group("what is shown")
    shown.add_argument("--all", action="store_true", help="also show what holds and what cannot be assessed")
    add_language(shown, "findings")
    add_output(
        parser,
        ("table", "json", "sarif", "junit", "markdown", "html"),
        "how to print (html: a copy of the reports with each finding at its place)",
    )


def add_compare(commands: Commands[Parser]) -> None:
    """`yoycompare compare`."""
    parser = add_command(
        commands,
        "compare",
        "compare each year with the year before and with a base year",
        "Compares each year with the year before and with a base year, and gives both values, the difference, "
        "the change in percent and the index. Where two figures cannot be compared there is a reason "
        "instead of a number.",
        examples(
            [
                ("what changed from year to year", "compare 2023.html 2024.html --base 2023"),
                ("one metric of a folder", "compare reports/ -m requests.received"),
                ("every row as a file", "compare reports/ --format csv -o changes.csv"),
            ]
        ),
    )
    add_files(parser)
    how = add_base(parser)
    how.add_argument(
        "--lag", type=count, default=1, metavar="N", help="compare with N years before (%(default)s)"
    )
    how.add_argument(
        "--link",
        action="store_true",
        help="over a break, compare with a figure stated in this year's categories",
    )
    shown = parser.add_argument_group("what is shown")
    shown.add_argument("--entity", type=text, help="show one body only")
    shown.add_argument("--year", type=year, help="show one year only")
    add_metric(shown, "id of a metric or ratio to show, as `read` prints it (repeatable)")
    shown.add_argument(
        "--all", action="store_true", help="show all metrics and ratios, not only the main ones"
    )
    add_language(shown, "names")
    add_output(parser, ("table", "json", "csv", "parquet", "sdmx"))


def add_chart(commands: Commands[Parser]) -> None:
    """`yoycompare chart`."""
    parser = add_command(
        commands,
        "chart",
        "draw a chart",
        "Compares reports, draws one chart of the comparison, writes it as a picture and prints its path.",
        examples(
            [
                ("one metric over the years", "chart trend reports/ -m review.total -o a.png"),
                (
                    "from last year's open requests to this year's",
                    "chart bridge reports/ --year 2024 -o b.svg",
                ),
                ("which tables each report gives", "chart coverage reports/ -o c.pdf"),
            ]
        ),
    )
    shown = parser.add_argument_group("what is shown")
    shown.add_argument("kind", choices=CHARTS, metavar="KIND", help=f"which chart: {', '.join(CHARTS)}")
    add_files(parser)
    add_base(parser)
    add_metric(
        shown,
        "id of the metric that a chart is about, as `read` prints it; repeatable where it shows several",
    )
    shown.add_argument("--entity", type=text, help="the body, where a chart shows one")
    shown.add_argument("--year", type=year, help="the year, where a chart shows one (the last)")
    add_language(shown, "names", more=("both",))
    shown.add_argument(
        "--style", choices=STYLES, default=STYLES[0], help="what the picture is for (%(default)s)"
    )
    add_output_file(parser, "the picture to write: .png, .svg or .pdf")


def add_brief(commands: Commands[Parser]) -> None:
    """`yoycompare brief`."""
    parser = add_command(
        commands,
        "brief",
        "write what changed and what to verify again, for people to read",
        "Writes one body's brief: what to verify again, what changed most and why, charts, all figures, the texts of "
        "both years side by side, sources and definitions. A page loads nothing from elsewhere.",
        examples(
            [
                ("a page of two years", "brief 2023.html 2024.html -o brief.html"),
                ("one body of a folder, beside its peers", "brief reports/ --entity 某某市 -o brief.html"),
                ("for Word, in English", "brief reports/ --lang en -o brief.docx"),
            ]
        ),
    )
    group = add_files(parser)
    add_waivers(group)
    add_base(parser)
    shown = parser.add_argument_group("what is shown")
    shown.add_argument("--entity", type=text, help="the body, where the files are of several")
    shown.add_argument("--year", type=year, help="the later year (the last)")
    shown.add_argument("--scope", choices=SCOPES, help="the scope, where the body reports for several")
    add_language(shown, "brief", "zh")
    add_output_file(parser, "the file to write: .html, .md, .docx or .xlsx")


def add_form(commands: Commands[Parser]) -> None:
    """`yoycompare form`."""
    parser = add_command(
        commands,
        "form",
        "write the official form, empty or as the draft after a report",
        "Writes the official form of the annual report, empty or as the draft that follows last year's report, "
        "with its carry-over filled in. What was filled in is told on standard error.",
        examples(
            [
                ("this year's draft after last year's report", "form --from 2023.html -o 2024.docx"),
                ("an empty form", "form gid-2021 --year 2024 -o empty.xlsx"),
            ]
        ),
    )
    shown = parser.add_argument_group("what is shown")
    shown.add_argument(
        "form",
        nargs="?",
        type=text,
        metavar="FORM",
        help="gid-2014, gid-2019 or gid-2021 (the one in force in that year)",
    )
    group = parser.add_argument_group("what is read")
    completes(
        group.add_argument("--from", dest="last_year", type=file, metavar="FILE", help="last year's report")
    )
    add_limits(group)
    shown.add_argument(
        "--entity", type=text, help="who reports, where the report of last year does not say it"
    )
    shown.add_argument(
        "--year",
        type=year,
        help="the year of the form (that after the report; a report that says none is of the year before)",
    )
    add_output_file(
        parser,
        "the file to write: .html, .docx, .xlsx, .csv, .md or .txt (HTML on standard output)",
        required=False,
    )


def add_demo(commands: Commands[Parser]) -> None:
    """`yoycompare demo`."""
    parser = add_command(
        commands,
        "demo",
        "compare and chart the figures that ship with the package",
        "Compares the figures that ship with the package, prints two comparisons and writes six charts, each "
        "as PNG and SVG, into a folder. Reads no file of yours.",
        examples([("in Chinese", "demo"), ("in English, into another folder", "demo -o charts --lang en")]),
    )
    shown = parser.add_argument_group("what is shown")
    add_language(shown, "comparisons and charts", "zh")
    output = parser.add_argument_group("output")
    folder = output.add_argument(
        "-o",
        "--output",
        type=file,
        default="yoycompare-demo",
        metavar="FOLDER",
        help="folder for the charts (%(default)s)",
    )
    completes(folder, {"bash": "_shtab_compgen_dirs", "zsh": "_files -/", "tcsh": "d"})
