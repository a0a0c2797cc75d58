"""read_reports and read_panel: files, folders, and what fails among them."""

import hashlib
import os
from pathlib import Path

import polars as pl
import pytest

import yoycompare as yoy
from yoycompare.errors import DocumentError, MissingFileError, ReportError, YoycompareError

EMPTY = "the file is empty; save the report again"
NO_REPORT = "no table and no sentence of an annual report was found; check that this is the report itself"
PDF = "a picture cannot be read; a picture holds no text; save the page itself"


def report_text(entity: str, year: int, received: int) -> str:
    """A short report that states one figure."""
    return f"{entity}{year}年政府信息公开工作年度报告\n{year}年，全市共收到政府信息公开申请{received}件。\n"


def read(sources: object) -> tuple[list[yoy.Report], list[yoy.Failure]]:
    """What was read, and what failed."""
    results = list(yoy.read_reports(sources))
    reports = [item for item in results if isinstance(item, yoy.Report)]
    return reports, [item for item in results if isinstance(item, yoy.Failure)]


def write(path: Path, content: str | bytes) -> Path:
    """A file with that content, in folders made for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, one of them in a subfolder, three files that are none, and hidden ones."""
    write(tmp_path / "2022.txt", report_text("某某市", 2022, 10))
    write(tmp_path / "2023.txt", report_text("某某市", 2023, 12))
    write(tmp_path / "county" / "2023.txt", report_text("某某县", 2023, 3))
    write(tmp_path / "empty.txt", "")
    write(tmp_path / "letter.txt", "本周天气晴。")
    write(tmp_path / "county" / "scan.png", b"\x89PNG")
    write(tmp_path / ".hidden.txt", report_text("甲市", 2023, 1))
    write(tmp_path / ".git" / "2023.txt", report_text("乙市", 2023, 1))
    write(tmp_path / "county" / ".trash" / "2023.txt", report_text("丙市", 2023, 1))
    return tmp_path


def test_folder_into_reports(folder):
    """A folder is read with its subfolders, in the order of names, without what is hidden."""
    reports, _ = read(folder)
    expected = [("某某市", 2022, 10), ("某某市", 2023, 12), ("某某县", 2023, 3)]
    assert expected == [(item.entity, item.year, int(item.observations[0].value)) for item in reports]


def test_folder_into_failures(folder):
    """Files that fail are listed with the reason; they stop nothing."""
    _, failed = read(folder)
    expected = [
        (str(folder / "county" / "scan.png"), PDF),
        (str(folder / "empty.txt"), EMPTY),
        (str(folder / "letter.txt"), NO_REPORT),
    ]
    assert expected == [(item.file, item.reason) for item in failed]


def test_folder_into_panel(folder):
    """The panel has the figures of the files that were read and the failures of the others."""
    panel = yoy.read_panel(folder)
    figures = panel.frame.select("entity", "scope", "year", "metric", "value", "source", "raw").rows()
    expected = [
        ("某某市", "area", 2022, "requests.received", 10.0, "prose", "10件"),
        ("某某市", "area", 2023, "requests.received", 12.0, "prose", "12件"),
        ("某某县", "area", 2023, "requests.received", 3.0, "prose", "3件"),
    ]
    assert (expected, [PDF, EMPTY, NO_REPORT]) == (figures, [item.reason for item in panel.failed])


def test_repr_counts_failures(folder):
    """The text of a panel says how many files failed."""
    assert "Panel(3 observations, 2 entities, 2022-2023, 3 files failed)" == repr(yoy.read_panel(folder))


def test_documents_of_a_panel(tmp_path):
    """`documents` has a row per file: hash, name, and what the file says about itself."""
    text = report_text("某某市", 2023, 12)
    path = write(tmp_path / "a.txt", text)
    expected = {
        "doc": hashlib.sha256(text.encode()).hexdigest(),
        "file": str(path),
        "entity": "某某市",
        "scope": "area",
        "year": 2023,
        "form": "prose",
        "title": "某某市2023年政府信息公开工作年度报告",
    }
    assert [expected] == yoy.read_panel(path).documents.rows(named=True)


def test_row_leads_back_to_its_print(tmp_path):
    """Hash, place and printed text of a row are those of the file."""
    text = report_text("某某市", 2023, 12)
    start = text.index("12件")
    row = yoy.read_panel(write(tmp_path / "a.txt", text)).frame.row(0, named=True)
    expected = (
        hashlib.sha256(text.encode()).hexdigest(),
        f"characters {start}-{start + 3}",
        "12件",
        "prose",
        2023,
    )
    assert expected == tuple(row[name] for name in ("doc", "place", "raw", "form", "vintage"))


def test_one_file(tmp_path):
    """A single path may be a file, given as text or as a path."""
    path = write(tmp_path / "a.txt", report_text("某某市", 2023, 12))
    assert [12.0, 12.0] == [yoy.read_panel(given).frame["value"].item() for given in (path, str(path))]


def test_several_paths_keep_their_order(tmp_path):
    """Several paths are read in the order given, files and folders together."""
    first = write(tmp_path / "z.txt", report_text("甲市", 2023, 1))
    write(tmp_path / "folder" / "a.txt", report_text("乙市", 2023, 2))
    reports, failed = read(iter([first, str(tmp_path / "folder")]))
    assert (["甲市", "乙市"], []) == ([item.entity for item in reports], failed)


def test_hidden_file_that_is_named_is_read(tmp_path):
    """Hidden files are left out of folders only; one that is named is read."""
    path = write(tmp_path / ".a.txt", report_text("某某市", 2023, 12))
    assert [12.0] == yoy.read_panel([path]).frame["value"].to_list()


