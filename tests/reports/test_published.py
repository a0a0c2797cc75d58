"""The day of publication: after its label, in the data of a page, or alone on a line."""

from __future__ import annotations

from datetime import date

import pytest
from heads import read_head
from hypothesis import given
from hypothesis import strategies as st
from pages import read_page

from yoycompare.documents import Cell, Grid

TITLE = "宿迁市2019年政府信息公开工作年度报告"
DAY = date(2020, 3, 20)


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2020-03-20",
        "发布日期:2020/3/20 浏览次数：12",
        "【发布时间】 2020.03.20",
        "公开日期 | 2020年3月20日",
        "发布时间：２０２０年３月２０日",
        "发布日期\n2020-03-20 10:15",
        "成文日期：2020年03月20日",
        "生成日期：二〇二〇年三月二十日",
        "日期：2020-03-20",
        "成文日期：2020-03-01 发布日期：2020-03-20",
        "2020年3月20日",
        "（2020年3月20日）",
        "二〇二〇年三月二十日",
    ],
)
def test_day(line: str) -> None:
    """Labels, forms and places of the day; that of publication counts before that of writing."""
    read = read_head(f"{TITLE}\n{line}\n一、总体情况\n2020年1月5日发布了12条。")

    assert (DAY, 2019) == (read.published, read.year)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "发布时间：",
        "发布时间：2020-13-45",
        "发布时间：2020-03",
        "发布时间：2020-03-201",
        "发布时间：2020-03-20 发布时间：2021-03-20",
        "更新于2020-03-20",
        "2020年3月20日，某某会议召开。",
        "2020年3月20日\n2020年3月21日",
        "二〇二〇年十十月二十日",
    ],
)
def test_no_day(line: str) -> None:
    """No day, no such day, two days, or a day of something else: none is taken."""
    assert read_head(f"{TITLE}\n{line}\n一、总体情况").published is None


def test_day_at_the_end() -> None:
    """The line of the signature, below the last section."""
    assert read_head(f"{TITLE}\n一、总体情况\n无。\n宿迁市人民政府\n2020年3月20日\n").published == DAY


def test_day_in_a_table_about_the_page() -> None:
    """The table with the data about a document that stands above its text."""
    rows = (("索引号", "001"), ("发布日期", "2020-03-20"))
    cells = [
        tuple(Cell(text, row, column) for column, text in enumerate(texts, 1))
        for row, texts in enumerate(rows, 1)
    ]

    assert read_head(TITLE, grids=(Grid(number=1, rows=tuple(cells)),)).published == DAY


def test_day_of_the_container() -> None:
    """The data of a page in HTML, whatever the case of its name."""
    page = f'<html><head><meta name="PubDate" content="2020-03-20 09:30"></head><body><p>{TITLE}</p><p>共收到政府信息公开申请12件。</p>'
    report = read_page(page)

    assert (DAY, 2019) == (report.published, report.year)


def test_published_before_the_year_ended() -> None:
    """A report of 2022 may come out in December 2022."""
    read = read_head("甲乙局2022年政府信息公开工作年度报告\n发布时间：2022-12-22")

    assert (2022, date(2022, 12, 22), ()) == (read.year, read.published, read.doubts)


def test_published_before_the_year_began() -> None:
    """A day before the year of the report is not taken, but listed."""
    read = read_head(f"{TITLE}\n发布时间：2018-03-20")

    assert read.published is None
    assert ["published on 2018-03-20, before 2019 began: the day is not taken"] == [
        unread.reason for unread in read.doubts
    ]
    assert TITLE == read.doubts[0].text


@given(
    st.dates(date(2019, 1, 1), date(2099, 12, 31)), st.sampled_from(["发布时间：{}", "成文日期：{}", "{}"])
)
def test_any_day(day: date, line: str) -> None:
    """Every day is read back."""
    assert read_head(f"{TITLE}\n{line.format(f'{day.year}年{day.month}月{day.day}日')}").published == day
