"""Folders, archives and streams: which files are read, under which names, and what is said of the others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.documents import Limits
from yoycompare.errors import DocumentError

FOLDERS = st.lists(st.sampled_from(["2023", "县", "b"]), max_size=2)
NAMES = st.builds(
    lambda folders, name: "/".join([*folders, name]), FOLDERS, st.sampled_from(["a.txt", "年报.html", "c"])
)
COUNTS = st.integers(min_value=0, max_value=99)


def report_bytes(received: int, entity: str = "某某市") -> bytes:
    """A report that states one figure."""
    title = f"{entity}2023年政府信息公开工作年度报告"
    return f"{title}\n2023年，全市共收到政府信息公开申请{received}件。\n".encode()


UNDATED = "政府信息公开工作年度报告\n全市共收到政府信息公开申请5件。\n".encode()


def archive_bytes(files: dict[str, bytes]) -> bytes:
    """A ZIP archive with files of those names, written as any program of today does."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def archive(path: Path, files: dict[str, bytes]) -> Path:
    """An archive on disk."""
    path.write_bytes(archive_bytes(files))
    return path


def folder(path: Path, files: dict[str, bytes]) -> Path:
    """The same files in a folder."""
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def outcome(results: object, root: Path | str) -> list[tuple[str, str]]:
    """Name below the root, and the figure or the reason, for each result."""
    return [
        (
            item.file.removeprefix(str(root)),
            item.reason if isinstance(item, yoy.Failure) else item.observations[0].raw,
        )
        for item in results
    ]


# archives


def test_members_are_named_below_their_archive(tmp_path):
    """A member has the name of its archive before its own, in the order of names."""
    path = archive(tmp_path / "r.zip", {"b/2.txt": report_bytes(2), "a.txt": report_bytes(1)})
    expected = [("/a.txt", "1件"), ("/b/2.txt", "2件")]
    assert expected == outcome(yoy.read_reports(path), path)


def test_archive_in_an_archive(tmp_path):
    """An archive inside an archive is read, one inside that is refused."""
    innermost = archive_bytes({"c.txt": report_bytes(3)})
    inner = archive_bytes({"b.txt": report_bytes(2), "deep.zip": innermost})
    path = archive(tmp_path / "r.zip", {"a.txt": report_bytes(1), "in.zip": inner})
    refused = "an archive of other files; unpack it and name its folder"
    expected = [("/a.txt", "1件"), ("/in.zip/b.txt", "2件"), ("/in.zip/deep.zip", refused)]
    assert expected == outcome(yoy.read_reports(path), path)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_the_mark_of_unicode(tmp_path, encoding):
    """Names that Windows in Chinese wrote, or other systems without saying so, are read right."""
    name = "2023/誠信年报.txt"  # the second byte of 誠 is a backslash in GBK
    written = name.encode(encoding)
    placeholder = "x" * len(written)
    data = archive_bytes({placeholder: report_bytes(1)}).replace(placeholder.encode(), written)
    path = tmp_path / "r.zip"
    path.write_bytes(data)
    assert [(f"/{name}", "1件")] == outcome(yoy.read_reports(path), path)


def test_stream_and_bytes_of_an_archive(tmp_path):
    """An open file or bytes may be an archive as well."""
    path = archive(tmp_path / "r.zip", {"a.txt": report_bytes(1)})
    with path.open("rb") as stream:
        assert [("/a.txt", "1件")] == outcome(yoy.read_reports(stream), path)
    assert [("/a.txt", "1件")] == outcome(yoy.read_reports(path.read_bytes()), "<bytes>")


