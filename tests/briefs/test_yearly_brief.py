"""The yearly brief: what its chapters say, that its numbers are bound, that each file reads back."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from brief_data import three_years, two_texts
from hypothesis import given
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.briefs.yearly.blocks import Grid, Number, Passages, Problem, plain
from yoycompare.briefs.yearly.pairing import side_by_side
from yoycompare.checks.passages import Sentence
from yoycompare.commands.main import main
from yoycompare.errors import BriefError
from yoycompare.synthetic import random_reports


def chapter_of(brief: yoy.Brief, name: str) -> tuple:
    (chapter,) = [chapter for chapter in brief.chapters if chapter.id == name]
    return chapter.blocks


def test_problems_name_both_numbers_and_their_places() -> None:
    """A planted slip stands first, with what is printed on each side and where."""
    reports = three_years("carry_over")
    brief = yoy.brief(reports, lang="en")
    (fault,) = [
        fault
        for report in random_reports(5, bodies=1, years=range(2022, 2025), faults=["carry_over"])
        for fault in report.faults
    ]
    found = [
        block
        for block in chapter_of(brief, "problems")
        if isinstance(block, Problem) and block.level == "error"
    ]
    numbers = [[plain(cell) for cell in row.cells] for block in found for row in block.numbers.rows]

    assert found
    assert str(fault.printed[0]) in {row[4] for row in numbers}
    assert all(re.search(r"table \d+, row \d+, column \d+", row[5]) for row in numbers)


def test_reports_that_add_up_have_no_error() -> None:
    """The chapter counts what was checked; the sections that these files lack are warnings."""
    first, *found = chapter_of(yoy.brief(three_years(), lang="en"), "problems")

    assert " checks 6 fail (0 of them errors), " in plain(first.text)
    assert ["warning"] * 6 == [block.level for block in found]


def test_a_sentence_of_change_is_bound_to_both_places() -> None:
    """3 more than 12: the value, the value before and the change each know where they come from."""
    brief = yoy.brief(two_texts(), lang="zh", base=2023)
    items = [
        item for block in chapter_of(brief, "changes") if hasattr(block, "items") for item in block.items
    ]
    (sentence,) = [item for item in items if plain(item).startswith("新收申请")]

    assert "新收申请15件，2023年为12件，增加3件（+25.0%）。" == plain(sentence)
    places = [part.place for part in sentence if isinstance(part, Number)]
    assert ["原文“15件”" in places[0], "原文“12件”" in places[1]] == [True, True]
    assert ["15 − 12", "100 ×（15 − 12）÷ 12"] == places[2:]


def test_the_table_of_figures_agrees_with_the_comparison() -> None:
    """Each metric of the year has a row; its cells are the comparison's values."""
    reports = three_years()
    change = yoy.compare(yoy.Panel.from_reports(reports))
    now = change.frame.filter(year=2024, applicant="total").drop_nulls("value")
    (totals, *_) = [
        block for block in chapter_of(yoy.brief(reports, lang="en"), "figures") if isinstance(block, Grid)
    ]
    rows = {row.id.removeprefix("m-"): row for row in totals.rows}

    assert set(now["metric"]) <= set(rows)
    assert (
        "metric",
        "2022",
        "2023",
        "2024",
        "difference",
        "% or points",
        "course",
        "remark",
    ) == totals.header
    row = now.filter(metric="requests.received").row(0, named=True)
    cells = [plain(cell) for cell in rows["requests.received"].cells]
    assert [f"{row['previous']:,.0f}", f"{row['value']:,.0f}"] == cells[2:4]


def test_texts_stand_side_by_side() -> None:
    """Sentences that stay, change, come and go; the heading tells the similarity."""
    passages = [
        block
        for block in chapter_of(yoy.brief(two_texts(), lang="en"), "texts")
        if isinstance(block, Passages)
    ]
    states = {row.state for block in passages for row in block.rows}
    changed = next(
        row
        for block in passages
        for row in block.rows
        if row.state == "stayed" and any(piece.is_marked for piece in row.later)
    )

    assert {"stayed", "new", "gone"} <= states
    assert "15" in "".join(piece.text for piece in changed.later)
    assert all(block.summary.startswith(("Similarity", "Only")) for block in passages)


@given(
    st.lists(st.text("甲乙丙丁0123。，", min_size=1, max_size=12), max_size=6),
    st.lists(st.text("甲乙丙丁0123。，", min_size=1, max_size=12), max_size=6),
)
def test_no_sentence_is_lost_side_by_side(earlier: list[str], later: list[str]) -> None:
    """Whatever the texts: each side reads from top to bottom as its report does."""
    sides = [
        [Sentence(text, 0, len(text), re.sub("[0-9]+", "#", text)) for text in side]
        for side in (earlier, later)
    ]
    rows = side_by_side(*sides)

    assert earlier == ["".join(piece.text for piece in row.earlier) for row in rows if row.earlier]
    assert later == ["".join(piece.text for piece in row.later) for row in rows if row.later]


