"""Write synthetic reports in every form and container with quirks, read them back, count what came out.

    python benchmarks/roundtrip.py --reports 10000

Counts cells: read exactly, listed as unread, blank and not given, lost (a number that is neither read nor listed),
wrong (another value or status), invented (a value where the file has none).
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Mapping

import yoycompare as yoy
from yoycompare.reports import Report, Status
from yoycompare.synthetic import SyntheticFile, random_file
from yoycompare.vocabulary.labels import narrow


def digits(text: str) -> str:
    """The digits of a text."""
    return re.sub(r"\D", "", narrow(text))


def count_cells(file: SyntheticFile, report: Report | None) -> Counter[str]:
    """How the cells of a file came out."""
    counts: Counter[str] = Counter()
    read = (
        {}
        if report is None
        else {(item.metric, item.applicant): item for item in report.observations if item.source == "table"}
    )
    unread = " ".join(digits(item.text) + "/" for item in report.unread) if report is not None else ""
    for key, printed in file.cells.items():
        item = read.pop(key, None)
        if item is not None:
            same = (item.status, item.value) == (printed.status, printed.value)
            counts["exact" if same else "wrong"] += 1
        elif printed.status is Status.BLANK:
            counts["blank, not given"] += 1
        elif not digits(printed.text):
            counts["word or dash, not given"] += 1
        else:
            counts["unread" if digits(printed.text) in unread or report is None else "lost"] += 1
    counts["invented"] += sum(item.status is not Status.BLANK for item in read.values())
    return counts


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--container")
    parser.add_argument("--form")
    parser.add_argument(
        "--show", type=int, default=0, help="show so many files with wrong, invented or lost cells"
    )
    options = parser.parse_args()
    total: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    by_container: dict[str, Counter[str]] = {}
    by_quirk: dict[str, Counter[str]] = {}
    shown = 0
    begin = time.perf_counter()
    for seed in range(options.seed * 1_000_000, options.seed * 1_000_000 + options.reports):
        file = random_file(seed, container=options.container, form=options.form)
        report = None
        try:
            report = yoy.read_report(file.data)
        except yoy.YoycompareError as error:
            refused[f"{file.container} {file.quirks} {error}"] += 1
        counts = count_cells(file, report)
        if report is not None:
            total["reports with another body, year or form"] += (report.entity, report.year) != (
                file.entity,
                file.year,
            )
        total.update(counts)
        by_container.setdefault(file.container, Counter()).update(counts)
        for quirk in file.quirks:
            by_quirk.setdefault(quirk, Counter()).update(counts)
        if (counts["wrong"] or counts["invented"] or counts["lost"]) and shown < options.show:
            shown += 1
            print(seed, file.container, file.form, file.quirks, dict(counts))
            read = (
                {(o.metric, o.applicant): o for o in report.observations if o.source == "table"}
                if report
                else {}
            )
            for key, printed in file.cells.items():
                item = read.get(key)
                if item is not None and (item.status, item.value) != (printed.status, printed.value):
                    print("  wrong", key, printed, item.raw, item.place)
    print(f"{options.reports} reports, {time.perf_counter() - begin:.0f} s")
    _print_counts("all", total)
    for name, counts in sorted(by_container.items()):
        _print_counts(name, counts)
    for name, counts in sorted(by_quirk.items()):
        _print_counts(name, counts)
    for text, count in refused.most_common(10):
        print("refused", count, text)
    sys.exit(1 if total["wrong"] or total["invented"] else 0)


def _print_counts(name: str, counts: Mapping[str, int]) -> None:
    print(f"{name:28}" + ", ".join(f"{key} {count:,}" for key, count in sorted(counts.items()) if count))


if __name__ == "__main__":
    main()
