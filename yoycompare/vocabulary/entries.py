"""TOML entry → definition record: each field checked, each error naming file, entry and field.

Nothing is looked up here; whether the entries of a vocabulary fit together is the loader's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar, cast

from attrs import NOTHING, fields

from yoycompare.errors import VocabularyError
from yoycompare.vocabulary.definitions import (
    Account,
    Applicant,
    Assertion,
    AssertionKind,
    Column,
    Comparability,
    Form,
    Kind,
    Level,
    Line,
    Metric,
    Polarity,
    Ratio,
    Row,
    Split,
    SplitType,
    Statement,
    Table,
    TableLayout,
    Term,
    Unit,
)

__all__ = ["ENTRY_TYPES", "entry_to_record"]

Record = TypeVar("Record")
Converter = Callable[[Any, str], Any]

FLAGS_OR_NAMES: Final = re.compile(r"\(\?(?:[aiLmsux-]|P)")
LITERALS: Final = re.compile(r"\\.|\[\^?\]?[^\]]*\]")  # escaped characters and character classes
UNBOUNDED: Final = re.compile(r"[*+]|\{\d*,\}")
TERM: Final = re.compile(
    r"(?P<sign>-?)(?P<metric>[a-z0-9_.]+)(?:\[(?P<applicant>[a-z_]+)\])?(?:@-(?P<lag>[1-9]))?"
)

_PLURALS: Final = {"table": "tables"}  # TOML writes [[form.table]], one table at a time

ENTRY_TYPES: Final[Mapping[str, type]] = {
    "unit": Unit,
    "applicant": Applicant,
    "metric": Metric,
    "split": Split,
    "account": Account,
    "ratio": Ratio,
    "level": Level,
    "statement": Statement,
    "assertion": Assertion,
    "form": Form,
}


def entry_to_record(record_type: type[Record], entry: Mapping[str, Any], where: str) -> Record:
    """One TOML table as a record.

    Parameters
    ----------
    where
        File and entry, for messages: ``metrics.toml, metric "requests.received"``.

    Raises
    ------
    VocabularyError
        A field is unknown, missing or of the wrong type.
    """
    if not isinstance(entry, Mapping):
        raise VocabularyError(where, f"expected a table, found {entry!r}", "write the fields of the entry")
    known = {attribute.name: attribute for attribute in fields(cast(Any, record_type))}
    given = {_PLURALS.get(name, name): value for name, value in entry.items()}
    for name in given:
        if name not in known:
            raise VocabularyError(where, f"unknown field {name!r}", f"use one of: {', '.join(sorted(known))}")
    values: dict[str, Any] = {}
    for name, attribute in known.items():
        if name in given:
            values[name] = _CONVERTERS.get((record_type, name), _by_name(name))(
                given[name], f"{where}, {name}"
            )
        elif attribute.default is NOTHING:
            raise VocabularyError(where, f"field {name!r} is missing", "add it")
    return record_type(**values)


def _by_name(name: str) -> Converter:
    return _CONVERTERS_BY_NAME.get(name, _text)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise VocabularyError(where, f"expected a text, found {value!r}", "put it in quotes")
    return value


def _whole_number(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise VocabularyError(
            where, f"expected a whole number, found {value!r}", "write digits without quotes"
        )
    return value


def _truth(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise VocabularyError(where, f"expected true or false, found {value!r}", "write it without quotes")
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise VocabularyError(where, f"expected a list of texts, found {value!r}", "put it in brackets")
    return tuple(_text(item, where) for item in value)


def _paths(value: Any, where: str) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise VocabularyError(where, f"expected a list of paths, found {value!r}", "put it in brackets")
    return tuple(_texts(item, where) for item in value)


def _pattern(value: Any, where: str) -> str:
    """A regular expression that can be joined with others and takes bounded time."""
    pattern = _text(value, where)
    try:
        re.compile(pattern)
    except re.error as error:
        raise VocabularyError(where, f"not a regular expression: {error}", "mend the pattern") from None
    if FLAGS_OR_NAMES.search(pattern):
        raise VocabularyError(where, "it sets flags or names groups", "write it without (?i) and (?P<...>)")
    if UNBOUNDED.search(LITERALS.sub("", pattern)):
        raise VocabularyError(where, "it repeats without bound", "write {0,n} instead of *, + and {n,}")
    return pattern


def _one_of(choices: type[StrEnum]) -> Converter:
    def convert(value: Any, where: str) -> StrEnum:
        try:
            return choices(_text(value, where))
        except ValueError:
            raise VocabularyError(
                where, f"unknown value {value!r}", f"use one of: {', '.join(choices)}"
            ) from None

    return convert


def _each_or_total(value: Any, where: str) -> str:
    if value not in ("each", "total"):
        raise VocabularyError(where, f"unknown value {value!r}", "use one of: each, total")
    return cast(str, value)


def _terms(value: Any, where: str) -> tuple[Term, ...]:
    terms = []
    for text in _texts(value, where):
        match = TERM.fullmatch(text)
        if match is None:
            raise VocabularyError(where, f"cannot read the term {text!r}", "write [-]metric[applicant]@-lag")
        terms.append(
            Term(
                metric=match["metric"],
                sign=-1 if match["sign"] else 1,
                applicant=match["applicant"],
                lag=int(match["lag"] or 0),
            )
        )
    return tuple(terms)


def _comparability(value: Any, where: str) -> dict[tuple[str, str], Comparability]:
    if not isinstance(value, Mapping):
        raise VocabularyError(
            where, f"expected a table, found {value!r}", 'write { "form > form" = "exact" }'
        )
    judge = _one_of(Comparability)
    pairs: dict[tuple[str, str], Comparability] = {}
    for key, judgement in value.items():
        earlier, arrow, later = key.partition(" > ")
        if not arrow:
            raise VocabularyError(where, f"cannot read the pair {key!r}", 'write "earlier form > later form"')
        pairs[earlier, later] = judge(judgement, where)
    return pairs


def _records(record_type: type[Any]) -> Converter:
    def convert(value: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise VocabularyError(where, f"expected a list of tables, found {value!r}", "put it in brackets")
        return tuple(
            entry_to_record(record_type, item, f"{where} {number}")
            for number, item in enumerate(value, start=1)
        )

    return convert


_CONVERTERS_BY_NAME: Final[Mapping[str, Converter]] = {
    "headline": _truth,
    "in_multiples": _truth,
    "order": _whole_number,
    "first_year": _whole_number,
    "last_year": _whole_number,
    "printed": _texts,
    "parts": _texts,
    "path": _texts,
    "metrics": _texts,
    "names": _texts,
    "forms": _texts,
    "stated_on": _texts,
    "inflows": _texts,
    "outflows": _texts,
    "aliases": _paths,
    "before": _pattern,
    "after": _pattern,
    "about": _pattern,
    "words": _pattern,
    "wholes": _texts,
    "sections": _texts,
    "alternatives": _texts,
    "applicants": _each_or_total,
    "polarity": _one_of(Polarity),
    "kind": _one_of(Kind),
    "layout": _one_of(TableLayout),
    "numerator": _terms,
    "denominator": _terms,
    "comparability": _comparability,
    "columns": _records(Column),
    "rows": _records(Row),
    "lines": _records(Line),
    "tables": _records(Table),
}
_CONVERTERS: Final[Mapping[tuple[type, str], Converter]] = {
    (Split, "type"): _one_of(SplitType),
    (Assertion, "kind"): _one_of(AssertionKind),
}
