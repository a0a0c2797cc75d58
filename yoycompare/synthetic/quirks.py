"""How real files differ from the official form: each quirk changes the tables of a written form.

Every quirk here was seen in files in use. None changes what a value cell prints, and each leaves the row
recognisable to a person; so a reader must give each value or list its row as unread, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from attrs import evolve

from yoycompare.briefs.official.sheets import FormCell, Section

__all__ = ["QUIRKS", "Quirk"]

Rows = list[list[FormCell]]
Quirk = Callable[[list[Section], Random], list[Section]]

TRADITIONAL: Final = str.maketrans(
    "结转总计报举补强处决规费数书开关务讼诉维审业组织权认请办",
    "結轉總計報舉補強處決規費數書開關務訟訴維審業組織權認請辦",
)
PHONETIC: Final = {
    "关": "關(guān)",
    "发": "發(fā)",
    "开": "開(kāi)",
    "结": "結(jié)",
    "业": "業(yè)",
    "处": "處(chù)",
}
BROKEN: Final = {
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公\n益组织",
    "结果维持": "结果\n维持",
}
SHORT: Final = {
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.申请人无正当理由逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
}
MISSPELT: Final = {
    "5.属于三类内部事务信息": "5.属于三类内容事务信息",
    "6.属于四类过程性信息": "6.属于四类过程性性信息",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开（区分处理的，只计这一情况，不计其他情形）",
    "二、上年结转政府信息公开申请数量": "二、上年转结政府信息公开申请数量",
    "1.本机关不掌握相关政府信息": "1.本机关不掌握相关政府信自",
    "4.无正当理由大量反复申请": "4.无正当理由大量反复申清",
}
CUT: Final = {"本年新制作数量": "本年新", "本年新公开数量": "本年新", "现行有效件数": "现行有效件"}
MIXED: Final = {"行政规范性文件": "规范性文件", "规范性文件": "行政规范性文件"}
STRANGE_ROW: Final = "其他主动公开文件"
NUMBER: Final = re.compile(r"^(\d)\.")


def _labels(change: Callable[[str, Random], str], share: float = 1.0) -> Quirk:
    """A quirk that changes labels, some of them."""

    def quirk(sections: list[Section], random: Random) -> list[Section]:
        def changed(cell: FormCell) -> FormCell:
            if cell.key is not None or random.random() >= share:
                return cell
            return evolve(cell, text=change(cell.text, random))

        return [
            evolve(section, rows=tuple(tuple(map(changed, row)) for row in section.rows))
            for section in sections
        ]

    return quirk


def _wordings(wordings: Mapping[str, str]) -> Quirk:
    return _labels(lambda text, _: wordings.get(text, text))


def _rows(change: Callable[[Rows, Random], Rows]) -> Quirk:
    """A quirk that changes the rows of each table."""

    def quirk(sections: list[Section], random: Random) -> list[Section]:
        changed = []
        for section in sections:
            rows = change([list(row) for row in section.rows], random)
            changed.append(evolve(section, rows=tuple(map(tuple, rows))))
        return changed

    return quirk


def _phonetic(text: str, _: Random) -> str:
    return "".join(PHONETIC.get(character, character) for character in text)


def _narrow(text: str, _: Random) -> str:
    return text.translate(str.maketrans("（），：", "(),:"))


def _numbering(text: str, random: Random) -> str:
    return NUMBER.sub(lambda match: f"{match[1]}{random.choice(('、', '．', '. ', '）'))}", text)


def _spaced(text: str, random: Random) -> str:
    if len(text) < 2:
        return text
    place = random.randrange(1, len(text))
    return text[:place] + random.choice((" ", "\u3000", "\xa0")) + text[place:]


def _strange_row(rows: Rows, random: Random) -> Rows:
    """A row that no form knows, below some row of values."""
    places = [number for number, row in enumerate(rows) if sum(cell.key is not None for cell in row) > 1]
    places = [number for number in places if all(cell.rows == 1 for cell in rows[number])]
    if not places:
        return rows
    place = random.choice(places)
    values = [
        evolve(cell, text=str(random.randrange(100)), key=None)
        for cell in rows[place]
        if cell.key is not None
    ]
    stub = evolve(rows[place][0], text=STRANGE_ROW)
    inside = any(
        cell.rows > 1 and number + cell.rows > place + 1
        for number, row in enumerate(rows[: place + 1])
        for cell in row
    )
    return rows if inside else [*rows[: place + 1], [stub, *values], *rows[place + 1 :]]


def _empty_row(rows: Rows, random: Random) -> Rows:
    """A row of empty cells above the table."""
    width = sum(cell.columns for cell in rows[0])
    return (
        [[FormCell(text="", columns=width)], *rows]
        if random.random() < 0.5
        else [*rows, [FormCell(text="")] * width]
    )


def _caption(rows: Rows, _: Random) -> Rows:
    """A row over the whole table that says what it is."""
    return [[FormCell(text="政府信息公开情况", columns=sum(cell.columns for cell in rows[0]))], *rows]


def _one_table(sections: list[Section], _: Random) -> list[Section]:
    """All tables in one, below each other."""
    rows = tuple(row for section in sections for row in section.rows)
    return [evolve(sections[0], rows=rows)]


def _table_a_block(sections: list[Section], _: Random) -> list[Section]:
    """Each block of section two as a table of its own."""
    parts: list[Section] = []
    for section in sections:
        starts = [number for number, row in enumerate(section.rows) if len(row) == 1 and row[0].key is None]
        starts = starts if starts[:1] == [0] else [0]
        for begin, end in zip(starts, [*starts[1:], len(section.rows)], strict=True):
            parts.append(evolve(section, rows=section.rows[begin:end]))
    return parts


QUIRKS: Final[Mapping[str, Quirk]] = {
    "narrow brackets": _labels(_narrow),
    "numbering": _labels(_numbering),
    "spaces in labels": _labels(_spaced, share=0.5),
    "traditional": _labels(lambda text, _: text.translate(TRADITIONAL)),
    "phonetic": _labels(_phonetic),
    "broken headings": _wordings(BROKEN),
    "short labels": _wordings(SHORT),
    "misspelt": _wordings(MISSPELT),
    "cut headings": _wordings(CUT),
    "labels of another form": _wordings(MIXED),
    "strange row": _rows(_strange_row),
    "empty row": _rows(_empty_row),
    "caption": _rows(_caption),
    "one table": _one_table,
    "a table a block": _table_a_block,
}
