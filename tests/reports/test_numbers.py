"""Cell text → value and status: a number is read whole or not at all."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yoycompare.reports.numbers import CellValue, cell_to_value
from yoycompare.reports.report import Status
from yoycompare.vocabulary.labels import narrow

REQUESTS = ("件", "宗", "条")
YUAN = ("元", "元整")
FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")
NO_UNIT = "the number has no unit, neither in the cell nor in the heading"
NOT_ONE = "not one number"


def count(text: str) -> CellValue:
    """A cell of a column that counts requests."""
    return cell_to_value(text, REQUESTS, "件")


def amount(text: str, heading: str | None = None) -> CellValue:
    """A cell of a column that holds money, whose heading prints a unit or not."""
    return cell_to_value(text, YUAN, heading)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("127", "127"),
        ("１２７", "127"),
        (" 127\n", "127"),
        ("\u3000127\u00a0", "127"),
        ("1\u200b27", "127"),
        ("\ufeff127", "127"),
        ("0", "0"),
        ("００", "0"),
        ("1,234", "1234"),
        ("1，234", "1234"),
        ("１，２３４，５６７", "1234567"),
        ("12,345,678", "12345678"),
        ("12件", "12"),
        ("12 件", "12"),
        ("１２宗", "12"),
        ("12条", "12"),
        ("1.2万件", "12000"),
        ("3万", "30000"),
        ("2百件", "200"),
        ("5千", "5000"),
        ("1亿", "100000000"),
        ("999999999999999999", "999999999999999999"),
        ("+3", "3"),
        ("-3", "-3"),
        ("－3", "-3"),
        ("\u22123", "-3"),
        ("增3", "3"),
        ("增加3", "3"),
        ("减3", "-3"),
        ("减少3项", None),
        ("减少3条", "-3"),
    ],
)
def test_count(text: str, value: str | None) -> None:
    """Digits of any width, separators, signs and classifiers of the unit are read; other units are not."""
    if value is None:
        assert CellValue(Status.UNREADABLE, None, "the unit 项 is not one of this figure") == count(text)
    else:
        found = count(text)
        assert (Status.REPORTED, Decimal(value), "") == (found.status, found.value, found.problem)


@pytest.mark.parametrize(
    "text",
    [
        "1 2",
        "1\u00a02",
        "1O5",
        "12\n7",
        "1,23",
        "1,2345",
        "12,34,567",
        "1..2",
        "1.",
        ".5",
        "1/2",
        "12)",
        "3、",
        "5-7",
        "1 234",
        "12 件 3",
        "2019年12",
        "约12",
        "12余",
        "１２ ７",
        "12,",
        "1,,234",
        "--3",
        "3-",
        "１Ｏ５",
        "٣",
        "12٣",
    ],
)
def test_not_one_number(text: str) -> None:
    """What holds digits but is not one number is unreadable, and has no value."""
    found = count(text)

    assert (Status.UNREADABLE, None) == (found.status, found.value)
    assert found.problem


@pytest.mark.parametrize("text", ["1 2", "1O5X9", "12\n7", "1,23", "9" * 19, "9" * 5000, "1." + "0" * 9])
def test_problem_of_what_is_not_one_number(text: str) -> None:
    """Broken numbers, and numbers too long to be figures, say that they are not one number."""
    assert CellValue(Status.UNREADABLE, None, NOT_ONE) == count(text)


@pytest.mark.parametrize(
    ("text", "unit"), [("12户", "户"), ("12万户", "万户"), ("12元", "元"), ("12万万", "万万"), ("1O", "O")]
)
def test_foreign_unit(text: str, unit: str) -> None:
    """A number with a unit of another kind of figure is unreadable."""
    assert CellValue(Status.UNREADABLE, None, f"the unit {unit} is not one of this figure") == count(text)


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u00a0\n\u3000"])
def test_blank(text: str) -> None:
    """An empty cell, whatever white space it holds, is blank: not 0, not missing."""
    assert CellValue(Status.BLANK) == count(text) == amount(text)


@pytest.mark.parametrize("text", ["/", "-", "—", "——", "–", "―", "／", "－", "\\", "--", " / "])
def test_dash(text: str) -> None:
    """A dash or slash alone says that the figure does not apply."""
    assert CellValue(Status.DASH) == count(text) == amount(text)


@pytest.mark.parametrize("text", ["无", "未统计", "没有", "十二", "①", "+", "不适用", "N", "*"])
def test_text(text: str) -> None:
    """Words, and numerals that are no digits, are text."""
    assert CellValue(Status.TEXT) == count(text) == amount(text)


@pytest.mark.parametrize(
    ("text", "heading", "value"),
    [
        ("251000元", None, "251000"),
        ("2792220.8元", None, "2792220.8"),
        ("160.5964万元", None, "1605964"),
        ("160.5964 万元", None, "1605964"),
        ("３.5亿元", None, "350000000"),
        ("12千元", None, "12000"),
        ("0", None, "0"),
        ("0.00", None, "0"),
        ("59237.2449", "万元", "592372449"),
        ("72701.2578", "万元", "727012578"),
        ("12", "元", "12"),
        ("12元", "万元", "12"),
        ("12万元", "元", "120000"),
        ("0", "万元", "0"),
    ],
)
def test_amount(text: str, heading: str | None, value: str) -> None:
    """Money is in yuan, exactly: the cell's unit decides before that of the heading; 0 needs none."""
    found = amount(text, heading)
    assert (Status.REPORTED, Decimal(value)) == (found.status, found.value)


