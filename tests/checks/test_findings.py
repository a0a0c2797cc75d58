"""`check`: every family in one frame, messages in two languages, previous reports, fingerprints."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_texts import CARRIED_IN, CARRIED_OUT, RECEIVED, requests_page, text_report

from yoycompare.checks import check, list_checks
from yoycompare.checks.catalogue import RULES
from yoycompare.errors import CheckError
from yoycompare.panels import Panel
from yoycompare.reports import read_report
from yoycompare.synthetic import FaultKind, random_reports, reports_to_panel

OFF = {RECEIVED: (5, 1, 0, 0, 0, 0, 7)}


def found(frame: pl.DataFrame, rule: str) -> list[dict[str, object]]:
    return frame.filter((pl.col("rule") == rule) & (pl.col("outcome") == "fails")).to_dicts()


def test_a_row_that_does_not_add_up() -> None:
    """Both sides, the difference, every cell with its print, and a sentence in each language."""
    (row,) = check(read_report(requests_page(OFF))).errors.to_dicts()

    assert ("rows/requests.received/total", 7.0, 6.0, 1.0) == tuple(
        row[name] for name in ("check", "left", "right", "difference")
    )
    assert "新收申请：总计7，各类申请人合计6，相差1" == row["message_zh"]
    assert (
        "requests received: the total is 7, the kinds of applicants come to 6, 1 apart" == row["message_en"]
    )
    assert [("left", "7", "table 1, row 2, column 8"), ("right", "5", "table 1, row 2, column 2")] == [
        (item["side"], item["raw"], item["place"]) for item in row["operands"][:2]
    ]
    assert row["places"].startswith("table 1, row 2, column 8; table 1, row 2, column 2; ")


def test_blank_total_is_offered_as_derived() -> None:
    """A blank is no 0 and no error; what the others give is said, and stays apart from the print."""
    frame = check(read_report(requests_page({RECEIVED: (5, 1, 0, 0, 0, 0, "")}))).frame
    (row,) = frame.filter(pl.col("check") == "rows/requests.received/total").to_dicts()

    assert ("cannot_be_assessed", None, 6.0, "requests.received (blank)") == tuple(
        str(row[name]) if name == "outcome" else row[name]
        for name in ("outcome", "left", "derived", "missing")
    )
    assert "新收申请：缺少新收申请（空白），无法核对；按其余数字推算为6" == row["message_zh"]
    assert (
        "requests received: it cannot be assessed without requests received (blank); the other figures give 6"
        == row["message_en"]
    )


def test_carry_over_names_both_reports() -> None:
    """Places of last year's report begin with its year."""
    before = read_report(requests_page({CARRIED_OUT: (3, 0, 0, 0, 0, 0, 3)}, year=2023))
    report = read_report(requests_page({CARRIED_IN: (2, 0, 0, 0, 0, 0, 2)}))
    rows = found(check(report, previous=before).frame, "carry_over")

    assert ["2", "2"] == [str(int(row["left"])) for row in rows]  # type: ignore[call-overload]
    assert "table 1, row 2, column 2; 2023: table 1, row 2, column 2" == rows[0]["places"]
    assert (
        "requests carried in (natural persons): 2 in the report of 2024, 3 carried out in that of 2023, 1 apart"
        == rows[0]["message_en"]
    )


def test_two_files_of_one_report_that_differ() -> None:
    """Files of one body and year are compared number for number; what agrees is not listed."""
    pages = [requests_page({RECEIVED: (total - 1, 1, 0, 0, 0, 0, total)}) for total in (6, 8)]
    rows = found(check([read_report(page) for page in pages]).frame, "rivals")

    assert [
        ("rivals/requests.received/natural_person", 7.0, 5.0),
        ("rivals/requests.received/total", 8.0, 6.0),
    ] == [(row["check"], row["left"], row["right"]) for row in rows]
    assert "requests received: 8 in one file, 6 in another, 2 apart" == rows[1]["message_en"]


def test_completeness_of_a_table() -> None:
    """What is on the form and not in the file: tables, rows, cells; and sections."""
    page = requests_page({RECEIVED: (5, 1, "", 0, 0, 0, 6)}, "一、总体情况\n全年收到申请6件。")
    frame = check(read_report(page)).frame
    (cells,) = found(frame, "completeness/cells")
    (rows,) = found(frame, "completeness/rows")

    assert "requests.received[research] (blank)" == cells["missing"]
    assert "1 of 22 items" in str(rows["message_en"]) or "items of the table" in str(rows["message_en"])
    assert {"disclosure.permits", "disputes"} <= {
        str(row["check"]).split("/")[-1] for row in found(frame, "completeness/tables")
    }
    sections = [str(row["check"]).split("/")[-1][0] for row in found(frame, "completeness/sections")]
    assert ["二", "三", "四", "五", "六"] == sections


def test_previous_of_another_body() -> None:
    """One line says what is wrong."""
    reports = [text_report("收到申请12件。", 2024), text_report("收到申请10件。", 2023, "某某县")]
    with pytest.raises(CheckError) as caught:
        check(reports[0], previous=reports[1])
    assert (
        "<bytes>: it is the report of 某某县, not of 某某市; pass entity=... (--entity) where the name changed"
        == str(caught.value)
    )


