"""Processor time and memory of tasks that are to be compared."""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable

__all__ = ["alternating", "peak_bytes"]


def alternating(tasks: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median processor time in seconds of each task; runs alternate, so that noise meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for run in tasks.values():
        run()
    for _ in range(rounds):
        for name, run in tasks.items():
            start = time.process_time()
            run()
            times[name].append(time.process_time() - start)
    return {name: statistics.median(measured) for name, measured in times.items()}


def peak_bytes(run: Callable[[], object]) -> int:
    """Peak of what Python allocates; the parser's own memory is outside of it."""
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
