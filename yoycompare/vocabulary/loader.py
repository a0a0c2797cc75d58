"""TOML files → Vocabulary: read, check, gather.

A vocabulary is a folder of TOML files, or one file; each holds arrays of tables (``[[metric]]``,
``[[form]]``, …) in any order. Everything is checked before anything is used: unknown fields,
duplicates, references to what does not exist, labels that two rows of one form share.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from yoycompare.errors import MissingFileError, VocabularyError
from yoycompare.vocabulary.definitions import Column, Row, Table, TableLayout
from yoycompare.vocabulary.entries import ENTRY_TYPES, entry_to_record
from yoycompare.vocabulary.labels import normal_label
from yoycompare.vocabulary.vocabulary import Vocabulary

__all__ = ["default_vocabulary", "load_vocabulary"]

GID: Final = Path(__file__).parent / "gid"
IDENTIFIED: Final = frozenset({"unit", "applicant", "metric", "account", "ratio", "level", "form"})


@functools.cache
def default_vocabulary() -> Vocabulary:
    """The vocabulary of the government-information-disclosure reports, loaded once."""
    return load_vocabulary(GID)


def load_vocabulary(path: str | Path) -> Vocabulary:
    """A vocabulary from a TOML file, or from all TOML files of a folder.

    Raises
    ------
    MissingFileError
        There is no such file or folder.
    VocabularyError
        A file is not TOML, or an entry is malformed, repeated or refers to something that is not there.

    Examples
    --------
    >>> from yoycompare.vocabulary.loader import GID
    >>> load_vocabulary(GID).metrics["requests.received"].en
    'requests received'
    """
    path = Path(path)
    if path.is_dir():
        files = sorted(path.glob("*.toml"))
        if not files:
            raise VocabularyError(
                str(path), "the folder holds no .toml file", "name the folder of the vocabulary"
            )
    elif path.is_file():
        files = [path]
    else:
        raise MissingFileError(str(path), "no such file or folder", "check the path of the vocabulary")
    entries: dict[str, dict[Any, Any]] = {name: {} for name in ENTRY_TYPES}
    for file in files:
        for name, key, record, where in _file_to_entries(file):
            if key in entries[name]:
                raise VocabularyError(where, "the entry is defined twice", "keep one of them")
            entries[name][key] = record
    vocabulary = Vocabulary(
        name=path.stem,
        units=entries["unit"],
        applicants=entries["applicant"],
        metrics=entries["metric"],
        forms=dict(sorted(entries["form"].items(), key=lambda item: item[1].order)),
        splits=tuple(entries["split"].values()),
        accounts=entries["account"],
        ratios=entries["ratio"],
        levels=entries["level"],
        statements=tuple(entries["statement"].values()),
        assertions=tuple(entries["assertion"].values()),
    )
    _check_references(vocabulary, path.name)
    return vocabulary


def _file_to_entries(file: Path) -> Iterator[tuple[str, Any, Any, str]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyError(file.name, f"not valid TOML: {error}", "mend the file") from None
    for name, tables in content.items():
        if name not in ENTRY_TYPES:
            raise VocabularyError(
                file.name, f"unknown entry [[{name}]]", f"use one of: {', '.join(ENTRY_TYPES)}"
            )
        if not isinstance(tables, list):
            raise VocabularyError(file.name, f"[{name}] is one table", f"write [[{name}]]")
        for number, table in enumerate(tables, start=1):
            identifier = table.get("id") if isinstance(table, Mapping) else None
            where = f'{file.name}, {name} "{identifier}"' if identifier else f"{file.name}, {name} {number}"
            record: Any = entry_to_record(ENTRY_TYPES[name], table, where)
            key = record.id if name in IDENTIFIED else record
            yield name, key, record, where


def _check_references(vocabulary: Vocabulary, source: str) -> None:
    """Refuse a vocabulary whose entries name what it does not hold, or that contradict each other."""
    known: dict[str, Mapping[str, object]] = {
        "unit": vocabulary.units,
        "applicant": vocabulary.applicants,
        "metric": vocabulary.metrics,
        "form": vocabulary.forms,
    }
    for where, kind, wanted in _references(vocabulary):
        if wanted not in known[kind]:
            advice = f"define it or name another {kind}"
            raise VocabularyError(f"{source}, {where}", f"there is no {kind} {wanted!r}", advice)
    for number, statement in enumerate(vocabulary.statements, start=1):
        if not statement.before and not statement.after:
            raise VocabularyError(f"{source}, statement {number}", "it has no wording", "add before or after")
    for assertion in vocabulary.assertions:
        if assertion.wholes and len(assertion.wholes) != len(assertion.metrics):
            problem = f"{len(assertion.metrics)} metrics and {len(assertion.wholes)} wholes"
            raise VocabularyError(
                f'{source}, assertion "{assertion.words}"', problem, "name one whole for each metric"
            )
    for ratio in vocabulary.ratios:
        if ratio in vocabulary.metrics:
            raise VocabularyError(
                f'{source}, ratio "{ratio}"', "a metric has the same id", "rename the ratio"
            )
    for form in vocabulary.forms.values():
        for table in form.tables:
            _check_table(vocabulary, table, f'{source}, form "{form.id}", table "{table.id}"')
    _check_comparability(vocabulary, source)


def _references(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Every id that an entry names: where, of what kind, which."""
    for metric in vocabulary.metrics.values():
        where = f'metric "{metric.id}"'
        yield where, "unit", metric.unit
        yield from ((where, "metric", parent) for parent in (metric.parent,) if parent is not None)
        yield from ((where, "form", form) for form in metric.stated_on)
        yield from ((where, "form", form) for pair in metric.comparability for form in pair)
    for applicant in vocabulary.applicants.values():
        yield from ((f'applicant "{applicant.id}"', "applicant", part) for part in applicant.parts)
    for split in vocabulary.splits:
        where = f'split of "{split.whole}" by {split.axis}'
        yield from ((where, "metric", metric_id) for metric_id in (split.whole, *split.parts))
        yield from ((where, "form", form) for form in split.forms)
    for account in vocabulary.accounts.values():
        where = f'account "{account.id}"'
        named = (account.opening, *account.inflows, *account.outflows, account.closing)
        yield from ((where, "metric", metric_id) for metric_id in named if metric_id is not None)
        yield from ((where, "form", form) for form in account.forms)
    for ratio in vocabulary.ratios.values():
        where = f'ratio "{ratio.id}"'
        yield from ((where, "metric", term.metric) for term in ratio.terms)
        yield from (
            (where, "applicant", term.applicant) for term in ratio.terms if term.applicant is not None
        )
    for statement in vocabulary.statements:
        where = f'statement "{statement.before or statement.after}"'
        yield from ((where, "metric", metric) for metric in (statement.metric, *statement.alternatives))
    for assertion in vocabulary.assertions:
        where = f'assertion "{assertion.words}"'
        yield from ((where, "metric", metric) for metric in (*assertion.metrics, *assertion.wholes))
        yield where, "applicant", assertion.applicant


