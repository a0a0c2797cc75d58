"""Tables of a page → observations: every cell is read as printed, or listed as unread."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from cells import Written, filled_pages, texts, with_form
from hypothesis import given
from hypothesis import strategies as st
from pages import APPLICANTS, FORMS, Key, numbered, page_keys, printed_cells, read_page, write_page

from yoycompare.reports import Match, Report
from yoycompare.vocabulary import Vocabulary

RECEIVED = "requests.received"
forms = pytest.mark.parametrize("form", FORMS)
pages = with_form(filled_pages)


def values(report: Report, metric: str) -> list[str]:
    """The values of a metric in the order of the columns, "" where there is none."""
    cells = printed_cells(report)
    found = [cells[metric, applicant] for applicant in APPLICANTS if (metric, applicant) in cells]
    return ["" if item.value is None else f"{item.value:f}" for item in found]


def row_of(page: str, label: str) -> str:
    """The markup of the row that holds a label."""
    (row,) = [row for row in page.split("<tr>") if f">{label}<" in row]
    return "<tr>" + row[: row.index("</tr>") + 5] + "\n"


def cell(text: str) -> str:
    return f"<td>{text}</td>"


@forms
def test_labels_of_the_pages_are_those_of_the_vocabulary(vocabulary: Vocabulary, form: str) -> None:
    """Written out by hand in the tests, the cells of a form are the same as in the vocabulary."""
    expected: set[Key] = set()
    for table in vocabulary.forms[form].tables:
        applicants = [column.applicant for column in table.columns if column.applicant]
        for row in table.rows:
            expected |= {
                (metric, applicant) for metric in row.metrics for applicant in applicants or ["total"]
            }
        expected |= {(column.metric, "total") for column in table.columns if column.metric}

    assert expected == set(page_keys(form))


@forms
def test_every_cell_of_a_page(form: str) -> None:
    """Each cell has its own number: each comes out under its own metric and applicant."""
    cells = numbered(form)
    report = read_page(write_page(form, cells))

    assert (form, (form,), ()) == (report.form, report.categories, report.unread)
    assert cells == {key: item.raw for key, item in printed_cells(report).items()}
    assert len(cells) == len([item for item in report.observations if item.source == "table"])


@given(pages, st.sampled_from(["&nbsp;", "", "<br>", "&#12288;", " "]), st.booleans())
def test_cells_are_read_back_as_written(
    page: tuple[str, dict[Key, Written]], blank: str, one_table: bool
) -> None:
    """Numbers, blanks, dashes, words and broken numbers: status and value of every cell."""
    form, cells = page
    report = read_page(write_page(form, texts(cells), blank=blank, one_table=one_table))
    found = printed_cells(report)

    assert {key: (cell.status, cell.value) for key, cell in cells.items()} == {
        key: (item.status, item.value) for key, item in found.items()
    }
    assert texts(cells) == {key: item.raw for key, item in found.items()}


@given(pages)
def test_unreadable_cells_are_listed(page: tuple[str, dict[Key, Written]]) -> None:
    """Observations and unread entries add up: every broken number is in both, nothing else is unread."""
    form, cells = page
    report = read_page(write_page(form, texts(cells)))
    found = printed_cells(report)
    broken = [item for item in found.values() if item.status == "unreadable"]

    assert len(page_keys(form)) == len(found)
    assert {(item.raw, item.place) for item in broken} == {(item.text, item.place) for item in report.unread}
    assert len(broken) == len(report.unread)
    assert {"not one number", "the unit 余 is not one of this figure"} >= {
        item.reason for item in report.unread
    }


@given(pages)
def test_places_are_read_again(page: tuple[str, dict[Key, Written]]) -> None:
    """The place of each cell leads back to its print, and no two cells share one."""
    form, cells = page
    report = read_page(write_page(form, texts(cells)))
    found = printed_cells(report).values()

    assert [] == [
        item for item in found if item.place is None or report.document.printed_at(item.place) != item.raw
    ]
    assert len(found) == len({item.place for item in found})


@given(pages)
def test_derived_values_stand_beside_the_print(page: tuple[str, dict[Key, Written]]) -> None:
    """No derived value has the key of a cell that prints a number."""
    form, cells = page
    report = read_page(write_page(form, texts(cells)))
    derived = [(item.metric, item.applicant) for item in report.observations if item.source == "derived"]

    assert [] == [key for key in derived if key in cells and cells[key].status == "reported"]
    assert len(derived) == len(set(derived))


@forms
def test_form_follows_from_labels_not_from_the_year(form: str) -> None:
    """The form is the same whatever year the title names."""
    for year in (2019, 2021, 2030):
        report = read_page(write_page(form, numbered(form), title=f"某某市{year}年政府信息公开工作年度报告"))

        assert (form, year) == (report.form, report.year)


def test_columns_in_another_order() -> None:
    """Headings decide, not positions: a table with 总计 first is read as it stands."""
    applicants = ("总计", "其他", "法律服务机构", "社会公益组织", "科研机构", "商业企业", "自然人")
    page = (
        "<p>某某市2023年政府信息公开工作年度报告</p><table>"
        f"<tr><td></td>{''.join(map(cell, applicants))}</tr>"
        f"<tr><td>一、本年新收政府信息公开申请数量</td>{''.join(cell(str(number)) for number in range(7))}</tr></table>"
    )

    assert ["6", "5", "4", "3", "2", "1", "0"] == values(read_page(page), RECEIVED)


def test_second_heading_row_in_another_order() -> None:
    """The order of the form does not overrule headings that say otherwise: read by them, or not at all."""
    cells = numbered("gid-2021")
    page = write_page("gid-2021", cells)
    head = page[page.index("商业<br />企业") : page.index("法律<br />服务机构")]
    swapped = page.replace(
        head,
        head.replace("商业", "@")
        .replace("科研", "商业")
        .replace("@", "科研")
        .replace("企业", "#")
        .replace("机构", "企业")
        .replace("#", "机构"),
    )
    found = printed_cells(read_page(swapped))

    assert swapped.index("科研<br />机构") < swapped.index("商业<br />企业")
    for applicant, other in (("business", "research"), ("research", "business")):
        assert (
            found.get((RECEIVED, applicant)) is None
            or found[RECEIVED, applicant].raw == cells[RECEIVED, other]
        )


def test_rows_in_another_order() -> None:
    """Labels decide, not the order of rows."""
    page = write_page("gid-2021", numbered("gid-2021"))
    first, second = (
        row_of(page, "一、本年新收政府信息公开申请数量"),
        row_of(page, "二、上年结转政府信息公开申请数量"),
    )
    swapped = page.replace(first, "@").replace(second, first).replace("@", second)
    cells = {key: item.raw for key, item in printed_cells(read_page(swapped)).items()}

    assert swapped != page
    assert numbered("gid-2021") == cells


def test_observations_stand_in_the_order_of_the_columns() -> None:
    """Within a row the observations follow the columns of the form, left to right."""
    report = read_page(write_page("gid-2021", numbered("gid-2021")))
    order = [
        item.applicant for item in report.observations if item.metric == RECEIVED and item.source == "table"
    ]

    assert list(APPLICANTS) == order


def test_absent_row_has_no_observation() -> None:
    """A row that the page does not print is absent, not blank; the other rows are not shifted."""
    page = write_page("gid-2021", numbered("gid-2021"))
    report = read_page(page.replace(row_of(page, "二、上年结转政府信息公开申请数量"), ""))
    missing = "requests.carried_in"
    expected = {key: text for key, text in numbered("gid-2021").items() if key[0] != missing}

    assert [] == values(report, missing)
    assert expected == {key: item.raw for key, item in printed_cells(report).items()}


def test_unknown_row_is_listed() -> None:
    """A row that no form knows is kept as unread, and shifts nothing."""
    page = write_page("gid-2021", numbered("gid-2021"))
    known = row_of(page, "行政规范性文件")
    report = read_page(
        page.replace(known, known + "<tr><td>其他主动公开文件</td><td>56</td><td>45</td><td>7</td></tr>")
    )

    assert [("其他主动公开文件 | 56 | 45 | 7", "no form that the vocabulary knows has this row")] == [
        (item.text, item.reason) for item in report.unread
    ]
    assert numbered("gid-2021") == {key: item.raw for key, item in printed_cells(report).items()}


def test_unknown_column_is_listed() -> None:
    """A column that no form knows: its numbers are kept as unread, the others are read."""
    page = (
        "<p>某某市2023年政府信息公开工作年度报告</p><table>"
        "<tr><td></td><td>自然人</td><td>商业企业</td><td>个体工商户</td><td>总计</td></tr>"
        "<tr><td>一、本年新收政府信息公开申请数量</td><td>1</td><td>2</td><td>4444</td><td>7</td></tr></table>"
    )
    report = read_page(page + "<p>上年度结转12件。</p>")

    assert {"1", "2", "7"} >= {item.raw for item in printed_cells(report).values()}
    assert any("4444" in item.text for item in report.unread)


def test_unknown_column_among_seven() -> None:
    """As many columns as the form has, but other ones: their order says nothing, the row is unread."""
    headings = ("自然人", "个体工商户", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "总计")
    page = (
        "<p>某某市2023年政府信息公开工作年度报告</p><table>"
        f"<tr><td></td>{''.join(map(cell, headings))}</tr>"
        f"<tr><td>一、本年新收政府信息公开申请数量</td>{''.join(map(cell, '1234567'))}</tr></table>"
    )
    report = read_page(page + "<p>上年度结转12件。</p>")

    assert {} == printed_cells(report)
    assert ["一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 7"] == [
        item.text for item in report.unread
    ]


def test_value_cell_of_two_rows() -> None:
    """One number for two rows together is not the number of each: it is unread, or at least not counted twice."""
    page = (
        "<p>某某市2023年政府信息公开工作年度报告</p><table>"
        "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
        "<tr><td>行政处罚</td><td rowspan=2>5</td></tr><tr><td>行政强制</td></tr></table>"
    )
    report = read_page(page + "<p>上年度结转12件。</p>")
    places = [item.place for item in printed_cells(report).values()]

    assert len(places) == len(set(places))


def test_column_beyond_the_headings_is_listed() -> None:
    """A sixteenth number in section four is not dropped in silence."""
    page = write_page("gid-2021", numbered("gid-2021"))
    last = numbered("gid-2021")["litigation.after_review.total", "total"]
    start = page.index(f">{last}</p></td>")
    report = read_page(
        page[:start] + f">{last}</p></td><td>9999</td>" + page[start + len(f">{last}</p></td>") :]
    )

    assert any("9999" in item.text for item in report.unread)


def test_repeated_row() -> None:
    """A second cell for the same figure is unread, and names the first."""
    page = write_page("gid-2021", numbered("gid-2021"))
    row = row_of(page, "一、本年新收政府信息公开申请数量")
    report = read_page(page.replace(row, row + row))
    first = printed_cells(report)[RECEIVED, "natural_person"]

    assert 7 == len(report.unread)
    assert f"a second cell for requests.received; the first is at {first.place}" == report.unread[0].reason
    assert numbered("gid-2021") == {key: item.raw for key, item in printed_cells(report).items()}


def test_head_that_repeats() -> None:
    """The heading rows come again in the middle, as after a page break."""
    page = write_page("gid-2021", numbered("gid-2021"))
    start = page.rindex("<tr>", 0, page.index("勾稽"))
    end = page.index("<tr>", page.index("法律<br />服务机构"))
    head, row = page[start:end], row_of(page, "四、结转下年度继续办理")
    report = read_page(page.replace(row, head + row))

    assert numbered("gid-2021") == {key: item.raw for key, item in printed_cells(report).items()}


def test_values_without_headings() -> None:
    """No heading row at all: a row with as many values as the form has columns is read in their order."""
    row = (
        "<tr><td>一、本年新收政府信息公开申请数量</td>"
        + "".join(cell(str(number)) for number in range(7))
        + "</tr>"
    )
    report = read_page(f"<p>某某市2023年政府信息公开工作年度报告</p><table>{row}</table>")

    assert [str(number) for number in range(7)] == values(report, RECEIVED)


@pytest.mark.parametrize("count", [1, 2, 5, 6, 8])
def test_wrong_number_of_values(count: int) -> None:
    """Too few or too many values without headings: the row is unread, no value is placed."""
    numbers = "".join(cell(str(number)) for number in range(count))
    rows = (
        f"<tr><td>一、本年新收政府信息公开申请数量</td>{numbers}</tr>"
        f"<tr><td>二、上年结转政府信息公开申请数量</td>{''.join(cell('0') for _ in range(7))}</tr>"
    )
    report = read_page(f"<p>某某市2023年政府信息公开工作年度报告</p><table>{rows}</table>")

    assert ["its values do not fall under the columns of the form"] == [item.reason for item in report.unread]
    assert [] == values(report, RECEIVED)
    assert ["0"] * 7 == values(report, "requests.carried_in")


def block(headings: list[str], label: str, numbers: list[str], title: str = "第二十条第（一）项") -> Report:
    page = (
        f"<p>某某市2023年政府信息公开工作年度报告</p><table><tr><td colspan=4>{title}</td></tr>"
        f"<tr>{''.join(map(cell, ['信息内容', *headings]))}</tr><tr>{''.join(map(cell, [label, *numbers]))}</tr></table>"
    )
    return read_page(f"{page}<p>全年收到政府信息公开申请12件。</p>")


DOCUMENTS = "disclosure.normative_documents."


@pytest.mark.parametrize(
    ("headings", "label", "form", "metrics", "match"),
    [
        (
            ["本年制发件数", "本年废止件数", "现行有效件数"],
            "行政规范性文件",
            "gid-2021",
            ["made", "repealed", "in_force"],
            Match.EXACT,
        ),
        (
            ["本年<br>制发件数", " 本年废止件数", "现行有效件数"],
            "行政规范性文件",
            "gid-2021",
            ["made", "repealed", "in_force"],
            Match.NORMALIZED,
        ),
        (
            ["本年制发件数", "本年废止件数", "现行有效件数"],
            "规范性文件",
            "gid-2021",
            ["made", "repealed", "in_force"],
            Match.ALIAS,
        ),
        (
            ["现行有效件", "本年废止件数", "本年制发件数"],
            "行政规范性文件",
            "gid-2021",
            ["in_force", "repealed", "made"],
            Match.NORMALIZED,
        ),
        (
            ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
            "规范性文件",
            "gid-2019",
            ["made", "newly_published", "published_stock"],
            Match.EXACT,
        ),
        (
            ["本年新", "本年新", "对外公开总数量"],
            "规范性文件",
            "gid-2019",
            ["made", "newly_published", "published_stock"],
            Match.ORDER,
        ),
    ],
)
def test_headings_of_a_block(
    headings: list[str], label: str, form: str, metrics: list[str], match: Match
) -> None:
    """Exact, broken, shortened, reordered, cut and equal headings; each says how it was matched."""
    report = block(headings, label, ["1", "2", "3"])
    found = printed_cells(report)

    assert [DOCUMENTS + metric for metric in metrics] == [metric for metric, _ in found]
    assert ["1", "2", "3"] == [item.raw for item in found.values()]
    assert {match} == {item.match for item in found.values()}
    assert (form, ()) == (report.form, report.unread)


@pytest.mark.parametrize(
    ("headings", "numbers", "reason"),
    [
        (["本年制发件数", "本年废止件数", "现行有效件数"], ["1", "2"], "2 values under 3 headings"),
        (["甲", "乙", "丙"], ["1", "2", "3"], "0 values under 0 headings"),
        (["本年制发件数", "乙"], ["1", "2"], "its headings are not those of the form"),
    ],
)
def test_block_that_does_not_fit(headings: list[str], numbers: list[str], reason: str) -> None:
    """Values and headings that do not belong together: the row is unread."""
    report = block(headings, "行政规范性文件", numbers)

    assert {} == printed_cells(report)
    if headings[0] != "甲":
        assert [reason] == [item.reason for item in report.unread]
    assert any("行政规范性文件" in item.text for item in report.unread)


@pytest.mark.parametrize(
    ("heading", "printed", "value"),
    [
        ("本年收费金额（单位：万元）", "59237.2449", "592372449"),
        ("本年收费金额（单位:万元）", "12", "120000"),
        ("本年收费金额（万元）", "12", "120000"),
        ("本年收费金额（单位：万元）", "12元", "12"),
        ("本年收费金额（单位：万元）", "12亿元", "1200000000"),
    ],
)
def test_unit_of_a_heading(heading: str, printed: str, value: str) -> None:
    """The heading gives the unit, unless the cell prints one itself."""
    report = block([heading], "行政事业性收费", [printed], "第二十条第（八）项")
    item = printed_cells(report)["disclosure.charges.amount", "total"]

    assert (Decimal(value), printed, "CNY") == (item.value, item.raw, item.unit)


@pytest.mark.parametrize(
    ("label", "match"),
    [
        ("一、本年新收政府信息公开申请数量", Match.EXACT),
        ("一、本年新收政府信息公开申请数 量", Match.NORMALIZED),
        ("一. 本年新收政府信息公开申请数量", Match.NORMALIZED),
        ("本年新收政府信息公开申请数量", Match.NORMALIZED),
        ("一、本年新收政府信息公开申请数", Match.ALIAS),
    ],
)
def test_label_of_a_row(label: str, match: Match) -> None:
    """The label as printed, in other spacing or numbering, or in a recorded wording."""
    page = write_page("gid-2021", numbered("gid-2021")).replace("一、本年新收政府信息公开申请数量", label)
    found = [item for (metric, _), item in printed_cells(read_page(page)).items() if metric == RECEIVED]

    assert (7, {match}) == (len(found), {item.match for item in found})


@forms
def test_half_width_brackets(form: str) -> None:
    """A copy whose brackets became half-width reads the same."""
    page = write_page(form, numbered(form)).replace("（", "(").replace("）", ")")

    assert numbered(form) == {key: item.raw for key, item in printed_cells(read_page(page)).items()}


def test_row_of_another_group() -> None:
    """其他 under （六）其他处理 is no column of 法人或其他组织, and no other row."""
    cells = numbered("gid-2021")
    found = values(read_page(write_page("gid-2021", cells)), "requests.outcome.other.miscellaneous")

    assert [cells["requests.outcome.other.miscellaneous", applicant] for applicant in APPLICANTS] == found


def test_all_of_section_four_blank() -> None:
    """A body that left section four blank: fifteen blank cells, no zero."""
    cells = {
        key: text for key, text in numbered("gid-2021").items() if not key[0].startswith(("review", "litig"))
    }
    found = printed_cells(read_page(write_page("gid-2021", cells)))

    assert ["blank"] * 15 == [
        str(item.status) for (metric, _), item in found.items() if metric.startswith(("review", "litig"))
    ]


def test_table_of_something_else() -> None:
    """A table of other things is one unread entry, and no observation."""
    other = "<table><tr><td>序号</td><td>单位</td><td>得分</td></tr><tr><td>1</td><td>甲</td><td>95</td></tr></table>"
    page = write_page("gid-2021", numbered("gid-2021")).replace("<p>五、", other + "<p>五、")
    report = read_page(page)

    assert [("1 | 甲 | 95", "no form that the vocabulary knows has this row")] == [
        (item.text, item.reason) for item in report.unread
    ]
    assert numbered("gid-2021") == {key: item.raw for key, item in printed_cells(report).items()}


def neither_read_nor_listed(report: Report, cells: Mapping[Key, str]) -> list[Key]:
    """Cells of a page that left no trace in its report."""
    read = {key: item.raw for key, item in printed_cells(report).items()}
    listed = " ".join(item.text for item in report.unread)
    return [key for key, text in cells.items() if read.get(key) != text and text not in listed]


def test_long_note_in_a_table() -> None:
    """A note of a page in one cell does not make the figures of its table vanish: they are read or listed."""
    cells = numbered("gid-2021")
    note = "<tr><td colspan=10>" + "说明文字" * 120 + "</td></tr>"
    page = write_page("gid-2021", cells)
    row = row_of(page, "四、结转下年度继续办理")
    report = read_page(page.replace(row, row + note))

    assert [] == neither_read_nor_listed(report, cells)


def test_one_section_as_lines() -> None:
    """Section three as paragraphs, the others as tables: all rows are read or listed."""
    cells = numbered("gid-2021")
    page = write_page("gid-2021", cells)
    start = page.rindex("<table", 0, page.index("勾稽"))
    end = page.index("</table>", start)
    lines = (
        page[start:end].replace("<td", "<p").replace("</td>", "</p>").replace("<tr>", "").replace("</tr>", "")
    )
    lines = lines.replace("<br />", "").replace('<table border="1"><tbody>', "").replace("</tbody>", "")
    report = read_page(page[:start] + lines + page[end + len("</table>") :])

    assert [] == neither_read_nor_listed(report, cells)
