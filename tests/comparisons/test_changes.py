"""Change from the year before: when it is defined, and the reason where it is not."""

import pytest
from small_panels import change_of, compared, row_of

G1, G2, G3 = "gid-2014", "gid-2019", "gid-2021"


def test_difference_and_percent():
    """A count has a difference and a percent of the year before, and no percentage points."""
    change = compared({"year": 2023, "value": 200}, {"year": 2024, "value": 250}, base=None)
    assert (200.0, 50.0, 25.0, None, None) == change_of(row_of(change, 2024))


def test_decrease_is_negative():
    """A decrease has a negative difference and percent."""
    change = compared({"year": 2023, "value": 200}, {"year": 2024, "value": 150}, base=None)
    assert (200.0, -50.0, -25.0, None, None) == change_of(row_of(change, 2024))


def test_no_change_is_zero():
    """Two equal values differ by 0; that is no missing change."""
    change = compared({"year": 2023, "value": 7}, {"year": 2024, "value": 7}, base=None)
    assert (7.0, 0.0, 0.0, None, None) == change_of(row_of(change, 2024))


def test_fall_to_zero_is_minus_hundred_percent():
    """0 after something is a change like others."""
    change = compared({"year": 2023, "value": 7}, {"year": 2024, "value": 0}, base=None)
    assert (7.0, -7.0, -100.0, None, None) == change_of(row_of(change, 2024))


def test_first_year_has_no_change():
    """The first year of a series has nothing before it."""
    change = compared({"year": 2023, "value": 7}, {"year": 2024, "value": 8}, base=None)
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2023))


def test_gap_year_is_not_bridged():
    """The year before is exactly the year before, never the last one that is there."""
    change = compared(
        {"year": 2021, "value": 7}, {"year": 2023, "value": 8}, {"year": 2024, "value": 10}, base=None
    )
    expected = [(None, None, None, None, "missing"), (8.0, 2.0, 25.0, None, None)]
    assert expected == [change_of(row_of(change, year)) for year in (2023, 2024)]


def test_gap_year_has_no_row():
    """No row is made up for a year without a figure."""
    change = compared({"year": 2021, "value": 7}, {"year": 2023, "value": 8})
    assert [2021, 2023] == change.frame["year"].to_list()


def test_series_do_not_run_into_each_other():
    """The last year of one body is not the year before of the next."""
    change = compared(
        {"entity": "A", "year": 2023, "value": 7}, {"entity": "B", "year": 2024, "value": 8}, base=None
    )
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2024))


@pytest.mark.parametrize("column", ["metric", "applicant"])
def test_metrics_and_applicants_do_not_run_into_each_other(column):
    """A change stays within one metric and one kind of applicant."""
    values = {
        "metric": ("requests.received", "requests.closed"),
        "applicant": ("natural_person", "business"),
    }[column]
    change = compared(
        {column: values[0], "year": 2023, "value": 7},
        {column: values[1], "year": 2024, "value": 8},
        base=None,
    )
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2024))


def test_zero_base():
    """After 0 there is a difference and no percent."""
    change = compared({"year": 2023, "value": 0}, {"year": 2024, "value": 5}, base=None)
    assert (0.0, 5.0, None, None, "zero_base") == change_of(row_of(change, 2024))


def test_zero_after_zero():
    """0 after 0 differs by 0, and has no percent either."""
    change = compared({"year": 2023, "value": 0}, {"year": 2024, "value": 0}, base=None)
    assert (0.0, 0.0, None, None, "zero_base") == change_of(row_of(change, 2024))


def test_blank_year_before():
    """A blank before is not 0: there is no change."""
    change = compared({"year": 2023, "value": None}, {"year": 2024, "value": 5}, base=None)
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2024))


def test_blank_year():
    """A blank after a value is no fall to 0: the year before is shown, the change is not."""
    change = compared({"year": 2023, "value": 5}, {"year": 2024, "value": None}, base=None)
    assert (5.0, None, None, None, "missing") == change_of(row_of(change, 2024))


@pytest.mark.parametrize("status", ["blank", "dash", "text", "unreadable"])
def test_status_without_value_is_kept(status):
    """A row without a value keeps its status and print, and the row after it knows them."""
    change = compared(
        {"year": 2023, "value": None, "status": status, "raw": "/"},
        {"year": 2024, "value": 5, "status": "reported", "raw": "5"},
        base=None,
    )
    after = row_of(change, 2024)
    expected = (status, "/", status, "/")
    before = row_of(change, 2023)
    assert expected == (before["status"], before["raw"], after["previous_status"], after["previous_raw"])


