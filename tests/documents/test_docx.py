"""DOCX → Document: text in its order, merged cells unfolded, nothing that Word does not print.

Small files are written here by hand, part by part; a large merged form is written and read by
python-docx too, and both readers must agree in every cell.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, product
from pathlib import Path
from xml.sax.saxutils import escape

import docx as python_docx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pages import FORMS, TITLE, Key, page_keys, printed_cells, write_page

from yoycompare.documents import Cell, Document, Grid, Source, docx, html
from yoycompare.documents.limits import Limits
from yoycompare.errors import DocumentError, YoycompareError
from yoycompare.reports.reading import document_to_report
from yoycompare.vocabulary import Vocabulary

SOURCE = Source(name="a.docx", sha256="")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{target}"/>'
    "</Relationships>"
)

Rows = tuple[tuple[Cell | None, ...], ...]


# Files written by hand.


def docx_bytes(body: str, *, part: str = "word/document.xml", head: str = "") -> bytes:
    """A Word file with this body."""
    document = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'
    return zip_bytes({"_rels/.rels": RELATIONS.format(target=part), part: document})


def zip_bytes(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{escape(text)}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(item if item.startswith('<') else run(item) for item in runs)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(item if item.startswith("<") else cell(item) for item in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def read(body: str) -> Document:
    return docx.read(docx_bytes(body), SOURCE)


def texts(grid: Grid) -> list[list[str | None]]:
    return [[found.text if found else None for found in positions] for positions in grid.rows]


def spans(rows: Rows) -> dict[Cell, tuple[int, int]]:
    """How many rows and columns each cell of a grid covers."""
    covered: dict[Cell, list[tuple[int, int]]] = {}
    for (row_number, positions), column in product(enumerate(rows), range(len(rows[0]))):
        found = positions[column]
        if found is not None:
            covered.setdefault(found, []).append((row_number, column))
    return {
        found: (len({place[0] for place in places}), len({place[1] for place in places}))
        for found, places in covered.items()
    }


def rows_to_table(rows: Rows) -> str:
    """A grid as a Word table, with the markup that Word writes for merged cells."""
    size = spans(rows)
    written = []
    for number, positions in enumerate(rows, start=1):
        cells, before = [], 0
        for found, same in groupby(positions):
            width = len(list(same))
            if found is None:
                before = 0 if cells else width
                continue
            properties = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
            if size[found][0] > 1:
                properties += '<w:vMerge w:val="restart"/>' if found.row == number else "<w:vMerge/>"
            lines = found.text.split("\n") if found.row == number else [""]
            cells.append(cell("".join(map(paragraph, lines)), properties))
        written.append(row(*cells, properties=f'<w:gridBefore w:val="{before}"/>' if before else ""))
    return table(*written)


# What every container of merged tables is tested with.


@st.composite
def merged_rows(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Rows:
    """A random grid: some rectangles of it are merged, every position is covered, some row has two cells."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for top, left in product(range(height), range(width)):
        if rows[top][left] is not None:
            continue
        free = next((column for column in range(left, width) if rows[top][column] is not None), width)
        right, bottom = draw(st.integers(left + 1, free)), draw(st.integers(top + 1, height))
        found = Cell(draw(text), top + 1, left + 1)
        for row_number, column in product(range(top, bottom), range(left, right)):
            rows[row_number][column] = found
    assume(any(len(set(positions)) > 1 for positions in rows))
    return tuple(tuple(positions) for positions in rows)


def form_page(form: str) -> tuple[Document, dict[Key, str]]:
    """A page of a form, read as HTML, and what each of its cells prints: numbers, dashes, text and blanks."""
    printed = {}
    for number, key in enumerate(page_keys(form)):
        text = ("", str(number), f"{number:,}", "0", "-", "无")[number % 6 if number % 11 else 0]
        printed[key] = f"{number}.2578万元" if key[0].endswith(".amount") else text
    page = write_page(form, printed, prose="2023年，全市共收到政府信息公开申请12件。")
    return html.read(page.encode(), Source(name="page.html", sha256="")), printed


def paragraphs_and_tables(document: Document) -> str:
    return "".join(map(paragraph, document.text.split("\n"))) + "".join(
        rows_to_table(grid.rows) + paragraph("") for grid in document.grids
    )


