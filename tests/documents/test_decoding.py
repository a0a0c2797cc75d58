"""Bytes → text: encodings as saved pages have them, declared rightly or wrongly."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yoycompare.documents import Source
from yoycompare.documents.decoding import bytes_to_text
from yoycompare.errors import UnknownContainerError

SOURCE = Source(name="a.html", sha256="")
CHINESE = "浙江省2019年政府信息公开工作年度报告，共收到申请30105件。"
TRADITIONAL = "政府資訊公開工作年度報告，共收到申請30105件。"


def page(text: str, charset: str = "") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("charset", "written", "encoding"),
    [
        ("", "utf-8", "utf-8"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8-sig"),
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gbk", "gb18030"),
        ("gb18030", "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("gbk", "utf-8", "utf-8"),
        ("gb2312", "utf-8-sig", "utf-8-sig"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("utf-16", "utf-16", "utf-16"),
        ("gb2312", "utf-16", "utf-16"),
        ("utf-16", "utf-16-le", "utf-16-le"),
        ("utf-16", "utf-16-be", "utf-16-be"),
        ("big5", "utf-8", "utf-8"),
    ],
)
def test_page(charset: str, written: str, encoding: str) -> None:
    """A page in each encoding, whatever it declares: its text, and the name of the encoding."""
    text = page(CHINESE, charset)

    assert (text, encoding) == bytes_to_text(text.encode(written), SOURCE)


def test_byte_order_mark_big_endian() -> None:
    """A byte order mark decides, in either order of bytes."""
    data = codecs.BOM_UTF16_BE + page(CHINESE).encode("utf-16-be")

    assert (page(CHINESE), "utf-16") == bytes_to_text(data, SOURCE)


@pytest.mark.parametrize("charset", ["big5", "Big5-HKSCS", "'big5'"])
def test_declared_big5(charset: str) -> None:
    """Big5 is taken where the page declares it: its bytes are valid GB 18030 too."""
    text = page(TRADITIONAL, charset)

    assert (text, "big5hkscs") == bytes_to_text(text.encode("big5"), SOURCE)


def test_rare_characters_of_gb18030() -> None:
    """A page that declares gb2312 may use characters that only GB 18030 has."""
    text = page("第〇号清单、镕字档案、㐂", "gb2312")

    assert (text, "gb18030") == bytes_to_text(text.encode("gb18030"), SOURCE)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_download_that_broke_off(encoding: str) -> None:
    """A file that ends inside a character is read; the lost character is marked."""
    data = (page(CHINESE) + "报告").encode(encoding)[:-1]
    text, found = bytes_to_text(data, SOURCE)

    assert encoding == found
    assert page(CHINESE) + "报" == text.rstrip("\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize("kept", [1, 2])
def test_character_cut_by_a_template(kept: int) -> None:
    """One character cut in the middle of a UTF-8 page does not turn the whole page into other characters."""
    start, end = page(CHINESE * 5, "utf-8").split("浙", 1)
    data = start.encode() + "浙".encode()[:kept] + end.encode()
    text, encoding = bytes_to_text(data, SOURCE)

    assert "utf-8" == encoding
    assert 1 <= text.count("\N{REPLACEMENT CHARACTER}") <= 2
    assert page(CHINESE * 5, "utf-8").replace("浙", "", 1) == text.replace("\N{REPLACEMENT CHARACTER}", "")


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x80\xff" * 200])
def test_bytes_that_are_no_text(data: bytes) -> None:
    """Bytes of another container are refused, with what to do instead."""
    with pytest.raises(UnknownContainerError) as raised:
        bytes_to_text(data, SOURCE)

    assert "a.html: neither a page nor a text; save the report as HTML or as text" == str(raised.value)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
@example("\ufeff")
@example("é")
def test_any_text_in_utf8(text: str) -> None:
    """UTF-8 comes back as it was written, but for a byte order mark."""
    expected = text.removeprefix("\ufeff")

    assert expected == bytes_to_text(text.encode(), SOURCE)[0]


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are a text, or refused."""
    try:
        text, _ = bytes_to_text(data, SOURCE)
    except UnknownContainerError:
        text = ""

    assert "\0" not in text