def test_money_has_difference_and_percent():
    """Money changes like counts."""
    fee = {"metric": "processing_fees.billed"}
    change = compared(fee | {"year": 2023, "value": 2950}, fee | {"year": 2024, "value": 2230}, base=None)
    assert (2950.0, -720.0, pytest.approx(100 * -720 / 2950, rel=1e-12), None, None) == change_of(
        row_of(change, 2024)
    )


@pytest.mark.parametrize(
    "metric", ["requests.carried_in", "requests.carried_out", "review.total", "requests.handled"]
)
def test_stocks_and_caseloads_change_like_counts(metric):
    """Stocks and caseloads have a difference and a percent."""
    change = compared(
        {"metric": metric, "year": 2023, "value": 40},
        {"metric": metric, "year": 2024, "value": 50},
        base=None,
    )
    assert (40.0, 10.0, 25.0, None, None) == change_of(row_of(change, 2024, metric=metric))


def test_net_change_has_a_difference_only():
    """A signed change has a difference, and no percent, points or index; the note says so."""
    change = compared(
        {"metric": "disclosure.permits.items_change", "year": 2019, "value": -4, "form": G2},
        {"metric": "disclosure.permits.items_change", "year": 2020, "value": 6, "form": G2},
        base=2019,
    )
    row = row_of(change, 2020)
    expected = ((-4.0, 10.0, None, None, None), None, "a signed change has no percent")
    assert expected == (change_of(row), row["index"], row["note"])


def test_net_change_after_zero_is_no_zero_base():
    """Nothing is divided for a signed change, so 0 before it is no obstacle."""
    change = compared(
        {"metric": "disclosure.permits.items_change", "year": 2019, "value": 0, "form": G2},
        {"metric": "disclosure.permits.items_change", "year": 2020, "value": 6, "form": G2},
        base=None,
    )
    row = row_of(change, 2020)
    assert ((0.0, 6.0, None, None, None), "a signed change has no percent") == (change_of(row), row["note"])


def test_rate_has_points_only():
    """A rate changes in percentage points; it has neither difference nor percent."""
    change = compared(
        {"metric": "requests.closed", "year": 2023, "value": 200},
        {"metric": "requests.outcome.disclosed", "year": 2023, "value": 50},
        {"metric": "requests.closed", "year": 2024, "value": 100},
        {"metric": "requests.outcome.disclosed", "year": 2024, "value": 40},
        ratios=True,
        base=None,
    )
    assert (25.0, None, None, 15.0, None) == change_of(row_of(change, 2024, metric="disclosure_rate"))


def test_rate_after_zero_has_points():
    """A rate of 0 is a base like others: nothing is divided by it."""
    change = compared(
        {"metric": "requests.closed", "year": 2023, "value": 200},
        {"metric": "requests.outcome.disclosed", "year": 2023, "value": 0},
        {"metric": "requests.closed", "year": 2024, "value": 100},
        {"metric": "requests.outcome.disclosed", "year": 2024, "value": 40},
        ratios=True,
        base=None,
    )
    assert (0.0, None, None, 40.0, None) == change_of(row_of(change, 2024, metric="disclosure_rate"))


# changes of form


def over_forms(metric: str, earlier: str, later: str, **options: object) -> dict[str, object]:
    """The row of 2019 of a metric that goes from 10 to 15 over a change of form."""
    change = compared(
        {"metric": metric, "year": 2018, "value": 10, "form": earlier},
        {"metric": metric, "year": 2019, "value": 15, "form": later},
        **({"base": None} | options),
    )
    return row_of(change, 2019, metric=metric)


def test_break_where_forms_compare_approximately():
    """Over a change of form that keeps the meaning only roughly there is no change."""
    row = over_forms("requests.received", G1, G2)
    expected = ((10.0, None, None, None, "break"), "break: gid-2014 and gid-2019 compare as approximate")
    assert expected == (change_of(row), row["note"])


