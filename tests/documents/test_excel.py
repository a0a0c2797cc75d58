"""XLSX → Document: what a sheet prints, merged cells unfolded, titles and prose as text.

Small files are written here by hand, part by part; larger ones are written by openpyxl, and a merged
form is read by openpyxl too: both readers must agree in every cell.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet
from pages import FORMS, TITLE, Key, page_keys, printed_cells, write_page
from test_docx import PLACES, RELATIONS, Rows, flipped, form_page, merged_rows, spans, texts, zip_bytes

from yoycompare.documents import Cell, Document, Grid, Source, excel, html
from yoycompare.documents.limits import Limits
from yoycompare.errors import DocumentError, YoycompareError
from yoycompare.reports.reading import document_to_report
from yoycompare.vocabulary import Vocabulary

SOURCE = Source(name="a.xlsx", sha256="")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINE = Side(style="thin")
RULED = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


# Files written by hand.

STYLES = (
    f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="177" formatCode="[$-804]0.0%;[Red]-0.0%"/><numFmt numFmtId="178" formatCode="0.00&quot;days&quot;"/>'
    '</numFmts><borders><border><left/></border><border><left style="thin"/><top style="thin"/></border>'
    '<border><bottom style="thin"/></border></borders><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/>'
    '<xf numFmtId="9"/><xf numFmtId="177"/><xf numFmtId="178"/><xf borderId="1"/><xf borderId="2"/></cellXfs></styleSheet>'
)
GENERAL, DATE, CHINESE_DATE, PERCENT, DECIMAL_PERCENT, DAYS, IN_LINES, UNDERLINED = range(8)
SHARED = (
    f"<sst {MAIN}><si><t>甲</t></si><si><r><t>政府</t></r><r><rPr/><t>信息</t></r><rPh><t>zhèng</t></rPh></si>"
    "<si><t>一_x000D_\n二</t></si></sst>"
)


def workbook(
    *sheets: str, properties: str = "", states: Sequence[str] = (), part: str = "xl/workbook.xml"
) -> bytes:
    """A workbook with these sheets, named 表1, 表2 and so on."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="表{number}" sheetId="{number}" r:id="s{number}" state="{state}"/>'
        for number, state in zip(numbers, [*states, *["visible"] * len(sheets)], strict=False)
    )
    relation = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    relations = [
        relation.format(f"s{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers
    ]
    relations += [
        relation.format("r1", "styles", "/xl/styles.xml"),
        relation.format("r2", "sharedStrings", "texts.xml"),
    ]
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": RELATIONS.format(target=part),
        part: f'<workbook {MAIN} xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{namespace}">{"".join(relations)}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/texts.xml": SHARED,
    }
    for number, content in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {MAIN}>{content}</worksheet>"
    return zip_bytes(parts)


def read(*sheets: str, properties: str = "", states: Sequence[str] = ()) -> Document:
    return excel.read(workbook(*sheets, properties=properties, states=states), SOURCE)


def row(*cells: str, attributes: str = "") -> str:
    return f"<row {attributes}>{''.join(cells)}</row>"


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def inline(text: str, style: int = GENERAL) -> str:
    return f'<c t="inlineStr" s="{style}"><is><t>{text}</t></is></c>'


def printed(cell: str, properties: str = "") -> str:
    """What a cell prints, of a row with another cell in it."""
    (grid,) = read(data(row(inline("甲"), cell, inline("乙"))), properties=properties).grids
    return str(texts(grid)[0][1])


# Files written by openpyxl.


def put(sheet: Worksheet, rows: Rows, top: int = 1, *, ruled: bool = False) -> None:
    """Write a grid into a sheet from a row on; whole numbers as numbers."""
    size = spans(rows)
    for (number, positions), column in product(enumerate(rows, start=1), range(1, len(rows[0]) + 1)):
        found = positions[column - 1]
        if found is None:
            continue
        place = sheet.cell(top + number - 1, column)
        if ruled:
            place.border = RULED
        if (found.row, found.column) == (number, column) and found.text:
            place.value = int(found.text) if found.text.isdecimal() else found.text
    for found, (height, width) in size.items():
        if height * width > 1:
            sheet.merge_cells(
                start_row=top + found.row - 1,
                start_column=found.column,
                end_row=top + found.row + height - 2,
                end_column=found.column + width - 1,
            )


