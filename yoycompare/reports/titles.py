"""A line → the title of a report in it: whose report, of which year."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve, field, frozen

from yoycompare.reports.entities import has_own_place, text_to_entity
from yoycompare.reports.years import HAN, title_to_years, western_digits
from yoycompare.vocabulary.copies import SOUND

__all__ = ["NAMES_REPORT", "Line", "Title", "line_to_title", "text_to_line"]

HEAD: Final = r"(?:政府|政务|政務)?(?:信息|政务|政務|資訊|资讯)(?:主动|主動)?公[开開]"
INSIDE: Final = r"[工作情况況的年度及和与與暨、政府务務信息资資讯訊主动動公开開0-9二〇零○O一三四五六七八九（）()上下半第季\- ]{0,40}?"
NAMES_REPORT: Final = re.compile(rf"{HEAD}{INSIDE}(?:报告|報告|年报|年報)")
# What follows where a report is spoken about: an order to write it, a list of them.
SPOKEN_ABOUT: Final = re.compile(
    r"的?(?:编制|编写|编发|格式|有关|相关|工作|要求|通知|模板|范本|填报|统计|目录|列表|专栏|汇总|汇编|制度|撰写|解读|的(?!公告|公示|通告)|等|中|》)"
)
SEPARATOR: Final = re.compile(
    rf"[>＞»›/／|｜:：_!！?？→◆※】\t]|[ ]{{3,}}|--|——|(?<=[{HAN}）)])\s?[-–—]\s?(?=[{HAN}])|\s[-–—]\s"
)
PART: Final = re.compile(
    r"[上下]半年|半年度?|第?[一二三四1-4]季度|1?\d\s?[-—~至到]\s?1?\d\s?月|(?<!\d)1?\d月(?:份|(?![0-9]{1,2}日))|月报|季报"
)
QUOTED: Final = re.compile(r"《[^《》]{1,120}》")  # another document, unless the line is about it alone
ANNOUNCED: Final = re.compile(
    rf"(?P<who>[{HAN}（）()、]{{0,40}}?)(?:关于)?(?:(?:公布|发布|印发|公开)\s?)?《(?P<title>[^《》]{{1,120}})》"
    r"\s?(?:的(?:公告|公示|通告|函)|[|｜_－—-].{0,60})?"
)
SENTENCE: Final = re.compile(r"[,，;；。]|^(?:现|特|兹)(?:将|公布|发布|向)")
NEIGHBOUR: Final = re.compile(r"\W{0,3}(?:[上下前后]一?[篇条页]|相关|推荐|更多|往期|历年|附件下载)")
ANNUAL: Final = re.compile(r"年度|年报|年報")
AFTER_NAME: Final = re.compile(
    rf"\s?(?:[（(](?P<wrapped>[^（()）]{{2,40}})[）)]|——(?P<dashed>[{HAN}]{{2,40}})$)"
)
TOKEN: Final = rf"(?:[{HAN}]|\d{{1,4}}|[（）()])"
SPACED: Final = re.compile(rf"(?<![{HAN}\d]){TOKEN}(?:[ \u3000\xa0]{{1,4}}{TOKEN}){{4,90}}(?![{HAN}\d])")
UNSEEN: Final = re.compile(
    r"[\u200b-\u200f\ufeff\xad]|^\s{0,3}#{1,6}\s|^\*\*(?=[^*]{1,120}\*\*$)|\*\*$"
)  # or Markdown
LONGEST_TITLE: Final = 100
ANY: Final = "\0"  # stands for a year that is taken out
SPAN_OF_YEARS: Final = re.compile(rf"{ANY}(?:[-—–~～至到、和]{{0,2}}{ANY}){{1,9}}")


@frozen(kw_only=True)
class Line:
    """A line as it is compared: letter-spacing, sounds and what is not seen are out, digits are plain.

    `origins` tells for each character where it stands in the text.
    """

    text: str
    origins: tuple[int, ...] = field(repr=False)

    def __add__(self, other: Line) -> Line:
        return Line(text=self.text + other.text, origins=self.origins + other.origins)


@frozen(kw_only=True)
class Title:
    """What one title says; `entity` is empty and `year` None where it does not say it.

    `part` is the half or quarter of a year that it speaks of instead of a year. `start` and `end` are
    the span of the title in the text that its line stands in.
    """

    text: str
    entity: str
    year: int | None
    part: str
    start: int
    end: int


def text_to_line(text: str, start: int = 0) -> Line:
    """A line of a text, with the place where it starts.

    Examples
    --------
    >>> text_to_line("浙 江 省 ２０２３ 年").text
    '浙江省2023年'
    """
    out: set[int] = set()
    for pattern in (UNSEEN, SOUND):
        for match in pattern.finditer(text):
            out.update(range(*match.span()))
    for match in SPACED.finditer(western_digits(text)):
        out.update(index for index in range(*match.span()) if text[index] in " \u3000\xa0")
    kept = [index for index in range(len(text)) if index not in out]
    plain = western_digits(text)
    first = next(
        (index for index, kept_index in enumerate(kept) if text[kept_index] not in " |\t\u3000\xa0\r"),
        len(kept),
    )
    while len(kept) > first and text[kept[-1]] in " |\t\u3000\xa0\r":
        kept.pop()
    kept = kept[first:]
    return Line(
        text="".join(" " if plain[index] in "\u3000\xa0" else plain[index] for index in kept),
        origins=tuple(start + index for index in kept),
    )


def line_to_title(line: Line) -> Title | None:
    """The title that a line holds, if it is one; the title of another document is none.

    Examples
    --------
    >>> title = line_to_title(text_to_line("关于宿迁市财政局2023年度政府信息公开工作情况的报告"))
    >>> title.entity, title.year
    ('宿迁市财政局', 2023)
    >>> line_to_title(text_to_line("关于做好2023年政府信息公开工作年度报告编制工作的通知"))
    """
    text = line.text
    if "公" not in text or len(text) > LONGEST_TITLE or NEIGHBOUR.match(text):
        return None
    if announced := ANNOUNCED.fullmatch(text):
        first, last = announced.span("title")
        title = line_to_title(Line(text=text[first:last], origins=line.origins[first:last]))
        if title is None or title.entity:
            return title
        return evolve(title, entity=text_to_entity(announced["who"]))
    text = QUOTED.sub(lambda match: "\x01" * len(match[0]), text)
    titles = []
    before = 0
    for match in NAMES_REPORT.finditer(text):
        title = _match_to_title(line, text, before, match)
        before = match.end()
        if title is not None:
            titles.append(title)
    return max(titles, key=lambda title: (title.year is not None, bool(title.entity)), default=None)


def _match_to_title(line: Line, text: str, first: int, match: re.Match[str]) -> Title | None:
    after = text[match.end() :]
    if SPOKEN_ABOUT.match(after) or SENTENCE.search(text, 0, match.start()):
        return None
    for separator in SEPARATOR.finditer(text, first, match.start()):
        first = separator.end()
    before, inside = text[first : match.start()].rpartition("\x01")[2], match[0]
    first = match.start() - len(before)
    years = title_to_years(before) + title_to_years(inside)
    end = match.end()
    if not years and (late := title_to_years(after[:12])) and not after[: late[0][1]].strip(" （("):
        closes = after[late[0][1] : late[0][2]]
        if "年" in closes or closes.startswith(("（", "(")) or late[0][2] == len(after):
            years, end = late, end + late[0][2]
    if not years and not ANNUAL.search(inside):
        return None
    for _, year_first, year_last in reversed(title_to_years(before)):
        before = before[:year_first] + ANY + before[year_last:]
    entity = _before_to_entity(before, inside)
    if not entity and (named := AFTER_NAME.match(text, end)):
        entity = text_to_entity(named["wrapped"] or named["dashed"])
        end = named.end() if entity else end
    part = PART.search(text, first, end)
    distinct = {year for year, _, _ in years}
    while first < match.start() and text[first] == " ":
        first += 1
    return Title(
        text=text[first:end].strip(),
        entity=entity,
        year=distinct.pop() if len(distinct) == 1 and part is None else None,
        part=part[0] if part else "",
        start=line.origins[first],
        end=line.origins[end - 1] + 1,
    )


def _before_to_entity(before: str, inside: str) -> str:
    """The name before the subject: before its year, after it, or on both sides of it."""
    left, _, right = SPAN_OF_YEARS.sub(ANY, before).partition(ANY)
    if ANY in right:
        return ""  # two years
    right = PART.sub("", right)
    left_name, right_name = _words_to_entity(left, inside), _words_to_entity(right, inside)
    if left_name and right_name and not has_own_place(right_name):
        return left_name + right_name
    return right_name or left_name


def _words_to_entity(words: str, inside: str) -> str:
    """The last of some words; the one before it too, where the last does not say of which place."""
    # 人民政府信息公开: the government stands for itself and for its information.
    if words.endswith("人民") and inside.startswith("政府"):
        words += "政府"
    parts = [part for part in words.split(" ") if part not in ("", "的", "关于", "关於", "關於", "關于")]
    names = [text_to_entity(part) for part in parts]
    if not names or not names[-1]:
        return ""
    entity = names[-1]
    for earlier in reversed(names[:-1]):
        if not earlier or has_own_place(entity):
            break
        entity = earlier + entity
    return entity
