"""What people get wrong: one line that says what, where and what to do, and nothing is written or lost."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from yoycompare.commands import main

FIRST = "某某市2023年政府信息公开工作年度报告\n全市共收到政府信息公开申请10件。\n"
LONG = "a" * 300


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a report and what is none."""
    (tmp_path / "good.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "noise.dat").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.toml").write_text("a = [", encoding="utf-8")
    (tmp_path / "number.toml").write_text("[[waiver]]\nfingerprint = 3\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("chek good.txt", "yoycompare: argument COMMAND: 'chek' is none of read, agree, check, compare, chart, brief, form, demo; did you mean check?; see yoycompare --help"),
        ("read good.txt --year 24", "yoycompare read: argument --year: '24' is no year, such as 2024; see yoycompare read --help"),
        ("form gid-2021 --year next", "yoycompare form: argument --year: 'next' is no year, such as 2024; see yoycompare form --help"),
        ("compare good.txt --base 20190", "yoycompare compare: argument --base: '20190' is no year, such as 2024; see yoycompare compare --help"),
        ("compare good.txt --format xml", "yoycompare compare: argument --format: 'xml' is none of table, json, csv, parquet, sdmx; see yoycompare compare --help"),
        ("chart trends good.txt -o a.png", "yoycompare chart: argument KIND: 'trends' is none of trend, index, bridge, changes, tiers, slope, dumbbell, bump, peers, contributions, composition, ranked, heatmap, scatter, funnel, multiples, ledger, coverage, residuals; did you mean trend?; see yoycompare chart --help"),
        ("read good.txt --limit =3", "yoycompare read: argument --limit: '=3' is not NAME=NUMBER; see yoycompare read --help"),
        ("read good.txt --processes 99999", "yoycompare read: argument --processes: '99999' is more than 256; see yoycompare read --help"),
        ("read EMPTY", "yoycompare read: argument FILE: the name of the file is empty; see yoycompare read --help"),
        ("compare good.txt -m EMPTY", "yoycompare compare: argument -m/--metric: it is empty; see yoycompare compare --help"),
        ("read good.txt --entity \udcff", "yoycompare read: argument --entity: '\\udcff' is not encoded as the system's texts are; see yoycompare read --help"),
    ],
)  # fmt: skip
def test_arguments(arguments, message, folder, capsys):
    """The argument is named, and what it may be."""
    with pytest.raises(SystemExit) as ended:
        main([argument.replace("EMPTY", "") for argument in arguments.split()])
    assert 2 == ended.value.code
    assert ("", message + "\n") == capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("check good.txt --format json -o ./good.txt", "./good.txt: it is one of the files to read; name another file"),
        ("compare good.txt --format json -o empty/../good.txt", "empty/../good.txt: it is one of the files to read; name another file"),
        ("agree noise.dat good.txt --format json -o good.txt", "good.txt: it is one of the files to read; name another file"),
        ("check good.txt --waivers number.toml --format json -o number.toml", "number.toml: it is one of the files to read; name another file"),
        ("chart coverage good.txt -o good.txt", "good.txt: it is one of the files to read; name another file"),
        ("read - -", "standard input: it can be read only once; name - once"),
        ("agree - -", "standard input: it can be read only once; name - once"),
        ("agree good.txt empty", "empty: this is a folder; name one of its files, or read it with read_reports or read_panel"),
        ("read noise.dat", "noise.dat: neither a page nor a text; save the report as HTML or as text"),
        ("check good.txt --waivers none.toml", "none.toml: it cannot be read (No such file or directory); name a file of waivers"),
        ("check good.txt --waivers number.toml", "number.toml, waiver 1: fingerprint is 3; write a text"),
        ("check good.txt --previous good.txt", "good.txt: it is about 2023, not before 2023; name the earlier report as the previous one"),
        ("compare good.txt --format json --entity 乙市", "乙市, any year: the comparison has no such row; it holds 某某市; 2023"),
        ("compare good.txt --year 1800", "year 1800, applicant total: the comparison has no such row; it holds 某某市; 2023"),
        ("compare good.txt -o out.txt", "out.txt: a table is for the terminal; add --format csv, json or parquet"),
        ("chart coverage good.txt --entity 乙市 -o a.png", "乙市: no report of this body is among the files; name one of 某某市"),
        ("chart trend good.txt -m requests.received -o a.gif", "a.gif: charts are not written as .gif; use .png, .svg or .pdf"),
        ("chart trend good.txt -m requests.received -o none/a.png", "none/a.png: it cannot be written (No such file or directory); name a folder that exists and is yours to write"),
        ("form gid-2021 -o none/a.html", "none/a.html: it cannot be written (No such file or directory); name a folder that exists and is yours to write"),
        ("read good.txt --format csv -o empty", "empty: it cannot be written (Is a directory); name a folder that exists and is yours to write"),
    ],
)  # fmt: skip
def test_files(arguments, message, folder, capsys):
    """What stands on the disk is as it was."""
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert 2 == main(arguments.split())
    assert ("", f"yoycompare: {message}\n") == capsys.readouterr()
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_waivers_that_are_no_toml(folder, capsys):
    """What is wrong is said in the words of the parser, which differ between Pythons."""
    assert 2 == main(["check", "good.txt", "--waivers", "broken.toml"])
    told = capsys.readouterr().err
    assert told.startswith("yoycompare: broken.toml: it is no TOML (")
    assert told.endswith("); mend that line\n")
    assert 1 == told.count("\n")


