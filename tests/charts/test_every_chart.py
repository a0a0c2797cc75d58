"""What holds of every chart: it is drawn without a flaw or refused with one line, and its notes are sentences."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from chart_data import new_axes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes

import yoycompare as yoy
from yoycompare import Comparison, Panel
from yoycompare.charts import lint
from yoycompare.charts.shared import annotations
from yoycompare.errors import ChartError

RECEIVED, CLOSED, CARRIED = "requests.received", "requests.closed", "requests.carried_out"
LONG = "新疆维吾尔自治区伊犁哈萨克自治州人民政府办公室"
SUQIAN = "宿迁市"
UNITLESS = {"coverage", "heatmap", "heatmap of metrics", "multiples", "slope", "tiers"}  # their title says it
STEPS = [CLOSED, RECEIVED, CARRIED]

Draw = Callable[..., Axes]
OF_COMPARISONS: dict[str, Callable[[Comparison, str], Draw]] = {
    "bridge": lambda change, body: lambda **how: yoy.charts.bridge(change, entity=body, **how),
    "bump": lambda change, _: lambda **how: yoy.charts.bump(change, RECEIVED, **how),
    "changes": lambda change, _: lambda **how: yoy.charts.changes(change, RECEIVED, **how),
    "changes of metrics": lambda change, body: (
        lambda **how: yoy.charts.changes(change, STEPS, entity=body, **how)
    ),
    "composition": lambda change, _: lambda **how: yoy.charts.composition(change, CLOSED, **how),
    "composition by applicant": lambda change, _: (
        lambda **how: yoy.charts.composition(change, RECEIVED, by="applicant", **how)
    ),
    "contributions": lambda change, body: (
        lambda **how: yoy.charts.contributions(change, CLOSED, entity=body, **how)
    ),
    "dumbbell": lambda change, _: lambda **how: yoy.charts.dumbbell(change, RECEIVED, **how),
    "funnel": lambda change, body: lambda **how: yoy.charts.funnel(change, STEPS, entity=body, **how),
    "heatmap": lambda change, _: lambda **how: yoy.charts.heatmap(change, RECEIVED, **how),
    "heatmap of metrics": lambda change, body: (
        lambda **how: yoy.charts.heatmap(change, STEPS, entity=body, show="index", **how)
    ),
    "index": lambda change, body: lambda **how: yoy.charts.index(change, STEPS, entity=body, **how),
    "multiples": lambda change, _: lambda **how: yoy.charts.multiples(change, RECEIVED, **how),
    "peers": lambda change, body: lambda **how: yoy.charts.peers(change, RECEIVED, entity=body, **how),
    "ranked": lambda change, _: lambda **how: yoy.charts.ranked(change, RECEIVED, **how),
    "scatter": lambda change, _: lambda **how: yoy.charts.scatter(change, RECEIVED, **how),
    "scatter, logarithmic": lambda change, _: (
        lambda **how: yoy.charts.scatter(change, RECEIVED, log=True, **how)
    ),
    "slope": lambda change, _: lambda **how: yoy.charts.slope(change, RECEIVED, **how),
    "tiers": lambda change, body: lambda **how: yoy.charts.tiers(change, RECEIVED, entity=body, **how),
    "trend": lambda change, _: lambda **how: yoy.charts.trend(change, RECEIVED, **how),
}
OF_PANELS: dict[str, Callable[[Panel, str], Draw]] = {
    "coverage": lambda panel, _: lambda **how: yoy.charts.coverage(panel, **how),
    "ledger": lambda panel, body: lambda **how: yoy.charts.ledger(panel, entity=body, **how),
    "residuals": lambda panel, _: lambda **how: yoy.charts.residuals(yoy.check(panel), **how),
}


def draw_of(name: str, panel: Panel, body: str, *, base: int | None) -> Draw:
    """The function that draws a chart of a panel."""
    if name in OF_PANELS:
        return OF_PANELS[name](panel, body)
    return OF_COMPARISONS[name](yoy.compare(panel, base=base), body)


@pytest.fixture(scope="module")
def real() -> Panel:
    return yoy.load_dataset()


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
@pytest.mark.parametrize("name", [*OF_COMPARISONS, *OF_PANELS])
def test_real_figures_have_no_flaw(real: Panel, name: str, lang: str) -> None:
    """Lint finds nothing in a chart of the dataset, and each of its notes is a sentence."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotations, "wrap", lambda text, *_, **__: text)  # a line a note
        whole = drawn_or_none(draw_of(name, real, SUQIAN, base=2023), lang)
    if whole is None:
        pytest.skip("the dataset has no figures for it")
    lines = whole.get_xlabel().splitlines()
    # Where no unit stands over the y axis, the notes begin with that of the x axis, once in each language.
    units = 0 if whole.get_ylabel() or name in UNITLESS else 2 if lang == "both" else 1
    notes = [line for line in lines[units:] if not line.endswith(("。", ".")) or line[0].islower()]

    assert [] == notes
    assert [] == [str(flaw) for flaw in lint(drawn_or_none(draw_of(name, real, SUQIAN, base=2023), lang))]


def drawn_or_none(draw: Draw, lang: str) -> Axes | None:
    """The axes, or None where the chart is refused in one line."""
    ax = new_axes()
    try:
        return draw(ax=ax, lang=lang)
    except ChartError as error:
        if "\n" in str(error):
            raise
        return None


figures = st.one_of(st.none(), st.just(0), st.integers(0, 30), st.integers(10**6, 10**9))
series = st.dictionaries(
    st.sampled_from(range(2017, 2024)), st.fixed_dictionaries(dict.fromkeys(STEPS, figures)), min_size=1
)


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """One to three bodies with any years; what they print and how much of it is arbitrary."""
    rows = [
        {
            "entity": entity,
            "scope": "area",
            "level": "county",
            "year": year,
            "metric": metric,
            "value": value,
            "form": "gid-2014" if year < 2019 else "gid-2019" if year < 2021 else "gid-2021",
        }
        for entity in ("甲市", "乙县", LONG)[: draw(st.integers(1, 3))]
        for year, values in draw(series).items()
        for metric, value in values.items()
    ]
    schema = {"value": pl.Float64, "year": pl.Int32}
    return Panel.from_frame(pl.DataFrame(rows, schema_overrides=schema))


@pytest.mark.parametrize("name", [*OF_COMPARISONS, *OF_PANELS])
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(panel=panels(), lang=st.sampled_from(["zh", "en", "both"]))
def test_drawn_without_a_flaw_or_refused(name: str, panel: Panel, lang: str) -> None:
    """Whatever a panel holds, a chart has no flaw that lint knows, or there is an error of one line."""
    ax = drawn_or_none(draw_of(name, panel, "甲市", base=2019), lang)

    assert [] == [str(flaw) for flaw in lint(ax)] if ax is not None else True
