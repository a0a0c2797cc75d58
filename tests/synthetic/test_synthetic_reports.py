"""Synthetic reports over several years: they add up and continue each other, but for what was planted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.errors import SyntheticError
from yoycompare.reports import Status
from yoycompare.reports.derivation import partition_equations
from yoycompare.synthetic import (
    CONTAINERS,
    REMARK,
    Family,
    FaultKind,
    Identity,
    SyntheticReport,
    random_file,
    random_reports,
    reports_to_panel,
)
from yoycompare.vocabulary import default_vocabulary

pytest.importorskip("docx", reason="the extra docx is not installed")
pytest.importorskip("xlsxwriter", reason="the extra xlsx is not installed")

SEEDS = st.integers(0, 10**9)
VOCABULARY = default_vocabulary()
FOREIGN = Path(__file__).with_name("foreign.toml")
APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_services",
    "other_organization",
)
COLUMNS = (*APPLICANTS, "total")
DISPUTES = ("review.total", "litigation.direct.total", "litigation.after_review.total")
ITEMS = ("permits", "other_services", "penalties", "coercion", "charges")
# Kinds that break one family of identities and no other.
PURE = {
    FaultKind.SUM_OF_APPLICANTS: Family.SUM_OF_APPLICANTS,
    FaultKind.SUM_OF_OUTCOMES: Family.SUM_OF_OUTCOMES,
    FaultKind.BALANCE: Family.BALANCE,
    FaultKind.CARRY_OVER: Family.CARRY_OVER,
    FaultKind.CARRY_OVER_COLUMNS: Family.CARRY_OVER,
    FaultKind.STOCK_FLOW: Family.STOCK_FLOW,
    FaultKind.DISPUTES_TOTAL: Family.DISPUTES_TOTAL,
}


def differ(*sides: list[int | None]) -> bool:
    """Whether two sums are known and not the same."""
    known = [sum(value for value in side if value is not None) for side in sides if None not in side]
    return len(known) == 2 and known[0] != known[1]


def broken_within(report: SyntheticReport) -> Iterator[Identity]:
    """What does not add up within a report, from the equations of the vocabulary and the form's own rule."""
    figures, year = report.figures, report.year
    done = set()
    for equation in partition_equations(VOCABULARY, (report.form,)):
        whole = equation.whole
        is_row = equation.parts[0][0] == whole[0]
        if not figures.keys() >= {whole, *equation.parts} or (whole, is_row) in done:
            continue
        done.add((whole, is_row))
        if differ([figures[whole]], [figures[part] for part in equation.parts]):
            family = Family.DISPUTES_TOTAL if whole[0] in DISPUTES else Family.SUM_OF_OUTCOMES
            yield Identity(Family.SUM_OF_APPLICANTS if is_row else family, *whole, year)
    for column in COLUMNS if report.form != "gid-2014" else ():
        opening, received, closed, closing = (
            figures[f"requests.{name}", column]
            for name in ("carried_in", "received", "closed", "carried_out")
        )
        if differ([opening, received], [closed, closing]):
            yield Identity(Family.BALANCE, "requests.carried_in", column, year)


def broken_between(before: SyntheticReport, report: SyntheticReport) -> Iterator[Identity]:
    """What does not follow from the report of the year before: accounts, and the items of the form of 2019."""
    last, now = before.figures, report.figures
    for account in VOCABULARY.accounts.values():
        for column in COLUMNS if account.applicants == "each" else ("total",):
            start, end = (account.opening or account.closing, column), (account.closing, column)
            if start not in now or end not in last:
                continue
            if account.opening is not None:
                if differ([now[start]], [last[end]]):
                    yield Identity(Family.CARRY_OVER, *start, report.year)
                continue
            coming = [now[metric, column] for metric in account.inflows]
            going = [now[metric, column] for metric in account.outflows]
            if differ([last[end], *coming], [now[end], *going]):
                yield Identity(Family.STOCK_FLOW, *end, report.year)
    for name in ITEMS:
        prior, change = (f"disclosure.{name}.items_{part}" for part in ("prior", "change"))
        if (prior, "total") in last and (prior, "total") in now:
            follows = [last[prior, "total"], last[change, "total"]]
            if differ([now[prior, "total"]], follows):
                yield Identity(Family.STOCK_FLOW, prior, "total", report.year)


