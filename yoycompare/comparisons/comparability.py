"""Which figures may be compared: over a change of form, as the vocabulary judges it."""

from __future__ import annotations

from itertools import product

import polars as pl

from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Comparability
from yoycompare.vocabulary.vocabulary import worst

__all__ = ["judge_pairs", "metrics_off_form"]


def judge_pairs(
    frame: pl.DataFrame, earlier: str, later: str, name: str, vocabulary: Vocabulary
) -> pl.DataFrame:
    """Add a column: how the figures of two category columns compare, null where one is not known.

    `earlier` and `later` are columns with forms separated by blanks: the forms whose categories a
    figure uses. Several (undecided prose) that have one in common compare as `exact`, else as badly
    as the worst pair. The judgement is made once per distinct combination, not per row.
    """
    pairs = frame.select("metric", earlier, later).unique().drop_nulls()
    judged = [_judge(metric, first, second, vocabulary) for metric, first, second in pairs.iter_rows()]
    judgements = pairs.with_columns(pl.Series(name, judged, dtype=pl.String))
    return frame.join(judgements, on=["metric", earlier, later], how="left")


def _judge(metric: str, earlier: str, later: str, vocabulary: Vocabulary) -> str | None:
    first = [form for form in earlier.split() if form in vocabulary.forms]
    second = [form for form in later.split() if form in vocabulary.forms]
    if not first or not second:
        return None
    if not set(first).isdisjoint(second):  # they may well be of one form: the change is marked
        return str(Comparability.EXACT)
    return str(worst(vocabulary.comparability(metric, *pair) for pair in product(first, second)))


def metrics_off_form(reports: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Columns `metric`, `categories`, `off_form` (true): what no form that a report may use asks for."""
    rows = [
        (metric, categories, True)
        for categories in reports["categories"].unique().sort()
        for metric in (*vocabulary.metrics, *vocabulary.ratios)
        if categories and not _is_on_any(metric, categories.split(), vocabulary)
    ]
    schema = {"metric": pl.String, "categories": pl.String, "off_form": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _is_on_any(metric: str, forms: list[str], vocabulary: Vocabulary) -> bool:
    """Whether one of the forms asks for a metric; a form that the vocabulary does not know may."""
    return any(form not in vocabulary.forms or vocabulary.is_on_form(metric, form) for form in forms)