@pytest.mark.parametrize("form", FORMS)
def test_report_of_a_form(form: str, vocabulary: Vocabulary) -> None:
    """Every cell of the official form, blanks among them, is read as from the page with the same tables."""
    page, printed = form_page(form)
    document = read(paragraphs_and_tables(page))
    report = document_to_report(document, vocabulary=vocabulary)
    expected = document_to_report(page, vocabulary=vocabulary)

    assert [grid.rows for grid in page.grids] == [grid.rows for grid in document.grids]
    assert printed == {key: item.raw for key, item in printed_cells(report).items()}
    assert expected.observations == report.observations
    assert (form, "某某市", 2023, TITLE) == (report.form, report.entity, report.year, report.title)


@pytest.mark.parametrize("file", ["shanghai-office-2019.html", "suqian-2023.html", "suqian-2024.html"])
def test_real_report_as_word_file(file: str, real_reports: Path, vocabulary: Vocabulary) -> None:
    """The text and tables of a real page, written as a Word file, give the same observations."""
    page = html.read((real_reports / file).read_bytes(), Source(name=file, sha256=""))
    report = document_to_report(read(paragraphs_and_tables(page)), vocabulary=vocabulary)
    expected = document_to_report(page, vocabulary=vocabulary)

    assert (expected.entity, expected.year, expected.form) == (report.entity, report.year, report.form)
    assert expected.observations == report.observations


@given(
    st.lists(
        merged_rows(st.sampled_from(["", "1", "一、", "商业\n企业", "a < b & c"])), min_size=1, max_size=2
    )
)
def test_random_merged_tables(tables: list[Rows]) -> None:
    """Any grid of merged cells is read back as it was written."""
    document = read("".join(map(rows_to_table, tables)))

    assert tables == [grid.rows for grid in document.grids]
    assert list(range(1, len(tables) + 1)) == [grid.number for grid in document.grids]


def test_form_of_python_docx() -> None:
    """A table of 28 rows and 10 columns, written by python-docx, has the text that python-docx reads in each cell."""
    written = python_docx.Document()
    written.add_paragraph("三、收到和处理政府信息公开申请情况")
    form = written.add_table(rows=28, cols=10)
    for number, found in enumerate(form._cells):
        found.text = str(number) if number % 3 else ""
    for first, last in (
        ((0, 0), (2, 2)),
        ((0, 3), (0, 9)),
        ((1, 4), (1, 8)),
        ((5, 0), (26, 0)),
        ((7, 1), (14, 1)),
    ):
        form.cell(*first).merge(form.cell(*last)).text = f"{first}\n{last}"
    stream = io.BytesIO()
    written.save(stream)

    document = docx.read(stream.getvalue(), SOURCE)
    theirs = python_docx.Document(stream).tables[0]._cells  # one a position, from the upper left
    first_positions: dict[object, tuple[int, int]] = {}
    for position, found in zip(product(range(1, 29), range(1, 11)), theirs, strict=True):
        first_positions.setdefault(found._tc, position)

    assert "三、收到和处理政府信息公开申请情况" == document.text
    assert [Cell(found.text, *first_positions[found._tc]) for found in theirs] == [
        found for positions in document.grids[0].rows for found in positions
    ]


# Text.


def test_paragraphs_in_order_with_tables_as_grids() -> None:
    """Text stands in the order of the file, empty paragraphs left out; a table leaves no text."""
    body = (
        paragraph("甲", "乙")
        + paragraph("")
        + table(row("1", "2"))
        + paragraph(" 丙 ")
        + table(row("3", "4"))
    )
    document = read(body)

    assert "甲乙\n丙" == document.text
    assert [[["1", "2"]], [["3", "4"]]] == [texts(grid) for grid in document.grids]
    assert ("docx", "utf-8", "", SOURCE) == (
        document.container,
        document.encoding,
        document.title,
        document.source,
    )


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (f"<w:del>{run('1')}</w:del><w:ins>{run('2')}</w:ins>", "2"),
        (f"<w:moveFrom>{run('1')}</w:moveFrom><w:moveTo>{run('2')}</w:moveTo>", "2"),
        ("<w:del><w:r><w:delText>1</w:delText></w:r></w:del>", ""),
        (run("1") + run("2", "<w:vanish/>") + run("3", '<w:vanish w:val="0"/>'), "13"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>SUM(ABOVE)</w:instrText></w:r>' + run("12"),
            "12",
        ),
        (f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "7"),
        (f"<w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标记')}</w:smartTag>", "链接标记"),
        (f"<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>", "12"),
        (
            f"<w:r><w:ruby><w:rt>{run('guǎng')}</w:rt><w:rubyBase>{run('广')}</w:rubyBase></w:ruby></w:r>",
            "广",
        ),
        (run("12") + run("1", '<w:vertAlign w:val="superscript"/>'), "12¹"),
        (run("H") + run("2", '<w:vertAlign w:val="subscript"/>') + run("3"), "H₂3"),
        ("<w:r><w:t>1</w:t><w:br/><w:t>2</w:t><w:cr/><w:t>3</w:t></w:r>", "1\n2\n3"),
        ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r>", "1\t2"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "\ufffd"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "\ufffd",
        ),
        ("<w:r><w:t>1\n2</w:t></w:r>", "1 2"),
    ],
)
def test_what_a_paragraph_prints(runs: str, text: str) -> None:
    """Insertions, results of fields and content controls are printed; deletions, codes and hidden text are not."""
    assert text == read(paragraph(runs)).text