@pytest.mark.skipif(sys.platform == "win32", reason="names are limited in another way")
def test_a_name_that_is_too_long(folder, capsys):
    """The file is named, not standard output."""
    assert 2 == main(["read", LONG])
    expected = f"yoycompare: {LONG}: the file cannot be opened (File name too long); check its rights\n"
    assert ("", expected) == capsys.readouterr()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_folder_that_is_not_ours(folder, capsys):
    """The folder may not be written to."""
    (folder / "empty").chmod(0o555)
    assert 2 == main(["read", "good.txt", "--format", "csv", "-o", "empty/a.csv"])
    expected = "it cannot be written (Permission denied); name a folder that exists and is yours to write"
    assert ("", f"yoycompare: empty/a.csv: {expected}\n") == capsys.readouterr()


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
@pytest.mark.parametrize(
    "arguments", ["read --format json", "read --format csv", "compare --format csv", "check --format html"]
)
def test_a_name_in_another_encoding(arguments, folder, capsys):
    """The file is read; what is not UTF-8 in its name is shown as a question mark."""
    name = os.fsdecode("报告".encode("gb18030") + b".txt")
    (folder / name).write_text(FIRST, encoding="utf-8")
    command, *more = arguments.split()
    assert 0 == main([command, name, *more])
    printed = capsys.readouterr()
    assert "" == printed.err
    assert "某某市" in printed.out


def test_the_previous_report_from_standard_input(folder, monkeypatch, capsys):
    """A dash stands for standard input there too."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FIRST.replace("2023", "2022").encode())))
    assert 0 == main(["check", "good.txt", "--previous", "-"])
    assert "" == capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        ("read good.txt >&-", 2, "standard output: it is closed; leave it open, or name a file with -o OUT"),
        ("check good.txt >&-", 2, "standard output: it is closed; leave it open, or name a file with -o OUT"),
        ("form gid-2021 >&-", 2, "standard output: it is closed; leave it open, or name a file with -o OUT"),
        ("read good.txt --format json -o out.json >&-", 0, ""),
        ("read - <&-", 2, "standard input: it is closed; name a file"),
        ("read none.html 2>&-", 2, ""),
        ("read good.txt --format json | true", 0, ""),
        ("--print-completion bash | true", 0, ""),
    ],
)
def test_streams_that_are_closed(line, status, told, folder):
    """One line, where there is still a stream for it; a reader who goes away is no error."""
    program = f'set -o pipefail; "$0" -m yoycompare {line}'
    ended = subprocess.run(
        ["/bin/bash", "-c", program, sys.executable], capture_output=True, text=True, check=False
    )
    assert (status, f"yoycompare: {told}\n" if told else "") == (ended.returncode, ended.stderr)
    assert "" == ended.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_disk_that_is_full(folder):
    """Standard output is named, with what to do."""
    program = '"$0" -m yoycompare read good.txt > /dev/full'
    ended = subprocess.run(
        ["/bin/bash", "-c", program, sys.executable], capture_output=True, text=True, check=False
    )
    expected = "standard output: it cannot be written (No space left on device); name a file with -o OUT"
    assert (2, f"yoycompare: {expected}\n") == (ended.returncode, ended.stderr)
