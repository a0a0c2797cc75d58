"""Sentences written from the figures of synthetic reports: true ones hold, false ones never do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

import pytest

from yoycompare.checks import Judgement, judge_claims
from yoycompare.reports import Report, read_report
from yoycompare.reports.report import ClaimKind
from yoycompare.synthetic import SyntheticReport, random_reports

RECEIVED, OPENING, CLOSED, CLOSING = (
    "requests.received",
    "requests.carried_in",
    "requests.closed",
    "requests.carried_out",
)


def figure(report: SyntheticReport, metric: str, applicant: str = "total") -> int:
    return report.figures.get((metric, applicant)) or 0


def group(report: SyntheticReport, metric: str) -> int:
    """A group of outcomes, which has no cell of its own."""
    return sum(
        value or 0
        for (name, applicant), value in report.figures.items()
        if name.startswith(metric + ".") and applicant == "total"
    )


def sentences(now: SyntheticReport, before: SyntheticReport | None, off: int) -> str:
    """What a report could say of its tables, each number off by something."""
    received, opening = figure(now, RECEIVED), figure(now, OPENING)
    closed, closing = figure(now, CLOSED), figure(now, CLOSING)
    text = f"全年新收政府信息公开申请{received + off}件"
    if before is not None and figure(before, RECEIVED):
        change = (received / figure(before, RECEIVED) - 1) * 100 + off
        text += f"，同比{'增长' if change >= 0 else '下降'}{abs(change):.2f}%"
    text += f"，上年结转{opening + off}件。答复申请{closed + off}件，结转下年度{closing + off}件。其中"
    for name, metric in (("不予公开", "denied"), ("无法提供", "unavailable"), ("不予处理", "not_processed")):
        part = group(now, f"requests.outcome.{metric}")
        text += f"，{name}{part + off}件"
        if closed:
            text += f"，占{part / closed * 100 + off:.2f}%"
    return f"{text}。行政复议{figure(now, 'review.total') + off}件。"


def judged(now: SyntheticReport, before: SyntheticReport | None, off: int) -> tuple[Judgement, ...]:
    def read(report: SyntheticReport, text: str) -> Report:
        page = report.to_bytes("html").decode()
        assert "</body>" in page
        return read_report(page.replace("</body>", f"<p>{text}</p></body>").encode())

    previous = read(before, "") if before is not None else None
    return judge_claims(read(now, sentences(now, before, off)), previous)


def pairs() -> Iterator[tuple[SyntheticReport, SyntheticReport]]:
    """Reports of the same body in years that follow each other, on forms with applicants."""
    for before, now in pairwise(random_reports(11, bodies=12, years=range(2019, 2025))):
        if before.entity == now.entity:
            yield before, now


@pytest.fixture(scope="module")
def verdicts() -> dict[int, list[Judgement]]:
    """All judgements on sixty pairs of reports, by how far the sentences are off."""
    found: dict[int, list[Judgement]] = {0: [], 7: []}
    for (before, now), off in product(pairs(), found):
        found[off] += judged(now, before, off)
    return found


def test_true_sentences_hold(verdicts: dict[int, list[Judgement]]) -> None:
    """Nothing true is contradicted, and each count, share and change that can be checked is supported."""
    wrong = [(item.claim.text, item.reason) for item in verdicts[0] if item.verdict == "contradicted"]
    kinds = {item.claim.kind for item in verdicts[0] if item.verdict == "supported"}

    assert [] == wrong
    assert {ClaimKind.COUNT, ClaimKind.SHARE, ClaimKind.CHANGE, ClaimKind.SUM} <= kinds


def test_false_sentences_do_not_hold(verdicts: dict[int, list[Judgement]]) -> None:
    """No count that is off is taken for the figure of its metric; a reading may explain it, and is named."""
    counts = [item for item in verdicts[7] if item.claim.kind is ClaimKind.COUNT]
    held = [item.claim.text for item in counts if item.verdict == "supported"]

    assert len(counts) > 300
    assert [] == held
    assert all(
        item.readings or item.verdict == "contradicted" for item in counts if item.expected is not None
    )
