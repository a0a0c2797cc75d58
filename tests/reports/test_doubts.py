"""Sources that contradict the year that was taken, and what says who reports and about which year."""

from __future__ import annotations

import pytest
from heads import read_head
from pages import read_page

import yoycompare as yoy
from yoycompare.errors import ReportError
from yoycompare.reports import Witness

TITLE = "宿迁市2023年政府信息公开工作年度报告"
PERIOD = "2022年1月1日起至2022年12月31日"
FIGURE = "共收到政府信息公开申请12件。"


@pytest.mark.parametrize(
    ("text", "name", "container", "quoted", "reason"),
    [
        (
            f"{TITLE}\n统计期限自{PERIOD}止。",
            "",
            "",
            PERIOD,
            "the stated period says 2022; 2023 was taken, from the title",
        ),
        (
            f"{TITLE}\n统计期限自2022年1月1日起至2023年12月31日止。",
            "",
            "",
            "2022年1月1日起至2023年12月31日",
            "the stated period says 2022 to 2023; 2023 was taken, from the title",
        ),
        (
            f"{TITLE}\n现公布宿迁市2022年政府信息公开工作年度报告。",
            "",
            "",
            "宿迁市2022年政府信息公开工作年度报告",
            "the preamble says 2022; 2023 was taken, from the title",
        ),
        (
            TITLE,
            "",
            "宿迁市2022年政府信息公开工作年度报告",
            TITLE,
            "the title that the file gives itself says 2022; 2023 was taken, from the title",
        ),
        (
            TITLE,
            "宿迁市2022年政府信息公开工作年度报告.txt",
            "",
            TITLE,
            "the file name says 2022; 2023 was taken, from the title",
        ),
        (
            "一、总体情况",
            "宿迁市2022年政府信息公开工作年度报告.txt",
            TITLE,
            "",
            "the file name says 2022; 2023 was taken, from the title that the file gives itself",
        ),
    ],
)
def test_contradiction(text: str, name: str, container: str, quoted: str, reason: str) -> None:
    """The precedence holds, and the contradiction is listed with its place."""
    read = read_head(text, name or "page.txt", container)

    assert 2023 == read.year
    assert [(quoted, reason)] == [(unread.text, unread.reason) for unread in read.doubts]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{TITLE}\n统计期限自2023年1月1日起至12月31日止。", "宿迁市2023年.txt"),
        (f"{TITLE}\n统计期限自2023年1月1日起至2023年12月20日止。", "page.txt"),
        (f"{TITLE}\n发布时间：2024-01-20", "20240120.txt"),
        (f"{TITLE}\n一、总体情况\n2022年1月1日至12月31日，另一项工作。", "page.txt"),
    ],
)
def test_no_contradiction(text: str, name: str) -> None:
    """The same year, a part of it, a day of publication and what the sections tell contradict nothing."""
    read = read_head(text, name)

    assert (2023, ()) == (read.year, read.doubts)


def test_contradiction_in_a_report() -> None:
    """What contradicts is an entry of `unread`, and the report says what its year is taken from."""
    report = read_page(f"{TITLE}\n统计期限自{PERIOD}止。\n{FIGURE}")

    assert (Witness.TITLE, Witness.TITLE) == (report.entity_from, report.year_from)
    assert PERIOD in [report.document.printed_at(unread.place) for unread in report.unread]


def test_word_of_the_caller() -> None:
    """What the caller says is not doubted."""
    report = yoy.read_report(f"{TITLE}\n{FIGURE}".encode(), entity="沭阳县", year=2022)

    assert ("沭阳县", 2022, "caller", "caller") == (
        report.entity,
        report.year,
        report.entity_from,
        report.year_from,
    )
    assert () == report.unread


def test_half_a_year() -> None:
    """A report of half a year is refused; with a year from the caller it is read."""
    text = f"宿迁市2023年上半年政府信息公开工作情况报告\n{FIGURE}".encode()
    with pytest.raises(ReportError) as raised:
        yoy.read_report(text)

    assert (
        "<bytes>: the title is that of a part of a year (上半年); read annual reports, or pass year=... (--year)"
        == str(raised.value)
    )
    assert 2023 == yoy.read_report(text, year=2023).year
