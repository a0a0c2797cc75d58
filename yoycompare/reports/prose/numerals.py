"""Printed number → value: digits of any width, 万 and 亿 between and after, Chinese numerals.

All patterns are bounded and possessive: a megabyte of digits costs what its length costs.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from yoycompare.reports.numbers import EXACT
from yoycompare.vocabulary.labels import narrow

__all__ = [
    "CHINESE_DIGITS",
    "Numeral",
    "chinese_to_numeral",
    "digits_to_numeral",
    "number_to_chinese",
    "numeral_at",
]

CHINESE_DIGITS: Final = {
    digit: value
    for value, digits in enumerate(
        ("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for digit in digits
}
SMALL_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GREAT_UNITS: Final = {"万": 10**4, "亿": 10**8}
DIGIT: Final = "[0-9０-９]"
AMOUNT: Final = (
    rf"(?:{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}}){{1,6}}+(?!{DIGIT})|{DIGIT}{{1,18}}+)(?:[.．]{DIGIT}{{1,12}}+)?"
)
MULTIPLIER: Final = "(?:[百千]?万?亿|[百千]?万|[百千](?!分[点之]))"
TAIL: Final = rf"(?P<inner>[余多几])?(?P<multiplier>{MULTIPLIER})?+(?P<outer>[余多])?"
PIECE: Final = re.compile(rf"({AMOUNT})({MULTIPLIER})(?={DIGIT})")
DIGITS: Final = re.compile(
    rf"(?P<pieces>(?:{AMOUNT}{MULTIPLIER}(?={DIGIT})){{0,2}}+)(?P<amount>{AMOUNT}){TAIL}"
)
CHINESE: Final = re.compile(
    rf"(?P<whole>[{''.join(CHINESE_DIGITS)}十拾百佰千仟万亿]{{1,40}}+)"
    rf"(?:点(?P<fraction>[{''.join(CHINESE_DIGITS)}]{{1,8}}+))?{TAIL}"
)
LARGEST: Final = 10**16
WRITTEN: Final = "零一二三四五六七八九"
PLAIN: Final = str.maketrans("〇○壹两贰叁肆伍陆柒捌玖拾佰仟", "零零一二二三四五六七八九十百千")
MULTIPLIERS: Final = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(10**3),
    "万": Decimal(10**4),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
    "百万亿": Decimal(10**14),
    "千万亿": Decimal(10**15),
}


@frozen(kw_only=True)
class Numeral:
    """A number without its unit.

    `last` is the unit of the last written digit, `step` that of the last one that is not 0: 4500 is
    written to 1 and round to 100, 638.1万 is written to 1000. `scaled` says that a multiplier was
    written last, so that the number is rounded; `more` that 余, 多 or 几 belongs to it.
    """

    value: Decimal
    last: Decimal
    step: Decimal
    end: int
    scaled: bool = False
    more: bool = False
    decimals: int = 0


def numeral_at(text: str, start: int) -> Numeral | None:
    """The number that begins at a position.

    Examples
    --------
    >>> str(numeral_at("5000余万条", 0).value), str(numeral_at("一千零二十件", 0).value)
    ('50000000', '1020')
    """
    return digits_to_numeral(text, start) or chinese_to_numeral(text, start)


def digits_to_numeral(text: str, start: int) -> Numeral | None:
    """A number that begins with a digit: 3,259, １２, 1.2亿, 1万2千, 2900多万."""
    match = DIGITS.match(text, start)
    if match is None:
        return None
    value, above = Decimal(0), None
    for amount, multiplier in PIECE.findall(match["pieces"] + "0"):
        factor = MULTIPLIERS[multiplier]
        if above is not None and factor >= above:
            return None  # 1万2万
        value, above = value + EXACT.multiply(_decimal(amount), factor), factor
    amount, factor = _decimal(match["amount"]), MULTIPLIERS[match["multiplier"] or ""]
    if above is not None and EXACT.multiply(amount, factor) >= above:
        return None
    return _numeral(match, value + EXACT.multiply(amount, factor), -_exponent(amount), factor)


def chinese_to_numeral(text: str, start: int) -> Numeral | None:
    """A number in Chinese numerals that follow the rules: 十二, 三百二十一, 两万五千, 三点五亿; not 三四, 十三五.

    Examples
    --------
    >>> str(chinese_to_numeral("三百二十一件", 0).value)
    '321'
    >>> chinese_to_numeral("三四件", 0) is None
    True
    """
    match = CHINESE.match(text, start)
    if match is None:
        return None
    whole = _whole(match["whole"])
    if whole is None:
        return None
    fraction = "".join(str(CHINESE_DIGITS[digit]) for digit in match["fraction"] or "")
    multiplier = match["multiplier"] or ""
    value = EXACT.multiply(Decimal(f"{whole}.{fraction}"), MULTIPLIERS[multiplier])
    if not fraction and not multiplier and match["whole"][-1] in GREAT_UNITS:
        multiplier = match["whole"][-1]
    return _numeral(match, value, len(fraction), MULTIPLIERS[multiplier])


def _numeral(match: re.Match[str], value: Decimal, decimals: int, factor: Decimal) -> Numeral:
    last = factor.scaleb(-decimals)
    return Numeral(
        value=value,
        last=last,
        step=last if decimals else _step(value, last),
        end=match.end(),
        decimals=decimals,
        scaled=factor > 1,
        more=bool(match["inner"] or match["outer"]),
    )


def _decimal(amount: str) -> Decimal:
    return Decimal(narrow(amount).replace(",", ""))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101
    return exponent


def _step(value: Decimal, last: Decimal) -> Decimal:
    """The unit of the last digit that is not 0, at least `last`."""
    if not value:
        return last
    return max(last, Decimal(1).scaleb(_exponent(value.normalize(EXACT))))


def _whole(numeral: str) -> int | None:
    """A whole number, if it is written by the rules: what was read must be written the same again."""
    plain = numeral.translate(PLAIN)
    plain = plain[1:] if plain.startswith("一十") else plain
    value = _reading(plain)
    return value if value < LARGEST and number_to_chinese(value) == plain else None


def _reading(numeral: str) -> int:
    """What a numeral comes to, whether written by the rules or not."""
    above, _, below = numeral.rpartition("亿")
    if above:
        return _reading(above) * 10**8 + _reading(below)
    above, _, below = below.rpartition("万")
    if above:
        return _reading(above) * 10**4 + _reading(below)
    total = digit = 0
    for character in below:
        if (unit := SMALL_UNITS.get(character)) is not None:
            total, digit = total + (digit or 1) * unit, 0
        else:
            digit = CHINESE_DIGITS.get(character, 0)
    return total + digit


def number_to_chinese(number: int) -> str:
    """A whole number below 10¹⁶ in Chinese numerals, as it is read.

    Examples
    --------
    >>> number_to_chinese(1_000_020), number_to_chinese(12), number_to_chinese(102_000)
    ('一百万零二十', '十二', '十万二千')
    """
    if number >= 10**8:
        above, below = divmod(number, 10**8)
        skipped = "零" if 0 < below < 10**7 else ""
        return number_to_chinese(above) + "亿" + skipped + (_inside(below) if below else "")
    if number >= 10**4:
        above, below = divmod(number, 10**4)
        skipped = "零" if 0 < below < 10**3 else ""
        return number_to_chinese(above) + "万" + skipped + (_inside(below) if below else "")
    if number < 10:
        return WRITTEN[number]
    unit, name = next(
        (unit, name) for name, unit in (("千", 1000), ("百", 100), ("十", 10)) if number >= unit
    )
    digit, below = divmod(number, unit)
    first = name if number < 20 else WRITTEN[digit] + name
    skipped = "零" if 0 < below < unit // 10 else ""
    return first + skipped + (_inside(below) if below else "")


def _inside(number: int) -> str:
    """A number after another one: 十 alone is 一十 there."""
    written = number_to_chinese(number)
    return "一" + written if written.startswith("十") else written
