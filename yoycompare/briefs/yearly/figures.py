"""The fourth chapter: every figure of the two years and, where there are more, of the last six."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from yoycompare.briefs.courses import course, has_change
from yoycompare.briefs.yearly.blocks import Chapter, Grid, GridRow, Number, Paragraph, Spark, Text
from yoycompare.briefs.yearly.material import Material
from yoycompare.comparisons.numerals import change_text, number_text, points_text
from yoycompare.reports import Origin
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["figures", "is_shown", "places_of"]

MOST_YEARS: Final = 6
RIVALS: Final = re.compile(
    r"other sources say ([^;]*)"
)  # as the comparison notes it: 258 (prose), 12 (table)
NUMBER: Final = re.compile(r"[0-9.,]*[0-9](?= \()")


def places_of(totals: Grid) -> Iterator[GridRow]:
    """A row for each number of the table of totals: what a click on it leads to, on paper too."""
    for row in totals.rows:
        for name, cell in zip(totals.header, row.cells, strict=True):
            for number in cell:
                if isinstance(number, Number) and number.target.startswith("p-"):
                    texts = (*row.cells[0], name, number.text, number.place)
                    yield GridRow(tuple((text,) for text in texts), number.target)


def figures(material: Material) -> Chapter:
    """The table of totals, and that of the kinds of applicants."""
    words, totals, applicants = material.words, _totals(material), _applicants(material)
    places = Grid(
        header=words["places_header"],
        rows=tuple(places_of(totals)),
        caption=words["places_of"],
        numbers=frozenset({2}),
        is_folded=True,
    )
    return Chapter(
        id="figures",
        title=material.words["chapters"]["figures"],
        blocks=(totals, *(grid for grid in (applicants, places) if grid.rows))
        if totals.rows
        else (Paragraph((words["no_figures"].format(year=material.year),)),),
    )


def _totals(material: Material) -> Grid:
    words = material.words
    own = material.rows()
    years = material.own_years
    shown = sorted({*years[-MOST_YEARS:], material.year - 1, material.year})
    base = material.change.base
    with_index = own.filter(pl.col("year") == material.year)["index"].is_not_null().any()
    columns = [words["metric"], *map(str, shown), words["difference"], words["percent"]]
    columns += [words["index"]] if with_index else []
    columns += [words["course"]] if len(years) > 2 else []
    header = (*columns, words["reason"])
    rows = []
    for group in own.partition_by("metric", maintain_order=True):
        by_year = {row["year"]: row for row in group.iter_rows(named=True)}
        now = by_year.get(material.year)
        if now is None or not is_shown(group):
            continue
        cells: list[Text] = [(_name(now, material),)]
        cells += [(_cell(by_year, year, material),) for year in shown]
        cells += [(text,) for text in _change(now, material)]
        cells += (
            [("" if now["index"] is None else number_text(round(now["index"], 1), rate=False, decimals=1),)]
            if with_index
            else []
        )
        cells += [(_spark(by_year, shown, material),)] if len(years) > 2 else []
        cells.append((_remark(now, material),))
        rows.append(GridRow(tuple(cells), f"m-{now['metric']}"))
    template = words["figures"] if with_index else words["figures_no_base"]
    return Grid(
        header=header,
        rows=tuple(rows),
        caption=template.format(base=base),
        numbers=frozenset(range(1, len(header) - 1)),
    )


def is_shown(rows: pl.DataFrame) -> bool:
    """Whether a metric has a figure in any year."""
    return bool(
        rows.select(pl.col("value").is_not_null() | pl.col("previous").is_not_null()).to_series().any()
    )


def _name(row: Mapping[str, Any], material: Material) -> str:
    """The name of a metric, with the unit where several are in use: an amount may be printed in 万元."""
    name = material.name(row["metric"])
    in_multiples = material.vocabulary.units[row["unit"]].in_multiples
    return name + material.wording.aside.format(material.unit(row)) if in_multiples else name


def _cell(by_year: Mapping[int, Mapping[str, Any]], year: int, material: Material) -> str | Number:
    """A value; that of a year without a row of its own is the `previous` of the next."""
    row = by_year.get(year)
    if row is not None and (row["value"] is not None or row["status"]):
        return _to_place(material.value(row), row["metric"], year)
    after = by_year.get(year + 1)
    if after is None:
        return "—"
    return _to_place(material.value(after, "previous_"), after["metric"], year)


def _to_place(value: str | Number, metric: str, year: int) -> str | Number:
    """A cell of the table points to the row that says where its number is printed."""
    return Number(value.text, value.place, f"p-{metric}-{year}") if isinstance(value, Number) else value


def _change(row: Mapping[str, Any], material: Material) -> tuple[str, str]:
    if row["points"] is not None:
        points = points_text(row["points"]).removesuffix(" pp") + material.wording.points
        return "", points
    percent = "" if row["percent"] is None else material.scale(row).percent(row["percent"])
    return change_text(row["difference"]), percent


def _spark(by_year: Mapping[int, Mapping[str, Any]], years: Sequence[int], material: Material) -> Spark:
    first, last = years[0], years[-1]
    name = material.name(by_year[material.year]["metric"])
    return Spark(course(by_year, first, last, f"{name} {first}–{last}"))


def _remark(row: Mapping[str, Any], material: Material) -> str:
    told = []
    if (not has_change(row) or row["change_reason"]) and not row["value"] == row["previous"] == 0:
        told.append(material.reason(row) if row["value"] is not None else "")
    if row["previous_source"] == str(Origin.LINKED):
        told.append(
            f"{material.year - 1}{material.words['colon']}{material.words['linked'].format(year=row['previous_vintage'])}"
        )
    if material.is_over_break(row):
        told.append(material.wording.over_break.strip("（） ()"))
    rivals = RIVALS.search(row["note"] or "")
    if rivals:
        told.append(
            material.words["rivals"].format(list=material.wording.list_comma.join(NUMBER.findall(rivals[1])))
        )
    return str(material.words["semicolon"]).join(text for text in told if text)


def _applicants(material: Material) -> Grid:
    """A row a metric, a column a kind of applicant."""
    words = material.words
    kinds = [kind for kind in material.vocabulary.applicants if kind != TOTAL]
    own = material.rows(None).filter(
        pl.col("year") == material.year, pl.col("applicant") != TOTAL, pl.col("value").is_not_null()
    )
    used = [kind for kind in kinds if kind in set(own["applicant"])]
    header = (
        words["metric"],
        *(str(getattr(material.vocabulary.applicants[kind], material.lang)) for kind in used),
    )
    rows = []
    for group in own.partition_by("metric", maintain_order=True):
        by_kind = {row["applicant"]: row for row in group.iter_rows(named=True)}
        name = material.name(group["metric"][0])
        rows.append(GridRow(((name,), *((_of_kind(by_kind.get(kind), material),) for kind in used))))
    caption = words["applicants"].format(year=material.year, before=material.year - 1)
    return Grid(
        header=header,
        rows=tuple(rows),
        caption=caption,
        numbers=frozenset(range(1, len(header))),
        is_folded=True,
    )


def _of_kind(row: Mapping[str, Any] | None, material: Material) -> str | Number:
    if row is None:
        return ""
    scale = material.scale(row)
    moved = row["difference"] if row["difference"] is not None else row["points"]
    change = "" if moved is None else material.wording.aside.format(change_text(round(moved, 2)))
    return Number(scale.number(row["value"]) + change, material.place(row))
