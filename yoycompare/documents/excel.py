"""XLSX → Document: each sheet that is shown is a grid; titles and prose in it are text.

Read from the XML of the file itself. Libraries that give values only turn `#REF!` and formulas that no
program has computed into empty cells, and a blank cell means something else; and they do not say around
which cells lines are drawn, which is how a blank cell of a table is told from paper.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from decimal import Context, Decimal, InvalidOperation
from enum import Enum
from typing import Final
from xml.etree.ElementTree import Element

from attrs import frozen

from yoycompare.documents.delimited import Merge, Position, Sheet, sheet_to_text_and_grid
from yoycompare.documents.document import Document, Grid, Source
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.documents.zipped import Archive, attribute, open_archive
from yoycompare.errors import DocumentError

__all__ = ["read"]

MAIN_PART: Final = "xl/workbook.xml"
REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a character that XML forbids is written
TRUE: Final = frozenset({"1", "true", "on"})
ROUNDED: Final = Context(prec=15)  # digits that Excel shows; 72701.2578 is stored as 72701.257800000007
MAGNITUDE: Final = 30  # powers of ten; no figure is so large or so small
LAST_COLUMN: Final = 16384
DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
PERCENT_FORMATS: Final = frozenset({9, 10})
FORMAT_TEXT: Final = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)  # not codes
DATE_CODE: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
DAY_ZERO: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zones
DAY_ZERO_1904: Final = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - the same


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """Read a workbook.

    Raises
    ------
    DocumentError
        The file is damaged, locked or too large to unpack, or no workbook in XML.
    """
    archive = open_archive(data, source, limits)
    lines: list[str] = []
    grids: list[Grid] = []
    names: list[str] = []
    for name, sheet in _archive_to_sheets(archive):
        text, grid = sheet_to_text_and_grid(sheet, len(grids) + 1, source, limits)
        lines += text
        if grid is not None:
            grids.append(grid)
        if text or grid is not None:
            names.append(name)
    return Document(
        source=source,
        container="excel",
        encoding="utf-8",
        title=names[0] if names else "",  # what its tab says
        text="\n".join(lines),
        grids=tuple(grids),
    )


class NumberStyle(Enum):
    """What a number is printed as."""

    PLAIN = "plain"
    DATE = "date"
    PERCENT = "percent"


@frozen(kw_only=True)
class CellStyle:
    """What a cell's style says that matters here."""

    number: NumberStyle = NumberStyle.PLAIN
    is_ruled: bool = False


PLAIN: Final = CellStyle()


@frozen(kw_only=True)
class Workbook:
    """What all sheets of a file share."""

    source: Source
    texts: list[str]
    styles: list[CellStyle]
    day_zero: dt.datetime
    recalculates: bool  # the file says that its computed values are out of date


def _archive_to_sheets(archive: Archive) -> Iterator[tuple[str, Sheet]]:
    """Name and cells of each sheet that is shown, in order."""
    part = archive.main_part(MAIN_PART)
    if part.endswith(".bin"):
        raise DocumentError(archive.source.name, "this is a binary workbook (.xlsb)", "save it as .xlsx")
    root = archive.tree(part)
    if root.tag != "workbook":
        raise DocumentError(
            archive.source.name,
            f"this is no workbook (its main part is {part})",
            "give the file the ending of what it is",
        )
    relations = archive.relations(part)
    parts = {relation.kind: relation.target for relation in relations.values()}
    properties, calculation = root.find("workbookPr"), root.find("calcPr")
    since_1904 = properties is not None and properties.get("date1904") in TRUE
    workbook = Workbook(
        source=archive.source,
        texts=_shared_texts(archive.tree(parts["sharedStrings"])) if "sharedStrings" in parts else [],
        styles=_cell_styles(archive.tree(parts["styles"])) if "styles" in parts else [],
        day_zero=DAY_ZERO_1904 if since_1904 else DAY_ZERO,
        recalculates=calculation is not None and calculation.get("fullCalcOnLoad") in TRUE,
    )
    for sheet in _all(root.find("sheets"), "sheet"):
        relation = relations.get(attribute(sheet, "id") or "")
        is_shown = sheet.get("state", "visible") == "visible"
        if is_shown and relation is not None and relation.kind == "worksheet":
            yield sheet.get("name", ""), _tree_to_sheet(archive.tree(relation.target), workbook)


def _tree_to_sheet(root: Element, workbook: Workbook) -> Sheet:
    cells: dict[Position, str] = {}
    ruled: set[Position] = set()
    hidden_rows: set[int] = set()
    row_number = -1
    for row in _all(root.find("sheetData"), "row"):
        row_number = _integer(row.get("r"), row_number + 2) - 1
        if row.get("hidden") in TRUE:
            hidden_rows.add(row_number)
        column = -1
        for cell in _all(row, "c"):
            found = REFERENCE.fullmatch(cell.get("r", ""))
            column = _letters_to_column(found[1]) if found else column + 1
            number = _integer(cell.get("s"), -1)
            style = workbook.styles[number] if 0 <= number < len(workbook.styles) else PLAIN
            if style.is_ruled:
                ruled.add((row_number, column))
            text = _cell_to_text(cell, style, workbook)
            if text:
                cells[row_number, column] = text
    return Sheet(
        cells=cells,
        merges=list(_merges(root)),
        ruled=ruled,
        hidden_rows=hidden_rows,
        hidden_columns=set(_hidden_columns(root)),
    )


