"""Print the pages in ``pdf_fixtures`` to PDF, as browsers and office programs do.

Run from anywhere, with Chromium and LibreOffice Writer on the path::

    python tests/documents/make_pdf_fixtures.py

Each ``NAME.pdf`` is the print of ``NAME.html``. All figures are made up, the labels are those of the
official forms. The font is cut from that of the project; it names glyphs by radicals, as fonts in use do.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

HERE = Path(__file__).parent
FIXTURES = HERE / "pdf_fixtures"
sys.path[:0] = [str(HERE), str(HERE.parent / "reports")]

from pages import page_keys, write_page  # noqa: E402
from pdf_font import write_font  # noqa: E402

CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-pdf-tagging",
)
SENTENCE = (
    "本页为测试所写，数字均为虚构：{year}年，全市共收到政府信息公开申请{count}件，比上一年增加{more}件。"
)
COLLAPSED = "table{border-collapse:collapse}"
HEAD_ROWS = re.compile(r"<tbody>((?:<tr>.*</tr>\n){3})(?=<tr><td[^>]*><p align=\"center\">一、本年新收)")


@frozen(kw_only=True)
class Print:
    """A page to print. `has_margins`: with the date, the title, the address and the number of the page."""

    name: str
    form: str
    sentences: int
    style: str = COLLAPSED
    repeats_head: bool = False
    has_margins: bool = False
    program: str = "chromium"


PRINTS = (
    Print(name="gid-2019", form="gid-2019", sentences=28),
    Print(name="gid-2021", form="gid-2021", sentences=33, repeats_head=True, has_margins=True),
    Print(name="gid-2021-frames", form="gid-2021", sentences=34, style=""),
    Print(name="gid-2021-office", form="gid-2021", sentences=12, program="soffice"),
)
TWO_YEARS = "two-years"
SITE = "report.example"  # browsers print the address of the page at its foot


def main() -> None:
    """Write all pages and print them."""
    FIXTURES.mkdir(exist_ok=True)
    for each in PRINTS:
        print_page(each.name, write_print(each), each.program, has_margins=each.has_margins)
    print_page(TWO_YEARS, write_two_years(), "chromium", has_margins=False)
    for path in sorted(FIXTURES.iterdir()):
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


def write_print(each: Print) -> str:
    """The page of a form, with values, blanks and dashes in a pattern."""
    cells = {}
    for number, key in enumerate(page_keys(each.form)):
        blank_or_dash = {3: "", 5: "—"}.get(number % 9)
        cells[key] = str(number * 37 % 1000) if blank_or_dash is None else blank_or_dash
    for metric, amount in (
        ("disclosure.procurement.amount", "251000元"),
        ("disclosure.charges.amount", "72.2449"),
    ):
        cells[metric, "total"] = amount
    prose = "".join(
        SENTENCE.format(year=2023, count=1200 + 37 * number, more=3 + 11 * number)
        for number in range(each.sentences)
    )
    page = write_page(each.form, cells, prose=prose).replace(' nowrap="nowrap" style="width:66px;"', "")
    if each.repeats_head:
        page, count = HEAD_ROWS.subn(r"<thead>\1</thead><tbody>", page)
        if count != 1:
            raise SystemExit("the head of section three was not found")
    style = f"body,table{{font:12px 'Test Sans'}} b{{font-weight:normal}} table{{width:100%}} {each.style}"
    return page.replace("td{border:1px}", f"{style} td{{border:1px solid #000}} @page{{size:A4;margin:2cm}}")


def write_two_years() -> str:
    """Two columns of prose, each with a table below it: one year beside the other."""
    rows = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理")
    columns = []
    for year in (2023, 2022):
        prose = "".join(
            SENTENCE.format(year=year, count=year % 100 * 50 + 7 * number, more=2 + number)
            for number in range(5)
        )
        cells = "".join(
            f"<tr><td>{label}</td><td>{year % 100 * 10 + number}</td><td></td></tr>"
            for number, label in enumerate(rows)
        )
        head = "<tr><td></td><td>自然人</td><td>商业企业</td></tr>"
        columns.append(f"<div><p>{year}年</p><p>{prose}</p><table>{head}{cells}</table></div>")
    style = (
        "body,table{font:12px 'Test Sans'} main{display:flex;gap:28px} div{flex:1} table{border-collapse:collapse}"
        " td{border:1px solid #000} @page{size:A4;margin:2cm}"
    )
    title = "某某市政府信息公开工作年度报告"
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head><body>'
        f"<p>{title}</p><main>{''.join(columns)}</main></body></html>\n"
    )


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves the page to the browser."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def print_page(name: str, page: str, program: str, *, has_margins: bool) -> None:
    """Write a page, and its print beside it."""
    (FIXTURES / f"{name}.html").write_text(page, encoding="utf-8")
    with TemporaryDirectory() as folder:
        fonts = Path(folder) / "fonts"
        fonts.mkdir()
        text = re.sub("<[^>]*>", "", page)
        write_font(fonts / "font.ttf", text + "".join(map(chr, range(0x20, 0x7F))), has_radicals=True)
        copy = Path(folder) / f"{name}.html"
        copy.write_text(page, encoding="utf-8")
        if program == "soffice":
            command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
            command += ["--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"]
            command += ["--outdir", str(FIXTURES), str(copy)]
        else:
            command = [*CHROMIUM, *([] if has_margins else ["--no-pdf-header-footer"])]
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            command += [f"--host-resolver-rules=MAP {SITE} 127.0.0.1:{server.server_port}"]
            command += [f"--print-to-pdf={FIXTURES / name}.pdf", f"http://{SITE}/{name}.html"]
        environment = {**os.environ, "XDG_DATA_HOME": folder, "SOURCE_DATE_EPOCH": "0"}
        subprocess.run(command, check=True, env=environment, capture_output=True)


if __name__ == "__main__":
    main()
