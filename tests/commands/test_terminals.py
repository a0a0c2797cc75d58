"""What people see: on wide and narrow terminals, with and without colours, while many files are read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len
from terminals import run_off_terminal, run_on_terminal

from yoycompare.commands import main
from yoycompare.synthetic import random_reports

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
NUMBER = re.compile(r"[A-Za-z0-9+\-−,.]*\d[A-Za-z0-9%,.]*(?: %| pp)?")
WIDTHS = (40, 60, 80)
CLAIMS = {"2023": "收到申请12件。", "2024": "收到申请1,345件，同比增长9%。"}


@pytest.fixture
def claims(tmp_path: Path) -> list[str]:
    """Two reports, the second with a sentence that its figures contradict."""
    for year, text in CLAIMS.items():
        title = f"某某市{year}年政府信息公开工作年度报告\n"
        (tmp_path / f"{year}.txt").write_text(title + text, encoding="utf-8")
    return [f"{year}.txt" for year in CLAIMS]


@pytest.fixture
def many(tmp_path: Path) -> str:
    """A folder with sixty reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(60):
        text = f"{'甲乙丙丁'[number % 4]}某市{2009 + number // 4}年政府信息公开工作年度报告\n收到申请12件。"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder.name


@pytest.mark.parametrize("command", ["read", "compare", "check"])
def test_numbers_stay_whole_on_narrow_terminals(command, claims, tmp_path):
    """Each number of the wide table stands in the narrow one, and no line is wider than the terminal."""
    for number, report in enumerate(random_reports(2, bodies=1)):
        (tmp_path / f"{number}.html").write_bytes(report.to_bytes("html"))
    arguments = {
        "read": ["read", "0.html"],
        "compare": ["compare", "0.html", "1.html", "--lang", "zh"],
        "check": ["check", *claims],
    }[command]
    wide, *narrow = (
        ESCAPE.sub("", run_on_terminal(arguments, tmp_path, COLUMNS=str(width))[0])
        for width in (200, *WIDTHS)
    )
    for width, shown in zip(WIDTHS, narrow, strict=True):
        assert Counter(NUMBER.findall(wide)) == Counter(NUMBER.findall(shown))
        assert "…" not in shown
        assert [] == [line for line in shown.splitlines() if cell_len(line) > width]


def test_blocks_where_no_table_fits(claims, tmp_path):
    """Each row is a block of lines; a cell that is empty is left out."""
    arguments = ["compare", *claims, "--year", "2024", "-m", "requests.received"]
    shown, _ = run_on_terminal(arguments, tmp_path, COLUMNS="40", NO_COLOR="1")
    expected = """\
某某市 2023 → 2024  (index: 2019 = 100)

metric    requests received
previous  12
value     1,345
change    +1,333
percent   +11,108.3 %
reason    no_base

no_base: the change is there, but no
index: the base year has no value;
choose another with --base
"""
    assert expected == shown


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
@pytest.mark.parametrize("arguments", [["check"], ["read"], ["chart", "--help"]], ids=" ".join)
def test_no_colours_when_asked(arguments, variables, claims, tmp_path):
    """Standard output has no escape codes at all, neither for tables nor for help."""
    files = [] if "--help" in arguments else claims
    shown, _ = run_on_terminal([*arguments, *files], tmp_path, COLUMNS="100", **variables)
    assert shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("arguments", [["check"], ["read"], ["--help"]], ids=" ".join)
def test_no_escape_codes_off_the_terminal(arguments, claims, tmp_path):
    """Standard output has none, standard error has nothing."""
    files = [] if "--help" in arguments else claims
    shown, told = run_off_terminal([*arguments, *files], tmp_path)
    assert shown
    assert ("\x1b" in shown, told) == (False, "")


def test_an_error_is_coloured_and_named(claims, tmp_path):
    """Colour marks the level on a terminal; the word stands there with and without it."""
    coloured, _ = run_on_terminal(["check", *claims], tmp_path, COLUMNS="120")
    plain, _ = run_on_terminal(["check", *claims], tmp_path, COLUMNS="120", NO_COLOR="1")
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert plain == ESCAPE.sub("", coloured)
    assert " error " in plain


def test_a_file_has_no_colours(claims, tmp_path, monkeypatch):
    """What is written to a file is plain, also where colours are forced."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    output = tmp_path / "read.out"
    assert 0 == main(["read", *(str(tmp_path / file) for file in claims), "-o", str(output)])
    assert b"\x1b" not in output.read_bytes()


def test_a_bar_while_many_files_are_read(many, tmp_path):
    """It counts the files on a terminal's standard error, and takes itself away at the end."""
    shown, bar = run_on_terminal(["read", many, "--format", "csv"], tmp_path, COLUMNS="80")
    assert 61 == len(shown.splitlines())
    assert "\x1b" not in shown
    assert "60/60" in bar
    # The cursor is shown again, goes up to the line of the bar and clears it; nothing follows.
    assert bar.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")


def test_no_bar_off_the_terminal(many, tmp_path):
    """Standard error stays empty."""
    assert "" == run_off_terminal(["read", many, "--format", "csv"], tmp_path)[1]


def test_no_bar_on_a_dumb_terminal(many, tmp_path):
    """It could not be taken away there."""
    assert "" == run_on_terminal(["read", many, "--format", "csv"], tmp_path, TERM="dumb")[1].strip()


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_report_cannot_command_the_terminal(command, tmp_path, capsys):
    """Control characters of a report or of the name of a file are shown as signs."""
    file = tmp_path / "2024.txt"
    text = "某某市2024年政府信息公开工作年度报告\n收到申请13件，同比\x1b[31m增长9%。"
    file.write_text(text, encoding="utf-8")
    none = f"{tmp_path}/none\x1b[31m.txt"
    assert 0 == main([command, str(file), none, *(["--all"] if command == "check" else [])])
    shown, told = capsys.readouterr()
    assert ("\x1b" in shown, "␛[31m增长9%" in shown) == (False, command == "check")
    assert f"yoycompare: {tmp_path}/none␛[31m.txt: no such file; check the path\n" == told