def broken(reports: Sequence[SyntheticReport]) -> set[tuple[str, Identity]]:
    """All that does not hold in the reports of several bodies, with the body."""
    found = {(report.entity, identity) for report in reports for identity in broken_within(report)}
    for one, other in pairwise(reports):
        if one.entity == other.entity:
            found |= {(other.entity, identity) for identity in broken_between(one, other)}
    return found


def test_one_body_by_hand() -> None:
    """The flow of requests of one body, added up without the vocabulary."""
    first, second = random_reports(1, bodies=1, years=range(2023, 2025))
    opening, received, closed, closing = (
        second.figures[f"requests.{name}", "total"]
        for name in ("carried_in", "received", "closed", "carried_out")
    )
    outcomes = [
        value or 0
        for (metric, applicant), value in second.figures.items()
        if applicant == "total" and metric.startswith("requests.outcome.")
    ]

    assert ("虚构甲市", 2024, "gid-2021") == (second.entity, second.year, second.form)
    assert (8, 109, 116, 1) == (opening, received, closed, closing)
    assert opening == first.figures["requests.carried_out", "total"]
    assert 21 == len(outcomes)
    assert closed == sum(outcomes)


@given(SEEDS)
@settings(max_examples=10)
def test_clean_reports_break_nothing(seed: int) -> None:
    """Forty bodies over all three forms: every identity holds, counts are not negative, faults are none."""
    reports = list(random_reports(seed, bodies=40, years=range(2016, 2025)))

    assert set() == broken(reports)
    assert () == tuple(fault for report in reports for fault in report.faults)
    assert all(
        (value or 0) >= 0 or metric.endswith("items_change")
        for report in reports
        for (metric, _), value in report.figures.items()
    )


@given(SEEDS)
@settings(max_examples=10)
def test_what_2018_left_opens_2019(seed: int) -> None:
    """Over the change of forms: received less closed since the first year is what 2019 takes over."""
    for _, group in groupby(
        random_reports(seed, bodies=20, years=range(2015, 2020)), lambda item: item.entity
    ):
        *before, first = group
        left = sum(
            (report.figures["requests.received", "total"] or 0)
            - (report.figures["requests.closed", "total"] or 0)
            for report in before
        )

        assert left == first.figures["requests.carried_in", "total"]


@given(SEEDS)
@settings(max_examples=10)
def test_parts_that_are_no_sums(seed: int) -> None:
    """On the form of 2014 some parts are at most the whole, and channels leave no item out."""
    for report in random_reports(seed, bodies=20, years=range(2018, 2019)):
        for split in VOCABULARY.splits:
            if report.form in split.forms and split.type != "partition":
                whole = report.figures[split.whole, "total"] or 0
                parts = [report.figures[part, "total"] or 0 for part in split.parts]

                assert sum(parts) <= whole if split.type == "of_which" else max(parts) <= whole <= sum(parts)


def test_sizes_are_those_of_real_bodies() -> None:
    """Heavy-tailed: most bodies receive a few dozen requests, some thousands; many cells are 0."""
    reports = list(random_reports(7, bodies=2000, years=[2023]))
    received = sorted(report.figures["requests.received", "total"] or 0 for report in reports)
    cells = [value for report in reports for value in report.figures.values()]

    assert 15 <= received[1000] <= 45
    assert received[1980] > 1000
    assert 0.5 < cells.count(0) / len(cells) < 0.9


def test_years_of_a_body_resemble_each_other() -> None:
    """A body keeps its size: what it receives rarely doubles or halves within a year."""
    reports = random_reports(7, bodies=300, years=range(2019, 2025))
    received = [(report.entity, report.figures["requests.received", "total"] or 0) for report in reports]
    changes = [
        other / before
        for (body, before), (same, other) in pairwise(received)
        if body == same and before >= 30
    ]

    assert len(changes) > 500
    assert sum(0.5 < change < 2 for change in changes) > 0.99 * len(changes)


@pytest.mark.parametrize("kind", list(FaultKind))
@given(seed=SEEDS)
@settings(max_examples=5)
def test_a_fault_breaks_what_it_says(kind: FaultKind, seed: int) -> None:
    """Over all forms: exactly the identities of its record are broken, and no others in any year."""
    reports = list(random_reports(seed, bodies=25, years=range(2017, 2025), faults=[kind]))
    faults = [fault for report in reports for fault in report.faults]

    assert {(fault.entity, identity) for fault in faults for identity in fault.breaks} == broken(reports)
    assert len(faults) == len({fault.entity for fault in faults}) >= 10
    if kind in PURE:
        assert {PURE[kind]} == {identity.family for fault in faults for identity in fault.breaks}
        assert all(fault.breaks for fault in faults)


