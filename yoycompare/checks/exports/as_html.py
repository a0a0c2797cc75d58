"""Findings → a copy of each report in HTML, every finding marked at its cell or its words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

import polars as pl
from attrs import frozen

from yoycompare.checks.exports.wording import row_to_text
from yoycompare.checks.findings import Findings
from yoycompare.documents.document import Cell, Grid
from yoycompare.errors import CheckError
from yoycompare.reports import Report

__all__ = ["findings_to_html"]

CELL: Final = re.compile(r"table (\d+), row (\d+), column (\d+)")
SPAN: Final = re.compile(r"characters (\d+)-(\d+)")
LEVELS: Final = ("error", "warning", "note")
WORDS: Final = {
    "zh": {
        "title": "核查结果",
        "none": "没有发现问题。",
        "found": "发现 {} 处",
        "error": "错误",
        "warning": "提醒",
        "note": "说明",
        "waived": "已豁免：{}",
        "previous": "上年报告",
        "table": "表 {}",
        "nowhere": "（全文）",
    },
    "en": {
        "title": "Findings",
        "none": "Nothing was found.",
        "found": "{} found",
        "error": "error",
        "warning": "warning",
        "note": "note",
        "waived": "waived: {}",
        "previous": "another year's report",
        "table": "Table {}",
        "nowhere": "(whole report)",
    },
}
STYLE: Final = """
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; max-width: 70rem;
  padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
