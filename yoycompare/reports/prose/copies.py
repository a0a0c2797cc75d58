"""Sentences of traditional and machine-made copies are read like those of the original."""

from __future__ import annotations

from attrs import evolve

from yoycompare.reports.prose.statements import text_to_counted_quantities
from yoycompare.reports.report import Quantity
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.copies import Restored, restore

__all__ = ["text_to_printed_quantities"]


def text_to_printed_quantities(text: str, year: int | None, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """All quantities of a text, recognised in the restored text, quoted and placed as printed.

    Examples
    --------
    >>> from yoycompare.vocabulary import default_vocabulary
    >>> (found,) = text_to_printed_quantities("關(guān)于收到政府信息公開申請１２件", 2023, default_vocabulary())
    >>> found.metric, found.text, found.counts, found.start
    ('requests.received', '１２件', '關(guān)于收到政府信息公開申請', 18)
    """
    restored = restore(text)
    quantities = text_to_counted_quantities(restored.text, year, vocabulary)
    if restored.text is text:
        return quantities
    return tuple(_as_printed(quantity, restored, text) for quantity in quantities)


def _as_printed(quantity: Quantity, restored: Restored, text: str) -> Quantity:
    start, end = restored.to_print(quantity.start, quantity.end)
    counted = restored.text.rfind(quantity.counts, 0, quantity.start) if quantity.counts else -1
    counts = quantity.counts
    if counted >= 0:
        first, _ = restored.to_print(counted, counted)
        last, _ = restored.to_print(counted + len(counts), counted + len(counts))
        counts = text[first:last].strip()
    return evolve(quantity, text=text[start:end], start=start, end=end, counts=counts)
