"""The shipped reports compared: figures that were worked out by hand from the printed tables."""

import polars as pl
import pytest

import yoycompare as yoy

ZHEJIANG, SUQIAN, SHANGHAI = "浙江省", "宿迁市", "上海市人民政府办公厅"
REPORTS = ((SHANGHAI, 2019), (SUQIAN, 2023), (SUQIAN, 2024))
COUNTS = {
    "requests.handled": (877, 3607, 3646),
    "requests.closed": (805, 3486, 3521),
    "requests.outcome.disclosed": (275, 1519, 1902),
    "requests.outcome.denied": (35, 142, 92),
    "requests.outcome.unavailable": (337, 1078, 941),
    "requests.outcome.not_processed": (158, 406, 117),
    "requests.outcome.other": (0, 341, 469),
    "litigation.total": (9, 113, 77),
}
RATES = {
    "disclosure_rate": (34.16, 43.57, 54.02),
    "denial_rate": (4.35, 4.07, 2.61),
    "unavailable_rate": (41.86, 30.92, 26.73),
    "not_processed_rate": (19.63, 11.65, 3.32),
    "other_outcome_rate": (0.00, 9.78, 13.32),
    "carry_over_rate": (8.21, 3.35, 3.43),
    "natural_person_share": (95.58, 96.90, 97.59),
    "review_correction_rate": (0.00, 4.11, 13.43),
    "litigation_correction_rate": (0.00, 1.02, 0.00),
    "dispute_rate": (1.86, 15.75, 7.01),
    "substantive_disclosure_rate": (42.50, 55.46, 64.80),
}
CONCLUDED_REVIEWS = (5, 414, 134)
ZHEJIANG_RATES = {
    "disclosure_rate": 57.03,
    "denial_rate": 5.10,
    "unavailable_rate": 28.45,
    "not_processed_rate": 4.02,
    "other_outcome_rate": 5.39,
    "disclosure_rate_of_handled": 55.01,
    "disclosure_rate_of_received": 56.02,
    "carry_over_rate": 3.55,
    "completion_rate": 96.45,
    "dispute_rate": 11.03,
    "substantive_disclosure_rate": 62.96,
    "review_rate": 4.90,
    "litigation_rate": 6.33,
    "determined_refusal_share": 37.04,
    "factual_refusal_share": 84.79,
    "statutory_refusal_share": 15.21,
}
DOCUMENTS = "disclosure.normative_documents"
ZHEJIANG_MISSING = {
    "full_grant_rate": ("missing", "needs requests.outcome.granted"),
    "partial_grant_rate": ("missing", "needs requests.outcome.partial"),
    "petition_share": ("missing", "needs requests.outcome.not_processed.petition"),
    "determined_full_share": ("missing", "needs requests.outcome.granted"),
    "determined_partial_share": ("missing", "needs requests.outcome.partial"),
    "natural_person_share": ("missing", "needs requests.received[natural_person]"),
    "business_share": ("missing", "needs requests.received[business]"),
    "on_time_rate": ("missing", "needs requests.closed.on_time (not on the form)"),
    "reply_grant_rate": (
        "missing",
        "needs requests.reply.granted (not on the form), requests.replies (not on the form)",
    ),
    "online_share": ("missing", "needs requests.route.online (not on the form)"),
    "mail_share": ("missing", "needs requests.route.mail (not on the form)"),
    "in_person_share": ("missing", "needs requests.route.in_person (not on the form)"),
    "fax_share": ("missing", "needs requests.route.fax (not on the form)"),
    "review_correction_rate": ("missing", "needs review.corrected, review.upheld, review.other"),
    "review_correction_rate_of_total": ("missing", "needs review.corrected"),
    "litigation_correction_rate": (
        "missing",
        "needs litigation.corrected, litigation.upheld, litigation.other",
    ),
    "litigation_correction_rate_of_total": ("missing", "needs litigation.corrected"),
    "normative_publication_rate": ("missing", f"needs {DOCUMENTS}.newly_published, {DOCUMENTS}.made"),
    "regulation_repeal_rate": (
        "missing",
        "needs disclosure.regulations.repealed, disclosure.regulations.in_force of 2018, disclosure.regulations.made",
    ),
    "normative_repeal_rate": (
        "missing",
        f"needs {DOCUMENTS}.repealed, {DOCUMENTS}.in_force of 2018, {DOCUMENTS}.made",
    ),
}


