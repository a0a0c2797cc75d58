"""Text that was left from another year: copied sections, stale years."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from report_texts import text_report

from yoycompare.checks import check
from yoycompare.checks.passages import compare_passages

PROBLEMS = (
    "五、存在的主要问题及改进情况\n"
    "一是主动公开的力度有待进一步加强，部分单位更新不够及时，全年仅发布信息{}条。"
    "二是依申请公开的规范化水平有待提高，个别答复的说理不够充分，退回重办{}件。"
    "下一步将健全工作机制，压实工作责任，组织业务培训{}次，不断提高政府信息公开工作水平。"
)


def test_a_copied_section_names_what_stayed() -> None:
    """Only the numbers are new: the whole section counts as copied, its sentences are named, the longest first."""
    before = text_report("全年收到申请10件。\n" + PROBLEMS.format(120, 3, 2), 2023)
    report = text_report("全年收到申请12件。\n" + PROBLEMS.format(98, 5, 4))
    (row,) = check([before, report]).frame.filter(pl.col("rule") == "copied").to_dicts()

    assert ("copied/五", 100.0, 2023.0) == (row["check"], row["left"], row["right"])
    assert 3 == len(row["operands"])
    assert row["message_en"].startswith(
        "100 % of “五、存在的主要问题及改进情况” stands in an earlier report; sentences that stayed: 下一步将健全"
    )


def test_a_rewritten_section_is_not_copied() -> None:
    """One sentence that stayed is no copy."""
    other = (
        "五、存在的主要问题及改进情况\n"
        "一是主动公开的力度有待进一步加强，部分单位更新不够及时，全年仅发布信息7条。"
        "针对群众反映的平台检索不便，已重建站内搜索，并把常见问题整理成问答库供窗口使用。"
        "面向乡镇开展结对指导，逐件复核上一年度被纠正的答复，形成典型案例汇编发放各单位学习。"
    )
    reports = [
        text_report("全年收到申请10件。\n" + PROBLEMS.format(1, 2, 3), 2023),
        text_report("全年收到申请12件。\n" + other),
    ]

    assert check(reports).frame.filter(pl.col("rule") == "copied").is_empty()
    likeness = compare_passages(reports[1], reports[0])[-1]
    assert 1 == len(likeness.stayed)
    assert 2 == len(likeness.new) == len(likeness.gone)


def test_last_years_year_is_left() -> None:
    """A sentence that begins with the year before, and the period of the figures."""
    report = text_report(
        "2023年，全市收到申请12件。全年收到政府信息公开申请12件。本报告数据统计期限为2023年1月1日至2023年12月31日。",
        2024,
    )
    rows = check(report).frame.filter(pl.col("rule") == "plausibility/year")

    assert ["2023年，全市收到申请12件。", "2023年1月1日至2023年12月31日"] == [
        row["operands"][0]["raw"] for row in rows.to_dicts()
    ]
    assert "正文“2023年，全市收到申请12件。”写的是2023年" == rows["message_zh"][0]


def test_the_year_before_may_be_spoken_of() -> None:
    """As what this year is compared with, or as when something was wrong."""
    text = "全年收到政府信息公开申请12件。2023年，收到申请10件，2024年收到12件。2023年，检查发现的问题已全部整改。与2023年相比，增加2件。"

    assert check(text_report(text)).frame.filter(pl.col("rule") == "plausibility/year").is_empty()


@given(
    st.text("公开信息，。；一二三0123456789\n", max_size=120),
    st.text("公开信息，。；0123456789\n", max_size=120),
)
def test_shares_are_shares(one: str, other: str) -> None:
    """Between 0 and 1, and 1 for a text beside itself; no sentence is both kept and new."""
    head = "全年收到政府信息公开申请3件。\n"
    first, second = text_report(head + one, 2024), text_report(head + other, 2023)
    for likeness in compare_passages(first, second):
        assert 0.0 <= likeness.share <= 1.0
        assert not {item.start for item in likeness.stayed} & {item.start for item in likeness.new}
    assert all(
        likeness.share == 1.0 for likeness in compare_passages(first, first) if likeness.characters >= 5
    )
