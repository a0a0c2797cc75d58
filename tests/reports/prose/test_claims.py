"""Sentences → claims: kind, metric, direction and span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read_page

from yoycompare.checks import judge_claims
from yoycompare.reports.report import Claim

TITLE = "某某市2024年政府信息公开工作年度报告\n"


def claims(text: str) -> list[Claim]:
    return [item for item in read_page(TITLE + text).claims if item.kind != "count"]


@pytest.mark.parametrize(
    ("text", "kind", "metric", "direction", "against", "printed"),
    [
        ("收到申请12件，同比增长5%。", "change", "requests.received", 1, 2023, "12件，同比增长5%"),
        ("收到申请12件，较去年回落5%。", "change", "requests.received", -1, 2023, "12件，较去年回落5%"),
        ("收到申请12件，比2022年下降5%。", "change", "requests.received", -1, 2022, "12件，比2022年下降5%"),
        ("收到申请12件，比上年增加3件。", "difference", "requests.received", 1, 2023, "12件，比上年增加3件"),
        ("收到申请12件，是去年的2倍。", "multiple", "requests.received", 0, 2023, "12件，是去年的2倍"),
        ("收到申请12件，同比增长2倍。", "multiple", "requests.received", 1, 2023, "12件，同比增长2倍"),
        ("收到申请12件，同比翻番。", "multiple", "requests.received", 1, 2023, "12件，同比翻番"),
        ("收到申请12件，与上年持平。", "equal", "requests.received", 0, 2023, "12件，与上年持平"),
        ("收到申请12件，实现零的突破。", "first", "requests.received", 0, 2023, "12件，实现零的突破"),
        ("收到申请12件。公开率54.02%。", "rate", "disclosure_rate", 0, None, "公开率54.02%"),
        ("答复申请12件，予以公开3件，占25%。", "share", "requests.outcome.granted", 0, None, "3件，占25%"),
        ("收到申请0件，未收到申请。", "none", "requests.received", 0, None, "未收到申请"),
        ("行政复议3件，均获维持。", "all", "review.upheld", 0, None, "均获维持"),
        ("收到申请3件（甲县1件、乙县2件）。", "sum", "requests.received", 0, None, "3件（甲县1件、乙县2件"),
    ],
)
def test_claim(text: str, kind: str, metric: str, direction: int, against: int | None, printed: str) -> None:
    """One sentence, one claim beside its counts."""
    (claim,) = claims(text)

    assert (kind, metric, direction, against, printed) == (
        str(claim.kind),
        claim.metric,
        claim.direction,
        claim.against,
        claim.text,
    )


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件，呈上升趋势。",
        "收到申请12件，大幅增长。",
        "收到申请12件。经济增长5%。",
        "收到申请12件。主动公开率达90.2%。",
        "收到申请12件。热线办结率99%。",
        "收到申请12件，工作首次纳入考核。",
    ],
)
def test_no_claim(text: str) -> None:
    """Words without a number, changes of nothing, rates of something else."""
    assert [] == claims(text)


def test_copy_in_traditional_characters() -> None:
    """Claims are recognised in the restored text, and quoted and placed as printed."""
    text = TITLE + "收到申請12件，同比增長(cháng)5%。"
    report = read_page(text)
    (claim,) = [item for item in report.claims if item.kind == "change"]

    assert "12件，同比增長(cháng)5%" == claim.text == text[claim.start : claim.end]
    assert report.text == text


pieces = st.sampled_from(
    "2023年 2024年 全市 共 收到 受理 政府信息公开 申请 12件 30105件 5% 占 同比 增长 下降 ， 。 、 （ ） 甲县 乙区 上年度 结转 均获维持 "
    "未收到 行政复议 诉讼 维持 翻番 与上年持平 零的突破 分别为 自然人 公开率 3至5件 近 约 余 百分之五 三分之一 个百分点 倍 \n".split(
        " "
    )
)


@given(st.lists(pieces, max_size=40))
def test_any_sentence(words: list[str]) -> None:
    """Any wording: claims in their order, their text at their span, and each judged in some way."""
    text = TITLE + "收到政府信息公开申请7件。" + "".join(words)
    report = read_page(text)

    assert list(report.claims) == sorted(report.claims, key=lambda claim: (claim.start, claim.end))
    for claim in report.claims:
        assert claim.text == report.text[claim.start : claim.end] != ""
    judgements = judge_claims(report)
    assert list(report.claims) == [item.claim for item in judgements]
    for item in judgements:
        assert item.reason or item.formula or item.readings


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Nonsense is read, and every claim found in it is judged."""
    report = read_page(TITLE + "收到申请7件。\n" + text)

    assert len(report.claims) == len(judge_claims(report)) > 0
