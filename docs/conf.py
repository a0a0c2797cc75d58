"""How Sphinx builds the site: `python -m sphinx -W docs FOLDER`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

HERE = Path(__file__).resolve().parent
TYPED = re.compile(r":type: (.*)")
SEVERAL = re.compile(r":ivar (\w+(?:, \w+)+):(.*)")
sys.path.insert(0, str(HERE))  # generate.py lies beside this file

import generate  # noqa: E402 - needs the path above

import yoycompare  # noqa: E402 - stands with the other one

project = "yoycompare"
author = "The yoycompare developers"
copyright = f"2026, {author}"  # noqa: A001 - the name that Sphinx wants
version = release = yoycompare.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"
exclude_patterns = ["_build", "jupyter_execute"]  # left by a build: the second one must not read them
language = "en"
smartquotes = False  # quotes in Chinese text and in formulas stay as they are written

html_theme = "furo"
html_title = f"yoycompare {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False

myst_enable_extensions = ["attrs_block"]  # classes of tables
myst_heading_anchors = 3  # pages link to headings of each other

# Notebooks are stored without outputs, and a page without them shows nothing. So they run when the site is built; an
# error ends the build. The gate turns it off: tests/test_notebooks.py runs them and says what they must show.
nb_execution_mode = "force"
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_execution_timeout = 120

# The text of a docstring says what a thing is; types stand in the signature, as they do in the code.
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True
maximum_signature_line_length = 88
napoleon_google_docstring = False
napoleon_use_ivar = True  # attributes named in a docstring are not described a second time
default_role = "py:obj"  # a name in single backticks leads to its description, if there is one
# No intersphinx and no `nitpicky`: the build has no network, so names of polars and matplotlib lead nowhere.


def _write_pages(_: Sphinx) -> None:
    generate.generate()


def _on_read(_: Sphinx, name: str, content: list[str]) -> None:
    """Let links to files outside of docs/ lead to the pages that show them."""
    file = HERE / f"{name}.md"
    if file.exists() and not name.startswith("generated/"):
        content[0] = generate.links_of_site(content[0], file, file)


def _on_include(app: Sphinx, path: Path, _: str, content: list[str]) -> None:
    """Let links of an included file lead to the same pages, from the page that includes it."""
    # MyST passes the last part of the page's name only; the environment knows its folder too.
    page = HERE / f"{app.env.docname}.md"
    content[0] = generate.links_of_site(content[0], (HERE / path).resolve(), page)


def _after_napoleon(_: Sphinx, what: str, __: str, ___: Any, ____: Any, lines: list[str]) -> None:
    """Mend two things that napoleon takes for types: the beginning of a property, the first of several attributes."""
    if what in {"attribute", "property"}:
        for typed in filter(None, map(TYPED.match, lines)):
            lines[:] = [f"{typed[1]}: {lines[0]}", *(line for line in lines[1:] if line != typed[0])]
    for number, line in reversed(list(enumerate(lines))):
        if several := SEVERAL.match(line):
            names = several[1].split(", ")
            lines[number : number + 1] = [f":ivar {name}:{several[2]}" for name in names]


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", _after_napoleon, priority=600)  # after napoleon, which has 500
    app.connect("builder-inited", _write_pages)
    app.connect("source-read", _on_read)
    app.connect("include-read", _on_include)
