"""What the report of one year states about the year before, as linked observations."""

import polars as pl
import pytest

from yoycompare import Panel

CARRIED_IN, CARRIED_OUT = "requests.carried_in", "requests.carried_out"


def panel_of(**columns: object) -> Panel:
    """A panel of the openings of one body in 2019."""
    row = {"entity": "A", "year": 2019, "metric": CARRIED_IN, "value": 552.0} | columns
    return Panel.from_frame(pl.DataFrame(row))


def linked(panel: Panel) -> list[dict[str, object]]:
    """The linked observations of a panel."""
    return panel.frame.filter(pl.col("source") == "linked").rows(named=True)


def test_linked_row_in_full():
    """An opening stock is the closing stock of the year before, with form, print and place of its report."""
    panel = panel_of(
        scope="area",
        level="province",
        form="prose",
        doc="d",
        place="characters 9-13",
        raw="552件",
        source="prose",
        categories="gid-2019 gid-2021",
        low=551.5,
        high=552.5,
    )
    expected = {
        "entity": "A",
        "scope": "area",
        "level": "province",
        "year": 2018,
        "metric": CARRIED_OUT,
        "applicant": "total",
        "value": 552.0,
        "low": 551.5,
        "high": 552.5,
        "unit": "request",
        "status": "reported",
        "source": "linked",
        "form": "prose",
        "vintage": 2019,
        "doc": "d",
        "place": "characters 9-13",
        "raw": "552件",
        "basis": "prose",
        "categories": "gid-2019 gid-2021",
        "formula": None,
    }
    assert [expected] == linked(panel)


def test_linked_rows_stand_after_the_others():
    """The panel keeps its own rows first, in their order."""
    panel = panel_of(metric=[CARRIED_IN, "requests.received"], value=[552.0, 30105.0])
    assert [(2019, "table"), (2019, "table"), (2018, "linked")] == panel.frame.select("year", "source").rows()


def test_each_applicant_is_linked():
    """The link holds for every kind of applicant."""
    panel = panel_of(applicant=["natural_person", "business", "total"], value=[91.0, 3.0, 94.0])
    expected = [("natural_person", 91.0), ("business", 3.0), ("total", 94.0)]
    assert expected == [(row["applicant"], row["value"]) for row in linked(panel)]


@pytest.mark.parametrize("metric", ["requests.received", CARRIED_OUT, "requests.closed", "review.pending"])
def test_only_opening_stocks_are_linked(metric):
    """No other metric says anything about the year before."""
    assert [] == linked(panel_of(metric=metric))


def test_blank_opening_stock_is_not_linked():
    """A blank cell says nothing about the year before."""
    assert [] == linked(panel_of(value=None))


def test_zero_is_linked():
    """A printed 0 is a stock."""
    assert [0.0] == [row["value"] for row in linked(panel_of(value=0.0))]


@pytest.mark.parametrize("source", ["derived", "linked"])
def test_only_print_is_linked(source):
    """What was computed or linked is not linked on."""
    panel = panel_of(source=source)
    assert [(2019, CARRIED_IN)] == panel.frame.select("year", "metric").rows()


@pytest.mark.parametrize("sources", [["table", "prose"], ["prose", "table"]])
def test_table_is_linked_before_prose(sources):
    """Where one report states the stock twice, the table does, in whichever order they stand."""
    values = {"table": 552.0, "prose": 500.0}
    panel = panel_of(source=sources, value=[values[source] for source in sources])
    assert [(552.0, "table")] == [(row["value"], row["basis"]) for row in linked(panel)]


def test_prose_is_linked_where_the_table_is_blank():
    """A blank cell does not hide the sentence that states the stock."""
    panel = panel_of(source=["table", "prose"], value=[None, 500.0])
    assert [(500.0, "prose")] == [(row["value"], row["basis"]) for row in linked(panel)]


def test_two_files_are_linked_each():
    """Two files of one report stay two statements."""
    panel = panel_of(doc=["d", "e"], value=[552.0, 550.0])
    assert [("d", 552.0), ("e", 550.0)] == [(row["doc"], row["value"]) for row in linked(panel)]


def test_scopes_are_linked_apart():
    """Area and organ have stocks of their own."""
    panel = panel_of(scope=["area", "organ"], value=[552.0, 12.0])
    assert [("area", 552.0), ("organ", 12.0)] == [(row["scope"], row["value"]) for row in linked(panel)]


def test_own_statement_of_the_year_before_is_kept_beside_the_link():
    """Both reports' figures stay in the panel, also where they differ."""
    panel = panel_of(
        year=[2018, 2019], metric=[CARRIED_OUT, CARRIED_IN], value=[550.0, 552.0], doc=["d", "e"]
    )
    rows = panel.frame.filter(pl.col("year") == 2018).select("value", "source", "vintage", "doc").rows()
    assert [(550.0, "table", 2018, "d"), (552.0, "linked", 2019, "e")] == rows


def test_link_that_stands_in_the_frame_is_not_added_again():
    """A frame that holds the linked row already keeps one."""
    panel = panel_of(
        year=[2018, 2019],
        metric=[CARRIED_OUT, CARRIED_IN],
        value=552.0,
        source=["linked", "table"],
        vintage=2019,
    )
    assert [(2018, "linked"), (2019, "table")] == panel.frame.select("year", "source").rows()