@pytest.mark.parametrize(
    ("text", "half"), [("180.9万件", "500"), ("3万", "5000"), ("127", "0"), ("1.5", "0"), ("0", "0")]
)
def test_rounding_of_a_cell(text: str, half: str) -> None:
    """What is printed in 万 is rounded to its last digit; plain counts and 0 are exact."""
    assert Decimal(half) == count(text).half


@pytest.mark.parametrize("text", ["160.5964", "251000", "1", "-1", "0.5", "１２"])
def test_amount_without_a_unit(text: str) -> None:
    """Money in yuan or in 万元 differ by ten thousand: a bare number is unreadable."""
    assert CellValue(Status.UNREADABLE, None, NO_UNIT) == amount(text)


def test_narrow() -> None:
    """Full-width forms become ordinary ones; Chinese characters and 、。 stay."""
    assert "(一)1,234.5%、。 a-b" == narrow("（一）１，２３４．５％、。\u3000ａ\u2212ｂ\u200b")


numbers = st.integers(min_value=0, max_value=10**18 - 1)


@given(numbers)
def test_any_count_in_any_writing(number: int) -> None:
    """Plain, with separators, in full width, with a unit or white space around it: the same value."""
    plain, separated = str(number), f"{number:,}"
    writings = [plain, separated, *(text.translate(FULL_WIDTH) for text in (plain, separated))]
    writings += [f"{plain}件", f"\u00a0{separated} 件\n", f"+{plain}", plain.zfill(18)]

    for text in writings:
        assert CellValue(Status.REPORTED, Decimal(number)) == count(text)


@given(numbers, st.integers(min_value=1, max_value=8))
def test_any_amount_is_scaled_exactly(number: int, places: int) -> None:
    """万元 with decimals is yuan to the last digit printed."""
    text = f"{number // 10**places}.{number % 10**places:0{places}d}"

    assert Decimal(number).scaleb(4 - places) == amount(text, "万元").value


@example(whole=10**21 - 1, decimals=10**8 - 1)
@given(whole=st.integers(0, 10**21 - 1), decimals=st.integers(0, 10**8 - 1))
def test_long_number_is_exact_or_unreadable(whole: int, decimals: int) -> None:
    """However many digits: the value is what is printed, never a rounded one."""
    text = f"{whole:,}.{decimals:08d}"
    found = count(text)

    assert found.value in (None, Decimal(text.replace(",", "")))
    assert (found.value is None) == (found.status is Status.UNREADABLE)


def test_precision_of_the_caller_does_not_matter() -> None:
    """A caller who calculates with few digits still gets the printed value."""
    with localcontext() as context:
        context.prec = 4

        assert Decimal(7654321) == count("7654321").value
        assert Decimal(592372449) == amount("59237.2449", "万元").value


characters = (
    st.sampled_from("0123456789０１２３,，.．-—/ \n\u00a0件万亿元增减少无O约年（）%一二") | st.characters()
)


@given(st.text(characters, max_size=12))
def test_any_text(text: str) -> None:
    """Any text has a status; only a reported one has a value, only an unreadable one a problem."""
    for found in (count(text), amount(text), amount(text, "万元")):
        assert (found.status is Status.REPORTED) == (found.value is not None)
        assert (found.status is Status.UNREADABLE) == bool(found.problem)
        assert any(character.isdigit() for character in narrow(text)) or found.value is None


@given(st.text(characters, max_size=12))
def test_no_digit_is_invented(text: str) -> None:
    """The digits of a value without multiplier are those printed, in their order."""
    found = count(text)

    if found.value is not None and not any(character in text for character in "百千万亿"):
        printed = "".join(character for character in narrow(text) if character in "0123456789.")
        assert Decimal(printed) == abs(found.value)