def test_break_where_forms_do_not_compare():
    """Over a change of form that ends the meaning there is no change."""
    row = over_forms("disclosure.items", G1, G2)
    expected = ((10.0, None, None, None, "break"), "break: gid-2014 and gid-2019 compare as none")
    assert expected == (change_of(row), row["note"])


def test_across_breaks_is_computed_and_marked():
    """On request a change over a break is computed, and the note marks it."""
    row = over_forms("requests.received", G1, G2, across_breaks=True)
    expected = ((10.0, 5.0, 50.0, None, None), "break: gid-2014 and gid-2019 compare as approximate")
    assert expected == (change_of(row), row["note"])


@pytest.mark.parametrize(
    ("metric", "earlier", "later"),
    [
        ("review.upheld", G1, G2),
        ("requests.received", G2, G3),
        ("review.upheld", G1, G3),
        ("requests.received", G1, G1),
    ],
)
def test_exact_forms_compare(metric, earlier, later):
    """Where the meaning stayed the same, or the form did, there is a change without a mark."""
    row = over_forms(metric, earlier, later)
    assert ((10.0, 5.0, 50.0, None, None), None) == (change_of(row), row["note"])


def test_forms_that_are_not_neighbours_compare_by_their_worst_step():
    """From the oldest form to the newest the worst step decides."""
    row = over_forms("requests.received", G1, G3)
    expected = ((10.0, None, None, None, "break"), "break: gid-2014 and gid-2021 compare as approximate")
    assert expected == (change_of(row), row["note"])


def test_break_backwards():
    """A body that goes back to an old form breaks its series too."""
    row = over_forms("requests.received", G2, G1)
    expected = ((10.0, None, None, None, "break"), "break: gid-2019 and gid-2014 compare as approximate")
    assert expected == (change_of(row), row["note"])


def test_unknown_form_is_compared_and_marked():
    """Where no form is known the change is given, with the note that comparability is not known."""
    row = over_forms("requests.received", "", "")
    expected = ((10.0, 5.0, 50.0, None, None), "the form is not known, so comparability is not either")
    assert expected == (change_of(row), row["note"])


def test_break_of_zero_base():
    """A break is named before a base of 0, and on request the base of 0 is."""
    rows = (
        {"year": 2018, "value": 0, "form": G1},
        {"year": 2019, "value": 15, "form": G2},
    )
    kept, crossed = (
        row_of(compared(*rows, base=None, across_breaks=across), 2019) for across in (False, True)
    )
    expected = ((0.0, None, None, None, "break"), (0.0, 15.0, None, None, "zero_base"))
    assert expected == (change_of(kept), change_of(crossed))


def test_break_of_a_rate():
    """A rate breaks where one of its operands does, and is computed over it on request."""
    rows = [
        {"metric": metric, "applicant": "total", "year": year, "value": value, "form": form}
        for year, form, corrected in ((2018, G1, 2), (2019, G2, 5))
        for metric, value in (
            ("litigation.upheld", 10 - corrected),
            ("litigation.corrected", corrected),
            ("litigation.other", 0),
        )
    ]
    kept, crossed = (
        row_of(
            compared(*rows, ratios=True, base=None, across_breaks=across),
            2019,
            metric="litigation_correction_rate",
        )
        for across in (False, True)
    )
    mark = "break: gid-2014 and gid-2019 compare as approximate"
    expected = [((20.0, None, None, None, "break"), mark), ((20.0, None, None, 30.0, None), mark)]
    few = "few cases: 5 of 10, 95 % interval 23.7 to 76.3 %; "
    assert expected == [(change_of(row), row["note"].removeprefix(few)) for row in (kept, crossed)]


def test_prose_breaks_by_its_categories():
    """A report without tables counts as the form whose categories it uses."""
    change = compared(
        {"year": 2018, "value": 10, "form": "prose", "categories": "gid-2014"},
        {"year": 2019, "value": 15, "form": "prose", "categories": "gid-2019 gid-2021"},
        base=None,
    )
    assert (10.0, None, None, None, "break") == change_of(row_of(change, 2019))


def test_undecided_prose_compares_where_every_reading_does():
    """Prose that fits two forms compares as badly as the worst pair of them."""
    change = compared(
        {"year": 2021, "value": 10, "form": "gid-2019", "categories": "gid-2019"},
        {"year": 2022, "value": 15, "form": "prose", "categories": "gid-2019 gid-2021"},
        base=None,
    )
    row = row_of(change, 2022)
    assert ((10.0, 5.0, 50.0, None, None), None) == (change_of(row), row["note"])


