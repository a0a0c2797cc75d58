"""A page as word processors save it: inline styles, `<p><span>` in every cell, hundreds of paragraphs.

The figures are synthetic. Real saved pages have this weight (about 200 KB), so reading is measured on it.
"""

from __future__ import annotations

from itertools import count

from yoycompare.vocabulary import default_vocabulary
from yoycompare.vocabulary.definitions import TableLayout

STYLE = (
    "font-family:仿宋_GB2312;mso-ascii-font-family:'Times New Roman';font-size:12.0pt;line-height:150%;"
    "mso-hansi-font-family:'Times New Roman';color:#333333;letter-spacing:0pt;mso-font-kerning:0pt"
)
PARAGRAPH = "（一）主动公开。围绕重点领域，及时公开政策文件和解读材料，进一步提升公开实效，回应社会关切。"
FORM = "gid-2021"


def word_page(paragraphs: int = 290) -> bytes:
    """An HTML page of the 2021 form, every cell filled with a count."""
    body = [
        _paragraph("示例市2024年政府信息公开工作年度报告"),
        _paragraph("本报告所列数据统计期限为2024年1月1日至2024年12月31日。"),
    ]
    body += [_paragraph(PARAGRAPH) for _ in range(paragraphs)]
    numbers = count(1)
    for table in default_vocabulary().forms[FORM].tables:
        rows = []
        if table.layout is TableLayout.BLOCKS:
            rows = [[table.title], ["信息内容", *(column.path[-1] for column in table.columns)]]
            rows += [[row.path[-1], *(str(next(numbers)) for _ in row.metrics)] for row in table.rows]
        elif table.layout is TableLayout.APPLICANTS:
            rows = [["", "", *(column.path[-1] for column in table.columns)]]
            for row in table.rows:
                stub = row.path if len(row.path) > 1 else ("", *row.path)
                rows.append([*stub, *(str(next(numbers)) for _ in table.columns)])
        else:
            depth = max(len(column.path) for column in table.columns)
            for level in range(depth):
                rows.append([column.path[min(level, len(column.path) - 1)] for column in table.columns])
            rows.append([str(next(numbers)) for _ in table.columns])
        body.append("<table>" + "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows) + "</table>")
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(body)}</body></html>'.encode()


def _paragraph(text: str) -> str:
    return f'<p style="{STYLE}"><span style="{STYLE}">{text}</span></p>'


def _cell(text: str) -> str:
    return f'<td style="border:solid windowtext 1.0pt;padding:0cm 5.4pt">{_paragraph(text)}</td>'
