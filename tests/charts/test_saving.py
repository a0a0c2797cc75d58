"""`charts.save`, and the typeface: what is written shows on any machine, whole or not at all."""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import pytest
from chart_data import CARRIED_OUT, RECEIVED, new_axes
from matplotlib.figure import Figure
from matplotlib.image import imread

import yoycompare as yoy
from yoycompare.charts.shared.typeface import families, printed
from yoycompare.errors import ChartError, OutputError

ZHEJIANG = "浙江省"
BEGINNINGS = {".png": b"\x89PNG\r\n", ".svg": b"<?xml ", ".pdf": b"%PDF-1"}


@pytest.fixture
def chart():
    return yoy.charts.trend(yoy.compare(yoy.load_dataset()), CARRIED_OUT, entities=[ZHEJIANG], ax=new_axes())


@pytest.mark.parametrize("suffix", BEGINNINGS)
@pytest.mark.parametrize("kind", ["trend", "index", "bridge"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_glyph_is_missing(tmp_path, caplog, suffix, kind, lang):
    """Every chart is written in every format without a warning or a message about fonts."""
    change = yoy.compare(yoy.load_dataset())
    axes = Figure(layout="constrained").add_subplot()
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING, logger="matplotlib"):
        warnings.simplefilter("error")
        if kind == "trend":
            yoy.charts.trend(change, CARRIED_OUT, entities=[ZHEJIANG], ax=axes, lang=lang)
        else:
            getattr(yoy.charts, kind)(change, entity=ZHEJIANG, ax=axes, lang=lang)
        path = yoy.charts.save(axes, tmp_path / f"chart{suffix}")
    assert tmp_path / f"chart{suffix}" == path
    assert BEGINNINGS[suffix] == path.read_bytes()[:6]
    assert [] == [record.getMessage() for record in caplog.records]
    assert [path] == list(tmp_path.iterdir())


def test_typeface_outlives_the_context(chart):
    """Text keeps its typeface after drawing, also tick labels that matplotlib makes only later."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart.figure.draw_without_rendering()
        chart.set_xlim(2017.5, 2019.5)
        chart.figure.savefig(io.BytesIO(), format="png")
    texts = [chart.title, chart.xaxis.label, chart.yaxis.label, *chart.texts, *chart.get_xticklabels()]
    assert [["DejaVu Sans", "YoY Sans SC"]] * len(texts) == [text.get_fontfamily() for text in texts]


def test_svg_is_reproducible(chart, tmp_path):
    """The same chart gives the same file, without a date; letters are outlines."""
    names = ("a.svg", "b.png", "c.svg")
    first, _, second = (yoy.charts.save(chart, tmp_path / name).read_bytes() for name in names)
    assert first == second
    assert (False, False) == (b"<dc:date>" in first, b"<text" in first)


def test_pdf_is_reproducible(chart, tmp_path):
    """So does PDF."""
    first, second = (yoy.charts.save(chart, tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first == second


def test_png_has_the_size_of_the_figure(chart, tmp_path):
    """A picture whose ink fits is as large as its figure, at 300 dots an inch."""
    assert (1440, 1920) == imread(yoy.charts.save(chart, tmp_path / "a.png")).shape[:2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_beside_the_axes_are_not_cut(tmp_path, lang):
    """The margins of the picture stay white, though labels stand right of the axes."""
    change = yoy.compare(yoy.load_dataset(), base=2023)
    axes = yoy.charts.index(change, entity="宿迁市", ax=new_axes(), lang=lang)
    pixels = imread(yoy.charts.save(axes, tmp_path / "a.png"))[:, :, :3]
    assert (1440, 1920) == pixels.shape[:2]
    margins = pixels[:3], pixels[-3:], pixels[:, :3], pixels[:, -3:]
    assert [True] * 4 == [bool((margin == 1).all()) for margin in margins]


def test_ink_beyond_the_page_is_kept(tmp_path):
    """Without a layout engine the notes reach below the page: the picture grows instead of cutting them."""
    change = yoy.compare(yoy.load_dataset())
    axes = yoy.charts.trend(change, CARRIED_OUT, entities=[ZHEJIANG], ax=Figure().add_subplot())
    assert imread(yoy.charts.save(axes, tmp_path / "a.png")).shape[0] > 1440


def test_figures_and_their_parts_are_saved_whole(tmp_path):
    """Axes, figure and a part of a figure all write the whole figure."""
    figure = Figure(layout="constrained")
    part = figure.subfigures(1, 2)[0]
    change = yoy.compare(yoy.load_dataset())
    axes = yoy.charts.trend(change, RECEIVED, entities=[ZHEJIANG], ax=part.add_subplot())
    contents = [
        re.sub(r"#?\bp[0-9a-f]{10}\b", "", yoy.charts.save(item, tmp_path / "a.svg").read_text("utf-8"))
        for item in (axes, part, figure)
    ]
    assert 1 == len(set(contents))


def test_unknown_suffix_is_refused(chart, tmp_path):
    """The error names the suffixes that there are."""
    for name, said in (("a.jpg", ".jpg"), ("a", "a file without suffix")):
        with pytest.raises(ChartError) as raised:
            yoy.charts.save(chart, tmp_path / name)
        assert f"{tmp_path / name}: charts are not written as {said}; use .png, .svg or .pdf" == str(
            raised.value
        )


def test_missing_folder(chart, tmp_path):
    """A folder that is not there is an error of output, and nothing is made."""
    path = tmp_path / "no" / "a.png"
    with pytest.raises(OutputError) as raised:
        yoy.charts.save(chart, path)
    message = (
        "it cannot be written (No such file or directory); name a folder that exists and is yours to write"
    )
    assert f"{path}: {message}" == str(raised.value)
    assert [] == list(tmp_path.iterdir())


def test_file_stands_where_writing_fails(chart, tmp_path, monkeypatch):
    """What stood at the path still stands, and no piece of the new file is left."""
    path = tmp_path / "a.png"
    path.write_bytes(b"old")

    def fail(*_arguments, **_keywords):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Figure, "savefig", fail)
    with pytest.raises(OutputError):
        yoy.charts.save(chart, path)
    assert (b"old", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


def test_settings_are_as_before(chart, tmp_path):
    """Saving leaves matplotlib's settings as they were."""
    before = dict(mpl.rcParams)
    yoy.charts.save(chart, tmp_path / "a.svg")
    assert before == dict(mpl.rcParams)


def test_named_font_comes_first():
    """An installed family is asked before the bundled one."""
    assert ["DejaVu Serif", "DejaVu Sans", "YoY Sans SC"] == families("DejaVu Serif")
    with printed("DejaVu Serif"):
        assert ["DejaVu Serif", "DejaVu Sans", "YoY Sans SC"] == mpl.rcParams["font.family"]


def test_charts_on_own_axes_need_no_pyplot():
    """A program that gives axes never loads pyplot."""
    code = (
        "import sys, yoycompare as yoy\n"
        "from matplotlib.figure import Figure\n"
        "change = yoy.compare(yoy.load_dataset())\n"
        "yoy.charts.bridge(change, entity='浙江省', ax=Figure().add_subplot())\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    root = Path(yoy.__file__).parent.parent
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=root,
    )
    assert "False\n" == run.stdout
