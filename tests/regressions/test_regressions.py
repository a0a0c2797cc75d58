"""Each file here is the smallest that once broke, named after what broke; none is a real report."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import yoycompare as yoy
from yoycompare.reports import Report

FOLDER = Path(__file__).parent
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".html", ".json", ".txt"))

RECEIVED, IN, OUT = "requests.received", "requests.carried_in", "requests.carried_out"
KINDS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_services",
    "other_organization",
    "total",
)
ROW = [(IN, kind) for kind in KINDS]
LABEL = "二、上年结转政府信息公开申请数量"
ONE_TO_SIX = dict(zip(ROW, ["1", "2", "3", "4", "5", "6", "21"], strict=True))
STATED = {(RECEIVED, "total"): "12"}
PENALTIES = {("disclosure.penalties.decisions", "total"): "7"}
RULES = ("made", "repealed", "in_force")
DISPUTES = [
    (f"{case}.{result}", "total")
    for case in ("review", "litigation.direct", "litigation.after_review")
    for result in ("upheld", "corrected", "other", "pending", "total")
]

Printed = dict[tuple[str, str], str]


@cache
def read(file: str) -> Report:
    return yoy.read_report(FOLDER / file)


def printed(report: Report) -> Printed:
    """What is printed, in tables or sentences, by metric and applicant; "" for no value."""
    return {
        (item.metric, item.applicant): "" if item.value is None else f"{item.value.normalize():f}"
        for item in report.observations
        if item.source != "derived"
    }


def _row(metric: str, digits: str) -> Printed:
    """A row of one digit a cell."""
    return {(metric, kind): digit for kind, digit in zip(KINDS, digits, strict=True)}


# Rows of these may be read or listed: only silence is wrong.
READABLE = {"long_note_in_a_table.html", "row_on_one_line.txt", "section_as_paragraphs.html"}

# What each file prints, and what of it stands in `unread`.
EXPECTED: dict[str, tuple[Printed, list[str]]] = {
    "json_with_escaped_angle_brackets.json": (STATED, []),
    "big_endian_without_mark.html": (STATED, []),
    "cases_with_fees.txt": (
        {("processing_fees.cases", "total"): "3", ("processing_fees.collected", "total"): "2230"},
        [],
    ),
    "code_in_a_cell.html": (STATED | ONE_TO_SIX | {(IN, "natural_person"): ""}, []),
    "column_that_no_form_knows.html": (STATED, [f"{LABEL} | 1 | 2 | 4444 | 7"]),
    "empty_line_between_sections.txt": (STATED, [f"{LABEL} 91 3 0 2 0 96"]),
    "count_above_the_title.txt": (STATED, []),
    "end_of_a_word.txt": (STATED, []),
    "figure_of_half_a_year.txt": (STATED, []),
    "figure_of_one_route.txt": (STATED | {("requests.route.mail", "total"): "3"}, []),
    "figure_of_recent_years.txt": (STATED, []),
    "figure_of_several_years.txt": (STATED, []),
    "figures_respectively.txt": (
        STATED | {("review.total", "total"): "3", ("litigation.total", "total"): "2"},
        [],
    ),
    "group_a_column_too_narrow.html": (
        STATED,
        ["二、上年结转政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21"],
    ),
    "group_a_row_too_long.html": (
        STATED
        | _row("requests.outcome.not_processed.reconfirmation", "1000001")
        | _row("requests.outcome.other.not_clarified_in_time", "2000002"),
        ["3.其他 | （六）其他处理 | 3 | 0 | 0 | 0 | 0 | 0 | 3"],
    ),
    "headings_in_another_order.html": (
        STATED | ONE_TO_SIX | {(IN, "research"): "2", (IN, "business"): "3"},
        [],
    ),
    "link_to_the_year_before.txt": (STATED, []),
    "list_of_years_below_the_title.txt": (STATED, []),
    "other_year_below_the_sections.txt": (STATED, []),
    "list_of_articles.txt": (STATED, []),
    "long_note_in_a_table.html": (STATED | PENALTIES | ONE_TO_SIX, [LABEL]),
    "name_of_the_nation_in_a_name.txt": (STATED, []),
    "name_with_brackets.txt": (STATED, []),
    "nearly.txt": (STATED, []),
    "not_disclosed.txt": (STATED, []),
    "number_after_a_bracket.txt": (STATED, []),
    "number_beyond_the_headings.html": (
        STATED | {key: str(number) for number, key in enumerate(DISPUTES, start=1)},
        ["9999"],
    ),
    "rounded_operand.txt": ({(RECEIVED, "total"): "12000", (IN, "total"): "100"}, []),
    "row_named_like_a_column.txt": (STATED, ["3.其他 1 2 3 4 5 6 21"]),
    "row_on_one_line.txt": (
        STATED | dict(zip(ROW, ["91", "3", "0", "0", "2", "0", "96"], strict=True)),
        [f"{LABEL} | 91 | 3 | 0 | 0 | 2 | 0 | 96"],
    ),
    "section_as_paragraphs.html": (STATED | PENALTIES | ONE_TO_SIX, [LABEL]),
    "seven_columns_one_unknown.html": (STATED, [f"{LABEL} | 1 | 2 | 3 | 4 | 5 | 6 | 7"]),
    "share_of_all.txt": (STATED, []),
    "title_about_the_report.txt": (STATED, []),
    "title_that_is_quoted.txt": (STATED, []),
    "title_over_two_lines.txt": (STATED, []),
    "two_outcomes_together.txt": (STATED, []),
    "unknown_row_among_lines.txt": (
        STATED
        | {
            (f"disclosure.regulations.{name}", "total"): str(number)
            for number, name in enumerate(RULES, start=1)
        },
        ["其他主动公开文件 56 45 7"],
    ),
    "unreadable_cell_is_no_zero.html": (
        STATED | dict(zip(DISPUTES, ["5", "", "0", "2", "7", *["0"] * 10], strict=True)),
        ["1O5"],
    ),
    "value_cell_of_two_rows.html": (STATED, ["5"]),
    "row_with_a_cell_too_few.html": (STATED, [f"{LABEL} | 1 | 2 | 3 | 4 | 5 | 21"]),
    "footnote_in_a_cell.html": (STATED | ONE_TO_SIX | {(IN, "natural_person"): ""}, ["1⁹"]),
    "struck_text_in_a_cell.html": (STATED | ONE_TO_SIX | {(IN, "natural_person"): ""}, ["1"]),
    "hidden_row.html": (STATED | ONE_TO_SIX, []),
    "figure_of_each_month.txt": (STATED, []),
    "nested_hidden_cells.html": (STATED, ["3¹² | �6"]),
    "nothing_denied.txt": (STATED | {("requests.outcome.denied", "total"): "0"}, []),
    "word_among_lines.txt": (
        STATED | dict(zip(ROW, ["91", "3", "", "0", "2", "0", "96"], strict=True)),
        [],
    ),
    "year_in_chinese_numerals.txt": (STATED, []),
}


def test_each_file_has_an_expectation() -> None:
    """No file lies here untested."""
    assert FILES == sorted(EXPECTED)


@pytest.mark.parametrize("file", FILES)
def test_printed_values(file: str) -> None:
    """The printed values of the file are read, those that it does not print are not made up."""
    allowed, _ = EXPECTED[file]
    found = printed(read(file))

    assert {} == {key: value for key, value in found.items() if allowed.get(key) != value}
    if not EXPECTED[file][1]:
        assert allowed == found


@pytest.mark.parametrize("file", [file for file, (_, unread) in EXPECTED.items() if unread])
def test_what_is_not_placed_is_listed(file: str) -> None:
    """Numbers that cannot be placed stand in `unread`, the row as a whole."""
    if file in READABLE and EXPECTED[file][0] == printed(read(file)):
        return
    entries = " ".join(item.text for item in read(file).unread)

    assert [] == [text for text in EXPECTED[file][1] if text not in entries]


@pytest.mark.parametrize(
    ("file", "entity", "year"),
    [
        ("title_over_two_lines.txt", "某某市", 2023),
        ("count_above_the_title.txt", "某某县", 2023),
        ("list_of_years_below_the_title.txt", "某某县", 2023),
        ("other_year_below_the_sections.txt", "某某县", 2023),
        ("name_of_the_nation_in_a_name.txt", "中国证券监督管理委员会", 2023),
        ("title_about_the_report.txt", "某某局", 2023),
        ("year_in_chinese_numerals.txt", "某某局", 2023),
        ("link_to_the_year_before.txt", "某某市", 2023),
        ("title_that_is_quoted.txt", "某某市", 2023),
        ("name_with_brackets.txt", "某某局（某某办公室）", 2023),
        ("big_endian_without_mark.html", "某某市", 2023),
    ],
)
def test_who_reports(file: str, entity: str, year: int) -> None:
    """Who reports, about which year."""
    assert (entity, year) == (read(file).entity, read(file).year)


@pytest.mark.parametrize(
    ("file", "quantities"),
    [
        ("end_of_a_word.txt", ["12次", "12件"]),
        ("list_of_articles.txt", ["12件"]),
        ("nearly.txt", ["接近30次", "12件"]),
        ("number_after_a_bracket.txt", ["9件", "5件", "12件"]),
        ("share_of_all.txt", ["100.0%", "12件"]),
    ],
)
def test_quantities(file: str, quantities: list[str]) -> None:
    """The quantities of the text, as printed."""
    assert quantities == [item.text for item in read(file).quantities]


def test_code_in_a_cell() -> None:
    """A cell that holds nothing but code is blank."""
    (found,) = [
        item
        for item in read("code_in_a_cell.html").observations
        if (item.metric, item.applicant) == ROW[0] and item.source == "table"
    ]

    assert ("blank", "") == (found.status, found.raw)


def test_nothing_denied() -> None:
    """A sentence that denies none makes no zeros for rows that the file does not have."""
    assert [] == [item for item in read("nothing_denied.txt").observations if item.source == "derived"]


def test_share_of_all() -> None:
    """A share of 100.0% is at most 100."""
    assert Decimal(100) == read("share_of_all.txt").quantities[0].high


def test_rounded_operand() -> None:
    """A sum with a rounded operand is not exact."""
    (found,) = [
        item for item in read("rounded_operand.txt").observations if item.metric == "requests.handled"
    ]

    assert (Decimal(12100), Decimal(11600), Decimal(12600)) == (found.value, found.low, found.high)


def test_unreadable_cell_is_no_zero() -> None:
    """No derived value stands beside a cell that prints something unreadable."""
    found = [
        item
        for item in read("unreadable_cell_is_no_zero.html").observations
        if item.metric == "review.corrected" and item.source == "derived"
    ]

    assert [] == found
