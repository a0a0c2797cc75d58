"""What a brief says of numbers is true: each is followed back to the cell that prints it, each sentence to its change."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from brief_data import three_years, two_texts

import yoycompare as yoy
from yoycompare.briefs.yearly.blocks import Bullets, Grid, Number, Paragraph, plain
from yoycompare.reports import Report
from yoycompare.synthetic import FaultKind, random_reports

PLACE = re.compile(r"table (\d+), row (\d+), column (\d+), printed “(.*)”", re.ASCII)
HEAD = "虚构某市{year}年政府信息公开工作年度报告\n一、总体情况\n{year}年收到政府信息公开申请{received}件，全部按时办结。\n"


def of_years(*years: int, seed: int = 5) -> list[Report]:
    written = random_reports(seed, bodies=1, years=range(min(years), max(years) + 1))
    return [yoy.read_report(report.to_bytes("html")) for report in written if report.year in years]


def in_sentences(*received: int) -> list[Report]:
    pairs = zip((2023, 2024), received, strict=True)
    return [yoy.read_report(HEAD.format(year=year, received=count).encode()) for year, count in pairs]


def sentences_of(brief: yoy.Brief) -> list[str]:
    (chapter,) = [chapter for chapter in brief.chapters if chapter.id == "changes"]
    return [plain(item) for block in chapter.blocks if isinstance(block, Bullets) for item in block.items]


def numbers_of(brief: yoy.Brief) -> list[Number]:
    texts = []
    for chapter in brief.chapters:
        for block in chapter.blocks:
            if isinstance(block, Bullets):
                texts += block.items
            if isinstance(block, Grid):
                texts += [cell for row in block.rows for cell in row.cells]
    return [part for text in texts for part in text if isinstance(part, Number)]


@pytest.mark.parametrize("fault", [None, *FaultKind])
def test_a_number_stands_where_the_brief_says(fault: FaultKind | None) -> None:
    """Following file, table, row and column to the grid that was read, there is the printed text, and it is this number."""
    reports = three_years(*([fault] if fault else []))
    files = {f"<bytes> ({report.sha256[:8]})": report.document for report in reports}
    followed = 0
    for number in numbers_of(yoy.brief(reports, lang="en")):
        place = PLACE.search(number.place)
        if place is None:
            continue
        table, row, column = map(int, place.groups()[:3])
        document = files[number.place[: place.start()].strip()]
        cell = document.grids[table - 1].at(row, column)

        assert cell is not None
        assert place[4] == cell.text
        assert Decimal(number.text.split(" (")[0].replace(",", "")) == Decimal(cell.text)
        followed += 1

    assert followed > 200


@pytest.mark.parametrize(
    ("received", "lang", "sentence"),
    [
        ((12, 15), "zh", "新收申请15件，2023年为12件，增加3件（+25.0%）。"),
        ((15, 12), "zh", "新收申请12件，2023年为15件，减少3件（−20.0%）。"),
        ((15, 15), "zh", "新收申请15件，2023年为15件，持平。"),
        ((0, 15), "zh", "新收申请15件，2023年为0件，增加15件（上年为0，无百分比）。"),
        ((15, 0), "zh", "新收申请0件，2023年为15件，减少15件（−100.0%）。"),
        ((0, 0), "zh", "新收申请0件，2023年为0件，持平。"),
        ((12, 15), "en", "requests received: 15 requests, 12 in 2023, up 3 (+25.0 %)."),
        ((15, 12), "en", "requests received: 12 requests, 15 in 2023, down 3 (−20.0 %)."),
        ((15, 15), "en", "requests received: 15 requests, 15 in 2023, unchanged."),
        ((0, 15), "en", "requests received: 15 requests, 0 in 2023, up 15 (no percent of 0)."),
    ],
)
def test_rise_fall_and_none(received: tuple[int, int], lang: str, sentence: str) -> None:
    """A rise goes up, a fall goes down without a sign, no change is none, and nothing is a percent of 0."""
    said = sentences_of(yoy.brief(in_sentences(*received), lang=lang))

    assert sentence in said


def test_the_size_of_a_fall_leads_to_its_calculation() -> None:
    """15 less 12 gives the 3 of "down 3"; the percent keeps its sign."""
    (chapter,) = [
        item for item in yoy.brief(in_sentences(15, 12), lang="en").chapters if item.id == "changes"
    ]
    (sentence,) = [item for block in chapter.blocks if isinstance(block, Bullets) for item in block.items]
    bound = [(part.text, part.place) for part in sentence if isinstance(part, Number)][2:]

    assert [("3", "15 − 12"), ("−20.0 %", "100 × (12 − 15) ÷ 15")] == bound


def test_rates_change_by_points() -> None:
    """Each main rate has a sentence; its change is one of percentage points and equals the comparison's."""
    reports = three_years()
    change = yoy.compare(yoy.Panel.from_reports(reports))
    row = change.frame.filter(year=2024, applicant="total", metric="disclosure_rate").row(0, named=True)
    zh, en = (sentences_of(yoy.brief(reports, lang=lang)) for lang in ("zh", "en"))

    assert (6, 7) == (row["numerator"], row["denominator"])
    assert "公开率85.71%，2023年为75.00%，上升10.71个百分点。" in zh
    assert "carry-over rate: 0.00 %, 11.11 % in 2023, down 11.11 percentage points." in en
    assert "不予公开率0.00%，2023年为0.00%，持平。" in zh


