"""Text → quantities: value, interval, unit and span; and what is not a quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare.reports.quantities import Sections, text_to_quantities

Read = tuple[str, str, str | None, str | None, str]  # printed, value, low, high, unit


def read(text: str) -> list[Read]:
    """What is found, numbers without exponent."""

    def plain(number: Decimal | None) -> str | None:
        return None if number is None else f"{number.normalize():f}"

    return [
        (text[item.start : item.end], plain(item.value) or "", plain(item.low), plain(item.high), item.unit)
        for item in text_to_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "printed", "value", "low", "high", "unit"),
    [
        ("达158条", "158条", "158", "158", "158", "条"),
        ("受理申请30105件", "30105件", "30105", "30105", "30105", "件"),
        ("公开信息1,234,567条", "1,234,567条", "1234567", "1234567", "1234567", "条"),
        ("公开信息１，２３４条", "１，２３４条", "1234", "1234", "1234", "条"),
        ("共３０件", "３０件", "30", "30", "30", "件"),
        ("共30 件", "30 件", "30", "30", "30", "件"),
        ("访问78万余次", "78万余次", "780000", "780000", "790000", "次"),
        ("归集2900多万条", "2900多万条", "29000000", "29000000", "30000000", "条"),
        ("服务5000余万人次", "5000余万人次", "50000000", "50000000", "60000000", "人次"),
        ("由4500余家", "4500余家", "4500", "4500", "4600", "家"),
        ("回应37余次", "37余次", "37", "37", "38", "次"),
        ("公开信息14万条", "14万条", "140000", "135000", "145000", "条"),
        ("办件638.1万件", "638.1万件", "6381000", "6380500", "6381500", "件"),
        ("网办2764.2万宗", "2764.2万宗", "27642000", "27641500", "27642500", "宗"),
        ("减免258.5亿元", "258.5亿元", "25850000000", "25845000000", "25855000000", "元"),
        ("占55%", "55%", "55", "54.5", "55.5", "%"),
        ("占55％", "55％", "55", "54.5", "55.5", "%"),
        ("占66.48%", "66.48%", "66.48", "66.475", "66.485", "%"),
        ("满意率100%", "100%", "100", "100", "100", "%"),
        ("占0%", "0%", "0", "0", "0", "%"),
        ("提高0.7个百分点", "0.7个百分点", "0.7", "0.7", "0.7", "个百分点"),
        ("达95%以上", "95%以上", "95", "95", "100", "%"),
        ("增长200%以上", "200%以上", "200", "200", None, "%"),
        ("超过2550万人", "超过2550万人", "25500000", "25500000", None, "人"),
        ("突破30件", "突破30件", "30", "30", None, "件"),
        ("逾30件", "逾30件", "30", "30", None, "件"),
        ("至少3次", "至少3次", "3", "3", None, "次"),
        ("3次以上", "3次以上", "3", "3", None, "次"),
        ("不足10件", "不足10件", "10", None, "10", "件"),
        ("不到10件", "不到10件", "10", None, "10", "件"),
        ("10件以内", "10件以内", "10", None, "10", "件"),
        ("0件", "0件", "0", "0", "0", "件"),
        ("收取2230元", "2230元", "2230", "2230", "2230", "元"),
        ("增长1.5倍", "1.5倍", "1.5", "1.5", "1.5", "倍"),
    ],
)
def test_quantity(text: str, printed: str, value: str, low: str | None, high: str | None, unit: str) -> None:
    """One quantity: its span, its value with the multiplier resolved, and what the wording allows."""
    assert [(printed, value, low, high, unit)] == read(text)


@pytest.mark.parametrize(
    ("text", "printed", "highest"),
    [("近1900家次", "近1900家次", 1900), ("增长近151%", "近151%", 151), ("接近30件", "接近30件", 30)],
)
def test_nearly(text: str, printed: str, highest: int) -> None:
    """近 bounds a number from above; the lower bound lies below it."""
    (found,) = text_to_quantities(text)

    assert (printed, Decimal(highest)) == (text[found.start : found.end], found.high)
    assert found.low is not None
    assert 0 < found.low < highest


@pytest.mark.parametrize(
    ("text", "value"),
    [("约3.5万条", 35000), ("大约300件", 300), ("300件左右", 300), ("约12.5%", Decimal("12.5"))],
)
def test_roughly(text: str, value: int | Decimal) -> None:
    """约, 大约 and 左右 leave room on both sides, and belong to what is printed."""
    (found,) = text_to_quantities(text)

    assert (text, value) == (text[found.start : found.end], found.value)
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < value < found.high


@pytest.mark.parametrize(
    "text",
    [
        "2019年，全省",
        "2019年1月1日至12月31日",
        "第20条",
        "第1937次常务会议",
        "第二十条第（5）项",
        "第(5)项",
        "《2019年政务公开工作要点3项》",
        "《关于印发〈2019年3项重点〉的通知》",
        "国办公开办函〔2021〕30号",
        "电话0571-87052638",
        "0571-12件",
        "GB2312件",
        "A3张",
        "1.2.3件",
        "1,23件",
        "1..5件",
        "12",
        "12\n件",
        "两批",
        "十方面",
        "12   件",
    ],
)
def test_no_quantity(text: str) -> None:
    """Years, dates, ordinals, document numbers, titles, telephone numbers, broken numbers."""
    assert [] == read(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2批31家", ["2批", "31家"]),
        ("270类3897个公开事项", ["270类", "3897个"]),
        ("办结930件，31件结转", ["930件", "31件"]),
        ("办结930件,31件结转", ["930件", "31件"]),
        ("共30件。3件未办结", ["30件", "3件"]),
        ("《要点》3项、《办法》12条", ["3项", "12条"]),
        ("《2019年要点》印发3件", ["3件"]),
        ("沭阳县477件、泗阳县301件", ["477件", "301件"]),
        ("由4500余家整合至580家", ["4500余家", "580家"]),
        ("2019年3项", ["3项"]),
        ("2025件", ["2025件"]),
        ("占5.5%、3%", ["5.5%", "3%"]),
    ],
)
def test_several(text: str, printed: list[str]) -> None:
    """Several quantities of one text, in their order; a comma before a number does not hide it."""
    assert printed == [item[0] for item in read(text)]


@pytest.mark.parametrize("text", ["第1、2条", "第10至12条", "第三十六条第1、2项"])
def test_lists_of_ordinals(text: str) -> None:
    """第 holds for all numbers of a list of articles."""
    assert [] == read(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("预约12次", "12次"),
        ("节约12元", "12元"),
        ("最近3次", "3次"),
        ("合约12份", "12份"),
        ("违约3起", "3起"),
    ],
)
def test_end_of_a_word_is_no_qualifier(text: str, printed: str) -> None:
    """约 and 近 at the end of another word leave the number exact."""
    (found,) = text_to_quantities(text)

    assert printed == text[found.start : found.end]
    assert found.value == found.low == found.high


def test_share_is_at_most_all() -> None:
    """What 100.0% allows ends at 100."""
    (found,) = text_to_quantities("满意率100.0%")

    assert (Decimal("99.95"), Decimal(100)) == (found.low, found.high)


def test_number_after_an_opening_bracket() -> None:
    """A remark in brackets may begin with a quantity."""
    assert ["13件", "5件", "4件"] == [item[0] for item in read("共13件（5件新制定，4件修改）")]


characters = (
    st.sampled_from("0123456789０９.．,，余多万亿千百%件条项个家次元年月日第〔〕《》（）() -\n约近超过以上至")
    | st.characters()
)
texts = st.text(characters, max_size=80)


@given(texts)
def test_any_text(text: str) -> None:
    """Any text is read; spans lie in it, follow each other, begin or end with what they say."""
    end = 0
    for item in text_to_quantities(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end
        printed = text[item.start : item.end]
        assert any(character.isdigit() for character in printed)
        assert item.unit in printed.replace("％", "%")


@given(texts)
def test_any_interval(text: str) -> None:
    """The value lies in its interval, whatever bounds that has."""
    for item in text_to_quantities(text):
        assert item.low is None or item.low <= item.value
        assert item.high is None or item.value <= item.high
        assert item.low is not None or item.high is not None
        assert item.value >= 0


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8), st.sampled_from("，、；。和"))
def test_list_of_counts(counts: list[int], separator: str) -> None:
    """Counts in a row are all read, exactly."""
    text = separator.join(f"{number}件" for number in counts)

    assert [Decimal(number) for number in counts] == [item.value for item in text_to_quantities(text)]


def test_sections() -> None:
    """A position belongs to the last numbered heading before it; none before the first."""
    text = "前言。一、总体情况\n内容一、二、三。二、主动公开政府信息情况\n内容"
    sections = Sections.of(text)

    assert "" == sections.at(0)
    assert "一" == sections.at(text.index("总体"))
    assert "一" == sections.at(text.index("内容一"))
    assert "二" == sections.at(len(text))
