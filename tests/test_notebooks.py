"""The notebooks run from top to bottom, in the interpreter that runs the tests, and say what they should."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SECONDS_PER_CELL = 120
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
PICTURE = "image/png"
# What a notebook must show: a text among its outputs, and how many pictures.
SHOWN = {
    "embedding": ("+25.0 %", 1),
    "panel_of_bodies": ("if requests closed of 2024 is 112, not 121: digits swapped", 5),
    "scale": ("the same series and year", 1),
    "suqian": ("+10.44 pp", 5),
    "zhejiang": ("+96.9 %", 3),
}


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A kernel of this very interpreter, whatever kernels the machine has and whatever its user has set."""
    specification = {"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]}
    specification |= {"display_name": "Python 3", "language": "python"}
    folder = tmp_path / "jupyter" / "kernels" / "python3"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(specification), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    return "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, kernel: str, tmp_path: Path) -> None:
    """A notebook runs without an error or a warning, and shows its figures and pictures."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=SECONDS_PER_CELL,
        allow_errors=True,
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert [] == [output for output in outputs if output.output_type == "error"]
    assert [] == [shown for shown in map(_text_of, outputs) if "Warning" in shown]
    text, pictures = SHOWN[path.stem]
    assert any(text in shown for shown in map(_text_of, outputs))
    assert pictures == sum(PICTURE in output.get("data", {}) for output in outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_stored_without_outputs(path: Path) -> None:
    """A notebook lies in the repository without outputs, so that a change of it can be read."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [([], None)] * len(cells) == [(cell.outputs, cell.execution_count) for cell in cells]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_leads_somewhere(path: Path) -> None:
    """What a notebook links to is there."""
    texts = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    links = [link for text in texts for link in LINK.findall(text)]
    assert [] == [link for link in links if not (FOLDER / link).exists()]


def _text_of(output: Any) -> str:
    """What an output says as plain text."""
    return output.get("text") or output.get("data", {}).get("text/plain", "")
