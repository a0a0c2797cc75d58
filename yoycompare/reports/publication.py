"""Title, text and file name → who reports, about which year, for how wide a scope.

Precedence: the title as printed in the text, the container's own title, then the file name. A year
that none of them gives is taken from the sentence that states the period; it is never guessed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath
from typing import Final

from attrs import frozen

from yoycompare.documents import Document
from yoycompare.reports.report import Publication, Scope
from yoycompare.vocabulary import Vocabulary

__all__ = ["document_to_publication"]

HAN: Final = r"㐀-鿿豈-﫿\U00020000-\U0003ffff〇"
LETTERS: Final = rf"[{HAN}（）()·、]{{2,80}}"
NAME: Final = rf"(?<![{HAN}]){LETTERS}"  # a whole name, not its end
REPORT: Final = r"(?:政府)?(?:信息|政务)公[开開](?:工作)?(?:情况)?(?:的)?(?:{year})?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:报告|年报)"
YEAR: Final = r"(?:(?<!\d)20\d\d(?!\d)|二[〇零○O0][一二三四五六七八九〇零○]{2})\s{0,2}年?度?"
TITLES: Final = (
    re.compile(rf"(?P<entity>{NAME}?)\s{{0,3}}(?P<year>{YEAR})\s{{0,3}}(?:的)?{REPORT.format(year='(?!)')}"),
    re.compile(rf"(?P<year>{YEAR})\s{{0,3}}(?P<entity>{LETTERS}?)\s{{0,3}}{REPORT.format(year='(?!)')}"),
    re.compile(rf"(?P<entity>{NAME}?)\s{{0,3}}{REPORT.format(year=f'(?P<year>{YEAR})')}"),
    re.compile(rf"(?P<year>{YEAR})\s{{0,3}}{REPORT.format(year='(?!)')}"),
    re.compile(rf"(?P<entity>{NAME}?)\s{{0,3}}政府信息公开工作年度报告"),
)
PERIOD: Final = re.compile(
    r"(20\d\d)\s?年\s?1\s?月\s?1\s?日[^。0-9]{0,8}(?:(20\d\d)\s?年)?\s?12\s?月\s?31\s?日"
)
COMPILER: Final = re.compile(rf"本(?:年度)?报告由(?P<entity>{LETTERS}?)(?:综合|编制|根据|按照)")
LEAD: Final = re.compile(r"^(?:关于|当前位置|首页|索引号|标题|题目|附件|公开|发布|印发)+")
TRAIL: Final = re.compile(r"(?:关于)$")
NUMERALS: Final = {ord(numeral): str(digit) for digit, numeral in enumerate("〇一二三四五六七八九")} | {
    ord(zero): "0" for zero in "零○O"
}
NO_ENTITY: Final = frozenset(
    {"上半年", "下半年", "政府", "政务", "年度", "工作", "本单位", "本机关", "本部门", "单位", "机关", "部门"}
)
SHORTEST_NAME: Final = 2
WRAPPED: Final = re.compile(r"[（(][^（()）]*[）)]")
QUOTED: Final = re.compile(r"《[^《》]{1,120}》")  # another document, unless it is the whole line
NEIGHBOUR: Final = re.compile(r"[上下]一[篇条页]|相关|推荐")
TITLE_LINES: Final = 60  # the title stands near the top, below navigation
LONGEST_TITLE: Final = 80
FOUR_DIGITS: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")

AREA_ENDING: Final = re.compile(r"(?:省|自治区|市|自治州|州|盟|地区|县|区|旗|兵团)$")
GOVERNMENT: Final = re.compile(r"人民政府$|^.{1,12}政府$")
TOWNSHIP: Final = re.compile(r"(?:街道(?:办事处)?|镇|乡|苏木)(?:人民政府)?$")
WHOLE_AREA: Final = re.compile(
    r"全(?:省|市|县|区|州|盟|旗)[^。]{0,12}(?:受理|收到|收办|新收|接收|办理)|各(?:市|县|区)[^。]{0,40}编制本报告"
)
COUNTY: Final = re.compile(r"^(?!城市|都市)[一-鿿]{1,8}?(?:自治县|林区|特区|新区|开发区|园区|县|区|旗|市)")
PROVINCE, PREFECTURE, COUNTY_LEVEL, TOWNSHIP_LEVEL, NATION = (
    "province",
    "prefecture",
    "county",
    "township",
    "nation",
)
UNKNOWN: Final = "unknown"


def document_to_publication(document: Document, vocabulary: Vocabulary) -> Publication:
    """Who reports about which year. `entity` is empty and `year` None where nothing says it."""
    period = _stated_period(document.text)
    titles = [title for candidate in _titles(document) if (title := _text_to_title(candidate)) is not None]
    # A page may name its neighbours (上一篇); of several titles the one of the stated period is its own.
    titles.sort(key=lambda title: period is not None and title.year not in (None, period))
    entity = next((title.entity for title in titles if title.entity), "")
    year = next((title.year for title in titles if title.year is not None), None)
    if not entity and (compiler := COMPILER.search(document.text)):
        entity = compiler["entity"]
    if year is None:
        year = period or _year_of_name(document.source.name)
    return Publication(
        entity=entity,
        year=year,
        title=titles[0].text if titles else document.title,
        scope=entity_to_scope(entity, document.text),
        level=entity_to_level(entity, vocabulary),
    )


@frozen
class Title:
    """What one title says; `entity` is empty and `year` None where it does not say it."""

    text: str
    entity: str
    year: int | None


def _titles(document: Document) -> Iterator[str]:
    """Texts that may be the title, best first; a title may be broken over two lines."""
    lines = [line.strip(" |\t　\r") for line in document.text.split("\n", TITLE_LINES)[:TITLE_LINES]]
    lines = [line for line in lines if 0 < len(line) <= LONGEST_TITLE]
    yield from lines
    yield document.title
    yield from (first + second for first, second in pairwise(lines))
    yield PurePath(document.source.name).stem


def _text_to_title(text: str) -> Title | None:
    text = text.removeprefix("《").removesuffix("》") if QUOTED.fullmatch(text) else QUOTED.sub("", text)
    if "公" not in text or ("报告" not in text and "年报" not in text) or NEIGHBOUR.match(text):
        return None
    for pattern in TITLES:
        match = pattern.search(text)
        if match is not None:
            groups = match.groupdict()
            entity = TRAIL.sub("", LEAD.sub("", groups.get("entity") or "")).strip("、·").lstrip("）)")
            if WRAPPED.fullmatch(entity):
                entity = entity[1:-1]
            printed_year = FOUR_DIGITS.search((groups.get("year") or "").translate(NUMERALS))
            return Title(
                text=match.group().strip(),
                entity="" if len(entity) < SHORTEST_NAME or entity in NO_ENTITY else entity,
                year=int(printed_year[1]) if printed_year else None,
            )
    return None


def _stated_period(text: str) -> int | None:
    """The year of the period sentence (统计期限), if it is one whole year."""
    match = PERIOD.search(text)
    if match is None or (match[2] and match[2] != match[1]):
        return None
    return int(match[1])


def _year_of_name(name: str) -> int | None:
    years = set(FOUR_DIGITS.findall(PurePath(name).stem))
    return int(years.pop()) if len(years) == 1 else None


def entity_to_scope(entity: str, text: str) -> Scope:
    """Whether the report covers an area or one body, from the name, and for a government from the text.

    Examples
    --------
    >>> str(entity_to_scope("宿迁市", "")), str(entity_to_scope("上海市人民政府办公厅", ""))
    ('area', 'organ')
    """
    if not entity:
        return Scope.UNKNOWN
    if TOWNSHIP.search(entity):
        return Scope.ORGAN
    if AREA_ENDING.search(entity):
        return Scope.AREA
    if GOVERNMENT.search(entity):
        return Scope.AREA if WHOLE_AREA.search(text) else Scope.UNKNOWN
    return Scope.ORGAN


@functools.lru_cache(maxsize=4096)
def entity_to_level(entity: str, vocabulary: Vocabulary) -> str:
    """The level of government of a body, from its name; `unknown` where the name does not say."""
    rest, level = entity, UNKNOWN
    for known in (NATION, PROVINCE, PREFECTURE):
        names = vocabulary.levels[known].names if known in vocabulary.levels else ()
        prefix = max((name for name in names if rest.startswith(name)), key=len, default="")
        if prefix:
            rest, level = rest.removeprefix(prefix), known
            if known == NATION:
                return level
    if COUNTY.match(rest):
        level, rest = COUNTY_LEVEL, COUNTY.sub("", rest, count=1)
    return TOWNSHIP_LEVEL if TOWNSHIP.search(rest) else level