def put_lines(sheet: Worksheet, lines: Sequence[str], top: int = 1) -> int:
    """Write lines one below the other; the row after the last."""
    for number, line in enumerate(lines, start=top):
        sheet.cell(number, 1, line)
    return top + len(lines)


def empty_workbook() -> Any:
    written = openpyxl.Workbook()
    written.remove(written.active)
    return written


def saved(written: Any) -> bytes:
    stream = io.BytesIO()
    written.save(stream)
    return stream.getvalue()


def one_sheet_each(page: Document, *, ruled: bool) -> bytes:
    """The text on a sheet of its own, then a sheet for each table, which begins in the second row."""
    written = empty_workbook()
    put_lines(written.create_sheet("总体情况"), page.text.split("\n"))
    for number, grid in enumerate(page.grids, start=2):
        put(written.create_sheet(f"表{number}"), grid.rows, 2, ruled=ruled)
    return saved(written)


def one_sheet(page: Document, heading: str) -> bytes:
    """Everything below each other: text, then each table under its heading, ruled."""
    written = empty_workbook()
    sheet = written.create_sheet("年报")
    lines = page.text.split("\n")
    top = put_lines(sheet, lines[:-2])
    for grid in page.grids:
        if heading == "merged":
            sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=15)
        if heading != "none":
            put_lines(sheet, ["三、收到和处理政府信息公开申请情况"], top)
        put(sheet, grid.rows, top + 1, ruled=True)
        top += 1 + len(grid.rows)
    put_lines(sheet, lines[-2:], top)
    return saved(written)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", ["ruled sheets", "sheets", "merged", "plain", "none"])
def test_report_of_a_form(form: str, layout: str, vocabulary: Vocabulary) -> None:
    """Every cell of the official form, blanks among them, on three sheets or on one, is read as on the page."""
    page, cells = form_page(form)
    if layout.endswith("sheets"):
        document = excel.read(one_sheet_each(page, ruled=layout == "ruled sheets"), SOURCE)
    else:
        document = excel.read(one_sheet(page, layout), SOURCE)
    report = document_to_report(document, vocabulary=vocabulary)

    assert cells == {key: item.raw for key, item in printed_cells(report).items()}
    assert (form, "某某市", 2023, TITLE) == (report.form, report.entity, report.year, report.title)
    assert [("requests.received", "12件")] == [(item.metric, item.text) for item in report.quantities]
    assert () == report.unread


@pytest.mark.parametrize("file", ["shanghai-office-2019.html", "suqian-2023.html", "suqian-2024.html"])
def test_real_report_as_workbook(file: str, real_reports: Path, vocabulary: Vocabulary) -> None:
    """The text and tables of a real page, on sheets of a workbook, give the same cells and quantities."""
    page = html.read((real_reports / file).read_bytes(), Source(name=file, sha256=""))
    report = document_to_report(excel.read(one_sheet_each(page, ruled=True), SOURCE), vocabulary=vocabulary)
    expected = document_to_report(page, vocabulary=vocabulary)

    assert {key: item.value for key, item in printed_cells(expected).items()} == {
        key: item.value for key, item in printed_cells(report).items()
    }
    assert [item.text for item in expected.quantities] == [item.text for item in report.quantities]


def test_last_row_of_blanks(vocabulary: Vocabulary) -> None:
    """The lines around a row of blanks at the end of a sheet make it a row: nothing was reported, on this form."""
    cells: dict[Key, str] = {
        key: "" for key in page_keys("gid-2021") if key[0].startswith(("review", "litigation"))
    }
    page = html.read(write_page("gid-2021", {}).encode(), SOURCE)
    written = empty_workbook()
    sheet = written.create_sheet(TITLE)
    put_lines(sheet, ["全市共收到政府信息公开申请12件。"])
    put(sheet, page.grids[2].rows, 3, ruled=True)
    report = document_to_report(excel.read(saved(written), SOURCE), vocabulary=vocabulary)

    assert cells == {key: item.raw for key, item in printed_cells(report).items()}


