"""Ratios: value, provenance, and what is said where they cannot be computed."""

import pytest
from small_panels import compared, row_of

CLOSED, DISCLOSED = "requests.closed", "requests.outcome.disclosed"


def report(year=2023, form="gid-2021", applicant="total", **values):
    """Rows of one report; names of metrics with __ for a dot."""
    return [
        {
            "metric": name.replace("__", "."),
            "applicant": applicant,
            "year": year,
            "value": value,
            "form": form,
            "place": f"place of {name.split('__')[-1]}",
        }
        for name, value in values.items()
    ]


def test_ratio_is_in_percent_and_unrounded():
    """A ratio is 100 times numerator over denominator, not rounded."""
    change = compared(*report(requests__closed=29570, requests__outcome__disclosed=16864), ratios=True)
    assert (
        pytest.approx(100 * 16864 / 29570, rel=1e-12)
        == row_of(change, 2023, metric="disclosure_rate")["value"]
    )


def test_ratio_row_in_full():
    """A ratio is a derived percentage with formula, operands and the places of both."""
    change = compared(*report(requests__closed=200, requests__outcome__disclosed=50), ratios=True, base=None)
    row = row_of(change, 2023, metric="disclosure_rate")
    expected = {
        "kind": "rate",
        "unit": "percent",
        "value": 25.0,
        "status": "reported",
        "source": "derived",
        "form": "gid-2021",
        "vintage": 2023,
        "place": "place of disclosed; place of closed",
        "raw": "50 / 200",
        "formula": "requests.outcome.disclosed / requests.closed",
        "reason": "missing",
        "note": None,
    }
    assert expected == {name: row[name] for name in expected}


def test_sums_in_numerator_and_denominator():
    """Sums and differences are written with brackets and signs."""
    change = compared(
        *report(
            requests__outcome__disclosed=16864,
            requests__closed=29570,
            requests__outcome__not_processed=1190,
            requests__outcome__other=1595,
        ),
        ratios=True,
    )
    row = row_of(change, 2023, metric="substantive_disclosure_rate")
    expected = (
        pytest.approx(100 * 16864 / (29570 - 1190 - 1595), rel=1e-12),
        "16864 / (29570 - 1190 - 1595)",
        "requests.outcome.disclosed / (requests.closed - requests.outcome.not_processed - requests.outcome.other)",
    )
    assert expected == (row["value"], row["raw"], row["formula"])


def test_two_terms_in_the_numerator():
    """Two terms above are added."""
    change = compared(*report(review__total=7, litigation__total=9, requests__received=859), ratios=True)
    row = row_of(change, 2023, metric="dispute_rate")
    assert (pytest.approx(100 * 16 / 859, rel=1e-12), "(7 + 9) / 859") == (row["value"], row["raw"])


def test_missing_input_is_named():
    """A ratio that lacks an input is null, `missing`, and names the input."""
    change = compared(*report(requests__closed=200), ratios=True)
    row = row_of(change, 2023, metric="disclosure_rate")
    expected = (None, "blank", "missing", "needs requests.outcome.disclosed")
    assert expected == (row["value"], row["status"], row["reason"], row["note"])


def test_all_missing_inputs_are_named_in_the_order_of_the_formula():
    """Several inputs are named in their order, each once."""
    change = compared(*report(requests__received=200), ratios=True)
    row = row_of(change, 2023, metric="substantive_disclosure_rate")
    expected = "needs requests.outcome.disclosed, requests.closed, requests.outcome.not_processed, requests.outcome.other"
    assert expected == row["note"]


def test_input_used_twice_is_named_once():
    """An input that stands above and below is named once."""
    change = compared(*report(review__total=3, review__upheld=3), ratios=True)
    assert (
        "needs review.corrected, review.other"
        == row_of(change, 2023, metric="review_correction_rate")["note"]
    )


def test_missing_applicant_is_named():
    """An input of one kind of applicant is named with it."""
    change = compared(*report(requests__received=200), ratios=True)
    row = row_of(change, 2023, metric="natural_person_share")
    assert "needs requests.received[natural_person]" == row["note"]


def test_missing_year_is_named():
    """An input of the year before is named with that year."""
    change = compared(
        *report(disclosure__normative_documents__repealed=227, disclosure__normative_documents__made=50),
        ratios=True,
    )
    row = row_of(change, 2023, metric="normative_repeal_rate")
    assert "needs disclosure.normative_documents.in_force of 2022" == row["note"]


def test_blank_input_is_missing():
    """A blank cell is not 0: the ratio is missing."""
    change = compared(*report(requests__closed=200, requests__outcome__disclosed=None), ratios=True)
    row = row_of(change, 2023, metric="disclosure_rate")
    assert (None, "missing", "needs requests.outcome.disclosed") == (row["value"], row["reason"], row["note"])


def test_ratio_with_the_stock_of_the_year_before():
    """A ratio may use the closing stock of the year before."""
    change = compared(
        *report(year=2022, disclosure__normative_documents__in_force=597),
        *report(disclosure__normative_documents__repealed=227, disclosure__normative_documents__made=50),
        ratios=True,
    )
    row = row_of(change, 2023, metric="normative_repeal_rate")
    assert (pytest.approx(100 * 227 / 647, rel=1e-12), "227 / (597 + 50)") == (row["value"], row["raw"])


def test_zero_denominator():
    """A ratio over 0 is null with the reason, never 0, 100 or infinite."""
    change = compared(*report(requests__closed=0, requests__outcome__disclosed=0), ratios=True)
    row = row_of(change, 2023, metric="disclosure_rate")
    expected = (None, "blank", "zero_base", "the denominator is 0")
    assert expected == (row["value"], row["status"], row["reason"], row["note"])


