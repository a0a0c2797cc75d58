"""Sentences of traditional and machine-made copies: recognised in the restored text, quoted and placed as printed."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

from yoycompare.reports.report import Breakdown, Claim, Quantity
from yoycompare.vocabulary.copies import Restored

__all__ = ["Print"]

NEAR: Final = 100  # characters within which a phrase stands beside its number


@frozen
class Print:
    """The print that a restored text was made from, and the way back to it.

    Examples
    --------
    >>> from yoycompare.reports.prose.statements import text_to_counted_quantities
    >>> from yoycompare.vocabulary import default_vocabulary
    >>> from yoycompare.vocabulary.copies import restore
    >>> text = "關(guān)于收到政府信息公開申請１２件"
    >>> restored = restore(text)
    >>> (found,) = text_to_counted_quantities(restored.text, 2023, default_vocabulary())
    >>> printed = Print(restored, text).quantity(found)
    >>> printed.metric, printed.text, printed.counts, printed.start
    ('requests.received', '１２件', '關(guān)于收到政府信息公開申請', 18)
    """

    restored: Restored
    text: str

    @property
    def is_original(self) -> bool:
        """Whether nothing had to be restored."""
        return self.restored.text is self.text

    def quantity(self, quantity: Quantity) -> Quantity:
        """A quantity as it is printed."""
        if self.is_original:
            return quantity
        start, end = self.restored.to_print(quantity.start, quantity.end)
        return evolve(
            quantity, text=self.text[start:end], start=start, end=end, counts=self._counts(quantity)
        )

    def breakdown(self, breakdown: Breakdown) -> Breakdown:
        """A breakdown as it is printed; the names of its parts stay those that were recognised."""
        if self.is_original:
            return breakdown
        return evolve(
            breakdown,
            quantity=self._optional(breakdown.quantity),
            parts=tuple(evolve(part, quantity=self.quantity(part.quantity)) for part in breakdown.parts),
        )

    def claim(self, claim: Claim) -> Claim:
        """A claim as it is printed."""
        if self.is_original:
            return claim
        start, end = self.restored.to_print(claim.start, claim.end)
        return evolve(
            claim,
            text=self.text[start:end],
            start=start,
            end=end,
            quantity=self._optional(claim.quantity),
            subject=self._optional(claim.subject),
            breakdown=self.breakdown(claim.breakdown) if claim.breakdown is not None else None,
        )

    def _optional(self, quantity: Quantity | None) -> Quantity | None:
        return self.quantity(quantity) if quantity is not None else None

    def _counts(self, quantity: Quantity) -> str:
        """The phrase counted, which stands near the number, before or after it."""
        words = quantity.counts
        near = self.restored.text.rfind(words, 0, quantity.start) if words else -1
        if near < quantity.start - NEAR:
            near = self.restored.text.find(words, quantity.end, quantity.end + NEAR) if words else -1
        if near < 0:
            return words
        first, _ = self.restored.to_print(near, near)
        last, _ = self.restored.to_print(near + len(words), near + len(words))
        return self.text[first:last].strip()
