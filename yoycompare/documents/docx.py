"""DOCX → Document: the text of the body in its order, each table a grid.

What Word does not print is not read: tracked deletions, hidden text, field codes, phonetic guides,
comments. Headers, footers and footnotes are separate parts, and the numbers that Word puts before the
paragraphs of a list are nowhere in the file. A table is data if some row has two cells and no cell
holds a page of prose; any other table is layout, and its text is text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from attrs import Factory, define, frozen

from yoycompare.documents.document import Cell, Document, Grid, Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.documents.spans import COLUMNS_LIMIT
from yoycompare.documents.zipped import attribute, open_archive
from yoycompare.errors import DocumentError

__all__ = ["read"]

MAIN_PART: Final = "word/document.xml"
PROSE_CHARACTERS: Final = 400  # no cell of a form is longer; a cell of a layout table is
TABLES_DEPTH_LIMIT: Final = 20  # tables and text boxes inside one another
ELEMENTS_DEPTH_LIMIT: Final = 64  # elements inside one another between a paragraph and its text
WRAPPERS: Final = frozenset("sdt sdtContent customXml ins moveTo smartTag".split())
UNPRINTED: Final = frozenset("del moveFrom pPr rPr sdtPr sdtEndPr rt instrText delText".split())
UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}"  # something is printed there, and it is no text
PRINTED: Final = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "sym": UNREADABLE,  # from a font of symbols
    "oMath": UNREADABLE,  # a fraction of 1 and 2 is not 12
}
OFF: Final = frozenset({"0", "false", "off"})
# A raised 1 after 12 is the mark of a note: the figure is not 121.
RAISED: Final = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """Read a Word document.

    Raises
    ------
    DocumentError
        The file is damaged, locked or too large to unpack, or no Word document.
    """
    archive = open_archive(data, source, limits)
    part = archive.main_part(MAIN_PART)
    root = archive.tree(part)
    body = _child(root, "body")
    if root.tag != "document" or body is None:
        raise DocumentError(
            source.name,
            f"this is no Word document (its main part is {part})",
            "give the file the ending of what it is",
        )
    reading = _Reading(source=source, limits=limits)
    reading.collect(body, depth=0)
    return Document(
        source=source,
        container="docx",
        encoding="utf-8",
        title="",  # the title among the properties is not printed, and copies keep that of the original
        text="\n".join(reading.lines),
        grids=tuple(reading.grids),
    )


@frozen(kw_only=True)
class _TableCell:
    """A cell as the file has it: its text, its spans, the tables inside it."""

    element: Element
    text: str
    width: int
    is_merged: bool  # with the cell above or below
    is_continued: bool  # with the cell above
    is_beside: bool  # with the cell to the left, as old files say it
    tables: list[Element]


@frozen(kw_only=True)
class _TableRow:
    """A row of the file; it may begin to the right of the first column."""

    before: int
    cells: list[_TableCell]


@define(kw_only=True)
class _Reading:
    """One pass over the document: lines of text and grids."""

    source: Source
    limits: Limits
    lines: list[str] = Factory(list)
    grids: list[Grid] = Factory(list)

    def collect(self, container: Element, depth: int) -> None:
        """Everything in a body, a layout cell or a text box, in its order."""
        for block in self._blocks(container, depth):
            if isinstance(block, str):
                self.lines += _text_to_lines(block)
            else:
                self._table(block, depth + 1)

    def _blocks(self, container: Element, depth: int) -> Iterator[str | Element]:
        """The text of each paragraph, and the tables; text boxes follow the paragraph that anchors them."""
        if depth > TABLES_DEPTH_LIMIT:
            raise self._too_much(
                f"more than {TABLES_DEPTH_LIMIT} tables or text boxes stand inside one another"
            )
        for child in self._children(container):
            name = child.tag
            if name == "p":
                pieces = list(self._pieces(child))
                yield "".join(piece for piece in pieces if isinstance(piece, str))
                for piece in pieces:
                    if not isinstance(piece, str):
                        yield from self._blocks(piece, depth + 1)
            elif name == "tbl":
                yield child
            elif name == "altChunk":
                problem = "part of its text is another file, which Word puts in when it opens this one"
                raise DocumentError(self.source.name, problem, "open it in Word and save it again")

    def _pieces(self, paragraph: Element) -> Iterator[str | Element]:
        """The printed text of a paragraph, piece by piece, and the text boxes anchored in it."""
        waiting = [iter(paragraph)]
        raised: list[dict[int, int]] = [{}]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
                raised.pop()
                continue
            name = element.tag
            if name == "t":
                text = (element.text or "").replace("\n", " ")
                yield text.translate(raised[-1]) if raised[-1] else text
            elif name in PRINTED:
                yield PRINTED[name]
            elif name == "txbxContent":
                yield element
            elif name not in UNPRINTED:
                properties = _child(element, "rPr") if name == "r" else None
                if _is_on(_child(properties, "vanish")):
                    continue
                position = _value(_child(properties, "vertAlign"))
                self._open(_branch(element) if name == "AlternateContent" else element, waiting)
                raised.append(RAISED.get(position, raised[-1]))

    def _children(self, container: Element) -> Iterator[Element]:
        """Child elements as they are printed: wrappers opened, one branch of each alternative."""
        waiting = [iter(container)]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
                continue
            name = child.tag
            if name == "AlternateContent":
                self._open(_branch(child), waiting)
            elif name in WRAPPERS:
                self._open(child, waiting)
            else:
                yield child

    def _open(self, element: Element, waiting: list[Iterator[Element]]) -> None:
        if len(waiting) >= ELEMENTS_DEPTH_LIMIT:
            raise self._too_much(f"more than {ELEMENTS_DEPTH_LIMIT} elements stand inside one another")
        waiting.append(iter(element))

    def _table(self, table: Element, depth: int) -> None:
        """A grid, and the tables inside its cells as grids after it; or the text of a layout table."""
        rows = [self._row(row, depth) for row in self._children(table) if _is_printed_row(row)]
        cells = [cell for row in rows for cell in row.cells]
        if max((len(row.cells) for row in rows), default=0) < 2 or any(
            len(cell.text) > PROSE_CHARACTERS for cell in cells
        ):
            for cell in cells:
                if not cell.is_continued:
                    self.collect(cell.element, depth)
            return
        self.grids.append(Grid(number=len(self.grids) + 1, rows=self._rows_to_positions(rows)))
        for cell in cells:
            for inner in cell.tables:
                self._table(inner, depth + 1)

    def _row(self, row: Element, depth: int) -> _TableRow:
        before = _child(_child(row, "trPr"), "gridBefore")
        cells = [self._cell(cell, depth) for cell in self._children(row) if _is_printed_cell(cell)]
        return _TableRow(before=_number(before, 0), cells=cells)

    def _cell(self, cell: Element, depth: int) -> _TableCell:
        lines: list[str] = []
        tables: list[Element] = []
        for block in self._blocks(cell, depth):
            if isinstance(block, str):
                lines += _text_to_lines(block.replace("\t", "\n"))  # 1 and 2 with a gap between are not 12
            else:
                tables.append(block)
        properties = _child(cell, "tcPr")
        vertical, horizontal = _child(properties, "vMerge"), _child(properties, "hMerge")
        return _TableCell(
            element=cell,
            text="\n".join(lines),
            width=max(_number(_child(properties, "gridSpan"), 1), 1),
            is_merged=vertical is not None,
            is_continued=_continues(vertical),
            is_beside=_continues(horizontal),
            tables=tables,
        )

    def _rows_to_positions(self, rows: list[_TableRow]) -> tuple[tuple[Cell | None, ...], ...]:
        """Unfold merged cells: every position of a merged cell holds the same `Cell`."""
        grid: list[list[Cell | None]] = []
        widest = 0
        above: dict[int, Cell] = {}  # by column: merged cells of the row above, which may go on
        for number, row in enumerate(rows, start=1):
            positions: list[Cell | None] = [None] * row.before
            going_on: dict[int, Cell] = {}
            for cell in row.cells:
                column = len(positions)
                covering = above.get(column) if cell.is_continued else None
                if covering is None and cell.is_beside and positions:
                    covering = positions[-1]
                covering = covering or Cell(cell.text, number, column + 1)
                positions += [covering] * cell.width
                if cell.is_merged:
                    going_on[column] = covering
                widest = max(widest, len(positions))
                table = f"table {len(self.grids) + 1} has {{found}} cells"
                self.limits.check("cells", widest * len(rows), self.source.name, table)
            above = going_on
            grid.append(positions)
        return tuple(tuple(positions) + (None,) * (widest - len(positions)) for positions in grid)

    def _too_much(self, problem: str) -> DocumentError:
        return DocumentError(self.source.name, problem, "save the report alone, without frames around it")


def _branch(alternatives: Element) -> Element:
    """The first branch that holds text, which is the one for new programs; all say the same."""
    for branch in alternatives:
        if next(branch.iter("t"), None) is not None:
            return branch
    return Element("nothing")


def _child(element: Element | None, name: str) -> Element | None:
    return element.find(name) if element is not None else None


def _value(element: Element | None) -> str:
    return attribute(element, "val") or "" if element is not None else ""


def _number(element: Element | None, default: int) -> int:
    value = _value(element)
    return min(int(value), COLUMNS_LIMIT) if value.isdecimal() and len(value) < 10 else default


def _continues(merge: Element | None) -> bool:
    """Whether a merged cell goes on; without a value it does."""
    return merge is not None and _value(merge) != "restart"


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element) not in OFF


def _is_printed_row(row: Element) -> bool:
    """Whether this is a row that no tracked change deletes and nobody hid."""
    properties = _child(row, "trPr")
    deleted = _child(properties, "del") is not None
    return row.tag == "tr" and not deleted and not _is_on(_child(properties, "hidden"))


def _is_printed_cell(cell: Element) -> bool:
    return cell.tag == "tc" and _child(_child(cell, "tcPr"), "cellDel") is None


def _text_to_lines(text: str) -> list[str]:
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line]
