"""The vocabulary that ships with the package: what it holds, and that it holds together."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from attrs.exceptions import FrozenInstanceError

import yoycompare
from yoycompare.errors import VocabularyError
from yoycompare.vocabulary import Vocabulary, default_vocabulary
from yoycompare.vocabulary.definitions import Comparability, Kind, SplitType, TableLayout, Term

ROOT = Path(yoycompare.__file__).parent
FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py"))
FORMS = ("gid-2014", "gid-2019", "gid-2021")


def test_counts(vocabulary: Vocabulary) -> None:
    """So many entries of each sort."""
    assert {
        "metrics": 127,
        "splits": 27,
        "forms": 3,
        "ratios": 36,
        "accounts": 3,
        "applicants": 8,
        "units": 13,
        "levels": 5,
        "statements": 75,
    } == {
        name: len(getattr(vocabulary, name))
        for name in (
            "metrics",
            "splits",
            "forms",
            "ratios",
            "accounts",
            "applicants",
            "units",
            "levels",
            "statements",
        )
    }


@pytest.mark.parametrize(
    ("form", "tables", "cells"), [("gid-2014", 1, 58), ("gid-2019", 7, 198), ("gid-2021", 6, 200)]
)
def test_cells_of_a_form(vocabulary: Vocabulary, form: str, tables: int, cells: int) -> None:
    """So many value cells on each form."""
    count = 0
    for table in vocabulary.forms[form].tables:
        columns = 1 if table.layout is TableLayout.LIST else len(table.columns)
        count += columns if table.layout is TableLayout.COLUMNS else columns * len(table.rows)

    assert (tables, cells) == (len(vocabulary.forms[form].tables), count)


def test_forms_in_the_order_of_use(vocabulary: Vocabulary) -> None:
    """Forms stand in the order of their years, and each begins after the one before ended."""
    forms = list(vocabulary.forms.values())

    assert FORMS == tuple(form.id for form in forms)
    assert [(2014, 2018), (2019, 2020), (2021, None)] == [(form.first_year, form.last_year) for form in forms]
    assert [1, 2, 3] == [form.order for form in forms]


def test_default_vocabulary_is_loaded_once() -> None:
    """Every caller gets the same object."""
    assert default_vocabulary() is default_vocabulary()


def test_repr_is_short(vocabulary: Vocabulary) -> None:
    """Printing a vocabulary does not print all of it."""
    assert "Vocabulary(name='gid')" == repr(vocabulary)


def test_definitions_cannot_be_changed(vocabulary: Vocabulary) -> None:
    """A definition is frozen."""
    with pytest.raises(FrozenInstanceError):
        vocabulary.metrics["requests.received"].unit = "case"  # type: ignore[misc]


def test_every_metric_is_on_a_form(vocabulary: Vocabulary) -> None:
    """Each metric is printed or stated on at least one form."""
    assert [] == [metric for metric in vocabulary.metrics if not vocabulary.metric_to_forms[metric]]


def test_every_metric_is_named_in_both_languages(vocabulary: Vocabulary) -> None:
    """Names are unique within a language, and no definition is empty."""
    metrics = vocabulary.metrics.values()

    for language in ("zh", "en"):
        repeated = [
            name
            for name, count in Counter(getattr(metric, language) for metric in metrics).items()
            if count > 1
        ]
        assert [] == repeated
    assert [] == [
        metric.id for metric in metrics if not (metric.definition_zh.strip() and metric.definition_en.strip())
    ]


def test_splits_of_a_form_are_on_it(vocabulary: Vocabulary) -> None:
    """A split names only forms that know its whole and all its parts."""
    wrong = [
        (split.whole, split.axis, form, metric)
        for split in vocabulary.splits
        for form in split.forms
        for metric in (split.whole, *split.parts)
        if not vocabulary.is_on_form(metric, form)
    ]

    assert [] == wrong


def test_parts_have_the_unit_of_the_whole(vocabulary: Vocabulary) -> None:
    """What is summed is of one unit."""
    metrics = vocabulary.metrics
    wrong = [
        (split.whole, part)
        for split in vocabulary.splits
        if split.type is SplitType.PARTITION
        for part in split.parts
        if metrics[part].unit != metrics[split.whole].unit
    ]

    assert [] == wrong


def test_accounts_balance_in_kind(vocabulary: Vocabulary) -> None:
    """Opening and closing stocks are stocks, all of one unit."""
    for account in vocabulary.accounts.values():
        metrics = [
            vocabulary.metrics[name] for name in (*account.inflows, *account.outflows, account.closing)
        ]

        assert 1 == len({metric.unit for metric in metrics})
        assert Kind.STOCK_END is vocabulary.metrics[account.closing].kind
        assert account.opening is None or Kind.STOCK_START is vocabulary.metrics[account.opening].kind


def test_rates_are_in_percent(vocabulary: Vocabulary) -> None:
    """A metric of kind rate is in percent, and no other."""
    for metric in vocabulary.metrics.values():
        assert (metric.kind is Kind.RATE) == (metric.unit == "percent")


@pytest.mark.parametrize(
    ("metric", "earlier", "later", "expected"),
    [
        ("requests.received", "gid-2014", "gid-2019", Comparability.APPROXIMATE),
        ("requests.received", "gid-2019", "gid-2021", Comparability.EXACT),
        ("requests.received", "gid-2014", "gid-2021", Comparability.APPROXIMATE),
        ("requests.received", "gid-2021", "gid-2014", Comparability.APPROXIMATE),
        ("requests.received", "gid-2021", "gid-2021", Comparability.EXACT),
        ("requests.carried_in", "gid-2014", "gid-2019", Comparability.NONE),
        ("requests.carried_in", "gid-2019", "gid-2021", Comparability.EXACT),
        ("disclosure_rate", "gid-2019", "gid-2021", Comparability.EXACT),
    ],
)
def test_comparability(
    vocabulary: Vocabulary, metric: str, earlier: str, later: str, expected: Comparability
) -> None:
    """How figures of two forms compare: in both directions, over several steps, for a ratio as its worst term."""
    assert expected is vocabulary.comparability(metric, earlier, later)


def test_stock_of_documents_breaks_in_2021(vocabulary: Vocabulary) -> None:
    """Published stock and documents in force are two metrics: nothing compares over that change."""
    assert vocabulary.is_on_form("disclosure.regulations.published_stock", "gid-2019")
    assert not vocabulary.is_on_form("disclosure.regulations.published_stock", "gid-2021")
    assert not vocabulary.is_on_form("disclosure.regulations.in_force", "gid-2019")
    assert vocabulary.is_on_form("disclosure.regulations.in_force", "gid-2021")


def test_partitions(vocabulary: Vocabulary) -> None:
    """A whole may divide in several ways; of_which and overlapping splits are no partitions."""
    assert ["origin", "fate"] == [split.axis for split in vocabulary.partitions("requests.handled")]
    assert ["timeliness"] == [split.axis for split in vocabulary.partitions("requests.closed", "gid-2014")]
    assert () == vocabulary.partitions("disclosure.items")
    assert () == vocabulary.partitions("review.total", "gid-2014")


def test_described(vocabulary: Vocabulary) -> None:
    """Metrics and ratios are found by id."""
    assert "requests received" == vocabulary.described("requests.received").en
    assert "disclosure rate" == vocabulary.described("disclosure_rate").en


def test_described_with_a_near_miss(vocabulary: Vocabulary) -> None:
    """An unknown id names the nearest ones."""
    with pytest.raises(VocabularyError) as raised:
        vocabulary.described("request.carried_in")

    assert (
        "request.carried_in: no metric or ratio of the vocabulary 'gid'; did you mean requests.carried_in?"
        == str(raised.value)
    )


def test_described_without_a_near_miss(vocabulary: Vocabulary) -> None:
    """An unknown id that resembles none says where the ids are listed."""
    with pytest.raises(VocabularyError) as raised:
        vocabulary.described("nonsense")

    assert (
        "nonsense: no metric or ratio of the vocabulary 'gid'; `Vocabulary.metrics` and `.ratios` list the ids"
        == str(raised.value)
    )


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (Term(metric="a.b"), "a.b"),
        (Term(metric="a.b", sign=-1), "-a.b"),
        (Term(metric="a.b", applicant="total"), "a.b[total]"),
        (Term(metric="a.b", sign=-1, applicant="total", lag=1), "-a.b[total]@-1"),
    ],
)
def test_term_is_printed_as_it_is_written(term: Term, text: str) -> None:
    """The text of a term is the one that the vocabulary files use."""
    assert text == str(term)


def docstrings_of(tree: ast.AST) -> set[int]:
    """The constants that are docstrings, by object identity."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)
    }


@pytest.mark.parametrize("file", FILES, ids=str)
def test_no_id_of_the_vocabulary_in_python(vocabulary: Vocabulary, file: Path) -> None:
    """Metrics and ratios are named in the vocabulary files, not in the code of the package."""
    ids = {*vocabulary.metrics, *vocabulary.ratios}
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    docstrings = docstrings_of(tree)
    literals = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]

    assert [] == [(line, text) for line, text in literals if text in ids]
