"""Pages of the site that follow from the package: vocabulary, checks, gallery, schemas, names.

`conf.py` calls `generate` before Sphinx reads a page. What it writes lies in `docs/generated`, which is not in the
repository: a page that can be made cannot go out of date.
"""

from __future__ import annotations

import inspect
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import gallery

import yoycompare as yoy
from yoycompare import errors
from yoycompare.comparisons.exports.columns import DESCRIPTIONS
from yoycompare.vocabulary.definitions import Metric, Ratio, Term

__all__ = ["FOLDER", "PAGES", "generate", "links_of_site"]

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = ROOT / "docs"
FOLDER: Final = DOCS / "generated"
SCHEMAS: Final = Path(yoy.__file__).parent / "schemas"

# Files outside of docs/, and folders, that have a page of their own on the site.
HOMES: Final = {
    "CHANGELOG.md": "docs/project/changelog.md",
    "CONTRIBUTING.md": "docs/project/contributing.md",
    "datasets/README.md": "docs/project/datasets.md",
    "docs/decisions": "docs/project/decisions.md",
}
LINK: Final = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")

# The first word of an id → the heading above its metrics; the vocabulary has no names for these groups.
GROUPS: Final = {
    "requests": "Requests for information (依申请公开)",
    "processing_fees": "Processing fees (信息处理费)",
    "request_fees": "Fees of requests on the form of 2014 (依申请公开信息收取的费用)",
    "review": "Administrative reviews (行政复议)",
    "litigation": "Lawsuits (行政诉讼)",
    "disclosure": "Proactive disclosure (主动公开)",
    "response": "Responses to the public on the form of 2014 (回应解读)",
    "complaints": "Complaints on the form of 2014 (举报投诉)",
    "resources": "Offices, staff and budget on the form of 2014 (机构建设和保障经费)",
}

# Where a name of `yoycompare` comes from → the heading above it.
TOPICS: Final = {
    "reports": "Reading",
    "documents": "Reading",
    "panels": "Panels",
    "comparisons": "Comparing",
    "checks": "Checking",
    "briefs": "Briefs",
    "vocabulary": "Vocabulary",
    "errors": "The root of all errors",
}
MODULES: Final[Mapping[str, ModuleType]] = {
    "charts": yoy.charts,
    "engine": yoy.engine,
    "synthetic": yoy.synthetic,
    "briefs": yoy.briefs,
    "errors": errors,
}


def generate(folder: Path = FOLDER) -> None:
    """Write every page, the pictures of the gallery and the notebooks into a folder."""
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    (folder / "notebooks").mkdir(exist_ok=True)
    for name, page in PAGES.items():
        _write(folder / name, page())
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        _write(folder / "notebooks" / notebook.name, notebook_page(notebook))
    variables = gallery.setup()
    for example in gallery.EXAMPLES.values():
        gallery.draw(example, variables, folder / "charts")


