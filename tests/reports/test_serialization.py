"""Report → JSON, as the shipped schema describes it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cells import Written, filled_pages
from hypothesis import given
from jsonschema import Draft202012Validator
from pages import TITLE, Key, page_keys, read_page, write_page

import yoycompare as yoy
from yoycompare.errors import DocumentError
from yoycompare.reports import Failure
from yoycompare.reports.serialization import report_to_json, results_to_json

SCHEMA: dict[str, Any] = json.loads(
    files("yoycompare").joinpath("schemas", "reports.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
PROSE = f"{TITLE}\n一、总体情况\n全年收到政府信息公开申请1.2万余件，占55.5%，答复申请12件。"


def problems(document: dict[str, Any]) -> list[str]:
    """What the schema has against a document, after it went through JSON."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    return [error.message for error in VALIDATOR.iter_errors(json.loads(text))]


def test_schema_is_a_schema() -> None:
    """The shipped schema itself is valid."""
    Draft202012Validator.check_schema(SCHEMA)


@given(filled_pages("gid-2019"))
def test_any_page(cells: dict[Key, Written]) -> None:
    """Pages with all kinds of cells fit the schema."""
    report = read_page(write_page("gid-2019", {key: cell.text for key, cell in cells.items()}))

    assert [] == problems(results_to_json([report_to_json(report)], []))


def test_failures() -> None:
    """Files that failed are listed with their reason."""
    document = results_to_json(
        [], [Failure(file="a.pdf", error=DocumentError("a.pdf", "it is empty", "save it again"))]
    )

    assert {
        "reports": [],
        "failed": [{"file": "a.pdf", "reason": "it is empty; save it again"}],
    } == document
    assert [] == problems(document)


def test_prose() -> None:
    """A statement: values as numbers, the interval, the place, the quantity beside it."""
    report = read_page(PROSE)
    document = report_to_json(report)
    (received, closed) = document["observations"][:2]

    assert [] == problems(results_to_json([report_to_json(report)], []))
    assert ("某某市", "area", "county", 2023, "prose", "<bytes>", report.sha256) == tuple(
        document[name] for name in ("entity", "scope", "level", "year", "form", "file", "sha256")
    )
    assert (12000, 12000, 13000, "request", "1.2万余件") == tuple(
        received[name] for name in ("value", "low", "high", "unit", "raw")
    )
    start, end = received["place"]["start"], received["place"]["end"]
    assert "1.2万余件" == PROSE[start:end]
    assert {"start": start, "end": end, "text": f"characters {start}-{end}"} == received["place"]
    assert ("requests.closed", 12) == (closed["metric"], closed["value"])
    assert [12000, 55.5, 12] == [item["value"] for item in document["quantities"]]
    assert ["件", "%", "件"] == [item["unit"] for item in document["quantities"]]
    assert {"一"} == {item["section"] for item in document["quantities"]}


def test_cells() -> None:
    """Cells: whole numbers are integers, blanks are null with a status, amounts are in yuan."""
    cells = {
        ("requests.received", "natural_person"): "１２７",
        ("requests.received", "business"): "1O5",
        ("disclosure.charges.amount", "total"): "59237.2449",
        ("disclosure.permits.decisions", "total"): "/",
    }
    document = report_to_json(read_page(write_page("gid-2021", cells)))
    found = {(item["metric"], item["applicant"]): item for item in document["observations"]}

    assert {
        ("requests.received", "natural_person"): (127, "reported", "１２７"),
        ("requests.received", "business"): (None, "unreadable", "1O5"),
        ("disclosure.charges.amount", "total"): (592372449, "reported", "59237.2449"),
        ("disclosure.permits.decisions", "total"): (None, "dash", "/"),
        ("requests.received", "research"): (None, "blank", ""),
    } == {
        key: (found[key]["value"], found[key]["status"], found[key]["raw"])
        for key in (*cells, ("requests.received", "research"))
    }
    assert isinstance(found["disclosure.charges.amount", "total"]["value"], int)
    (unread,) = document["unread"]
    assert ("1O5", "not one number") == (unread["text"], unread["reason"])
    assert {"table", "row", "column", "text"} == set(unread["place"])


def test_derived() -> None:
    """A derived value has its formula and the places of its operands, none of its own."""
    cells = dict.fromkeys(page_keys("gid-2021"), "1")
    document = report_to_json(read_page(write_page("gid-2021", cells)))
    (handled,) = [
        item
        for item in document["observations"]
        if (item["metric"], item["applicant"]) == ("requests.handled", "total")
    ]

    assert (2, "derived", "table", None, "requests.received + requests.carried_in") == tuple(
        handled[name] for name in ("value", "source", "basis", "place", "formula")
    )
    assert 2 == len(handled["places"])


@pytest.mark.parametrize(
    "file", ["shanghai-office-2019.html", "suqian-2024.gb18030.html", "zhejiang-2019.txt"]
)
def test_real_reports(real_reports: Path, file: str) -> None:
    """Real reports fit the schema."""
    assert [] == problems(results_to_json([report_to_json(yoy.read_report(real_reports / file))], []))
