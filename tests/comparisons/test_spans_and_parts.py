"""Any two years, any lag, links over breaks, jumps, few cases; contributions, shares, mix, ranks, groups, totals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_panels import compared, panel_of, row_of

import yoycompare as yoy
from yoycompare.errors import ComparisonError
from yoycompare.panels import Panel
from yoycompare.synthetic import FaultKind, random_reports, reports_to_panel

G1, G2, G3 = "gid-2014", "gid-2019", "gid-2021"
MADE = "disclosure.normative_documents.made"
CLOSED, REVIEWED = "requests.closed", "review.total"
OUTCOMES = tuple(
    f"requests.outcome.{name}"
    for name in ("granted", "partial", "denied", "unavailable", "not_processed", "other")
)


def rows_of(values: dict[int, float | None], **more: object) -> list[dict[str, object]]:
    return [{"year": year, "value": value, "form": G3} | more for year, value in values.items()]


# --- lags, pairs, links ---


def test_a_lag_of_three_years() -> None:
    """2023 is compared with 2020; where that is missing there is a reason, not the last available year."""
    change = compared(*rows_of({2020: 100.0, 2021: 5.0, 2023: 150.0, 2025: 7.0}), lag=3)

    assert (100.0, 50.0, 50.0, None) == tuple(
        row_of(change, 2023)[name] for name in ("previous", "difference", "percent", "change_reason")
    )
    assert (None, "missing") == (row_of(change, 2025)["previous"], row_of(change, 2025)["reason"])
    assert "2020: 100" in change.explain("A", 2023, "requests.received")


def test_between_two_years() -> None:
    """100 to 146.41 in four years is 10 % a year."""
    found = yoy.between(panel_of(*rows_of({2020: 100.0, 2024: 146.41})), 2020, 2024, ratios=False)

    assert math.isclose(10.0, found["per_year"][0])
    with pytest.raises(ComparisonError) as caught:
        yoy.between(panel_of(*rows_of({2020: 1.0})), 2020, 2020)
    assert "2020, 2020: the years do not ascend; name the earlier one first" == str(caught.value)


def test_a_lag_that_is_none() -> None:
    """One line."""
    with pytest.raises(ComparisonError) as caught:
        compared(*rows_of({2020: 1.0}), lag=0)
    assert "lag 0: no such lag; use 1 for the year before" == str(caught.value)


def test_linked_through_an_overlap() -> None:
    """2020 was counted in both ways, 60 and 40: on request 50 of 2021 is compared with 40, and marked."""
    both = [
        {"metric": MADE, "year": 2020, "value": 60.0, "form": G2, "doc": "a"},
        {"metric": MADE, "year": 2020, "value": 40.0, "form": G3, "doc": "b"},
        {"metric": MADE, "year": 2021, "value": 50.0, "form": G3, "doc": "c"},
    ]
    kept, linked = (row_of(compared(*both, link=link), 2021, metric=MADE) for link in (False, True))

    assert (60.0, None, "break") == (kept["previous"], kept["difference"], kept["reason"])
    assert (40.0, 10.0, 25.0, None) == tuple(
        linked[name] for name in ("previous", "difference", "percent", "change_reason")
    )
    assert (
        "linked over the break through 2020 on form gid-2021, stated by the report of 2020" in linked["note"]
    )
    assert 60.0 == row_of(compared(*both, link=True), 2020, metric=MADE)["value"]


def test_no_overlap_no_link() -> None:
    """Asking for a link does not make one."""
    rows = [
        {"metric": MADE, "year": year, "value": value, "form": form}
        for year, value, form in ((2020, 60.0, G2), (2021, 50.0, G3))
    ]
    row = row_of(compared(*rows, link=True), 2021, metric=MADE)

    assert (None, "break") == (row["difference"], row["reason"])


def test_a_silent_change_of_scope_is_a_jump() -> None:
    """478, 554, 42, 707: the two years around the 42 are marked, the others are not."""
    change = compared(*rows_of({2021: 478.0, 2022: 554.0, 2023: 42.0, 2024: 707.0}))
    notes = {year: row_of(change, year)["note"] or "" for year in (2022, 2023, 2024)}

    assert {2022: False, 2023: True, 2024: True} == {year: "a jump" in note for year, note in notes.items()}
    assert notes[2023].startswith("a jump, 42 after 554: see whether the scope is the same; ")


def test_a_declared_scope_is_another_series() -> None:
    """The city and its office are never compared."""
    rows = [
        {"year": year, "value": value, "form": G3, "scope": scope}
        for year, value, scope in ((2022, 554.0, "area"), (2023, 42.0, "organ"))
    ]

    assert "scope" == row_of(compared(*rows), 2023)["reason"]


def test_few_cases_are_marked() -> None:
    """3 of 58: the interval is that of Wilson; 3 of 5,800 is not marked."""
    for closed, marked in ((58.0, True), (5800.0, False)):
        rows = [
            {"metric": metric, "year": 2023, "value": value, "form": G3}
            for metric, value in ((CLOSED, closed), ("requests.outcome.disclosed", 3.0))
        ]
        row = row_of(compared(*rows, ratios=True), 2023, metric="disclosure_rate")
        assert marked == ("few cases: 3 of 58, 95 % interval 1.8 to 14.1 %" in (row["note"] or ""))
        assert (3.0, closed) == (row["numerator"], row["denominator"])
        assert row["interval_low"] < row["value"] < row["interval_high"]


# --- parts ---

counts = st.lists(st.integers(0, 500).map(float), min_size=6, max_size=6)


def outcomes(before: list[float], after: list[float], off: float = 0.0) -> Panel:
    rows = [
        {"metric": metric, "year": year, "value": value, "form": G3}
        for year, values in ((2023, before), (2024, after))
        for metric, value in (
            (CLOSED, sum(values) + (off if year == 2024 else 0)),
            *zip(OUTCOMES, values, strict=True),
        )
    ]
    return panel_of(*rows)


@given(counts, counts, st.integers(-20, 20))
def test_contributions_add_up(before: list[float], after: list[float], off: int) -> None:
    """With the residual, to the percent of the whole, whether or not the parts make it."""
    change = yoy.compare(outcomes(before, after, off), base=None, ratios=False)
    found = yoy.contributions(change, CLOSED, parts=list(OUTCOMES)).filter(year=2024)
    whole = row_of(change, 2024, metric=CLOSED)

    assert math.isclose(found["difference"].sum(), whole["difference"], abs_tol=1e-9)
    assert off == found.filter(part="residual")["difference"][0]
    if whole["percent"] is not None:
        assert math.isclose(found["contribution"].sum(), whole["percent"], abs_tol=1e-9)
    else:
        assert found["contribution"].null_count() == found.height


@given(counts, counts)
def test_shares_of_a_partition_make_100(before: list[float], after: list[float]) -> None:
    """And their changes in points sum to 0."""
    found = yoy.shares(
        yoy.compare(outcomes(before, after), base=None, ratios=False), CLOSED, parts=list(OUTCOMES)
    )
    for year, values in ((2023, before), (2024, after)):
        rows = found.filter(year=year)
        if sum(values):
            assert math.isclose(rows["share"].sum(), 100)
    if sum(before) and sum(after):
        assert math.isclose(found.filter(year=2024)["points"].sum(), 0, abs_tol=1e-9)


def test_a_part_without_a_number() -> None:
    """It has a reason, and the residual is not known."""
    rows = [
        {"metric": metric, "year": year, "value": value, "form": G3}
        for year in (2023, 2024)
        for metric, value in ((CLOSED, 30.0), *((name, 5.0) for name in OUTCOMES[1:]))
    ]
    change = yoy.compare(panel_of(*rows), base=None, ratios=False)
    found = yoy.contributions(change, CLOSED, parts=list(OUTCOMES)).filter(year=2024)

    assert ("missing", None) == found.filter(part=OUTCOMES[0]).select("reason", "contribution").row(0)
    assert found.filter(part="residual")["difference"][0] is None


def test_a_metric_that_does_not_divide() -> None:
    """What divides is named."""
    change = compared(*rows_of({2023: 1.0}))
    with pytest.raises(ComparisonError) as caught:
        yoy.contributions(change, "disclosure.regulations.made")
    assert str(caught.value).startswith(
        "disclosure.regulations.made: the vocabulary does not divide it; it divides "
    )


# --- mix ---

KINDS = ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization")
cells = st.tuples(st.integers(0, 30), st.integers(0, 60)).map(
    lambda pair: (float(min(pair)), float(max(pair)))
)


@given(st.lists(cells, min_size=6, max_size=6), st.lists(cells, min_size=6, max_size=6))
def test_mix_and_within_make_the_change(
    before: list[tuple[float, float]], after: list[tuple[float, float]]
) -> None:
    """Kitagawa's split has no interaction: the two effects sum to the change of the rate."""
    rows = []
    for year, groups in ((2023, before), (2024, after)):
        for metric, place in (("requests.outcome.disclosed", 0), (CLOSED, 1)):
            values = [group[place] for group in groups]
            for applicant, value in (*zip(KINDS, values, strict=True), ("total", sum(values))):
                rows.append(
                    {"metric": metric, "applicant": applicant, "year": year, "value": value, "form": G3}
                )
    change = yoy.compare(panel_of(*rows), base=None)
    found = yoy.mix(change, "disclosure_rate").filter(year=2024)
    whole = row_of(change, 2024, metric="disclosure_rate", applicant="total")
    if whole["points"] is None:
        assert found.is_empty()
        return
    assert math.isclose(found["mix"].sum() + found["within"].sum(), whole["points"], abs_tol=1e-9)
    assert math.isclose(found["total"][0], whole["points"], abs_tol=1e-9)
    assert math.isclose(found["weight"].sum(), 100)


