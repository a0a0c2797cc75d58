"""Measure the reading of sentences: a text of 20 KB, the same to 10 MB, and texts made to exhaust time.

    python benchmarks/prose.py [FILE]

FILE is a text to measure with; without it one of invented sentences is made. Prints processor time of the scan for
quantities alone and of all that a report takes from its sentences, per kilobyte for each size, and for each hostile
text the factor by which twice the text takes longer. The exit status is 1 where a factor is above 3 or a size takes
more than twice as long per kilobyte as the smallest.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yoycompare as yoy
from yoycompare.reports.prose.breakdowns import text_to_breakdowns
from yoycompare.reports.prose.claims import text_to_claims
from yoycompare.reports.prose.quantities import text_to_quantities
from yoycompare.reports.prose.statements import text_to_counted_quantities

KIBIBYTE = 1024
SIZES = (20, 200, 2_000, 10_000)  # kilobytes
HOSTILE = (
    "9", "1,", "1、", "一", "十", "一二", "百分之", "1万", "《", "“", "1-", "三分之", "12件", "2019年", "第1、", "第一",
    "1+", "1个", "前1、", "不1", "1.", "1比", "1至", "一点", "12月", "（", "（1件", "占1%", "同比增长1%", "均", "未收到",
    "自然人1件", "维持1件、", "分别为1件、", "行政复议", "受理申请1件", "甲县1件、",
)  # fmt: skip
HOSTILE_CHARACTERS = 20_000
AGAIN = 4  # times that a text which seems to take too long is measured again
YEAR = 2019
SENTENCE = (
    "2019年，全市共受理政府信息公开申请1,234件，同比增长5.6%。其中，予以公开12件，占0.97%；公开信息78万余条，"
    "召开会议十二次。依据《条例》第三十六条第（一）项，联系电话0571-87050000。持续推进“最多跑一次”改革，加强平台建设。"
)


def sentences(text: str) -> object:
    """All that a report takes from its sentences but for the arithmetic beside tables."""
    vocabulary = yoy.default_vocabulary()
    quantities = text_to_counted_quantities(text, YEAR, vocabulary)
    breakdowns = text_to_breakdowns(text, quantities, ())
    return text_to_claims(text, quantities, breakdowns, YEAR, vocabulary)


def scan(text: str) -> object:
    """Quantities alone."""
    return list(text_to_quantities(text))


def seconds(task: Callable[[str], object], text: str, rounds: int) -> float:
    """The least processor time: whatever else the machine does only adds to it."""
    measured = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        task(text)
        measured.append(time.process_time() - start)
    return min(measured)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="time of reading sentences")
    parser.add_argument("file", nargs="?", type=Path, help="a text to measure with")
    options = parser.parse_args()
    text = options.file.read_text(encoding="utf-8") if options.file else SENTENCE * 300
    text = text.encode()[: SIZES[0] * KIBIBYTE].decode(errors="ignore")
    sentences(text)
    slow = []
    print(f"{'KB':>7} {'quantities ms':>14} {'ms per KB':>10} {'sentences ms':>13} {'ms per KB':>10}")
    first: dict[str, float] = {}
    for size in SIZES:
        repeated = text * (size // SIZES[0])
        rounds = 15 if size <= 200 else 3
        row = {task.__name__: seconds(task, repeated, rounds) * 1000 / size for task in (scan, sentences)}
        first = first or row
        slow += [f"{size} KB, {name}" for name, value in row.items() if value > 2 * first[name]]
        print(
            f"{size:>7} {row['scan'] * size:>14.1f} {row['scan']:>10.3f} "
            f"{row['sentences'] * size:>13.1f} {row['sentences']:>10.3f}"
        )
    print(f"\n{'text':<14} {'ms':>9} {'twice ms':>9} {'factor':>7}")
    for piece in HOSTILE:
        once = piece * (HOSTILE_CHARACTERS // len(piece))
        one, two = seconds(sentences, once, 3), seconds(sentences, once * 2, 3)
        for _ in range(AGAIN):
            if two <= 3 * one:
                break
            two = min(two, seconds(sentences, once * 2, 3))  # another program may have taken the processor
        print(f"{piece:<14} {one * 1000:>9.1f} {two * 1000:>9.1f} {two / max(one, 1e-4):>7.2f}")
        if two > 3 * one and two > 0.05:
            slow.append(piece)
    if slow:
        print(f"\nnot linear: {', '.join(slow)}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
