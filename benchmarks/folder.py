"""How fast a folder is read: reports a second and peak memory, by number of files and of processes.

    python benchmarks/folder.py [NUMBER ...]

Each measurement is a process of its own that reads generated pages of the form of 2021 from disk. *Bare* opens each
file and parses it with selectolax, no more. *Panel* is `read_panel`; *reports* is `read_reports`, which hands over
every report with its document. Peak memory is that of the caller; *each* is the largest of its processes.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from selectolax.lexbor import LexborHTMLParser
from word_page import word_page

import yoycompare as yoy

NUMBERS: Final = (50, 100, 200, 400, 1_000, 10_000)
STYLE: Final = re.compile(r' style="[^"]*"')
NAME: Final = "示例市"
FIRST_HANZI, HANZI = 0x4E00, 100


def bare(folder: Path, _: int) -> int:
    """Open and parse, no more."""
    return sum(LexborHTMLParser(path.read_bytes()).body is not None for path in folder.iterdir())


def panel(folder: Path, processes: int) -> int:
    return yoy.read_panel(folder, processes=processes).documents.height


def reports(folder: Path, processes: int) -> int:
    return sum(isinstance(item, yoy.Report) for item in yoy.read_reports(folder, processes=processes))


TASKS: Final = {"bare": bare, "panel": panel, "reports": reports}


def main() -> None:
    """Write the pages, measure each task in its own process, print a row each."""
    cores = len(os.sched_getaffinity(0))
    for number in [int(argument) for argument in sys.argv[1:]] or NUMBERS:
        with tempfile.TemporaryDirectory() as name:
            size = write_pages(Path(name), number)
            print(f"{number} files, {size / number / 1000:.0f} kB each")
            for task, processes in (
                ("bare", 1),
                ("panel", 1),
                ("panel", cores),
                ("reports", 1),
                ("reports", cores),
            ):
                program = [sys.executable, __file__, "--task", task, name, str(processes)]
                done = json.loads(subprocess.run(program, capture_output=True, text=True, check=True).stdout)
                assert done["read"] == number
                print(
                    f"  {task:8}{processes} process{'es' if processes > 1 else '  '} {done['seconds']:7.2f} s "
                    f"{number / done['seconds']:7.0f} /s  peak {done['peak']:5.0f} MiB, each {done['each']:4.0f}",
                    flush=True,
                )


def write_pages(folder: Path, number: int) -> int:
    """Pages of as many bodies; returns how many bytes they have."""
    page = STYLE.sub("", word_page(20).decode())
    size = 0
    for count in range(number):
        name = chr(FIRST_HANZI + count // HANZI) + chr(FIRST_HANZI + HANZI + count % HANZI) + "市"
        size += (folder / f"{count:05}.html").write_bytes(page.replace(NAME, name).encode())
    return size


def measure(task: str, folder: str, processes: str) -> None:
    """Run one task and print what it took."""
    start = time.perf_counter()
    read = TASKS[task](Path(folder), int(processes))
    seconds = time.perf_counter() - start
    peaks = [
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(json.dumps({"read": read, "seconds": seconds, "peak": peaks[0], "each": peaks[1]}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        measure(*sys.argv[2:])
    else:
        main()
