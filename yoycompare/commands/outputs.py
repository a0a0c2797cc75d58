"""Results → standard output or a file, whole or not at all."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO

import polars as pl
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from yoycompare.errors import OutputError
from yoycompare.files import write_whole

__all__ = ["console", "print_table", "write_frame", "write_json", "write_text"]

PIPE_WIDTH = 500  # columns where the output is no terminal: a table keeps its natural width


class _Output(Console):
    """A console that leaves a reader who goes away to the caller."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(file: TextIO | None = None) -> Console:
    """A console on standard output, or on a text file."""
    width = None if file is None and sys.stdout.isatty() else PIPE_WIDTH
    return _Output(file=file, width=width, highlight=False, emoji=False, markup=False)


def print_table(target: Console, title: str, frame: pl.DataFrame, right: Sequence[str] = ()) -> None:
    """Print a frame of texts; the columns in `right` are set flush right."""
    target.print(title)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in frame.columns:
        table.add_column(name, justify="right" if name in right else "left", overflow="fold")
    for row in frame.iter_rows():
        table.add_row(*("" if value is None else str(value) for value in row))
    target.print(table)


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
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, lambda stream: stream.write(content))
