"""Read files made to exhaust time or memory, each in a process of its own; print seconds and peak memory.

    python benchmarks/hostile.py

Every file lies at a limit or beyond it. The exit status is 1 where one takes more than 5 s or 1 GB.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import yoycompare as yoy

MOST_SECONDS = 5.0
MOST_MEGABYTES = 1024
REPORT = "某某市2023年政府信息公开工作年度报告\n全市共收到政府信息公开申请12件。\n"
CHARACTERS = yoy.Limits().characters - 100
MEBIBYTE = 1024 * 1024


def text(piece: str) -> bytes:
    """A report and then a piece over and over, up to the limit of characters."""
    return (REPORT + piece * (CHARACTERS // len(piece))).encode()


def page(piece: str, count: int) -> bytes:
    """A page with a piece over and over."""
    return f"<html><body><p>{REPORT}</p>{piece * count}".encode()


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP container."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


def word(body: str) -> bytes:
    """A Word document with that body."""
    return archive({"word/document.xml": f"<document><body>{body}</body></document>".encode()})


def pdf(content: bytes, pages: int = 1) -> bytes:
    """A PDF file; each of its pages draws the same content, packed."""
    packed = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join([b"3 0 R"] * pages)),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, found) for number, found in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


FILES: dict[str, Callable[[], bytes]] = {
    "text: digits": lambda: text("1"),
    "text: a number a line": lambda: text("1\n"),
    "text: rows of one label": lambda: text("规章 1 2 3\n"),
    "text: rows between bars": lambda: text("规章 | 1 | 2 | 3\n"),
    "text: rows between tabs": lambda: text("规章\t1\t2\t3\n"),
    "text: a cell a line": lambda: text("规章\n1\n2\n"),
    "text: parts of a label": lambda: text("本\n年\n"),
    "text: sentences": lambda: text("全市共收到政府信息公开申请12件。"),
    "text: titles": lambda: text("某某市2023年政府信息公开工作年度报告\n"),
    "text: brackets": lambda: text("（"),
    "text: Chinese numerals": lambda: text("一"),
    "text: commas": lambda: text("1,"),
    "text: 32 MB of digits": lambda: b"1" * 32 * MEBIBYTE,
    "text: 200 MB": lambda: b"1\n" * 100 * MEBIBYTE,
    "csv": lambda: text("规章,1,2,3\n"),
    "csv: one open quotation mark": lambda: b'a,"' + b"1,2\n" * 100_000,
    "page: cells": lambda: page("<table>" + ("<tr>" + "<td>1</td>" * 12 + "</tr>") * 15_000 + "</table>", 1),
    "page: tables": lambda: page("<table><tr><td>规章</td><td>1</td></tr></table>", 40_000),
    "page: paragraphs": lambda: page("<p>全市共收到政府信息公开申请12件。</p>", 20_000),
    "page: elements": lambda: page("<b></b>", 240_000),
    "page: 200,000 nested": lambda: page("<div>", 200_000),
    "page: nested in a script": lambda: page("<script>a='" + "<div>" * 200_000 + "'</script>", 1),
    "page: nested tables": lambda: page("<table><tr><td>", 9_000),
    "page: spans": lambda: page("<table>" + "<tr><td rowspan=65000 colspan=1000>1</td></tr>" * 500, 1),
    "page: attributes": lambda: page("<p " + "a=1 " * 1_000_000 + ">", 1),
    "page: 30 MB picture": lambda: page("<img src='data:" + "A" * 30 * MEBIBYTE + "'>", 1),
    "page: references": lambda: page("&amp;", 400_000),
    "script: open quotation marks": lambda: page("<script>" + '"\n' * 400_000 + "</script>", 1),
    "JSON: nested": lambda: b'{"a":' * 500_000,
    "docx: part of 32 MB": lambda: word("<p><t>" + "1" * 32 * 1_000_000 + "</t></p>"),
    "docx: part of 1 GB": lambda: archive({"word/document.xml": b"1" * 1024 * MEBIBYTE}),
    "docx: elements": lambda: word("<p/>" * 490_000),
    "docx: nested": lambda: word("<p>" * 240_000 + "</p>" * 240_000),
    "docx: entities": lambda: archive(
        {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "' + b"1" * 1000 + b'">]><document>&b;</document>'}
    ),
    "docx: rows": lambda: word(
        "<tbl>" + "<tr><tc><p><t>规章</t></p></tc><tc><p><t>1</t></p></tc></tr>" * 34_000 + "</tbl>"
    ),
    "xlsx: two cells far apart": lambda: archive(
        {
            "xl/workbook.xml": b'<workbook><sheets><sheet name="a" id="r"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": b'<R><Relationship Id="r" Type="x/worksheet" Target="s.xml"/></R>',
            "xl/s.xml": b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
        }
    ),
    "zip: 100,000 files": lambda: archive({f"a{number}.txt": b"1" for number in range(100_000)}),
    "zip: 100 in one another": lambda: nested_archives(100),
    "pdf: digits": lambda: pdf(b"BT /F 9 Tf " + b"(1) Tj " * 400_000 + b"ET"),
    "pdf: lines": lambda: pdf(
        b"".join(
            b"0 %d m 600 %d l S %d 0 m %d 800 l S\n" % (4 * (n % 200), 4 * (n % 200), n % 600, n % 600)
            for n in range(95_000)
        )
    ),
    "pdf: a lattice on each page": lambda: pdf(
        b"".join(b"0 %d m 600 %d l S %d 0 m %d 800 l S\n" % (4 * n, 4 * n, 3 * n, 3 * n) for n in range(195)),
        500,
    ),
    "pdf: 1 GB packed": lambda: pdf(b" " * 1024 * MEBIBYTE),
    "pdf: 100,000 pages": lambda: pdf(b"", 100_000),
    "pdf: cut short": lambda: pdf(b"BT /F 9 Tf (1) Tj ET")[:-300],
}


def nested_archives(depth: int) -> bytes:
    """A ZIP archive in a ZIP archive, and so on."""
    data = REPORT.encode()
    for _ in range(depth):
        data = archive({"a.zip": data})
    return data


def read_one(path: str) -> None:
    """Read a file and say how it went."""
    begin = time.perf_counter()
    try:
        report = yoy.read_report(path)
        said = f"read, {len(report.observations)} figures, {len(report.unread)} unread"
    except yoy.YoycompareError as error:
        said = error.reason
    seconds = time.perf_counter() - begin
    status = Path("/proc/self/status").read_text(encoding="ascii")  # of this process alone, unlike getrusage
    megabytes = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    print(f"{seconds:.2f}\t{megabytes}\t{said}")


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", help="read one file")
    parser.add_argument("--only", default="", help="files whose name begins so")
    options = parser.parse_args()
    if options.one:
        read_one(options.one)
        return 0
    bad = 0
    path = Path("hostile.tmp")
    try:
        for name, make in FILES.items():
            if not name.startswith(options.only):
                continue
            path.write_bytes(make())
            done = subprocess.run(
                [sys.executable, __file__, "--one", str(path)],
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            seconds, megabytes, said = (done.stdout.strip() or f"99\t0\t{done.stderr.strip()[-200:]}").split(
                "\t", 2
            )
            is_bad = float(seconds) > MOST_SECONDS or int(megabytes) > MOST_MEGABYTES or bool(done.returncode)
            bad += is_bad
            print(
                f"{'!!' if is_bad else '  '} {name:32} {seconds:>6} s {megabytes:>5} MB  {said[:150]}",
                flush=True,
            )
    finally:
        path.unlink(missing_ok=True)
    print(f"{bad} beyond {MOST_SECONDS} s or {MOST_MEGABYTES} MB")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
