"""Batches of inputs → results, read by several processes, in the order of the inputs.

The processes are started as programs of their own, not through `multiprocessing`: its children run the
caller's main program once more, which fails in a notebook or a script from standard input, and repeats what
an unguarded script does. Where they cannot be started, one process reads, with the same results.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, Final, Generic, TypeVar, cast

from attrs import define, field

from yoycompare.errors import DocumentError
from yoycompare.reports.inputs import Failure, Input
from yoycompare.reports.worker import READY

__all__ = ["batches_to_results"]

Result = TypeVar("Result")
Function = Callable[[Input | Failure], Result | Failure]

PROGRAM: Final = "import sys; sys.path[:] = {path!r}; from yoycompare.reports.worker import main; main()"
BATCHES_AHEAD: Final = 2  # for each process: what is being read, and what is ready to be
GONE: Final = (EOFError, OSError, pickle.UnpicklingError)  # what talking to a dead process raises


def batches_to_results(
    function: Function[Result], batches: Iterable[list[Input | Failure]], processes: int
) -> Iterator[Result | Failure]:
    """Apply a function to every input; no more batches are taken than the processes can soon read."""
    workers = _start_workers(function, processes) if processes > 1 else []
    if not workers:
        for batch in batches:
            yield from map(function, batch)
        return
    team = _Team(function=function, workers=workers)
    waiting: deque[Future[list[Result | Failure]]] = deque()
    # A thread for each process waits for its answers.
    with ThreadPoolExecutor(len(workers)) as threads:
        try:
            for batch in batches:
                waiting.append(threads.submit(team.read, batch))
                if len(waiting) >= BATCHES_AHEAD * len(workers):
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            team.end()


@define(kw_only=True, eq=False)
class _Worker:
    """A process, and the two ends of its streams."""

    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    answers: IO[bytes]

    def send(self, item: object) -> None:
        pickle.dump(item, self.requests, pickle.HIGHEST_PROTOCOL)
        self.requests.flush()

    def receive(self) -> Any:
        return pickle.load(self.answers)  # noqa: S301 - of a process that this one started

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.requests, self.answers):
            with suppress(OSError):  # what was not sent is lost with the process
                stream.close()


@define(kw_only=True, eq=False)
class _Team(Generic[Result]):
    """The processes; each is replaced when a file makes it end."""

    function: Function[Result]
    workers: list[_Worker]
    idle: SimpleQueue[_Worker] = field(factory=SimpleQueue)
    ended: bool = False

    def __attrs_post_init__(self) -> None:
        for worker in self.workers:
            self.idle.put(worker)

    def read(self, batch: list[Input | Failure]) -> list[Result | Failure]:
        worker = self.idle.get()
        try:
            worker.send(batch)
            return cast("list[Result | Failure]", worker.receive())
        except GONE:
            worker.end()
            if self.ended:
                return []
            worker = self._another(worker)
        finally:
            self.idle.put(worker)
        if len(batch) > 1:  # find the file at fault; the others are read
            return [result for item in batch for result in self.read([item])]
        return [_crashed(item) for item in batch]

    def _another(self, worker: _Worker) -> _Worker:
        started = _start_workers(self.function, 1)
        self.workers.extend(started)
        return started[0] if started else worker

    def end(self) -> None:
        self.ended = True
        for worker in self.workers:
            worker.end()


def _start_workers(function: Function[Result], count: int) -> list[_Worker]:
    """Processes that are ready to read; none if any cannot be started."""
    if getattr(sys, "frozen", False) or not sys.executable:  # the executable is another program than Python
        return []
    workers: list[_Worker] = []
    ready = True
    try:
        workers.extend(_start_worker() for _ in range(count))
        for worker in workers:
            worker.send(function)
        ready = all(worker.receive() == READY for worker in workers)
    except GONE:
        ready = False
    if not ready:
        for worker in workers:
            worker.end()
        return []
    return workers


def _start_worker() -> _Worker:
    process = subprocess.Popen(  # noqa: S603 - this Python, with a program of ours
        [sys.executable, "-c", PROGRAM.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"POLARS_MAX_THREADS": "1"},  # the processes share the cores among them
    )
    return _Worker(
        process=process, requests=cast("IO[bytes]", process.stdin), answers=cast("IO[bytes]", process.stdout)
    )


def _crashed(item: Input | Failure) -> Failure:
    if isinstance(item, Failure):
        return item
    error = DocumentError(item.name, "reading it ended the process", "save it in another format")
    return Failure(file=item.name, error=error)
