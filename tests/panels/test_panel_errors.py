"""Panel.from_frame: what it refuses, and in which words."""

import datetime as dt
import math

import polars as pl
import pytest

from yoycompare import Panel
from yoycompare.errors import PanelError


def one(**columns: object) -> pl.DataFrame:
    """A frame of one row, with the four columns that a panel needs and those given."""
    row = {"entity": "A", "year": 2023, "metric": "requests.received", "value": 12.0} | columns
    return pl.DataFrame({name: [value] for name, value in row.items()}, strict=False)


def refusal(frame: pl.DataFrame) -> str:
    """The message with which a frame is refused."""
    with pytest.raises(PanelError) as caught:
        Panel.from_frame(frame)
    return str(caught.value)


@pytest.mark.parametrize(
    ("column", "others"),
    [
        ("entity", "year, metric, value"),
        ("year", "entity, metric, value"),
        ("metric", "entity, year, value"),
        ("value", "entity, year, metric"),
    ],
)
def test_missing_column(column, others):
    """A needed column that is not there is named, with those that are."""
    expected = f"column '{column}': it is missing; a panel needs it; the frame has: {others}"
    assert expected == refusal(one().drop(column))


def test_no_columns():
    """A frame without columns has none."""
    expected = "column 'entity': it is missing; a panel needs it; the frame has: none"
    assert expected == refusal(pl.DataFrame())


@pytest.mark.parametrize(
    ("column", "wrong", "found", "wanted"),
    [
        ("value", "12件", "String", "Float64"),
        ("value", "12", "String", "Float64"),
        ("value", [12.0], "List(Float64)", "Float64"),
        ("value", {"count": 12.0}, "Struct({'count': Float64})", "Float64"),
        ("value", dt.date(2023, 1, 1), "Date", "Float64"),
        ("value", True, "Boolean", "Float64"),
        ("year", "2023年", "String", "Int32"),
        ("year", "2023", "String", "Int32"),
        ("year", dt.date(2023, 1, 1), "Date", "Int32"),
        ("low", "from 12", "String", "Float64"),
        ("vintage", "2023年", "String", "Int32"),
        ("metric", 5, "Int64", "String"),
        ("entity", 5, "Int64", "String"),
    ],
)
def test_wrong_type(column, wrong, found, wanted):
    """A column of the wrong type is named, with the type that it has and the one that it needs."""
    expected = f"column '{column}': it holds {found}, not {wanted}; convert it first"
    assert expected == refusal(one(**{column: wrong}))


def test_year_with_a_fraction_is_not_cut_off():
    """2023.5 is no year; it does not become 2023."""
    expected = "column 'year': 1 rows: not a whole number (row 0: A 2023.5 requests.received 12.0); mend it"
    assert expected == refusal(one(year=2023.5))


@pytest.mark.parametrize(
    ("year", "shown"),
    [(2**40, "1099511627776"), (-(2**40), "-1099511627776"), (math.nan, "nan"), (math.inf, "inf")],
)
def test_number_that_no_year_can_be(year, shown):
    """Numbers too large for a year, NaN and infinity are refused like other years that are none."""
    expected = f"column 'year': 1 rows: out of range (row 0: A {shown} requests.received 12.0); mend it"
    assert expected == refusal(one(year=year))


def test_whole_year_as_a_float():
    """Years that come as floats, as other libraries give them, are years where they are whole."""
    assert [2023] == Panel.from_frame(one(year=2023.0)).frame["year"].to_list()


@pytest.mark.parametrize("metric", ["requests.recieved", "disclosure_rate", "", None])
def test_unknown_metric(metric):
    """Ids that are no metric of the vocabulary are refused; ratios are computed, never given."""
    expected = (
        f"column 'metric': 1 rows: not a metric of the vocabulary (row 0: A 2023 {metric} 12.0); use its ids"
    )
    frame = one(metric=metric).with_columns(pl.col("metric").cast(pl.String))
    assert expected == refusal(frame)


def test_repeated_key():
    """Two rows of one key are refused, and both are shown."""
    expected = (
        "column 'key': 2 rows: repeats the key entity, scope, year, metric, applicant, source, vintage, doc "
        "(row 1: A 2023 requests.received 12.0; row 2: A 2023 requests.received 13.0); keep one row each"
    )
    assert expected == refusal(pl.concat([one(year=2022), one(), one(value=13.0)]))


@pytest.mark.parametrize(
    "other",
    [{"source": "prose"}, {"vintage": 2024}, {"doc": "e"}, {"scope": "area"}, {"applicant": "business"}],
)
def test_one_part_of_the_key_tells_rows_apart(other):
    """Rows that differ in any part of the key are both kept."""
    common = {"source": "table", "vintage": 2023, "doc": "d", "scope": "organ", "applicant": "total"}
    panel = Panel.from_frame(pl.concat([one(**common), one(**(common | other))]))
    assert 2 == len(panel)


@pytest.mark.parametrize(("value", "shown"), [(math.nan, "nan"), (math.inf, "inf"), (-math.inf, "-inf")])
def test_value_that_is_not_finite(value, shown):
    """NaN and infinity are no values."""
    expected = (
        f"column 'value': 1 rows: not a finite number (row 0: A 2023 requests.received {shown}); "
        "use null for no value"
    )
    assert expected == refusal(one(value=value))


@pytest.mark.parametrize("column", ["low", "high"])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_bound_that_is_not_finite(column, value):
    """NaN and infinity are no bounds: null says that there is none."""
    expected = (
        f"column '{column}': 1 rows: not a finite number (row 0: A 2023 requests.received 12.0); "
        "use null for no value"
    )
    assert expected == refusal(one(**{column: value}))


