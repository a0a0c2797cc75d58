"""Tables flattened in other ways than one cell a line: the figures of the page, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pytest
from cells import Page, Written, filled_pages, full_pages, texts, with_form
from hypothesis import given
from hypothesis import strategies as st
from pages import (
    FORMS,
    Key,
    figures,
    numbered,
    printed_cells,
    read_page,
    write_lines,
    write_page,
    write_rows,
)

from yoycompare.reports import Report

PROSE = "全年收到政府信息公开申请12件。"
ROW = "二、上年结转政府信息公开申请数量"
TITLE = "某某市2023年政府信息公开工作年度报告"
FULL = ["1", "2", "3", "4", "5", "6", "21"]

# How the cells of a row stand on one line.
ROWS: dict[str, Callable[[Sequence[str]], str]] = {
    "bars": " | ".join,
    "bars at the end": lambda cells: "".join(f"{cell} | " for cell in cells),
    "bars around": lambda cells: "| " + "".join(f"{cell} | " for cell in cells),
    "bars without spaces": lambda cells: "|" + "".join(f"{cell}|" for cell in cells),
    "wide bars": lambda cells: "｜".join(["", *cells, ""]),
    "drawn bars": lambda cells: "│" + "".join(f" {cell} │" for cell in cells),
    "tabs": "\t".join,
    "tabs and bars": "\t|".join,
}
rows = pytest.mark.parametrize("row_to_line", ROWS.values(), ids=ROWS)
forms = pytest.mark.parametrize("form", FORMS)


any_pages = with_form(partial(filled_pages, one_line=True))


def raws(report: Report) -> dict[Key, str]:
    return {key: item.raw for key, item in printed_cells(report).items()}


def wrong(report: Report, cells: Mapping[Key, Written]) -> dict[Key, tuple[str, object]]:
    """Figures that are not what the cells say."""
    written = {key: (cell.status, cell.value) for key, cell in cells.items()}
    return {key: found for key, found in figures(report).items() if found != written.get(key)}


@forms
@rows
def test_every_cell_of_rows(form: str, row_to_line: Callable[[Sequence[str]], str]) -> None:
    """A line for each row: each cell comes out under its own metric and applicant, and re-reads to its print."""
    report = read_page(write_rows(form, numbered(form), row_to_line))

    assert (form, ()) == (report.form, report.unread)
    assert numbered(form) == raws(report)
    for item in printed_cells(report).values():
        assert item.place is not None
        assert item.raw == report.document.printed_at(item.place)


@given(any_pages, st.sampled_from(sorted(ROWS)))
def test_rows_are_never_read_wrongly(page: Page, style: str) -> None:
    """Blanks, words and broken numbers in rows: what is read is what the page says."""
    form, cells = page
    report = read_page(write_rows(form, texts(cells), ROWS[style], prose=PROSE))

    assert {} == wrong(report, cells)


@given(any_pages)
def test_blanks_in_tabs(page: Page) -> None:
    """Tabs keep blank cells: as many figures as a page gives."""
    form, cells = page
    report = read_page(write_rows(form, texts(cells), ROWS["tabs"], prose=PROSE))
    table = read_page(write_page(form, texts(cells), prose=PROSE))
    filled = {key for key, cell in cells.items() if cell.status == "reported"}

    assert filled & figures(table).keys() <= figures(report).keys()


def test_markdown() -> None:
    """A Markdown table: rules below the head, emphasis, escapes and breaks are not part of a cell."""
    table = (
        "| 第二十条第（一）项 | | | |\n|---|:-:|--:|---|\n"
        "| **信息内容** | 本年<br>制发件数 | 本年废止件数 | 现行有效件数 |\n"
        "| 规章 | **1** | 2 | \\- |\n| 行政规范性文件 | 4 | - | 6 |\n"
    )
    report = read_page(f"{TITLE}\n{PROSE}\n{table}")

    assert ["1", "2", "-", "4", "-", "6"] == [item.raw for item in printed_cells(report).values()]
    assert () == report.unread


def test_a_row_of_dashes_is_no_rule() -> None:
    """Section four left with dashes: fifteen dashes, not a line below the head."""
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    table = (
        "行政复议 | 行政诉讼 |\n"
        f"{heads} | 未经复议直接起诉 | 复议后起诉 |\n{heads} | {heads} |\n" + " | ".join(["-"] * 15) + " |\n"
    )
    report = read_page(f"{TITLE}\n{PROSE}\n{table}")

    assert ["dash"] * 15 == [str(item.status) for item in printed_cells(report).values()]


# One cell a line, with what conversions put between or around the cells.
LINES: dict[str, Callable[[str], str]] = {
    "bar behind each cell": lambda text: "\n".join(
        f"{line} |" if line else line for line in text.split("\n")
    ),
    "bar before each cell": lambda text: "\n".join(
        f"| {line}" if line else line for line in text.split("\n")
    ),
    "bars between": lambda text: text.replace("\n", "\n|\n"),
    "indented": lambda text: text.replace("\n", "\n\u3000\u3000"),
    "windows": lambda text: text.replace("\n", "\r\n"),
}


@forms
@pytest.mark.parametrize("change", LINES.values(), ids=LINES)
def test_every_cell_of_lines(form: str, change: Callable[[str], str]) -> None:
    """Whatever stands around the cells: each comes out under its own metric, and re-reads to its print."""
    report = read_page(change(write_lines(form, numbered(form))))

    assert (numbered(form), ()) == (raws(report), report.unread)
    for item in printed_cells(report).values():
        assert item.place is not None
        assert item.raw == report.document.printed_at(item.place)


@given(any_pages, st.sampled_from(sorted(LINES)))
def test_lines_are_never_read_wrongly(page: Page, style: str) -> None:
    """Blanks, words and broken numbers between bars: what is read is what the page says."""
    form, cells = page
    report = read_page(LINES[style](write_lines(form, texts(cells), prose=PROSE)))

    assert {} == wrong(report, cells)


BROKEN = {
    "商业企业": "商业\n企业",
    "社会公益组织": "社会\n公益\n组织",
    "本年制发件数": "本年\n制发件数",
    "结果维持": "结果\n维持",
    "其他结果": "其他\n\n结果",
    "三、本年度办理结果": "三\n、\n本\n年\n度\n办\n理\n结\n果",
    "3.危及“三安全一稳定”": "3.危及“三安全一\n稳定”",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认\n或重新出具已获取\n信息",
}


@pytest.mark.parametrize("label", BROKEN)
def test_broken_label(label: str) -> None:
    """A label over several lines is one label."""
    text = write_lines("gid-2021", numbered("gid-2021"))
    assert label in text
    report = read_page(text.replace(label, BROKEN[label]))

    assert (numbered("gid-2021"), ()) == (raws(report), report.unread)


def test_headings_broken_across_rows() -> None:
    """商业 科研 … above 企业 机构 …: parts of headings do not stop the rows below from being read."""
    text = write_lines("gid-2021", numbered("gid-2021")).replace(
        "商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他",
        "商业\n科研\n社会公益\n法律服务\n其他\n企业\n机构\n组织\n机构",
    )

    assert numbered("gid-2021") == raws(read_page(text))


def one_line(row: str, *, headings: str = "") -> Report:
    return read_page(f"{TITLE}\n{PROSE}\n{headings}\n{row}\n")


@pytest.mark.parametrize("row", [" ".join([ROW, *FULL]), "  ".join([ROW, *FULL]), f"{ROW}\n{' '.join(FULL)}"])
def test_row_on_one_line(row: str) -> None:
    """Label and values on one line: read where the values add up or more than one space sets them off."""
    report = one_line(row)

    assert (FULL, ()) == ([item.raw for item in printed_cells(report).values()], report.unread)


def test_split_digits_on_one_line() -> None:
    """Single spaces, a blank lost and a number split: seven words are not seven cells, and nothing is read."""
    report = one_line(f"{ROW} 1 2 0 0 0 0 12")

    assert {} == raws(report)
    assert [
        (
            f"{ROW} 1 2 0 0 0 0 12",
            "single spaces set off its cells, so it is not known which digits are one number",
        )
    ] == [(item.text, item.reason) for item in report.unread]


def test_block_on_lines_of_words() -> None:
    """Headings on one line and rows with wide spaces below: read; with single spaces: unread."""
    headings = "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数"

    assert ["1", "2", "3"] == list(raws(one_line("规章   1   2   3", headings=headings)).values())
    assert {} == raws(one_line("规章 1 2 3", headings=headings))
    assert ["12"] == list(
        raws(one_line("行政许可 12", headings="第二十条第（五）项\n信息内容 本年处理决定数量")).values()
    )


SWAPPED = {
    "of applicants": ("商业企业\n科研机构", "科研机构\n商业企业"),
    "of results": ("结果维持\n结果纠正", "结果纠正\n结果维持"),
    "of proceedings": ("行政复议\n行政诉讼", "行政诉讼\n行政复议"),
    "a strange one": ("科研机构", "外国机构"),
}


@pytest.mark.parametrize("name", SWAPPED)
def test_headings_in_another_order(name: str) -> None:
    """Headings that are not those of the form in its order: no value below them is read, all are listed."""
    old, new = SWAPPED[name]
    text = write_lines("gid-2021", numbered("gid-2021"))
    assert old in text
    report = read_page(text.replace(old, new))
    read = raws(report)
    others = {key: raw for key, raw in numbered("gid-2021").items() if key in read}

    assert others == read
    listed = " ".join(item.text for item in report.unread)
    assert all(raw in listed for key, raw in numbered("gid-2021").items() if key not in read)
    assert 0 < len(read) < len(numbered("gid-2021"))


def test_swapped_headings_on_one_line() -> None:
    """Headings on one line in another order than on the form forbid reading by order."""
    report = one_line("  ".join([ROW, *FULL]), headings="商业企业 自然人 科研机构 总计")

    assert {} == raws(report)
    assert ["the headings stand in another order than on the form"] == [item.reason for item in report.unread]


LIST = "政府信息公开情况统计表\n指标\n单位\n统计数\n三、依申请公开情况\n——\n"


def test_list_of_2014() -> None:
    """The list of 2014 one cell a line: unit lines are no values, labels that recur follow the order."""
    report = one_line(
        "（一）收到申请数\n件\n12\n1.当面申请数\n件\n5\n2.传真申请数\n件\n3.网络申请数\n件\n7\n"
        "四、行政复议数量\n件\n3\n（一）维持具体行政行为数\n件\n（二）被依法纠错数\n件\n1\n"
        "五、行政诉讼数量\n件\n2\n（二）被依法纠错数\n件\n2\n七、依申请公开信息收取的费用\n万元\n1.5",
        headings=LIST,
    )

    assert {
        "requests.received": "12",
        "requests.route.in_person": "5",
        "requests.route.online": "7",
        "review.total": "3",
        "review.corrected": "1",
        "litigation.total": "2",
        "litigation.corrected": "2",
        "request_fees.collected": "1.5",
    } == {metric: raw for (metric, _), raw in raws(report).items()}
    assert "gid-2014" == report.form
    assert 15000 == printed_cells(report)["request_fees.collected", "total"].value


def test_list_of_2014_with_several_columns() -> None:
    """More than one value for a row of the list: none is taken."""
    report = one_line("（一）收到申请数\n件\n12\n5\n7", headings=LIST)

    assert {} == raws(report)
    assert [("（一）收到申请数 12 5 7", "3 values where the form has one column")] == [
        (item.text, item.reason) for item in report.unread
    ]


@given(with_form(full_pages), st.sampled_from([" ", "  ", "   \u3000"]))
def test_rows_with_spaces(page: Page, space: str) -> None:
    """Rows with spaces between their cells are never read wrongly."""
    form, cells = page
    report = read_page(write_rows(form, texts(cells), space.join, prose=PROSE))

    assert {} == wrong(report, cells)
