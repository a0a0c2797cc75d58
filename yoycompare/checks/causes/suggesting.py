"""Panel → causes: the least that would have to be printed otherwise for everything to add up, where that is unique."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import polars as pl
from attrs import evolve, frozen

from yoycompare.checks.causes.edits import Line, misprint, pairs, single_cells, slips
from yoycompare.checks.causes.problems import Cell, Edit, Equation, Problem, rows_to_problems
from yoycompare.checks.evaluation import evaluate
from yoycompare.checks.identities import Family
from yoycompare.panels import Panel
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Table, TableLayout
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["causes", "rows_to_causes"]

EQUATIONS: Final = tuple(family for family in Family if family is not Family.BOUNDS)
CHANGED: Final = pl.Struct(
    {
        "year": pl.Int32(),
        "doc": pl.String(),
        "metric": pl.String(),
        "applicant": pl.String(),
        "printed": pl.Float64(),
        "suggested": pl.Float64(),
        "place": pl.String(),
    }
)
TELLING: Final = ("digits_swapped", "digit_extra", "digit_missing")  # slips that decide between several cells
COLUMNS: Final = {
    "entity": pl.String(),
    "scope": pl.String(),
    "mechanism": pl.String(),
    "ground": pl.String(),
    "cells": pl.List(CHANGED),
    "checks": pl.List(pl.Struct({"year": pl.Int32(), "doc": pl.String(), "check": pl.String()})),
    "cause_zh": pl.String(),
    "cause_en": pl.String(),
}
MECHANISMS: Final = {
    "": ("", ""),
    "digits_swapped": ("数字颠倒", "digits swapped"),
    "digit_extra": ("多写一位", "a digit too many"),
    "digit_missing": ("漏写一位", "a digit is missing"),
    "neighbour": ("与相邻单元格相同", "the number of the cell beside it"),
    "last_year": ("与上年数字相同", "the number of last year"),
    "exchanged": ("相邻两格对调", "two cells beside each other are exchanged"),
    "joined": ("相邻两格的数字写在一起", "the digits of two cells run together"),
    "shifted": ("整行或整列错位一格", "the numbers stand one cell further"),
    "pair": ("两格相差同一数", "two cells"),
}


@frozen(kw_only=True, eq=False)
class Solution:
    """An edit that makes failing equations hold, and why it is the one."""

    problem: Problem
    failing: tuple[Equation, ...]
    mechanism: str
    ground: str
    edit: Edit


def causes(panel: Panel) -> pl.DataFrame:
    """What would make the failing identities of a panel hold: suggestions, never applied.

    Returns
    -------
    polars.DataFrame
        One row a group of failing identities that share cells and that one edit solves. Columns: entity, scope;
        mechanism (`digits_swapped`, `digit_extra`, `digit_missing`, `neighbour`, `last_year`, `exchanged`, `joined`,
        `shifted`, `pair`; empty where only the arithmetic shows); ground (`arithmetic` where no other edit of as few
        cells solves it, `pattern` where several do and one of them alone is a known slip); cells (year, doc, metric,
        applicant, printed, suggested, place); checks (year, doc, check); cause_zh, cause_en.

    Notes
    -----
    An edit must make every failing identity of the group hold and break none that holds. One cell is tried first, then
    two cells, neighbours exchanged or run together, rows and columns shifted by one cell, rows left as a year ago.
    What is not unique is not shown.

    Examples
    --------
    >>> labels = ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization", "total")
    >>> printed = {"received": (21, 3, 0, 0, 0, 0, 15), "carried_in": (1, 0, 0, 0, 0, 0, 1)}
    >>> printed |= {"closed": (12, 2, 0, 0, 0, 0, 14), "carried_out": (1, 1, 0, 0, 0, 0, 2)}
    >>> rows = [
    ...     ("A", 2023, f"requests.{name}", label, float(number))
    ...     for name, numbers in printed.items()
    ...     for label, number in zip(labels, numbers, strict=True)
    ... ]
    >>> frame = pl.DataFrame(rows, schema=["entity", "year", "metric", "applicant", "value"], orient="row")
    >>> print(causes(Panel.from_frame(frame.with_columns(form=pl.lit("gid-2021"))))["cause_en"][0])
    2 identities hold if requests received (natural persons) of 2023 is 12, not 21: digits swapped
    """
    return rows_to_causes(evaluate(panel, EQUATIONS), panel.vocabulary)


def rows_to_causes(rows: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """As `causes`, from rows of identities."""
    equations = [str(family) for family in EQUATIONS]
    known = rows.filter(pl.col("rule").is_in(equations) & pl.col("difference").is_not_null())
    failing = known.filter(pl.col("outcome") == "fails").select("entity", "scope", "year")
    # An identity has cells of one year and of the one before: no others can be broken by an edit.
    near = pl.concat(failing.with_columns(pl.col("year") + shift) for shift in (-1, 0, 1)).unique()
    wanted = known.join(near, on=["entity", "scope", "year"], how="semi", maintain_order="left")
    found = [
        cause
        for (entity, scope), group in wanted.group_by("entity", "scope", maintain_order=True)
        for cause in _of_body(str(entity), str(scope), group, vocabulary)
    ]
    return pl.DataFrame(found, schema=COLUMNS)


def _of_body(
    entity: str, scope: str, group: pl.DataFrame, vocabulary: Vocabulary
) -> Iterator[dict[str, Any]]:
    forms = {
        (row["year"], row["doc"]): row["form"]
        for row in group.select("year", "doc", "form").unique().to_dicts()
    }
    solved: dict[frozenset[tuple[Cell, float]], Solution] = {}
    for problem in rows_to_problems(group.iter_rows(named=True)):
        touched = {(cell.year, cell.doc) for equation in problem.failing for cell in equation.terms}
        lines = [
            [Cell(year, doc, *cell) for cell in line]
            for year, doc in sorted(touched)
            for line in form_to_lines(forms.get((year, doc), ""), vocabulary)
        ]
        solution = _choose(problem, lines)
        if solution is not None:
            key = frozenset(solution.edit.items())
            known = solved.get(key)
            failing = (*known.failing, *problem.failing) if known is not None else problem.failing
            solved[key] = evolve(solution, failing=failing)
    for solution in solved.values():
        yield {
            "entity": entity,
            "scope": scope,
            "mechanism": solution.mechanism,
            "ground": solution.ground,
            "cells": [_changed(solution.problem, cell, value) for cell, value in solution.edit.items()],
            "checks": [
                {"year": item.year, "doc": item.doc, "check": item.check} for item in solution.failing
            ],
            "cause_zh": _said(solution, "zh", vocabulary),
            "cause_en": _said(solution, "en", vocabulary),
        }


def _choose(problem: Problem, lines: Sequence[Line]) -> Solution | None:
    """The one edit of the fewest cells; of several, the one that is a known slip."""
    neighbours = _neighbours(lines)
    singles = [(misprint(problem, edit, neighbours), edit) for edit in single_cells(problem)]
    if singles:
        slipped = [item for item in singles if item[0] in TELLING]
        chosen = singles if len(singles) == 1 else slipped
        return _only(problem, chosen, "arithmetic" if chosen is singles else "pattern")
    found = {frozenset(edit.items()): ("pair", edit) for edit in pairs(problem)}
    known = {frozenset(edit.items()): (mechanism, edit) for mechanism, edit in slips(problem, lines)}
    if found.keys() == known.keys() or not known:
        return _only(problem, list((known or found).values()), "arithmetic")
    return _only(problem, list(known.values()), "pattern") if len(found) != 1 else None


def _only(problem: Problem, items: Sequence[tuple[str, Edit]], ground: str) -> Solution | None:
    if len(items) != 1:
        return None
    ((mechanism, edit),) = items
    return Solution(problem=problem, failing=problem.failing, mechanism=mechanism, ground=ground, edit=edit)


def _neighbours(lines: Iterable[Line]) -> Mapping[Cell, list[Cell]]:
    beside: dict[Cell, list[Cell]] = {}
    for line in lines:
        for one, other in pairwise(line):
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
    return beside


@functools.lru_cache(maxsize=64)
def form_to_lines(form: str, vocabulary: Vocabulary) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The rows (without the column of totals, and with it) and columns of the tables of a form, as metric and applicant."""
    known = vocabulary.forms.get(form)
    return tuple(
        line
        for table in (known.tables if known is not None else ())
        for line in _table_to_lines(table, vocabulary)
        if len(line) > 1
    )