@pytest.mark.parametrize("year", [20190, 1989, 2101, 0, -2019, 19])
def test_year_that_is_none(year):
    """20190 is no year, nor is anything before 1990 or after 2100."""
    expected = f"column 'year': 1 rows: not a year (row 0: A {year} requests.received 12.0); mend it"
    assert expected == refusal(one(year=year))


def test_year_that_is_null():
    """A row needs a year."""
    expected = "column 'year': 1 rows: not a year (row 1: A None requests.received 12.0); mend it"
    assert expected == refusal(pl.concat([one(), one(year=None).with_columns(pl.col("year").cast(pl.Int64))]))


@pytest.mark.parametrize(("entity", "shown"), [("", ""), (" ", " "), ("\u3000", "\u3000"), (None, "None")])
def test_no_entity(entity, shown):
    """A row needs someone who reports."""
    expected = (
        f"column 'entity': 1 rows: no entity (row 0: {shown} 2023 requests.received 12.0); say who reports"
    )
    assert expected == refusal(one(entity=entity).with_columns(pl.col("entity").cast(pl.String)))


@pytest.mark.parametrize(
    ("column", "wrong", "problem"),
    [
        (
            "status",
            "ok",
            "unknown (row 0: A 2023 requests.received 12.0); use reported, blank, dash, text, unreadable",
        ),
        (
            "source",
            "web",
            "unknown (row 0: A 2023 requests.received 12.0); use table, prose, derived, linked",
        ),
        ("scope", "city", "unknown (row 0: A 2023 requests.received 12.0); use area, organ, unknown"),
        ("applicant", "farmer", "unknown (row 0: A 2023 requests.received 12.0); use the ids"),
    ],
)
def test_word_outside_a_closed_list(column, wrong, problem):
    """Where there is a closed list, other words are refused."""
    assert f"column '{column}': 1 rows: {problem}" == refusal(one(**{column: wrong}))


@pytest.mark.parametrize("unit", ["case", "件", "requests", ""])
def test_unit_of_another_metric(unit):
    """A value in another unit than that of the metric is refused, not converted."""
    expected = (
        "column 'unit': 1 rows: not the unit of the metric (row 0: A 2023 requests.received 12.0); "
        "convert the values"
    )
    assert expected == refusal(one(unit=unit))


@pytest.mark.parametrize("status", ["blank", "dash", "text", "unreadable"])
@pytest.mark.parametrize("source", ["table", "prose", "derived", "linked"])
def test_value_with_a_status_that_has_none(status, source):
    """Only `reported` has a value, whatever the source."""
    expected = (
        "column 'status': 1 rows: only `reported` has a value, and always "
        "(row 0: A 2023 requests.received 12.0); make the two agree"
    )
    assert expected == refusal(one(status=status, source=source))


@pytest.mark.parametrize("source", ["table", "prose", "derived", "linked"])
def test_reported_without_a_value(source):
    """`reported` always has a value, whatever the source."""
    expected = (
        "column 'status': 1 rows: only `reported` has a value, and always "
        "(row 0: A 2023 requests.received None); make the two agree"
    )
    frame = one(value=None, status="reported", source=source).with_columns(pl.col("value").cast(pl.Float64))
    assert expected == refusal(frame)


@pytest.mark.parametrize(
    ("column", "problem", "advice"),
    [
        ("scope", "unknown", "use area, organ, unknown"),
        ("applicant", "unknown", "use the ids"),
        ("unit", "not the unit of the metric", "convert the values"),
        ("status", "unknown", "use reported, blank, dash, text, unreadable"),
        ("source", "unknown", "use table, prose, derived, linked"),
        ("vintage", "not a year", "mend it"),
        ("doc", "no document", "use an empty text where there is none"),
    ],
)
def test_null_in_a_column_that_every_row_fills(column, problem, advice):
    """A column that is given is filled in every row: keys and lists have no null."""
    dtype = pl.Int32 if column == "vintage" else pl.String
    frame = one(**{column: None}).with_columns(pl.col(column).cast(dtype))
    expected = f"column '{column}': 1 rows: {problem} (row 0: A 2023 requests.received 12.0); {advice}"
    assert expected == refusal(frame)


@pytest.mark.parametrize("basis", [None, "web", "derived", "linked"])
def test_basis_that_is_neither_table_nor_prose(basis):
    """A value rests on a table or on prose: the basis decides which value stands."""
    frame = one(basis=basis).with_columns(pl.col("basis").cast(pl.String))
    expected = "column 'basis': 1 rows: unknown (row 0: A 2023 requests.received 12.0); use table or prose"
    assert expected == refusal(frame)


def test_three_rows_are_shown_of_many():
    """The message counts all rows at fault and shows the first three."""
    frame = pl.DataFrame(
        {"entity": "A", "year": [2019, 20190, 20191, 20192, 20193], "metric": "review.total", "value": 1}
    )
    expected = (
        "column 'year': 4 rows: not a year (row 1: A 20190 review.total 1.0; row 2: A 20191 review.total 1.0; "
        "row 3: A 20192 review.total 1.0); mend it"
    )
    assert expected == refusal(frame)


def test_fields_of_the_error():
    """Place, problem and advice are fields of the error."""
    with pytest.raises(PanelError) as caught:
        Panel.from_frame(one(unit="case"))
    expected = (
        "column 'unit'",
        "1 rows: not the unit of the metric (row 0: A 2023 requests.received 12.0)",
        "convert the values",
    )
    assert expected == (caught.value.where, caught.value.problem, caught.value.advice)
