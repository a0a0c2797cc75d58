"""Which sentences of two years stand side by side."""

from __future__ import annotations

import re
import time

import pytest

import yoycompare as yoy
from yoycompare.briefs.yearly.blocks import Passages, SidedRow
from yoycompare.briefs.yearly.pairing import rows_of_sections, side_by_side
from yoycompare.checks.passages import Sentence

MANY = 30_000


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(text, 0, len(text), re.sub("[0-9]+", "#", text)) for text in texts]


def told(rows: tuple[SidedRow, ...]) -> list[tuple[str, str, str]]:
    return [
        (row.state, "".join(piece.text for piece in row.earlier), "".join(piece.text for piece in row.later))
        for row in rows
    ]


def test_items_that_were_renumbered_belong_together() -> None:
    """A new first item pushes the others down: they are what they were, but for their number."""
    rows = side_by_side(
        sentences("一是公开力度有待加强。", "二是队伍建设有待完善。"),
        sentences("一是平台检索不够便捷。", "二是公开力度有待加强。", "三是队伍建设有待完善。"),
    )

    assert [
        ("new", "", "一是平台检索不够便捷。"),
        ("changed", "一是公开力度有待加强。", "二是公开力度有待加强。"),
        ("changed", "二是队伍建设有待完善。", "三是队伍建设有待完善。"),
    ] == told(rows)
    assert ["一"] == [piece.text for piece in rows[1].earlier if piece.is_marked]


def test_the_sentence_most_alike_is_chosen() -> None:
    """Not the first that is half alike."""
    rows = side_by_side(
        sentences("进一步加强政务公开培训。", "进一步加强政务公开平台建设和日常管理。"),
        sentences("进一步加强政务公开平台建设和内容管理。"),
    )

    assert [
        ("gone", "进一步加强政务公开培训。", ""),
        ("changed", "进一步加强政务公开平台建设和日常管理。", "进一步加强政务公开平台建设和内容管理。"),
    ] == told(rows)


def test_a_sentence_that_moved_is_neither_new_nor_gone() -> None:
    """Within a section and into another one; each report still reads from top to bottom."""
    rows = rows_of_sections(
        {
            "一": sentences("甲乙丙丁戊己庚。", "全年无人投诉本机关。", "子丑寅卯辰巳午。"),
            "五": sentences("天地玄黄宇宙。"),
        },
        {
            "一": sentences("子丑寅卯辰巳午。", "甲乙丙丁戊己庚。"),
            "五": sentences("天地玄黄宇宙。", "全年无人投诉本机关。"),
        },
    )

    assert ["moved", "stayed", "moved", "moved"] == [row.state for row in rows["一"]]
    assert [("stayed", "天地玄黄宇宙。", "天地玄黄宇宙。"), ("moved", "", "全年无人投诉本机关。")] == told(
        rows["五"]
    )


@pytest.mark.parametrize(
    ("earlier", "later", "states"),
    [
        (["重复的句子，没有不同。"] * MANY, ["重复的句子，没有不同。"] * MANY, {"stayed"}),
        (
            ["甲，乙。", "丙，丁。"] * (MANY // 2),
            ["丙，丁。", "甲，乙。"] * (MANY // 2),
            {"stayed", "new", "gone"},
        ),
        (
            [f"第{n:x}句，甲。" for n in range(MANY)],
            [f"{n:x}号文，乙。" for n in range(MANY)],
            {"new", "gone", "changed"},
        ),
        (["长" * 400_000], ["长" * 200_000 + "短" + "长" * 199_999], {"changed"}),
    ],
    ids=["repeated", "in turns", "all other", "one very long"],
)
def test_texts_that_are_very_long(earlier: list[str], later: list[str], states: set[str]) -> None:
    """As long as a report may be, the time stays in proportion: comparing all with all took the square."""
    start = time.monotonic()
    rows = side_by_side(sentences(*earlier), sentences(*later))

    assert time.monotonic() - start < 60
    assert states >= {row.state for row in rows}
    assert earlier == ["".join(piece.text for piece in row.earlier) for row in rows if row.earlier]
    assert later == ["".join(piece.text for piece in row.later) for row in rows if row.later]


def test_the_similarity_is_explained() -> None:
    """What is counted stands above the sections, and 100 % is said only of all."""
    head = "虚构某市{}年政府信息公开工作年度报告\n一、总体情况\n收到政府信息公开申请3件。{}"
    same = "坚持以公开为常态，{}持续推进。"
    before = "".join(same.format(chr(0x4E00 + number) * 9) for number in range(300))
    reports = [
        yoy.read_report(head.format(year, text).encode())
        for year, text in ((2023, before), (2024, before + "新增一句，只此而已。"))
    ]
    brief = yoy.brief(reports)
    (chapter,) = [item for item in brief.chapters if item.id == "texts"]
    (section,) = [block for block in chapter.blocks if isinstance(block, Passages) and "一" in block.title]

    assert "每连续五字在上年同一部分也出现的比例" in brief.to_markdown()
    assert section.summary.startswith("相似度99%")
    assert section.summary.endswith("改动0句，新增1句，删去0句，移位0句。")
