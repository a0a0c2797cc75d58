"""One example of each chart: the code that the gallery shows is the code that draws its picture."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any, Final

from attrs import frozen
from matplotlib.axes import Axes

from yoycompare import charts

__all__ = ["EXAMPLES", "SETUP", "Example", "code_of", "draw", "picture_of", "setup"]


@frozen
class Example:
    """A chart of the gallery: what it answers, the call that draws it, and the inches it needs."""

    question: str
    call: str
    width: float = 7.0
    height: float = 4.2


# Runs once before all examples, and stands above them.
SETUP: Final = """\
import yoycompare as yoy

# Figures that ship with the package: Zhejiang 2019, Suqian 2023 and 2024, an office in Shanghai 2019.
bundled = yoy.load_dataset()
suqian = yoy.compare(bundled, base=2023)
zhejiang = yoy.compare(bundled, base=2019)

# Invented reports of eight bodies. All of their figures are drawn at random.
reports = list(yoy.synthetic.random_reports(37, bodies=8, years=range(2019, 2025)))
panel = yoy.synthetic.reports_to_panel(reports)
invented = yoy.compare(panel, base=2019)
faulty = yoy.synthetic.reports_to_panel(
    yoy.synthetic.random_reports(37, bodies=8, years=range(2019, 2025), faults=["carry_over"])
)
"""

# To add a chart: its name in `yoycompare.charts`, a question, one call, with `ax=ax` if it draws on axes. The order is
# that of the page.
EXAMPLES: Final[dict[str, Example]] = {
    "trend": Example(
        "How did one metric develop?",
        'yoy.charts.trend(invented, "requests.received", entities=["虚构甲市", "虚构丙区"], lang="en", ax=ax)',
    ),
    "multiples": Example(
        "The same, for more bodies than one pair of axes can carry.",
        'yoy.charts.multiples(invented, "requests.received", lang="en", ax=ax)',
        height=5.0,
    ),
    "index": Example(
        "How did several metrics of one body develop, the base year at 100?",
        'yoy.charts.index(invented, ["requests.received", "requests.closed"], entity="虚构甲市", lang="en", ax=ax)',
    ),
    "bridge": Example(
        "How did the stock at the beginning of a year become that at its end?",
        'yoy.charts.bridge(zhejiang, entity="浙江省", lang="zh", ax=ax)',
        width=9.0,
        height=4.8,
    ),
    "changes": Example(
        "What changed from the year before, and what cannot be said?",
        'yoy.charts.changes(suqian, entity="宿迁市", lang="en", ax=ax)',
    ),
    "tiers": Example(
        "Values, differences and percents of one metric in one picture.",
        'yoy.charts.tiers(invented, "requests.received", entity="虚构甲市", lang="en", ax=ax)',
        height=5.0,
    ),
    "slope": Example(
        "Who rose and who fell between two years?",
        'yoy.charts.slope(invented, "full_grant_rate", lang="en", ax=ax)',
        height=5.0,
    ),
    "dumbbell": Example(
        "The same, one row a body, the largest first.",
        'yoy.charts.dumbbell(invented, "requests.received", lang="en", ax=ax)',
    ),
    "bump": Example(
        "Who overtook whom?",
        'yoy.charts.bump(invented, "requests.received", lang="en", ax=ax)',
    ),
    "peers": Example(
        "Is a body unusual among those of its level?",
        'yoy.charts.peers(invented, "requests.received", entity="虚构乙县", lang="en", ax=ax)',
    ),
    "contributions": Example(
        "Which parts made the change of a whole?",
        'yoy.charts.contributions(suqian, "requests.closed", entity="宿迁市", lang="zh", ax=ax)',
    ),
    "composition": Example(
        "How does a whole divide?",
        'yoy.charts.composition(suqian, "requests.closed", entities=["宿迁市"], lang="en", ax=ax)',
        width=9.0,
    ),
    "ranked": Example(
        "Who has most, and who climbed?",
        'yoy.charts.ranked(invented, "requests.received", lang="en", ax=ax)',
    ),
    "heatmap": Example(
        "Where, over all bodies and years, did something change?",
        'yoy.charts.heatmap(invented, "requests.received", lang="en", ax=ax)',
    ),
    "scatter": Example(
        "This year against last year, a point a body.",
        'yoy.charts.scatter(invented, "requests.received", log=True, lang="en", ax=ax)',
        height=5.0,
    ),
    "funnel": Example(
        "How much is left from step to step?",
        'yoy.charts.funnel(suqian, ["requests.closed", "review.total", "review.corrected"], '
        'entity="宿迁市", lang="en", ax=ax)',
    ),
    "ledger": Example(
        "Does each report take over what the one before handed on?",
        'yoy.charts.ledger(faulty, entity="虚构甲市", account="requests", lang="en", ax=ax)',
    ),
    "coverage": Example(
        "Which body gave which table in which year?",
        'yoy.charts.coverage(bundled, years=[2019, 2023, 2024], lang="en", ax=ax)',
        width=9.0,
    ),
    "residuals": Example(
        "By how much do sums miss what is printed?",
        'yoy.charts.residuals(yoy.check(faulty), by="entity", lang="en", ax=ax)',
    ),
    "sparkline": Example(
        "A series as small as a word, as SVG for a cell of a table.",
        'yoy.charts.sparkline([237, 287, 248, 342, None, 289], label="requests received")',
    ),
}


def code_of(example: Example) -> str:
    """The code of an example as a reader can run it below `SETUP`."""
    if "ax=ax" not in example.call:
        return f"{_wrapped(example.call)}\n"
    size = f"({example.width:g}, {example.height:g})"
    make = f'figure, ax = plt.subplots(figsize={size}, layout="constrained")'
    return f"from matplotlib import pyplot as plt\n\n{make}\n{_wrapped(example.call)}\n"


def setup() -> dict[str, Any]:
    """The variables that `SETUP` makes."""
    variables: dict[str, Any] = {}
    exec(SETUP, variables)  # noqa: S102 - our own text, which the page shows
    return variables


def draw(example: Example, variables: dict[str, Any], folder: Path | None = None) -> Axes | str:
    """Run the call of an example, with axes off screen; save the picture where a folder is given.

    Returns the axes, or the text of a picture that needs none.
    """
    axes = charts.off_screen("screen")
    axes.figure.set_size_inches(example.width, example.height)
    drawn = eval(example.call, variables | {"ax": axes})  # noqa: S307 - our own text, which the page shows
    if folder is not None and isinstance(drawn, str):
        (folder / picture_of(example)).write_text(drawn, encoding="utf-8")
    elif folder is not None:
        charts.save(drawn, folder / picture_of(example), style="screen")
    return drawn


def picture_of(example: Example) -> str:
    """The name of the file that its picture stands in."""
    name = example.call.removeprefix("yoy.charts.").partition("(")[0]
    return f"{name}.png" if "ax=ax" in example.call else f"{name}.svg"


def _wrapped(call: str) -> str:
    """A call over several lines where one would be cut off on the page."""
    if len(call) <= 88:
        return call
    name, _, arguments = call.partition("(")
    return f"{name}(\n" + textwrap.indent(arguments.removesuffix(")"), "    ") + ",\n)"
