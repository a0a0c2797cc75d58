"""Document → the day of publication: after its label, in the data of the page, or alone on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from yoycompare.documents import Document
from yoycompare.reports.years import NUMERALS, western_digits

__all__ = ["document_to_published"]

CHINESE: Final = "〇零○ＯOo一二三四五六七八九"
DAY: Final = (
    r"(?:(?P<year>20\d\d)(?:\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
    r"|(?P<mark>[-./])(?P<month2>\d{1,2})(?P=mark)(?P<day2>\d{1,2})(?!\d))"
    rf"|(?P<year3>二[{CHINESE}]{{3}})年(?P<month3>[{CHINESE}十元]{{1,2}})月(?P<day3>[{CHINESE}十]{{1,3}})日)"
)
# Best evidence first: the day it was made public, the day it was written.
LABELS: Final = (
    r"(?:发布|公布|公开|发文|發布|公開)(?:时间|日期|時間)",
    r"(?:成文|生成|印发|制发|编制|撰写|起草)(?:时间|日期)|(?:^|[\s|【\[])(?:时间|日期)",
)
GAP: Final = r"[】\]]?\s{0,3}[:：|]?\s{0,4}\|?\s{0,3}[【\[]?"
LABELLED: Final = tuple(re.compile(rf"(?:{label}){GAP}{DAY}", re.MULTILINE) for label in LABELS)
ALONE: Final = re.compile(rf"[（(]?\s?{DAY}\s?[）)]?")
AT_START: Final = re.compile(DAY)
TAIL_LINES: Final = 40
LONGEST_LINE: Final = 30
GRID_ROWS: Final = 8  # the table of data about a page stands above its figures
GRIDS: Final = 2
ONES: Final = {chr(numeral): int(digit) for numeral, digit in NUMERALS.items()} | {"元": 1}


def document_to_published(document: Document, head: int) -> date | None:
    """When the report was published; None where nothing says it, or the same label says two days."""
    text = western_digits(document.text)
    cells = western_digits("\n".join(_cell_pairs(document)))
    for pattern in LABELLED:
        days = {
            _match_to_date(match)
            for where in (text[:head], text[head:], cells)
            for match in pattern.finditer(where)
        }
        if days := days - {None}:
            return days.pop() if len(days) == 1 else None
    if match := AT_START.match(document.published.strip()):
        return _match_to_date(match)
    lines = text[:head].splitlines() + text[head:].splitlines()[-TAIL_LINES:]
    alone = {
        _match_to_date(match)
        for line in lines
        if len(line) <= LONGEST_LINE and (match := ALONE.fullmatch(line.strip(" |\t\u3000\xa0\r")))
    } - {None}
    return alone.pop() if len(alone) == 1 else None


def _cell_pairs(document: Document) -> Iterator[str]:
    for grid in document.grids[:GRIDS]:
        for row in grid.rows[:GRID_ROWS]:
            yield "|".join(
                dict.fromkeys(
                    cell.text for cell in row if cell is not None and len(cell.text) <= LONGEST_LINE
                )
            )


def _match_to_date(match: re.Match[str]) -> date | None:
    """The day that is printed, None where there is no such day."""
    if match["year3"]:
        year = int(match["year3"].translate(NUMERALS))
        month, day = _numeral_to_number(match["month3"]), _numeral_to_number(match["day3"])
    else:
        year = int(match["year"])
        month, day = int(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeral_to_number(numeral: str) -> int:
    """十二 and 二十一 as numbers; what is none becomes 0, which no day and no month is."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return ONES[numeral] if len(numeral) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (ONES[tens] if tens else 1) * 10 + (ONES[ones] if ones else 0)
