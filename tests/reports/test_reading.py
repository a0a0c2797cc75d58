"""File → Report: what can be read, and the message where it cannot."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import TITLE, printed_cells, read_page, write_page

import yoycompare as yoy
from yoycompare.errors import (
    DocumentError,
    MissingFileError,
    NotAReportError,
    ReportError,
    UnknownContainerError,
)
from yoycompare.reports import Observation, Report

TEXT = f"{TITLE}\n全年收到政府信息公开申请12件。"
DATA = TEXT.encode()


def content(report: Report) -> tuple[str, int, tuple[Observation, ...], str]:
    return report.entity, report.year, report.observations, report.sha256


def test_sources(tmp_path: Path) -> None:
    """A path, its text, bytes and an open file give the same report, under its own name."""
    path = tmp_path / "某某市.txt"
    path.write_bytes(DATA)
    with path.open("rb") as stream:
        reports = [yoy.read_report(source) for source in (path, str(path), DATA, io.BytesIO(DATA), stream)]

    assert [content(reports[0])] * 5 == [content(report) for report in reports]
    assert [str(path), str(path), "<bytes>", "<stream>", str(path)] == [report.file for report in reports]


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there."""
    path = tmp_path / "nowhere.html"
    with pytest.raises(MissingFileError) as raised:
        yoy.read_report(path)

    assert f"{path}: no such file; check the path" == str(raised.value)
    assert isinstance(raised.value, FileNotFoundError)
    assert isinstance(raised.value, ValueError)


def test_folder(tmp_path: Path) -> None:
    """A folder is not a report."""
    with pytest.raises(DocumentError) as raised:
        yoy.read_report(tmp_path)

    advice = "name one of its files, or read it with read_reports or read_panel"
    assert f"{tmp_path}: this is a folder; {advice}" == str(raised.value)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind this user")
def test_file_without_rights(tmp_path: Path) -> None:
    """A file that may not be read."""
    path = tmp_path / "a.txt"
    path.write_bytes(DATA)
    path.chmod(0)
    with pytest.raises(ReportError) as raised:
        yoy.read_report(path)

    assert f"{path}: the file cannot be opened (Permission denied); check its rights" == str(raised.value)


def test_file_below_a_file(tmp_path: Path) -> None:
    """A path that goes on below a file cannot be opened, and says so in one line."""
    (tmp_path / "a").write_bytes(DATA)
    path = tmp_path / "a" / "b.txt"
    with pytest.raises(DocumentError) as raised:
        yoy.read_report(path)

    assert f"{path}: the file cannot be opened (Not a directory); check its rights" == str(raised.value)


def test_empty_file(tmp_path: Path) -> None:
    """An empty file."""
    path = tmp_path / "a.html"
    path.write_bytes(b"\n")
    with pytest.raises(DocumentError) as raised:
        yoy.read_report(path)

    assert f"{path}: the file is empty; save the report again" == str(raised.value)


def test_picture(tmp_path: Path) -> None:
    """A picture that is named .html."""
    path = tmp_path / "a.html"
    path.write_bytes(b"\x89PNG")
    with pytest.raises(UnknownContainerError) as raised:
        yoy.read_report(path)

    expected = f"{path}: a picture cannot be read; a picture holds no text; save the page itself"
    assert expected == str(raised.value)


@pytest.mark.parametrize("text", ["今天天气很好。", "<p>404</p>", f"{TITLE}\n无。", "a,b\n1,2\n"])
def test_no_report(text: str) -> None:
    """A document without any figure of a report."""
    with pytest.raises(NotAReportError) as raised:
        read_page(text)

    assert (
        "<bytes>: no table and no sentence of an annual report was found; check that this is the report itself"
        == str(raised.value)
    )


def test_file_opened_as_text(tmp_path: Path) -> None:
    """A file opened as text gives no bytes: the message says how to open it."""
    path = tmp_path / "a.txt"
    path.write_bytes(DATA)
    with path.open(encoding="utf-8") as stream, pytest.raises(DocumentError) as raised:
        yoy.read_report(stream)  # type: ignore[arg-type]

    assert f'{path}: the file is open as text; open it with mode "rb"' == str(raised.value)


def test_order_of_observations() -> None:
    """Tables first, then prose, then what is derived; the same each time."""
    page = write_page("gid-2021", {}, prose="全年收到政府信息公开申请12件。")
    report = read_page(page)
    sources = [str(item.source) for item in report.observations]

    assert sorted(sources, key=["table", "prose", "derived"].index) == sources
    assert report.observations == read_page(page).observations


def test_table_and_prose_stand_side_by_side() -> None:
    """A sentence that contradicts a table changes nothing in it."""
    cells = {("requests.received", "total"): "10"}
    report = read_page(write_page("gid-2021", cells, prose="全年收到政府信息公开申请12件。"))
    found = {
        str(item.source): str(item.value)
        for item in report.observations
        if (item.metric, item.applicant) == ("requests.received", "total")
    }

    assert {"table": "10", "prose": "12"} == found


def test_blank_page() -> None:
    """A form that is not filled in is a report of blanks: no value, nothing derived."""
    report = read_page(write_page("gid-2021", {}))

    assert (200, {"blank"}) == (
        len(printed_cells(report)),
        {str(item.status) for item in report.observations},
    )
    assert 200 == len(report.observations)


def test_repr_is_short() -> None:
    """Printing a report shows who, when and how much, not all of it."""
    assert (
        "Report(entity='某某市', scope=<Scope.AREA: 'area'>, level='county', year=2023, form='prose', "
        "observations=<1>, quantities=<1>, breakdowns=<0>, "
        "claims=<1>, unread=<0>)"
    ) == repr(read_page(TEXT))


def read_or_refusal(data: bytes) -> Report | yoy.YoycompareError:
    try:
        return yoy.read_report(data)
    except yoy.YoycompareError as error:
        return error


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are a report, or refused with an error of the package that names the file."""
    found = read_or_refusal(data)

    assert "<bytes>" == found.where if isinstance(found, yoy.YoycompareError) else found.observations


pieces = st.sampled_from(
    [
        TITLE,
        "\n",
        "收到政府信息公开申请12件。",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td colspan=3>",
        "自然人",
        "总计",
        "商业企业",
        "3",
        "",
        "一、本年新收政府信息公开申请数量",
        "（三）不予公开",
        "1.属于国家秘密",
        "规章",
        "本年制发件数",
        "结果维持",
        "行政复议",
        "第二十条第（一）项",
        "<p>",
    ]
)


@given(st.lists(pieces, max_size=60))
def test_any_jumble(words: list[str]) -> None:
    """Labels and cells in any order: a report whose places can be read again, or an error of the package."""
    found = read_or_refusal("".join(words).encode())

    if isinstance(found, yoy.YoycompareError):
        assert "<bytes>" == found.where
        return
    printed = [item for item in found.observations if item.place is not None]
    assert [] == [item for item in printed if found.document.printed_at(item.place) != item.raw]
    keys = [(item.metric, item.applicant, item.source) for item in found.observations]
    assert len(keys) == len(set(keys))
