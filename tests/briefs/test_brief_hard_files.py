"""Briefs of reports that are odd: nothing but blanks, strange characters, very long texts; in one language each."""

from __future__ import annotations

import io
import re
import sys
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from attrs import evolve
from brief_data import three_years, two_texts

import yoycompare as yoy
from yoycompare.briefs.yearly.blocks import Bullets, Grid, Paragraph, Passages, Picture, Problem, plain
from yoycompare.commands.main import main
from yoycompare.errors import BriefError
from yoycompare.reports import Report, Scope
from yoycompare.synthetic import FaultKind, random_reports

TEXT = "{year}年政府信息公开工作年度报告\n一、总体情况\n收到政府信息公开申请{count}件，{odd}。\n五、存在的主要问题及改进情况\n一是{odd}不足。\n"
ODD = [
    "<script>alert(1)</script>",
    "]]>",
    "{}%s{0}{entity}",
    "a|b`c`",
    "\u202eabc",
    "\x07\x0b\x1b[31m",
    "😀🏛",
    "甲/乙\\丙",
    "\"quoted\" & 'x'",
    "长" * 200,
    "=1+1",
]
ENGLISH = re.compile(r"(?<![\w.])(?!SHA\b|yoycompare\b|bytes\b)[A-Za-z]{2,}(?![\w.])", re.ASCII)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def odd_reports(odd: str) -> list[Report]:
    return [
        yoy.read_report(TEXT.format(year=year, count=count, odd=odd).encode(), entity=odd, year=year)
        for year, count in ((2023, 3), (2024, 5))
    ]


def blank_reports() -> list[Report]:
    pages = [report.to_bytes("html").decode() for report in random_reports(5, bodies=1, years=[2023, 2024])]
    return [yoy.read_report(re.sub(r"(<td[^>]*>)[0-9.]+(</td>)", r"\1\2", page).encode()) for page in pages]


def sentences_of(brief: yoy.Brief) -> list[str]:
    """What the package says itself: not the tables' names of files and ids, not what a report prints."""
    said = [brief.title]
    for chapter in brief.chapters:
        said.append(chapter.title)
        for block in chapter.blocks:
            if isinstance(block, Paragraph):
                said.append(plain(block.text))
            elif isinstance(block, Bullets):
                said += map(plain, block.items)
            elif isinstance(block, Problem):
                said.append(block.message)
            elif isinstance(block, Grid):
                said += [block.caption, *block.header]
            elif isinstance(block, Passages):
                said += [block.title, block.summary, block.moved]
            elif isinstance(block, Picture):
                said.append(block.text)
    return said