def _table_to_lines(table: Table, vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, str], ...]]:
    if table.layout is TableLayout.APPLICANTS:
        applicants = [column.applicant for column in table.columns if column.applicant]
        own = [name for name in applicants if not vocabulary.applicants[name].parts]
        metrics = [row.metrics[0] for row in table.rows]
        for row in (own, applicants):
            yield from (tuple((metric, applicant) for applicant in row) for metric in metrics)
        yield from (tuple((metric, applicant) for metric in metrics) for applicant in applicants)
    elif table.layout is TableLayout.COLUMNS:
        yield tuple((column.metric, TOTAL) for column in table.columns if column.metric)
    else:
        yield from (tuple((metric, TOTAL) for metric in row.metrics) for row in table.rows)
        widths = {len(row.metrics) for row in table.rows}
        if len(widths) == 1:
            yield from zip(*(((metric, TOTAL) for metric in row.metrics) for row in table.rows), strict=True)


def _changed(problem: Problem, cell: Cell, value: float) -> dict[str, Any]:
    return {
        **cell._asdict(),
        "printed": problem.values[cell],
        "suggested": value,
        "place": problem.places[cell],
    }


def _said(solution: Solution, lang: str, vocabulary: Vocabulary) -> str:
    parts = []
    for cell, value in solution.edit.items():
        metric = getattr(vocabulary.metrics[cell.metric], lang)
        whom = getattr(vocabulary.applicants[cell.applicant], lang)
        printed, suggested = (f"{number:.10g}" for number in (solution.problem.values[cell], value))
        if lang == "zh":
            name = metric if cell.applicant == TOTAL else f"{metric}（{whom}）"
            parts.append(f"{cell.year}年{name}为{suggested}而非{printed}")
        else:
            name = metric if cell.applicant == TOTAL else f"{metric} ({whom})"
            parts.append(f"{name} of {cell.year} is {suggested}, not {printed}")
    how_zh, how_en = MECHANISMS[solution.mechanism]
    count = len(solution.failing)
    if lang == "zh":
        return f"若{'、'.join(parts)}，{count}个等式成立" + (f"：{how_zh}" if how_zh else "")
    holds = "1 identity holds" if count == 1 else f"{count} identities hold"
    return f"{holds} if {' and '.join(parts)}" + (f": {how_en}" if how_en else "")
