"""compare against a slow and obvious implementation, and laws that hold for every panel."""

import math

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from yoycompare import Panel, compare
from yoycompare.vocabulary import default_vocabulary

VOCABULARY = default_vocabulary()
YEARS = range(2017, 2023)
ENTITIES, SCOPES, APPLICANTS = ("A", "B"), ("area", "organ"), ("total", "business")
FORMS = ("", "gid-2014", "gid-2019", "gid-2021")
SIGNED = "disclosure.permits.items_change"
CARRIED_IN, CARRIED_OUT = "requests.carried_in", "requests.carried_out"
METRICS = (
    "requests.received",  # roughly the same on two forms
    "review.upheld",  # the same on all
    "disclosure.items",  # not comparable
    "disclosure.normative_documents.in_force",  # on the newest form only
    CARRIED_IN,
    CARRIED_OUT,
    SIGNED,
)
ABSENT = "absent"
KEY = ("entity", "scope", "metric", "applicant", "year")
RESULTS = ("value", "previous", "difference", "percent", "points", "index", "reason")

counts = st.integers(0, 40).map(float)
cells = st.one_of(counts, counts, counts, st.none(), st.just(ABSENT))
series = st.tuples(
    st.sampled_from(ENTITIES), st.sampled_from(SCOPES), st.sampled_from(METRICS), st.sampled_from(APPLICANTS)
)
fillings = st.lists(cells, min_size=len(YEARS), max_size=len(YEARS))


@st.composite
def frames(draw, forms=FORMS, values=fillings):
    """Rows of random series over the years, with gaps and blanks, each report on one form."""
    filled = draw(st.dictionaries(series, values, min_size=1, max_size=10))
    form_of = {
        (entity, scope, year): draw(st.sampled_from(forms))
        for entity in ENTITIES
        for scope in SCOPES
        for year in YEARS
    }
    rows = [
        {
            "entity": entity,
            "scope": scope,
            "metric": metric,
            "applicant": applicant,
            "year": year,
            "value": value,
            "form": form_of[entity, scope, year],
        }
        for (entity, scope, metric, applicant), values_of_years in filled.items()
        for year, value in zip(YEARS, values_of_years, strict=True)
        if value != ABSENT
    ]
    return rows_to_frame(rows)


