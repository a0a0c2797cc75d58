"""How much reading costs in each container and form, over the bare parser on the same bytes.

    python benchmarks/containers.py

One synthetic report in every container that is written, and the PDF files of the tests. *Bare* takes the text of every
cell and paragraph with the library named, no more: merged cells are not unfolded, nothing is interpreted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from selectolax.lexbor import LexborHTMLParser
from timing import alternating, peak_bytes

from yoycompare.documents import bytes_to_document
from yoycompare.reports import read_report
from yoycompare.synthetic import CONTAINERS, random_reports

ROUNDS = 15
YEARS = range(2018, 2022)  # the last of gid-2014, both of gid-2019, the first of gid-2021
PDFS = Path(__file__).parent.parent / "tests" / "documents" / "pdf_fixtures"


def html_text(data: bytes) -> int:
    tree = LexborHTMLParser(data.decode())
    return sum(len(node.text(deep=True)) for node in tree.css("td, th, p"))


def docx_text(data: bytes) -> int:
    file = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return sum(map(len, cells)) + sum(len(paragraph.text) for paragraph in file.paragraphs)


def xlsx_text(data: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return sum(len(str(cell.value or "")) for sheet in book for row in sheet.iter_rows() for cell in row)


def csv_text(data: bytes) -> int:
    return sum(len(cell) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row)


def pdf_text(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as document:
        return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def plain_text(data: bytes) -> int:
    return sum(map(len, data.decode().splitlines()))


BARE: dict[str, tuple[str, Callable[[bytes], int]]] = {
    "html": ("selectolax", html_text),
    "docx": ("python-docx", docx_text),
    "xlsx": ("openpyxl", xlsx_text),
    "csv": ("csv", csv_text),
    "pdf": ("pypdfium2", pdf_text),
}


def main() -> None:
    """Measure each file, print a row for each."""
    print(
        "| container | form | kB | bare | bare ms | document ms | report ms | report x bare | peak MB, bare | report |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    reports = {report.form: report for report in random_reports(1, bodies=1, years=YEARS)}
    files = [
        (container, form, report.to_bytes(container))
        for container in CONTAINERS
        for form, report in reports.items()
    ]
    files += [("pdf", path.stem, path.read_bytes()) for path in sorted(PDFS.glob("gid-*.pdf"))]
    for container, form, data in files:
        library, bare = BARE.get(container, ("splitlines", plain_text))
        tasks: dict[str, Callable[[], object]] = {
            "bare": lambda data=data, bare=bare: bare(data),
            "document": lambda data=data: bytes_to_document(data, "file"),
            "report": lambda data=data: read_report(data),
        }
        seconds = alternating(tasks, ROUNDS)
        times = " | ".join(f"{1000 * seconds[task]:.2f}" for task in tasks)
        ratio = seconds["report"] / seconds["bare"]
        peaks = " | ".join(f"{peak_bytes(tasks[task]) / 1e6:.2f}" for task in ("bare", "report"))
        print(
            f"| {container} | {form} | {len(data) / 1000:.0f} | {library} | {times} | {ratio:.1f} | {peaks} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
