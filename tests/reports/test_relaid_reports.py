"""Reports with real figures, laid out anew in other containers: every cell as in the page."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from relaying import RELAYINGS

import yoycompare as yoy
from yoycompare.documents import Document, bytes_to_document
from yoycompare.reports import Report

PAGES = ("shanghai-office-2019.html", "suqian-2023.html", "suqian-2024.html")


def cells(report: Report) -> dict[tuple[str, str], tuple[Decimal | None, str]]:
    return {
        (item.metric, item.applicant): (item.value, str(item.status))
        for item in report.observations
        if item.source == "table"
    }


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("relay", RELAYINGS.values(), ids=RELAYINGS)
def test_every_cell(real_reports: Path, page: str, relay: Callable[[Document], bytes]) -> None:
    """Values and statuses, who reports and about which year: as read from the page; nothing is unread."""
    data = (real_reports / page).read_bytes()
    original = yoy.read_report(data)
    relaid = yoy.read_report(relay(bytes_to_document(data, page)))

    assert cells(original) == cells(relaid)
    assert () == relaid.unread
    assert (original.entity, original.year, original.form) == (relaid.entity, relaid.year, relaid.form)
