"""How much of what is written is read back: synthetic reports over forms, containers and quirks, in memory.

    python benchmarks/roundtrip.py [--reports 1000] [--seed 0] [--containers html text] [--forms gid-2021]
                                   [--quirks NAME ...] [--show 10]

Each report is written with up to three quirks that its container and form can have, read again, and
compared cell by cell (`yoycompare.synthetic.score` says what the outcomes mean). With --quirks each
named quirk stands alone. Exit status 1 if a cell is wrong or lost, or if a report was refused or its
publisher, year or form was misread.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from random import Random

from attrs import Factory, define

from yoycompare import synthetic
from yoycompare.briefs import WRITERS
from yoycompare.documents.containers import READERS
from yoycompare.errors import YoycompareError
from yoycompare.reports import read_report
from yoycompare.synthetic import QUIRKS, Outcome, Score, WrittenReport

FORMS = ("gid-2014", "gid-2019", "gid-2021")
YEARS = range(2019, 2025)
MOST_QUIRKS = 3
NONE = "none"
# Which readers read a container, any of them; a container without is skipped until one is registered.
READERS_OF = {
    "html": {"html"},
    "text": {"text"},
    "docx": {"docx"},
    "xlsx": {"xlsx", "excel"},
    "csv": {"csv", "delimited"},
    "bars": {"bars", "delimited"},
    "tabs": {"tabs", "delimited"},
    "markdown": {"markdown", "delimited"},
}


@define
class Tally:
    """Outcomes of cells and reports by a name: a container, a form or a quirk."""

    cells: Counter[tuple[str, str]] = Factory(Counter)
    reports: Counter[str] = Factory(Counter)
    misread: Counter[str] = Factory(Counter)

    def add(self, name: str, score: Score) -> None:
        """Count one report."""
        self.reports[name] += 1
        self.misread[name] += bool(score.misread)
        for outcome, count in Counter(score.cells.values()).items():
            self.cells[name, outcome] += count

    def lines(self) -> Iterator[str]:
        """One line a name: reports, cells, outcomes."""
        for name in sorted(self.reports):
            counts = [self.cells[name, outcome] for outcome in Outcome]
            figures = " ".join(
                f"{count:>9}" for count in (self.reports[name], sum(counts), *counts, self.misread[name])
            )
            yield f"{name:28} {figures}"


def main() -> int:
    """Write, read, compare, count."""
    arguments = _arguments()
    containers = _containers(arguments.containers)
    by_container, by_form, by_quirk, in_all = Tally(), Tally(), Tally(), Tally()
    shown = 0
    start = time.perf_counter()
    for written in _written(arguments, containers):
        score = _score(written)
        in_all.add("all", score)
        by_container.add(written.container, score)
        by_form.add(written.report.form, score)
        for quirk in written.quirks or (NONE,):
            by_quirk.add(quirk, score)
        if not score.is_clean and shown < arguments.show:
            shown += 1
            _show(written, score)
    seconds = time.perf_counter() - start
    heads = ("reports", "cells", *Outcome, "misread")
    print(f"{'':28} {' '.join(f'{head:>9}' for head in heads)}")
    for tally in (by_container, by_form, by_quirk, in_all):
        print("\n".join(tally.lines()), end="\n\n")
    print(f"{seconds:.1f} s")
    bad = in_all.misread["all"] or in_all.cells["all", Outcome.LOST] or in_all.cells["all", Outcome.WRONG]
    return 1 if bad else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--containers", nargs="+", choices=list(WRITERS), default=list(WRITERS))
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    parser.add_argument("--quirks", nargs="+", choices=[*QUIRKS, NONE], help="each alone, in turn")
    parser.add_argument("--show", type=int, default=10, help="how many reports that went wrong to show")
    return parser.parse_args()


def _containers(wanted: list[str]) -> list[str]:
    readable = [name for name in wanted if READERS_OF[name] & set(READERS)]
    for name in wanted:
        if name not in readable:
            print(f"skipped: {name}, which no reader is registered for")
    return readable


def _written(arguments: argparse.Namespace, containers: list[str]) -> Iterator[WrittenReport]:
    """As many reports as asked for: forms, containers and the wanted quirks in turn, the rest by chance."""
    random = Random(f"quirks {arguments.seed}")  # noqa: S311 - reproducible, not secret
    bodies = max(5, arguments.reports // (len(arguments.forms) * len(YEARS)))
    pool = {
        form: synthetic.reports(arguments.seed, entities=bodies, years=YEARS, form=form)
        for form in arguments.forms
    }
    turns = [
        (form, container, wanted)
        for wanted in arguments.quirks or [None]
        for form in arguments.forms
        for container in containers
        if wanted in (None, NONE) or QUIRKS[wanted].fits(container, form)
    ]
    for number, (form, container, wanted) in zip(range(arguments.reports), cycle(turns), strict=False):
        quirks = _by_chance(container, form, random) if wanted is None else [wanted] * (wanted != NONE)
        report = random.choice(pool[form])
        yield synthetic.write(report, container, quirks, seed=f"{arguments.seed}/{number}")


def _by_chance(container: str, form: str, random: Random) -> list[str]:
    possible = [name for name, quirk in QUIRKS.items() if quirk.fits(container, form)]
    chosen = random.sample(possible, random.randint(0, MOST_QUIRKS))
    encodings = [name for name in chosen if QUIRKS[name].encode is not None]
    return [name for name in chosen if name not in encodings[1:]]


def _score(written: WrittenReport) -> Score:
    try:
        report = read_report(written.data)
    except YoycompareError as error:
        return synthetic.score(written, None, refusal=f"refused: {error}")
    return synthetic.score(written, report)


def _show(written: WrittenReport, score: Score) -> None:
    quirks = ", ".join(written.quirks) or "no quirks"
    print(
        f"{written.container}, {written.report.form}, {written.report.entity} {written.report.year}: {quirks}"
    )
    for line in (*score.misread, *score.details)[:4]:
        print(f"    {line}")
    more = len(score.details) - 4
    if more > 0:
        print(f"    and {more} more")


if __name__ == "__main__":
    sys.exit(main())