@given(
    merged_rows(st.sampled_from(["甲", "1", "一、", "商业\n企业", "0.5"])), st.integers(1, 3), st.booleans()
)
def test_random_merged_sheet(rows: Rows, top: int, ruled: bool) -> None:
    """Any filled grid of merged cells is read back as it was written, wherever it stands."""
    assume(all(len(set(positions)) > 1 for positions in rows))  # a row of one cell may be a title
    written = empty_workbook()
    put(written.create_sheet("表"), rows, top, ruled=ruled)

    assert [rows] == [grid.rows for grid in excel.read(saved(written), SOURCE).grids]


@given(merged_rows(st.sampled_from(["", "", "甲", "1"])))
def test_random_ruled_sheet_with_blanks(rows: Rows) -> None:
    """Lines around it make a blank cell a cell, in every column that has some content."""
    filled = [
        [found for found in positions if found and found.text]
        for positions in (*rows, *zip(*rows, strict=True))
    ]
    assume(all(filled) and all(len(set(positions)) > 1 for positions in rows))
    written = empty_workbook()
    put(written.create_sheet("表"), rows, ruled=True)

    assert [rows] == [grid.rows for grid in excel.read(saved(written), SOURCE).grids]


def test_form_as_openpyxl_reads_it() -> None:
    """A sheet of 28 rows and 10 columns has the values and merged ranges that openpyxl reads."""
    written = empty_workbook()
    sheet = written.create_sheet("表")
    for number, (line, column) in enumerate(product(range(1, 29), range(1, 11))):
        sheet.cell(line, column, number / 8 if number % 7 else f"项{number}")
    for area in ("A1:C3", "D1:J1", "E2:I2", "A6:A27", "B8:B15"):
        sheet.merge_cells(area)
    stream = saved(written)

    (grid,) = excel.read(stream, SOURCE).grids
    theirs = openpyxl.load_workbook(io.BytesIO(stream)).active
    first = {(line, column): (line, column) for line, column in product(range(1, 29), range(1, 11))}
    for area in theirs.merged_cells.ranges:
        left, top, right, bottom = area.bounds
        first |= dict.fromkeys(product(range(top, bottom + 1), range(left, right + 1)), (top, left))

    assert [
        Cell(f"{value:g}" if isinstance(value := theirs.cell(*place).value, float | int) else value, *place)
        for place in first.values()
    ] == [found for positions in grid.rows for found in positions]


# What a cell prints.


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>127.0</v></c>", "127"),
        ("<c><v>72701.257800000007</v></c>", "72701.2578"),
        ("<c><v>1.2E3</v></c>", "1200"),
        ("<c><v>-0.5</v></c>", "-0.5"),
        ("<c><v>0</v></c>", "0"),
        ("<c><v>1E999999999</v></c>", "1E999999999"),
        ("<c><v>NaN</v></c>", "NaN"),
        ("<c><v>zwölf</v></c>", "zwölf"),
        (f'<c s="{PERCENT}"><v>0.55</v></c>', "55%"),
        (f'<c s="{DECIMAL_PERCENT}"><v>0.1234</v></c>', "12.34%"),
        (f'<c s="{DATE}"><v>44957</v></c>', "2023-01-31"),
        (f'<c s="{CHINESE_DATE}"><v>44957.5</v></c>', "2023-01-31 12:00:00"),
        (f'<c s="{DATE}"><v>0.25</v></c>', "06:00:00"),
        (f'<c s="{DATE}"><v>99999999999</v></c>', "99999999999"),
        (f'<c s="{DAYS}"><v>12</v></c>', "12"),
        ('<c s="999"><v>12</v></c>', "12"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="d"><v>2023-01-31</v></c>', "2023-01-31"),
        ('<c t="str"><v>12件</v></c>', "12件"),
        ('<c t="s"><v>0</v></c>', "甲"),
        ('<c t="s"><v>1</v></c>', "政府信息"),
        ('<c t="s"><v>2</v></c>', "一\n二"),
        ('<c t="s"/>', ""),
        ("<c/>", ""),
        (inline(" "), ""),
        ("<c><f>SUM(D5:I5)</f><v>12</v></c>", "12"),
        ("<c><f>SUM(D5:I5)</f></c>", "=SUM(D5:I5)"),
        ('<c><f t="shared" si="0"/><v></v></c>', "="),
        ('<c t="str"><f>IF(A1="","",A1)</f><v></v></c>', ""),
    ],
)
def test_what_a_cell_prints(cell: str, text: str) -> None:
    """Numbers as Excel shows them, errors as printed; a formula that nothing computed is not a blank cell."""
    assert text == printed(cell)