def rows_to_frame(rows):
    """A frame of rows that keeps its types without any."""
    schema = {
        "entity": pl.String,
        "scope": pl.String,
        "metric": pl.String,
        "applicant": pl.String,
        "year": pl.Int64,
        "value": pl.Float64,
        "form": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def results(frame, **options):
    """What compare says about a frame of a panel, by key."""
    compared = compare(Panel.from_frame(frame), **({"ratios": False} | options)).frame
    return {
        tuple(row[name] for name in KEY): {name: row[name] for name in RESULTS}
        for row in compared.rows(named=True)
    }


def differing(expected, found):
    """The keys at which two results differ by more than rounding, with both rows."""
    keys = expected.keys() | found.keys()
    return {
        key: (expected.get(key), found.get(key))
        for key in keys
        if not alike(expected.get(key), found.get(key))
    }


def alike(first, second):
    """Whether two rows say the same, numbers but for rounding."""
    if first is None or second is None:
        return False
    return all(
        math.isclose(first[name], second[name], rel_tol=1e-12)
        if isinstance(first[name], float) and isinstance(second[name], float)
        else first[name] == second[name]
        for name in RESULTS
    )


# the slow and obvious implementation


def expected_results(frame, base, *, across_breaks):
    """The same, worked out row by row."""
    rows = frame.rows(named=True)
    figures = {tuple(row[name] for name in KEY): (row["value"], row["form"]) for row in rows}
    for row in rows:
        if row["metric"] == CARRIED_IN and row["value"] is not None:
            key = (row["entity"], row["scope"], CARRIED_OUT, row["applicant"], row["year"] - 1)
            if figures.get(key, (None, ""))[0] is None:
                figures[key] = (row["value"], row["form"])
    form_of = {(row["entity"], row["scope"], row["year"]): row["form"] for row in rows}
    return {key: expected_row(key, figures, form_of, base, across_breaks=across_breaks) for key in figures}


def expected_row(key, figures, form_of, base, *, across_breaks):
    """One row of the result."""
    *one_series, year = key
    metric = one_series[2]
    value, form = figures[key]
    previous, previous_form = figures.get((*one_series, year - 1), (None, ""))
    base_value, base_form = figures.get((*one_series, base), (None, ""))
    row = dict.fromkeys(RESULTS) | {"value": value, "previous": previous}
    row["reason"] = why_no_change(key, figures, form_of)
    if row["reason"] is None:
        if is_broken(metric, previous_form, form) and not across_breaks:
            row["reason"] = "break"
        else:
            row["difference"] = value - previous
            if metric != SIGNED and previous == 0:
                row["reason"] = "zero_base"
            elif metric != SIGNED:
                row["percent"] = 100 * row["difference"] / previous
    if base is not None and value is not None and metric != SIGNED:
        if base_value is None:
            index_reason = "no_base"
        elif base_value == 0:
            index_reason = "zero_base"
        elif is_broken(metric, base_form, form) and not across_breaks:
            index_reason = "break"
        else:
            index_reason, row["index"] = None, 100 * value / base_value
        row["reason"] = row["reason"] or index_reason
    return row


def why_no_change(key, figures, form_of):
    """Why one of the two values is not there; None where both are."""
    entity, scope, metric, applicant, year = key
    if figures[key][0] is None:
        return "missing"
    if (entity, scope, metric, applicant, year - 1) in figures:
        return "missing" if figures[entity, scope, metric, applicant, year - 1][0] is None else None
    form_before = form_of.get((entity, scope, year - 1))
    if form_before in VOCABULARY.forms and not VOCABULARY.is_on_form(metric, form_before):
        return "not_on_form"
    others = [figures.get((entity, other, metric, applicant, year - 1), (None, ""))[0] for other in SCOPES]
    return "missing" if others == [None] * len(SCOPES) else "scope"


def is_broken(metric, earlier, later):
    """Whether two known forms mean different things by a metric."""
    known = earlier in VOCABULARY.forms and later in VOCABULARY.forms
    return known and VOCABULARY.comparability(metric, earlier, later) != "exact"


@given(frame=frames(), base=st.one_of(st.none(), st.integers(2016, 2023)), across_breaks=st.booleans())
def test_compare_agrees_with_the_obvious_implementation(frame, base, across_breaks):
    """Values, changes, index and reason are those that a plain loop over the rows gives."""
    expected = expected_results(frame, base, across_breaks=across_breaks)
    assert {} == differing(expected, results(frame, base=base, across_breaks=across_breaks))


@given(frame=frames(), data=st.data())
def test_order_of_rows_is_irrelevant(frame, data):
    """The order of the rows of a panel changes nothing, down to the last column."""
    order = data.draw(st.permutations(range(frame.height)))
    straight, shuffled = (compare(Panel.from_frame(rows)).frame for rows in (frame, frame[order]))
    assert straight.equals(shuffled)


@given(frame=frames(), base=st.sampled_from(YEARS))
def test_laws_of_every_comparison(frame, base):
    """No row breaks a law: points for rates alone, a reason for all that is undefined, 100 in the base year."""
    compared = compare(Panel.from_frame(frame), base=base).frame
    rate, signed = pl.col("kind") == "rate", pl.col("kind") == "net_change"
    change = pl.when(rate).then("points").otherwise("percent")
    has_base = pl.col("value").is_not_null() & (pl.col("value") != 0) & ~signed & (pl.col("year") == base)
    numbers = ("value", "previous", "difference", "percent", "points", "index")
    breakers = {
        "a rate has neither difference nor percent": rate
        & (pl.col("difference").is_not_null() | pl.col("percent").is_not_null()),
        "only a rate has points": ~rate & pl.col("points").is_not_null(),
        "undefined says why": change.is_null() & ~signed & pl.col("reason").is_null(),
        "defined needs no reason": change.is_not_null()
        & pl.col("index").is_not_null()
        & pl.col("reason").is_not_null(),
        "nothing is infinite": ~pl.all_horizontal(
            pl.col(name).is_finite().fill_null(value=True) for name in numbers
        ),
        "the base year is 100": has_base & ((pl.col("index") - 100).abs() > 1e-9).fill_null(value=True),
        "a signed change has no index": signed & pl.col("index").is_not_null(),
    }
    broken = {law: compared.filter(breaker).select(KEY).rows() for law, breaker in breakers.items()}
    assert {} == {law: keys for law, keys in broken.items() if keys}


@given(frame=frames())
def test_one_row_per_key(frame):
    """There are as many rows as distinct keys in the panel, each key once; the panel itself is left alone."""
    panel = Panel.from_frame(frame)
    before = panel.frame.clone()
    keys = compare(panel, ratios=False).frame.select(KEY)
    distinct = before.select(KEY).n_unique()
    assert (distinct, distinct, True) == (keys.height, keys.n_unique(), panel.frame.equals(before))


@given(amount=st.integers(1, 10**12).map(lambda cents: cents / 100))
def test_index_of_the_base_year_is_100_for_any_amount(amount):
    """The index of the base year is exactly 100, also for amounts with a fraction."""
    frame = pl.DataFrame(
        {"entity": "A", "year": [2022], "metric": "processing_fees.billed", "value": [amount]}
    )
    assert [100.0] == compare(Panel.from_frame(frame), base=2022, ratios=False).frame["index"].to_list()


@given(frame=frames(forms=("gid-2019",)), exponent=st.integers(-3, 20))
def test_scaling_leaves_percent_and_index_unchanged(frame, exponent):
    """Multiplying all values by a factor multiplies differences too; percent, index and reason stay."""
    factor = 2.0**exponent  # a power of two, so that no figure is rounded on the way
    expected = {
        key: row | {name: row[name] and row[name] * factor for name in ("value", "previous", "difference")}
        for key, row in results(frame).items()
    }
    assert {} == differing(expected, results(frame.with_columns(pl.col("value") * factor)))


@given(first=counts, second=counts, metric=st.sampled_from(METRICS))
def test_change_reverses(first, second, metric):
    """From a to b the difference is the opposite of that from b to a, and the percents undo each other."""
    frame = pl.DataFrame(
        {
            "entity": ["there", "there", "back", "back"],
            "scope": "area",
            "year": [2019, 2020] * 2,
            "metric": metric,
            "value": [first, second, second, first],
            "form": "gid-2019",
        }
    )
    found = results(frame)
    there, back = (found[entity, "area", metric, "total", 2020] for entity in ("there", "back"))
    assert there["difference"] == -back["difference"]
    if there["percent"] is not None and back["percent"] is not None:
        assert math.isclose((1 + there["percent"] / 100) * (1 + back["percent"] / 100), 1, rel_tol=1e-9)


@given(frame=frames())
def test_ratios_add_rows_and_change_none(frame):
    """The rows of metrics are the same with ratios and without."""
    full = {key: row for key, row in results(frame, ratios=True).items() if key[2] in VOCABULARY.metrics}
    assert {} == differing(results(frame), full)


@given(frame=frames())
def test_breaks_only_take_away(frame):
    """Across breaks there are the same changes and those over a break, no others."""
    kept, crossed = results(frame, base=None), results(frame, base=None, across_breaks=True)
    assert {} == differing(
        {key: row for key, row in kept.items() if row["reason"] != "break"},
        {key: row for key, row in crossed.items() if kept[key]["reason"] != "break"},
    )


@given(frame=frames())
def test_other_bodies_do_not_matter(frame):
    """The rows of one body are the same whether or not others are in the panel."""
    apart = {}
    for entity in frame["entity"].unique().to_list():
        apart |= results(frame.filter(pl.col("entity") == entity))
    assert {} == differing(results(frame), apart)
