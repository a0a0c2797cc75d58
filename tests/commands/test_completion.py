"""`yoycompare --print-completion`: what shells complete."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from yoycompare.commands import main
from yoycompare.commands.subcommands import CHARTS

TRY = """
source "$1"
shift
function=$(complete -p yoycompare | sed 's/.*-F \\([^ ]*\\).*/\\1/')
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
$function yoycompare "${COMP_WORDS[COMP_CWORD]}"
echo "${COMPREPLY[@]}"
"""


@pytest.fixture
def script(tmp_path, capsys):
    """The file of the script for bash."""
    with pytest.raises(SystemExit) as ended:
        main(["--print-completion", "bash"])
    assert 0 == ended.value.code
    path = tmp_path / "completion.bash"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("ch", {"chart", "check"}),
        ("chart sc", {"scatter"}),
        ("chart trend re", {"report.html", "reports"}),
        ("chart trend a.html -m review.t", {"review.total"}),
        ("chart trend a.html -o rep", {"report.html", "reports"}),
        ("read --format p", {"parquet"}),
        ("check --prev", {"--previous"}),
        ("check --waivers rep", {"report.html", "reports"}),
        ("demo -o rep", {"reports"}),
    ],
)
def test_bash_completes(typed, completed, script, tmp_path):
    """The script is read without a word, and gives commands, charts, metrics, files and folders."""
    folder = tmp_path / "here"
    (folder / "reports").mkdir(parents=True)
    (folder / "report.html").touch()
    ended = subprocess.run(
        [str(shutil.which("bash")), "--norc", "-c", TRY, "bash", str(script), "yoycompare", *typed.split()],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert "" == ended.stderr
    assert completed == set(ended.stdout.split())


@pytest.mark.parametrize("shell", ["zsh", "tcsh"])
def test_other_shells_know_the_charts(shell, capsys):
    """The script names each kind of chart."""
    with pytest.raises(SystemExit) as ended:
        main(["--print-completion", shell])
    assert 0 == ended.value.code
    text = capsys.readouterr().out
    assert [] == [kind for kind in CHARTS if kind not in text]


def test_without_shtab(monkeypatch, capsys):
    """One line names what to install; exit status 2."""
    monkeypatch.setitem(sys.modules, "shtab", None)
    with pytest.raises(SystemExit) as ended:
        main(["--print-completion", "bash"])
    assert 2 == ended.value.code
    expected = (
        "yoycompare: --print-completion: it needs the package shtab; install it with "
        "pip install 'yoycompare[completion]'\n"
    )
    assert ("", expected) == capsys.readouterr()


def test_a_shell_that_is_not_known(capsys):
    """One line names those that are."""
    with pytest.raises(SystemExit) as ended:
        main(["--print-completion", "fish"])
    assert 2 == ended.value.code
    expected = (
        "yoycompare: argument --print-completion: 'fish' is none of bash, zsh, tcsh; see yoycompare --help\n"
    )
    assert expected == capsys.readouterr().err
