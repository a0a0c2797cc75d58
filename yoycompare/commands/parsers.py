"""Parsers that read well: help that fits the terminal, errors of one line."""

from __future__ import annotations

import argparse
import difflib
import shutil
import textwrap
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from yoycompare.commands.status import UNUSABLE

__all__ = ["Commands", "Formatter", "Parser", "add_command", "examples"]

WIDEST: Final = 98  # longer lines are hard to follow, however wide the terminal is

Commands = argparse._SubParsersAction  # noqa: SLF001 - the only name that argparse gives it


class Formatter(argparse.HelpFormatter):
    """Fills each line of a text as a paragraph; what is indented, such as an example, stays as it is."""

    def __init__(self, prog: str, **more: Any) -> None:
        more.setdefault("width", min(shutil.get_terminal_size().columns - 2, WIDEST))
        super().__init__(prog, **more)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width, break_on_hyphens=False)  # names and values have hyphens

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = (
            line if line.startswith(" ") else textwrap.fill(line, width, break_on_hyphens=False)
            for line in text.splitlines()
        )
        return textwrap.indent("\n".join(lines), indent)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the message and where to find help, then exit."""
        self.exit(UNUSABLE, f"{self.prog}: {message}; see {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse what is none of the choices, in the same words under every Python."""
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        near = difflib.get_close_matches(str(value), known, n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise argparse.ArgumentError(action, f"{value!r} is none of {', '.join(known)}{meant}")


def add_command(
    commands: Commands[Parser], name: str, summary: str, description: str, epilog: str
) -> argparse.ArgumentParser:
    """A subcommand: `summary` stands in the list of commands, the rest in its own help."""
    return commands.add_parser(
        name, help=summary, description=description, epilog=epilog, formatter_class=Formatter
    )


def examples(pairs: Iterable[tuple[str, str]], *more: str) -> str:
    """The end of a help: what each command line gives, the line itself, then further paragraphs."""
    shown = "\n\n".join(f"  # {purpose}\n  yoycompare {line}" for purpose, line in pairs)
    return "\n\n".join([f"examples:\n{shown}", *more])
