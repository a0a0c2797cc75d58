"""The table `publications.tsv`: heads of reports, and who reports, about which year, from which source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from heads import head_to_document, read_head
from hypothesis import given
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.documents import Document
from yoycompare.reports.publication import document_to_publication

TABLE = Path(__file__).with_name("publications.tsv")
FEWEST_CASES = 120
FIRST_YEAR, LAST_YEAR = 2004, 2099


def cases() -> Iterator[tuple[Document, list[str]]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith(";"):
            text, name, title, *expected = line.split("\t")
            yield head_to_document(text.replace("¶", "\n"), name or "page.txt", title), expected


@pytest.mark.parametrize(
    ("document", "expected"),
    list(cases()),
    ids=lambda case: case.text if isinstance(case, Document) else None,
)
def test_head(document: Document, expected: list[str]) -> None:
    """Entity, year, scope and level of a head, and what said entity and year."""
    read = document_to_publication(document, yoy.default_vocabulary())

    actual = (read.entity, read.year, read.scope, read.level, read.entity_from, read.year_from)
    assert expected == [str(value or "-") for value in actual]


def test_table_is_long() -> None:
    """The table is read whole."""
    assert len(list(cases())) >= FEWEST_CASES


REPORT = "政府信息公开工作年度报告"
TEMPLATES = (
    "{entity}{year}年政府信息公开工作年度报告",
    "{entity}{year}年度政府信息公开年报",
    "{year}年{entity}政府信息公开工作年度报告",
    "{year}年度{entity}政府信息公开年度报告",
    "{entity} {year} 年政府信息公开工作年度报告",
    "{entity}政府信息公开{year}年度报告",
    "{entity}政府信息公开工作{year}年度报告",
    "{entity}政府信息公开工作年度报告（{year}年）",
    "{entity}政府信息公开工作年度报告({year}年度)",
    "{entity}关于{year}年度政府信息公开工作情况的报告",
    "关于{entity}{year}年政府信息公开工作情况的报告",
    "{entity}（{year}年）政府信息公开工作年度报告",
    "{entity}\n{year}年政府信息公开工作年度报告",
    "{entity}{year}年\n政府信息公开工作年度报告",
    "{entity}\n{year}年\n政府信息公开工作年度报告",
    "{entity}{year}年政府信息公开\n工作年度报告",
    "《{entity}{year}年政府信息公开工作年度报告》",
    "{entity}关于公布《{year}年政府信息公开工作年度报告》的公告",
    "首页 > 年报 > {entity}{year}年政府信息公开工作年度报告",
    "标题：{entity}{year}年政府信息公开工作年度报告 | |",
    "{year}年政府信息公开工作年度报告\n{entity}",
    "附件：{entity}{year}年政府信息公开工作年度报告",
)
PLACES = ("", "浙江省", "内蒙古自治区", "上海市", "甲乙自治州", "宿迁市", "丙丁市")
PARTS = ("", "沭阳县", "甲乙区", "丙丁新区", "戊己自治县", "庚辛旗")
BODIES = (
    *(
        "",
        "人民政府",
        "人民政府办公厅",
        "财政局",
        "水利厅",
        "发展和改革委员会",
        "市场监督管理局",
        "公安局交通警察支队",
    ),
    *(
        "档案馆",
        "消防救援总队",
        "卫生健康委员会（中医药管理局）",
        "经济技术开发区管理委员会",
        "总工会",
        "中心血站",
    ),
    *("甲乙镇", "甲乙镇人民政府", "丙丁街道办事处", "戊己乡"),
)
names = st.builds(lambda *parts: "".join(parts), *map(st.sampled_from, (PLACES, PARTS, BODIES))).filter(
    lambda name: name.startswith(tuple(filter(None, PLACES + PARTS)))
)


def chinese_year(year: int) -> str:
    return str(year).translate(
        {ord(str(digit)): numeral for digit, numeral in enumerate("〇一二三四五六七八九")}
    )


@given(
    st.sampled_from(TEMPLATES),
    names,
    st.integers(2004, 2099),
    st.sampled_from(
        [str, chinese_year, lambda year: str(year).translate({48 + n: 0xFF10 + n for n in range(10)})]
    ),
)
def test_any_title(template: str, entity: str, year: int, write_year: Callable[[int], str]) -> None:
    """Any name in any title of any year is read back exactly."""
    read = read_head(template.format(entity=entity, year=write_year(year)))

    assert (entity, year) == (read.entity, read.year)


NO_YEARS = st.one_of(
    st.from_regex(r"电话：0[0-9]{2,3}-[0-9]{7,8}", fullmatch=True),
    st.from_regex(r"邮编：[1-9][0-9]{5}", fullmatch=True),
    st.from_regex(r"浏览次数：20[0-9]{2}", fullmatch=True),
    st.from_regex(r"受理申请20[0-9]{2}件", fullmatch=True),
    st.from_regex(r"收费20[0-9]{2}元，[0-9]{4}\.[0-9]{2}万元", fullmatch=True),
    st.from_regex(r"国办公开办函〔20[0-9]{2}〕[0-9]{1,3}号", fullmatch=True),
    st.from_regex(r"甲乙发\(20[0-9]{2}\)[0-9]{1,3}号", fullmatch=True),
    st.from_regex(r"发布时间：20[0-9]{2}-0[1-9]-[12][0-9]", fullmatch=True),
    st.from_regex(r"20[0-9]{2}年1月[12][0-9]日", fullmatch=True),
    st.from_regex(r"依照《20[0-9]{2}年政府信息公开工作年度报告格式》", fullmatch=True),
    st.from_regex(r"版权所有 200[0-9]-20[0-9]{2}", fullmatch=True),
    st.from_regex(r"[0-9]{2}年政府信息公开工作年度报告", fullmatch=True),
    st.from_regex(r"上一篇：甲乙县20[0-9]{2}年政府信息公开工作年度报告", fullmatch=True),
    st.from_regex(r"关于做好20[0-9]{2}年政府信息公开工作年度报告编制工作的通知", fullmatch=True),
)


@given(st.lists(NO_YEARS, max_size=5), st.lists(NO_YEARS, max_size=5))
def test_digits_that_are_no_year(above: list[str], below: list[str]) -> None:
    """Telephone numbers, post codes, counts, days and other documents around a title: no year is made of them."""
    read = read_head("\n".join([*above, f"甲乙县{REPORT}", *below]))

    assert ("甲乙县", None, None) == (read.entity, read.year, read.year_from)
    assert () == read.doubts


@given(
    st.text(
        st.sampled_from("甲县市局2023年度政府信息公开工作报告（）()《》关于-〔〕 \n\0一、二〇上半月日"),
        max_size=80,
    )
)
def test_any_head(text: str) -> None:
    """Any jumble of the words of a title: a plausible year or none, and a span that is in the text."""
    read = read_head(text)

    assert read.year is None or FIRST_YEAR <= read.year <= LAST_YEAR
    assert all(unread.text == text[unread.place.start : unread.place.end] for unread in read.doubts)
