"""Radicals: each stands for one character."""

from __future__ import annotations

import unicodedata

import pytest

from yoycompare.documents.radicals import CHARACTERS_OF_RADICALS


@pytest.mark.parametrize(
    ("radicals", "characters"),
    [
        ("⼀⼆⼗⼈⽅⾏⽉⽇⼤⼩", "一二十人方行月日大小"),
        ("⺠⻔⻓⻅⻚⻛⻜⻢⻋⻉⻩⻬⻰", "民门长见页风飞马车贝黄齐龙"),
        ("豈", "豈"),
    ],
)
def test_radicals_become_characters(radicals: str, characters: str) -> None:
    """Kangxi radicals, those of the supplement, and compatibility ideographs."""
    assert characters == radicals.translate(CHARACTERS_OF_RADICALS)


def test_all_radicals_have_a_character() -> None:
    """Of the 214 Kangxi radicals and 115 of the supplement all but one stand for an ideograph."""
    codes = [*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)]
    named = [code for code in codes if unicodedata.name(chr(code), "")]
    ideographs = [
        code
        for code in named
        if unicodedata.name(CHARACTERS_OF_RADICALS[code], "").startswith("CJK UNIFIED IDEOGRAPH")
    ]

    assert (115 + 214, [0x2E80]) == (len(named), sorted(set(named) - set(ideographs)))


@pytest.mark.parametrize("code", [0x2E9F, 0x2EF3])
def test_supplement_agrees_with_compatibility_forms(code: int) -> None:
    """Where Unicode itself decomposes a radical of the supplement, the table says the same."""
    assert unicodedata.normalize("NFKC", chr(code)) == CHARACTERS_OF_RADICALS[code]
