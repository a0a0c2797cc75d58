"""How much reading costs over the bare parser: time and peak memory, on the same bytes, in one process.

    python benchmarks/reading.py [FILE ...]

Bare: decode, selectolax parse, every table unfolded to a grid, every paragraph as text, nothing
interpreted. Runs alternate; medians of processor time are printed, and the ratio of medians. Without files it measures a
synthetic page of the weight of a page saved by a word processor.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from timing import alternating, peak_bytes
from word_page import word_page

from yoycompare.documents import bytes_to_document
from yoycompare.reports import read_report

ROUNDS = 60


def bare(data: bytes) -> int:
    """Parse, grids, text: the least that any reader of tables must do."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    tree = LexborHTMLParser(text)
    cells = 0
    for table in tree.css("table"):
        covered: dict[tuple[int, int], str] = {}
        for row_number, row in enumerate(table.css("tr")):
            column = 0
            for cell in row.iter():
                while (row_number, column) in covered:
                    column += 1
                text = cell.text(deep=True).strip()
                width = int(cell.attributes.get("colspan") or 1)
                for below in range(int(cell.attributes.get("rowspan") or 1)):
                    for right in range(width):
                        covered[row_number + below, column + right] = text
                column += width
        cells += len(covered)
    return cells + sum(len(paragraph.text(deep=True)) for paragraph in tree.css("p"))


def main() -> None:
    """Measure each file, or the synthetic page."""
    files = [(Path(name).name, Path(name).read_bytes()) for name in sys.argv[1:]]
    for name, data in files or [("synthetic page", word_page())]:
        tasks: dict[str, Callable[[], object]] = {
            "bare": lambda data=data: bare(data),
            "document": lambda data=data: bytes_to_document(data, "page"),
            "report": lambda data=data: read_report(data),
        }
        seconds = alternating(tasks, ROUNDS)
        print(f"{name}: {len(data) / 1000:.0f} kB")
        for task, run in tasks.items():
            ratio = seconds[task] / seconds["bare"]
            print(
                f"  {task:9} {1000 * seconds[task]:6.2f} ms  {ratio:5.2f} x bare  peak {peak_bytes(run) / 1e6:5.2f} MB"
            )


if __name__ == "__main__":
    main()
