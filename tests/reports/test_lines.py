"""Tables saved as one cell a line: the same figures as the page, or none; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import groupby

import pytest
from cells import Page, filled_pages, full_pages, texts, with_form
from hypothesis import given
from hypothesis import strategies as st
from pages import (
    APPLICANTS,
    FORMS,
    Key,
    figures,
    numbered,
    page_keys,
    printed_cells,
    read_page,
    write_lines,
    write_page,
)

from yoycompare.documents import Place
from yoycompare.reports import Report

PROSE = "全年收到政府信息公开申请12件。"  # makes a report of a text whose tables say nothing
forms = pytest.mark.parametrize("form", FORMS)


any_pages = with_form(partial(filled_pages, one_line=True))


def rows_of(form: str) -> list[list[Key]]:
    """The value cells of a form by printed row."""

    def row(key: Key) -> str:
        metric, _ = key
        if metric.startswith("requests."):
            return metric
        if metric.startswith("disclosure."):
            return metric.rpartition(".")[0]
        return "disputes"

    return [list(keys) for _, keys in groupby(page_keys(form), row)]


def digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def printed(report: Report, place: Place | None) -> str:
    assert place is not None
    return report.document.printed_at(place)


@forms
def test_every_cell_of_a_text(form: str) -> None:
    """Each cell has its own number: each comes out under its own metric and applicant."""
    report = read_page(write_lines(form, numbered(form)))

    assert (form, "text", ()) == (report.form, report.document.container, report.unread)
    assert numbered(form) == {key: item.raw for key, item in printed_cells(report).items()}


@given(with_form(full_pages))
def test_full_text_gives_the_figures_of_the_page(page: Page) -> None:
    """Without blanks, text and HTML give the same figures, statuses and prints."""
    form, cells = page
    lines = read_page(write_lines(form, texts(cells)))
    table = read_page(write_page(form, texts(cells)))

    assert figures(table) == figures(lines)
    assert () == lines.unread
    assert [] == [item for item in printed_cells(lines).values() if printed(lines, item.place) != item.raw]


@given(any_pages)
def test_no_value_is_invented(page: Page) -> None:
    """Blanks as empty lines, words and broken numbers: what is read is what the page says."""
    form, cells = page
    read = figures(read_page(write_lines(form, texts(cells), prose=PROSE)))
    written = {key: (cell.status, cell.value) for key, cell in cells.items()}

    assert {} == {key: found for key, found in read.items() if found != written[key]}


@given(any_pages)
def test_every_number_is_read_or_listed(page: Page) -> None:
    """Each row with a number in it gives observations, or stands in `unread` with all its numbers."""
    form, cells = page
    report = read_page(write_lines(form, texts(cells), prose=PROSE))
    read, listed = figures(report), [digits(item.text) for item in report.unread]

    for row in rows_of(form):
        numbers = "".join(digits(cells[key].text) for key in row)
        if numbers and not read.keys() & set(row):
            assert any(numbers in entry for entry in listed), row


@given(any_pages, st.data())
def test_lost_blanks(page: Page, data: st.DataObject) -> None:
    """Where blank cells left no line the row is unread as a whole: no value moves to another column."""
    form, cells = page
    cells = {key: cell for key, cell in cells.items() if cell.status in ("reported", "blank", "dash")}
    blanks = [key for key, cell in cells.items() if cell.status == "blank"]
    lost = frozenset(data.draw(st.sets(st.sampled_from(blanks)) if blanks else st.just(set())))
    report = read_page(write_lines(form, texts(cells), prose=PROSE, lost=lost))
    written = {key: (cell.status, cell.value) for key, cell in cells.items()}

    assert {} == {
        key: found for key, found in figures(report).items() if found != written.get(key, ("blank", None))
    }
    assert set() == lost & figures(report).keys()


def without(form: str, lost: Iterable[Key]) -> Report:
    return read_page(write_lines(form, numbered(form), prose=PROSE, lost=frozenset(lost)))


def test_reason_of_a_row_with_lost_blanks() -> None:
    """The entry quotes the row and says how many values there are for how many columns."""
    lost = ("requests.received", "research")
    report = without("gid-2021", [lost])
    cells = numbered("gid-2021")
    row = [cells["requests.received", applicant] for applicant in APPLICANTS if applicant != "research"]
    (entry,) = report.unread

    assert "一、本年新收政府信息公开申请数量 " + " ".join(row) == entry.text
    assert "6 values for 7 columns: blank cells were lost, so their columns are not known" == entry.reason
    assert "一、本年新收政府信息公开申请数量" == printed(report, entry.place)
    assert {key: text for key, text in cells.items() if key[0] != "requests.received"} == {
        key: item.raw for key, item in printed_cells(report).items()
    }


@forms
def test_one_lost_cell_loses_its_row_only(form: str) -> None:
    """Whatever cell is lost: its row is unread (or empty), all other rows are read."""
    cells = numbered(form)
    for row in rows_of(form):
        for lost in (row[0], row[-1]):
            report = without(form, [lost])
            others = {key: text for key, text in cells.items() if key not in row}

            assert others == {key: item.raw for key, item in printed_cells(report).items()}
            assert int(len(row) > 1) == len(report.unread)


ROW = "二、上年结转政府信息公开申请数量"


def row_below(headings: str, cells: list[str]) -> Report:
    """One row of section three, below headings, between other lines."""
    lines = "\n".join([ROW, *cells, "四、结转下年度继续办理"])
    return read_page(f"某某市2023年政府信息公开工作年度报告\n{PROSE}\n{headings}\n{lines}\n")


def row_values(report: Report) -> list[str]:
    return [str(item.value) if item.value is not None else "" for item in printed_cells(report).values()]


COMPACT = "自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他"
FULL = ["1", "2", "3", "4", "5", "6", "21"]


@pytest.mark.parametrize("headings", ["", COMPACT, COMPACT.replace("\n", "\n\n")])
def test_full_row(headings: str) -> None:
    """A row with a value for each column is read, whatever empty lines stand between."""
    spaced = [part for value in FULL for part in (value, "")]

    for cells in (FULL, spaced, ["", *FULL]):
        report = row_below(headings, cells)

        assert (FULL, ()) == (row_values(report), report.unread)


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "", "", "", "", "", "1"],
        ["1", "1", "", "", "", "", "2"],
        ["/", "", "", "", "", "", "0"],
        ["", "", "", "", "", "", "3"],
    ],
)
def test_empty_line_as_a_cell(cells: list[str]) -> None:
    """In a text without empty lines elsewhere an empty line is a blank cell; otherwise it is nothing."""
    compact, spaced = (row_below(headings, cells) for headings in (COMPACT, COMPACT.replace("\n", "\n\n")))

    assert [value.replace("/", "") for value in cells] == row_values(compact)
    assert () == compact.unread
    assert [] == row_values(spaced)
    assert [" ".join([ROW, *filter(None, cells)])] == [item.text for item in spaced.unread]


@pytest.mark.parametrize("headings", ["", COMPACT])
@pytest.mark.parametrize("cells", [["1"], ["1", "2"], FULL[:6], [*FULL, "9"], [*FULL, *FULL]])
def test_too_few_or_too_many(headings: str, cells: list[str]) -> None:
    """A row with more or fewer values than columns is unread."""
    report = row_below(headings, cells)

    assert [] == row_values(report)
    assert [f"{len(cells)} values for 7 columns: blank cells were lost, so their columns are not known"] == [
        item.reason for item in report.unread
    ]


def test_empty_line_between_sections_is_no_cell() -> None:
    """Blank cells left no line, but sections are set off by one: no value moves to another column."""
    cells = {
        key: text for key, text in numbered("gid-2021").items() if key != ("requests.carried_out", "research")
    }
    text = write_lines("gid-2021", cells, prose=PROSE, lost=frozenset({("requests.carried_out", "research")}))
    report = read_page(text.replace("\n四、政府信息公开行政复议", "\n\n四、政府信息公开行政复议"))
    read = {key: item.raw for key, item in printed_cells(report).items()}

    assert {} == {key: raw for key, raw in read.items() if raw != cells.get(key)}
    assert any("四、结转下年度继续办理" in item.text for item in report.unread)


def test_unknown_row_is_listed() -> None:
    """A row that no form knows is kept as unread, as in a page."""
    text = write_lines("gid-2021", numbered("gid-2021"))
    report = read_page(
        text.replace("第二十条第（五）项", "其他主动公开文件\n5656\n4545\n77\n第二十条第（五）项")
    )

    assert numbered("gid-2021") == {key: item.raw for key, item in printed_cells(report).items()}
    assert any("5656" in item.text for item in report.unread)


def test_row_on_one_line() -> None:
    """Cells with bars between them on one line: read, or listed as unread, not passed over."""
    row = "二、上年结转政府信息公开申请数量 | 91 | 3 | 0 | 0 | 2 | 0 | 96 |"
    report = read_page(f"某某市2023年政府信息公开工作年度报告\n{PROSE}\n{row}\n")

    assert printed_cells(report) or any("96" in item.text for item in report.unread)


def test_line_ends() -> None:
    """CR LF, spaces and tabs around a cell change neither figures nor places."""
    cells = numbered("gid-2021")
    report = read_page(write_lines("gid-2021", cells).replace("\n", "\t\r\n \u3000"))

    assert cells == {key: item.raw for key, item in printed_cells(report).items()}
    assert cells == {key: printed(report, item.place) for key, item in printed_cells(report).items()}
