"""Numbers that look wrong: outside the body's own history, outside its peers, the same as last year."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from yoycompare.checks import check
from yoycompare.panels import Panel

RECEIVED = "requests.received"


def panel_of(
    values: dict[int, float], form: str = "gid-2021", entity: str = "某某市", level: str = "county"
) -> pl.DataFrame:
    rows = {"entity": entity, "year": list(values), "metric": RECEIVED, "value": list(values.values())}
    return pl.DataFrame(rows).with_columns(form=pl.lit(form), level=pl.lit(level), scope=pl.lit("area"))


def failing(frame: pl.DataFrame, rule: str) -> pl.DataFrame:
    return check(Panel.from_frame(frame)).frame.filter(pl.col("rule") == rule)


def test_outside_its_own_history() -> None:
    """100, 110, 95, 105: the median is 102.5, the deviation 5; the general variation of 32.4 is wider: 1000 lies outside."""
    rows = failing(
        panel_of({2021: 100.0, 2022: 110.0, 2023: 95.0, 2024: 105.0, 2025: 1000.0}), "plausibility/history"
    )
    (row,) = rows.to_dicts()

    assert (2025, 1000.0, 102.5, 897.5) == tuple(
        row[name] for name in ("year", "left", "right", "difference")
    )
    assert (
        "requests received: 1000 is 897.5 away from 102.5, the median of earlier years, beyond 0–264.4"
        == row["message_en"]
    )
    assert 5 == len(row["operands"])


def test_three_years_are_no_history() -> None:
    """Fewer than four earlier years say nothing."""
    assert failing(
        panel_of({2022: 110.0, 2023: 95.0, 2024: 105.0, 2025: 9000.0}), "plausibility/history"
    ).is_empty()


def test_years_of_forms_that_do_not_compare_are_no_history() -> None:
    """Before 2019 requests closed were counted in other categories."""
    old = panel_of({2015: 10.0, 2016: 11.0, 2017: 12.0, 2018: 10.0}, "gid-2014")
    frame = pl.concat([old, panel_of({2021: 9000.0})]).with_columns(metric=pl.lit("requests.outcome.granted"))

    assert failing(
        frame.with_columns(metric=pl.lit("requests.outcome.other")), "plausibility/history"
    ).is_empty()


def test_outside_its_peers() -> None:
    """Of twelve counties with 20 to 31 requests one with 30,000 stands out; a body of another level is no peer."""
    peers = [panel_of({2023: 20.0 + number}, entity=f"县{number}") for number in range(12)]
    odd = panel_of({2023: 30_000.0}, entity="大县")
    province = panel_of({2023: 30_000.0}, entity="某省", level="province")
    rows = failing(pl.concat([*peers, odd, province]), "plausibility/peers")

    assert ["大县"] == rows["entity"].to_list()
    assert "note" == rows["severity"].cast(pl.String)[0]


def test_the_same_number_again() -> None:
    """15,234 twice is no chance; 12 twice may be."""
    assert [2024] == failing(panel_of({2023: 15_234.0, 2024: 15_234.0}), "plausibility/repeated")[
        "year"
    ].to_list()
    assert failing(panel_of({2023: 12.0, 2024: 12.0}), "plausibility/repeated").is_empty()


@settings(max_examples=30)
@given(st.lists(st.integers(80, 120), min_size=5, max_size=8))
def test_a_steady_series_raises_no_doubt(numbers: list[int]) -> None:
    """Whatever the order of numbers near each other."""
    values = {2021 + place: float(number) for place, number in enumerate(numbers)}

    assert failing(panel_of(values), "plausibility/history").is_empty()