@pytest.fixture(scope="module")
def change() -> yoy.Comparison:
    """The shipped figures compared, with base year 2019."""
    return yoy.compare(yoy.load_dataset(), base=2019)


def row_of(change, entity, year, metric, applicant="total"):
    """The one row with these coordinates."""
    (row,) = change.frame.filter(entity=entity, year=year, metric=metric, applicant=applicant).rows(
        named=True
    )
    return row


def flat(figures):
    """Metric, report and figure of a table of figures."""
    return [
        (metric, *report, value)
        for metric, values in figures.items()
        for report, value in zip(REPORTS, values, strict=True)
    ]


@pytest.mark.parametrize(("metric", "entity", "year", "expected"), flat(COUNTS))
def test_count(change, metric, entity, year, expected):
    """Counts that are sums of printed cells come out."""
    assert float(expected) == row_of(change, entity, year, metric)["value"]


@pytest.mark.parametrize(("metric", "entity", "year", "expected"), flat(RATES))
def test_rate(change, metric, entity, year, expected):
    """Rates come out to two decimals."""
    assert f"{expected:.2f}" == f"{row_of(change, entity, year, metric)['value']:.2f}"


@pytest.mark.parametrize(
    ("report", "expected"),
    list(zip(REPORTS, CONCLUDED_REVIEWS, strict=True)),
    ids=["shanghai", "suqian-23", "suqian-24"],
)
def test_concluded_reviews(change, report, expected):
    """Reviews upheld, corrected and with other results are those that were concluded."""
    concluded = [
        row_of(change, *report, f"review.{result}")["value"] for result in ("upheld", "corrected", "other")
    ]
    assert float(expected) == sum(concluded)


def test_carry_over_of_zhejiang(change):
    """552 were carried over from 2018 and 1087 from 2019: twice as many, on the word of one report."""
    row = row_of(change, ZHEJIANG, 2019, "requests.carried_out")
    expected = (552.0, 1087.0, 535.0, "96.9", None, "linked", 2019, 2019, "prose", None, None)
    names = ("points", "previous_source", "previous_vintage", "vintage", "source", "reason", "note")
    percent = f"{row['percent']:.1f}"
    assert expected == (
        row["previous"],
        row["value"],
        row["difference"],
        percent,
        *(row[name] for name in names),
    )


def test_percent_is_not_rounded(change):
    """The frame has the unrounded percent."""
    assert (
        pytest.approx(100 * 535 / 552, rel=1e-12)
        == row_of(change, ZHEJIANG, 2019, "requests.carried_out")["percent"]
    )


def test_linked_year_of_zhejiang(change):
    """2018 has one row: the linked stock, indexed against 2019."""
    rows = change.frame.filter(entity=ZHEJIANG, year=2018)
    expected = [
        (
            "requests.carried_out",
            552.0,
            None,
            "missing",
            pytest.approx(100 * 552 / 1087, rel=1e-12),
            2019,
            "linked",
        )
    ]
    assert expected == rows.select("metric", "value", "previous", "reason", "index", "base", "source").rows()


def test_all_other_figures_of_zhejiang_have_no_year_before(change):
    """Nothing else of 2018 is known, so nothing else has a change."""
    rows = change.frame.filter(
        pl.col("entity") == ZHEJIANG, pl.col("year") == 2019, pl.col("value").is_not_null()
    )
    others = rows.filter(pl.col("metric") != "requests.carried_out")
    names = ("previous", "difference", "percent", "points", "reason")
    assert (27, {(None, None, None, None, "missing")}) == (others.height, set(others.select(names).rows()))


def test_base_year_of_zhejiang(change):
    """All that Zhejiang has of 2019 is 100 in 2019."""
    rows = change.frame.filter(
        pl.col("entity") == ZHEJIANG, pl.col("year") == 2019, pl.col("value").is_not_null()
    )
    assert {(100.0, 2019)} == set(rows.select("index", "base").rows())


def test_rates_of_zhejiang(change):
    """Zhejiang's rates come out to two decimals, over requests closed unless their name says otherwise."""
    rows = change.frame.filter(entity=ZHEJIANG, year=2019, kind="rate").filter(pl.col("value").is_not_null())
    assert ZHEJIANG_RATES == {row["metric"]: round(row["value"], 2) for row in rows.rows(named=True)}