def test_a_change_of_mix_alone() -> None:
    """Both kinds keep their rates of 50 and 10 %, but there are more of the second: all of the change is mix."""
    rows = []
    for year, people, firms in ((2023, 100.0, 100.0), (2024, 100.0, 300.0)):
        for metric, numbers in (
            (CLOSED, (people, firms)),
            ("requests.outcome.disclosed", (people / 2, firms / 10)),
        ):
            for applicant, value in zip(
                ("natural_person", "business", "total"), (*numbers, sum(numbers)), strict=True
            ):
                rows.append(
                    {"metric": metric, "applicant": applicant, "year": year, "value": value, "form": G3}
                )
    found = yoy.mix(yoy.compare(panel_of(*rows), base=None), "disclosure_rate").filter(year=2024)

    assert [0.0, 0.0] == found["within"].to_list()
    assert math.isclose(-10.0, found["mix"].sum())
    with pytest.raises(ComparisonError, match="is no ratio"):
        yoy.mix(compared(*rows_of({2023: 1.0})), CLOSED)


# --- many bodies ---


@pytest.fixture(scope="module")
def bodies() -> Panel:
    values = {"甲县": (10.0, 30.0), "乙县": (20.0, 20.0), "丙县": (30.0, 10.0), "丁省": (99.0, 99.0)}
    rows = [
        {
            "entity": entity,
            "level": "province" if entity == "丁省" else "county",
            "scope": "area",
            "year": year,
            "value": value,
            "form": G3,
        }
        for entity, numbers in values.items()
        for year, value in zip((2023, 2024), numbers, strict=True)
    ]
    return panel_of(*rows)


