"""The shipped dataset, read with the standard library alone: its shape, its figures, its sums."""

import csv
import hashlib
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

DATASETS = Path(__file__).resolve().parent.parent / "datasets"
ZHEJIANG, SUQIAN, SHANGHAI = "浙江省", "宿迁市", "上海市人民政府办公厅"
KINDS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_services",
    "other_organization",
)
REASON_COUNTS = {"denied": 8, "unavailable": 3, "not_processed": 5, "other": 3}

Row = dict[str, str]


@pytest.fixture(scope="module")
def package() -> dict[str, Any]:
    """The description of the dataset."""
    loaded: dict[str, Any] = json.loads((DATASETS / "datapackage.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """All rows of the CSV file, values as text."""
    with (DATASETS / "gid-reports.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pick(rows: list[Row], agency: str, year: str, metric: str, applicant: str, source: str) -> Row:
    """The one row with these coordinates; ValueError if there is none, or more than one."""
    wanted = (agency, year, metric, applicant, source)
    names = ("agency", "year", "metric", "applicant", "source")
    (row,) = [row for row in rows if tuple(row[name] for name in names) == wanted]
    return row


def table_figures(rows: list[Row], agency: str, year: str) -> dict[tuple[str, str], Decimal]:
    """Reported table figures of one report by metric and applicant."""
    return {
        (row["metric"], row["applicant"]): Decimal(row["value"])
        for row in rows
        if (row["agency"], row["year"], row["source"], row["status"]) == (agency, year, "table", "reported")
    }


def test_header_equals_described_fields(package: dict[str, Any]) -> None:
    """The header names the fields of the description, in their order."""
    with (DATASETS / "gid-reports.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert [field["name"] for field in package["resources"][0]["schema"]["fields"]] == header


def test_file_equals_described_bytes(package: dict[str, Any]) -> None:
    """Size and hash of the file are those that the description states."""
    content = (DATASETS / "gid-reports.csv").read_bytes()
    resource = package["resources"][0]
    actual = (len(content), "sha256:" + hashlib.sha256(content).hexdigest())
    assert (resource["bytes"], resource["hash"]) == actual


def test_file_has_plain_line_ends() -> None:
    """The file has no byte order mark and no carriage return, and ends with a line feed."""
    content = (DATASETS / "gid-reports.csv").read_bytes()
    assert (b"agency", 0, b"\n") == (content[:6], content.count(b"\r"), content[-1:])


def test_key_is_unique(package: dict[str, Any], rows: list[Row]) -> None:
    """No two rows share the primary key of the description."""
    key = package["resources"][0]["schema"]["primaryKey"]
    counts = Counter(tuple(row[name] for name in key) for row in rows)
    assert [] == [values for values, count in counts.items() if count > 1]


def test_closed_lists_hold(package: dict[str, Any], rows: list[Row]) -> None:
    """Fields with a closed list hold its entries and no others, and each entry occurs."""
    fields = package["resources"][0]["schema"]["fields"]
    closed = {
        field["name"]: set(field["constraints"]["enum"])
        for field in fields
        if "enum" in field.get("constraints", {})
    }
    assert closed == {name: {row[name] for row in rows} for name in closed}


def test_required_fields_are_filled(package: dict[str, Any], rows: list[Row]) -> None:
    """A field that the description calls required is empty nowhere."""
    fields = package["resources"][0]["schema"]["fields"]
    required = [field["name"] for field in fields if field.get("constraints", {}).get("required")]
    assert [] == [(name, row) for row in rows for name in required if not row[name]]


def test_rows_per_report(rows: list[Row]) -> None:
    """Each report has its known number of table cells, blank cells and prose figures."""
    counts = Counter((row["agency"], row["year"], row["source"], row["status"]) for row in rows)
    expected = {
        (ZHEJIANG, "2019", "prose", "reported"): 10,
        (SUQIAN, "2023", "table", "reported"): 200,
        (SUQIAN, "2023", "prose", "reported"): 10,
        (SUQIAN, "2024", "table", "reported"): 200,
        (SUQIAN, "2024", "prose", "reported"): 12,
        (SHANGHAI, "2019", "table", "reported"): 63,
        (SHANGHAI, "2019", "table", "blank"): 135,
        (SHANGHAI, "2019", "prose", "reported"): 11,
    }
    assert expected == counts


def test_report_coordinates(rows: list[Row]) -> None:
    """Scope, level, form and date are one combination per report."""
    names = ("agency", "year", "scope", "level", "form", "source_date")
    expected = {
        (ZHEJIANG, "2019", "area", "province", "prose", "2020-03-20"),
        (SUQIAN, "2023", "area", "prefecture", "gid-2021", ""),
        (SUQIAN, "2024", "area", "prefecture", "gid-2021", ""),
        (SHANGHAI, "2019", "organ", "province", "gid-2019", ""),
    }
    assert expected == {tuple(row[name] for name in names) for row in rows}


@pytest.mark.parametrize(
    ("agency", "year", "metric", "applicant", "source", "value", "unit", "printed"),
    [
        (ZHEJIANG, "2019", "requests.carried_in", "total", "prose", "552", "request", "552件"),
        (ZHEJIANG, "2019", "litigation.total", "total", "prose", "1871", "case", "1871件"),
        (SUQIAN, "2023", "disclosure.charges.amount", "total", "table", "592372449", "CNY", "59237.2449"),
        (SUQIAN, "2024", "disclosure.charges.amount", "total", "table", "727012578", "CNY", "72701.2578"),
        (SUQIAN, "2024", "disclosure.permits.decisions", "total", "table", "1573179", "decision", "1573179"),
        (SUQIAN, "2024", "requests.carried_out", "business", "table", "5", "request", "5"),
        (SUQIAN, "2024", "review.total", "total", "table", "170", "case", "170"),
        (SUQIAN, "2024", "review.total", "total", "prose", "134", "case", "134件"),
        (SUQIAN, "2024", "processing_fees.collected", "total", "prose", "2230", "CNY", "2230元"),
        (SHANGHAI, "2019", "disclosure.procurement.amount", "total", "table", "251000", "CNY", "251000元"),
        (SHANGHAI, "2019", "disclosure.regulations.made", "total", "table", "13", "document", "13"),
        (SHANGHAI, "2019", "requests.outcome.other", "total", "prose", "0", "request", "0件"),
        (SHANGHAI, "2019", "requests.outcome.other", "total", "table", "", "request", ""),
    ],
)
def test_known_figure(
    rows: list[Row],
    agency: str,
    year: str,
    metric: str,
    applicant: str,
    source: str,
    value: str,
    unit: str,
    printed: str,
) -> None:
    """A figure checked by hand stands in the file with its unit and its printed text."""
    row = pick(rows, agency, year, metric, applicant, source)
    assert (value, unit, printed) == (row["value"], row["unit"], row["printed"])


def test_value_is_empty_exactly_where_not_reported(rows: list[Row]) -> None:
    """Value and printed text are both there for a reported figure and both empty for any other."""
    expected = [(row["status"] == "reported",) * 2 for row in rows]
    assert expected == [(row["value"] != "", row["printed"] != "") for row in rows]


def test_values_are_plain_whole_numbers(rows: list[Row]) -> None:
    """Every value parses as a decimal and is whole, not negative and in its shortest plain form."""
    values = [row["value"] for row in rows if row["status"] == "reported"]
    assert values == [str(abs(Decimal(value).to_integral_exact())) for value in values]


def test_printed_text_leads_to_the_value(rows: list[Row]) -> None:
    """The printed figure is the value, but for charges, printed in ten thousands of yuan."""
    wrong = []
    for row in rows:
        if row["status"] == "reported":
            factor = 10_000 if row["metric"] == "disclosure.charges.amount" else 1
            if Decimal(row["printed"].rstrip("件元")) * factor != Decimal(row["value"]):
                wrong.append(row)
    assert [] == wrong


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_suqian_requests_balance_in_every_column(rows: list[Row], year: str) -> None:
    """Received plus carried in equals closed plus carried out, in all seven applicant columns."""
    figures = table_figures(rows, SUQIAN, year)
    columns = (*KINDS, "total")
    coming = [figures["requests.received", c] + figures["requests.carried_in", c] for c in columns]
    going = [figures["requests.closed", c] + figures["requests.carried_out", c] for c in columns]
    assert coming == going


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_suqian_applicant_kinds_sum_to_the_total(rows: list[Row], year: str) -> None:
    """The six applicant kinds add up to the total on each of the 25 rows of the request table."""
    figures = table_figures(rows, SUQIAN, year)
    metrics = sorted({metric for metric, _ in figures if metric.startswith("requests.")})
    sums = {metric: sum(figures[metric, kind] for kind in KINDS) for metric in metrics}
    assert (25, sums) == (len(metrics), {metric: figures[metric, "total"] for metric in metrics})


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_suqian_outcomes_sum_to_closed(rows: list[Row], year: str) -> None:
    """The outcomes add up to the requests closed, in all seven applicant columns."""
    figures = table_figures(rows, SUQIAN, year)
    columns = (*KINDS, "total")
    sums = {
        column: sum(
            value
            for (metric, applicant), value in figures.items()
            if applicant == column and metric.startswith("requests.outcome.")
        )
        for column in columns
    }
    assert {column: figures["requests.closed", column] for column in columns} == sums


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_suqian_sentences_agree_with_the_request_table(rows: list[Row], year: str) -> None:
    """Caseload, outcomes and carry-over of the prose equal the sums of their table rows."""
    figures = table_figures(rows, SUQIAN, year)
    expected = {
        "requests.handled": figures["requests.received", "total"] + figures["requests.carried_in", "total"],
        "requests.carried_out": figures["requests.carried_out", "total"],
        "requests.outcome.granted": figures["requests.outcome.granted", "total"],
        "requests.outcome.partial": figures["requests.outcome.partial", "total"],
    }
    for group, count in REASON_COUNTS.items():
        reasons = [m for m, a in figures if a == "total" and m.startswith(f"requests.outcome.{group}.")]
        assert (group, count) == (group, len(reasons))
        expected[f"requests.outcome.{group}"] = sum((figures[m, "total"] for m in reasons), Decimal(0))
    actual = {
        metric: Decimal(pick(rows, SUQIAN, year, metric, "total", "prose")["value"]) for metric in expected
    }
    assert expected == actual


@pytest.mark.parametrize(
    ("year", "block"),
    [(y, b) for y in ("2023", "2024") for b in ("review", "litigation.direct", "litigation.after_review")],
)
def test_suqian_dispute_results_sum_to_the_total(rows: list[Row], year: str, block: str) -> None:
    """Upheld, corrected, other and pending add up to the total of each dispute block."""
    figures = table_figures(rows, SUQIAN, year)
    results = ("upheld", "corrected", "other", "pending")
    assert figures[f"{block}.total", "total"] == sum(figures[f"{block}.{r}", "total"] for r in results)


def test_suqian_2024_dispute_sentence_leaves_out_pending_cases(rows: list[Row]) -> None:
    """The reviews and lawsuits of the prose are the table totals less the pending cases."""
    figures = table_figures(rows, SUQIAN, "2024")
    blocks = {
        "review.total": ["review"],
        "litigation.total": ["litigation.direct", "litigation.after_review"],
    }
    expected = {
        metric: sum(figures[f"{b}.total", "total"] - figures[f"{b}.pending", "total"] for b in names)
        for metric, names in blocks.items()
    }
    actual = {
        metric: Decimal(pick(rows, SUQIAN, "2024", metric, "total", "prose")["value"]) for metric in blocks
    }
    assert expected == actual


def test_suqian_years_are_linked(rows: list[Row]) -> None:
    """What 2023 carries out 2024 carries in, column by column, and the stocks of documents roll forward."""
    before, after = (table_figures(rows, SUQIAN, year) for year in ("2023", "2024"))
    out = [before["requests.carried_out", column] for column in (*KINDS, "total")]
    assert out == [after["requests.carried_in", column] for column in (*KINDS, "total")]
    for name in ("disclosure.regulations", "disclosure.normative_documents"):
        rolled = before[f"{name}.in_force", "total"] + after[f"{name}.made", "total"]
        assert rolled - after[f"{name}.repealed", "total"] == after[f"{name}.in_force", "total"]


def test_shanghai_filled_cells_reach_the_closed_total(rows: list[Row]) -> None:
    """With blank cells left out, the outcomes of each filled column add up to its closed figure."""
    figures = table_figures(rows, SHANGHAI, "2019")
    closed = {a: value for (m, a), value in figures.items() if m == "requests.closed" and a != "total"}
    sums = {
        column: sum(v for (m, a), v in figures.items() if a == column and m.startswith("requests.outcome."))
        for column in closed
    }
    assert (Decimal(805), closed) == (sum(closed.values()), sums)


def test_shanghai_sentence_disagrees_with_the_table_as_noted(rows: list[Row]) -> None:
    """The prose says 258 and 265 where the filled cells of the table add up to 275 and 337."""
    figures = table_figures(rows, SHANGHAI, "2019")
    prose = {
        name: pick(rows, SHANGHAI, "2019", f"requests.outcome.{name}", "total", "prose")["value"]
        for name in ("disclosed", "unavailable")
    }
    disclosed = sum(v for (m, _), v in figures.items() if m.endswith(("outcome.granted", "outcome.partial")))
    unavailable = sum(v for (m, _), v in figures.items() if m.startswith("requests.outcome.unavailable."))
    assert ({"disclosed": "258", "unavailable": "265"}, 275, 337) == (prose, disclosed, unavailable)


def test_zhejiang_inflow_equals_outflow(rows: list[Row]) -> None:
    """30105 received and 552 carried in are the five outcomes and the carry-over, 30657 requests."""
    figures = {row["metric"]: Decimal(row["value"]) for row in rows if row["agency"] == ZHEJIANG}
    outcomes = sum(value for metric, value in figures.items() if metric.startswith("requests.outcome."))
    coming = figures["requests.received"] + figures["requests.carried_in"]
    assert (Decimal(30657), Decimal(30657)) == (coming, outcomes + figures["requests.carried_out"])
