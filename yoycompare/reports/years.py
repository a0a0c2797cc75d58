"""Text → the years that it says: a year of four digits that is no date, document or telephone number."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from attrs import frozen

__all__ = ["HAN", "NUMERALS", "Period", "name_to_year", "text_to_periods", "title_to_years", "western_digits"]

HAN: Final = r"㐀-鿿豈-﫿\U00020000-\U0003ffff〇"
WIDE: Final = re.compile("[０-９]")
WESTERN: Final = {ord("０") + digit: str(digit) for digit in range(10)}
NUMERALS: Final = {ord(numeral): str(digit) for digit, numeral in enumerate("〇一二三四五六七八九")} | {
    ord(zero): "0" for zero in "零○ＯOo"
}
PLAUSIBLE: Final = r"20(?:0[4-9]|[1-9]\d)"  # the first reports are of 2004
CHINESE: Final = r"二[〇零○ＯOo0][一二三四五六七八九〇零○ＯOo0]{2}"
SPACE: Final = r"[ \u3000\xa0]"
# A date, a document number or a span of years holds four digits too; what it holds is no year of a report.
DATE: Final = re.compile(
    rf"(?<!\d)20\d\d{SPACE}?(?:年{SPACE}?\d{{1,2}}{SPACE}?月{SPACE}?\d{{1,2}}|[-./]\d{{1,2}}(?!\d))"
    r"|[〔［\[]\s?20\d\d\s?[〕］\]]|[（(]20\d\d[）)]\s?第?\s?\d{1,5}\s?号|(?<!\d)20\d\d第?\d{1,5}号"
)
YEAR: Final = re.compile(
    rf"[（(]?(?:(?<![\dA-Za-z.])(?<!(?<!20\d\d)-)(?P<digits>{PLAUSIBLE})(?![\dA-Za-z]){SPACE}{{0,2}}[）)]?(?:年度?)?"
    rf"|(?P<numerals>{CHINESE}){SPACE}{{0,2}}年度?)[）)]?"
)
PERIOD: Final = re.compile(
    r"(?P<year>20\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日[^。0-9]{0,8}"
    r"(?:(?P<last>20\d\d)\s?年)?\s?(?P<end>\d{1,2}\s?月\s?\d{1,2})\s?日"
)
CHINESE_PERIOD: Final = re.compile(
    rf"(?P<year>{CHINESE})年(?P<month>[一元]月)(?P<day>一日)[^。一二]{{0,8}}(?:(?P<last>{CHINESE})年)?(?P<end>十二月三十一日)"
)
WHOLE: Final = re.compile(r"12\s?月\s?31|十二月三十一日")
STATED: Final = re.compile(r"期限|时限|期間|期间|统计|数据")
NEAR: Final = 40  # characters before a period in which it is called one


@frozen(kw_only=True)
class Period:
    """A stretch of time that a sentence states; `year` is None where it is not one whole year."""

    year: int | None
    years: frozenset[int]
    start: int
    end: int


def western_digits(text: str) -> str:
    """Digits of full width as plain ones; nothing moves.

    Examples
    --------
    >>> western_digits("２０２３年")
    '2023年'
    """
    return (
        text.translate(WESTERN) if WIDE.search(text) else text
    )  # most texts have none, and translating is slow


def title_to_years(text: str) -> list[tuple[int, int, int]]:
    """The years in a title, each with its span; dates and document numbers are left out.

    Examples
    --------
    >>> title_to_years("某某市二〇二三年报告"), title_to_years("某某〔2021〕30号")
    ([(2023, 3, 8)], [])
    """
    text = DATE.sub(lambda match: "#" * len(match[0]), western_digits(text))
    return [
        (int((match["digits"] or match["numerals"]).translate(NUMERALS)), match.start(), match.end())
        for match in YEAR.finditer(text)
    ]


def text_to_periods(text: str, head: int) -> list[Period]:
    """The stretches of time that the head of a text names, and further down those that are called periods."""
    text = western_digits(text)
    found = []
    for pattern in (PERIOD, CHINESE_PERIOD):
        for match in pattern.finditer(text):
            if match.start() > head and not STATED.search(text, max(0, match.start() - NEAR), match.start()):
                continue
            years = {int(year.translate(NUMERALS)) for year in (match["year"], match["last"]) if year}
            opens = match["month"] in ("1", "01", "一月", "元月") and match["day"] in ("1", "01", "一日")
            whole = opens and WHOLE.fullmatch(match["end"]) is not None and len(years) == 1
            found.append(
                Period(
                    year=next(iter(years)) if whole else None,
                    years=frozenset(years),
                    start=match.start(),
                    end=match.end(),
                )
            )
    return found


def name_to_year(name: str) -> int | None:
    """The only year in the name of a file; None where there are several, or a date.

    Examples
    --------
    >>> name_to_year("zj2019.html"), name_to_year("2019-2020.html"), name_to_year("2020-03.html")
    (2019, None, None)
    """
    stem = western_digits(PurePath(name).stem)
    years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", stem))
    if len(years) != 1 or DATE.search(stem):
        return None
    year = int(years.pop())
    return year if re.fullmatch(PLAUSIBLE, str(year)) else None
