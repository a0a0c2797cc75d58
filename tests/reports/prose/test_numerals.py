"""Printed numbers → values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare.reports.prose.numerals import Numeral, number_to_chinese, numeral_at


def read(text: str) -> Numeral:
    numeral = numeral_at(text, 0)
    assert numeral is not None
    return numeral


def test_digits_and_units() -> None:
    """The last written digit of 1.2亿 counts ten million; 4500 is round to a hundred."""
    assert (Decimal(120_000_000), Decimal(10_000_000)) == (read("1.2亿").value, read("1.2亿").last)
    assert (Decimal(4500), Decimal(1), Decimal(100)) == (
        read("4500").value,
        read("4500").last,
        read("4500").step,
    )


@given(st.integers(1, 10**16 - 1))
def test_chinese_numerals_round_trip(number: int) -> None:
    """Every number is read back from its Chinese numerals, whole."""
    written = number_to_chinese(number)

    assert (Decimal(number), len(written)) == (read(written).value, read(written).end)


@given(st.integers(0, 10**18 - 1))
def test_separators_and_width_change_nothing(number: int) -> None:
    """1,234 and １２３４ are 1234."""
    wide = str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})

    assert Decimal(number) == read(f"{number:,}").value == read(wide).value


@pytest.mark.parametrize(
    "text",
    ["三四", "十三五", "一百二", "二〇一九", "百", "万", "三百零", "零三", "一万万", "1万2万", "1万20000"],
)
def test_no_numeral(text: str) -> None:
    """What the rules of reading do not allow is no number."""
    assert numeral_at(text, 0) is None
