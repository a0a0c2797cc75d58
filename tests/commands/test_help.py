"""Help that people can read: on 80 columns and on 60, with examples that work."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys

import pytest
from rich.cells import cell_len

from yoycompare.commands import main
from yoycompare.commands.main import build_parser

COMMANDS = ["", "read", "agree", "check", "compare", "chart", "brief", "form", "demo"]
each = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command or "yoycompare")


def help_of(command: str, columns: int, monkeypatch, capsys) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert 0 == ended.value.code
    return capsys.readouterr().out


@each
@pytest.mark.parametrize("columns", [60, 80])
def test_help_fits(command, columns, monkeypatch, capsys):
    """No line is wider than the terminal."""
    text = help_of(command, columns, monkeypatch, capsys)
    assert [] == [line for line in text.splitlines() if cell_len(line) > columns]


@each
def test_help_is_no_wider_than_one_reads(command, monkeypatch, capsys):
    """On a wide terminal the lines stay short."""
    text = help_of(command, 300, monkeypatch, capsys)
    assert [] == [line for line in text.splitlines() if cell_len(line) > 100]


@each
def test_help_says_what_the_command_does(command, monkeypatch, capsys):
    """A sentence first, then the arguments in groups, then two examples or more."""
    text = help_of(command, 80, monkeypatch, capsys)
    description = text.split("\n\n")[1]
    assert description.endswith(".")
    assert re.match("Reads|Checks|Compares|Writes", description)
    groups = ["commands"] if not command else ["output"]
    assert [] == [group for group in groups if f"\n{group}:\n" not in text]
    assert "positional arguments" not in text
    assert 2 <= text.count("\n  # ")


@each
def test_examples_can_be_typed(command, monkeypatch, capsys):
    """Each line of the examples is a command line that the parser takes."""
    lines = re.findall(r"^  (yoycompare .*)$", help_of(command, 80, monkeypatch, capsys), re.MULTILINE)
    taken = [build_parser().parse_args(shlex.split(line)[1:]).command for line in lines]
    assert [command or name for name in taken] == taken
    assert lines


def test_each_command_is_covered():
    """No subcommand is missing from these tests."""
    (commands,) = [
        action for action in build_parser()._actions if isinstance(action, argparse._SubParsersAction)
    ]
    assert sorted(commands.choices) == sorted(COMMANDS[1:])


def test_help_loads_nothing_heavy():
    """The parser needs the standard library only."""
    code = (
        "import sys; from yoycompare.commands.main import build_parser; build_parser()\n"
        "print(sorted({'attrs', 'matplotlib', 'polars', 'rich', 'selectolax', 'shtab'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]\n" == ended.stdout
