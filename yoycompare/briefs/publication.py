"""`publication_table`: years side by side, changes, reasons as footnotes, courses as sparklines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

import polars as pl
from attrs import field, frozen

from yoycompare.briefs.courses import course, has_change
from yoycompare.briefs.writers import writer_of
from yoycompare.charts.shared.scales import Scale
from yoycompare.charts.shared.selection import applicant_name, pick_entity, pick_rows
from yoycompare.charts.shared.sources import source_note
from yoycompare.charts.shared.wording import Wording, wording_of
from yoycompare.comparisons import Comparison, Reason
from yoycompare.errors import BriefError
from yoycompare.reports import Origin, Status
from yoycompare.vocabulary.definitions import Kind, Metric, Ratio
from yoycompare.vocabulary.vocabulary import TOTAL

if TYPE_CHECKING:
    from great_tables import GT

__all__ = ["Footnote", "PreparedTable", "prepare", "publication_table"]

MOST_YEARS: Final = 12
COURSE: Final = "course"
NONE: Final = "—"
WORDS: Final = {
    "zh": {
        "metric": "指标",
        "years": "年度",
        "change": "与上年相比",
        "difference": "差额",
        "percent": "百分比",
        "course": "走势",
        "linked": "据{}年报告所述",
    },
    "en": {
        "metric": "Metric",
        "years": "Year",
        "change": "Change from the year before",
        "difference": "difference",
        "percent": "percent",
        "course": "course",
        "linked": "as stated by the report of {}",
    },
}


@frozen
class Footnote:
    """What a cell needs said: number of the row, name of the column, text."""

    row: int
    column: str
    text: str


@frozen(kw_only=True)
class PreparedTable:
    """A table as texts.

    Attributes
    ----------
    frame
        metric, a column a year, difference, percent, course (SVG).
    years
        The columns that are years.
    footnotes
        Why a change is not there, whose word a linked value is, what a cell without a number holds.
    """

    title: str
    subtitle: str
    frame: pl.DataFrame = field(repr=False)
    years: tuple[str, ...]
    footnotes: tuple[Footnote, ...]
    source: str
    words: Mapping[str, str] = field(repr=False)


def publication_table(
    change: Comparison,
    metrics: Sequence[str] | None = None,
    *,
    entity: str | None = None,
    years: Sequence[int] | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> GT:
    """A table to publish, as an object of great-tables, which writes HTML and LaTeX and shows itself in notebooks.

    Parameters
    ----------
    metrics
        Ids of metrics and ratios, in the order of the rows; None takes the headline ones.
    entity, scope
        The body; may be left out where there is only one.
    years
        None takes all, at most the last twelve. The change is that of the last.
    lang
        `zh` or `en`.

    Raises
    ------
    BriefError
        great-tables is not installed (`pip install yoycompare[tables]`), or there is no value of these years.
    ChartError
        There are several bodies and none is named, or the metrics have no value.
    """
    table = prepare(change, metrics, entity=entity, years=years, applicant=applicant, scope=scope, lang=lang)
    module = writer_of({"tables": "yoycompare.briefs.as_great_table"}, "tables", "table")
    return cast("Callable[[PreparedTable], GT]", module.write)(table)


def prepare(
    change: Comparison,
    metrics: Sequence[str] | None = None,
    *,
    entity: str | None = None,
    years: Sequence[int] | None = None,
    applicant: str = TOTAL,
    scope: str | None = None,
    lang: str = "zh",
) -> PreparedTable:
    """The texts of the table; great-tables is not needed."""
    wording = wording_of(lang)
    vocabulary, words = change.vocabulary, WORDS[wording.lang]
    described: dict[str, Metric | Ratio] = {**vocabulary.metrics, **vocabulary.ratios}
    wanted = (
        list(metrics) if metrics is not None else [key for key, item in described.items() if item.headline]
    )
    rows = pick_entity(pick_rows(change, wanted, applicant, scope=scope), entity)
    held = rows.filter(pl.col("value").is_not_null())["year"].unique().sort().to_list()
    shown = held[-MOST_YEARS:] if years is None else sorted(set(years))
    if not set(shown) & set(held):
        raise BriefError(
            f"years {shown}", "there is no value of these", f"there are values of {wording.ranges(held)}"
        )
    texts, notes = [], []
    for metric in wanted:
        own = {row["year"]: row for row in rows.filter(pl.col("metric") == metric).iter_rows(named=True)}
        if not own:
            continue
        texts.append(_row(metric, own, shown, change, wording))
        notes += _notes(len(texts) - 1, own, shown, wording)
    name = rows["entity"][0]
    whom = applicant_name(vocabulary, applicant, wording.lang)
    cited = rows.filter(pl.col("year").is_in(shown))
    return PreparedTable(
        title=name,
        subtitle=wording.comma.join(part for part in (whom, wording.span(shown[0], shown[-1])) if part),
        frame=pl.DataFrame(texts),
        years=tuple(map(str, shown)),
        footnotes=tuple(notes),
        source=wording.sentences([source_note(cited, wording)]),
        words=words,
    )


def _row(
    metric: str,
    own: Mapping[int, Mapping[str, Any]],
    shown: Sequence[int],
    change: Comparison,
    wording: Wording,
) -> dict[str, str]:
    any_row = next(iter(own.values()))
    unit = getattr(change.vocabulary.units[any_row["unit"]], wording.lang)
    scale = Scale(unit=unit, rate=any_row["kind"] == str(Kind.RATE), wording=wording)
    name = str(getattr(change.vocabulary.described(metric), wording.lang))
    told = {"metric": name if scale.rate else name + wording.aside.format(unit)}
    for year in shown:
        row = own.get(year)
        told[str(year)] = NONE if row is None or row["value"] is None else scale.number(row["value"])
    last = own.get(shown[-1])
    moved = None if last is None else last["points"] if scale.rate else last["difference"]
    percent = None if last is None else last["percent"]
    told["difference"] = NONE if moved is None else scale.change(moved)
    told["percent"] = "" if scale.rate else NONE if percent is None else scale.percent(percent)
    first, last_shown = shown[0], shown[-1]
    told[COURSE] = course(own, first, last_shown, f"{name} {wording.span(first, last_shown)}")
    return told


def _notes(
    place: int, own: Mapping[int, Mapping[str, Any]], shown: Sequence[int], wording: Wording
) -> list[Footnote]:
    notes = []
    for year in (year for year in shown if year in own):
        row = own[year]
        if row["source"] == str(Origin.LINKED):
            notes.append(Footnote(place, str(year), WORDS[wording.lang]["linked"].format(row["vintage"])))
        has_cell = row["kind"] != str(Kind.RATE)  # a rate is computed, no cell of the form
        if has_cell and row["value"] is None and row["status"] in wording.statuses:
            notes.append(Footnote(place, str(year), wording.statuses[Status(row["status"])]))
    last = own.get(shown[-1])
    if last is not None and last["value"] is not None and last["change_reason"]:
        reason = wording.reasons[Reason(last["change_reason"])].format(last["year"] - 1)
        column = "percent" if has_change(last) else "difference"
        notes.append(Footnote(place, column, reason))
    return notes
