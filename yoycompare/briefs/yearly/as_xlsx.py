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
NUMBER: Final = re.compile(r"[+−]?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?|[+−]?[0-9]+(?:\.[0-9]+)?", re.ASCII)
WIDTHS: Final = (36, 16)  # of the first column and the others
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
        sheet.set_column(0, 0, WIDTHS[0])
        sheet.set_column(1, 12, WIDTHS[1])
        sheet.write_string(0, 0, shown(brief.title), looks["title"])
        top = 2
        for block in blocks:
            for row in _block_to_rows(block):
                for column, (text, look) in enumerate(row):
                    _write(sheet, top, column, text, looks[look])
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


def _write(sheet: Any, row: int, column: int, text: Text, look: Any) -> None:
    told = shown(plain(text))[:LONGEST_CELL]
    if NUMBER.fullmatch(told) and sum(letter.isdigit() for letter in told) <= DIGITS:
        sheet.write_number(row, column, float(told.replace(",", "").replace("−", "-")), look)
    else:
        sheet.write_string(row, column, told, look)
    if len(text) == 1 and isinstance(text[0], Number) and text[0].place:
        sheet.write_comment(row, column, shown(text[0].place))
