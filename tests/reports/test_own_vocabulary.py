"""A vocabulary of another country in one file: another form is read without a line of Python."""

from __future__ import annotations

from decimal import Decimal

import pytest

import yoycompare as yoy
from yoycompare.reports import Report
from yoycompare.vocabulary import Vocabulary

FOIA = """
[[unit]]
id = "request"
zh = "件"
en = "requests"
printed = ["requests", "件"]

[[applicant]]
id = "total"
zh = "总计"
en = "all requesters"

[[metric]]
id = "pending_start"
zh = "年初待办"
en = "pending at start"
definition_zh = "财年开始时待办。"
definition_en = "Requests pending as of the start of the fiscal year."
kind = "stock_start"
unit = "request"
polarity = "neutral"

[[metric]]
id = "received"
zh = "收到"
en = "received"
definition_zh = "财年内收到。"
definition_en = "Requests received in the fiscal year."
kind = "flow"
unit = "request"
polarity = "neutral"

[[metric]]
id = "handled"
zh = "经手"
en = "handled"
definition_zh = "年初待办与收到之和。"
definition_en = "Pending at the start and received."
kind = "caseload"
unit = "request"
polarity = "neutral"
stated_on = ["foia-2008"]

[[metric]]
id = "processed"
zh = "办结"
en = "processed"
definition_zh = "财年内办结。"
definition_en = "Requests processed in the fiscal year."
kind = "flow"
unit = "request"
polarity = "neutral"

[[metric]]
id = "pending_end"
zh = "年末待办"
en = "pending at end"
definition_zh = "财年结束时待办。"
definition_en = "Requests pending as of the end of the fiscal year."
kind = "stock_end"
unit = "request"
polarity = "neutral"

[[split]]
whole = "handled"
parts = ["pending_start", "received"]
type = "partition"
axis = "origin"
forms = ["foia-2008"]
applicants = "total"

[[statement]]
metric = "received"
before = "received "

[[form]]
id = "foia-2008"
zh = "信息自由法年度报告"
en = "FOIA annual report"
order = 1
first_year = 2008
basis = "5 U.S.C. 552(e)"

[[form.table]]
id = "requests"
layout = "blocks"
zh = "收办"
en = "received, processed and pending"
title = "V.A. FOIA Requests - Received, Processed and Pending"
columns = [
    { path = ["Number of Requests Pending as of Start of Fiscal Year"], aliases = [["Pending at Start"]] },
    { path = ["Number of Requests Received in Fiscal Year"] },
    { path = ["Number of Requests Processed in Fiscal Year"] },
    { path = ["Number of Requests Pending as of End of Fiscal Year"] },
]
rows = [
    { path = ["AGENCY OVERALL"], metrics = ["pending_start", "received", "processed", "pending_end"] },
]
"""
HEADINGS = (
    "Number of Requests Pending as of Start of Fiscal Year",
    "Number of Requests Received in Fiscal Year",
    "Number of Requests Processed in Fiscal Year",
    "Number of Requests Pending as of End of Fiscal Year",
)
TITLE = "V.A. FOIA Requests - Received, Processed and Pending"


@pytest.fixture(scope="module")
def foia(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("vocabulary") / "foia.toml"
    path.write_text(FOIA, encoding="utf-8")
    return yoy.load_vocabulary(path)


def page(
    headings: tuple[str, ...] = HEADINGS, values: tuple[str, ...] = ("1,204", "5,310", "5,100", "1,414")
) -> bytes:
    def row(cells: tuple[str, ...]) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    return (
        f"<h1>Annual Report</h1><table><tr><td colspan=5>{TITLE}</td></tr>"
        f"{row(('Agency', *headings))}{row(('AGENCY OVERALL', *values))}</table>"
    ).encode()


def read(data: bytes, vocabulary: Vocabulary) -> Report:
    return yoy.read_report(data, entity="Department", year=2019, vocabulary=vocabulary)


def values(report: Report) -> dict[str, Decimal | None]:
    return {item.metric: item.value for item in report.observations}


def test_page(foia: Vocabulary) -> None:
    """The cells of the form, and what follows from its partition."""
    report = read(page(), foia)

    assert ("foia-2008", "Department", 2019, "unknown", ()) == (
        report.form,
        report.entity,
        report.year,
        report.level,
        report.unread,
    )
    assert {
        "pending_start": Decimal(1204),
        "received": Decimal(5310),
        "processed": Decimal(5100),
        "pending_end": Decimal(1414),
        "handled": Decimal(6514),
    } == values(report)


def test_lines(foia: Vocabulary) -> None:
    """The same as text, one cell a line."""
    text = "\n".join(
        ["Annual Report", TITLE, "Agency", *HEADINGS, "AGENCY OVERALL", "1,204", "5,310", "5,100", "1,414"]
    )

    assert values(read(page(), foia)) == values(read(text.encode(), foia))


@pytest.mark.parametrize("container", ["html", "docx", "xlsx", "csv", "md", "rows", "tabs"])
def test_written_form(foia: Vocabulary, container: str) -> None:
    """The form of that vocabulary is written, and read back."""
    figures = {("received", "total"): 5310, ("processed", "total"): "n/a"}
    written = yoy.briefs.form("foia-2008", figures, vocabulary=foia)
    report = read(written.to_bytes(container), foia)

    assert {"pending_start": "", "received": "5310", "processed": "n/a", "pending_end": ""} == {
        item.metric: item.raw for item in report.observations if item.source == "table"
    }


def test_other_headings(foia: Vocabulary) -> None:
    """Aliases and another order of columns."""
    report = read(page((HEADINGS[3], "Pending at Start", *HEADINGS[1:3]), ("4", "1", "2", "3")), foia)

    assert {
        "pending_start": Decimal(1),
        "received": Decimal(2),
        "processed": Decimal(3),
        "pending_end": Decimal(4),
        "handled": Decimal(3),
    } == values(report)


def test_wording_with_a_classifier(foia: Vocabulary) -> None:
    """A sentence is read where the unit is one that sentences use."""
    report = read("The Department received 12件 in 2019.".encode(), foia)

    assert {"received": Decimal(12)} == values(report)
    assert "prose" == report.form


def test_chinese_labels_mean_nothing_here(foia: Vocabulary) -> None:
    """Another vocabulary knows nothing of the forms of the bundled one."""
    with pytest.raises(yoy.YoycompareError) as raised:
        read("某某市2019年政府信息公开工作年度报告\n共收到政府信息公开申请12件。".encode(), foia)

    assert (
        "<bytes>: no table and no sentence of an annual report was found; check that this is the report itself"
        == str(raised.value)
    )