def test_zero_numerator():
    """A ratio of 0 is a value."""
    change = compared(*report(requests__closed=200, requests__outcome__disclosed=0), ratios=True)
    assert 0.0 == row_of(change, 2023, metric="disclosure_rate")["value"]


@pytest.mark.parametrize("form", ["gid-2019", "gid-2021"])
def test_ratio_that_the_form_does_not_allow(form):
    """A ratio whose inputs the form does not ask for is missing, and the note says that it must be."""
    change = compared(*report(form=form, requests__received=200), ratios=True)
    row = row_of(change, 2023, metric="on_time_rate")
    expected = (None, "missing", "needs requests.closed.on_time (not on the form)")
    assert expected == (row["value"], row["reason"], row["note"])


def test_ratio_that_the_old_form_does_not_allow():
    """On the form of 2014 there is no carry-over, so there is no carry-over rate."""
    change = compared(*report(year=2018, form="gid-2014", requests__received=200), ratios=True)
    expected = "needs requests.carried_out (not on the form), requests.handled (not on the form)"
    assert expected == row_of(change, 2018, metric="carry_over_rate")["note"]


def test_ratio_of_an_unknown_form_is_missing():
    """Where the form is not known nothing can be said about what it asks for."""
    change = compared(*report(form="", requests__received=200), ratios=True)
    assert "needs requests.closed.on_time" == row_of(change, 2023, metric="on_time_rate")["note"]


def test_input_that_the_form_asks_for_is_not_called_off_the_form():
    """Only an input that the form does not ask for is said not to be on it."""
    change = compared(*report(requests__received=200), ratios=True)
    expected = "needs disclosure.normative_documents.newly_published (not on the form), disclosure.normative_documents.made"
    assert expected == row_of(change, 2023, metric="normative_publication_rate")["note"]


def test_rate_after_a_form_that_does_not_allow_it():
    """A rate that the form of the year before did not allow has no change for that reason."""
    change = compared(
        *report(year=2018, form="gid-2014", requests__received=200),
        *report(year=2019, form="gid-2019", requests__carried_out=5, requests__handled=200),
        ratios=True,
        base=None,
    )
    row = row_of(change, 2019, metric="carry_over_rate")
    assert (2.5, None, None, "not_on_form") == (row["value"], row["previous"], row["points"], row["reason"])


def test_each_applicant_has_its_ratios():
    """A ratio for each kind of applicant is computed for those that have the inputs, and for no others."""
    change = compared(
        *report(applicant="business", requests__closed=20, requests__outcome__disclosed=5),
        *report(applicant="natural_person", requests__closed=20),
        ratios=True,
    )
    rows = change.frame.filter(metric="disclosure_rate").select("applicant", "value", "reason").rows()
    assert [("business", 25.0, "missing"), ("total", None, "missing")] == rows


def test_share_of_an_applicant_is_of_the_total():
    """A share of one kind of applicant stands with the total, not with that kind."""
    change = compared(
        *report(applicant="natural_person", requests__received=3402),
        *report(applicant="total", requests__received=3511),
        ratios=True,
    )
    rows = change.frame.filter(metric="natural_person_share").select("applicant", "value", "raw").rows()
    assert [("total", pytest.approx(100 * 3402 / 3511, rel=1e-12), "3402 / 3511")] == rows


def test_year_without_a_report_has_no_ratios():
    """A year of which only a linked figure is known has no report, and no ratios."""
    change = compared(*report(requests__carried_in=5), ratios=True)
    assert {("requests.carried_out", 2022)} == set(
        change.frame.filter(year=2022).select("metric", "year").rows()
    )


def test_ratios_can_be_left_out():
    """Without ratios only metrics are compared."""
    change = compared(*report(requests__closed=200, requests__outcome__disclosed=50), ratios=False)
    assert {CLOSED, DISCLOSED} == set(change.frame["metric"].to_list())


def test_each_report_has_each_ratio_once():
    """Each report has one row per ratio of the vocabulary for the total, after the metrics and in order."""
    change = compared(*report(year=2022, requests__closed=20), *report(requests__closed=200), ratios=True)
    ratios = list(change.vocabulary.ratios)
    expected = [(CLOSED, 2022), (CLOSED, 2023), *((ratio, year) for ratio in ratios for year in (2022, 2023))]
    assert expected == change.frame.select("metric", "year").rows()


def test_scopes_have_their_own_ratios():
    """Numerator and denominator are of one scope."""
    change = compared(
        *({**row, "scope": "area"} for row in report(requests__closed=200)),
        *({**row, "scope": "organ"} for row in report(requests__outcome__disclosed=50)),
        ratios=True,
    )
    rows = change.frame.filter(metric="disclosure_rate").select("scope", "value", "note").rows()
    expected = [("area", None, "needs requests.outcome.disclosed"), ("organ", None, "needs requests.closed")]
    assert expected == [(scope, value, note) for scope, value, note in rows]


def test_prose_operand_makes_a_prose_ratio_stand_on_prose():
    """Operands are the picked values: the table's, where it has one."""
    rows = [
        {"metric": CLOSED, "year": 2023, "value": 200, "source": "table", "form": "gid-2021"},
        {"metric": DISCLOSED, "year": 2023, "value": 50, "source": "table", "form": "gid-2021"},
        {"metric": DISCLOSED, "year": 2023, "value": 60, "source": "prose", "form": "gid-2021"},
    ]
    assert 25.0 == row_of(compared(*rows, ratios=True), 2023, metric="disclosure_rate")["value"]


def test_very_large_values_make_a_ratio():
    """A ratio can be computed of any values that a panel takes."""
    change = compared(*report(requests__closed=1e40, requests__outcome__disclosed=5e39), ratios=True)
    assert 50.0 == row_of(change, 2023, metric="disclosure_rate")["value"]
