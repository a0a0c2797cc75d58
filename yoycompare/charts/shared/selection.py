"""Comparison → the rows that a chart is about, or an error that names what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from yoycompare.charts.shared.wording import Wording
from yoycompare.comparisons import Comparison
from yoycompare.errors import ChartError
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["applicant_name", "label_bodies", "last_year", "pick_entities", "pick_entity", "pick_rows"]

SHOWN_NAMES = 5


def applicant_name(vocabulary: Vocabulary, applicant: str, lang: str) -> str:
    """A kind of applicant as a title names it; the total goes without saying."""
    return "" if applicant == TOTAL else str(getattr(vocabulary.applicants[applicant], lang))


def pick_rows(
    comparison: Comparison, metrics: Sequence[str], applicant: str, *, scope: str | None = None
) -> pl.DataFrame:
    """The rows of some metrics for one applicant, of all scopes or of one.

    Raises
    ------
    VocabularyError
        The vocabulary has no such metric or ratio.
    ChartError
        It has no such applicant, or the comparison has no such rows, or another lag than one year.
    """
    if comparison.lag != 1:
        problem = f"it compares with {comparison.lag} years before, and charts show the year before"
        raise ChartError("comparison", problem, "compare with lag=1")
    for metric in metrics:
        comparison.vocabulary.described(metric)
    if applicant not in comparison.vocabulary.applicants:
        known = ", ".join(comparison.vocabulary.applicants)
        raise ChartError(f"applicant {applicant!r}", "the vocabulary does not know it", f"use one of {known}")
    rows = comparison.frame.filter(pl.col("metric").is_in(metrics), pl.col("applicant") == applicant)
    if scope is not None:
        rows = rows.filter(pl.col("scope") == scope)
    if rows["value"].is_null().all():
        asked = f"applicant {applicant!r}" + (f", scope {scope!r}" if scope else "")
        raise ChartError(
            ", ".join(metrics[:SHOWN_NAMES]),
            f"the comparison has no value for {asked}",
            "choose what its frame holds",
        )
    return rows


def pick_entities(rows: pl.DataFrame, entities: Sequence[str] | None) -> pl.DataFrame:
    """The rows of the entities that are named, in their order; all entities that have a value without names.

    Raises
    ------
    ChartError
        A named entity has no value, or is named twice.
    """
    held = rows.filter(pl.col("value").is_not_null())["entity"].unique(maintain_order=True).to_list()
    if isinstance(entities, str):
        entities = [entities]
    wanted = held if entities is None else list(entities)
    for entity in wanted:
        if entity not in held:
            metrics = ", ".join(rows["metric"].unique(maintain_order=True).head(SHOWN_NAMES))
            raise ChartError(
                entity, f"there is no value of {metrics} for it", f"there is for {_listed(held)}"
            )
    if len(set(wanted)) < len(wanted) or not wanted:
        raise ChartError("entities", f"{wanted} names none, or one twice", f"choose from {_listed(held)}")
    numbers = {entity: number for number, entity in enumerate(wanted)}
    order = pl.col("entity").replace_strict(numbers, default=None, return_dtype=pl.Int32)
    return (
        rows.with_columns(entity_order=order)
        .drop_nulls("entity_order")
        .sort("entity_order", maintain_order=True)
    )


def pick_entity(rows: pl.DataFrame, entity: str | None) -> pl.DataFrame:
    """The rows of one entity and one scope.

    Raises
    ------
    ChartError
        None is named and there are several, the named one has no value, or it has reports of two scopes.
    """
    held = rows.filter(pl.col("value").is_not_null())["entity"].unique(maintain_order=True).to_list()
    if entity is None and len(held) > 1:
        raise ChartError("entity", f"the comparison holds {len(held)}", f"name one of {_listed(held)}")
    rows = pick_entities(rows, [entity] if entity is not None else held)
    scopes = rows["scope"].unique(maintain_order=True).to_list()
    if len(scopes) > 1:
        raise ChartError(
            str(rows["entity"][0]),
            f"it has reports of {len(scopes)} scopes",
            f"name one in `scope`: {_listed(scopes)}",
        )
    return rows


def last_year(rows: pl.DataFrame, year: int | None) -> Any:
    """The year that is asked for, else the last that has a value; None where none has."""
    return rows.filter(pl.col("value").is_not_null())["year"].max() if year is None else year


def label_bodies(rows: pl.DataFrame, wording: Wording) -> pl.DataFrame:
    """The rows with `label`: the body, and its scope where the rows hold several of one body."""
    several = pl.col("scope").n_unique().over("entity") > 1
    scopes = {name: wording.aside.format(text) for name, text in wording.scopes.items()}
    scoped = pl.col("entity") + pl.col("scope").replace_strict(scopes, return_dtype=pl.String)
    return rows.with_columns(label=pl.when(several).then(scoped).otherwise("entity"))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN_NAMES])
    return shown if len(names) <= SHOWN_NAMES else f"{shown} and {len(names) - SHOWN_NAMES} more"
