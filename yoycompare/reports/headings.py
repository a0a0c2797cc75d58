"""Document → the titles at its head, whole or broken over lines, and the words of its preamble."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from yoycompare.reports.entities import WHOLE_AREA, has_own_place, text_to_entity
from yoycompare.reports.titles import (
    NAMES_REPORT,
    QUOTED,
    Line,
    Title,
    line_to_title,
    text_to_line,
)
from yoycompare.reports.years import HAN, title_to_years

__all__ = ["preamble_to_entity", "preamble_to_titles", "text_to_head", "text_to_titles"]

FIRST_SECTION: Final = re.compile(
    r"(?:^|[\s。|])(?:一\s?[、.．]|第一部分|1\s?[、.．])\s?(?:总体|總體|概述|概况|工作概|基本|主动公开|政府信息公开工作)",
    re.MULTILINE,
)
HEAD_LINES: Final = 60
HEAD_LINES_BEFORE_SECTIONS: Final = 300  # navigation can be long, but ends where the sections begin
HEAD_CHARACTERS: Final = 1500
LONGEST_LINE: Final = 250
LONGEST_PART: Final = 60
CUE: Final = re.compile(r"公|信息|资讯|資訊")
LABEL_ALONE: Final = re.compile(
    r"\W{0,3}(?:[上下前后]一?[篇条页]|相关\w{0,6}|推荐\w{0,6}|往期\w{0,4}|历年\w{0,4})\W{0,3}"
)
PLACE_ENDING: Final = re.compile(r"[省市县區区旗州盟乡鄉镇鎮]$")
WRITTEN: Final = re.compile(
    rf"(?:编制|公布|发布|现将|形成|撰写|制作|报告)(?:了|本|的)?(?P<title>[^，。；：\n]{{0,60}}?{NAMES_REPORT.pattern})"
)
COMPILER: Final = re.compile(
    rf"本(?:年度)?报告由(?P<entity>[{HAN}（）()·、]{{2,60}}?)(?P<how>综合|汇总|编制|根据|按照|依据|负责|组织)"
)
GATHERED: Final = ("综合", "汇总")


def text_to_head(text: str) -> int:
    """Where the head of a report ends and its first section begins."""
    section = FIRST_SECTION.search(text)
    end = section.start() if section is not None else HEAD_CHARACTERS
    for number, match in enumerate(re.finditer("\n", text[:end]), start=1):
        if number == (HEAD_LINES if section is None else HEAD_LINES_BEFORE_SECTIONS):
            return match.start()
    return min(end, len(text))


def text_to_titles(text: str, head: int) -> list[Title]:
    """The titles of reports among the lines of a head, in their order; a line is one, or two or three are."""
    lines = [line for line in _lines(text, head) if line is not None]
    titles: list[Title] = []
    alone = [line_to_title(line) if CUE.search(line.text) else None for line in lines]
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        if previous is not None and LABEL_ALONE.fullmatch(previous.text):
            continue
        title = alone[index]
        if title is None:
            title = _broken_title(lines, alone, index)
            if title is not None:
                titles.append(title)
            continue
        titles.append(_completed(title, line, index, lines, alone))
    return titles


def _lines(text: str, head: int) -> Iterator[Line]:
    first = 0
    while first < head:
        last = text.find("\n", first)
        last = head if last == -1 or last > head else last
        if last - first <= LONGEST_LINE or len(text[first:last].strip(" |\t\u3000\r")) <= LONGEST_LINE:
            line = text_to_line(text[first:last], first)
            if line.text:
                yield line
        first = last + 1


def _broken_title(lines: list[Line], alone: list[Title | None], index: int) -> Title | None:
    """The title that ends in a line, where it begins one or two lines above."""
    joined = lines[index]
    for earlier in (index - 1, index - 2):
        if earlier < 0 or alone[earlier] is not None or len(lines[earlier].text) > LONGEST_PART:
            return None
        joined = lines[earlier] + joined
        title = line_to_title(joined) if CUE.search(joined.text) else None
        if title is not None and title.start < lines[index].origins[0] < title.end:
            return _with_lines_above(title, joined, earlier, lines, alone)
    return None


def _completed(title: Title, line: Line, index: int, lines: list[Line], alone: list[Title | None]) -> Title:
    """A title with the body or year that stands in the lines above it, or in the one below."""
    title = _with_lines_above(title, line, index, lines, alone)
    if index + 1 < len(lines) and alone[index + 1] is None:
        below = lines[index + 1]
        if title.year is None and not title.part and _is_only_year(lines, index + 1):
            title = _better(title, line_to_title(line + below))
        if not title.entity and has_own_place(below.text) and text_to_entity(below.text) == below.text:
            title = evolve(title, entity=below.text)
    return title


def _with_lines_above(
    title: Title, joined: Line, index: int, lines: list[Line], alone: list[Title | None]
) -> Title:
    """A title with the name and the year that stand alone in up to two lines above it."""
    for earlier in (index - 1, index - 2):
        if earlier < 0 or alone[earlier] is not None:
            break
        above = lines[earlier].text
        place_above = PLACE_ENDING.search(above) and not has_own_place(title.entity)
        if (title.entity and title.year is not None and not place_above) or not _is_name_or_year(above):
            break
        if _is_year(above) and not _is_only_year(lines, earlier):
            break
        joined = lines[earlier] + joined
        title = _better(title, line_to_title(joined))
    return title


def _is_name_or_year(text: str) -> bool:
    """Whether a line holds a body, a year or both, and nothing else."""
    for _, start, end in reversed(title_to_years(text)):
        text = text[:start] + text[end:]
    name = text.strip().removesuffix("关于")
    return not name or text_to_entity(name) == name


def _is_year(text: str) -> bool:
    return [(0, len(text))] == [(start, end) for _, start, end in title_to_years(text)]


def _is_only_year(lines: list[Line], index: int) -> bool:
    """Whether a line is a year, and no list of years to choose from."""
    beside = [lines[near].text for near in (index - 1, index + 1) if 0 <= near < len(lines)]
    return _is_year(lines[index].text) and not any(_is_year(text) for text in beside)


def _better(title: Title, other: Title | None) -> Title:
    """The other title where it says more and contradicts nothing."""
    if other is None or (title.year is not None and other.year != title.year):
        return title
    if not other.entity.endswith(title.entity) or (
        has_own_place(title.entity) and other.entity != title.entity
    ):
        return title
    says_more = (other.year is not None, len(other.entity)) > (title.year is not None, len(title.entity))
    return other if says_more else title


def preamble_to_titles(text: str, head: int) -> list[Title]:
    """The reports that the sentences of a preamble say are written or published here."""
    preamble = QUOTED.sub(lambda match: "\x01" * len(match[0]), text[:head])
    found = []
    for match in WRITTEN.finditer(preamble):
        if not preamble[match.end() : match.end() + 4].startswith(
            ("编", "有关", "的", "工作", "要求", "格式", "》")
        ):
            title = line_to_title(text_to_line(match["title"], match.start("title")))
            if title is not None:
                found.append(title)
    return found


def preamble_to_entity(text: str, head: int) -> str:
    """The body that compiled its own report; who gathers those of others is not the one who reports."""
    compiler = COMPILER.search(text, 0, max(head, HEAD_CHARACTERS))
    if compiler is None or compiler["how"] in GATHERED:
        return ""
    sentence = text[compiler.start() : compiler.end() + HEAD_LINES]
    return "" if WHOLE_AREA.search(sentence) else text_to_entity(compiler["entity"])
