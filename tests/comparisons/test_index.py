"""The index: each series with its base year at 100, and the reason where there is none."""

import pytest
from small_panels import compared, index_of, row_of

G1, G2, G3 = "gid-2014", "gid-2019", "gid-2021"


def test_index_of_a_series():
    """The index is 100 in the base year and in proportion elsewhere, before it and after."""
    change = compared(
        {"year": 2018, "value": 40},
        {"year": 2019, "value": 80},
        {"year": 2020, "value": 100},
        {"year": 2021, "value": 60},
    )
    assert [50.0, 100.0, 125.0, 75.0] == change.frame["index"].to_list()


def test_base_is_recorded():
    """Each row names the year that is 100."""
    change = compared({"year": 2022, "value": 40}, {"year": 2023, "value": 80}, base=2022)
    assert [2022, 2022] == change.frame["base"].to_list()


def test_base_is_2019_unless_asked_for():
    """The base year is that of the first reports on the present tables."""
    change = compared({"year": 2019, "value": 40}, {"year": 2020, "value": 80})
    assert (2019, [2019, 2019]) == (change.base, change.frame["base"].to_list())


def test_base_year_is_exactly_100():
    """The base year is 100 and twice its value is 200, without a rest of rounding."""
    change = compared({"year": 2019, "value": 49}, {"year": 2020, "value": 98})
    assert [100.0, 200.0] == change.frame["index"].to_list()


def test_index_does_not_depend_on_other_bodies():
    """The index of a body is the same number whoever else is in the panel."""
    rows = ({"entity": "A", "year": 2019, "value": 49}, {"entity": "A", "year": 2020, "value": 98})
    alone = compared(*rows)
    together = compared(*rows, {"entity": "B", "year": 2019, "value": 3})
    assert alone.frame["index"].to_list() == together.frame["index"].to_list()[:2]


def test_no_index():
    """Without a base year there is no index and no reason for that."""
    change = compared({"year": 2019, "value": 40}, {"year": 2020, "value": 80}, base=None)
    row = row_of(change, 2020)
    assert (None, (None, None, None)) == (change.base, index_of(row))


def test_no_base():
    """Where the base year is missing the index is null, and the reason says so."""
    change = compared(
        {"year": 2020, "value": 40, "form": G2}, {"year": 2021, "value": 80, "form": G2}, base=2019
    )
    row = row_of(change, 2021)
    assert ((None, None, "no_base"), "index: no_base") == (index_of(row), row["note"])


def test_blank_base():
    """A base year without a value is no base."""
    change = compared(
        {"year": 2019, "value": None}, {"year": 2020, "value": 40}, {"year": 2021, "value": 80}, base=2019
    )
    assert (None, None, "no_base") == index_of(row_of(change, 2021))


def test_zero_base_year():
    """Nothing is divided by a base of 0."""
    change = compared(
        {"year": 2019, "value": 0, "form": G2},
        {"year": 2020, "value": 4, "form": G2},
        {"year": 2021, "value": 6, "form": G2},
    )
    row = row_of(change, 2021)
    assert ((None, "zero_base"), 50.0, "index: zero_base") == (
        (row["index"], row["reason"]),
        row["percent"],
        row["note"],
    )


def test_zero_in_the_base_year_itself():
    """A base year of 0 is not 100 either."""
    change = compared({"year": 2018, "value": 3, "form": G2}, {"year": 2019, "value": 0, "form": G2})
    row = row_of(change, 2019)
    assert (None, "zero_base", -100.0) == (row["index"], row["reason"], row["percent"])


def test_reason_of_the_change_comes_before_that_of_the_index():
    """Where both are undefined the change has the word; the note has the index."""
    change = compared({"year": 2021, "value": 80}, base=2019)
    row = row_of(change, 2021)
    assert ("missing", "index: no_base") == (row["reason"], row["note"])


def test_no_value_has_no_index_of_its_own():
    """A blank year has no index, and the base has no part in the reason."""
    change = compared({"year": 2019, "value": 80}, {"year": 2020, "value": None})
    row = row_of(change, 2020)
    assert (None, "missing", None) == (row["index"], row["reason"], row["note"])


def test_signed_change_has_no_index():
    """A net change has no index, in the base year neither."""
    metric = "disclosure.permits.items_change"
    change = compared(
        {"metric": metric, "year": 2019, "value": 4}, {"metric": metric, "year": 2020, "value": 6}
    )
    assert [None, None] == change.frame["index"].to_list()


def test_rate_has_an_index():
    """A rate has an index of its unrounded value."""
    change = compared(
        {"metric": "requests.closed", "year": 2019, "value": 200},
        {"metric": "requests.outcome.disclosed", "year": 2019, "value": 50},
        {"metric": "requests.closed", "year": 2020, "value": 100},
        {"metric": "requests.outcome.disclosed", "year": 2020, "value": 40},
        ratios=True,
    )
    assert 160.0 == row_of(change, 2020, metric="disclosure_rate")["index"]


def test_linked_stock_is_indexed():
    """The linked stock of the year before the base has an index too."""
    change = compared(
        {"metric": "requests.carried_in", "year": 2019, "value": 552},
        {"metric": "requests.carried_out", "year": 2019, "value": 1104},
    )
    assert 50.0 == row_of(change, 2018, metric="requests.carried_out")["index"]


def test_series_have_their_own_base():
    """Each body, scope, metric and applicant is set against its own base year."""
    change = compared(
        {"entity": "A", "year": 2019, "value": 10},
        {"entity": "A", "year": 2020, "value": 20},
        {"entity": "B", "year": 2019, "value": 100},
        {"entity": "B", "year": 2020, "value": 110},
    )
    assert [100.0, 200.0, 100.0, pytest.approx(110.0, rel=1e-12)] == change.frame["index"].to_list()


def over_forms(**options):
    """Received requests 10, 20, 30 with a change of form after the first year, base 2018."""
    return compared(
        {"year": 2018, "value": 10, "form": G1},
        {"year": 2019, "value": 20, "form": G2},
        {"year": 2020, "value": 30, "form": G2},
        **({"base": 2018} | options),
    )


def test_index_stops_at_a_break():
    """Years on the other side of a break have no index; their changes among themselves stay."""
    row = row_of(over_forms(), 2020)
    assert (None, "break", 50.0, "index: break") == (row["index"], row["reason"], row["percent"], row["note"])


def test_index_of_years_before_a_break():
    """With the base after the break, the years before it have no index."""
    row = row_of(over_forms(base=2019), 2018)
    assert (None, "index: break") == (row["index"], row["note"])


def test_index_across_breaks():
    """On request the index is computed over the break."""
    assert [100.0, 200.0, 300.0] == over_forms(across_breaks=True).frame["index"].to_list()


def test_index_across_breaks_is_marked_in_every_row_beyond_the_break():
    """An index that was computed over a break is marked, also in years whose own change crosses none."""
    change = over_forms(across_breaks=True)
    index = "index: over a break since 2018, figures compare as approximate"
    expected = [None, f"break: gid-2014 and gid-2019 compare as approximate; {index}", index]
    assert expected == change.frame["note"].to_list()