def test_formulas_of_a_file_that_must_be_recalculated() -> None:
    """Values that the file itself calls out of date are not taken."""
    assert "=A1" == printed("<c><f>A1</f><v>0</v></c>", '<calcPr fullCalcOnLoad="1"/>')
    assert "7" == printed("<c><v>7</v></c>", '<calcPr fullCalcOnLoad="1"/>')


def test_days_since_1904() -> None:
    """Files from old Macs count days from another year."""
    assert "2027-02-01" == printed(f'<c s="{DATE}"><v>44957</v></c>', '<workbookPr date1904="1"/>')


# What of a sheet is text, what is grid.


def test_cells_without_references() -> None:
    """Rows and cells without reference follow each other; with one they stand where it says."""
    document = read(
        data(row(inline("甲"), inline("乙")), row('<c r="C4"><v>1</v></c>', inline("丙"), attributes='r="4"'))
    )

    assert [[["甲", "乙", "", ""], ["", "", "", ""], ["", "", "", ""], ["", "", "1", "丙"]]] == [
        texts(grid) for grid in document.grids
    ]


def test_title_and_prose_around_a_table() -> None:
    """Single cells above the table, and long ones anywhere, are text; labels without values stay rows."""
    prose = "2023年，" + "全面推进政务公开工作。" * 10
    document = read(
        data(
            row(inline("某某市年度报告")),
            row(),
            row(inline("项目"), inline("数量")),
            row(inline(prose)),
            row(inline("规章")),
            row(inline("许可"), "<c><v>1</v></c>"),
            row(inline("强制")),
            row(),
            row(inline("五、存在的主要问题")),
        )
    )

    assert ["某某市年度报告", prose, "五、存在的主要问题"] == document.text.split("\n")
    assert [[["项目", "数量"], ["规章", ""], ["许可", "1"], ["强制", ""]]] == [
        texts(grid) for grid in document.grids
    ]
    assert ("excel", "utf-8", "表1", SOURCE) == (
        document.container,
        document.encoding,
        document.title,
        document.source,
    )


def test_row_with_a_page_of_prose_is_text() -> None:
    """A section name beside its text is text, both."""
    prose = "公开" * 201
    document = read(data(row(inline("一、总体情况"), inline(prose)), row(inline("1"), inline("2"))))

    assert (f"一、总体情况\n{prose}", [["1", "2"]]) == (document.text, texts(document.grids[0]))


def test_lines_decide_what_is_a_cell() -> None:
    """Beside ruled cells a blank position without lines is no cell; a single cell without lines is text."""
    document = read(
        data(
            row(inline("甲", IN_LINES), f'<c s="{IN_LINES}"/>', f'<c s="{IN_LINES}"/>', inline("注")),
            row(inline("说明")),
            row(inline("乙", IN_LINES), "<c><v>1</v></c>"),
            row(inline("丙", UNDERLINED)),
        )
    )

    assert "说明\n丙" == document.text
    assert [["甲", "", "", "注"], ["乙", "1", None, None]] == texts(document.grids[0])


def test_merged_title_and_merged_prose() -> None:
    """A cell merged over the whole table above or below it is text, once; a heading over some columns is not."""
    document = read(
        data(
            row(inline("标题"), attributes='r="1"'),
            row('<c r="B2" t="str"><v>申请人情况</v></c>', attributes='r="2"'),
            row(inline("甲"), inline("1"), inline("2"), attributes='r="3"'),
            row(inline("说明"), attributes='r="4"'),
        )
        + '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="B2:C2"/><mergeCell ref="A4:C6"/></mergeCells>'
    )

    assert "标题\n说明" == document.text
    assert [["", "申请人情况", "申请人情况"], ["甲", "1", "2"]] == texts(document.grids[0])


