"""Reports with real figures: every cell of `expected.csv`, and what their prose states."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import yoycompare as yoy
from yoycompare.reports import Observation, Report

SHANGHAI = "shanghai-office-2019.html"
SUQIAN_2023 = ("suqian-2023.html", "suqian-2023-cells.txt")
SUQIAN_2024 = ("suqian-2024.html", "suqian-2024.gb18030.html")
ZHEJIANG = "zhejiang-2019.txt"
FILES = (SHANGHAI, *SUQIAN_2023, *SUQIAN_2024, ZHEJIANG)
WITH_TABLES = FILES[:-1]

Cell = tuple[str, str, Decimal | None, str]  # metric, applicant, value, status

files = pytest.mark.parametrize("file", FILES)
files_with_tables = pytest.mark.parametrize("file", WITH_TABLES)


@cache
def read(folder: Path, file: str) -> Report:
    return yoy.read_report(folder / file)


@cache
def expected_cells(folder: Path) -> dict[str, set[Cell]]:
    """The cells of `expected.csv` by file."""
    cells: dict[str, set[Cell]] = {file: set() for file in FILES}
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            value = Decimal(row["value"]) if row["value"] else None
            cells[row["file"]].add((row["metric"], row["applicant"], value, row["status"]))
    return cells


def from_source(report: Report, source: str) -> list[Observation]:
    return [item for item in report.observations if item.source == source]


def totals(report: Report, source: str) -> dict[str, str]:
    """Metric and value of the observations for all applicants together."""
    return {item.metric: str(item.value) for item in from_source(report, source) if item.applicant == "total"}


@files_with_tables
def test_every_expected_cell_and_no_other(real_reports: Path, file: str) -> None:
    """The table observations are exactly the cells of `expected.csv`: metric, applicant, value, status."""
    report = read(real_reports, file)
    found = {
        (item.metric, item.applicant, item.value, str(item.status)) for item in from_source(report, "table")
    }

    assert expected_cells(real_reports)[file] == found
    assert len(found) == len(from_source(report, "table"))


def test_each_file_of_the_expected_cells_is_tested(real_reports: Path) -> None:
    """Every file that `expected.csv` names is read here; none but the prose report has no cell in it."""
    cells = expected_cells(real_reports)

    assert set(FILES) == set(cells)
    assert {ZHEJIANG} == {file for file, expected in cells.items() if not expected}


@pytest.mark.parametrize(
    ("file", "entity", "year", "form", "scope", "level"),
    [
        (SHANGHAI, "上海市人民政府办公厅", 2019, "gid-2019", "organ", "province"),
        *((file, "宿迁市", 2023, "gid-2021", "area", "prefecture") for file in SUQIAN_2023),
        *((file, "宿迁市", 2024, "gid-2021", "area", "prefecture") for file in SUQIAN_2024),
        (ZHEJIANG, "浙江省", 2019, "prose", "area", "province"),
    ],
)
def test_who_reports(
    real_reports: Path, file: str, entity: str, year: int, form: str, scope: str, level: str
) -> None:
    """Entity, year, form, scope and level of each report."""
    report = read(real_reports, file)

    assert (entity, year, form, scope, level) == (
        report.entity,
        report.year,
        report.form,
        report.scope,
        report.level,
    )


def test_prose_report_counts_as_both_forms_that_it_fits(real_reports: Path) -> None:
    """Nothing in the prose of 2019 tells the two forms apart; a report with tables has one form."""
    assert ("gid-2019", "gid-2021") == read(real_reports, ZHEJIANG).categories
    assert ("gid-2019",) == read(real_reports, SHANGHAI).categories
    assert ("gid-2021",) == read(real_reports, SUQIAN_2024[0]).categories


@files
def test_each_place_is_read_again_as_printed(real_reports: Path, file: str) -> None:
    """What stands at the place of an observation is its `raw`; only derived ones have no place of their own."""
    report = read(real_reports, file)
    printed = [item for item in report.observations if item.place is not None]

    assert [] == [item for item in printed if report.document.printed_at(item.place) != item.raw]
    assert {"derived"} == {str(item.source) for item in report.observations if item.place is None}


@files
def test_each_derived_value_rests_on_printed_places(real_reports: Path, file: str) -> None:
    """A derived observation has a formula, and its places are those of printed operands."""
    report = read(real_reports, file)
    derived = from_source(report, "derived")

    assert [] == [item for item in derived if not item.formula or not item.places]
    for item in derived:
        for place in item.places:
            assert report.document.printed_at(place)


@files
def test_nothing_is_left_unread(real_reports: Path, file: str) -> None:
    """All numbers in the tables of these reports are understood."""
    assert () == read(real_reports, file).unread


@files
def test_each_quantity_is_in_the_text(real_reports: Path, file: str) -> None:
    """Spans are in bounds and increasing, and cover the text of the quantity."""
    report = read(real_reports, file)
    quantities = report.quantities

    assert [item.text for item in quantities] == [report.text[item.start : item.end] for item in quantities]
    assert all(first.end <= second.start for first, second in pairwise(quantities))


def test_the_two_copies_of_suqian_agree(real_reports: Path) -> None:
    """Page and one-cell-a-line text of 2023, UTF-8 and GB 18030 page of 2024: the same observations."""
    for first, second in (SUQIAN_2023, SUQIAN_2024):
        one, other = (
            sorted(
                (item.metric, item.applicant, item.source, str(item.value), item.status, item.raw)
                for item in report.observations
            )
            for report in (read(real_reports, first), read(real_reports, second))
        )

        assert one == other


def test_encodings(real_reports: Path) -> None:
    """The page that declares gb2312 is read as GB 18030, which its rare characters need."""
    report = read(real_reports, SUQIAN_2024[1])

    assert "gb18030" == report.document.encoding
    assert "第〇号清单、镕字档案" in report.text


@pytest.mark.parametrize(
    ("metric", "raw", "value"),
    [
        ("requests.received", "30105件", 30105),
        ("requests.carried_in", "552件", 552),
        ("requests.outcome.disclosed", "16864件", 16864),
        ("requests.outcome.denied", "1509件", 1509),
        ("requests.outcome.unavailable", "8412件", 8412),
        ("requests.outcome.not_processed", "1190件", 1190),
        ("requests.outcome.other", "1595件", 1595),
        ("requests.carried_out", "1087件", 1087),
        ("review.total", "1450件", 1450),
        ("litigation.total", "1871件", 1871),
    ],
)
def test_zhejiang_states_a_figure_in_prose(real_reports: Path, metric: str, raw: str, value: int) -> None:
    """Each figure of the prose: its value, exact, and the span that prints it."""
    report = read(real_reports, ZHEJIANG)
    (item,) = [item for item in from_source(report, "prose") if item.metric == metric]

    assert (Decimal(value), Decimal(value), Decimal(value)) == (item.value, item.low, item.high)
    assert ("total", "reported", "prose") == (item.applicant, item.status, item.basis)
    assert item.place is not None
    assert raw == report.text[item.place.start : item.place.end] == item.raw


def test_zhejiang_states_ten_figures(real_reports: Path) -> None:
    """The prose states ten metrics, no more; two follow from them."""
    report = read(real_reports, ZHEJIANG)

    assert 10 == len(from_source(report, "prose"))
    assert {"requests.handled": "30657", "requests.closed": "29570"} == totals(report, "derived")
    assert 12 == len(report.observations)


@pytest.mark.parametrize(
    ("metric", "value", "formula"),
    [
        ("requests.handled", 30657, "requests.received + requests.carried_in"),
        ("requests.closed", 29570, "requests.handled - requests.carried_out"),
    ],
)
def test_zhejiang_derived_figure(real_reports: Path, metric: str, value: int, formula: str) -> None:
    """What follows from the prose says how, and that it rests on prose."""
    (item,) = [item for item in from_source(read(real_reports, ZHEJIANG), "derived") if item.metric == metric]

    assert (Decimal(value), formula, "reported", "prose") == (
        item.value,
        item.formula,
        item.status,
        item.basis,
    )


def test_zhejiang_text_is_the_file(real_reports: Path) -> None:
    """Spans count in the decoded file, which is kept unchanged."""
    content = (real_reports / ZHEJIANG).read_bytes().decode("utf-8")

    assert content == read(real_reports, ZHEJIANG).text


def test_shanghai_blanks_that_an_identity_forces(real_reports: Path) -> None:
    """Printed column totals force the blanks of each column to 0; row totals then follow as sums."""
    derived = {
        (item.metric, item.applicant): item for item in from_source(read(real_reports, SHANGHAI), "derived")
    }
    granted = derived["requests.outcome.granted", "total"]
    other = derived["requests.outcome.other", "natural_person"]

    assert (Decimal(272), Decimal(337)) == (
        granted.value,
        derived["requests.outcome.unavailable", "total"].value,
    )
    assert (
        " + ".join(
            f"requests.outcome.granted[{applicant}]"
            for applicant in (
                "natural_person",
                "business",
                "research",
                "public_interest",
                "legal_services",
                "other_organization",
            )
        )
        == granted.formula
    )
    assert Decimal(0) == other.value
    assert other.formula.startswith("0, since requests.closed[natural_person] = ")


def test_shanghai_prose_and_table_stay_side_by_side(real_reports: Path) -> None:
    """The prose says 258 disclosed and 265 unavailable, the table 275 and 337: both are kept."""
    report = read(real_reports, SHANGHAI)
    prose, derived = totals(report, "prose"), totals(report, "derived")

    assert ("258", "275") == (prose["requests.outcome.disclosed"], derived["requests.outcome.disclosed"])
    assert ("265", "337") == (prose["requests.outcome.unavailable"], derived["requests.outcome.unavailable"])
    assert "805" == prose["requests.closed"]


def test_shanghai_amounts(real_reports: Path) -> None:
    """The amount of procurement prints its unit in the cell."""
    (item,) = [
        item
        for item in read(real_reports, SHANGHAI).observations
        if item.metric == "disclosure.procurement.amount"
    ]

    assert (Decimal(251000), "251000元", "CNY") == (item.value, item.raw, item.unit)


def test_suqian_amounts(real_reports: Path) -> None:
    """The heading prints 万元: 59237.2449 are 592372449 yuan, to the yuan."""
    for file in SUQIAN_2023:
        (item,) = [
            item
            for item in read(real_reports, file).observations
            if item.metric == "disclosure.charges.amount"
        ]

        assert (Decimal(592372449), "59237.2449", "CNY") == (item.value, item.raw, item.unit)


@pytest.mark.parametrize(
    ("file", "stated"),
    [
        (
            SUQIAN_2023[0],
            {
                "requests.handled": "3607",
                "requests.outcome.granted": "1191",
                "requests.outcome.partial": "328",
                "requests.outcome.denied": "142",
                "requests.outcome.unavailable": "1078",
                "requests.outcome.not_processed": "406",
                "requests.outcome.other": "341",
                "requests.carried_out": "121",
                "processing_fees.cases": "25",
                "processing_fees.collected": "2950",
            },
        ),
        (
            SUQIAN_2024[0],
            {
                "requests.handled": "3646",
                "requests.outcome.granted": "1431",
                "requests.outcome.partial": "471",
                "requests.outcome.denied": "92",
                "requests.outcome.unavailable": "941",
                "requests.outcome.not_processed": "117",
                "requests.outcome.other": "469",
                "requests.carried_out": "125",
                "review.total": "134",
                "litigation.total": "57",
                "processing_fees.cases": "3",
                "processing_fees.collected": "2230",
            },
        ),
        (
            SHANGHAI,
            {
                "requests.received": "859",
                "requests.closed": "805",
                "requests.carried_in": "18",
                "requests.carried_out": "72",
                "requests.outcome.disclosed": "258",
                "requests.outcome.denied": "35",
                "requests.outcome.unavailable": "265",
                "requests.outcome.not_processed": "158",
                "requests.outcome.other": "0",
                "review.total": "7",
                "litigation.total": "9",
            },
        ),
    ],
)
def test_what_the_prose_states(real_reports: Path, file: str, stated: dict[str, str]) -> None:
    """Every metric that the sentences state, with its value."""
    assert stated == totals(read(real_reports, file), "prose")
