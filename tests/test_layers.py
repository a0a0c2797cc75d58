"""The package as a whole: which part may import which, and what an import loads.

Read from the syntax tree, against one table of layers.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import yoycompare

PACKAGE = "yoycompare"
ROOT = Path(yoycompare.__file__).parent

# From the bottom up: each part may import itself and what stands before it.
LAYERS = (
    "errors",
    "files",
    "engine",
    "vocabulary",
    "documents",
    "reports",
    "panels",
    "checks",
    "comparisons",
    "partitions",
    "charts",
    "briefs",
    "synthetic",
    "commands",
    "__main__",
)
STRANGERS = {
    "checks": "comparisons",
    "comparisons": "checks",
}  # both are work on a panel; neither needs the other
GATHERER = "__init__"  # the package itself: it names the public names of all parts
# Public names, readers, writers and commands are imported by name when they are first used; nothing else hides an
# import in a function.
LAZY = {
    ("__init__.py", "__getattr__"),
    ("documents/containers.py", "bytes_to_document"),
    ("briefs/writers.py", "writer_of"),
    ("commands/main.py", "main"),
    ("commands/completion.py", "__call__"),
}

FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py"))
names = pytest.mark.parametrize("file", FILES, ids=str)


def part_of(file: Path) -> str:
    """The part of the package that a file belongs to: its top folder, or itself."""
    return file.parts[0] if len(file.parts) > 1 else file.stem


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """The full names of the package's own modules that the import statements of a tree name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == PACKAGE)
        elif isinstance(node, ast.ImportFrom) and node.level:
            pytest.fail(f"line {node.lineno}: a relative import; write the full name")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PACKAGE:
            if node.module == PACKAGE:
                yield from (f"{PACKAGE}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    return (node for node in ast.walk(tree) if isinstance(node, kinds))


def test_each_part_has_a_layer() -> None:
    """Every folder and module of the package stands in the table of layers."""
    parts = {part_of(file) for file in FILES}

    assert set() == parts - {GATHERER, *LAYERS}


@names
def test_no_import_from_an_upper_layer(file: Path) -> None:
    """A file imports its own part and lower ones only."""
    part = part_of(file)
    if part == GATHERER:
        return
    allowed = {f"{PACKAGE}.{layer}" for layer in LAYERS[: LAYERS.index(part) + 1]}
    allowed.add(f"{PACKAGE}.__version__")
    allowed.discard(f"{PACKAGE}.{STRANGERS.get(part)}")

    upward = {
        name for name in imported_modules(tree_of(file)) if ".".join(name.split(".")[:2]) not in allowed
    }

    assert set() == upward


@names
def test_no_own_import_inside_a_function(file: Path) -> None:
    """No function imports a module of the package, by statement or by name, but the lazy ones."""
    hidden = []
    for function in functions_of(tree_of(file)):
        name = getattr(function, "name", "<lambda>")
        calls = [ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
        by_name = {"importlib.import_module", "import_module", "__import__"}.intersection(calls)
        if (by_name and (file.as_posix(), name) not in LAZY) or any(imported_modules(function)):
            hidden.append(name)

    assert [] == hidden


def test_the_lazy_functions_are_there() -> None:
    """The exceptions are no more than needed: each function exists and imports by name."""
    for file, name in LAZY:
        if not (ROOT / file).exists():
            continue
        found = [
            function
            for function in functions_of(tree_of(Path(file)))
            if getattr(function, "name", "") == name
        ]

        assert [True] == ["importlib.import_module" in ast.unparse(function) for function in found]


@names
def test_no_bare_exception_is_caught(file: Path) -> None:
    """No `except Exception`, `except BaseException` or bare `except`: each handler names what it expects."""
    handlers = [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.ExceptHandler)]
    caught = [ast.unparse(node.type) if node.type else "" for node in handlers]

    assert [] == [name for name in caught if name in ("", "Exception", "BaseException")]


def test_public_names_are_sorted_and_there() -> None:
    """`yoycompare.__all__` is sorted, and each name in it can be fetched."""
    assert sorted(yoycompare.__all__) == yoycompare.__all__
    assert [] == [name for name in yoycompare.__all__ if not hasattr(yoycompare, name)]


def test_unknown_name_is_an_attribute_error() -> None:
    """A name that the package does not have is refused as any module refuses it."""
    with pytest.raises(AttributeError) as raised:
        yoycompare.nonsense  # noqa: B018

    assert "module 'yoycompare' has no attribute 'nonsense'" == str(raised.value)


def test_import_loads_no_heavy_library() -> None:
    """`import yoycompare` loads neither polars nor matplotlib nor the HTML reader."""
    code = "import sys, yoycompare; print(sorted({'polars', 'matplotlib', 'selectolax', 'rich'} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent
    )

    assert "[]\n" == run.stdout


def test_reading_a_text_loads_no_library_of_other_stages() -> None:
    """Reading one report needs neither polars nor matplotlib, and a text file no HTML reader either."""
    code = (
        "import sys, yoycompare as yoy\n"
        "report = yoy.read_report('某某市2023年政府信息公开工作年度报告\\n共收到政府信息公开申请12件。'.encode())\n"
        "print(report.entity, sorted({'polars', 'matplotlib', 'selectolax'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT.parent,
    )

    assert "某某市 []\n" == run.stdout