def test_text_under_a_merged_cell_is_not_printed() -> None:
    """Of merged cells the first is printed; what the others held before is not."""
    document = read(
        data(row(inline("甲"), inline("旧"), inline("1")))
        + '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )

    assert [["甲", "甲", "1"]] == texts(document.grids[0])


def test_hidden_sheets_rows_and_columns() -> None:
    """What is not shown is not printed."""
    shown = '<cols><col min="2" max="2" hidden="1"/></cols>' + data(
        row(inline("甲"), inline("乙"), inline("丙")),
        row(inline("旧"), inline("旧"), inline("旧"), attributes='hidden="1"'),
        row(inline("1"), inline("2"), inline("3")),
    )
    hidden = data(row(inline("丁"), inline("戊")))
    document = read(hidden, shown, hidden, states=["hidden", "visible", "veryHidden"])

    assert [[["甲", "丙"], ["1", "3"]]] == [texts(grid) for grid in document.grids]
    assert "表2" == document.title


def test_sheets_in_order() -> None:
    """Each sheet with a table is a grid, the others are text; an empty one is nothing."""
    document = read(
        data(),
        data(row(inline("文"))),
        data(row(inline("1"), inline("2"))),
        data(row(inline("3"), inline("4"))),
    )

    assert ("文", "表2") == (document.text, document.title)
    assert [
        Grid(number=1, rows=((Cell("1", 1, 1), Cell("2", 1, 2)),)),
        Grid(number=2, rows=((Cell("3", 1, 1), Cell("4", 1, 2)),)),
    ] == list(document.grids)


# Files that are damaged, or made to do harm.


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentError) as raised:
        excel.read(data, SOURCE, limits=limits) if limits else excel.read(data, SOURCE)
    return str(raised.value)


def test_two_cells_at_the_ends_of_a_sheet() -> None:
    """A few kilobytes that would unfold to billions of cells are refused."""
    far = data(row(inline("甲")), row('<c r="XFD1048576"><v>1</v></c>', attributes='r="1048576"'))

    assert (
        "a.xlsx: a sheet spreads over 17,179,869,184 cells; if you trust the file, raise the limit cells, now 200,000"
    ) == refused(workbook(far))


def test_merged_ranges_over_each_other() -> None:
    """Thousands of large merged ranges are refused before they are unfolded."""
    merges = '<mergeCell ref="A1:ZZ100"/>' * 3000
    sheet = data(
        row(inline("甲"), '<c r="ZZ1"><v>1</v></c>'), row('<c r="A100"><v>1</v></c>', attributes='r="100"')
    )

    assert (
        "a.xlsx: a sheet spreads over 210,600 cells; if you trust the file, raise the limit cells, now 200,000"
    ) == refused(workbook(sheet + f"<mergeCells>{merges}</mergeCells>"))


def test_text_that_is_not_there() -> None:
    """A cell that refers to a text beyond the list is named."""
    assert (
        "a.xlsx: cell B1 refers to a text that is not there; open the file in its program and save it again"
    ) == refused(workbook(data(row('<c r="B1" t="s"><v>9</v></c>'))))


def test_another_kind_of_office_file() -> None:
    """A Word document that was named .xlsx is refused, and so is a workbook that is not XML."""
    word = zip_bytes(
        {"_rels/.rels": RELATIONS.format(target="word/document.xml"), "word/document.xml": "<document/>"}
    )

    assert (
        "a.xlsx: this is no workbook (its main part is word/document.xml); give the file the ending of what it is"
    ) == refused(word)
    assert "a.xlsx: this is a binary workbook (.xlsb); save it as .xlsx" == refused(
        zip_bytes({"_rels/.rels": RELATIONS.format(target="xl/workbook.bin")})
    )


def test_missing_sheet() -> None:
    """A workbook that has lost a sheet says which part is missing."""
    whole = workbook(data())
    parts = zip_bytes({"_rels/.rels": RELATIONS.format(target="xl/workbook.xml")})

    assert "a.xlsx: its part xl/workbook.xml is missing; save the file again" == refused(parts)
    assert "a.xlsx: its part xl/worksheets/sheet1.xml is missing; save the file again" == refused(
        whole.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet7.xml")
    )


def test_truncated_file() -> None:
    """A download that broke off is no Office file."""
    assert "a.xlsx: this is no Office file, or it is cut short; download or save it again" == refused(
        workbook(data())[:-9]
    )


@given(PLACES, st.integers(0, 40))
def test_damaged_bytes(places: Sequence[tuple[int, int]], cut: int) -> None:
    """Whatever is wrong with the bytes, the reader reads or says so; no other error comes out."""
    whole = flipped(workbook(data(row(inline("甲"), "<c><v>1</v></c>"))), places)
    with contextlib.suppress(YoycompareError):
        assert "excel" == excel.read(whole[: len(whole) - cut], SOURCE).container