def _cell_to_text(cell: Element, style: CellStyle, workbook: Workbook) -> str:
    """What a cell prints; a formula that was never computed prints as the formula."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _rich_text(cell.find("is"))
    stored, formula = cell.find("v"), cell.find("f")
    value = (stored.text if stored is not None else None) or ""
    if formula is not None and (workbook.recalculates or not (value or kind == "str")):
        return f"={formula.text or ''}"
    if not value:
        return ""
    if kind == "s":
        number = _integer(value, -1)
        if not 0 <= number < len(workbook.texts):
            raise _damaged(workbook.source, f"cell {cell.get('r', '')} refers to a text that is not there")
        return workbook.texts[number]
    if kind == "b":
        return "TRUE" if value in TRUE else "FALSE"
    return _number_to_text(value, style.number, workbook.day_zero) if kind == "n" else _unescape(value)


def _number_to_text(value: str, style: NumberStyle, day_zero: dt.datetime) -> str:
    """A stored number as it is printed, without the trace of binary arithmetic.

    Examples
    --------
    >>> _number_to_text("72701.257800000007", NumberStyle.PLAIN, DAY_ZERO)
    '72701.2578'
    >>> _number_to_text("127.0", NumberStyle.PLAIN, DAY_ZERO), _number_to_text("0.55", NumberStyle.PERCENT, DAY_ZERO)
    ('127', '55%')
    """
    try:
        number = Decimal(value)
        if not number.is_finite() or abs(number.adjusted()) > MAGNITUDE:
            return value
        number = ROUNDED.plus(number)
        if style is NumberStyle.DATE:
            moment = day_zero + dt.timedelta(seconds=round(float(number) * 86400))
            text = moment.isoformat(" ").removesuffix(" 00:00:00")
            return text.rpartition(" ")[2] if abs(number) < 1 else text
    except (InvalidOperation, OverflowError):
        return value
    if style is NumberStyle.PERCENT:
        number *= 100
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits + ("%" if style is NumberStyle.PERCENT else "")


def _shared_texts(root: Element) -> list[str]:
    return [_rich_text(item) for item in _all(root, "si")]


def _rich_text(item: Element | None) -> str:
    """The text of a cell, run by run; phonetic guides (rPh) stand above the characters and are left out."""
    pieces: list[str] = []
    for child in item if item is not None else ():
        if child.tag == "t":
            pieces.append(child.text or "")
        elif child.tag == "r":
            pieces += (text.text or "" for text in _all(child, "t"))
    return _unescape("".join(pieces))


def _unescape(text: str) -> str:
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _cell_styles(root: Element) -> list[CellStyle]:
    """The styles that cells refer to by number."""
    formats = {
        _integer(item.get("numFmtId"), -1): _format_to_style(item.get("formatCode", ""))
        for item in _all(root.find("numFmts"), "numFmt")
    }
    formats |= dict.fromkeys(DATE_FORMATS - formats.keys(), NumberStyle.DATE)
    formats |= dict.fromkeys(PERCENT_FORMATS - formats.keys(), NumberStyle.PERCENT)
    ruled = [_is_ruled(border) for border in _all(root.find("borders"), "border")]
    styles = []
    for item in _all(root.find("cellXfs"), "xf"):
        border = _integer(item.get("borderId"), 0)
        number = formats.get(_integer(item.get("numFmtId"), 0), NumberStyle.PLAIN)
        styles.append(CellStyle(number=number, is_ruled=border < len(ruled) and ruled[border]))
    return styles


def _is_ruled(border: Element) -> bool:
    """Whether lines go down as well as along; a line below alone underlines a title."""
    sides = {side.tag for side in border if side.get("style", "none") != "none"}
    return not sides.isdisjoint(("left", "right", "start", "end")) and not sides.isdisjoint(("top", "bottom"))


def _format_to_style(code: str) -> NumberStyle:
    codes = FORMAT_TEXT.sub("", code)
    if "%" in codes:
        return NumberStyle.PERCENT
    return NumberStyle.DATE if DATE_CODE.search(codes) else NumberStyle.PLAIN


def _merges(root: Element) -> Iterator[Merge]:
    for merge in _all(root.find("mergeCells"), "mergeCell"):
        corners = [REFERENCE.fullmatch(corner) for corner in merge.get("ref", "").split(":")]
        places = [(int(corner[2]) - 1, _letters_to_column(corner[1])) for corner in corners if corner]
        if len(places) == 2:
            yield *places[0], *places[1]


def _hidden_columns(root: Element) -> Iterator[int]:
    for columns in _all(root.find("cols"), "col"):
        if columns.get("hidden") in TRUE:
            last = min(_integer(columns.get("max"), 0), LAST_COLUMN)
            yield from range(_integer(columns.get("min"), 1) - 1, last)


def _letters_to_column(letters: str) -> int:
    """The column of a reference, from 0.

    Examples
    --------
    >>> _letters_to_column("A"), _letters_to_column("AA")
    (0, 26)
    """
    return functools.reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0) - 1


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and len(text) < 10 and text.isdecimal() else default


def _all(element: Element | None, name: str) -> list[Element]:
    return element.findall(name) if element is not None else []


def _damaged(source: Source, problem: str) -> DocumentError:
    return DocumentError(source.name, problem, "open the file in its program and save it again")
