"""Comparison.table and Comparison.explain: the texts for people, and what is refused."""

import hashlib

import polars as pl
import pytest
from small_panels import compared

import yoycompare as yoy
from yoycompare.errors import ComparisonError, VocabularyError
from yoycompare.panels import dataset_path

ZHEJIANG, SUQIAN = "浙江省", "宿迁市"
COLUMNS = ["entity", "year", "metric", "previous", "value", "change", "percent", "index", "reason"]
TWO_YEARS = (
    {"year": 2019, "value": 30105, "form": "gid-2019"},
    {"year": 2020, "value": 28093, "form": "gid-2019"},
)


@pytest.fixture(scope="module")
def change() -> yoy.Comparison:
    """The shipped figures compared."""
    return yoy.compare(yoy.load_dataset(), base=2019)


# table


def test_columns_of_the_table(change):
    """The table has its columns in order, all text but the year."""
    table = change.table(entity=ZHEJIANG)
    expected = {name: pl.Int64 if name == "year" else pl.String for name in COLUMNS}
    assert expected == dict(table.schema)


def test_row_in_english(change):
    """A count has thousands separators, a signed change and one decimal of percent."""
    expected = (ZHEJIANG, 2019, "requests carried out", "552", "1,087", "+535", "+96.9 %", "100.0", "")
    assert [expected] == change.table(entity=ZHEJIANG, year=2019, metrics=["requests.carried_out"]).rows()


def test_row_in_chinese(change):
    """The names of metrics are those of the language asked for."""
    expected = (ZHEJIANG, 2019, "结转下年申请", "552", "1,087", "+535", "+96.9 %", "100.0", "")
    table = change.table(entity=ZHEJIANG, year=2019, metrics=["requests.carried_out"], lang="zh")
    assert [expected] == table.rows()


@pytest.mark.parametrize(("lang", "name"), [("en", "disclosure rate"), ("zh", "公开率")])
def test_row_of_a_rate(change, lang, name):
    """A rate has percent signs and its change in percentage points, with their unit."""
    expected = (SUQIAN, 2024, name, "43.57 %", "54.02 %", "+10.44 pp", "", "", "no_base")
    assert [expected] == change.table(entity=SUQIAN, year=2024, metrics=["disclosure_rate"], lang=lang).rows()


def test_row_of_a_decrease():
    """A decrease has a true minus."""
    table = compared(*TWO_YEARS).table(year=2020)
    assert [
        ("A", 2020, "requests received", "30,105", "28,093", "−2,012", "−6.68 %", "93.3", "")
    ] == table.rows()


def test_row_without_a_change(change):
    """What is undefined is empty, and the reason stands at the end."""
    expected = (ZHEJIANG, 2019, "requests received", "", "30,105", "", "", "100.0", "missing")
    assert [expected] == change.table(entity=ZHEJIANG, year=2019, metrics=["requests.received"]).rows()


def test_row_of_a_blank_and_of_a_zero():
    """A blank is empty, a zero is 0, and after 0 there is no percent."""
    table = compared(
        {"year": 2022, "value": None, "form": "gid-2021"},
        {"year": 2023, "value": 0, "form": "gid-2021"},
        {"year": 2024, "value": 5, "form": "gid-2021"},
        base=None,
    ).table()
    expected = [
        ("A", 2022, "requests received", "", "", "", "", "", "missing"),
        ("A", 2023, "requests received", "", "0", "", "", "", "missing"),
        ("A", 2024, "requests received", "0", "5", "+5", "", "", "zero_base"),
    ]
    assert expected == table.rows()


def test_headline_metrics_are_shown_unless_others_are_asked_for(change):
    """Without metrics the headline metrics and ratios are shown, in the order of the vocabulary."""
    described = {**change.vocabulary.metrics, **change.vocabulary.ratios}
    names = change.table(entity=SUQIAN, year=2024)["metric"].to_list()
    assert [item.en for item in described.values() if item.headline] == names


def test_metrics_keep_the_order_of_the_vocabulary(change):
    """Metrics stand in the order of the vocabulary, however they were asked for."""
    wanted = ["disclosure_rate", "requests.closed", "requests.received"]
    names = change.table(entity=SUQIAN, year=2024, metrics=iter(wanted))["metric"].to_list()
    assert ["requests received", "requests closed", "disclosure rate"] == names


def test_applicant_of_the_table(change):
    """The table is of one kind of applicant."""
    table = change.table(entity=SUQIAN, year=2024, metrics=["requests.received"], applicant="business")
    assert [(SUQIAN, 2024, "99", "75")] == table.select("entity", "year", "previous", "value").rows()