def test_ranks_among_peers(bodies: Panel) -> None:
    """Counties with counties; who was third is first now."""
    found = yoy.ranks(yoy.compare(bodies, ratios=False), "requests.received").filter(year=2024)
    rows = {row["entity"]: row for row in found.to_dicts()}

    assert (1.0, 3, 3.0, 2.0) == tuple(
        rows["甲县"][name] for name in ("rank", "ranked", "previous_rank", "rank_change")
    )
    assert (1.0, 1, 50.0) == tuple(rows["丁省"][name] for name in ("rank", "ranked", "percentile"))
    assert [83.3, 50.0, 16.7] == [round(rows[name]["percentile"], 1) for name in ("甲县", "乙县", "丙县")]


def test_index_to_any_base_refuses(bodies: Panel) -> None:
    """A base year that is not there is refused, in words."""
    change = yoy.compare(bodies, ratios=False)
    found = yoy.index_of(change, "requests.received", base=2023, entity="甲县")

    assert [100.0, 300.0] == found["index"].to_list()
    with pytest.raises(ComparisonError) as caught:
        yoy.index_of(change, "requests.received", base=2020)
    expected = "base 2020: requests.received has no value above 0 for 丁省, 丙县, 乙县, 甲县; choose another base year"
    assert expected == str(caught.value)