@pytest.mark.parametrize("odd", ODD)
def test_odd_characters(odd: str) -> None:
    """They stay text in every file: no tag, no formula, no gap that is filled, no reversed number, no character lost to a crash."""
    brief = yoy.brief(odd_reports(odd), lang="zh")
    page = brief.to_html()
    book = openpyxl.load_workbook(io.BytesIO(brief.to_bytes("xlsx")))

    assert brief.title == f"{odd}政府信息公开年报对比简报：2024年与2023年"
    assert "<script" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f]", page)
    assert docx.Document(io.BytesIO(brief.to_bytes("docx"))).paragraphs
    assert not [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert brief.to_markdown()


def test_a_report_of_blanks() -> None:
    """There is no figure to tell, which is said; a blank is not 0, and each empty table is a warning."""
    text = yoy.brief(blank_reports(), lang="zh").to_markdown()

    assert text.count("2024年的报告没有可以使用的数字。") == 2
    assert "未填：规章：本年制发（空白）、规章：本年废止（空白）、" in text
    assert "未填：新收申请（自然人）（空白）、" in text
    assert "| 0 |" not in text


@pytest.mark.parametrize("fault", list(FaultKind))
def test_one_language(fault: FaultKind) -> None:
    """A Chinese brief has no English word in its sentences, an English one no Chinese but names and headings."""
    reports = [*three_years(fault)]
    zh, en = (sentences_of(yoy.brief(reports, lang=lang)) for lang in ("zh", "en"))

    assert [] == [text for text in zh if ENGLISH.search(text)]
    quoted = re.compile("“[^”]*”|虚构甲市")
    assert [] == [text for text in en if CHINESE.search(quoted.sub("", text))]


def test_charts_that_cannot_be_drawn() -> None:
    """The Chinese note names them in one sentence; the English one says of each what it lacks."""
    notes = [
        next(text for text in sentences_of(yoy.brief(two_texts(), lang=lang)) if text.startswith(start))
        for lang, start in (("zh", "未画出"), ("en", "Not drawn"))
    ]

    assert "未画出：申请的收支；办理结果的构成；申请人的构成；结转的衔接。所需的数字不足。" == notes[0]
    assert notes[1].startswith("Not drawn: account of requests (no value of requests.carried_in, ")


def test_an_index_without_its_base_year() -> None:
    """No figure in the base year: no column and no chart of an index, and no promise of one."""
    text = yoy.brief(three_years(), lang="en", base=1999).to_markdown()

    assert "index" not in text.lower()


def test_two_scopes_of_one_body() -> None:
    """One is named, and only its figures are told."""
    organ = [evolve(report, scope=Scope.ORGAN) for report in three_years("balance")]
    area = [evolve(report, scope=Scope.AREA) for report in three_years()]

    with pytest.raises(BriefError) as raised:
        yoy.brief([*area, *organ])
    assert "虚构甲市: it has reports of 2 scopes; name one: area, organ" == str(raised.value)
    told, alone = (
        yoy.brief(reports, scope="area", lang="en").to_markdown() for reports in ([*area, *organ], area)
    )
    assert alone.split("## 4.")[0].split("## 2.")[1] == told.split("## 4.")[0].split("## 2.")[1]


def test_a_very_long_sentence_is_quoted_in_part() -> None:
    """Chapter five has it whole, once for each year; everywhere else its beginning and end stand for it."""
    reports = odd_reports("一段没有句号的文字" * 11_000)
    reports = [evolve(report, entity="虚构某市") for report in reports]
    brief = yoy.brief(reports)
    whole = sum(len(report.text.encode()) for report in reports)

    assert whole > 1_000_000
    assert len(brief.to_bytes("html")) < 1.2 * whole


@pytest.mark.parametrize(("lang", "most"), [("zh", 900_000), ("en", 900_000)])
def test_the_page_is_small(lang: str, most: int) -> None:
    """Nine charts and all tables of three years stay below a megabyte."""
    assert len(yoy.brief(three_years("balance"), lang=lang).to_bytes("html")) < most


@pytest.mark.parametrize(("suffix", "library"), [("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_a_missing_extra(suffix: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line names the extra that brings the library."""
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"yoycompare.briefs.yearly.as_{suffix}", raising=False)
    with pytest.raises(BriefError) as raised:
        yoy.brief(two_texts()).to_bytes(suffix)
    assert (
        f'{suffix}: the package {library}, which writes it, is not installed; install it: pip install "yoycompare[{suffix}]"'
        == str(raised.value)
    )


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is named, and the status says that nothing came of it."""
    (tmp_path / "2024.html").write_bytes(next(random_reports(5, bodies=1, years=[2024])).to_bytes("html"))
    output = tmp_path / "none" / "brief.md"

    assert 2 == main(["brief", str(tmp_path / "2024.html"), "-o", str(output)])
    assert capsys.readouterr().err.startswith(f"yoycompare: {output}: it cannot be written (")


def test_numbers_of_a_sheet_are_numbers() -> None:
    """Rates and percents are fractions that print as percent; years have no separator; points keep their word."""
    book = openpyxl.load_workbook(io.BytesIO(yoy.brief(three_years(), lang="zh").to_bytes("xlsx")))
    sheet = book["四、全部数字"]
    rate = next(row for row in sheet.iter_rows() if row[0].value == "公开率")
    head = next(row for row in sheet.iter_rows() if row[0].value == "指标")

    assert [0.4286, 0.75, 0.8571] == [cell.value for cell in rate[1:4]]
    assert {"0.00%"} == {cell.number_format for cell in rate[1:4]}
    assert (10.71, '+0.00"个百分点";"−"0.00"个百分点";0.00"个百分点"') == (
        rate[5].value,
        rate[5].number_format,
    )
    assert {"General"} == {cell.number_format for cell in head[1:4]}


def test_the_page_can_be_used_with_the_keyboard() -> None:
    """Boxes that scroll can be reached and have names, headings do not skip a level, pictures have texts."""
    page = yoy.brief(three_years("balance"), lang="zh").to_html()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]

    assert page.count('class="scroll"') == len(
        re.findall(r'class="scroll" tabindex="0" role="region" aria-label="[^"]+"', page)
    )
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert [] == [tag for tag in re.findall(r"<img [^>]*>", page) if not re.search(r'alt="[^"]+"', tag)]
    assert [] == re.findall(r"<th(?! scope=)[ >]", page)
    assert 'html lang="zh-CN"' in page
