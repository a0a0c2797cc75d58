"""The page in a browser: at the width of a desk and of a telephone, and on paper; skipped without Chromium."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from brief_data import three_years

import yoycompare as yoy

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROBE = """<script>
const loaded = performance.getEntriesByType("resource").map(entry => entry.name).filter(name => !name.startsWith("data:"));
const broken = [...document.images].filter(image => !image.complete || image.naturalWidth === 0).length;
const page = document.documentElement;
document.body.dataset.probe = [page.clientWidth, page.scrollWidth, document.images.length, broken, loaded.length].join(" ");
</script></body>"""


@pytest.fixture(scope="module")
def browser() -> str:
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("brief") / "brief.html"
    return yoy.brief(three_years("balance"), lang="zh").save(file)


def run(browser: str, *options: str) -> str:
    told = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-dev-shm-usage",
        *options,
    ]
    return subprocess.run(told, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.parametrize("width", [1200, 500])
def test_nothing_sticks_out(browser: str, page: Path, tmp_path: Path, width: int) -> None:
    """The page is as wide as the window: tables scroll in themselves. All pictures show; nothing is loaded."""
    probed = tmp_path / "probed.html"
    probed.write_text(page.read_text(encoding="utf-8").replace("</body>", PROBE), encoding="utf-8")
    dom = run(
        browser, f"--window-size={width},900", "--virtual-time-budget=5000", "--dump-dom", probed.as_uri()
    )
    (probe,) = re.findall(r'data-probe="([^"]*)"', dom)
    inner, wide, pictures, broken, loaded = map(int, probe.split())

    assert (width, width, 0, 0) == (inner, wide, broken, loaded)
    assert pictures >= 5


def test_on_paper(browser: str, page: Path, tmp_path: Path) -> None:
    """The print has the title on its first page and the last chapter on a later one, and no empty page."""
    file = tmp_path / "brief.pdf"
    run(browser, f"--print-to-pdf={file}", "--no-pdf-header-footer", page.as_uri())
    document = pypdfium2.PdfDocument(io.BytesIO(file.read_bytes()))
    texts = [sheet.get_textpage().get_text_bounded() for sheet in document]

    assert "2024" in texts[0]
    assert "一、需要复核之处".replace("、", "") in re.sub(r"[\s、]", "", texts[0])
    assert any("SHA-256" in text for text in texts[1:])
    document.close()
