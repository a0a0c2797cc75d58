"""Reports as text, written for tests of checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yoycompare.reports import Report, read_report

__all__ = ["APPLICANTS", "requests_page", "text_report"]

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RECEIVED = "一、本年新收政府信息公开申请数量"
CARRIED_IN = "二、上年结转政府信息公开申请数量"
CARRIED_OUT = "四、结转下年度继续办理"


def text_report(text: str, year: int = 2024, entity: str = "某某市") -> Report:
    """A report that is a plain text."""
    return read_report(f"{entity}{year}年政府信息公开工作年度报告\n{text}".encode())


def requests_page(
    rows: Mapping[str, Sequence[object]], text: str = "", year: int = 2024, entity: str = "某某市"
) -> bytes:
    """A page with a title, a text and a table of requests: label → seven cells."""
    lines = [("", *APPLICANTS), *((label, *cells) for label, cells in rows.items())]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    head = f"<h1>{entity}{year}年政府信息公开工作年度报告</h1>"
    return f"<meta charset='utf-8'>{head}{paragraphs}<table>{cells}</table>".encode()
