"""Synthetic reports over several years: they add up and continue each other, but for what was planted."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.errors import SyntheticError
from yoycompare.reports import Status
from yoycompare.synthetic import CONTAINERS, Family, FaultKind, SyntheticReport, random_reports
from yoycompare.synthetic.faults import SHIFTING
from yoycompare.synthetic.identities import broken_identities
from yoycompare.synthetic.plans import form_to_plan
from yoycompare.vocabulary import default_vocabulary

SEEDS = st.integers(0, 10**9)
# Which families a fault breaks in its own report, each at least once over many bodies, and no other one.
BREAKS = {
    FaultKind.CARRY_OVER: {Family.CARRY_OVER},
    FaultKind.CARRY_OVER_COLUMNS: {Family.CARRY_OVER},
    FaultKind.STOCK_FLOW: {Family.STOCK_FLOW},
    FaultKind.BALANCE: {Family.BALANCE},
    FaultKind.TOTAL_OF_APPLICANTS: {Family.APPLICANTS, Family.PARTS, Family.BALANCE, Family.CARRY_OVER},
    FaultKind.TOTAL_OF_PARTS: {Family.PARTS, Family.APPLICANTS},
    FaultKind.NEIGHBOURING_COLUMN: {Family.PARTS, Family.BALANCE, Family.CARRY_OVER},
    FaultKind.DIGITS_SWAPPED: set(Family),
    FaultKind.LAST_YEARS_ROW: {Family.PARTS, Family.BALANCE, Family.CARRY_OVER},
    FaultKind.BLANK_TOTALS: set(),
}


def of_body(seed: int, years: range = range(2023, 2025)) -> list[SyntheticReport]:
    return list(random_reports(seed, bodies=1, years=years))


def sum_of(report: SyntheticReport, prefix: str, applicant: str = "total") -> int:
    return sum(
        value or 0
        for (metric, kind), value in report.figures.items()
        if kind == applicant and metric.startswith(prefix)
    )


def test_one_body_by_hand() -> None:
    """The flow of requests of one body, added up without the vocabulary."""
    first, second = of_body(1)
    opening, received, closed, closing = (
        second.figures[f"requests.{name}", "total"]
        for name in ("carried_in", "received", "closed", "carried_out")
    )

    assert ("虚构甲市", 2024, "gid-2021") == (second.entity, second.year, second.form)
    assert (62, 281, 308, 35) == (opening, received, closed, closing)
    assert opening == first.figures["requests.carried_out", "total"]
    assert closed == sum_of(second, "requests.outcome.")


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_reports_add_up_and_continue_each_other(seed: int) -> None:
    """Without faults nothing is broken, in any form; the account and the linkage hold, computed here anew."""
    reports = list(random_reports(seed, bodies=3, years=range(2017, 2025)))

    assert all(report.fault is None and not report.breaks for report in reports)
    assert any(value for report in reports for value in report.figures.values())
    for one, other in pairwise(reports):
        for kind in ("natural_person", "business", "total"):
            if other.form != "gid-2014":
                opening, received, closed, closing = (
                    other.figures[f"requests.{name}", kind] or 0
                    for name in ("carried_in", "received", "closed", "carried_out")
                )
                assert opening + received == closed + closing
                assert closed == sum_of(other, "requests.outcome.", kind)
            if one.entity == other.entity and one.form != "gid-2014":
                assert one.figures["requests.carried_out", kind] == other.figures["requests.carried_in", kind]


@pytest.mark.parametrize("kind", list(FaultKind))
def test_what_a_fault_breaks(kind: FaultKind) -> None:
    """A fault is planted once in a body, names what it changed, and breaks the identities of its kind."""
    reports = list(random_reports(5, bodies=60, years=range(2019, 2025), faults=[kind]))
    faulty = [report for report in reports if report.fault is not None]

    assert 40 < len(faulty) == len({report.entity for report in faulty})
    assert BREAKS[kind] == {identity.family for report in faulty for identity in report.breaks}
    for report in faulty:
        assert report.fault is not None
        assert kind is report.fault.kind
        assert report.fault.true != report.fault.printed
        assert report.fault.printed == tuple(report.figures[key] for key in report.fault.cells)


@given(SEEDS, st.sampled_from([kind for kind in FaultKind if kind not in SHIFTING]))
@settings(max_examples=30, deadline=None)
def test_mended_cell_by_cell_a_report_adds_up(seed: int, kind: FaultKind) -> None:
    """The true figures of the cells that a fault touches are all that is missing."""
    for report in random_reports(seed, bodies=1, years=range(2021, 2024), faults=[kind]):
        if report.fault is not None:
            mended = {**report.figures, **dict(zip(report.fault.cells, report.fault.true, strict=True))}
            plan = form_to_plan(report.form, default_vocabulary())

            assert frozenset() == broken_identities(plan, mended, {})


@pytest.mark.parametrize("container", CONTAINERS)
def test_files(container: str) -> None:
    """Written and read again: the same body, year and form, and no other figure than the drawn ones."""
    for report in islice(random_reports(3, bodies=1, years=range(2018, 2022)), 4):
        read = yoy.read_report(report.to_bytes(container))
        found = {(item.metric, item.applicant): item for item in read.observations if item.source == "table"}

        assert (report.entity, report.year, report.form) == (read.entity, read.year, read.form)
        assert report.figures.keys() == found.keys()
        assert all(report.figures[key] == item.value for key, item in found.items())


def test_blank_totals_are_blank_in_the_file() -> None:
    """What is left blank is blank, and not 0."""
    report = next(random_reports(3, bodies=1, years=range(2022, 2023), faults=["blank_totals"]))
    read = yoy.read_report(report.to_bytes("html"))
    totals = [item for item in read.observations if item.source == "table" and item.applicant == "total"]

    assert {Status.BLANK} == {item.status for item in totals if item.metric == "requests.closed"}
    assert report.figures["requests.closed", "total"] is None


def test_names_differ() -> None:
    """Each body has a name of its own, which says that it is invented."""
    names = [report.entity for report in random_reports(0, bodies=2500, years=[2024])]

    assert 2500 == len(set(names))
    assert all(name.startswith("虚构") for name in names)


@given(SEEDS)
@settings(max_examples=5, deadline=None)
def test_same_arguments_same_reports(seed: int) -> None:
    """Whatever else is drawn in between."""
    first = list(random_reports(seed, bodies=4, faults=list(FaultKind)))

    assert first == list(random_reports(seed, bodies=4, faults=list(FaultKind)))


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