def _check_table(vocabulary: Vocabulary, table: Table, where: str) -> None:
    by_row = table.layout in (TableLayout.APPLICANTS, TableLayout.LIST)
    for column in table.columns:
        if table.layout is TableLayout.APPLICANTS and column.applicant not in vocabulary.applicants:
            raise VocabularyError(
                where, f"column {'/'.join(column.path)!r} names no known applicant", "name one"
            )
        if table.layout is TableLayout.COLUMNS and column.metric not in vocabulary.metrics:
            raise VocabularyError(
                where, f"column {'/'.join(column.path)!r} names no known metric", "name one"
            )
    for row in table.rows:
        label = "/".join(row.path)
        for metric in row.metrics:
            if metric not in vocabulary.metrics:
                raise VocabularyError(
                    where, f"row {label!r} names the unknown metric {metric!r}", "define the metric"
                )
        expected = 1 if by_row else len(table.columns)
        if len(row.metrics) != expected:
            raise VocabularyError(
                where,
                f"row {label!r} names {len(row.metrics)} metrics for {expected} columns",
                "name one for each",
            )
    _check_lines(table, where)
    for entries in (table.rows, table.columns):
        meanings: dict[tuple[str, ...], Row | Column] = {}
        for entry in entries:
            for path in (entry.path, *entry.aliases):
                if meanings.setdefault(tuple(map(normal_label, path)), entry) is not entry:
                    label = "/".join(path)
                    raise VocabularyError(
                        where, f"the path {label!r} stands for two things", "write whole paths"
                    )


def _check_lines(table: Table, where: str) -> None:
    printed = sorted(line.metric for line in table.lines if line.metric is not None)
    if table.lines and printed != sorted(metric for row in table.rows for metric in row.metrics):
        problem = "its lines do not print each metric of its rows once"
        raise VocabularyError(where, problem, "list the whole form")


def _check_comparability(vocabulary: Vocabulary, source: str) -> None:
    """Each metric must say how it compares over every change between two forms that both have it."""
    forms = list(vocabulary.forms)
    for metric in vocabulary.metrics.values():
        for earlier, later in pairwise(forms):
            both = {earlier, later} <= vocabulary.metric_to_forms[metric.id]
            if both and (earlier, later) not in metric.comparability:
                raise VocabularyError(
                    f'{source}, metric "{metric.id}"',
                    f"it does not say how {earlier} compares with {later}",
                    f'add comparability "{earlier} > {later}"',
                )