def test_one_report_in_an_archive(tmp_path):
    """An archive of one report is that report; the parts of its page do not count."""
    path = archive(
        tmp_path / "r.zip",
        {"__MACOSX/._a": b"x", "a.html": UNDATED, "a_files/x.png": b"\x89PNG", "s.css": b"a{}"},
    )
    report = yoy.read_report(path, entity="甲县", year=2024)
    assert (f"{path}/a.html", "甲县", 2024) == (report.file, report.entity, report.year)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"a.txt": b"1", "b.txt": b"2"},
            "it is an archive of several files; "
            "read them with read_reports or read_panel, or unpack the one that you mean",
        ),
        ({"a.css": b"a{}"}, "there is no report in the archive; pack the report itself"),
        ({}, "there is no file in the archive; pack the reports again"),
        ({".a": b"1", "__MACOSX/a.txt": b"1"}, "there is no file in the archive; pack the reports again"),
    ],
)
def test_archive_that_is_not_one_report(tmp_path, files, message):
    """An archive of several files, or of none, is no single report."""
    path = archive(tmp_path / "r.zip", files)
    with pytest.raises(DocumentError) as caught:
        yoy.read_report(path)
    assert f"{path}: {message}" == str(caught.value)


def test_damaged_member_stops_no_other(tmp_path):
    """A member whose bytes do not fit their checksum is a failure; the others are read."""
    text = report_bytes(1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        target.writestr("a.txt", text)
        target.writestr("b.txt", report_bytes(2))
    path = tmp_path / "r.zip"
    path.write_bytes(stream.getvalue().replace("申请1件".encode(), "申请7件".encode()))
    expected = [("/a.txt", "it is damaged; download the archive again, or pack it again"), ("/b.txt", "2件")]
    assert expected == outcome(yoy.read_reports(path), path)


def test_names_that_collide(tmp_path):
    """Of two members of one name the second is refused: no place may have two meanings."""
    path = archive(tmp_path / "r.zip", {"a/1.txt": report_bytes(1), "a//1.txt": report_bytes(2)})
    expected = [
        ("/a/1.txt", "1件"),
        ("/a/1.txt", "another file of the archive has the same name; rename one of the two"),
    ]
    assert expected == outcome(yoy.read_reports(path), path)


def test_locked_archive(tmp_path):
    """An archive with a password is refused whole."""
    data = bytearray(archive_bytes({"a.txt": report_bytes(1)}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path = tmp_path / "r.zip"
    path.write_bytes(bytes(data))
    expected = [("", "it is locked with a password; save it without one")]
    assert expected == outcome(yoy.read_reports(path), path)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(members=1), ("", "it holds 2 files")),
        (Limits(total_bytes=2000), ("", "it unpacks to 2,220 bytes")),
        (Limits(total_bytes=100), ("", "it has {size} bytes")),
        (Limits(file_bytes=100), ("/a.txt", "it unpacks to 1,110 bytes")),
    ],
)
def test_limits(tmp_path, limits, expected):
    """What unpacks to more than the limits allow is refused before it is unpacked."""
    padding = b"\n" * 1000
    path = archive(
        tmp_path / "r.zip", {"a.txt": report_bytes(1) + padding, "b.txt": report_bytes(2) + padding}
    )
    name, reason = outcome(yoy.read_reports(path, limits=limits), path)[0]
    assert (expected[0], expected[1].format(size=path.stat().st_size)) == (name, reason.partition(";")[0])


def test_archives_in_an_archive_share_its_limit(tmp_path):
    """What one inner archive unpacks to is not left for the next."""
    inner = archive_bytes({"a.txt": report_bytes(1) + b"\n" * 1000})
    path = archive(tmp_path / "r.zip", {"1.zip": inner, "2.zip": inner})
    limits = Limits(total_bytes=2 * len(inner) + 1110)
    expected = [
        ("/1.zip/a.txt", "1件"),
        (
            "/2.zip",
            f"with the files before it, it unpacks to {2 * len(inner) + 2220:,} bytes; if you trust the file, raise the limit total_bytes, now {2 * len(inner) + 1110:,}",
        ),
    ]
    assert expected == outcome(yoy.read_reports(path, limits=limits), path)