def test_what_did_not_change_is_no_change() -> None:
    """The list of the largest changes holds none of 0."""
    (chapter,) = [item for item in yoy.brief(three_years(), lang="en").chapters if item.id == "changes"]
    lists = [block for block in chapter.blocks if isinstance(block, Bullets)]
    others = [plain(item) for item in lists[2].items]

    assert others
    assert [] == [text for text in others if "unchanged" in text]


def test_a_change_over_a_break_is_marked() -> None:
    """2018 and 2019 have other forms: no change without being asked, and asked for, it says what it is."""
    reports = of_years(2018, 2019)
    plain_ones, across = (
        sentences_of(yoy.brief(reports, across_breaks=across_breaks)) for across_breaks in (False, True)
    )

    assert "新收申请6件（与2018年口径不同，不可比）。" in plain_ones
    assert "新收申请6件，2018年为8件，减少2件（−25.0%），跨口径，仅供参考。" in across


def test_what_another_report_states_says_so() -> None:
    """The stock of 2018 is the opening stock that the report of 2019 prints."""
    said = sentences_of(yoy.brief(of_years(2018, 2019)))

    assert "结转下年申请1件，2018年为0件（2019年报告所述），增加1件（上年为0，无百分比）。" in said


@pytest.mark.parametrize(
    ("years", "title", "first"),
    [
        ((2024,), "虚构甲市政府信息公开年报简报：2024年", "没有2023年的报告，因此没有与上年的比较。"),
        ((2021, 2023), "虚构甲市政府信息公开年报简报：2023年", "没有2022年的报告，因此没有与上年的比较。"),
    ],
)
def test_without_the_year_before(years: tuple[int, ...], title: str, first: str) -> None:
    """The title promises no comparison, and the second chapter says why there is none."""
    brief = yoy.brief(of_years(*years))
    (chapter,) = [item for item in brief.chapters if item.id == "changes"]

    assert title == brief.title
    assert isinstance(chapter.blocks[0], Paragraph)
    assert first == plain(chapter.blocks[0].text)


def test_several_files_of_a_year_are_named() -> None:
    """Two files that differ: which of them the figures are of, what the other says, and both in the sources."""
    brief = yoy.brief([*three_years(), *three_years("balance")], lang="en")
    text = brief.to_markdown()
    received = next(line for line in text.splitlines() if line.startswith("| requests received | 7 "))

    assert "There are 2 files of 2024: " in text
    assert received.rstrip("| ").endswith("other sources say 12")
    (sources,) = [item for item in brief.chapters if item.id == "sources"]
    files = sources.blocks[0]
    assert isinstance(files, Grid)
    assert {report.sha256 for report in (*three_years(), *three_years("balance"))} == {
        plain(row.cells[4]) for row in files.rows
    }


def test_the_same_file_twice_is_one() -> None:
    """Nothing is counted or said twice."""
    assert yoy.brief(three_years()).to_markdown() == yoy.brief([*three_years(), *three_years()]).to_markdown()


def test_a_number_of_the_table_leads_to_its_place_on_the_page() -> None:
    """The place can be reached with the keyboard and stands on paper, not only where a mouse rests."""
    page = yoy.brief(two_texts(), lang="en").to_html()
    links = set(re.findall(r'href="#(p-[^"]+)"', page))

    assert {"p-requests.received-2023", "p-requests.received-2024"} <= links
    assert all(f'<tr id="{name}">' in page for name in links)
