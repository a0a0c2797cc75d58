"""Words with several meanings: the arithmetic of the report decides, or says that it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read_page, write_page

from yoycompare.reports import Report

RECEIVED, HANDLED, CLOSED = "requests.received", "requests.handled", "requests.closed"


def report_of(text: str) -> Report:
    return read_page("某某市2024年政府信息公开工作年度报告\n" + text)


def meaning(text: str) -> tuple[str | None, tuple[str, ...], str]:
    """Metric, alternatives and decision of the first quantity."""
    first = report_of(text).quantities[0]
    return first.metric, first.alternatives, first.decision


@pytest.mark.parametrize(
    ("text", "metric", "decision"),
    [
        (
            "全年受理申请455件，其中4件来自上一年度结转。答复申请451件，结转下年度8件。",
            RECEIVED,
            "requests.received 455 = requests.handled 459 - requests.carried_in 4",
        ),
        (
            "全年办理政府信息公开申请2025件（包含上年结转71件），答复申请1950件，结转下年度继续办理75件。",
            HANDLED,
            "requests.handled 2025 = requests.closed 1950 + requests.carried_out 75",
        ),
        (
            "全年受理政府信息公开申请1261件（含上年结转74件），办结申请1181件，结转下年度80件。",
            HANDLED,
            "requests.handled 1261 = requests.closed 1181 + requests.carried_out 80",
        ),
    ],
)
def test_decided(text: str, metric: str, decision: str) -> None:
    """The reading that the other figures add up to, with the equation."""
    assert (metric, (), decision) == meaning(text)


def test_not_decided() -> None:
    """Without what was answered, both readings stay."""
    assert (RECEIVED, (HANDLED,), "") == meaning("全年受理政府信息公开申请1261件（含上年结转74件）。")


def test_nothing_carried_in_is_stated() -> None:
    """Without a carry-over the caseload fits as well, which decides nothing."""
    text = "收到申请12件，办结申请12件，结转下年度0件。"

    assert (RECEIVED, (HANDLED,), "") == meaning(text)


def test_plain_wording_is_not_decided_against() -> None:
    """新收 means what came in, even where the figures do not add up."""
    text = "新收政府信息公开申请78件，结转上年度3件，答复申请75件，结转下年度3件。"

    assert (RECEIVED, (), "") == meaning(text)


def test_table_decides() -> None:
    """The cell that prints the number is the evidence."""
    cells = {("requests.received", "total"): "10", ("requests.carried_in", "total"): "2"}
    report = read_page(write_page("gid-2021", cells, prose="全年办理政府信息公开申请12件。"))
    first = report.quantities[0]

    assert (HANDLED, (), "requests.handled 12 = requests.received 10 + requests.carried_in 2") == (
        first.metric,
        first.alternatives,
        first.decision,
    )


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10**6), st.booleans())
def test_any_flow(received: int, carried_in: int, carried_out: int, contained: bool) -> None:
    """Whatever the figures, a caseload that balances is told from what came in."""
    handled = received + carried_in
    carried_out = min(carried_out, handled)
    printed = handled if contained else received
    text = f"受理申请{printed}件，上年结转{carried_in}件，答复申请{handled - carried_out}件，结转下年度{carried_out}件。"

    assert (HANDLED if contained else RECEIVED) == meaning(text)[0]
