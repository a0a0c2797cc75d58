"""Reports → rows: sections that are missing, last year's year left in the text, text copied from earlier years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import polars as pl

from yoycompare.checks.passages import Likeness, Sentence, compare_passages, report_to_passages
from yoycompare.checks.rows import ROWS, short, to_rows
from yoycompare.reports import Report
from yoycompare.reports.prose.sections import Sections
from yoycompare.reports.years import text_to_periods
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["check_texts"]

COPIED_FROM: Final = 0.8  # of the runs of characters of a section
SHORTEST_SECTION: Final = 100  # characters: what every report says in one line is not copied
SHOWN: Final = 3  # sentences of a message, at most
HEAD: Final = 400  # characters in which a report says its period
# A sentence that begins with the year before speaks of that year; it may well do so beside this year's, or of what
# was wrong then.
OF_BOTH: Final = re.compile(r"上年|去年|上一年|今年|本年|同比|相比|比较|结转|问题|整改|以来|起|至|到20")


def check_texts(reports: Sequence[Report], vocabulary: Vocabulary) -> pl.DataFrame:
    """Rows in the columns of `checks.rows.ROWS`: each section of the form; stale years and copied sections if found."""
    bodies: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        bodies.setdefault((report.entity, str(report.scope)), []).append(report)
    rows = [
        row
        for report in reports
        for row in (
            *_sections(report, vocabulary),
            *_stale_years(report),
            *_copied(report, bodies[report.entity, str(report.scope)]),
        )
    ]
    return to_rows(pl.DataFrame([{**dict.fromkeys(ROWS), **row} for row in rows], schema=ROWS))


def _sections(report: Report, vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    """A section is there if its heading is, by its number, or by its words at the beginning of a line or a cell."""
    form = vocabulary.forms.get(report.form)
    numbers = set(Sections.of(report.text).names)
    cells = {cell.text for grid in report.document.grids for row in grid.rows for cell in row if cell}
    lines = [re.sub(r"\s+", "", line) for line in (*report.text.split("\n"), *cells)]
    for heading in form.sections if form is not None else ():
        number, _, words = heading.partition("、") if "、" in heading else ("", "", heading)
        yield _row(
            report,
            rule="completeness/sections",
            check=f"completeness/sections/{heading}",
            outcome="holds"
            if number in numbers or any(line.startswith(words) for line in lines)
            else "fails",
            detail=heading,
        )


def _stale_years(report: Report) -> Iterator[dict[str, Any]]:
    """Last year's year at the beginning of a sentence, or in the period that a report states for its figures."""
    year = report.year - 1
    opening = re.compile(rf"\s*(?:在)?{year}\s*年度?\s*[，,]")
    for sentences in report_to_passages(report).values():
        for sentence in sentences:
            of_both = OF_BOTH.search(sentence.text) or str(report.year) in sentence.text
            if opening.match(sentence.text) and not of_both:
                yield _stale(report, sentence.text, sentence.start, sentence.end)
    for period in text_to_periods(report.text, HEAD):
        if period.year == year:
            yield _stale(report, report.text[period.start : period.end], period.start, period.end)


def _stale(report: Report, text: str, start: int, end: int) -> dict[str, Any]:
    return _row(
        report,
        rule="plausibility/year",
        check="plausibility/year",
        outcome="fails",
        detail=short(text),
        operands=[_span(report, text, start, end)],
    )


def _copied(report: Report, body: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """Each section beside the same section of every earlier year; the year that it is most like is named."""
    best: dict[str, tuple[Likeness, Report]] = {}
    for earlier in body:
        for likeness in compare_passages(report, earlier) if earlier.year < report.year else ():
            if likeness.section not in best or likeness.share > best[likeness.section][0].share:
                best[likeness.section] = likeness, earlier
    for section, (likeness, earlier) in best.items():
        if likeness.share < COPIED_FROM or likeness.characters < SHORTEST_SECTION:
            continue
        stayed = sorted(likeness.stayed, key=lambda item: (-len(item.masked), item.start))
        yield _row(
            report,
            rule="copied",
            check=f"copied/{section or '0'}",
            outcome="fails",
            left=round(likeness.share * 100, 1),
            right=float(earlier.year),
            detail=" ".join(short(item.text) for item in stayed[:SHOWN]),
            metric=_heading(report, section),
            operands=[_sentence(report, item) for item in likeness.stayed],
        )


def _heading(report: Report, section: str) -> str:
    found = re.search(rf"{section}、[^\n。，]{{2,30}}", report.text) if section else None
    return found[0].strip() if found is not None else "（正文开头）"


def _sentence(report: Report, item: Sentence) -> dict[str, Any]:
    return _span(report, item.text, item.start, item.end)


def _span(report: Report, text: str, start: int, end: int) -> dict[str, Any]:
    return {
        "side": "left",
        "metric": "",
        "applicant": TOTAL,
        "year": report.year,
        "value": None,
        "status": "text",
        "raw": text,
        "doc": report.sha256,
        "place": f"characters {start}-{end}",
    }


def _row(report: Report, **values: Any) -> dict[str, Any]:
    return {
        "entity": report.entity,
        "scope": str(report.scope),
        "year": report.year,
        "doc": report.sha256,
        "form": report.form,
        "metric": "",
        "applicant": TOTAL,
        "operands": [],
        **values,
    }