def test_rates_that_zhejiang_does_not_have_name_their_inputs(change):
    """Rates without inputs are null, with the reason and the names of what they need."""
    rows = change.frame.filter(entity=ZHEJIANG, year=2019, kind="rate").filter(pl.col("value").is_null())
    assert ZHEJIANG_MISSING == {row["metric"]: (row["reason"], row["note"]) for row in rows.rows(named=True)}


@pytest.mark.parametrize(("metric", "value"), [("requests.closed", 29570.0), ("requests.handled", 30657.0)])
def test_derived_totals_of_zhejiang(change, metric, value):
    """What was closed and what was handled is not printed: it follows from print and says so."""
    row = row_of(change, ZHEJIANG, 2019, metric)
    assert (value, "derived", "reported") == (row["value"], row["source"], row["status"])


@pytest.mark.parametrize(
    ("metric", "previous", "difference", "percent"),
    [
        ("requests.received", 3511.0, 14.0, "0.40"),
        ("requests.handled", 3607.0, 39.0, "1.08"),
        ("requests.closed", 3486.0, 35.0, "1.00"),
        ("requests.carried_in", 96.0, 25.0, "26.04"),
        ("requests.carried_out", 121.0, 0.0, "0.00"),
        ("requests.outcome.disclosed", 1519.0, 383.0, "25.21"),
        ("disclosure.normative_documents.in_force", 597.0, -177.0, "-29.65"),
        ("disclosure.regulations.in_force", 11.0, 1.0, "9.09"),
    ],
)
def test_changes_of_suqian(change, metric, previous, difference, percent):
    """The changes of Suqian from 2023 to 2024 come out, exact and to two decimals."""
    row = row_of(change, SUQIAN, 2024, metric)
    if metric == "requests.carried_out":
        assert (121.0, 125.0) == (row["previous"], row["value"])
        return
    assert (previous, difference, percent) == (row["previous"], row["difference"], f"{row['percent']:.2f}")


@pytest.mark.parametrize(
    ("metric", "points"),
    [("disclosure_rate", "10.44"), ("denial_rate", "-1.46"), ("carry_over_rate", "0.07")],
)
def test_points_of_suqian(change, metric, points):
    """Rates change in percentage points, of the unrounded rates."""
    row = row_of(change, SUQIAN, 2024, metric)
    assert (points, None, None) == (f"{row['points']:.2f}", row["difference"], row["percent"])


def test_suqian_has_no_base(change):
    """Suqian has no 2019 here: no index, and where all else is there the reason says why."""
    rows = change.frame.filter(entity=SUQIAN, year=2024).filter(pl.col("difference").is_not_null())
    rows = rows.filter(pl.col("percent").is_not_null())
    assert {(None, None, "no_base")} == set(rows.select("index", "base", "reason").rows())


@pytest.mark.parametrize(
    ("metric", "value", "note"),
    [
        ("review.total", 170.0, "other sources say 134 (prose); index: no_base"),
        ("litigation.total", 77.0, "other sources say 57 (prose); index: no_base"),
    ],
)
def test_prose_of_suqian_that_says_something_else_is_noted(change, metric, value, note):
    """The table stands before the sentence, and the sentence is noted."""
    row = row_of(change, SUQIAN, 2024, metric)
    assert (value, note) == (row["value"], row["note"])


@pytest.mark.parametrize(
    ("metric", "value", "note"),
    [
        ("requests.outcome.disclosed", 275.0, "other sources say 258 (prose)"),
        ("requests.outcome.unavailable", 337.0, "other sources say 265 (prose)"),
    ],
)
def test_sum_of_cells_stands_before_a_sentence(change, metric, value, note):
    """A sentence that gives one row for its group does not replace the sum of the group."""
    row = row_of(change, SHANGHAI, 2019, metric)
    assert (value, "derived", note) == (row["value"], row["source"], row["note"])


def test_one_row_per_key(change):
    """The comparison has each entity, scope, metric, applicant and year once."""
    keys = change.frame.select("entity", "scope", "metric", "applicant", "year")
    assert keys.height == keys.n_unique()


def test_repr(change):
    """The text of a comparison counts rows and entities and names years and base."""
    assert f"Comparison({change.frame.height} rows, 3 entities, 2018-2024, base 2019)" == repr(change)
