"""Results → standard output or a file, whole or not at all."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, TextIO

import polars as pl
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from yoycompare.commands.messages import visible
from yoycompare.commands.wrapping import narrowest, shrink, wrap
from yoycompare.errors import OutputError
from yoycompare.files import write_whole

__all__ = [
    "colours",
    "console",
    "print_line",
    "print_table",
    "standard_output",
    "write_frame",
    "write_json",
    "write_text",
]

PADDINGS: Final = (1, 0)  # of columns, on either side: the second where the terminal is narrow
PIPE_WIDTH = 500  # columns where the output is no terminal: a table keeps its natural width


class _Output(Console):
    """A console that leaves a reader who goes away to the caller."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(file: TextIO | None = None) -> Console:
    """A console on standard output, or on a text file."""
    to_terminal = file is None and standard_output().isatty()
    return _Output(
        file=file,
        width=None if to_terminal else PIPE_WIDTH,
        color_system=colours() if file is None else None,
        highlight=False,
        emoji=False,
        markup=False,
    )


def colours() -> Literal["auto"] | None:
    """None where the user wants no colours (no-color.org); nothing is then set in bold either."""
    return None if os.environ.get("NO_COLOR") else "auto"


def standard_output() -> TextIO:
    """Standard output.

    Raises
    ------
    OutputError
        It is closed.
    """
    if sys.stdout is None:
        raise OutputError("standard output", "it is closed", "leave it open, or name a file with -o OUT")
    return sys.stdout


def print_line(target: Console, text: str) -> None:
    """Print a text; the lines end between words, and never within a number."""
    for line in wrap(visible(text), target.width):
        target.print(line, soft_wrap=True)


def print_table(
    target: Console,
    title: str,
    frame: pl.DataFrame,
    right: Sequence[str] = (),
    looks: Mapping[str, str] | None = None,
) -> None:
    """Print a frame of texts; the columns in `right` are numbers, set flush right and never broken.

    Where the terminal is too narrow for that, or cells would become columns of many short lines, each row is a
    block of lines instead. `looks` gives a style to cells by their text, on a terminal with colours.
    """
    print_line(target, title)
    rows = [["" if value is None else visible(str(value)) for value in row] for row in frame.iter_rows()]
    looks = looks or {}
    names = frame.columns
    widths = [max(map(cell_len, column)) for column in zip(names, *rows, strict=True)]
    if sum(widths) + _frame_width(len(names), PADDINGS[0]) <= target.width:
        _print_grid(target, names, _wrap(rows, widths), widths, PADDINGS[0], right, looks)
        return
    label = max(map(cell_len, names)) + 2
    blocks = _wrap(rows, [max(target.width - label, 1)] * len(names))
    for padding in PADDINGS:
        fitting = _fit(names, rows, widths, target.width - _frame_width(len(names), padding), right)
        if fitting is None:
            continue
        grid = _wrap(rows, fitting)
        if sum(max(map(len, row)) for row in grid) <= sum(sum(map(len, row)) for row in blocks):
            _print_grid(target, names, grid, fitting, padding, right, looks)
            return
    _print_blocks(target, names, blocks, label, looks)


def _frame_width(columns: int, padding: int) -> int:
    """What edges, padding and the lines between columns take of the width."""
    return 2 + (columns - 1) * (1 + 2 * padding)


def _wrap(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[list[list[str]]]:
    """The lines of each cell."""
    return [[wrap(text, width) for text, width in zip(row, widths, strict=True)] for row in rows]


def _fit(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    room: int,
    right: Sequence[str],
) -> list[int] | None:
    """Widths at which no number is broken, None where the room is too small."""
    least = [
        width if column[0] in right else min(width, max(map(narrowest, column)))
        for column, width in zip(zip(names, *rows, strict=True), widths, strict=True)
    ]
    return shrink(widths, least, room)


def _print_grid(
    target: Console,
    names: Sequence[str],
    rows: Sequence[Sequence[Sequence[str]]],
    widths: Sequence[int],
    padding: int,
    right: Sequence[str],
    looks: Mapping[str, str],
) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, padding))
    for name, width in zip(names, widths, strict=True):
        heading = "\n".join(wrap(name, width))
        table.add_column(heading, justify="right" if name in right else "left", width=width, no_wrap=True)
    for row in rows:
        texts = ("\n".join(lines) for lines in row)
        table.add_row(*(Text(text, looks.get(text, "")) for text in texts))
    target.print(table)


def _print_blocks(
    target: Console,
    names: Sequence[str],
    rows: Sequence[Sequence[Sequence[str]]],
    label: int,
    looks: Mapping[str, str],
) -> None:
    for row in rows:
        target.print()
        for name, lines in zip(names, row, strict=True):
            for number, line in enumerate(lines if any(lines) else ()):
                start = (name if number == 0 else "").ljust(label)
                target.print(Text.assemble(start, (line, looks.get(line, ""))), soft_wrap=True)
    target.print()


def write_json(content: Any, options: argparse.Namespace) -> None:
    """Print JSON, or write it to the file that was asked for."""
    write_text(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", options)


def write_text(text: str, options: argparse.Namespace) -> None:
    """Print a text, or write it to the file that was asked for."""
    _write(text.encode("utf-8"), options.output)


def write_frame(frame: pl.DataFrame, options: argparse.Namespace) -> None:
    """Print a frame as CSV, or write it as CSV or Parquet."""
    if options.format == "csv":
        _write(frame.write_csv().encode("utf-8"), options.output)
    elif options.output is None:
        raise OutputError("standard output", "Parquet is binary", "name a file with -o OUT")
    else:
        write_whole(options.output, frame.write_parquet)


def _write(content: bytes, output: str | None) -> None:
    if output is None:
        stream = standard_output().buffer
        stream.write(content)
        stream.flush()
    else:
        write_whole(output, lambda stream: stream.write(content))
