"""A brief as XLSX: a sheet a chapter, charts left out; numbers with a place carry it as a comment."""

from __future__ import annotations

import io
import re
from typing import Any, Final

import xlsxwriter

from yoycompare.briefs.yearly.blocks import (
    Block,
    Bullets,
    Grid,
    Number,
    Paragraph,
    Passages,
    Picture,
    Piece,
    Problem,
    Text,
    plain,
    shown,
)
from yoycompare.briefs.yearly.brief import Brief

__all__ = ["write"]

LONGEST_NAME: Final = 31  # of a sheet
LONGEST_CELL: Final = 32_767
UNNAMEABLE: Final = re.compile(r"[\[\]:*?/\\']")
NUMBER: Final = re.compile(
    r"([+−]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,40})(?:\.[0-9]{1,20})?)( ?%| ?个百分点| percentage points|)",
    re.ASCII,
)
WIDTHS: Final = {"texts": (60, 60), "sources": (36, 48)}  # of the first column and the others
WIDTH: Final = (36, 16)  # of the chapters of figures
DIGITS: Final = 15  # that a sheet keeps


def write(brief: Brief) -> bytes:
    """The workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": shown(brief.title)})
    looks = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    for chapter in brief.chapters:
        blocks = [block for block in chapter.blocks if not isinstance(block, Picture)]
        if not blocks:
            continue
        sheet = book.add_worksheet(UNNAMEABLE.sub(" ", shown(chapter.title))[:LONGEST_NAME])
        first, others = WIDTHS.get(chapter.id, WIDTH)
        sheet.set_column(0, 0, first)
        sheet.set_column(1, 12, others)
        sheet.write_string(0, 0, shown(brief.title), looks["title"])
        top = 2
        for block in blocks:
            for row in _block_to_rows(block):
                for column, (text, look) in enumerate(row):
                    _write(book, sheet, top, column, text, look, looks)
                top += 1
            top += 1
    book.close()
    return stream.getvalue()


Row = list[tuple[Text, str]]


def _block_to_rows(block: Block) -> list[Row]:
    if isinstance(block, Paragraph):
        return [[(block.text, "cell")]]
    if isinstance(block, Bullets):
        return [[(item, "cell")] for item in block.items]
    if isinstance(block, Problem):
        head = f"{block.level_text} {block.message}"
        return [[((head,), "bold"), ((block.reference,), "cell")], *_block_to_rows(block.numbers)]
    if isinstance(block, Passages):
        rows: list[Row] = [[((block.title,), "bold"), ((block.summary,), "cell")]]
        rows.append([((name,), "head") for name in block.columns])
        for row in block.rows:
            other: Text = (block.moved,) if row.state == "moved" else ()
            rows.append([(_joined(side) or other, "cell") for side in (row.earlier, row.later)])
        return rows
    if isinstance(block, Grid):
        rows = [[((block.caption,), "bold")]] if block.caption else []
        rows.append([((name,), "head") for name in block.header])
        return rows + [[(cell, "cell") for cell in row.cells] for row in block.rows]
    return []


def _joined(pieces: tuple[Piece, ...]) -> Text:
    return ("".join(piece.text for piece in pieces),) if pieces else ()


def _write(
    book: Any, sheet: Any, row: int, column: int, text: Text, look: str, looks: dict[str, Any]
) -> None:
    told = shown(plain(text))[:LONGEST_CELL]
    found = NUMBER.fullmatch(told)
    if found and sum(letter.isdigit() for letter in found[1]) <= DIGITS:
        value, suffix = float(found[1].replace(",", "").replace("−", "-")), found[2]
        value = value / 100 if suffix.strip() == "%" else value
        sheet.write_number(row, column, value, _number_look(book, found[1], suffix, look, looks))
    else:
        sheet.write_string(row, column, told, looks[look])
    if len(text) == 1 and isinstance(text[0], Number) and text[0].place:
        sheet.write_comment(row, column, shown(text[0].place))


def _number_look(book: Any, number: str, suffix: str, look: str, looks: dict[str, Any]) -> Any:
    """How a cell prints its number: as the page does, with its sign, its decimals and what stands behind it."""
    _, point, decimals = number.partition(".")
    if look != "cell":
        return looks[look]
    digits = ("#,##0" if "," in number else "0") + (f".{'0' * len(decimals)}" if point else "")
    unit = "%" if suffix.strip() == "%" else f'"{suffix}"' if suffix else ""
    signed = number[0] in "+−" and bool(point or suffix)
    code = f'+{digits}{unit};"−"{digits}{unit};{digits}{unit}' if signed else digits + unit
    if f"{look} {code}" not in looks:
        looks[f"{look} {code}"] = book.add_format({"text_wrap": True, "valign": "top", "num_format": code})
    return looks[f"{look} {code}"]