def test_index_of_groups(bodies: Panel) -> None:
    """60 of 60 is 100 as a sum; the mean of 300, 100 and 33.3 is 144.4."""
    groups = dict.fromkeys(("甲县", "乙县", "丙县"), "counties")
    change = yoy.compare(bodies, ratios=False)
    found = {
        how: yoy.index_of_groups(change, "requests.received", groups, base=2023, how=how).row(-1, named=True)
        for how in ("sum", "mean")
    }

    assert (100.0, 144.4) == tuple(round(found[how]["index"], 1) for how in ("sum", "mean"))
    assert (3, 0) == (found["sum"]["members"], found["sum"]["left_out"])


def test_entry_and_exit() -> None:
    """Who came, who stayed, who went; the balanced panel has those that are always there."""
    keys = (("甲", 2022), ("甲", 2023), ("甲", 2024), ("乙", 2022), ("丙", 2023), ("丙", 2024))
    panel = panel_of(*({"entity": entity, "year": year, "value": 1.0, "form": G3} for entity, year in keys))
    found = {(row["entity"], row["year"]): row["course"] for row in yoy.reporting(panel).to_dicts()}

    assert {
        ("甲", 2023): "stays",
        ("乙", 2023): "leaves",
        ("乙", 2024): "absent",
        ("丙", 2023): "enters",
    }.items() <= found.items()
    assert ["甲"] == yoy.balanced(panel).frame["entity"].unique().to_list()
    assert {"甲", "丙"} == set(yoy.balanced(panel, [2023, 2024]).frame["entity"])
    with pytest.raises(ComparisonError) as caught:
        yoy.balanced(panel, [2021, 2022])
    assert "balanced: no body reports in all of 2021, 2022; name fewer years" == str(caught.value)


def test_area_total_beside_its_members() -> None:
    """28,042 and 2,615 make 30,657; with a member missing the sum is a lower bound."""
    rows = [
        {"entity": entity, "year": year, "value": value, "form": G3}
        for entity, year, value in (
            ("省", 2023, 30657.0),
            ("各地", 2023, 28042.0),
            ("部门", 2023, 2615.0),
            ("省", 2024, 100.0),
            ("各地", 2024, 80.0),
        )
    ]
    found = yoy.area_totals(panel_of(*rows), {"省": ["各地", "部门"]}).sort("year")

    assert [(30657.0, 30657.0, 0.0, 2, ""), (100.0, 80.0, None, 1, "部门")] == found.select(
        "total", "members_sum", "difference", "counted", "missing"
    ).rows()
    with pytest.raises(ComparisonError, match="the panel has no report of it"):
        yoy.area_totals(panel_of(*rows), {"市": ["各地"]})


def test_expected_range() -> None:
    """Of 100, 110, 95, 105 the median is 102.5; twice the general variation of 32.4 around it."""
    change = compared(*rows_of({2021: 100.0, 2022: 110.0, 2023: 95.0, 2024: 105.0, 2025: 180.0}))
    found = {row["year"]: row for row in yoy.expected(change, "requests.received").to_dicts()}

    assert (102.5, 4, True) == tuple(found[2025][name] for name in ("median", "years", "outside"))
    assert (37.8, 167.2) == (round(found[2025]["low"], 1), round(found[2025]["high"], 1))
    assert (None, None) == (found[2024]["median"], found[2024]["outside"])


@given(st.integers(0, 10**6), st.sampled_from([1, 2, 3]))
def test_a_lag_is_a_lookup(seed: int, lag: int) -> None:
    """On whole synthetic panels: previous is what the same series has `lag` years before."""
    frame = yoy.compare(
        reports_to_panel(random_reports(seed, bodies=1, faults=[FaultKind.BLANK_TOTALS])),
        lag=lag,
        ratios=False,
    ).frame
    key = ["entity", "scope", "metric", "applicant", "year"]
    values = dict(zip(frame.select(key).rows(), frame["value"], strict=True))
    for *series, year, previous in frame.select(*key, "previous").iter_rows():
        assert values.get((*series, year - lag)) == previous
