"""The first chapter: what to verify again, where, with both numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl

from yoycompare.briefs.yearly.blocks import Chapter, Grid, GridRow, Number, Paragraph, Problem, shortened
from yoycompare.briefs.yearly.material import Material
from yoycompare.checks.exports.wording import row_to_text
from yoycompare.comparisons.numerals import number_text
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["doubted", "problems"]

MOST_DOUBTED: Final = 6  # metrics of one failing check that are marked elsewhere
MOST_NUMBERS: Final = 24  # of one finding; a table that is all blank has hundreds


def problems(material: Material) -> Chapter:
    """The findings that fail, the most serious first."""
    words = material.words
    own = _of_body(material)
    waived = own.filter(pl.col("waived").is_not_null()).height
    failing = own.filter(pl.col("outcome") == "fails", pl.col("waived").is_null())
    counts = {
        "all": own.height,
        "fails": failing.height,
        "errors": failing.filter(pl.col("severity") == "error").height,
        "open": own.filter(pl.col("outcome") == "cannot_be_assessed").height,
        "holds": own.filter(pl.col("outcome") == "holds").height,
    }
    said = [words["counts"].format(**counts)]
    said += [words["open"]] if counts["open"] else []
    said += [words["waived"].format(count=waived)] if waived else []
    said += [] if failing.height else [words["no_problem"]]
    several = [Paragraph((text,), is_note=True) for text in _several(material)]
    found = [_problem(row, material) for row in failing.iter_rows(named=True)]
    return Chapter(
        id="problems",
        title=words["chapters"]["problems"],
        blocks=(Paragraph(((" " if material.wording.spaced else "").join(said),)), *several, *found),
    )


def _several(material: Material) -> Iterator[str]:
    """What is said of a year that has several files."""
    for year in (material.year, material.year - 1):
        files = [material.files[report.sha256] for report in material.own if report.year == year]
        if len(files) > 1:
            listed = material.wording.list_comma.join(files)
            yield material.words["several"].format(year=year, count=len(files), list=listed, first=files[0])


def doubted(material: Material) -> frozenset[str]:
    """The metrics whose totals stand in a check that fails as an error; of a long sum only the whole."""
    errors = _of_body(material).filter(
        pl.col("outcome") == "fails", pl.col("waived").is_null(), pl.col("severity") == "error"
    )
    found: set[str] = set()
    for metric, applicant, operands in errors.select("metric", "applicant", "operands").iter_rows():
        named = {item["metric"] for item in operands if item["applicant"] == TOTAL and item["metric"]}
        found |= named if len(named) <= MOST_DOUBTED else {metric} if applicant == TOTAL else set()
    return frozenset(found)


def _of_body(material: Material) -> pl.DataFrame:
    """The findings of both reports."""
    return material.findings.frame.filter(
        pl.col("entity") == material.entity,
        pl.col("scope") == str(material.report.scope),
        pl.col("year").is_between(material.year - 1, material.year),
    )


def _problem(row: Mapping[str, Any], material: Material) -> Problem:
    words = material.words
    told = row["operands"][:MOST_NUMBERS]
    more = len(row["operands"]) - len(told)
    is_long = len(told) > MOST_NUMBERS // 4
    counted = words["numbers_of"].format(count=len(told)) if is_long else ""
    return Problem(
        level=row["severity"],
        level_text=words["levels"][row["severity"]],
        message=f"{row['year']}{words['colon']}{shortened(row_to_text(row, material.lang))}",
        reference=f"{row['check']} {row['fingerprint']}",
        numbers=Grid(
            header=words["operands"],
            rows=tuple(_operand(item, material) for item in told),
            caption=words["more_numbers"].format(count=more) if more else counted,
            numbers=frozenset({2, 3}),
            is_folded=is_long,
        ),
    )


def _operand(item: Mapping[str, Any], material: Material) -> GridRow:
    words, vocabulary = material.words, material.vocabulary
    name = material.name(item["metric"]) if item["metric"] else ""
    if item["applicant"] in vocabulary.applicants:
        name += material.wording.aside.format(
            getattr(vocabulary.applicants[item["applicant"]], material.lang)
        )
    value = (
        words["statuses"].get(item["status"], "—")
        if item["value"] is None
        else number_text(item["value"], rate=False)
    )
    place = material.located(item["doc"] or "", item["place"] or "", item["raw"] or "")
    return GridRow(
        (
            (words["sides"].get(item["side"], item["side"] or ""),),
            (name,),
            (str(item["year"]),),
            (Number(value, place),),
            (shortened(material.formula(item["raw"] or "")),),
            (material.where(item["doc"] or "", item["place"] or ""),),
        )
    )
