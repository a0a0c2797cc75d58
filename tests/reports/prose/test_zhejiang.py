"""The quantities of a real text against a list made by hand: recall and precision.

The list stands beside the real reports, and is read when the tests run; without it they are skipped.
"""

from __future__ import annotations

import os
import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from attrs import frozen

from yoycompare.reports.prose.measures import RawQuantity
from yoycompare.reports.prose.quantities import text_to_quantities

DEBATABLE = re.compile(r"so that either is accepted: (.+?)\. ")


@frozen
class Listed:
    """One line of the list."""

    name: str
    start: int
    end: int
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str

    def is_found_in(self, quantity: RawQuantity) -> bool:
        """Same span, value and unit; bounds where the list has them."""
        return (
            quantity.start < self.end
            and self.start < quantity.end
            and (self.value, self.unit) == (quantity.value, quantity.unit)
            and self.low in (None, quantity.low)
            and self.high in (None, quantity.high)
        )


def _number(printed: str) -> Decimal | None:
    try:
        return Decimal(printed.removesuffix(" (exclusive)"))
    except InvalidOperation:
        return None


def _text_and_list() -> tuple[str, list[Listed], list[Listed]]:
    """The text, what must be found, and what may be."""
    folder = os.environ.get("YOYCOMPARE_REAL_REPORTS")
    if not folder:
        pytest.skip("YOYCOMPARE_REAL_REPORTS names no folder")
    text = (Path(folder) / "zhejiang-2019.txt").read_text(encoding="utf-8")
    notes = (Path(folder).parent / "DOMAIN.md").read_text(encoding="utf-8")
    debatable = DEBATABLE.search(notes)
    assert debatable is not None
    wanted: list[Listed] = []
    allowed: list[Listed] = []
    position = 0
    for line in notes.splitlines():
        if re.match(r"\| i\d{3} ", line) is None:
            continue
        name, quote, value, low, high, unit, _, _, _, kind, _ = (
            cell.strip() for cell in line.strip("|").split("|")
        )
        number = _number(value)
        if number is None:
            continue
        found = text.find(quote)
        position = found if found >= 0 else position
        entry = Listed(name, position, position + len(quote), number, _number(low), _number(high), unit)
        if name in re.findall(r"i\d{3}", debatable[1]):
            allowed.append(entry)
        if kind == "m":
            wanted.append(entry)
    return text, wanted, allowed


def test_every_quantity_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Recall at least 0.99 and precision at least 0.97, what is debatable aside."""
    text, wanted, allowed = _text_and_list()
    found = list(text_to_quantities(text))
    free = {entry.name for entry in allowed}
    left = list(found)
    missed = []
    for entry in wanted:
        match = next((item for item in left if entry.is_found_in(item)), None)
        if match is not None:
            left.remove(match)
        elif entry.name not in free:
            missed.append(entry.name)
    wrong = [
        text[item.start : item.end]
        for item in left
        if not any(entry.start < item.end and item.start < entry.end for entry in allowed)
    ]
    recall = 1 - len(missed) / len(wanted)
    precision = 1 - len(wrong) / len(found)
    with capsys.disabled():
        sys.stdout.write(
            f"\nprose of Zhejiang 2019: {len(found)} found, {len(wanted)} listed, "
            f"recall {recall:.3f}, precision {precision:.3f}\n"
        )

    assert 97 == len(wanted)
    assert ([], []) == (missed, wrong)
