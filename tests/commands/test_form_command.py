"""`yoycompare form`: the empty form, the draft after a report, and what cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest

import yoycompare as yoy
from yoycompare.briefs import form
from yoycompare.commands import main


@pytest.fixture
def last_year(tmp_path: Path) -> str:
    """A report of 2023 that carries seven requests over."""
    cells = {("requests.carried_out", "total"): "7"}
    return str(form("gid-2021", cells, entity="某某市", year=2023).save(tmp_path / "2023.html"))


def test_the_empty_form(capsysbinary):
    """Without a file the page goes to standard output."""
    assert 0 == main(["form", "gid-2019", "--entity", "某某市", "--year", "2019"])
    page = capsysbinary.readouterr().out.decode()
    assert "<h1>某某市2019年政府信息公开工作年度报告</h1>" in page


def test_the_draft_after_a_report(last_year, tmp_path, capsys):
    """The carry-over is filled in, and standard error says so."""
    output = str(tmp_path / "2024.html")
    assert 0 == main(["form", "--from", last_year, "-o", output])
    printed = capsys.readouterr()
    assert "requests.carried_in for total: 7 = requests.carried_out of 2023\n" == printed.err
    report = yoy.read_report(output)
    (item,) = [item for item in report.observations if item.source == "table" and item.value is not None]
    assert (2024, "requests.carried_in", 7) == (report.year, item.metric, item.value)


def test_the_draft_after_a_report_that_says_no_year(tmp_path, capsys):
    """It is of the year before that of the form, which must then be named."""
    report = tmp_path / "report.txt"
    report.write_text("某某市政府信息公开工作年度报告\n结转下年度继续办理3件。\n", encoding="utf-8")
    output = str(tmp_path / "form.html")

    assert 2 == main(["form", "--from", str(report), "-o", output])
    expected = "neither title, text nor file name says the year; pass year=... (--year)"
    assert f"yoycompare: {report}: {expected}\n" == capsys.readouterr().err
    assert 0 == main(["form", "--from", str(report), "--year", "2024", "-o", output])
    expected = "requests.carried_in for total: 3 = requests.carried_out of 2023\n"
    assert expected == capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["form", "gid-2020"], "gid-2020: there is no such form; use one of: gid-2014, gid-2019, gid-2021"),
        (["form", "--from", "none.html"], "none.html: no such file; check the path"),
        (
            ["form", "gid-2021", "-o", "form.doc"],
            "form.doc: no form is written with this suffix; use one of: .html, .docx, .xlsx, .csv, .md, .txt",
        ),
    ],
)
def test_what_cannot_be_written(arguments, message, capsys):
    """One line on standard error, and exit status 2."""
    assert 2 == main(arguments)
    assert f"yoycompare: {message}\n" == capsys.readouterr().err


def test_neither_form_nor_report(capsys):
    """Without both there is nothing to write."""
    with pytest.raises(SystemExit) as caught:
        main(["form"])
    assert 2 == caught.value.code
    expected = (
        "yoycompare form: name the form, or last year's report with --from; see yoycompare form --help\n"
    )
    assert expected == capsys.readouterr().err


def test_the_report_is_not_overwritten(last_year, capsys):
    """The file that is read is never the one that is written."""
    same = str(Path(last_year).parent / "." / ".." / Path(last_year).parent.name / "2023.html")
    assert 2 == main(["form", "--from", last_year, "-o", same])
    expected = f"yoycompare: {same}: it is the file to read; name another file\n"
    assert expected == capsys.readouterr().err
