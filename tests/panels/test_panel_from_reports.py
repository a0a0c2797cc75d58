"""Panel.from_reports: reports that were read in other ways than from a folder."""

import pytest

import yoycompare as yoy
from yoycompare.errors import PanelError
from yoycompare.reports import Failure


def report(entity: str = "某某市", year: int = 2023, **said: object) -> yoy.Report:
    """A report that states one figure, read from bytes, with what the caller says about it."""
    text = f"{entity}{year}年政府信息公开工作年度报告\n{year}年，全市共收到政府信息公开申请12件。\n"
    return yoy.read_report(text.encode(), **said)


def test_reports_keep_their_order():
    """The rows stand in the order of the reports."""
    panel = yoy.Panel.from_reports([report(year=2023), report(year=2022), report(entity="甲市")])
    assert [("某某市", 2023), ("某某市", 2022), ("甲市", 2023)] == panel.frame.select("entity", "year").rows()


def test_any_iterable_of_reports():
    """Reports may come from a generator."""
    assert 2 == len(yoy.Panel.from_reports(report(year=year) for year in (2022, 2023)))


def test_same_report_twice_counts_once():
    """A report that comes twice is one document."""
    panel = yoy.Panel.from_reports([report(), report()])
    assert (1, 1) == (len(panel), panel.documents.height)


def test_same_bytes_for_two_scopes_are_two_reports():
    """The same bytes read for two scopes are two reports."""
    panel = yoy.Panel.from_reports([report(scope="area"), report(scope="organ")])
    assert [("area", 12.0), ("organ", 12.0)] == panel.frame.select("scope", "value").rows()


def test_what_the_caller_says_stands_in_the_panel():
    """Entity and scope given by the caller are those of the rows."""
    text = "某某市2023年政府信息公开工作年度报告\n2023年，全市共收到政府信息公开申请12件。\n"
    panel = yoy.Panel.from_reports([yoy.read_report(text.encode(), entity="乙市", scope="organ")])
    assert [("乙市", 2023, "organ", 2023)] == panel.frame.select("entity", "year", "scope", "vintage").rows()


def test_failures_are_kept():
    """Files that failed elsewhere can be handed on."""
    failed = [Failure(file="a.pdf", error=PanelError("a.pdf", "b", "c"))]
    assert (tuple(failed), 1) == (
        yoy.Panel.from_reports([report()], failed=failed).failed,
        len(yoy.Panel.from_reports([report()], failed=failed)),
    )


def test_no_reports():
    """No reports make an empty panel that can be compared."""
    panel = yoy.Panel.from_reports([])
    assert (0, 0, 0) == (len(panel), panel.documents.height, yoy.compare(panel).frame.height)


def test_year_out_of_range_is_refused():
    """A year that a caller gives by mistake is refused in the panel."""
    text = "某某市政府信息公开工作年度报告\n全市共收到政府信息公开申请12件。\n"
    mistaken = yoy.read_report(text.encode(), year=20230)
    with pytest.raises(PanelError) as caught:
        yoy.Panel.from_reports([mistaken])
    expected = "column 'year': 1 rows: not a year (row 0: 某某市 20230 requests.received 12.0); mend it"
    assert expected == str(caught.value)


def test_panel_of_reports_is_that_of_its_frame():
    """The frame of a panel of reports makes the same panel again."""
    panel = yoy.load_dataset()
    assert panel.frame.equals(yoy.Panel.from_frame(panel.frame).frame)