def text_box(text: str) -> str:
    """A text box as Word writes it: once for new programs, once for old ones."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_box_is_read_once() -> None:
    """The two copies of a text box make one paragraph, after the one that it is anchored in."""
    document = read(paragraph("甲", text_box("框"), "乙") + paragraph("丙"))

    assert "甲乙\n框\n丙" == document.text


def test_text_box_in_a_cell_and_table_in_a_text_box() -> None:
    """A text box belongs to the cell that holds it; a table in a text box is a grid."""
    boxed = f"<w:r><w:pict><w:txbxContent>{table(row('3', '4'))}</w:txbxContent></w:pict></w:r>"
    document = read(table(row(cell(paragraph("1", text_box("注"))), "2")) + paragraph("甲", boxed))

    assert [[["1\n注", "2"]], [["3", "4"]]] == [texts(grid) for grid in document.grids]
    assert "甲" == document.text


def test_copy_for_old_programs_is_read_where_the_new_one_has_no_text() -> None:
    """Of two branches the first with text is taken."""
    fallback = f"<w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict>"
    branches = f"<mc:Choice><w:drawing/></mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"

    assert "框" == read(paragraph(f"<w:r><mc:AlternateContent>{branches}</mc:AlternateContent></w:r>")).text


def test_headers_and_footers_are_left_out() -> None:
    """Parts other than the document itself are not read."""
    parts = {
        "_rels/.rels": RELATIONS.format(target="word/document.xml"),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{paragraph('文')}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{paragraph('页眉')}</w:hdr>",
    }

    assert "文" == docx.read(zip_bytes(parts), SOURCE).text


@pytest.mark.parametrize("part", ["word/document.xml", "word/document2.xml", "Word/Document.xml"])
def test_the_main_part_is_found_by_its_relation(part: str) -> None:
    """Some programs give the document another name; the file says which part it is."""
    assert "文" == docx.read(docx_bytes(paragraph("文"), part=part), SOURCE).text


def test_strict_edition_of_the_standard() -> None:
    """The strict edition has other namespaces and is read alike."""
    body = table(row(cell("1", '<w:gridSpan w:val="2"/>'), "2"))
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    data = zip_bytes({"word/document.xml": document.replace(WORD, STRICT)})
    (grid,) = docx.read(data, SOURCE).grids

    assert [["1", "1", "2"]] == texts(grid)


# Tables.

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cell_is_one_cell() -> None:
    """Each position of a merged cell holds the same cell, with its first row and column."""
    body = table(
        row(cell("甲", RESTART), "1"),
        row(cell("", CONTINUE), "2"),
        row(cell("", '<w:vMerge w:val="continue"/>'), "3"),
    )
    (grid,) = read(body).grids
    merged = grid.at(1, 1)

    assert (Cell("甲", 1, 1), True, True) == (merged, grid.at(2, 1) is merged, grid.at(3, 1) is merged)


def test_two_merged_cells_below_each_other() -> None:
    """A cell that starts anew does not belong to the merged cell above it."""
    body = table(
        *(
            row(cell(text, merge), "1")
            for text, merge in (("甲", RESTART), ("", CONTINUE), ("乙", RESTART), ("", CONTINUE))
        )
    )

    assert [["甲", "1"], ["甲", "1"], ["乙", "1"], ["乙", "1"]] == texts(read(body).grids[0])


def test_continued_cell_with_nothing_above() -> None:
    """A cell that goes on from nowhere stands for itself."""
    body = table(row("甲", "1"), row(cell("乙", CONTINUE), "2"), row(cell("", CONTINUE), "3"))

    assert [["甲", "1"], ["乙", "2"], ["乙", "3"]] == texts(read(body).grids[0])


def test_row_that_begins_further_right() -> None:
    """Positions that no cell covers are None, which is not an empty cell."""
    body = table(row("1", "2", ""), row("3", properties='<w:gridBefore w:val="1"/>'))

    assert [["1", "2", ""], [None, "3", None]] == texts(read(body).grids[0])


def test_cells_merged_to_the_left_as_old_files_say_it() -> None:
    """hMerge joins a cell to the one on its left."""
    body = table(row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "1"))

    assert [["甲", "甲", "1"]] == texts(read(body).grids[0])


def test_deleted_and_hidden_rows_and_deleted_cells() -> None:
    """Rows and cells that a tracked change deletes, and hidden rows, are not printed; inserted ones are."""
    body = table(
        row("1", "2"),
        row("3", "4", properties="<w:del/>"),
        row("5", "6", properties="<w:hidden/>"),
        row("7", "8", properties="<w:ins/>"),
        row(cell("9", "<w:cellDel/>"), "10", "11"),
    )

    assert [["1", "2"], ["7", "8"], ["10", "11"]] == texts(read(body).grids[0])


def test_lines_in_a_cell_stay_lines() -> None:
    """Paragraphs, line breaks and tabs in a cell are line breaks: 1 and 2 apart are not 12."""
    broken = paragraph("<w:r><w:t>1</w:t><w:br/><w:t>2</w:t><w:tab/><w:t>3</w:t></w:r>") + paragraph("4")

    assert [["1\n2\n3\n4", "5"]] == texts(read(table(row(cell(broken), "5"))).grids[0])


def test_rows_and_cells_in_content_controls() -> None:
    """Content controls around rows and cells change nothing."""
    controlled = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('1')}</w:sdtContent></w:sdt>"
    body = table(f"<w:sdt><w:sdtContent>{row(controlled, '2')}</w:sdtContent></w:sdt>", row("3", "4"))

    assert [["1", "2"], ["3", "4"]] == texts(read(body).grids[0])


def test_nested_table_is_a_grid_of_its_own() -> None:
    """A table inside a cell follows as a grid; the cell keeps the rest of its text."""
    inner = table(row("3", "4"))
    document = read(table(row(cell(paragraph("甲") + inner + paragraph("乙")), "2")))

    assert [[["甲\n乙", "2"]], [["3", "4"]]] == [texts(grid) for grid in document.grids]
    assert "" == document.text


@pytest.mark.parametrize("frame", ["甲", "甲" * 401], ids=["one column", "a page of prose"])
def test_layout_table_is_text(frame: str) -> None:
    """A table of one column, or with a page in a cell, is a frame: its text is text, its tables are grids."""
    content = paragraph(frame) + table(row("1", "2")) + paragraph("乙")
    cells = [cell(content)] if frame == "甲" else [cell(content), "丙"]
    document = read(table(row(*cells)))

    assert "\n".join([frame, "乙", "丙"][: len(cells) + 1]) == document.text
    assert [[["1", "2"]]] == [texts(grid) for grid in document.grids]


def test_text_of_a_merged_layout_cell_is_read_once() -> None:
    """The continuation of a merged cell in a frame adds no text."""
    document = read(table(row(cell("甲", RESTART)), row(cell("乙", CONTINUE))))

    assert ("甲", ()) == (document.text, document.grids)


# Files that are damaged, or made to do harm.


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentError) as raised:
        docx.read(data, SOURCE, limits=limits) if limits else docx.read(data, SOURCE)
    return str(raised.value)


LAUGHS = (
    "<!DOCTYPE w ["
    + '<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (LAUGHS, paragraph("<w:r><w:t>&i;</w:t></w:r>")),
        ('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', paragraph("<w:r><w:t>&x;</w:t></w:r>")),
        ('<!DOCTYPE w SYSTEM "http://example.org/x.dtd">', ""),
    ],
    ids=["a bomb of entities", "a file of the machine", "a document type elsewhere"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(head: str, body: str, encoding: str) -> None:
    """A document type is refused, in whatever encoding the part is."""
    document = f'<?xml version="1.0" encoding="{encoding}"?>{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", document.encode(encoding))

    assert (
        "a.docx: its part word/document.xml declares XML entities, which no Office program writes; "
        "do not trust the file; if you do, open it and save it again"
    ) == refused(stream.getvalue())


def test_truncated_file() -> None:
    """A download that broke off is no Office file."""
    data = docx_bytes(paragraph("文" * 1000))

    assert "a.docx: this is no Office file, or it is cut short; download or save it again" == refused(
        data[:-30]
    )


def test_missing_part() -> None:
    """A file without the part that it names says which."""
    data = zip_bytes({"_rels/.rels": RELATIONS.format(target="word/document.xml")})

    assert "a.docx: its part word/document.xml is missing; save the file again" == refused(data)


def test_another_kind_of_office_file() -> None:
    """A workbook that was named .docx is refused."""
    data = zip_bytes(
        {"_rels/.rels": RELATIONS.format(target="/xl/workbook.xml"), "xl/workbook.xml": "<workbook/>"}
    )

    assert (
        "a.docx: this is no Word document (its main part is xl/workbook.xml); give the file the ending of what it is"
    ) == refused(data)


def test_no_xml() -> None:
    """A part that is no XML is named."""
    assert (
        "a.docx: its part word/document.xml is not well-formed XML; open the file in its program and save it again"
    ) == refused(zip_bytes({"word/document.xml": "<w:document>"}))


def test_text_kept_in_another_file() -> None:
    """A document that only points at its text (altChunk) is refused: the text would be lost unseen."""
    assert (
        "a.docx: part of its text is another file, which Word puts in when it opens this one; "
        "open it in Word and save it again"
    ) == refused(docx_bytes('<w:altChunk r:id="r1" xmlns:r="r"/>'))


def test_large_part() -> None:
    """A part that unpacks to more than is allowed is not unpacked; larger limits read it."""
    data = docx_bytes(paragraph("文" * 1000))

    assert (
        "a.docx: its part _rels/.rels unpacks to 240 bytes; "
        "if you trust the file, raise the limit file_bytes, now 200"
    ) == refused(data, Limits(file_bytes=200))
    assert "文" * 1000 == docx.read(data, SOURCE, limits=Limits(file_bytes=5000)).text


@pytest.mark.parametrize(
    ("wrap", "problem"),
    [
        (
            lambda inner: table(row(cell(inner), "1")),
            "more than 20 tables or text boxes stand inside one another",
        ),
        (lambda inner: f"<w:sdt>{inner}</w:sdt>", "more than 64 elements stand inside one another"),
    ],
)
def test_deep_nesting(wrap: Callable[[str], str], problem: str) -> None:
    """Nesting that no report has is refused before it exhausts the machine."""
    body = paragraph("甲")
    for _ in range(500):
        body = wrap(body)

    assert f"a.docx: {problem}; save the report alone, without frames around it" == refused(docx_bytes(body))


def test_huge_spans() -> None:
    """Spans are cut as browsers cut them, and a table of more cells than any report is refused."""
    wide = row(cell("1", '<w:gridSpan w:val="999999999"/>'), "2")
    (grid,) = read(table(wide)).grids

    assert 1001 == len(grid.rows[0])
    assert (
        "a.docx: table 1 has 300,000 cells; if you trust the file, raise the limit cells, now 200,000"
    ) == refused(docx_bytes(table(*[wide] * 300)))


def flipped(data: bytes, places: Iterable[tuple[int, int]]) -> bytes:
    damaged = bytearray(data)
    for place, value in places:
        damaged[place % len(damaged)] = value
    return bytes(damaged)


PLACES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6)


@given(PLACES, st.integers(0, 40))
def test_damaged_bytes(places: Sequence[tuple[int, int]], cut: int) -> None:
    """Whatever is wrong with the bytes, the reader reads or says so; no other error comes out."""
    data = flipped(docx_bytes(paragraph("文") + table(row("1", "2"))), places)
    with contextlib.suppress(YoycompareError):
        assert "docx" == docx.read(data[: len(data) - cut], SOURCE).container
