"""What importing costs: whole processes, alternating, medians of wall time and peak memory.

python benchmarks/importing.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

ROUNDS = 15
PROGRAMS = {
    "nothing": "pass",
    "attrs": "import attrs",
    "polars + attrs": "import polars, attrs",
    "yoycompare": "import yoycompare",
    "yoycompare, used": "import yoycompare as yoy; yoy.read_report, yoy.Panel, yoy.compare",
}


def main() -> None:
    """Measure and print."""
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    memory: dict[str, list[int]] = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):
        for name, program in PROGRAMS.items():
            elapsed, peak = _run(program)
            seconds[name].append(elapsed)
            memory[name].append(peak)
    reference = statistics.median(seconds["polars + attrs"])
    for name in PROGRAMS:
        median = statistics.median(seconds[name])
        peak = statistics.median(memory[name]) / 1024
        print(f"{name:18} {median:6.3f} s  {median / reference:5.2f} x polars + attrs  peak {peak:5.0f} MiB")


def _run(program: str) -> tuple[float, int]:
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - start, usage.ru_maxrss


if __name__ == "__main__":
    main()