class Links(HTMLParser):
    """What a page points to, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.targets += [told[name] or "" for name in ("href", "src", "srcset", "action") if name in told]
        self.ids += [told["id"] or ""] if "id" in told else []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_needs_nothing_else(lang: str) -> None:
    """Every link leads to an anchor of the page, every picture is in it; no script, no style from elsewhere."""
    page = yoy.brief(three_years("balance"), lang=lang).to_html()
    links = Links()
    links.feed(page)

    assert links.ids
    assert len(links.ids) == len(set(links.ids))
    assert [] == [
        target for target in links.targets if not target.startswith(("#", "data:image/png;base64,"))
    ]
    assert [] == [
        target for target in links.targets if target.startswith("#") and target[1:] not in links.ids
    ]
    assert [] == re.findall(r"<script|@import|url\(|http-equiv", page)


def test_what_a_report_prints_is_text() -> None:
    """Tags in a report do not become tags of the page, and characters that XML cannot hold do not break a file."""
    texts = [
        f"<b>某某</b>市{year}年政府信息公开工作年度报告\n收到政府信息公开申请{year - 2020}件。\n<script>alert(1)</script>与\x0b件。"
        for year in (2023, 2024)
    ]
    brief = yoy.brief([yoy.read_report(text.encode(), entity="<b>某某</b>市") for text in texts], lang="en")
    page = brief.to_html()

    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;某某&lt;/b&gt;市" in page
    assert docx.Document(io.BytesIO(brief.to_bytes("docx"))).paragraphs[0].text == brief.title
    assert openpyxl.load_workbook(io.BytesIO(brief.to_bytes("xlsx"))).sheetnames


def test_markdown_and_word_and_sheets_hold_the_same_figures() -> None:
    """The row of a metric reads alike in all."""
    brief = yoy.brief(three_years(), lang="en")
    received = next(
        line for line in brief.to_markdown().splitlines() if line.startswith("| requests received |")
    )
    cells = [cell.strip() for cell in received.strip("|").split("|")]
    document = docx.Document(io.BytesIO(brief.to_bytes("docx")))
    in_word = next(
        row for table in document.tables for row in table.rows if row.cells[0].text == "requests received"
    )
    book = openpyxl.load_workbook(io.BytesIO(brief.to_bytes("xlsx")))
    in_sheet = next(row for row in book["4. All figures"].iter_rows() if row[0].value == "requests received")

    assert cells == [cell.text for cell in in_word.cells]
    assert [float(cell.replace(",", "")) for cell in cells[1:4]] == [cell.value for cell in in_sheet[1:4]]
    assert "printed" in in_sheet[3].comment.text
    assert len(document.inline_shapes) >= 5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"entity": "丙市"}, "丙市: there is no report of this body; there is of 虚构某市"),
        ({"year": 2020}, "虚构某市 2020: there is no such report; there are those of 2023, 2024"),
        ({"lang": "fr"}, "lang='fr': briefs are not written in it; use 'zh' or 'en'"),
    ],
)
def test_what_cannot_be_written(options: dict, message: str) -> None:
    """The whole message says what there is."""
    with pytest.raises(BriefError) as raised:
        yoy.brief(two_texts(), **options)
    assert message == str(raised.value)


def test_several_bodies_need_a_name() -> None:
    """A brief is about one; the others are its peers."""
    with pytest.raises(BriefError) as raised:
        yoy.brief([*two_texts(), *three_years()])
    assert "brief: it is about one body, and there are 2; name one: 虚构某市, 虚构甲市" == str(raised.value)


def test_brief_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is named; another suffix is refused before anything is read."""
    files = []
    for report in random_reports(5, bodies=1, years=range(2023, 2025)):
        files.append(str(tmp_path / f"{report.year}.html"))
        Path(files[-1]).write_bytes(report.to_bytes("html"))
    output = tmp_path / "brief.html"

    assert 0 == main(["brief", *files, "-o", str(output), "--lang", "en"])
    assert f"{output}\n" == capsys.readouterr().out
    assert output.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="en">')
    assert 2 == main(["brief", "none.html", "-o", str(tmp_path / "brief.pdf")])
    assert (
        f"yoycompare: {tmp_path / 'brief.pdf'}: no brief is written as this; use .html, .md, .docx, .xlsx\n"
        == capsys.readouterr().err
    )
    assert not (tmp_path / "brief.pdf").exists()


def test_a_figure_that_fails_a_check_is_marked_where_it_is_told() -> None:
    """What changed does not rest silently on a slip: sentences and rates say so, others do not."""
    brief = yoy.brief(three_years("balance"), lang="en")
    items = [
        plain(item)
        for block in chapter_of(brief, "changes")
        if hasattr(block, "items")
        for item in block.items
    ]
    marked = {item.split(":")[0] for item in items if item.endswith(" (fails a check, see chapter 1)")}

    assert {"requests received", "requests carried in", "requests carried out", "disclosure rate"} <= marked
    assert not {"denied", "unavailable", "not processed"} & marked
    assert not any(
        "fails a check" in plain(item)
        for block in chapter_of(yoy.brief(three_years(), lang="en"), "changes")
        if hasattr(block, "items")
        for item in block.items
    )


def test_contributions_of_a_sentence_add_up() -> None:
    """The parts that are named and the rest make the change of the whole, in number and in percent."""
    change = re.compile(
        r"^(.+?) (?:up|down) ([\d,]+) \(([+−][\d.]+) %\); its parts contribute, in percentage points: (.+)\.$"
    )
    brief = yoy.brief(three_years(), lang="en", base=2022)
    told = [
        change.match(plain(item))
        for block in chapter_of(brief, "changes")
        if hasattr(block, "items")
        for item in block.items
    ]
    found = [match for match in told if match]

    assert found
    for match in found:
        parts = re.findall(r"([+−]?[\d.,]+) \(([+−]?[\d.,]+)\)(?:; |$)", match[4])
        shares, counts = (
            sum(float(part[place].replace("−", "-").replace(",", "")) for part in parts) for place in (0, 1)
        )
        assert float(match[2].replace(",", "")) == abs(counts)
        assert float(match[3].replace("−", "-")) == pytest.approx(shares, abs=0.1)
