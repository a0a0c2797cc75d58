"""Reports to write briefs of, for the tests of this folder."""

from __future__ import annotations

from functools import cache

import yoycompare as yoy
from yoycompare.reports import Report
from yoycompare.synthetic import random_reports

TEXT = """虚构某市{year}年政府信息公开工作年度报告
一、总体情况
{year}年收到政府信息公开申请{received}件，{more}
二、存在的主要问题及改进情况
一是主动公开的力度有待加强。{end}
"""


@cache
def three_years(*faults: str) -> tuple[Report, ...]:
    """Tables of an invented body from 2022 to 2024, all of which add up unless faults are named."""
    written = random_reports(5, bodies=1, years=range(2022, 2025), faults=faults)
    return tuple(yoy.read_report(report.to_bytes("html")) for report in written)


@cache
def two_texts() -> tuple[Report, ...]:
    """A body that reports in sentences; one stays, one changes its number, one is new and one is gone."""
    texts = (
        TEXT.format(year=2023, received=12, more="全部按时办结。", end="二是人员变动较大。"),
        TEXT.format(
            year=2024, received=15, more="全部按时办结。", end="三是平台检索不便，将在下一年度改版。"
        ),
    )
    return tuple(yoy.read_report(text.encode()) for text in texts)
