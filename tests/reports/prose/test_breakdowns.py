"""Numbers that a sentence divides, and their parts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read_page

from yoycompare.reports.report import Axis, Breakdown


def breakdowns(text: str) -> tuple[Breakdown, ...]:
    return read_page("某某市2024年政府信息公开工作年度报告\n收到政府信息公开申请900件。" + text).breakdowns


def listed(text: str) -> list[tuple[str | None, str, str, list[tuple[str, str]]]]:
    """Metric, axis, whole and parts of each breakdown."""
    return [
        (
            item.metric,
            str(item.axis),
            f"{item.whole:f}",
            [(part.name, f"{part.quantity.value:f}") for part in item.parts],
        )
        for item in breakdowns(text)
    ]


def test_regions_in_brackets() -> None:
    """Each part with its name; a name may contain another one's."""
    text = "共收办政府信息公开申请24件（市政府4件、甲县12件、乙区7件，丙经济技术开发区1件），同比增长5%。"

    assert [
        (
            "requests.handled",
            "region",
            "24",
            [("市政府", "4"), ("甲县", "12"), ("乙区", "7"), ("丙经济技术开发区", "1")],
        )
    ] == listed(text)


def test_levels_in_sentences() -> None:
    """各地 and 省级部门 divide the caseload that received and carried in add up to."""
    text = "上年度结转52件。各地处理900件（含上下年结转），省级部门处理52件（含上下年结转）。"

    assert [("requests.handled", "level", "952", [("各地", "900"), ("省级部门", "52")])] == listed(text)
    assert "requests.received + requests.carried_in" == breakdowns(text)[0].formula


def test_two_lists_in_one() -> None:
    """Cases and amounts of the same offices are two breakdowns; 收取 is no name."""
    text = "对3件申请收取信息处理费60元。其中，甲县公安局1件，收取20元；乙县民政局2件，收取40元。"
    offices = ["甲县公安局", "乙县民政局"]

    assert [
        ("processing_fees.cases", "department", "3", list(zip(offices, ["1", "2"], strict=True))),
        ("processing_fees.collected", "department", "60", list(zip(offices, ["20", "40"], strict=True))),
    ] == listed(text)


def test_parts_with_another_classifier() -> None:
    """580家 = 66个 + 514个."""
    text = "网站由4500余家整合至580家，其中省级政府网站66个、市县级政府网站514个。"

    assert [(None, "level", "580", [("省级政府网站", "66"), ("市县级政府网站", "514")])] == listed(text)


def test_parts_that_do_not_add_up() -> None:
    """A list in brackets is kept as printed, with the difference."""
    (found,) = breakdowns("共收办政府信息公开申请24件（甲县12件、乙区7件）。")

    assert (Decimal(24), Decimal(-5), Axis.REGION) == (found.whole, found.difference, found.axis)


@pytest.mark.parametrize(
    "text",
    [
        "制发规范性文件13件（新制定5件，修改4件，废止4件）。",
        "在甲县召开会议2次，在乙县召开会议3次。",
        "甲县12件。",
        "全市公开信息12条，甲县发布3条、乙县发布5条。",
    ],
)
def test_no_breakdown(text: str) -> None:
    """What are no bodies, what sums to nothing, what stands alone."""
    assert [] == listed(text)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=12))
def test_any_list(counts: list[int]) -> None:
    """Whatever the counts, all parts of a list in brackets are there, and add up."""
    parts = "、".join(
        f"第{'甲乙丙丁戊己庚辛壬癸子丑'[index]}县{count}件" for index, count in enumerate(counts)
    )
    (found,) = breakdowns(f"共收办政府信息公开申请{sum(counts)}件（{parts.replace('第', '')}）。")

    assert (counts, 0) == ([part.quantity.value for part in found.parts], found.difference)
