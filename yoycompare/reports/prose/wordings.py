"""The wordings of a vocabulary, compiled for the year of a report."""

from __future__ import annotations

import functools
import re
from typing import Final

from attrs import frozen

from yoycompare.vocabulary import Vocabulary

__all__ = ["Wordings", "wordings_of"]

FILLER: Final = r"(?:总数|总量|数量?|的)?(?:共计|合计|总计|累计|共有|共|各|为|达到|达|有|计|：|:)?[ 　]{0,2}"


@frozen(kw_only=True)
class Around:
    """A statement that stands apart from the others: for what follows the number, or for one subject only."""

    statement: int
    before: re.Pattern[str]
    after: re.Pattern[str] | None
    about: int | None  # which of the subjects


@frozen(kw_only=True)
class Wordings:
    """What to look for around a number.

    `before` is one pattern, a match is named after the statement's number; `around` are the statements with
    more conditions; `subjects` is one pattern for all subjects, each a named group.
    """

    before: re.Pattern[str]
    around: tuple[Around, ...]
    of_subjects: re.Pattern[str]  # what stands before the number in those that are for one subject
    subjects: re.Pattern[str]
    units: frozenset[str]  # classifiers that some statement's metric is printed with


@functools.lru_cache(maxsize=64)
def wordings_of(vocabulary: Vocabulary, year: int | None) -> Wordings:
    """Compile the statements of a vocabulary."""

    def of_year(pattern: str) -> str:
        last, following = ("(?!)", "(?!)") if year is None else (str(year - 1), str(year + 1))
        return pattern.replace("<last_year>", last).replace("<next_year>", following)

    statements = list(enumerate(vocabulary.statements))
    subjects = list(dict.fromkeys(entry.about for _, entry in statements if entry.about))
    plain = [(number, entry) for number, entry in statements if not entry.after and not entry.about]
    apart = [(number, entry) for number, entry in statements if entry.after or entry.about]
    of_one = dict.fromkeys(f"(?:{of_year(entry.before)})" for _, entry in apart if not entry.after)
    named = (f"(?P<s{number}>{of_year(entry.before)})" for number, entry in plain)
    units = (vocabulary.units[vocabulary.metrics[entry.metric].unit] for _, entry in statements)
    return Wordings(
        before=re.compile(f"(?:{'|'.join(named) or '(?!)'}){FILLER}\\Z"),
        around=tuple(
            Around(
                statement=number,
                before=re.compile(f"(?:{of_year(entry.before)}){FILLER}\\Z"),
                after=re.compile(of_year(entry.after)) if entry.after else None,
                about=subjects.index(entry.about) if entry.about else None,
            )
            for number, entry in apart
        ),
        of_subjects=re.compile(f"(?:{'|'.join(of_one) or '(?!)'}){FILLER}\\Z"),
        subjects=re.compile("|".join(f"(?P<s{n}>{about})" for n, about in enumerate(subjects)) or "(?!)"),
        units=frozenset(classifier for unit in units for classifier in unit.printed),
    )