def test_folder_inside_a_hidden_folder_is_read(tmp_path):
    """What counts is whether a file is hidden inside the folder that was named."""
    write(tmp_path / ".cache" / "reports" / "a.txt", report_text("某某市", 2023, 12))
    assert 1 == len(yoy.read_panel(tmp_path / ".cache" / "reports"))


def test_same_bytes_count_once(tmp_path):
    """A file that lies there twice under two names is one document."""
    write(tmp_path / "a.txt", report_text("某某市", 2023, 12))
    write(tmp_path / "copy" / "b.txt", report_text("某某市", 2023, 12))
    panel = yoy.read_panel(tmp_path)
    assert (1, 1, ()) == (len(panel), panel.documents.height, panel.failed)


def test_same_report_in_other_bytes_is_kept(tmp_path):
    """Two files of one report with different bytes are two documents; both figures stay."""
    write(tmp_path / "a.txt", report_text("某某市", 2023, 12))
    write(tmp_path / "b.txt", report_text("某某市", 2023, 13))
    panel = yoy.read_panel(tmp_path)
    assert ([12.0, 13.0], 2) == (panel.frame["value"].to_list(), panel.documents.height)


def test_carried_in_is_linked_to_the_year_before(tmp_path):
    """What a file states about the year before arises in the panel, not in the report."""
    text = report_text("某某市", 2023, 12) + "上年度结转政府信息公开申请5件。\n"
    path = write(tmp_path / "a.txt", text)
    metrics = {item.metric for item in yoy.read_report(path).observations}
    linked = yoy.read_panel(path).frame.filter(pl.col("source") == "linked")
    expected = [("requests.carried_out", 2022, 5.0, 2023)]
    assert (False, expected) == (
        "requests.carried_out" in metrics,
        linked.select("metric", "year", "value", "vintage").rows(),
    )


@pytest.mark.parametrize("function", [yoy.read_reports, yoy.read_panel])
def test_missing_path(function, tmp_path):
    """A single path that does not exist is an error, also for callers who expect FileNotFoundError."""
    with pytest.raises(FileNotFoundError) as caught:
        function(tmp_path / "nowhere")
    expected = (MissingFileError, f"{tmp_path / 'nowhere'}: no such file or folder; check the path")
    assert expected == (type(caught.value), str(caught.value))


def test_missing_path_among_several(tmp_path):
    """Among several paths one that does not exist is a failure like others."""
    path = write(tmp_path / "a.txt", report_text("某某市", 2023, 12))
    reports, failed = read([path, tmp_path / "nowhere.txt"])
    expected = (1, [(str(tmp_path / "nowhere.txt"), "no such file; check the path")])
    assert expected == (len(reports), [(item.file, item.reason) for item in failed])


def test_one_file_that_fails(tmp_path):
    """A single file that fails is the error itself."""
    path = write(tmp_path / "letter.txt", "本周天气晴。")
    with pytest.raises(ReportError) as caught:
        yoy.read_panel(path)
    assert f"{path}: {NO_REPORT}" == str(caught.value)


def test_all_files_fail(tmp_path):
    """Where no file can be read, the first reason is given and the others are counted."""
    first = write(tmp_path / "a.txt", "")
    write(tmp_path / "b.txt", "本周天气晴。")
    write(tmp_path / "c.pdf", b"\x89PNG")
    with pytest.raises(DocumentError) as caught:
        yoy.read_panel(tmp_path)
    assert f"{first}: the file is empty (2 more failed); save the report again" == str(caught.value)


def test_folder_without_files(tmp_path):
    """A folder without files cannot make a panel."""
    with pytest.raises(ReportError) as caught:
        yoy.read_panel(tmp_path)
    assert f"{tmp_path}: there is no file; name a folder with reports" == str(caught.value)


def test_folder_with_hidden_files_only(tmp_path):
    """Hidden files do not count as reports."""
    write(tmp_path / ".a.txt", report_text("某某市", 2023, 12))
    with pytest.raises(ReportError) as caught:
        yoy.read_panel(tmp_path)
    assert f"{tmp_path}: there is no file; name a folder with reports" == str(caught.value)


def test_no_paths():
    """An empty list of paths reads nothing."""
    assert ([], []) == read([])


def test_report_without_a_year_is_a_failure(tmp_path):
    """A report that does not say its year fails with the way to say it."""
    write(tmp_path / "a.txt", "某某市政府信息公开工作年度报告\n全市共收到政府信息公开申请12件。\n")
    _, failed = read(tmp_path)
    expected = ["neither title, text nor file name says the year; pass year=... (--year)"]
    assert expected == [item.reason for item in failed]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_in_a_folder_is_left_out(tmp_path):
    """Only regular files are read: a named pipe in a folder does not hang the reading."""
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path / "a.txt", report_text("某某市", 2023, 12))
    assert 1 == len(yoy.read_panel(tmp_path))


def test_broken_link_in_a_folder_is_left_out(tmp_path):
    """A link to nowhere is no file."""
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    write(tmp_path / "a.txt", report_text("某某市", 2023, 12))
    assert ((), 1) == (yoy.read_panel(tmp_path).failed, len(yoy.read_panel(tmp_path)))


ERROR = ReportError("a", "b", "c")


def test_failures_are_frozen_records():
    """A failure is a value: equal by its fields."""
    assert yoy.Failure(file="a", error=ERROR) == yoy.Failure(file="a", error=ERROR)


def test_reason_leaves_out_the_place(tmp_path):
    """The reason of a failure is problem and advice; the file stands beside it."""
    path = write(tmp_path / "a.txt", "")
    with pytest.raises(YoycompareError) as caught:
        yoy.read_report(path)
    _, failed = read(path)
    assert [caught.value.reason] == [item.reason for item in failed]
