"""How fast reports are invented: figures, with faults, as a panel, and as files of each container.

python benchmarks/invented.py [NUMBER]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from yoycompare.synthetic import CONTAINERS, FaultKind, random_reports, reports_to_panel

NUMBER: Final = 10_000
YEARS: Final = range(2019, 2024)
FILES: Final = 10


def timed(name: str, number: int, task: Callable[[], int]) -> None:
    """Print what a task takes, in processor time, and for each report."""
    start = time.process_time()
    found = task()
    seconds = time.process_time() - start
    assert found == number, (name, found)
    print(f"| {name} | {number:,} | {seconds:.1f} s | {seconds / number * 1000:.2f} ms |")


def main() -> None:
    number = int(sys.argv[1]) if sys.argv[1:] else NUMBER
    bodies = number // len(YEARS)
    reports = list(random_reports(1, bodies=1, years=[2023])) * FILES

    def drawn(*faults: FaultKind) -> int:
        return sum(1 for _ in random_reports(1, bodies=bodies, years=YEARS, faults=faults))

    def panel() -> int:
        frame = reports_to_panel(random_reports(1, bodies=bodies, years=YEARS)).frame
        return int(frame.filter(source="table").select("entity", "year").n_unique())

    total = bodies * len(YEARS)
    timed("figures", total, drawn)
    timed("figures, a fault in each body", total, lambda: drawn(*FaultKind))
    timed("figures, as a panel", total, panel)
    for container in CONTAINERS:
        timed(container, FILES, lambda name=container: sum(bool(item.to_bytes(name)) for item in reports))


if __name__ == "__main__":
    main()
