"""A brief as one HTML page: it loads nothing from elsewhere, reads on a telephone and prints."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from html import escape as to_html
from itertools import chain
from typing import Any, Final

from yoycompare.briefs.yearly.blocks import (
    Block,
    Bullets,
    Chapter,
    Grid,
    GridRow,
    Number,
    Paragraph,
    Passages,
    Picture,
    Piece,
    Problem,
    SidedRow,
    Spark,
    Text,
    shown,
)
from yoycompare.briefs.yearly.brief import Brief
from yoycompare.briefs.yearly.drawing import picture_to_png
from yoycompare.briefs.yearly.wording import words_of

__all__ = ["write"]

STYLE: Final = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem 4rem; color: #1b1b1b; background: #fff;
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: .5rem 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; padding-bottom: .3rem; border-bottom: 2px solid #1b1b1b; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 0; }
a { color: #0b57a4; } a.number { color: inherit; text-decoration: underline dotted #777; text-underline-offset: .2em; }
span.number { text-decoration: underline dotted #bbb; text-underline-offset: .2em; }
.note, caption, summary, figcaption { color: #555; font-size: .875rem; }
.scroll { overflow-x: auto; margin: .5rem 0 1rem; }
:focus-visible { outline: 3px solid #0b57a4; outline-offset: 2px; }
summary { cursor: pointer; padding: .25rem 0; } section, tr, article { scroll-margin-top: 1rem; }
tbody th { font-weight: 400; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.4; }
caption { text-align: left; padding: .25rem 0; caption-side: top; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; overflow-wrap: break-word; min-width: 3rem; } td:first-child, th:first-child { min-width: 5rem; } td { max-width: 24rem; }
thead th { border-bottom: 2px solid #888; }
td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr:target > * { background: #fff3c4; }
article.problem { border: 0 solid; border-left-width: 5px; padding: .1rem 0 .1rem .9rem; margin: 1rem 0; }
article.error { border-color: #b3261e; } article.warning { border-color: #8a6100; } article.note-level { border-color: #2b5fa6; }
.level { font-weight: 700; } .error .level { color: #b3261e; } .warning .level { color: #8a6100; } .note-level .level { color: #2b5fa6; }
.reference { color: #555; font: .8rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
figure { margin: 1.25rem 0; } figure img { max-width: 100%; height: auto; display: block; }
table.sides { width: 100%; table-layout: fixed; } table.sides td { width: 50%; max-width: none; overflow-wrap: anywhere; }
mark { background: #ffe08a; color: inherit; padding: 0 .05em; } tr.new td:last-child { background: #e7f4e8; } tr.gone td:first-child { background: #fbe9e7; }
tr.stayed td { color: #555; } tr.moved td { background: #eef2fa; }
@media (max-width: 40rem) { body { padding: .5rem .75rem 3rem; } h1 { font-size: 1.25rem; } th, td { padding: .25rem .4rem; } }
@media print { details:has(> table.sides)::details-content { content-visibility: visible; block-size: auto; } body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; } .scroll { overflow: visible; }
  figure, article.problem, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } table { font-size: 8pt; } a { color: inherit; } td.n { white-space: normal; } }
"""
LEVELS: Final = {"error": "error", "warning": "warning", "note": "note-level"}


def escape(text: str) -> str:
    """The text as HTML."""
    return to_html(shown(text))


def write(brief: Brief) -> bytes:
    """The page."""
    words = words_of(brief.lang)
    links = "".join(
        f'<li><a href="#{chapter.id}">{escape(chapter.title)}</a></li>' for chapter in brief.chapters
    )
    head = (
        f'<!doctype html>\n<html lang="{words["html"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(brief.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(brief.title)}</h1>\n<nav aria-label="{words["page"]}"><ul>{links}</ul></nav>\n'
    )
    targets = {row.id for row in _rows_of(brief.chapters) if row.id}
    page = chain(
        [head], (_chapter(chapter, targets) for chapter in brief.chapters), ["</main>\n</body>\n</html>\n"]
    )
    return "".join(page).encode("utf-8")


def _rows_of(chapters: Iterable[Chapter]) -> Iterable[GridRow]:
    return (
        row
        for chapter in chapters
        for block in chapter.blocks
        if isinstance(block, Grid)
        for row in block.rows
    )