def test_previous_with_a_panel() -> None:
    """A panel holds its earlier reports."""
    report = text_report("收到申请12件。")
    with pytest.raises(CheckError) as caught:
        check(Panel.from_reports([report]), previous=report)
    expected = "previous: a panel holds its earlier reports itself; give reports, not a panel"
    assert expected == str(caught.value)


def test_the_previous_report_is_not_checked_itself() -> None:
    """It is only compared with."""
    before = read_report(requests_page(OFF, year=2023))
    findings = check(read_report(requests_page({RECEIVED: (5, 1, 0, 0, 0, 0, 6)})), previous=before)

    assert [2024] == findings.frame["year"].unique().to_list()
    assert findings.errors.is_empty()


def test_fingerprints_survive_another_file_and_lapse_with_the_numbers() -> None:
    """The same numbers in another file have the same fingerprint; another number has another."""
    pages = [requests_page(OFF), requests_page(OFF, "说明"), requests_page({RECEIVED: (5, 1, 0, 0, 0, 0, 8)})]
    one, again, other = (check(read_report(page)).errors["fingerprint"][0] for page in pages)

    assert one == again != other
    assert 16 == len(one)


def test_every_rule_is_listed_once() -> None:
    """The catalogue: ids, severities, both languages, and a formula for what follows from the vocabulary."""
    checks = list_checks()

    assert set(RULES) == set(checks["rule"])
    assert {"error", "warning", "note"} == set(checks["severity"])
    assert checks.filter((pl.col("zh") == "") | (pl.col("en") == "")).is_empty()
    assert checks.select("check", "formula").is_unique().all()
    row = checks.filter(check="flow/requests.carried_in/total").row(0, named=True)
    assert (
        "requests.carried_in + requests.received = requests.closed + requests.carried_out",
        "gid-2019 gid-2021",
    ) == (
        row["formula"],
        row["forms"],
    )


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.sampled_from(list(FaultKind)))
def test_findings_hold_together(seed: int, kind: FaultKind) -> None:
    """Whatever was planted: problems first; what does not hold has messages and a fingerprint, what holds has none."""
    frame = check(reports_to_panel(random_reports(seed, bodies=2, faults=[kind]))).frame
    said = frame.filter(pl.col("outcome") != "holds")
    quiet = frame.filter(pl.col("outcome") == "holds")

    assert said.filter(
        (pl.col("message_zh") == "") | (pl.col("message_en") == "") | pl.col("fingerprint").is_null()
    ).is_empty()
    assert quiet.filter((pl.col("message_zh") != "") | pl.col("fingerprint").is_not_null()).is_empty()
    assert frame["outcome"].to_list() == sorted(
        frame["outcome"].to_list(), key=["fails", "cannot_be_assessed", "holds"].index
    )
    assert not said["message_en"].str.contains(r"[a-z]+\.[a-z]+").any()


def test_a_report_without_tables_is_checked_by_its_sentences() -> None:
    """78 and 3 came in, 75 were answered and 3 carried out: 3 are missing. Nothing else can be said, and nothing is."""
    text = "全年新收政府信息公开申请78件，上年结转3件，共办结75件，结转下年度继续办理3件。"
    frame = check(text_report(text)).frame.filter(
        pl.col("family").is_in(["flow", "rows", "columns", "carry_over"])
    )

    assert [("flow/requests.carried_in/total", "fails", 81.0, 78.0)] == frame.select(
        "check", pl.col("outcome").cast(pl.String), "left", "right"
    ).rows()


def test_sentences_of_two_years_are_linked() -> None:
    """24 were carried out, 30 taken over."""
    before = text_report("全年新收政府信息公开申请1156件，办结1132件，结转下年度继续办理24件。", 2021)
    report = text_report(
        "全年新收政府信息公开申请1499件，上年结转30件，办结1453件，结转下年度继续办理76件。", 2022
    )
    (row,) = found(check([before, report]).frame, "carry_over")

    assert (30.0, 24.0) == (row["left"], row["right"])
    assert (
        "requests carried in: 30 in the report of 2022, 24 carried out in that of 2021, 6 apart"
        == row["message_en"]
    )


def test_zhejiang_2019_balances(real_reports: Path) -> None:
    """30105 + 552 = 16864 + 1509 + 8412 + 1190 + 1595 + 1087; rows and columns cannot be said."""
    frame = check(read_report(real_reports / "zhejiang-2019.txt")).frame
    identities = frame.filter(pl.col("family").is_in(["flow", "rows", "columns", "disputes", "carry_over"]))

    assert [("flow/requests.carried_in/total/sentences", "holds", 30657.0, 30657.0)] == identities.select(
        "check", pl.col("outcome").cast(pl.String), "left", "right"
    ).rows()


def test_a_file_that_is_given_twice_counts_once() -> None:
    """Its claims are judged once."""
    report = text_report("全年新收政府信息公开申请78件，同比增长9%。")

    assert check(report).frame.height == check([report, report]).frame.height