@pytest.mark.parametrize("kind", list(FaultKind))
def test_a_fault_touches_what_it_says(kind: FaultKind) -> None:
    """All other figures are those that are drawn without faults; the record names the touched ones."""
    years = range(2017, 2025)
    clean = random_reports(5, bodies=30, years=years)
    for true, report in zip(clean, random_reports(5, bodies=30, years=years, faults=[kind]), strict=True):
        changed = {key: (value, true.figures[key]) for key, value in report.figures.items()}
        changed = {key: (one, other) for key, (one, other) in changed.items() if one != other}
        named = {
            key: (printed, should)
            for fault in report.faults
            for key, printed, should in zip(fault.cells, fault.printed, fault.true, strict=True)
        }

        assert changed == named
        assert {(kind, report.entity, report.year)} >= {
            (fault.kind, fault.entity, fault.year) for fault in report.faults
        }


def test_kinds_take_turns() -> None:
    """Each kind named comes as often as the others."""
    reports = random_reports(2, bodies=40, faults=["balance", FaultKind.CARRY_OVER])
    kinds = [fault.kind for report in reports for fault in report.faults]

    assert [FaultKind.BALANCE, FaultKind.CARRY_OVER] == kinds[:2]
    assert kinds.count(FaultKind.BALANCE) == 20


def test_swapped_digits() -> None:
    """The print has the digits of the true number, two neighbours of them exchanged."""
    for report in random_reports(4, bodies=50, faults=["digits_swapped"]):
        for fault in report.faults:
            (printed,), (true,) = map(str, fault.printed), map(str, fault.true)
            places = [place for place in range(len(true)) if printed[place] != true[place]]

            assert sorted(printed) == sorted(true)
            assert 2 == len(places)
            assert 1 == places[1] - places[0]


def test_shifted_row() -> None:
    """Each number stands one column further, the total where it was."""
    reports = random_reports(4, bodies=50, faults=["row_shifted"])
    report = next(report for report in reports if report.faults and len(report.faults[0].cells) > 2)
    (fault,) = report.faults
    true = dict(report.figures) | dict(zip(fault.cells, fault.true, strict=True))
    metric = fault.cells[0][0]

    assert [0, *(true[metric, column] for column in APPLICANTS[:-1])] == [
        report.figures[metric, column] for column in APPLICANTS
    ]


def test_row_of_last_year() -> None:
    """The touched row says what it said a year ago."""
    reports = list(random_reports(4, bodies=50, faults=["last_year_repeated"]))
    repeated = 0
    for before, report in pairwise(reports):
        for fault in report.faults:
            (metric,) = {metric for metric, _ in fault.cells}
            row = {key: value for key, value in report.figures.items() if key[0] == metric}
            repeated += 1

            assert row == {key: before.figures[key] for key in row}
    assert repeated > 40


@pytest.mark.parametrize("container", CONTAINERS)
def test_files_say_that_they_are_invented(container: str) -> None:
    """In a line of its own, which disturbs nothing that is read."""
    (report,) = random_reports(6, bodies=1, years=[2021])
    read = yoy.read_report(report.to_bytes(container))

    assert 1 == read.text.count(REMARK)
    assert "虚构甲市" == read.entity
    assert () == read.unread


def test_random_files_say_that_they_are_invented() -> None:
    """As the reports do."""
    assert 1 == random_file(1, container="csv", quirks=()).data.count(REMARK.encode())


def test_panel_of_reports() -> None:
    """The panel of the drawn figures is the one of the files, as far as it says where a number comes from."""
    names = ["entity", "year", "metric", "applicant", "value", "unit", "status", "source", "vintage", "form"]
    reports = list(random_reports(8, bodies=3, years=range(2018, 2023), faults=["blank_totals"]))
    read = yoy.Panel.from_reports(yoy.read_report(report.to_bytes("html")) for report in reports)
    printed = read.frame.filter(pl.col("source") != "derived").filter(
        (pl.col("source") == "table") | (pl.col("basis") == "table")
    )
    panel = reports_to_panel(reports).frame

    assert set(printed.select(names).rows()) == set(panel.select(names).rows())
    assert len(printed) == len(panel)


