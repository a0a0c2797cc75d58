"""What is generated for the site says what the package says: vocabulary, checks, charts, schemas, names."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import gallery
import generate
import pytest
from matplotlib import pyplot as plt

import yoycompare as yoy

ROOT = Path(__file__).parent.parent
# What draws on the axes that it is given, and the one chart that is text. Whatever else returns axes makes empty ones.
CHARTS = [
    name
    for name in yoy.charts.__all__
    if inspect.isfunction(getattr(yoy.charts, name))
    and "ax" in inspect.signature(getattr(yoy.charts, name)).parameters
    and inspect.signature(getattr(yoy.charts, name)).return_annotation == "Axes"
]
TEXTS = ["sparkline"]


def rows_of(page: str) -> list[list[str]]:
    """The cells of every row of every table whose first cell is code."""
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    return [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in rows]


@pytest.fixture(scope="module")
def variables() -> dict[str, Any]:
    return gallery.setup()


def test_vocabulary_has_a_row_for_each_metric_and_ratio() -> None:
    """The page of the vocabulary lists forms, metrics and ratios, each once; metrics group by group."""
    vocabulary = yoy.default_vocabulary()
    groups = list(dict.fromkeys(metric.partition(".")[0] for metric in vocabulary.metrics))
    metrics = sorted(vocabulary.metrics, key=lambda metric: groups.index(metric.partition(".")[0]))
    ids = [row[0].strip("`") for row in rows_of(generate.vocabulary_page())]
    assert [*vocabulary.forms, *metrics, *vocabulary.ratios] == ids


def test_row_of_a_metric() -> None:
    """A metric's row has its names, definition, kind, unit, forms and how it compares over each change of form."""
    (row,) = [row for row in rows_of(generate.vocabulary_page()) if row[0] == "`requests.received`"]
    expected = [
        "`requests.received`",
        "新收申请",
        "requests received",
        "Requests for government information that reached the body during the year, without those carried over from the "
        "year before.<br>报告年度内行政机关新收到的政府信息公开申请件数，不含上年度结转的申请。",
        "`flow`",
        "件, requests",
        "gid-2014<br>gid-2019<br>gid-2021",
        "gid-2014 → gid-2019: approximate<br>gid-2019 → gid-2021: exact",
    ]
    assert expected == row


def test_row_of_a_ratio() -> None:
    """A ratio's row has its formula and where that comes from."""
    rows = {row[0]: row[4:] for row in rows_of(generate.vocabulary_page())}
    expected = [
        "`requests.outcome.disclosed` / `requests.closed`",
        "yes",
        "share published by Putuo district for the first half of 2022 and by Shanghai for 2023",
    ]
    assert expected == rows["`disclosure_rate`"]
    less = "`(requests.closed - requests.outcome.not_processed - requests.outcome.other)`"
    assert rows["`substantive_disclosure_rate`"][0].endswith(f" / {less}")


def test_every_group_of_metrics_has_a_heading_in_words() -> None:
    """No group of metrics stands under the bare first word of its ids."""
    groups = dict.fromkeys(metric.partition(".")[0] for metric in yoy.default_vocabulary().metrics)
    assert list(groups) == [group for group in groups if group in generate.GROUPS]


def test_checks_have_a_row_each() -> None:
    """The page of the checks lists each with severity, formula and forms."""
    rows = rows_of(generate.checks_page())
    assert yoy.list_checks()["check"].to_list() == [row[0].strip("`") for row in rows]
    (stock,) = [row for row in rows if row[0] == "`stock/disclosure.regulations.in_force/total`"]
    formula = (
        "`disclosure.regulations.repealed + disclosure.regulations.in_force = "
        "disclosure.regulations.made + disclosure.regulations.in_force@-1`"
    )
    assert ["error", formula, "gid-2021"] == stock[1:]


def test_every_chart_is_in_the_gallery() -> None:
    """Each public function of `yoycompare.charts` that draws has an example, and no example is of nothing."""
    assert sorted([*CHARTS, *TEXTS]) == sorted(gallery.EXAMPLES)


@pytest.mark.parametrize("name", CHARTS)
def test_example_draws(name: str, variables: dict[str, Any]) -> None:
    """An example calls the chart that it is named after, which has a title and no flaw."""
    example = gallery.EXAMPLES[name]
    assert example.call.startswith(f"yoy.charts.{name}(")
    axes = gallery.draw(example, variables)
    assert "" != axes.get_title(loc="left") + axes.get_title()
    assert [] == yoy.charts.lint(axes)


