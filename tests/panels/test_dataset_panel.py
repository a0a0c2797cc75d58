"""The panel of the figures that ship with the package."""

import hashlib

import polars as pl
import pytest

import yoycompare as yoy
from yoycompare.errors import MissingFileError
from yoycompare.panels import dataset_path

ZHEJIANG, SUQIAN, SHANGHAI = "浙江省", "宿迁市", "上海市人民政府办公厅"


@pytest.fixture(scope="module")
def panel() -> yoy.Panel:
    """The shipped figures."""
    return yoy.load_dataset()


def test_reports_of_the_dataset(panel):
    """There are four reports, each on its own form."""
    expected = {
        (ZHEJIANG, "area", 2019, "province", "prose", "gid-2019 gid-2021"),
        (SUQIAN, "area", 2023, "prefecture", "gid-2021", "gid-2021"),
        (SUQIAN, "area", 2024, "prefecture", "gid-2021", "gid-2021"),
        (SHANGHAI, "organ", 2019, "province", "gid-2019", "gid-2019"),
    }
    assert expected == set(
        panel.reports().select("entity", "scope", "year", "level", "form", "categories").rows()
    )


def test_printed_rows_of_the_dataset(panel):
    """Each row of the file is a row of the panel."""
    printed = panel.frame.filter(pl.col("source").is_in(["table", "prose"]))
    counts = printed.group_by("entity", "year", "source", "status").len()
    expected = {
        (ZHEJIANG, 2019, "prose", "reported", 10),
        (SUQIAN, 2023, "table", "reported", 200),
        (SUQIAN, 2023, "prose", "reported", 10),
        (SUQIAN, 2024, "table", "reported", 200),
        (SUQIAN, 2024, "prose", "reported", 12),
        (SHANGHAI, 2019, "table", "reported", 63),
        (SHANGHAI, 2019, "table", "blank", 135),
        (SHANGHAI, 2019, "prose", "reported", 11),
    }
    assert expected == set(counts.rows())


def test_linked_row_of_zhejiang(panel):
    """The 552 that the report of 2019 states is an observation of 2018."""
    rows = panel.frame.filter(pl.col("entity") == ZHEJIANG, pl.col("source") == "linked")
    expected = [(2018, "requests.carried_out", "total", 552.0, 2019, "552件", "reported")]
    assert expected == rows.select("year", "metric", "applicant", "value", "vintage", "raw", "status").rows()


def test_linked_rows_of_suqian_agree_with_the_year_before(panel):
    """What 2024 carried in is what 2023 carried out, in every column of the table."""
    carried_out = panel.frame.filter(
        pl.col("entity") == SUQIAN, pl.col("metric") == "requests.carried_out", pl.col("year") == 2023
    )
    by_source = {
        source: dict(carried_out.filter(pl.col("source") == source).select("applicant", "value").rows())
        for source in ("table", "linked")
    }
    expected = {
        "natural_person": 118.0,
        "business": 3.0,
        "research": 0.0,
        "public_interest": 0.0,
        "legal_services": 0.0,
        "other_organization": 0.0,
        "total": 121.0,
    }
    assert {"table": expected, "linked": expected} == by_source


def test_no_link_before_shanghai_beyond_its_table(panel):
    """The report of Shanghai links what it prints and nothing else."""
    rows = panel.frame.filter(pl.col("entity") == SHANGHAI, pl.col("source") == "linked")
    assert {(2018, "requests.carried_out")} == set(rows.select("year", "metric").rows())


def test_money_is_in_yuan(panel):
    """Amounts are in yuan, not in ten thousands."""
    fees = panel.frame.filter(pl.col("metric") == "disclosure.charges.amount", pl.col("source") == "table")
    assert {"CNY"} == set(fees["unit"].to_list())


def test_place_is_the_row_of_the_file(panel):
    """The place of a row leads to its line in the file."""
    lines = dataset_path().read_text(encoding="utf-8").splitlines()
    row = panel.frame.filter(
        pl.col("entity") == ZHEJIANG, pl.col("metric") == "requests.received", pl.col("source") == "prose"
    ).row(0, named=True)
    line = lines[int(row["place"].removeprefix("row ")) - 1]
    assert (
        f"{ZHEJIANG},area,province,2019,prose,requests.received,total,30105,request"
        == line[: line.index(",reported")]
    )


def test_document_is_the_hash_of_the_file(panel):
    """Every row names the hash of the file that it was read from."""
    assert {hashlib.sha256(dataset_path().read_bytes()).hexdigest()} == set(panel.frame["doc"].to_list())


def test_keys_are_unique(panel):
    """No two observations have the same key."""
    key = ["entity", "scope", "year", "metric", "applicant", "source", "vintage", "doc"]
    assert panel.frame.height == panel.frame.select(key).n_unique()


def test_unknown_dataset():
    """A dataset that does not ship with the package is refused with the one that does."""
    with pytest.raises(MissingFileError) as caught:
        yoy.load_dataset("gid")
    assert "gid: no dataset of that name ships with the package; use 'gid-reports'" == str(caught.value)


def test_forced_zero_of_shanghai_is_derived(panel):
    """A blank cell that a printed total forces to 0 stays blank in print; the 0 is derived and says why."""
    rows = panel.frame.filter(
        pl.col("entity") == SHANGHAI,
        pl.col("metric") == "requests.carried_in",
        pl.col("applicant") == "research",
    ).select("value", "status", "source", "formula")
    expected = [
        (None, "blank", "table", None),
        (0.0, "reported", "derived", "0, since requests.carried_in = requests.carried_in[natural_person]"),
    ]
    assert expected == rows.rows()