# folders


def test_what_is_passed_over_and_what_is_skipped(tmp_path):
    """Hidden files are passed over; parts of a saved page are listed, a picture beside them is tried."""
    files = {
        "a.html": report_bytes(1),
        "a_files/logo.png": b"\x89PNG",
        "a_files/frame.html": report_bytes(2),
        "style.css": b"a{}",
        "scan.png": b"\x89PNG",
        ".DS_Store": b"x",
        "Thumbs.db": b"x",
        "~$a.docx": b"x",
        "__MACOSX/a.html": report_bytes(3),
    }
    skipped = "a part of a saved page is no report; name the file itself to read it"
    expected = [
        ("/a.html", "1件", False),
        ("/a_files/frame.html", "2件", False),
        ("/a_files/logo.png", skipped, True),
        ("/scan.png", "a picture cannot be read; a picture holds no text; save the page itself", False),
        ("/style.css", skipped, True),
    ]
    for root in (folder(tmp_path / "f", files), archive(tmp_path / "r.zip", files)):
        results = list(yoy.read_reports(root))
        marks = [isinstance(item, yoy.Failure) and item.skipped for item in results]
        found = [(*pair, mark) for pair, mark in zip(outcome(results, root), marks, strict=True)]
        assert expected == found
        assert repr(yoy.read_panel(root)).endswith("1 files failed, 2 skipped)")


def test_file_that_is_named_is_never_skipped(tmp_path):
    """The kind of a file is judged by its name in folders and archives only."""
    path = tmp_path / "report.css"
    path.write_bytes(report_bytes(1))
    assert [("", "1件")] == outcome(yoy.read_reports(path), path)


def test_what_the_caller_says_holds_for_every_file(tmp_path):
    """Entity and year given to the call are those of all reports."""
    root = folder(tmp_path, {"a.txt": UNDATED, "b.txt": UNDATED})
    results = yoy.read_reports(root, entity="甲县", year=2021)
    assert [("甲县", 2021)] * 2 == [(item.entity, item.year) for item in results]


def test_files_are_opened_one_at_a_time(tmp_path):
    """Nothing is opened before its turn: a file that appears late is still read."""
    root = folder(tmp_path, {f"{number:02}.txt": report_bytes(number) for number in range(40)})
    results = yoy.read_reports(root, processes=1)
    next(results)
    (root / "39.txt").write_bytes(report_bytes(77))
    assert "77件" == outcome(results, root)[-1][1]


def test_progress_counts_to_the_total(tmp_path):
    """The callback hears of each file; the total grows by the members of an archive once it is opened."""
    packed = archive_bytes({"1.txt": report_bytes(1), "2.txt": report_bytes(2)})
    root = folder(tmp_path, {"a.txt": report_bytes(1), "b.txt": b"", "c.zip": packed})
    heard: list[tuple[int, int]] = []
    list(yoy.read_reports(root, progress=lambda done, total: heard.append((done, total))))
    assert ([1, 2, 3, 4], 4) == ([done for done, _ in heard], heard[-1][1])


@given(st.dictionaries(NAMES, COUNTS, max_size=6))
def test_folder_archive_and_single_files_agree(tmp_path_factory, counts):
    """The same files give the same reports from a folder, from an archive, and one by one."""
    files = {
        name: report_bytes(count)
        for name, count in counts.items()
        if not any(other.startswith(f"{name}/") for other in counts)
    }
    base = tmp_path_factory.mktemp("same")
    root, packed = folder(base / "f", files), archive(base / "r.zip", files)
    single = [
        (f"/{name}", yoy.read_report(files[name]).observations)
        for name in sorted(files, key=lambda name: name.split("/"))
    ]
    if not files:
        return
    for sources in (root, packed):
        found = [
            (item.file.removeprefix(str(sources)), item.observations) for item in yoy.read_reports(sources)
        ]
        assert single == found
