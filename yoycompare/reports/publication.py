"""Document → who reports, about which year, for how wide a scope, and when it was published.

Precedence, for the body and for the year: the title as the text prints it above its first section, the title that
the container gives itself, the preamble, the sentence that states the period (year only), the file name. A
source that names several says nothing; nothing is ever guessed. A later source that contradicts the
one that was taken is recorded.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from yoycompare.documents import Document, Place
from yoycompare.reports.dates import document_to_published
from yoycompare.reports.doubts import periods_to_statements, statements_to_doubts, titles_to_statements
from yoycompare.reports.entities import UNKNOWN, entity_to_level, entity_to_scope, text_to_entity
from yoycompare.reports.headings import (
    preamble_to_entity,
    preamble_to_titles,
    text_to_head,
    text_to_titles,
)
from yoycompare.reports.report import Publication, Unread, Witness
from yoycompare.reports.titles import Title, line_to_title, text_to_line
from yoycompare.reports.years import HAN, Period, name_to_year, text_to_periods
from yoycompare.vocabulary import Vocabulary

__all__ = ["document_to_publication"]

AROUND: Final = re.compile(r"^年度?|(?:年度?)?(?:报告|报)$")  # what a name stands between in a file name


def document_to_publication(
    document: Document, vocabulary: Vocabulary, *, entity: str | None = None, year: int | None = None
) -> Publication:
    """Who reports about which year; `entity` is empty and `year` None where nothing says it.

    What the caller passes as `entity` and `year` counts instead of what the file says.
    """
    text = document.text
    head = text_to_head(text)
    titles = text_to_titles(text, head)
    container = line_to_title(text_to_line(document.title))
    preamble = preamble_to_titles(text, head)
    stem = PurePath(document.source.name).stem
    name = line_to_title(text_to_line(stem))
    periods = text_to_periods(text, head)
    part = _part_of_year([*titles, *([container] if container else [])])

    years: list[tuple[Witness, int | None]] = [
        (Witness.CALLER, year),
        (Witness.TITLE, _only_year(titles)),
        (Witness.CONTAINER, container.year if container else None),
        (Witness.PREAMBLE, _only_year(preamble)),
        (Witness.PERIOD, _period_year(periods)),
        (Witness.FILE_NAME, name.year if name and name.year else name_to_year(document.source.name)),
    ]
    if part and year is None:
        years = []
    year_from, year = next(((witness, found) for witness, found in years if found is not None), (None, None))
    own = [title for title in titles if title.year in (None, year)] or titles
    entities: list[tuple[Witness, str]] = [
        (Witness.CALLER, entity or ""),
        (Witness.TITLE, _only_entity(own)),
        (Witness.CONTAINER, container.entity if container else ""),
        (Witness.PREAMBLE, _only_entity(preamble) or preamble_to_entity(text, head)),
        (Witness.FILE_NAME, name.entity if name and name.entity else _stem_to_entity(stem, vocabulary)),
    ]
    entity_from, entity = next(((witness, found) for witness, found in entities if found), (None, ""))
    taken = next(
        (title for title in own if title.year == year and title.entity == entity), own[0] if own else None
    )
    published = document_to_published(document, head)
    doubts: list[Unread] = []
    if year is not None and year_from is not None:
        statements = titles_to_statements(titles, Witness.TITLE) if _only_year(titles) is not None else []
        statements += titles_to_statements(preamble, Witness.PREAMBLE) + periods_to_statements(periods)
        statements += titles_to_statements([container] if container else [], Witness.CONTAINER)
        statements += titles_to_statements([name] if name else [], Witness.FILE_NAME)
        place = Place(start=taken.start, end=taken.end) if taken else Place(start=0, end=0)
        if year_from is not Witness.CALLER:
            doubts = statements_to_doubts(statements, year, year_from, place, document)
        if published is not None and published.year < year:
            reason = f"published on {published}, before {year} began: the day is not taken"
            doubts.append(Unread(text=document.printed_at(place), place=place, reason=reason))
            published = None
    return Publication(
        entity=entity,
        entity_from=entity_from,
        year=year,
        year_from=year_from,
        title=taken.text if taken else container.text if container else document.title,
        scope=entity_to_scope(entity, text),
        level=entity_to_level(entity, vocabulary),
        published=published,
        part=part,
        doubts=tuple(doubts),
    )


def _only_year(titles: list[Title]) -> int | None:
    years = {title.year for title in titles} - {None}
    return years.pop() if len(years) == 1 else None


def _period_year(periods: list[Period]) -> int | None:
    years = {period.year for period in periods} - {None}
    return years.pop() if len(years) == 1 else None


def _only_entity(titles: list[Title]) -> str:
    """The body that titles name: one of them may be printed shorter than the other."""
    entities = {title.entity for title in titles if title.entity}
    longest = max(sorted(entities), key=len, default="")
    return longest if all(longest.endswith(entity) for entity in entities) else ""


def _part_of_year(titles: list[Title]) -> str:
    """The half or quarter that a report is of, where no title is that of a year."""
    parts = [title.part for title in titles if title.part]
    return parts[0] if parts and all(title.year is None for title in titles) else ""


def _stem_to_entity(stem: str, vocabulary: Vocabulary) -> str:
    """The only body in the name of a file whose level of government is known."""
    words = re.findall(rf"[{HAN}（）()]{{2,80}}", stem)
    names = {name for word in words if (name := text_to_entity(AROUND.sub("", word)))}
    names = {name for name in names if entity_to_level(name, vocabulary) != UNKNOWN}
    return names.pop() if len(names) == 1 else ""
