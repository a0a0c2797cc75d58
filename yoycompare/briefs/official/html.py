"""The official form as a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from yoycompare.briefs.official.sheets import FormCell, Section

__all__ = ["write"]

STYLE: Final = (
    "body{font:16px/1.5 serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.5em;text-align:center}h2{font-size:1.15em}"
    "table{border-collapse:collapse;width:100%}td{border:1px solid;padding:.3em .5em;text-align:center}"
    "td.value{min-width:2.5em;height:1.5em;font-variant-numeric:tabular-nums}td[title]{background:#eee}"
)


def write(title: str, sections: Sequence[Section], _: str, remark: str = "") -> bytes:
    """The page, in UTF-8."""
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n",
    ]
    if remark:
        parts.append(f"<p>{escape(remark)}</p>\n")
    for section in sections:
        rows = (f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in section.rows)
        parts.append(f"<h2>{escape(section.title)}</h2>\n<table>\n{''.join(rows)}</table>\n")
    return "".join([*parts, "</body>\n</html>\n"]).encode()


def _cell(cell: FormCell) -> str:
    spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
    kind = ' class="value"' if cell.key is not None else ""
    kind += f' title="{escape(cell.formula)}"' if cell.formula else ""
    return f"<td{kind}{spans}>{escape(cell.text).replace(chr(10), '<br>')}</td>"
