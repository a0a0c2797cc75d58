"""`yoycompare demo`: the whole job on the figures that ship with the package."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from yoycompare import charts
from yoycompare.commands.compare import print_comparison
from yoycompare.commands.status import DONE
from yoycompare.comparisons import Comparison, compare
from yoycompare.errors import OutputError
from yoycompare.panels import load_dataset

__all__ = ["run"]

ACCOUNT: Final = "requests"
SUFFIXES: Final = (".png", ".svg")


@frozen
class Story:
    """One comparison of the demo."""

    name: str
    entity: str
    year: int
    base: int


STORIES: Final = (Story("zhejiang", "浙江省", 2019, 2019), Story("suqian", "宿迁市", 2024, 2023))


def run(options: argparse.Namespace) -> int:
    """Print the comparisons and write their charts into a folder, which is named at the end."""
    folder = Path(options.output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            str(folder), f"the folder cannot be made ({error.strerror})", "name another with -o"
        ) from None
    panel = load_dataset()
    for story in STORIES:
        change = compare(panel, base=story.base)
        print_comparison(change, options.lang, entity=story.entity, year=story.year)
        for kind in ("trend", "index", "bridge"):
            axes = _draw(kind, change, story, options.lang)
            for suffix in SUFFIXES:
                charts.save(axes, folder / f"{story.name}-{kind}{suffix}")
    print(f"charts: {folder.resolve()}")
    return DONE


def _draw(kind: str, change: Comparison, story: Story, lang: str) -> Axes:
    axes = Figure(layout="constrained").add_subplot()
    if kind == "trend":
        stock = change.vocabulary.accounts[ACCOUNT].closing
        return charts.trend(change, stock, entities=[story.entity], ax=axes, lang=lang)
    if kind == "index":
        return charts.index(change, entity=story.entity, ax=axes, lang=lang)
    return charts.bridge(change, entity=story.entity, year=story.year, account=ACCOUNT, ax=axes, lang=lang)