def _write(path: Path, text: str) -> None:
    """Write a page where it differs: Sphinx reads what is newer than its last build again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


# --- vocabulary ---------------------------------------------------------------------------------------------------


def vocabulary_page() -> str:
    """The metrics, group by group, and the ratios."""
    vocabulary = yoy.default_vocabulary()
    forms = [
        (f"`{form.id}`", form.zh, form.en, f"{form.first_year} to {form.last_year or 'now'}", form.basis)
        for form in vocabulary.forms.values()
    ]
    parts = [
        "# Vocabulary (指标表)",
        "What the package counts, made from the TOML files of the vocabulary. How to add to them: "
        "[the vocabulary](../vocabulary.md).",
        "## Forms (格式)",
        _table(("id", "中文", "English", "in force for the years", "official document"), forms),
        "## Metrics (指标)",
        "*Kind* decides which change is meaningful. *Forms* lists those whose reports give the metric. *Over a change "
        "of form* says how far its figures mean the same on both sides; only `exact` is compared without being asked.",
    ]
    groups: dict[str, list[Metric]] = {}
    for metric in vocabulary.metrics.values():
        groups.setdefault(metric.id.partition(".")[0], []).append(metric)
    head = ("id", "中文", "English", "definition", "kind", "unit", "forms", "over a change of form")
    for group, metrics in groups.items():
        parts.append(f"### {GROUPS.get(group, group)}")
        parts.append(_table(head, [_metric_row(metric, vocabulary) for metric in metrics]))
    parts.append("## Ratios (比率)")
    parts.append(
        "A ratio is 100 times the sum of its numerator over the sum of its denominator. Terms are written as in "
        "[the vocabulary](../vocabulary.md#terms-of-a-ratio)."
    )
    head = ("id", "中文", "English", "definition", "formula", "for each kind of applicant", "source")
    parts.append(_table(head, [_ratio_row(ratio) for ratio in vocabulary.ratios.values()]))
    return _page(parts)


def _metric_row(metric: Metric, vocabulary: yoy.Vocabulary) -> tuple[str, ...]:
    unit = vocabulary.units[metric.unit]
    forms = [form for form in vocabulary.forms if form in vocabulary.metric_to_forms[metric.id]]
    over = [f"{one} → {other}: {judged}" for (one, other), judged in metric.comparability.items()]
    return (
        f"`{metric.id}`",
        metric.zh,
        metric.en,
        f"{metric.definition_en}<br>{metric.definition_zh}",
        f"`{metric.kind}`",
        f"{unit.zh}, {unit.en}",
        "<br>".join(forms),
        "<br>".join(over),
    )


def _ratio_row(ratio: Ratio) -> tuple[str, ...]:
    return (
        f"`{ratio.id}`",
        ratio.zh,
        ratio.en,
        f"{ratio.definition_en}<br>{ratio.definition_zh}",
        f"{_terms(ratio.numerator)} / {_terms(ratio.denominator)}",
        "yes" if ratio.applicants == "each" else "no",
        ratio.source,
    )


def _terms(terms: Sequence[Term]) -> str:
    written = " + ".join(map(str, terms)).replace("+ -", "- ")
    return f"`{written}`" if len(terms) == 1 else f"`({written})`"


# --- checks -------------------------------------------------------------------------------------------------------


def checks_page() -> str:
    """Every check, family by family."""
    checks = yoy.list_checks()
    parts = [
        "# Checks (核查项)",
        f"The {checks.height} checks of `yoycompare.list_checks()`. What they are for and how they are judged: "
        "[checks](../checks.md). An id is stable. `@-1` is the report of the year before.",
    ]
    for family in checks["family"].unique(maintain_order=True):
        rows = checks.filter(family=family)
        parts.append(f"## {family}")
        words = rows.select("zh", "en").unique(maintain_order=True).rows()
        parts += [f"{en}<br>{zh}" for zh, en in words]
        cells = [
            (f"`{check}`", severity, f"`{formula}`" if formula else "", forms.replace(" ", "<br>") or "all")
            for check, severity, formula, forms in rows.select(
                "check", "severity", "formula", "forms"
            ).iter_rows()
        ]
        parts.append(_table(("check", "severity", "formula", "forms"), cells))
    return _page(parts)


# --- gallery ------------------------------------------------------------------------------------------------------


def gallery_page() -> str:
    """Each chart with the code that draws it."""
    parts = [
        "# Gallery of charts (图例)",
        "Every chart that the package draws, with its code. What they have in common: [charts](../charts.md). "
        "Figures of bodies named 虚构… are invented. All examples run below this:",
        f"```python\n{gallery.SETUP}```",
    ]
    for name, example in gallery.EXAMPLES.items():
        parts += [
            f"## {name}",
            f"{example.question} Reference: {{py:func}}`yoycompare.charts.{name}`.",
            f"![{example.question}](charts/{gallery.picture_of(example)})",
            f"```python\n{gallery.code_of(example)}```",
        ]
    return _page(parts)


# --- schemas ------------------------------------------------------------------------------------------------------


def schemas_page() -> str:
    """The fields of each JSON schema, object by object."""
    parts = [
        "# JSON schemas",
        "What commands print with `--format json`. The files lie in the package, in the folder `schemas`, as JSON "
        "Schema 2020-12.",
    ]
    for file in sorted(SCHEMAS.glob("*.schema.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        parts += [f"## {file.name}", f"{schema['title']}. {schema['description']}"]
        for name, described in _objects(schema, "the whole"):
            parts.append(f"### {name} ({file.name.partition('.')[0]})")
            if name != "the whole" and "description" in described:
                parts.append(f"{described['description'].rstrip('.')}.")
            # Columns of a comparison are described where they are defined, and so not in the schema.
            known = DESCRIPTIONS if name == "row" else {}
            parts.append(_table(("field", "type", "required", "meaning"), list(_fields(described, known))))
    return _page(parts)


def _objects(schema: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with fields of a schema, with its name: the whole, then those that it refers to, then nested ones."""
    if "properties" in schema:
        yield name, schema
    for key, inner in schema.get("$defs", {}).items():
        yield from _objects(inner, key)
    for key, inner in schema.get("properties", {}).items():
        for nested in (inner, inner.get("items", {})):
            if "properties" in nested:
                yield from _objects(nested, key if name == "the whole" else f"{name}.{key}")


