"""`briefs.publication_table`: texts, footnotes, what great-tables makes of them, and what is refused."""

from __future__ import annotations

import sys

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.briefs import publication_table
from yoycompare.briefs.publication import Footnote, prepare
from yoycompare.errors import BriefError

RECEIVED, CARRIED_OUT = "requests.received", "requests.carried_out"


@pytest.fixture(scope="module")
def change() -> yoy.Comparison:
    return yoy.compare(yoy.load_dataset(), base=2019)


def rate_of(change: yoy.Comparison) -> str:
    """A headline ratio of the vocabulary."""
    return next(ratio.id for ratio in change.vocabulary.ratios.values() if ratio.headline)


def test_texts_of_suqian(change: yoy.Comparison) -> None:
    """Years side by side, the difference and percent of the last; a rate changes in percentage points."""
    table = prepare(change, [RECEIVED, rate_of(change)], entity="宿迁市", years=[2023, 2024], lang="en")

    assert ("宿迁市", "2023–2024", ("2023", "2024")) == (table.title, table.subtitle, table.years)
    assert [
        ("requests received (requests)", "3,511", "3,525", "+14", "+0.40 %"),
        ("disclosure rate", "43.57 %", "54.02 %", "+10.44 percentage points", ""),
    ] == table.frame.drop("course").rows()
    assert "Source: annual reports, 宿迁市 2023–2024 (tables, computed)." == table.source
    assert () == table.footnotes


def test_footnotes_of_zhejiang(change: yoy.Comparison) -> None:
    """What only the report of 2019 states about 2018 says so; a change that is not there has its reason."""
    table = prepare(change, [RECEIVED, CARRIED_OUT], entity="浙江省")

    assert [
        ("新收申请（件）", "—", "30,105", "—", "—"),
        ("结转下年申请（件）", "552", "1,087", "+535", "+96.9%"),
    ] == (table.frame.drop("course").rows())
    assert (
        Footnote(0, "difference", "无2018年数字可比"),
        Footnote(1, "2018", "据2019年报告所述"),
    ) == table.footnotes


def test_what_great_tables_makes_of_it(change: yoy.Comparison) -> None:
    """One HTML table with spanners, footnote marks and sparklines; names of metrics are text."""
    page = publication_table(change, [RECEIVED, CARRIED_OUT], entity="浙江省").as_raw_html()

    assert 2 == page.count("<svg ")
    assert 'colspan="2" scope="colgroup"' in page
    assert "据2019年报告所述" in page
    assert "http://www.w3.org/2000/svg" in page
    assert "<script" not in page


@given(st.lists(st.none() | st.integers(0, 10**9), min_size=1, max_size=6))
def test_every_footnote_has_its_cell(values: list[int | None]) -> None:
    """Whatever is missing, zero or blank: notes point to a cell of the table, and every cell is text."""
    rows = [
        {
            "entity": "甲",
            "year": 2021 + place,
            "metric": RECEIVED,
            "value": None if value is None else float(value),
            "status": "blank" if value is None else "reported",
            "form": "gid-2021",
        }
        for place, value in enumerate([5, *values])
    ]
    change = yoy.compare(
        yoy.Panel.from_frame(pl.DataFrame(rows, schema_overrides={"value": pl.Float64, "year": pl.Int32}))
    )
    table = prepare(change, [RECEIVED])

    assert all(
        note.row < table.frame.height and note.column in table.frame.columns for note in table.footnotes
    )
    assert all(isinstance(text, str) for row in table.frame.rows() for text in row)


def test_years_without_values(change: yoy.Comparison) -> None:
    """The error says which years there are."""
    with pytest.raises(BriefError) as raised:
        prepare(change, [RECEIVED], entity="浙江省", years=[2001])
    assert "years [2001]: there is no value of these; there are values of 2019" == str(raised.value)


def test_without_great_tables(change: yoy.Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the extra."""
    monkeypatch.setitem(sys.modules, "great_tables", None)
    monkeypatch.delitem(sys.modules, "yoycompare.briefs.as_great_table", raising=False)
    with pytest.raises(BriefError) as raised:
        publication_table(change, [RECEIVED], entity="浙江省")
    assert (
        'tables: the package great_tables, which writes it, is not installed; install it: pip install "yoycompare[tables]"'
        == str(raised.value)
    )