def test_all_entities_and_years(change):
    """Without entity and year all are kept."""
    table = change.table(metrics=["requests.carried_out"])
    expected = {
        ("上海市人民政府办公厅", 2018),
        ("上海市人民政府办公厅", 2019),
        (ZHEJIANG, 2018),
        (ZHEJIANG, 2019),
    }
    expected |= {(SUQIAN, 2022), (SUQIAN, 2023), (SUQIAN, 2024)}
    assert expected == set(table.select("entity", "year").rows())


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"entity": "甲市"}, "entity 甲市, applicant total"),
        ({"year": 1999}, "year 1999, applicant total"),
        ({"entity": "A", "year": 2018}, "entity A, year 2018, applicant total"),
        ({"applicant": "business"}, "applicant business"),
        ({"metrics": ["requests.closed"]}, "applicant total"),
        ({"metrics": []}, "applicant total"),
    ],
)
def test_table_without_rows(asked, where):
    """A table that would be empty is refused with what there is."""
    with pytest.raises(ComparisonError) as caught:
        compared(*TWO_YEARS).table(**asked)
    assert f"{where}: the comparison has no such row; it holds A; 2019, 2020" == str(caught.value)


def test_many_entities_are_not_all_listed():
    """Of many entities the first five are named."""
    rows = [{"entity": name, "year": 2020, "value": 1} for name in "ABCDEFG"]
    with pytest.raises(ComparisonError) as caught:
        compared(*rows).table(year=2021)
    expected = "year 2021, applicant total: the comparison has no such row; it holds A, B, C, D, E …; 2020"
    assert expected == str(caught.value)


def test_table_with_an_unknown_metric():
    """An unknown id is refused with the nearest ones."""
    with pytest.raises(VocabularyError) as caught:
        compared(*TWO_YEARS).table(metrics=["requests.received", "applications.received"])
    expected = (
        "applications.received: no metric or ratio of the vocabulary 'gid'; "
        "did you mean requests.received or disclosure_rate_of_received?"
    )
    assert expected == str(caught.value)


def test_table_in_an_unknown_language():
    """A language that there is not is refused as an error of this package."""
    with pytest.raises(ComparisonError) as caught:
        compared(*TWO_YEARS).table(lang="fr")
    assert "lang 'fr': no such language; use en or zh" == str(caught.value)


# explain


def test_explanation_in_full():
    """An explanation has definition, both values with status, source, form, print, place and file, and the sums."""
    change = compared(
        {
            "entity": "某市",
            "metric": "requests.closed",
            "year": 2019,
            "value": 1250,
            "form": "gid-2019",
            "doc": "aa11",
            "place": "table 3, row 20, column 7",
            "raw": "1250",
        },
        {
            "entity": "某市",
            "metric": "requests.closed",
            "year": 2020,
            "value": 1000,
            "form": "gid-2021",
            "doc": "bb22",
            "place": "table 3, row 22, column 7",
            "raw": "１０００",
        },
    )
    expected = (
        "requests.closed (办结申请, requests closed), 某市, total, 2020\n"
        "  Requests that ended with any outcome during the year, whichever year they were received in.\n"
        "  2020: 1,000 requests (reported, table, form gid-2021)\n"
        "    printed: １０００\n"
        "    place: table 3, row 22, column 7\n"
        "    document: sha256: bb22\n"
        "  2019: 1,250 requests (reported, table, form gid-2019)\n"
        "    printed: 1250\n"
        "    place: table 3, row 20, column 7\n"
        "    document: sha256: aa11\n"
        "  difference: 1,000 − 1,250 = −250\n"
        "  percent: 100 * (1,000 − 1,250) / 1,250 = −20.0 %\n"
        "  index, 2019 = 100: 80.0"
    )
    assert expected == change.explain("某市", 2020, "requests.closed")


def test_explanation_of_a_linked_year_before(change):
    """A figure that another year's report states says so."""
    digest = hashlib.sha256(dataset_path().read_bytes()).hexdigest()
    expected = (
        "requests.carried_out (结转下年申请, requests carried out), 浙江省, total, 2019\n"
        "  Requests still open when the year ended, left to the following year.\n"
        "  2019: 1,087 requests (reported, prose, form prose)\n"
        "    printed: 1087件\n"
        "    place: row 9\n"
        f"    document: sha256: {digest}\n"
        "  2018: 552 requests (reported, linked, stated by the report of 2019, form prose)\n"
        "    printed: 552件\n"
        "    place: row 3\n"
        f"    document: sha256: {digest}\n"
        "  difference: 1,087 − 552 = +535\n"
        "  percent: 100 * (1,087 − 552) / 552 = +96.9 %\n"
        "  index, 2019 = 100: 100.0"
    )
    assert expected == change.explain(ZHEJIANG, 2019, "requests.carried_out")