def _fields(schema: dict[str, Any], known: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        meaning = field.get("description", known.get(name, ""))
        yield f"`{name}`", _type(field), "yes" if name in required else "no", meaning


def _type(field: dict[str, Any]) -> str:
    """The type of a field in words."""
    if "$ref" in field:
        return f"`{field['$ref'].rpartition('/')[2]}`"
    if "enum" in field:
        return " or ".join(f"`{json.dumps(value, ensure_ascii=False)}`" for value in field["enum"])
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    types = field.get("type", "any")
    said = " or ".join([types] if isinstance(types, str) else types)
    if "items" in field:
        said += f" of {_type(field['items'])}"
    if "pattern" in field:
        said += f" like `{field['pattern']}`"
    return said


# --- names --------------------------------------------------------------------------------------------------------


def api_page() -> str:
    """The names of `yoycompare`, by what they are for; modules have a page of their own."""
    parts = [
        "# yoycompare",
        "```python\nimport yoycompare as yoy\n```",
        "The modules `yoycompare.charts`, `engine`, `synthetic`, `briefs` and `errors` have pages of their own. "
        "What a name does is said here; what it means is said in the [glossary](../glossary.md).",
    ]
    topics: dict[str, list[str]] = {}
    for name in yoy.__all__:
        found = getattr(yoy, name)
        if not inspect.ismodule(found):
            home = found.__module__.split(".")[1]
            topics.setdefault(TOPICS.get(home, home), []).append(name)
    for topic in dict.fromkeys([*TOPICS.values(), *topics]):
        if topic in topics:
            parts.append(f"## {topic}")
            parts.append(_described(yoy, topics[topic]))
    return _page(parts)


def module_page(module: ModuleType) -> str:
    """The public names of one module; those that are names of `yoycompare` too are described there."""
    summary = (module.__doc__ or "").strip().partition("\n\n")[0]
    parts = [f"# {module.__name__}", " ".join(summary.split())]
    # Not by name alone: `charts.ledger` draws, `ledger` computes.
    shared = [
        name for name in module.__all__ if name in yoy.__all__ and getattr(module, name) is getattr(yoy, name)
    ]
    if shared:
        listed = ", ".join(f"{{py:obj}}`yoycompare.{name}`" for name in shared)
        parts.append(f"Described among the names of `yoycompare`: {listed}.")
    parts.append(_described(module, [name for name in module.__all__ if name not in shared]))
    return _page(parts)


def _described(module: ModuleType, names: Iterable[str]) -> str:
    """Directives for names of a module; reST, since docstrings are."""
    lines = ["```{eval-rst}"]
    for name in names:
        found = getattr(module, name)
        if inspect.isclass(found):
            bare = issubclass(found, Exception)
            members = ["   :show-inheritance:"] if bare else ["   :members:", "   :undoc-members:"]
            lines += [f".. autoclass:: {module.__name__}.{name}", *members, ""]
        elif callable(found):
            lines += [f".. autofunction:: {module.__name__}.{name}", ""]
        else:  # not autodata: it would print the docstring of the value's type
            lines += [f".. py:data:: {module.__name__}.{name}", f"   :value: {found!r}", ""]
    return "\n".join([*lines, "```"])


# --- notebooks and Markdown ---------------------------------------------------------------------------------------


def notebook_page(notebook: Path) -> str:
    """A notebook with the links of its text as the site needs them."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    page = FOLDER / "notebooks" / notebook.name
    for cell in content["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = links_of_site("".join(cell["source"]), notebook, page)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; bars inside of cells are written so that they do not end them.

    `site.css` gives a column of definitions room in tables of the class `wide`.
    """
    lines = [head, ["---"] * len(head), *rows]
    mark = "{.wide}\n" if "definition" in head else ""
    return mark + "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


def links_of_site(text: str, file: Path, page: Path) -> str:
    """Links of a file of the repository as they must be written on a page of the site.

    They lead to pages of the site, and what has none is named without a link: on GitHub it has one.
    """

    def rewritten(match: re.Match[str]) -> str:
        words, target, anchor = match[1], match[2], match[3] or ""
        if re.match(r"\w+:", target):
            return match[0]
        lies = posixpath.normpath(posixpath.join(file.parent.relative_to(ROOT).as_posix(), target))
        home = f"docs/generated/{lies}" if lies.endswith(".ipynb") else HOMES.get(lies, lies)
        if not (home.startswith("docs/") and home.endswith((".md", ".ipynb"))):
            return words
        return f"[{words}]({posixpath.relpath(home, page.parent.relative_to(ROOT).as_posix())}{anchor})"

    return LINK.sub(rewritten, text)


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "vocabulary.md": vocabulary_page,
    "checks.md": checks_page,
    "gallery.md": gallery_page,
    "schemas.md": schemas_page,
    "api.md": api_page,
    **{f"api-{name}.md": lambda module=module: module_page(module) for name, module in MODULES.items()},
}
