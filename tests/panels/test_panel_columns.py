"""Panel.from_frame: the columns that it adds, their types, and what it leaves as it is."""

import polars as pl
import pytest

from yoycompare import Panel

COLUMNS = {
    "entity": pl.String,
    "scope": pl.String,
    "level": pl.String,
    "year": pl.Int32,
    "metric": pl.String,
    "applicant": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "unit": pl.String,
    "status": pl.String,
    "source": pl.String,
    "form": pl.String,
    "vintage": pl.Int32,
    "doc": pl.String,
    "place": pl.String,
    "raw": pl.String,
    "basis": pl.String,
    "categories": pl.String,
    "formula": pl.String,
}


def one(**columns: object) -> pl.DataFrame:
    """A frame of one row, with the four columns that a panel needs and those given."""
    row = {"entity": "A", "year": 2023, "metric": "requests.received", "value": 12} | columns
    return pl.DataFrame({name: [value] for name, value in row.items()})


def test_columns_and_types_are_fixed():
    """A panel has its columns in one order and of one type, whatever the frame had."""
    frame = one(form="gid-2021", extra=1).select("form", "extra", "value", "metric", "year", "entity")
    assert COLUMNS == dict(Panel.from_frame(frame).frame.schema)


def test_defaults_of_a_value():
    """Every column but entity, year, metric and value has a default."""
    expected = {
        "entity": "A",
        "scope": "unknown",
        "level": "unknown",
        "year": 2023,
        "metric": "requests.received",
        "applicant": "total",
        "value": 12.0,
        "low": 12.0,
        "high": 12.0,
        "unit": "request",
        "status": "reported",
        "source": "table",
        "form": "",
        "vintage": 2023,
        "doc": "",
        "place": "",
        "raw": "12",
        "basis": "table",
        "categories": "",
        "formula": None,
    }
    assert expected == Panel.from_frame(one()).frame.row(0, named=True)


def test_defaults_of_no_value():
    """A row without a value is blank, has no bounds and no print."""
    row = Panel.from_frame(one(value=None)).frame.row(0, named=True)
    expected = (None, None, None, "blank", "")
    assert expected == tuple(row[name] for name in ("value", "low", "high", "status", "raw"))


def test_given_columns_are_kept():
    """What the frame says is taken as it is."""
    given = {
        "entity": "某市",
        "scope": "area",
        "level": "prefecture",
        "year": 2023,
        "metric": "requests.received",
        "applicant": "business",
        "value": 140000.0,
        "low": 135000.0,
        "high": 145000.0,
        "unit": "request",
        "status": "reported",
        "source": "prose",
        "form": "prose",
        "vintage": 2024,
        "doc": "d",
        "place": "characters 3-7",
        "raw": "14万件",
        "basis": "prose",
        "categories": "gid-2019 gid-2021",
        "formula": None,
    }
    assert given == Panel.from_frame(one(**given)).frame.row(0, named=True)


@pytest.mark.parametrize(
    ("metric", "unit"),
    [
        ("requests.received", "request"),
        ("review.total", "case"),
        ("disclosure.regulations.made", "document"),
        ("disclosure.charges.amount", "CNY"),
    ],
)
def test_unit_follows_from_metric(metric, unit):
    """The unit is that of the metric."""
    assert unit == Panel.from_frame(one(metric=metric)).frame["unit"].item()


@pytest.mark.parametrize(
    ("source", "basis"), [("table", "table"), ("prose", "prose"), ("derived", "prose"), ("linked", "table")]
)
def test_basis_follows_from_source(source, basis):
    """A derived value whose basis is not said rests on the weaker print."""
    assert basis == Panel.from_frame(one(source=source)).frame["basis"].item()


def test_categories_follow_from_form():
    """The categories are those of the form where nothing else is said."""
    assert "gid-2019" == Panel.from_frame(one(form="gid-2019")).frame["categories"].item()


