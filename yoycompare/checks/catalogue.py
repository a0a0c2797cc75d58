"""The rules that reports are checked by, from `catalogue.toml`, and the checks that follow from them."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import polars as pl
from attrs import frozen

from yoycompare.checks.identities import form_to_identities
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["RULES", "Rule", "list_checks", "reading_zh"]

FILE: Final = Path(__file__).with_name("catalogue.toml")


@frozen(kw_only=True)
class Rule:
    """A rule: what holds, how serious it is where it does not, and what is said then."""

    id: str
    family: str
    severity: str
    zh: str
    en: str
    fails_zh: str
    fails_en: str


def _read() -> tuple[Mapping[str, Rule], Mapping[str, str]]:
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    rules = {entry["id"]: Rule(**entry) for entry in content["rule"]}
    return rules, {entry["kind"]: entry["zh"] for entry in content["reading"]}


RULES, _READINGS = _read()


def reading_zh(kind: str) -> str:
    """The Chinese name of a reading of a claim."""
    return _READINGS[kind]


@functools.lru_cache(maxsize=4)
def list_checks(vocabulary: Vocabulary | None = None) -> pl.DataFrame:
    """Every check of a vocabulary: those of figures one by one, those of texts and sentences by rule.

    Returns
    -------
    polars.DataFrame
        Columns: check (stable id; that of the rule where it depends on the report), rule, family, severity, forms
        (separated by blanks; empty for all), formula (ids of metrics, `[applicant]`, `@-1` for the year before),
        zh, en (what holds).

    Examples
    --------
    >>> checks = list_checks()
    >>> row = checks.filter(pl.col("check") == "stock/disclosure.regulations.in_force/total").row(0, named=True)
    >>> row["severity"], row["forms"]
    ('error', 'gid-2021')
    >>> row["formula"]
    'disclosure.regulations.repealed + disclosure.regulations.in_force = disclosure.regulations.made + disclosure.regulations.in_force@-1'
    """
    vocabulary = vocabulary or default_vocabulary()
    columns = ("check", "rule", "family", "severity", "forms", "formula", "zh", "en")
    return pl.DataFrame(list(_checks(vocabulary)), schema=dict.fromkeys(columns, pl.String), orient="row")


def _checks(vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    formulas: dict[tuple[str, str, str], list[str]] = {}
    for form in vocabulary.forms:
        for identity in form_to_identities(form, vocabulary):
            formulas.setdefault((identity.id, str(identity.family), identity.formula), []).append(form)
    for rule in RULES.values():
        described = rule.zh, rule.en
        found = [item for item in formulas.items() if item[0][1] == rule.id]
        for (check, _, formula), forms in found:
            yield check, rule.id, rule.family, rule.severity, " ".join(forms), formula, *described
        if not found:
            yield rule.id, rule.id, rule.family, rule.severity, "", "", *described
