"""Lines of texts with numbers: names may be broken, numbers may not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from yoycompare.commands.wrapping import narrowest, shrink, wrap

WORDS = (
    "requests.carried_out",
    "新收申请",
    "（含部分公开）",
    "1,345",
    "+96.9 %",
    "+10.44 pp",
    "rows 12-14",
    "5627e7001f8d5b36",
)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("收到申请1,345件，同比增长", 12, ["收到申请", "1,345件，同", "比增长"]),
        ("up +96.9 % now", 10, ["up +96.9 %", "now"]),
        ("up +96.9 % now", 9, ["up", "+96.9 %", "now"]),
        ("requests.carried_out", 12, ["requests.", "carried_out"]),
        ("claims/change/total", 9, ["claims/", "change/", "total"]),
        ("（含部分）公开", 6, ["（含部", "分）公", "开"]),
        ("abcdef", 4, ["abcd", "ef"]),
        ("公开", 1, ["公", "开"]),
        ("", 5, [""]),
        ("a\nb", 5, ["a", "b"]),
    ],
)
def test_lines(text, width, expected):
    """Lines end after spaces, parts of names and Chinese characters; closing signs begin none."""
    assert expected == wrap(text, width)


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.integers(1, 60))
def test_nothing_is_lost_and_numbers_stay_whole(text, width):
    """All characters but spaces come back; from the narrowest width on, every number is in one line."""
    lines = wrap(text, width)
    assert "".join(text.split()) == "".join("".join(lines).split())
    if width >= narrowest(text):
        assert [] == [line for line in lines if cell_len(line) > width]
        number = re.compile(r"[0-9a-f+,.\-]*\d[0-9a-f,.]*(?: %| pp)?")
        assert number.findall(text) == [found for line in lines for found in number.findall(line)]


@pytest.mark.parametrize(
    ("widths", "least", "room", "expected"),
    [
        ([10, 20, 5], [10, 5, 5], 30, [10, 15, 5]),
        ([10, 20, 5], [4, 5, 5], 20, [7, 8, 5]),
        ([10, 20, 5], [10, 5, 5], 35, [10, 20, 5]),
        ([10, 20, 5], [10, 5, 5], 19, None),
    ],
)
def test_widths(widths, least, room, expected):
    """The widest column gives way first, none below its least."""
    assert expected == shrink(widths, least, room)


@given(st.text(max_size=40), st.integers(1, 30))
def test_any_text(text, width):
    """Whatever stands in a report comes back."""
    assert "".join(text.split()).replace("\u00a0", "") == "".join("".join(wrap(text, width)).split()).replace(
        "\u00a0", ""
    )
