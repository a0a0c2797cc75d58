"""A process of its own that reads: a function and batches of inputs come in, their results go out.

Started by `yoycompare.reports.processes`; speaks pickles over its standard streams.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys

__all__ = ["READY", "main"]

READY = "ready"


def main() -> None:
    """Answer batch after batch until there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller, who is interrupted too, ends this process
    requests = sys.stdin.buffer
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    function = pickle.load(requests)  # noqa: S301 - of the process that started this one
    answer: object = READY
    while True:
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
        try:
            batch = pickle.load(requests)  # noqa: S301
        except EOFError:
            return
        answer = [function(item) for item in batch]
