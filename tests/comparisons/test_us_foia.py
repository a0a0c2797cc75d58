"""Nothing is tied to one form: the counts of a US agency in a vocabulary of their own, with invented figures."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import yoycompare as yoy

VOCABULARY = yoy.load_vocabulary(Path(__file__).parent / "us_foia.toml")
FIGURES = {
    2022: (100, 900, 950, 50, 400, 300, 150, 100),
    2023: (50, 1000, 980, 70, 490, 290, 120, 80),
    2024: (75, 1100, 1080, 95, 432, 400, 148, 100),  # 75 were taken over where 70 were left
}


@pytest.fixture(scope="module")
def panel() -> yoy.Panel:
    rows = [
        ("Agency", year, metric, float(value))
        for year, values in FIGURES.items()
        for metric, value in zip(VOCABULARY.metrics, values, strict=True)
    ]
    frame = pl.DataFrame(rows, schema=["entity", "year", "metric", "value"], orient="row")
    return yoy.Panel.from_frame(frame.with_columns(form=pl.lit("foia")), vocabulary=VOCABULARY)


def test_change_index_and_ratio(panel: yoy.Panel) -> None:
    """1000 after 900 is +11.1 %, 1100 is 122.2 of 2022; half were granted in full in 2023, 40 % in 2024."""
    change = yoy.compare(panel, base=2022)
    received = change.frame.filter(metric="received", year=2023).row(0, named=True)
    rate = change.frame.filter(metric="full_grant_rate", year=2024).row(0, named=True)

    assert (100.0, 11.1, 111.1) == (
        received["difference"],
        round(received["percent"], 1),
        round(received["index"], 1),
    )
    assert (40.0, -10.0) == (rate["value"], rate["points"])
    assert "full_grant_rate" in change.explain("Agency", 2024, "full_grant_rate")


def test_contributions(panel: yoy.Panel) -> None:
    """Of +10.2 % processed, full grants take away 5.9 points and partial grants add 11.2."""
    found = yoy.contributions(yoy.compare(panel), "processed").filter(year=2024)

    assert [-58.0, 110.0, 28.0, 20.0, 0.0] == found["difference"].to_list()
    assert 100 * 100 / 980 == pytest.approx(found["contribution"].sum())


def test_checks_and_ledger(panel: yoy.Panel) -> None:
    """The identities follow from the vocabulary: dispositions add up, the pending requests of 2024 do not continue."""
    errors = yoy.check(panel).errors
    rows = yoy.ledger(panel).filter(year=2024)

    assert [("carry_over/pending_start/total", 75.0, 70.0), ("flow/pending_start/total", 1175.0, 1175.0)][
        :1
    ] == errors.select("check", "left", "right").rows()
    assert [(70.0, 75.0, "enters")] == rows.select("expected", "stated", "course").rows()


def test_linked_values(panel: yoy.Panel) -> None:
    """What 2022 took over is what was pending at the end of 2021."""
    row = panel.frame.filter(metric="pending_end", year=2021).row(0, named=True)

    assert (100.0, "linked", 2022) == (row["value"], row["source"], row["vintage"])
