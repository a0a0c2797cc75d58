"""Several processes: the same results in the same order, whatever program asks and whatever a file does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.reports.inputs import Failure, Input
from yoycompare.reports.processes import batches_to_results

ROOT = Path(yoy.__file__).parent.parent
KILLER = b"kill"
SCRIPT = """
import yoycompare as yoy
print("started")
texts = [f"某某市{year}年政府信息公开工作年度报告\\n共收到政府信息公开申请5件。".encode() for year in range(2010, 2030)]
print([report.year for report in yoy.read_reports([*texts, b""], processes=2) if isinstance(report, yoy.Report)])
"""


def report_bytes(received: int) -> bytes:
    """A report that states one figure."""
    return f"某某市2023年政府信息公开工作年度报告\n2023年，全市共收到政府信息公开申请{received}件。".encode()


def read_or_die(item: Input | Failure) -> str | Failure:
    """The text of a file; one file ends the process that reads it."""
    if isinstance(item, Input) and item.data == KILLER:
        os.kill(os.getpid(), signal.SIGTERM)
    return item if isinstance(item, Failure) else item.data.decode()


@settings(max_examples=5)
@given(
    st.lists(st.one_of(st.integers(0, 99).map(report_bytes), st.just(b""), st.just(b"\x89PNG")), max_size=30)
)
def test_processes_change_nothing(files):
    """Reports and failures, places and all, are those of one process, in the same order."""
    alone = [repr(item) for item in yoy.read_reports(files, processes=1)]
    assert alone == [repr(item) for item in yoy.read_reports(files, processes=2)]


def test_panel_is_the_same(tmp_path):
    """A panel does not depend on how many processes read it."""
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_bytes(
            report_bytes(number).replace("某某市".encode(), f"{chr(0x4E00 + number)}某市".encode())
        )
    (tmp_path / "31.txt").write_bytes(b"")
    panels = [yoy.read_panel(tmp_path, processes=processes) for processes in (1, 2)]
    assert panels[0].frame.equals(panels[1].frame)
    assert panels[0].documents.equals(panels[1].documents)
    assert [[item.reason for item in panel.failed] for panel in panels] == [
        ["the file is empty; save the report again"]
    ] * 2


def test_the_report_of_another_process_is_whole():
    """A place of a report that another process read can be read again."""
    (report,) = yoy.read_reports(report_bytes(7), processes=2)
    found = report.observations[0]
    assert "7件" == found.raw == report.document.printed_at(found.place)


@pytest.mark.parametrize("how", ["file", "standard input", "-c"])
def test_a_program_without_a_guard_runs_once(tmp_path, how):
    """The main program is not run again by the processes, and need not be a file."""
    file = tmp_path / "main.py"
    file.write_text(SCRIPT, encoding="utf-8")
    arguments = {"file": [str(file)], "standard input": ["-"], "-c": ["-c", SCRIPT]}[how]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *arguments],
        input=SCRIPT if how == "standard input" else "",
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        timeout=60,
    )
    assert ("started\n" + str(list(range(2010, 2030))) + "\n", "") == (done.stdout, done.stderr)


def test_no_other_process_can_be_started(monkeypatch):
    """Where Python cannot be started again, one process reads, with the same results."""
    monkeypatch.setattr(sys, "executable", str(ROOT / "no-python"))
    results = yoy.read_reports([report_bytes(1), report_bytes(2)], processes=2)
    assert ["1件", "2件"] == [report.observations[0].raw for report in results]


def test_python_that_lacks_the_package(monkeypatch):
    """A Python that starts but cannot answer is not waited for."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    results = yoy.read_reports([report_bytes(1)], processes=2)
    assert ["1件"] == [report.observations[0].raw for report in results]


@pytest.mark.skipif(sys.platform == "win32", reason="ends the process by a signal")
def test_a_file_that_ends_the_process(monkeypatch):
    """Only the file at fault fails; the others of its batch and later ones are read, in order."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    function = import_module("test_processes").read_or_die  # by a name that other processes find
    items = [Input(name=str(number), data=b"%d" % number) for number in range(12)]
    items[3] = Input(name="bad.pdf", data=KILLER)
    batches = [items[:5], items[5:8], items[8:]]
    results = list(batches_to_results(function, batches, 2))
    expected = [str(number) for number in range(12)]
    failure = results[3]
    assert isinstance(failure, Failure)
    assert "bad.pdf: reading it ended the process; save it in another format" == str(failure.error)
    assert expected[:3] + expected[4:] == results[:3] + results[4:]


def test_reading_that_is_given_up_ends_its_processes():
    """Closing the iterator early ends at once, and leaves no process."""
    endless = (report_bytes(number) for number in range(3000))
    results = yoy.read_reports(endless, processes=2)
    next(results)
    results.close()
    with pytest.raises(StopIteration):
        next(results)