def test_explanation_of_a_rate_has_its_formula(change):
    """A rate has its formula and the change in points of the unrounded rates."""
    lines = change.explain(SUQIAN, 2024, "disclosure_rate").splitlines()
    wanted = [
        "  2024: 54.02 % (reported, derived, form gid-2021)",
        "    = requests.outcome.disclosed / requests.closed",
        "  2023: 43.57 % (reported, derived, form gid-2021)",
        "  percentage points (unrounded rates): 54.02 % − 43.57 % = +10.44 pp",
    ]
    wanted.insert(3, wanted[1])
    assert wanted == [line for line in lines if line in wanted]


def test_explanation_of_no_value():
    """A blank is explained by its status and the reason."""
    change = compared(
        {"year": 2019, "value": 5, "status": "reported", "raw": "5"},
        {"year": 2020, "value": None, "status": "dash", "raw": "——"},
    )
    expected = [
        "  2020: no value (dash, table, form unknown)",
        "    printed: ——",
        "  2019: 5 requests (reported, table, form unknown)",
        "    printed: 5",
        "  no change: missing",
    ]
    assert expected == change.explain("A", 2020, "requests.received").splitlines()[2:]


def test_explanation_of_a_break():
    """A refused change names the reason and the two forms."""
    change = compared(
        {"year": 2018, "value": 5, "form": "gid-2014"},
        {"year": 2019, "value": 6, "form": "gid-2019"},
        base=None,
    )
    expected = ["  no change: break", "  note: break: gid-2014 and gid-2019 compare as approximate"]
    assert expected == change.explain("A", 2019, "requests.received").splitlines()[-2:]


def test_explanation_after_zero_says_why_there_is_no_percent():
    """Where a difference stands without a percent, the reason stands with it."""
    change = compared(
        {"year": 2018, "value": 0, "form": "gid-2019"},
        {"year": 2019, "value": 6, "form": "gid-2019"},
        base=None,
    )
    expected = ["  difference: 6 − 0 = +6", "  no percent: zero_base"]
    assert expected == change.explain("A", 2019, "requests.received").splitlines()[-2:]


def test_explanation_of_a_derived_value_does_not_call_it_printed(change):
    """What was computed is not said to be printed."""
    lines = change.explain(ZHEJIANG, 2019, "disclosure_rate").splitlines()
    assert [] == [line for line in lines if line.strip().startswith("printed:")]


def test_explanation_of_one_scope():
    """Where a body has two scopes, the one that is asked for is explained."""
    change = compared(
        {"scope": "area", "year": 2019, "value": 500, "raw": "500"},
        {"scope": "organ", "year": 2019, "value": 40, "raw": "40"},
    )
    expected = {"area": "  2019: 500 requests", "organ": "  2019: 40 requests"}
    actual = {
        scope: change.explain("A", 2019, "requests.received", scope=scope).splitlines()[2].split(" (")[0]
        for scope in ("area", "organ")
    }
    assert expected == actual


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        (("甲市", 2019, "requests.received"), "甲市, 2019, requests.received, total"),
        (("A", 1999, "requests.received"), "A, 1999, requests.received, total"),
        (("A", 2019, "requests.closed"), "A, 2019, requests.closed, total"),
        (("A", 2019, "requests.received", "business"), "A, 2019, requests.received, business"),
    ],
)
def test_explanation_of_no_row(asked, where):
    """A row that does not exist is refused with what there is."""
    with pytest.raises(ComparisonError) as caught:
        compared(*TWO_YEARS).explain(*asked)
    assert f"{where}: the comparison has no such row; it holds A; 2019, 2020" == str(caught.value)


def test_explanation_of_another_scope():
    """A scope that the body has not is a row that does not exist."""
    with pytest.raises(ComparisonError) as caught:
        compared(*TWO_YEARS).explain("A", 2019, "requests.received", scope="area")
    expected = "A, 2019, requests.received, total: the comparison has no such row; it holds A; 2019, 2020"
    assert expected == str(caught.value)


@pytest.mark.parametrize(
    ("metric", "advice"),
    [
        ("foo", "`Vocabulary.metrics` and `.ratios` list the ids"),
        ("received", "did you mean requests.received or disclosure_rate_of_received?"),
        ("denials.denial_rate", "did you mean denial_rate?"),
        ("新收申请", "did you mean requests.received?"),
        ("disclosure rate", "did you mean disclosure_rate?"),
    ],
)
def test_explanation_of_an_unknown_metric(metric, advice):
    """An unknown id is refused, with that of the metric of this name, or those that hold its last part, if there are any."""
    with pytest.raises(VocabularyError) as caught:
        compared(*TWO_YEARS).explain("A", 2019, metric)
    assert f"{metric}: no metric or ratio of the vocabulary 'gid'; {advice}" == str(caught.value)