# why the year before has no row


def test_not_on_form():
    """The body did report the year before, on a form that does not ask for the figure."""
    change = compared(
        {"metric": "requests.received", "year": 2018, "value": 10, "form": G1},
        {"metric": "requests.carried_out", "year": 2019, "value": 15, "form": G2},
        base=None,
    )
    row = row_of(change, 2019)
    assert (None, None, None, None, "not_on_form") == change_of(row)


def test_not_on_form_of_prose():
    """Prose of the old categories does not ask for what the old form did not."""
    change = compared(
        {"metric": "requests.received", "year": 2018, "value": 10, "form": "prose", "categories": G1},
        {"metric": "requests.carried_out", "year": 2019, "value": 15, "form": G2, "categories": G2},
        base=None,
    )
    assert (None, None, None, None, "not_on_form") == change_of(row_of(change, 2019))


def test_missing_on_a_form_that_asks_for_it():
    """The body reported on a form that asks for the figure, and has it not: it is missing."""
    change = compared(
        {"metric": "requests.received", "year": 2019, "value": 10, "form": G2},
        {"metric": "requests.carried_out", "year": 2020, "value": 15, "form": G2},
        base=None,
    )
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2020))


def test_not_on_form_needs_a_report_of_that_very_year():
    """An older report on an older form says nothing about the year before."""
    change = compared(
        {"metric": "requests.received", "year": 2017, "value": 10, "form": G1},
        {"metric": "requests.carried_out", "year": 2019, "value": 15, "form": G2},
        base=None,
    )
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2019))


def test_not_on_form_of_another_body_is_nothing():
    """The form of another body does not explain a gap."""
    change = compared(
        {"entity": "B", "metric": "requests.received", "year": 2018, "value": 10, "form": G1},
        {"entity": "A", "metric": "requests.carried_out", "year": 2019, "value": 15, "form": G2},
        base=None,
    )
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2019))


def test_linked_stock_stands_in_for_a_form_without_it():
    """The opening stock of the first new report is the year before, within one definition."""
    change = compared(
        {"metric": "requests.received", "year": 2018, "value": 10, "form": G1},
        {"metric": "requests.carried_in", "year": 2019, "value": 10, "form": G2},
        {"metric": "requests.carried_out", "year": 2019, "value": 15, "form": G2},
        base=None,
    )
    row = row_of(change, 2019, metric="requests.carried_out")
    expected = ((10.0, 5.0, 50.0, None, None), "linked", 2019, G2, None)
    actual = (
        change_of(row),
        *(row[name] for name in ("previous_source", "previous_vintage", "previous_form", "note")),
    )
    assert expected == actual


def test_scope():
    """Where only the office reported the year before, the area has no change, and the other way round."""
    change = compared(
        {"scope": "organ", "year": 2022, "value": 42},
        {"scope": "area", "year": 2023, "value": 707},
        base=None,
    )
    assert (None, None, None, None, "scope") == change_of(row_of(change, 2023))


def test_scopes_that_both_go_on_are_compared_each():
    """Two scopes of one body are two series."""
    change = compared(
        {"scope": "organ", "year": 2022, "value": 40},
        {"scope": "area", "year": 2022, "value": 500},
        {"scope": "organ", "year": 2023, "value": 50},
        {"scope": "area", "year": 2023, "value": 400},
        base=None,
    )
    expected = [(40.0, 10.0, 25.0, None, None), (500.0, -100.0, -20.0, None, None)]
    assert expected == [change_of(row_of(change, 2023, scope=scope)) for scope in ("organ", "area")]


def test_scope_without_a_value_is_no_scope():
    """A blank of another scope is not the figure of another scope."""
    change = compared(
        {"scope": "organ", "year": 2022, "value": None},
        {"scope": "area", "year": 2023, "value": 707},
        base=None,
    )
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2023))


def test_scope_two_years_before_is_no_scope():
    """Another scope counts only in the year before."""
    change = compared(
        {"scope": "organ", "year": 2021, "value": 42},
        {"scope": "area", "year": 2023, "value": 707},
        base=None,
    )
    assert (None, None, None, None, "missing") == change_of(row_of(change, 2023))