@pytest.mark.parametrize("container", CONTAINERS)
@given(seed=SEEDS)
@settings(max_examples=3)
def test_files(container: str, seed: int) -> None:
    """Written and read again: the same body, year and form, and no other figure than the drawn ones."""
    for report in random_reports(seed, bodies=1, years=(2018, 2019, 2020, 2021)):
        read = yoy.read_report(report.to_bytes(container))
        found = {
            (item.metric, item.applicant): item.value for item in read.observations if item.source == "table"
        }

        assert (report.entity, report.year, report.form) == (read.entity, read.year, read.form)
        assert dict(report.figures) == found


@pytest.mark.parametrize("kind", list(FaultKind))
def test_faults_in_files(kind: FaultKind) -> None:
    """What a fault prints is read as it is printed, in a container that keeps blank cells."""
    reports = random_reports(11, bodies=3, years=range(2018, 2022), faults=[kind])
    for report in (report for report in reports if report.faults):
        read = yoy.read_report(report.to_bytes("html"))
        found = {
            (item.metric, item.applicant): item.value for item in read.observations if item.source == "table"
        }

        assert dict(report.figures) == found


def test_blank_totals_are_blank_in_the_file() -> None:
    """What is left blank is blank, and not 0."""
    report = next(random_reports(3, bodies=1, years=[2022], faults=["blank_totals"]))
    read = yoy.read_report(report.to_bytes("html"))
    blank = {
        (item.metric, item.applicant)
        for item in read.observations
        if item.source == "table" and item.status is Status.BLANK
    }

    assert set(report.faults[0].cells) == blank
    assert {None} == set(report.faults[0].printed)


def test_another_vocabulary() -> None:
    """Nothing is known of one form only: accounts and splits of another vocabulary hold as well."""
    vocabulary = yoy.load_vocabulary(FOREIGN)
    reports = list(random_reports(1, bodies=40, years=range(1990, 1995), vocabulary=vocabulary))

    for report in reports:
        figures = {key: value or 0 for key, value in report.figures.items()}
        for column in ("citizen", "press", "total"):
            before, came, granted, refused, done, after = (
                figures[name, column]
                for name in ("open_before", "came", "granted", "refused", "done", "open_after")
            )
            assert before + came == done + after
            assert done == granted + refused
        before, made, sold, after = (
            figures[f"files_{name}", "total"] for name in ("before", "made", "sold", "after")
        )
        assert before + made == sold + after
    for one, other in pairwise(reports):
        if one.entity == other.entity:
            assert one.figures["open_after", "press"] == other.figures["open_before", "press"]
            assert one.figures["files_after", "total"] == other.figures["files_before", "total"]


def test_faults_in_another_vocabulary() -> None:
    """Kinds that its form has a place for are planted, the others are not."""
    vocabulary = yoy.load_vocabulary(FOREIGN)
    years = range(1990, 1995)
    reports = random_reports(1, bodies=110, years=years, vocabulary=vocabulary, faults=list(FaultKind))
    found = {fault.kind for report in reports for fault in report.faults}

    assert set(FaultKind) - {FaultKind.STOCK_FLOW, FaultKind.DISPUTES_TOTAL} == found


def test_names_differ() -> None:
    """Each body has a name of its own, which says that it is invented."""
    names = [report.entity for report in random_reports(0, bodies=2500, years=[2024])]

    assert 2500 == len(set(names))
    assert all(name.startswith("虚构") for name in names)


@given(SEEDS)
@settings(max_examples=5)
def test_same_arguments_same_reports(seed: int) -> None:
    """Whatever else is drawn in between; fewer bodies are the first ones of more."""
    first = list(random_reports(seed, bodies=4, years=range(2019, 2022), faults=list(FaultKind)))

    assert first == list(random_reports(seed, bodies=4, years=range(2019, 2022), faults=list(FaultKind)))
    assert first[:6] == list(random_reports(seed, bodies=2, years=range(2019, 2022), faults=list(FaultKind)))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"bodies": 0}, "bodies: 0 is no number of bodies; ask for 1 or more"),
        ({"years": []}, "years: [] are not one year after the other; pass range(2019, 2025)"),
        (
            {"years": [2020, 2022]},
            "years: [2020, 2022] are not one year after the other; pass range(2019, 2025)",
        ),
        ({"years": [1999]}, "years: there is no form for 1999; begin with 2014 or later"),
        ({"faults": ["typo"]}, f"faults: there is no kind 'typo'; use: {', '.join(FaultKind)}"),
    ],
)
def test_what_cannot_be_drawn(arguments: dict[str, object], message: str) -> None:
    """The whole message, before anything is drawn."""
    with pytest.raises(SyntheticError) as raised:
        random_reports(1, **arguments)  # type: ignore[arg-type]

    assert message == str(raised.value)
