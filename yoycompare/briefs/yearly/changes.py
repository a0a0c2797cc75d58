"""The second chapter: what changed most, and what its parts contributed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl
from attrs import evolve

from yoycompare.briefs.courses import has_change
from yoycompare.briefs.yearly.blocks import Bullets, Chapter, Number, Paragraph, Text, fill
from yoycompare.briefs.yearly.material import Material
from yoycompare.briefs.yearly.problems import doubted
from yoycompare.comparisons import contributions
from yoycompare.comparisons.numerals import change_text
from yoycompare.comparisons.parts import RESIDUAL
from yoycompare.reports import Origin
from yoycompare.vocabulary.definitions import Kind
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["changes", "wholes"]

MOST: Final = 10
MOST_PARTS: Final = 4


def changes(material: Material) -> Chapter:
    """The main figures, those that changed most, and the contributions to them."""
    words = material.words
    own = material.rows().filter(pl.col("year") == material.year)
    told = own.filter(pl.col("value").is_not_null()).to_dicts()
    moved = sorted(
        (row for row in told if (_size(row, material) or 0.0) > 0),
        key=lambda row: -(_size(row, material) or 0.0),
    )
    blocks: list[Paragraph | Bullets] = []
    if material.earlier is None:
        blocks.append(Paragraph((words["no_before"].format(before=material.year - 1),)))
    if not told:
        blocks.append(Paragraph((words["no_figures"].format(year=material.year),)))
    in_doubt = doubted(material)
    main = [row for row in told if row["metric"] in _of_account(material)]
    if main:
        blocks.append(Bullets(tuple(_sentence(row, material, in_doubt) for row in main)))
    rates = [row for row in told if row["points"] is not None and _is_headline(row, material)]
    if rates:
        blocks.append(Paragraph((words["rates"],), is_note=True))
        blocks.append(Bullets(tuple(_sentence(row, material, in_doubt) for row in rates)))
    others = [row for row in moved if row not in main][:MOST]
    if others:
        blocks.append(Paragraph((words["other"] + words["largest"],), is_note=True))
        blocks.append(Bullets(tuple(_sentence(row, material, in_doubt) for row in others)))
    if moved:
        reasons = tuple(_why(whole, material) for whole in wholes(material))
        blocks.append(Bullets(reasons) if reasons else Paragraph((words["no_why"],), is_note=True))
    alone = [row for row in told if _is_headline(row, material) and not has_change(row) and row not in main]
    if alone:
        listed = words["semicolon"].join(
            f"{material.name(row['metric'])}{material.wording.aside.format(material.reason(row))}"
            for row in alone
        )
        blocks.append(Paragraph((words["not_compared"].format(list=listed),), is_note=True))
    return Chapter(id="changes", title=words["chapters"]["changes"], blocks=tuple(blocks))


def wholes(material: Material) -> list[str]:
    """The main metrics that divide into parts and changed."""
    own = material.rows().filter(pl.col("year") == material.year, pl.col("percent").is_not_null())
    moved = set(own.filter(pl.col("difference") != 0)["metric"])
    found = dict.fromkeys(
        split.whole
        for split in material.vocabulary.splits
        if split.whole in moved and material.vocabulary.metrics[split.whole].headline
    )
    return [whole for whole in found if any(True for _ in _parts(whole, material))]


def _of_account(material: Material) -> set[str]:
    """The stocks and flows of the first account of the vocabulary: what a report is about."""
    account = next(iter(material.vocabulary.accounts.values()))
    named = [account.opening, *account.inflows, *account.outflows, account.closing]
    return {metric for metric in named if metric is not None and material.vocabulary.metrics[metric].headline}


def _is_headline(row: Mapping[str, Any], material: Material) -> bool:
    return bool(material.vocabulary.described(row["metric"]).headline)


def _size(row: Mapping[str, Any], material: Material) -> float | None:
    """How large a change of counts is beside what chance does to counts: difference over the root of the sum."""
    if row["difference"] is None or row["kind"] == str(Kind.NET_CHANGE):
        return None
    if material.vocabulary.units[row["unit"]].in_multiples:
        return None
    together = row["value"] + row["previous"]
    return abs(row["difference"]) / math.sqrt(together) if together > 0 else 0.0


def _sentence(row: Mapping[str, Any], material: Material, in_doubt: frozenset[str]) -> Text:
    words, before = material.words, str(material.year - 1)
    name, unit, value = material.name(row["metric"]), material.unit(row), material.value(row)
    counted = f" {unit}" if unit and material.wording.spaced else unit
    warned = words["doubted"] if _terms(row["metric"], material) & in_doubt else ""
    if not has_change(row):
        said = fill(words["lead_alone"], metric=name, value=value, unit=counted, reason=material.reason(row))
        return (*said, warned) if warned else said
    stated = row["previous_source"] == str(Origin.LINKED)
    by_whom = fill(words["stated"] if stated else "", year=str(row["previous_vintage"]))
    said = fill(
        words["lead"],
        metric=name,
        value=value,
        unit=counted,
        before=before,
        previous=(material.value(row, "previous_"), *_spaced(unit, material), *by_whom),
        change=material.moved(row),
    )
    return (*said, warned) if warned else said


def _terms(metric: str, material: Material) -> set[str]:
    """What a number rests on: the metric, or the terms of a ratio."""
    ratio = material.vocabulary.ratios.get(metric)
    return {metric} if ratio is None else {term.metric for term in ratio.terms}


def _spaced(unit: str, material: Material) -> Text:
    """The unit behind a second number: 件 in Chinese; English says it once."""
    return () if material.wording.spaced or not unit else (unit,)


def _parts(whole: str, material: Material) -> Iterator[dict[str, Any]]:
    """The parts of a whole that changed, the largest contribution first."""
    own = evolve(material.change, frame=material.rows(None))  # of one body: the others are not needed
    told = contributions(own, whole, applicant=TOTAL).filter(
        pl.col("year") == material.year,
        pl.col("part") != RESIDUAL,
        pl.col("contribution").is_not_null(),
        pl.col("difference") != 0,
    )
    yield from told.sort(pl.col("contribution").abs(), descending=True).head(MOST_PARTS).iter_rows(named=True)


def _why(whole: str, material: Material) -> Text:
    words = material.words
    (row,) = (
        material.rows()
        .filter(pl.col("year") == material.year, pl.col("metric") == whole)
        .iter_rows(named=True)
    )
    listed: list[Any] = []
    named = list(_parts(whole, material))
    for part in named:
        target = f"m-{part['part']}"
        pair = words["difference_of"].format(value=f"{part['value']:,g}", previous=f"{part['previous']:,g}")
        listed += [
            *([words["semicolon"]] if listed else []),
            *fill(
                words["part"],
                name=material.name(part["part"]),
                contribution=Number(
                    change_text(round(part["contribution"], 2)),
                    f"100 × ({pair}) ÷ {row['previous']:,g}",
                    target,
                ),
                difference=Number(change_text(part["difference"]), pair, target),
            ),
        ]
    rest = row["difference"] - sum(part["difference"] for part in named)
    if rest:
        share = row["percent"] - sum(part["contribution"] for part in named)
        listed += [
            words["semicolon"],
            *fill(
                words["rest"],
                contribution=Number(change_text(round(share, 2))),
                difference=Number(change_text(rest)),
            ),
        ]
    return fill(words["why"], whole=material.name(whole), change=material.moved(row), parts=tuple(listed))
