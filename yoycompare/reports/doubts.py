"""What the sources of a document say about its year → where they contradict the year that was taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from yoycompare.documents import Document, Place
from yoycompare.reports.report import Unread, Witness
from yoycompare.reports.titles import Title
from yoycompare.reports.years import Period

__all__ = ["Statement", "periods_to_statements", "statements_to_doubts", "titles_to_statements"]

NAMES: Final = {
    Witness.TITLE: "the title",
    Witness.CONTAINER: "the title that the file gives itself",
    Witness.PREAMBLE: "the preamble",
    Witness.PERIOD: "the stated period",
    Witness.FILE_NAME: "the file name",
}
PRINTED: Final = (Witness.TITLE, Witness.PREAMBLE, Witness.PERIOD)  # these have a place in the text


@frozen(kw_only=True)
class Statement:
    """What one source says about the year: several years where a period spans them."""

    witness: Witness
    years: frozenset[int]
    start: int
    end: int


def titles_to_statements(titles: Iterable[Title], witness: Witness) -> list[Statement]:
    """The years of titles; a title without a year says nothing."""
    return [
        Statement(witness=witness, years=frozenset({title.year}), start=title.start, end=title.end)
        for title in titles
        if title.year is not None
    ]


def periods_to_statements(periods: Iterable[Period]) -> list[Statement]:
    """The years of stated periods, whole or not."""
    return [
        Statement(witness=Witness.PERIOD, years=period.years, start=period.start, end=period.end)
        for period in periods
    ]


def statements_to_doubts(
    statements: Iterable[Statement], year: int, taken: Witness, place: Place, document: Document
) -> list[Unread]:
    """One entry for each source that contradicts the year taken.

    It stands where the contradiction is printed; what is not printed (a file name) is noted at `place`,
    that of the title.
    """
    doubts: dict[str, Unread] = {}
    for statement in statements:
        if statement.years == {year}:
            continue
        said = " to ".join(str(other) for other in sorted(statement.years))
        reason = f"{NAMES[statement.witness]} says {said}; {year} was taken, from {NAMES[taken]}"
        where = place
        if statement.witness in PRINTED:
            where = Place(start=statement.start, end=statement.end)
        doubts.setdefault(reason, Unread(text=document.printed_at(where), place=where, reason=reason))
    return list(doubts.values())
