"""The documentation says what is so: its code runs, prints what stands below it, and its links lead somewhere.

In a Markdown file, a `python` block runs after those above it; a `text` block right below is what it prints.
A `console` block is a command of ours after `$`, with its output. `...` stands for whatever is left out.
Pages that are generated for the site are tested in `test_generated_pages.py`.
"""

from __future__ import annotations

import doctest
import io
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from yoycompare.commands import main

ROOT = Path(__file__).parent.parent
GENERATED = ("docs/generated/", "docs/_build/", "docs/jupyter_execute/")  # there after a build of the site
FILES = sorted(
    file
    for pattern in ("*.md", "docs/**/*.md", "datasets/*.md")
    for file in ROOT.glob(pattern)
    if not file.relative_to(ROOT).as_posix().startswith(GENERATED)
)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = ("http:", "https:", "mailto:", "#")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@frozen(kw_only=True)
class Block:
    """A fenced block: its language, text, and first line; whether it stands right below the one before."""

    language: str
    text: str
    line: int
    follows: bool


def markdown_to_blocks(markdown: str) -> Iterator[Block]:
    end = -1
    for match in FENCE.finditer(markdown):
        follows = end >= 0 and not markdown[end : match.start()].strip()
        line = markdown.count("\n", 0, match.start(2)) + 1
        yield Block(language=match[1], text=match[2], line=line, follows=follows)
        end = match.end()


def names(files: list[Path]) -> list[str]:
    return [file.relative_to(ROOT).as_posix() for file in files]


def run(block: Block, file: Path, variables: dict[str, Any]) -> None:
    """Run a Python block; its lines count as in the file, so that a traceback points there."""
    exec(compile("\n" * (block.line - 1) + block.text, str(file), "exec"), variables)  # noqa: S102 - our own text


def assert_printed(expected: str, stdout: io.TextIOWrapper, where: str) -> None:
    stdout.flush()
    stdout.seek(0)
    actual = stdout.read()
    stdout.seek(0)
    stdout.truncate()
    if not doctest.OutputChecker().check_output(expected, actual, FLAGS):
        pytest.fail(f"{where} says\n{expected}but what is printed is\n{actual}", pytrace=False)


@pytest.mark.parametrize("file", FILES, ids=names(FILES))
def test_code_blocks(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python blocks run in their order and print what the document says, and so do our commands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    monkeypatch.setattr(sys, "stdout", stdout)
    variables: dict[str, Any] = {"__name__": "__main__"}
    for block in markdown_to_blocks(file.read_text(encoding="utf-8")):
        where = f"{file.name}:{block.line}"
        if block.language == "python":
            stdout.seek(0)
            stdout.truncate()
            run(block, file, variables)
        elif block.language == "text" and block.follows:
            assert_printed(block.text, stdout, where)
        elif block.language == "console":
            command, _, expected = block.text.removeprefix("$ yoycompare ").partition("\n")
            assert 0 == main(shlex.split(command)), where
            assert_printed(expected, stdout, where)


@pytest.mark.parametrize("file", FILES, ids=names(FILES))
def test_links(file: Path) -> None:
    """Every link to a local file leads to one."""
    targets = LINK.findall(file.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith(ELSEWHERE)]
    missing = [target for target in local if not (file.parent / target.partition("#")[0]).exists()]
    assert [] == missing


def test_what_is_for_learning_runs() -> None:
    """The tutorial and every how-to page are among the files whose code is run, and each has Python with its output."""
    pages = [file for file in FILES if file.parent.name == "howto" or file.name == "tutorial.md"]
    expected = ["break", "check", "draw", "embed", "folder", "vocabulary", "tutorial"]
    assert expected == [file.stem for file in pages]
    outputs = [
        [block.language for block in markdown_to_blocks(file.read_text(encoding="utf-8")) if block.follows]
        for file in pages
    ]
    assert [True] * len(pages) == ["text" in languages for languages in outputs]


def test_a_wrong_output_is_noticed() -> None:
    """A text block that a Python block does not print fails the test."""
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    stdout.write("12\n")
    with pytest.raises(pytest.fail.Exception) as caught:
        assert_printed("13\n", stdout, "README.md:3")
    assert "README.md:3 says\n13\nbut what is printed is\n12\n" == str(caught.value)