def test_vintage_follows_from_year():
    """A figure is of the report of its own year where nothing else is said."""
    assert 2023 == Panel.from_frame(one()).frame["vintage"].item()


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt32, pl.Int64, pl.Float32, pl.Decimal(12, 2)])
def test_any_number_type_is_taken(dtype):
    """Values may be of any number type."""
    frame = one().with_columns(pl.col("value").cast(dtype))
    assert [12.0] == Panel.from_frame(frame).frame["value"].to_list()


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["requests.received", "requests.closed"])])
def test_categorical_text_is_taken(dtype):
    """Ids may be categorical, as typed files often have them."""
    frame = one().with_columns(pl.col("metric").cast(dtype))
    assert ["requests.received"] == Panel.from_frame(frame).frame["metric"].to_list()


@pytest.mark.parametrize("status", ["blank", "dash", "text", "unreadable"])
def test_each_status_without_value_is_kept(status):
    """Blank, dash, words and unreadable stay apart."""
    frame = one(value=None, status=status, raw="x")
    assert (status, None) == Panel.from_frame(frame).frame.select("status", "value").row(0)


def test_zero_is_a_value():
    """A printed 0 is reported; it is not a blank."""
    assert ("reported", 0.0) == Panel.from_frame(one(value=0)).frame.select("status", "value").row(0)


def test_lower_bound_of_a_derived_sum_is_kept():
    """A sum over blanks has a lower bound and no value."""
    frame = one(value=None, low=5.0, high=None, source="derived", status="blank")
    assert (None, 5.0, None, "blank") == Panel.from_frame(frame).frame.select(
        "value", "low", "high", "status"
    ).row(0)


@pytest.mark.parametrize("year", [1990, 2100])
def test_first_and_last_year_are_years(year):
    """Years from 1990 to 2100 are years."""
    assert [year] == Panel.from_frame(one(year=year)).frame["year"].to_list()


def test_input_frame_is_left_alone():
    """The frame of the caller is not changed."""
    frame = one()
    Panel.from_frame(frame)
    assert ["entity", "year", "metric", "value"] == frame.columns


def test_panel_of_its_own_frame_is_the_same():
    """A panel's frame makes the same panel again: nothing is linked twice."""
    frame = pl.DataFrame(
        {
            "entity": "A",
            "year": [2019, 2019, 2020],
            "metric": ["requests.carried_in", "requests.received", "requests.carried_in"],
            "value": [5, 9, 7],
        }
    )
    panel = Panel.from_frame(frame)
    assert (5, panel.frame.rows()) == (len(panel), Panel.from_frame(panel.frame).frame.rows())


def test_empty_frame_makes_an_empty_panel():
    """No rows make a panel without observations."""
    empty = pl.DataFrame(
        schema={"entity": pl.String, "year": pl.Int64, "metric": pl.String, "value": pl.Float64}
    )
    panel = Panel.from_frame(empty)
    assert (0, COLUMNS) == (len(panel), dict(panel.frame.schema))


def test_repr_counts():
    """The text of a panel counts observations, entities, years and failures."""
    frame = pl.DataFrame(
        {"entity": ["A", "B"], "year": [2021, 2023], "metric": "requests.received", "value": [1, 2]}
    )
    assert "Panel(2 observations, 2 entities, 2021-2023, 0 files failed)" == repr(Panel.from_frame(frame))


def test_repr_of_an_empty_panel():
    """The text of an empty panel says that it has no years."""
    assert "Panel(0 observations, 0 entities, no years, 0 files failed)" == repr(Panel.from_reports([]))


def test_reports_are_one_row_each():
    """`reports` has a row per entity, scope and year; what another year states is no report."""
    frame = pl.DataFrame(
        {
            "entity": "A",
            "scope": "area",
            "level": "county",
            "form": "gid-2019",
            "doc": "d",
            "year": [2019, 2019, 2020],
            "metric": ["requests.carried_in", "requests.received", "requests.received"],
            "value": [5, 9, 7],
        }
    )
    expected = [
        ("A", "area", 2019, "county", "gid-2019", 2019, "d", "gid-2019"),
        ("A", "area", 2020, "county", "gid-2019", 2020, "d", "gid-2019"),
    ]
    assert expected == Panel.from_frame(frame).reports().rows()


def test_a_lazy_frame_is_collected():
    """A panel holds its rows."""
    frame = pl.LazyFrame({"entity": "A", "year": [2023], "metric": "requests.received", "value": [1.0]})
    assert 1 == len(Panel.from_frame(frame))