ol.findings { padding-left: 2.2rem; } ol.findings li { margin: .4rem 0; }
.level { border-radius: .2rem; padding: 0 .4rem; font-size: .85em; border: 1px solid; }
.places, .id { color: #5a5a5a; font-size: .85em; }
.error { background: #fde2dc; border-color: #b3261e; } .warning { background: #fff1cc; border-color: #8a6100; }
.note { background: #e1ecfb; border-color: #2b5fa6; }
mark { padding: 0 .1em; border-bottom: 2px solid; color: inherit; } td.error, td.warning, td.note { outline: 2px solid; }
td.error { outline-color: #b3261e; } td.warning { outline-color: #8a6100; } td.note { outline-color: #2b5fa6; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; margin: 1rem 0; }
td { border: 1px solid #9a9a9a; padding: .2rem .5rem; white-space: pre-line; vertical-align: top; }
sup a { text-decoration: none; font-size: .75em; padding-left: .15em; } :target { outline: 3px solid #1b1b1b; }
@media print { body { margin: 0; max-width: none; } }
"""


@frozen
class Mark:
    """A finding at one place: its number in the list and how serious it is."""

    number: int
    level: str
    message: str


def findings_to_html(findings: Findings, *, lang: str = "en") -> str:
    """One page: for each report what was found, then its text and its tables with each finding at its place.

    A document keeps text and tables apart, so the tables stand after the text.

    Raises
    ------
    CheckError
        The findings are those of a panel, which holds no documents.
    """
    if not findings.judged:
        raise CheckError("findings", "there is no report to mark", "check reports, not a panel")
    words = WORDS[lang]
    parts = [
        _report_to_html(report, index, findings.frame.filter(pl.col("doc") == report.sha256), lang)
        for index, (report, _) in enumerate(findings.judged, start=1)
    ]
    title = escape(words["title"])
    head = (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>yoycompare: {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    return f"{head}{''.join(parts)}</body>\n</html>\n"


def _report_to_html(report: Report, index: int, frame: pl.DataFrame, lang: str) -> str:
    words = WORDS[lang]
    found = frame.filter(pl.col("outcome") == "fails").to_dicts()
    cells: dict[tuple[int, int, int], list[Mark]] = {}
    spans: list[tuple[int, int, Mark]] = []
    for number, row in enumerate(found, start=1):
        mark = Mark(number, row["severity"], row_to_text(row, lang))
        for operand in row["operands"]:
            if operand["doc"] != report.sha256:
                continue
            for match in CELL.finditer(operand["place"]):
                marks = cells.setdefault((int(match[1]), int(match[2]), int(match[3])), [])
                if mark not in marks:
                    marks.append(mark)
            spans += [(int(match[1]), int(match[2]), mark) for match in SPAN.finditer(operand["place"])]
    listed = "".join(_item(row, index, number, lang) for number, row in enumerate(found, start=1))
    said = words["found"].format(len(found)) if found else words["none"]
    tables = "".join(_grid_to_html(grid, cells, index, words) for grid in report.document.grids)
    return (
        f"<section>\n<h2>{escape(report.entity)} {report.year}</h2>\n"
        f'<p class="places">{escape(report.file)}</p>\n'
        f'<p>{said}</p>\n<ol class="findings">\n{listed}</ol>\n'
        f"{_text_to_html(report.text, spans, index)}{tables}</section>\n"
    )


def _item(row: Mapping[str, Any], index: int, number: int, lang: str) -> str:
    words = WORDS[lang]
    waived = f" ({words['waived'].format(row['waived'])})" if row["waived"] is not None else ""
    places = row["places"] or words["nowhere"]
    return (
        f'<li id="finding-{index}-{number}"><span class="level {row["severity"]}">{words[row["severity"]]}</span> '
        f"{escape(row_to_text(row, lang) + waived)} "
        f'<span class="places">{escape(places)}</span> '
        f'<span class="id">{escape(row["check"])} {row["fingerprint"]}</span></li>\n'
    )


def _text_to_html(text: str, spans: Sequence[tuple[int, int, Mark]], index: int) -> str:
    """Lines as paragraphs; where spans overlap, the words between two ends carry the marks of all that cover them."""
    cuts = sorted({0, len(text), *(cut for start, end, _ in spans for cut in (start, end))})
    ends: dict[int, list[Mark]] = {}
    for _, end, mark in spans:
        ends.setdefault(end, []).append(mark)
    pieces = []
    for start, end in itertools.pairwise(cuts):
        covering = [mark for first, last, mark in spans if first <= start and end <= last]
        piece = escape(text[start:end]).replace("\n", "<br>\n")
        if covering:
            title = escape(" | ".join(dict.fromkeys(mark.message for mark in covering)))
            piece = f'<mark class="{_level(covering)}" title="{title}">{piece}</mark>'
        pieces.append(piece + _links(ends.get(end, ()), index))
    return f"<p>{''.join(pieces)}</p>\n"


def _grid_to_html(
    grid: Grid, cells: Mapping[tuple[int, int, int], Sequence[Mark]], index: int, words: Mapping[str, str]
) -> str:
    rows = []
    for row in range(1, len(grid.rows) + 1):
        line = []
        for column, cell, width, height in _own_cells(grid, row):
            marks = list(
                dict.fromkeys(
                    mark
                    for down in range(height)
                    for right in range(width)
                    for mark in cells.get((grid.number, row + down, column + right), ())
                )
            )
            line.append(_cell_to_html(cell, width, height, marks, index))
        rows.append(f"<tr>{''.join(line)}</tr>\n")
    heading = escape(words["table"].format(grid.number))
    return f'<h3>{heading}</h3>\n<div class="scroll"><table>\n{"".join(rows)}</table></div>\n'


def _own_cells(grid: Grid, row: int) -> Iterator[tuple[int, Cell | None, int, int]]:
    """The cells that begin in a row, with the columns and rows that they cover; an empty position is one cell."""
    for column in range(1, len(grid.rows[row - 1]) + 1):
        cell = grid.at(row, column)
        if cell is None:
            yield column, None, 1, 1
        elif grid.at(row - 1, column) is not cell and grid.at(row, column - 1) is not cell:
            width = next(
                count
                for count in range(1, len(grid.rows[row - 1]) + 1)
                if grid.at(row, column + count) is not cell
            )
            height = next(
                count for count in range(1, len(grid.rows) + 1) if grid.at(row + count, column) is not cell
            )
            yield column, cell, width, height


def _cell_to_html(cell: Cell | None, width: int, height: int, marks: Sequence[Mark], index: int) -> str:
    attributes = (f' colspan="{width}"' if width > 1 else "") + (f' rowspan="{height}"' if height > 1 else "")
    if marks:
        title = escape(" | ".join(mark.message for mark in marks))
        attributes += f' class="{_level(marks)}" title="{title}"'
    text = escape(cell.text) if cell is not None else ""
    return f"<td{attributes}>{text}{_links(marks, index)}</td>"


def _level(marks: Sequence[Mark]) -> str:
    return min((mark.level for mark in marks), key=LEVELS.index)


def _links(marks: Sequence[Mark], index: int) -> str:
    numbers = dict.fromkeys(mark.number for mark in marks)
    return "".join(f'<sup><a href="#finding-{index}-{number}">{number}</a></sup>' for number in numbers)