def _chapter(chapter: Chapter, targets: set[str]) -> str:
    blocks = "".join(_block(block, targets) for block in chapter.blocks)
    return f'<section id="{chapter.id}">\n<h2>{escape(chapter.title)}</h2>\n{blocks}</section>\n'


def _block(block: Block, targets: set[str]) -> str:
    return WRITERS[type(block)](block, targets)


def _text(text: Text, targets: set[str]) -> str:
    return "".join(_part(part, targets) for part in text)


def _part(part: str | Number | Spark, targets: set[str]) -> str:
    if isinstance(part, Spark):
        return part.svg
    if isinstance(part, str):
        return escape(part)
    title = f' title="{escape(part.place)}"' if part.place else ""
    if part.target in targets:
        return f'<a class="number" href="#{escape(part.target)}"{title}>{escape(part.text)}</a>'
    return f'<span class="number"{title}>{escape(part.text)}</span>' if title else escape(part.text)


def _paragraph(block: Paragraph, targets: set[str]) -> str:
    sort = ' class="note"' if block.is_note else ""
    return f"<p{sort}>{_text(block.text, targets)}</p>\n"


def _bullets(block: Bullets, targets: set[str]) -> str:
    return f"<ul>{''.join(f'<li>{_text(item, targets)}</li>' for item in block.items)}</ul>\n"


def _grid(block: Grid, targets: set[str]) -> str:
    sorts = [' class="n"' if place in block.numbers else "" for place in range(len(block.header))]
    head = "".join(
        f'<th scope="col"{sort}>{escape(name)}</th>' for sort, name in zip(sorts, block.header, strict=True)
    )
    rows = "".join(_row(row, sorts, targets) for row in block.rows)
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption and not block.is_folded else ""
    # A box that scrolls can be reached with the keyboard, and needs a name for those who do not see it.
    name = escape(block.caption or " · ".join(block.header))
    table = f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n'
    if not block.is_folded:
        return table
    return f"<details><summary>{name}</summary>{table}</details>\n"


def _row(row: GridRow, sorts: list[str], targets: set[str]) -> str:
    name = f' id="{escape(row.id)}"' if row.id else ""
    cells = "".join(
        f"<td{sort}>{_text(cell, targets)}</td>" for sort, cell in zip(sorts, row.cells, strict=True)
    )
    if row.id.startswith("m-"):  # the first cell names the row
        cells = cells.replace("<td>", '<th scope="row">', 1).replace("</td>", "</th>", 1)
    return f"<tr{name}>{cells}</tr>\n"


def _problem(block: Problem, targets: set[str]) -> str:
    return (
        f'<article class="problem {LEVELS[block.level]}"><p><span class="level">{escape(block.level_text)}</span> '
        f'{escape(block.message)}<br><span class="reference">{escape(block.reference)}</span></p>\n'
        f"{_grid(block.numbers, targets) if block.numbers.rows else ''}</article>\n"
    )


def _picture(block: Picture, _: set[str]) -> str:
    image = picture_to_png(block.axes)
    data = base64.b64encode(image.data).decode("ascii")
    size = f'width="{image.width}" height="{image.height}"'
    return f'<figure><img src="data:image/png;base64,{data}" {size} alt="{escape(block.text)}"></figure>\n'


def _passages(block: Passages, _: set[str]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.columns)
    rows = "".join(_sides(row, escape(block.moved)) for row in block.rows)
    return (
        f'<h3>{escape(block.title)}</h3>\n<p class="note">{escape(block.summary)}</p>\n<details><summary>'
        f'{escape(block.title)} {" | ".join(block.columns)}</summary><table class="sides"><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></details>\n'
    )


def _sides(row: SidedRow, moved: str) -> str:
    other = f'<span class="note">{moved}</span>' if row.state == "moved" else ""
    left, right = (_pieces(side) or other for side in (row.earlier, row.later))
    return f'<tr class="{row.state}"><td>{left}</td><td>{right}</td></tr>\n'


def _pieces(pieces: Iterable[Piece]) -> str:
    return "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.is_marked else escape(piece.text) for piece in pieces
    )


WRITERS: Final[dict[type, Callable[[Any, set[str]], str]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Grid: _grid,
    Problem: _problem,
    Picture: _picture,
    Passages: _passages,
}
