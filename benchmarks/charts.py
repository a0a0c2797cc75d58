"""Charts against bare matplotlib that makes the same marks and texts: build and PNG, time and memory.

    python benchmarks/charts.py [RUNS]

*Bare* is what one would write by hand who knows the result: the same bars, lines, texts (broken and placed as they
are in the end), ticks, font, size and dots, on a figure with constrained layout that is laid out once, when it is
drawn. It is replayed from a finished chart, so that both draw the same picture. *Chart* begins with a comparison, selects rows,
writes the texts and decides where they stand. Runs alternate in one process.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import partial
from operator import methodcaller

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, FixedLocator
from timing import alternating, peak_bytes

import yoycompare as yoy
from yoycompare.charts.shared.typeface import printed

BODIES, YEARS = 12, range(2019, 2025)
METRICS = ["requests.received", "requests.closed", "requests.carried_out"]


def bare_of(chart: Axes) -> Callable[[], Figure]:
    """A function that draws what stands on finished axes, with matplotlib alone."""
    size, dpi = chart.figure.get_size_inches(), chart.figure.dpi
    steps = recipe(chart)
    inner = [
        (panel.get_position().bounds, panel_box(chart, panel), recipe(panel)) for panel in chart.child_axes
    ]

    def draw() -> Figure:
        figure = Figure(figsize=size, dpi=dpi, layout="constrained")
        FigureCanvasAgg(figure)  # as pyplot makes it: texts are measured once
        ax = figure.add_subplot()
        for step in steps:
            step(ax)
        for _, box, panel_steps in inner:
            panel = ax.inset_axes(box)
            for step in panel_steps:
                step(panel)
        return figure

    return draw


def panel_box(chart: Axes, panel: Axes) -> tuple[float, float, float, float]:
    whole, part = chart.get_window_extent(), panel.get_window_extent()
    return (
        (part.x0 - whole.x0) / whole.width,
        (part.y0 - whole.y0) / whole.height,
        part.width / whole.width,
        part.height / whole.height,
    )


def recipe(ax: Axes) -> list[Callable[[Axes], object]]:
    """One call of matplotlib for each bar, line, text and tick of axes."""
    steps: list[Callable[[Axes], object]] = []
    looks: dict[tuple, list[Rectangle]] = {}
    for bar in ax.patches:
        look = (bar.get_facecolor(), bar.get_edgecolor(), bar.get_hatch(), bar.get_linewidth())
        looks.setdefault(look, []).append(bar)
    for (face, edge, hatch, width), alike in looks.items():
        lefts, bottoms = [bar.get_x() for bar in alike], [bar.get_y() for bar in alike]
        heights, widths = [bar.get_height() for bar in alike], [bar.get_width() for bar in alike]
        how = {"facecolor": face, "edgecolor": edge, "hatch": hatch, "linewidth": width, "align": "edge"}
        steps.append(methodcaller("bar", lefts, heights, widths, bottoms, **how))
    steps += [line_step(ax, line) for line in ax.lines]
    for collection in ax.collections:
        if isinstance(collection, LineCollection):
            steps.append(partial(add_lines, collection.get_segments(), collection.get_colors()))
    for image in ax.images:
        how = {"cmap": image.get_cmap(), "norm": image.norm, "aspect": "auto", "interpolation": "nearest"}
        steps.append(methodcaller("imshow", image.get_array(), **how))
    steps += [text_step(text) for text in ax.texts]
    legend = ax.get_legend()
    if legend is not None:
        handles = [Rectangle((0, 0), 1, 1, hatch=handle.get_hatch()) for handle in legend.legend_handles]
        names = [text.get_text() for text in legend.get_texts()]
        how = {"loc": "lower right", "bbox_to_anchor": (1.0, 1.0), "frameon": False, "fontsize": 7.5}
        steps.append(methodcaller("legend", handles, names, **how))
    return [*steps, frame_step(ax)]


def add_lines(segments: list, colours: object, ax: Axes) -> None:
    ax.add_collection(LineCollection(segments, colors=colours))


def line_step(ax: Axes, line: Line2D) -> Callable[[Axes], object]:
    names = ("color", "linestyle", "linewidth", "marker", "markersize")
    how = {name: getattr(line, f"get_{name}")() for name in names}
    across, up = line.get_xydata().T
    if line.get_transform() == ax.get_xaxis_transform():
        return methodcaller("axvline", across[0], **how)
    if line.get_transform() == ax.get_yaxis_transform():
        return methodcaller("axhline", up[0], **how)
    return methodcaller("plot", across, up, **how)


def text_step(text: Text) -> Callable[[Axes], object]:
    names = ("ha", "va", "size", "color", "path_effects")
    how = {name: getattr(text, f"get_{name}")() for name in names} | {"linespacing": 1.15}
    said = text.get_text()
    if text.get_bbox_patch() is not None:
        how["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    if getattr(text, "arrow_patch", None) is not None:
        how["arrowprops"] = {"arrowstyle": "-", "linewidth": 0.5, "shrinkA": 0, "shrinkB": 4}
    if not hasattr(text, "xy"):
        return methodcaller("text", *text.get_position(), said, **how)
    how |= {"xytext": text.xyann, "textcoords": "offset points", "annotation_clip": False}
    if isinstance(text.xycoords, str):
        return methodcaller("annotate", said, text.xy, xycoords=text.xycoords, **how)
    return lambda ax: ax.annotate(said, text.xy, xycoords=ax.get_xaxis_transform(), **how)


def frame_step(ax: Axes) -> Callable[[Axes], object]:
    """Limits, ticks, spines, grid, title, unit and notes."""
    limits = ax.get_xlim(), ax.get_ylim()
    ticks = [
        (
            axis.get_majorticklocs(),
            [label.get_text() for label in axis.get_ticklabels()],
            axis.get_ticklabels()[0].get_size() if axis.get_ticklabels() else 8,
        )
        for axis in (ax.xaxis, ax.yaxis)
    ]
    shown = {name: spine.get_visible() for name, spine in ax.spines.items()}
    grids = [
        bool(axis.get_gridlines()) and axis.get_gridlines()[0].get_visible() for axis in (ax.xaxis, ax.yaxis)
    ]
    titles = {loc: ax.get_title(loc) for loc in ("left", "center")}
    pad, size = ax.titleOffsetTrans.get_matrix()[1, 2] / ax.figure.dpi * 72, ax.title.get_size()
    notes, unit = ax.get_xlabel(), ax.get_ylabel()

    def step(a: Axes) -> None:
        a.set_xlim(limits[0])
        a.set_ylim(limits[1])
        for axis, (places, labels, text_size), has_grid in zip((a.xaxis, a.yaxis), ticks, grids, strict=True):
            axis.set_major_locator(FixedLocator(places))
            axis.set_major_formatter(FixedFormatter(labels))
            axis.set_tick_params(labelsize=text_size)
            if has_grid:
                axis.grid(visible=True)
        for name, visible in shown.items():
            a.spines[name].set_visible(visible)
        a.set_title(titles["center"], loc="center", x=0.0, ha="left", pad=pad, size=size)
        if titles["left"]:
            a.set_title(titles["left"], loc="left", size=7.5, pad=2)
        if notes:
            a.set_xlabel(notes, loc="left", size=7, linespacing=1.25, multialignment="left")
        if unit:
            a.set_ylabel(unit, rotation="horizontal", size=7.5, ha="right", va="bottom")
            a.yaxis.set_label_coords(0, 1.05)

    return step


def charts() -> dict[str, Callable[[Axes], Axes]]:
    """Six charts that together show most kinds of marks."""
    reports = yoy.synthetic.random_reports(8, bodies=BODIES, years=YEARS)
    change = yoy.compare(yoy.synthetic.reports_to_panel(reports), base=2019)
    real = yoy.compare(yoy.load_dataset(), base=2023)
    bodies = change.frame["entity"].unique(maintain_order=True).to_list()
    received = METRICS[0]
    return {
        "trend, 5 lines": lambda ax: yoy.charts.trend(change, received, entities=bodies[:5], ax=ax),
        "bridge": lambda ax: yoy.charts.bridge(real, entity="浙江省", ax=ax),
        "changes, 12 bars": lambda ax: yoy.charts.changes(change, received, ax=ax),
        "tiers, 6 years": lambda ax: yoy.charts.tiers(change, received, entity=bodies[0], ax=ax),
        "heatmap, 12 × 5": lambda ax: yoy.charts.heatmap(change, received, ax=ax),
        "multiples, 12": lambda ax: yoy.charts.multiples(change, received, ax=ax),
    }


def counts_of(figure: Figure) -> tuple[int, int]:
    """How many marks and texts a figure draws, so that it shows where the bare one is not the same."""
    axes = [inner for ax in figure.axes for inner in (ax, *ax.child_axes)]
    marks = sum(len(ax.lines) + len(ax.patches) + len(ax.collections) + len(ax.images) for ax in axes)
    return marks, sum(len(ax.texts) for ax in axes)


def by_hand(bare: Callable[[], Figure], settings: dict) -> Figure:
    with mpl.rc_context(settings):
        figure = bare()
        figure.savefig(io.BytesIO(), format="png")
    return figure


def by_chart(draw: Callable[[Axes], Axes]) -> Figure:
    ax = draw(yoy.charts.off_screen())
    yoy.charts.save_to_stream(ax, io.BytesIO(), "png")
    return ax.figure


def main(runs: int) -> None:
    print("| chart | marks, texts | bare ms | chart ms | × bare | peak MB, bare | chart | × |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with printed():
        settings = {name: value for name, value in mpl.rcParams.items() if name != "backend"}
    for name, draw in charts().items():
        finished = draw(yoy.charts.off_screen())
        finished.figure.draw_without_rendering()
        tasks = {"bare": partial(by_hand, bare_of(finished), settings), "chart": partial(by_chart, draw)}
        counted = {way: counts_of(run()) for way, run in tasks.items()}
        assert counted["bare"] == counted["chart"], (name, counted)
        bare, chart = (1000 * took for took in alternating(tasks, runs).values())
        low, high = (peak_bytes(run) / 1e6 for run in tasks.values())
        marks, texts = counted["chart"]
        print(
            f"| {name} | {marks}, {texts} | {bare:.0f} | {chart:.0f} | {chart / bare:.2f} "
            f"| {low:.1f} | {high:.1f} | {high / low:.2f} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