def test_example_of_a_text_is_a_picture(variables: dict[str, Any], tmp_path: Path) -> None:
    """A chart that is text is written as it is, without axes in its code."""
    example = gallery.EXAMPLES["sparkline"]
    drawn = gallery.draw(example, variables, tmp_path)
    assert drawn == (tmp_path / "sparkline.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg ")
    assert f"{example.call}\n" == gallery.code_of(example)


def test_shown_code_is_complete(variables: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The code that the page shows runs below the set-up as it stands there, and draws the same."""
    monkeypatch.setattr(plt, "subplots", lambda **how: (None, plt.Figure(**how).add_subplot()))
    example = gallery.EXAMPLES["contributions"]
    shown = dict(variables)
    exec(gallery.code_of(example), shown)  # noqa: S102 - our own text
    assert "宿迁市：办结申请变化的构成（2024年）" == shown["ax"].get_title()
    assert all(gallery.code_of(example) in generate.gallery_page() for example in gallery.EXAMPLES.values())


def test_pictures_and_notebooks_are_written(
    tmp_path: Path, variables: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`generate` writes every page, a picture for each example, and the notebooks."""
    monkeypatch.setattr(gallery, "setup", lambda: variables)
    monkeypatch.setattr(gallery, "EXAMPLES", {"funnel": gallery.EXAMPLES["funnel"]})
    generate.generate(tmp_path)
    expected = {*generate.PAGES, "charts/funnel.png"}
    expected |= {f"notebooks/{file.name}" for file in ROOT.glob("notebooks/*.ipynb")}
    assert expected == {
        file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()
    }
    assert b"\x89PNG" == (tmp_path / "charts" / "funnel.png").read_bytes()[:4]


def test_fields_of_schemas() -> None:
    """Fields are described with type, whether they are required, and meaning."""
    rows = rows_of(generate.schemas_page())
    assert ["`severity`", '`"error"` or `"warning"` or `"note"`', "yes", ""] in rows
    assert ["`difference`", "`number`", "yes", "left - right"] in rows
    assert ["`fingerprint`", "string or null like `^[0-9a-f]{16}$`", "yes", ""] in rows
    assert ["`rows`", "array of `row`", "yes", ""] in rows
    assert ["`percent`", "number or null", "yes", "100 * difference / previous; 96.9 means 96.9 %"] in rows


def test_every_public_name_is_described() -> None:
    """Each name of `yoycompare.__all__` is on the page of names, or has a page of its own."""
    page = generate.api_page()
    modules = [name for name in yoy.__all__ if inspect.ismodule(getattr(yoy, name))]
    others = [name for name in yoy.__all__ if name not in modules]
    assert [] == [name for name in modules if f"api-{name}.md" not in generate.PAGES]
    assert [] == [name for name in others if f":: yoycompare.{name}\n" not in page]
    charts, briefs = generate.PAGES["api-charts.md"](), generate.PAGES["api-briefs.md"]()
    assert ".. autofunction:: yoycompare.charts.trend\n" in charts
    assert ".. autofunction:: yoycompare.charts.ledger\n" in charts  # another function than yoycompare.ledger
    assert "{py:obj}`yoycompare.Brief`" in briefs
    assert ".. autoclass:: yoycompare.briefs.Brief" not in briefs  # the same class, described once


def test_links_lead_to_pages_of_the_site() -> None:
    """Links to files outside of docs/ lead to the pages that include them; what has no page is named only."""
    contributing, page = ROOT / "CONTRIBUTING.md", ROOT / "docs" / "project" / "contributing.md"
    text = "[a](docs/glossary.md#b) [c](CHANGELOG.md) [d](docs/decisions) [Makefile](Makefile) [e](https://example.org)"
    expected = "[a](../glossary.md#b) [c](changelog.md) [d](decisions.md) Makefile [e](https://example.org)"
    assert expected == generate.links_of_site(text, contributing, page)
    limits = ROOT / "docs" / "limits.md"
    assert "[x](project/datasets.md)" == generate.links_of_site("[x](../datasets/README.md)", limits, limits)


def test_links_of_notebooks() -> None:
    """Notebooks link to pages and to each other from where the site has them."""
    notebook, page = ROOT / "notebooks" / "suqian.ipynb", generate.FOLDER / "notebooks" / "suqian.ipynb"
    text = "[charts](../docs/charts.md), [the other](zhejiang.ipynb)"
    expected = "[charts](../../charts.md), [the other](zhejiang.ipynb)"
    assert expected == generate.links_of_site(text, notebook, page)
    assert "](../docs/" not in generate.notebook_page(ROOT / "notebooks" / "zhejiang.ipynb")
