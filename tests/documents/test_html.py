"""HTML → text and grids: merged cells, layout tables, lines inside cells, what is not printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare.documents import Document, Limits, Source, bytes_to_document
from yoycompare.documents.spans import placed_cells_to_rows
from yoycompare.errors import DocumentError


def read(markup: str) -> Document:
    return bytes_to_document(f"<html><body>{markup}</body></html>".encode(), "a.html")


def grids(markup: str) -> list[list[list[str | None]]]:
    return [
        [[None if cell is None else cell.text for cell in row] for row in grid.rows]
        for grid in read(markup).grids
    ]


def table(*rows: str) -> list[list[str | None]]:
    """The one grid of a table with these rows."""
    (grid,) = grids("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return grid


def cell_text(content: str) -> str | None:
    """The text of a cell with this markup inside."""
    return table(f"<td>{content}</td><td>x</td>")[0][0]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["<td>a<td>b", "<td>c<td>d"], [["a", "b"], ["c", "d"]]),
        (["<th>a<th>b", "<td>c<td>d"], [["a", "b"], ["c", "d"]]),
        (["<td colspan=2>a", "<td>b<td>c"], [["a", "a"], ["b", "c"]]),
        (["<td rowspan=2>a<td>b", "<td>c"], [["a", "b"], ["a", "c"]]),
        (["<td>a<td rowspan=2>b", "<td>c"], [["a", "b"], ["c", "b"]]),
        (["<td rowspan=2 colspan=2>a<td>b", "<td>c"], [["a", "a", "b"], ["a", "a", "c"]]),
        (["<td>a<td rowspan=2>b<td>c", "<td>d<td>e"], [["a", "b", "c"], ["d", "b", "e"]]),
        (["<td>a<td>b<td>c", "<td>d"], [["a", "b", "c"], ["d", None, None]]),
        (["<td>a<td>b<td rowspan=2>c", "<td>d"], [["a", "b", "c"], ["d", None, "c"]]),
        (["<td rowspan=9>a<td>b", "<td>c"], [["a", "b"], ["a", "c"]]),
        (["<td rowspan=0>a<td>b", "<td>c", "<td>d"], [["a", "b"], ["a", "c"], ["a", "d"]]),
        (["<td colspan=0>a<td>b"], [["a", "b"]]),
        (["<td colspan=''>a<td>b"], [["a", "b"]]),
        (["<td colspan=x>a<td>b"], [["a", "b"]]),
        (["<td colspan=-2>a<td>b"], [["a", "b"]]),
        (["<td colspan='2px'>a<td>b"], [["a", "a", "b"]]),
        (["<td colspan=' 2 '>a<td>b"], [["a", "a", "b"]]),
        (["<td>a<td>&nbsp;", "<td><td>d"], [["a", ""], ["", "d"]]),
        (["<td>a<td>b", "", "<td>c<td>d"], [["a", "b"], [None, None], ["c", "d"]]),
    ],
)
def test_merged_cells(rows: list[str], expected: list[list[str | None]]) -> None:
    """Spans are unfolded; a position without a cell is None, an empty cell is empty."""
    assert expected == table(*rows)


def test_sections_of_a_table() -> None:
    """thead, tbody and tfoot are rows in the order in which they stand; a caption is no row."""
    markup = (
        "<table><caption>表一</caption><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody>"
        "<tfoot><tr><td>e<td>f</tfoot></table>"
    )

    assert [[["a", "b"], ["c", "d"], ["e", "f"]]] == grids(markup)


def test_absurd_spans() -> None:
    """Columns are cut as browsers do."""
    rows = table("<td colspan=999999>a<td>b")

    assert 1001 == rows[0].count("a") + 1
    assert "b" == rows[0][1000]


def test_spans_made_to_exhaust_memory() -> None:
    """A page whose merged cells cover more positions than any report is refused."""
    with pytest.raises(DocumentError) as raised:
        table(*("<td rowspan=999999 colspan=999>c<td>d" for _ in range(50)))

    assert (
        "a.html: the merged cells of a table cover 239,760 positions; "
        "if you trust the file, raise the limit cells, now 200,000"
    ) == str(raised.value)


def test_cell_knows_its_corner() -> None:
    """A merged cell is one object at all its positions, with the place of its upper left corner."""
    (grid,) = read("<table><tr><td>x<td rowspan=2 colspan=2>a<tr><td>y</table>").grids

    assert grid.at(1, 2) is grid.at(1, 3) is grid.at(2, 2) is grid.at(2, 3)
    cell = grid.at(2, 3)
    assert cell is not None
    assert ("a", 1, 2) == (cell.text, cell.row, cell.column)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("127", "127"),
        ("<span>12</span><span>7</span>", "127"),
        ("<p><span>12</span><b>7</b></p>", "127"),
        ("12<!-- note -->7", "127"),
        ("12<wbr>7", "127"),
        ("<font>1</font>2<i>7</i>", "127"),
        ("<p>12</p><p>7</p>", "12\n7"),
        ("<div>12</div><div>7</div>", "12\n7"),
        ("12<br>7", "12\n7"),
        ("12<br/><br/>7", "12\n7"),
        ("<p>12</p><p>&nbsp;</p>", "12"),
        ("<p>商业<br />企业</p>", "商业\n企业"),
        ("  12 \n", "12"),
        ("&nbsp;12&nbsp;", "12"),
        ("&nbsp;", ""),
        ("<br>", ""),
        ("<p></p>", ""),
        ("1 2", "1 2"),
        ("<span>1</span> <span>2</span>", "1 2"),
        ("１２７", "１２７"),
        ("&lt;12&gt;", "<12>"),
        ("12<script>var a = 3;</script>", "12"),
        ("<style>td{width:3px}</style>12", "12"),
        ("12<sup>①</sup>", "12①"),
    ],
)
def test_text_of_a_cell(content: str, text: str) -> None:
    """Inline markup joins, blocks and line breaks part; what is not printed is left out."""
    assert text == cell_text(content)


@pytest.mark.parametrize(
    "content",
    [
        "<script>document.write(12)</script>",
        "<style>td{width:3px}</style>",
        "<template>12</template>",
        "<select><option>12</option></select>",
        "<textarea>12</textarea>",
        "<noscript>12</noscript>",
    ],
)
def test_cell_that_prints_nothing(content: str) -> None:
    """A cell that holds nothing but code or a control is empty."""
    assert "" == cell_text(content)


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>只有一列</td></tr><tr><td>文字</td></tr></table>",
        "<table><tr><td>栏目</td><td>" + "正文" * 300 + "</td></tr></table>",
        "<table></table>",
    ],
)
def test_layout_table(markup: str) -> None:
    """A table of one column, or with a page of prose in a cell, is layout: its text is text."""
    found = read(f"<p>前</p>{markup}<p>后</p>")

    assert () == found.grids
    assert found.text.startswith("前\n")
    assert found.text.endswith("后")


def test_data_table_inside_a_layout_table() -> None:
    """Only the inner table is data; text before and after it stays, in reading order."""
    markup = "<table><tr><td>导航</td><td>正文<table><tr><td>a<td>b<tr><td>c<td>d</table>文末</td></tr></table><p>页脚</p>"

    assert [[["a", "b"], ["c", "d"]]] == grids(markup)
    assert "导航\n正文\n文末\n页脚" == read(markup).text


def test_tables_are_numbered_in_reading_order() -> None:
    """Numbers count data tables only, from 1."""
    markup = "<table><tr><td>a<td>b</table><table><tr><td>x</table><table><tr><td>c<td>d</table>"

    assert [(1, "a"), (2, "c")] == [
        (grid.number, grid.rows[0][0].text) for grid in read(markup).grids if grid.rows[0][0]
    ]


def test_text_outside_tables() -> None:
    """Blocks are lines, white space is one space, what is not printed is left out."""
    markup = (
        "<head><title>题 \n 目</title></head><div>一、<b>总体</b>情况</div><p>全省 \n 共<br>收到</p><script>var x=1</script>"
        "<ul><li>甲<li>乙</ul><!-- 注 -->尾<style>p{}</style>"
    )
    document = bytes_to_document(markup.encode(), "a.html")

    assert "题 目" == document.title
    assert "一、总体情况\n全省 共\n收到\n甲\n乙\n尾" == document.text


def test_long_flat_page() -> None:
    """Depth and length of a page do not exhaust the stack."""
    document = read("<div>" * 5000 + "底" + "</div>" * 5000 + "<p>行</p>" * 5000)

    assert 5001 == len(document.text.split("\n"))


def test_unfolding_is_not_interpretation() -> None:
    """Cells come out as printed: full-width digits, brackets and dashes are untouched."""
    assert [["（一）", "１２７"], ["—", "1,234"]] == table("<td>（一）<td>１２７", "<td>—<td>1,234")


spans = st.integers(0, 6)
printed_rows = st.lists(st.lists(st.tuples(st.text("ab", max_size=2), spans, spans), max_size=5), max_size=6)


@given(printed_rows)
def test_any_spans(printed: list[list[tuple[str, int, int]]]) -> None:
    """Any spans make a rectangle that holds each printed cell, from its own corner."""
    rows = placed_cells_to_rows(printed, Source(name="a.html", sha256=""), Limits())

    assert len(printed) == len(rows)
    assert len({len(row) for row in rows}) <= 1
    found = {id(cell): cell for row in rows for cell in row if cell is not None}
    assert sum(map(len, printed)) == len(found)
    assert sorted(text for row in printed for text, _, _ in row) == sorted(
        cell.text for cell in found.values()
    )
    for cell in found.values():
        assert rows[cell.row - 1][cell.column - 1] is cell


@given(st.lists(st.lists(st.text("ab1 ", max_size=3), min_size=2, max_size=2), min_size=1, max_size=5))
def test_plain_table(cells: list[list[str]]) -> None:
    """Without spans the grid is the table."""
    expected = [[text.strip() for text in row] for row in cells]

    assert expected == table(*("".join(f"<td>{text}</td>" for text in row) for row in cells))
