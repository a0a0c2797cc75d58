"""Synthetic reports as files, read back: each cell exact or listed, none wrong."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relaying import document_to_pdf
from roundtrip import count_cells

import yoycompare as yoy
from yoycompare.documents import bytes_to_document
from yoycompare.errors import NotAReportError
from yoycompare.synthetic import SyntheticFile, random_file
from yoycompare.synthetic.files import CONTAINERS
from yoycompare.synthetic.quirks import QUIRKS

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
pytest.importorskip("docx", reason="the extra docx is not installed")
pytest.importorskip("xlsxwriter", reason="the extra xlsx is not installed")

FORMS = ("gid-2014", "gid-2019", "gid-2021")
NOT_IN_THE_FONT = {"phonetic", "traditional"}  # the font of the test PDFs has simplified characters only
KEEPING = ("html", "docx", "xlsx")  # containers that keep which cells are blank


def read(file: SyntheticFile) -> yoy.Report | None:
    """The report; None where nothing in the file is recognised, which is said aloud."""
    try:
        return yoy.read_report(file.data)
    except NotAReportError:
        return None


def counts_of(seeds: range) -> Counter[str]:
    counts: Counter[str] = Counter()
    for seed in seeds:
        file = random_file(seed)
        counts.update(count_cells(file, read(file)))
    return counts


def test_three_hundred_reports() -> None:
    """Over forms, containers and quirks: no wrong, invented or lost cell, and nearly all are read."""
    counts = counts_of(range(300))

    assert (0, 0, 0) == (counts["wrong"], counts["invented"], counts["lost"])
    assert counts["exact"] > 0.97 * counts.total()


def test_fifty_as_pdf() -> None:
    """Pages laid out again as PDF: no wrong, invented or lost cell."""
    quirks = [name for name in QUIRKS if name not in NOT_IN_THE_FONT]
    counts: Counter[str] = Counter()
    for seed in range(50):
        chosen = Random(seed).sample(quirks, seed % 3)  # noqa: S311 - nothing here is a secret
        file = random_file(seed, container="html", quirks=chosen)
        laid_out = document_to_pdf(bytes_to_document(file.data, "page.html"))
        counts.update(count_cells(file, yoy.read_report(laid_out)))

    assert (0, 0, 0) == (counts["wrong"], counts["invented"], counts["lost"])
    assert counts["exact"] > 0.95 * counts.total()


@settings(max_examples=40, deadline=None)
@given(st.integers(10_000, 10**9))
def test_any_report(seed: int) -> None:
    """Whatever the seed: what is read is what the cell says, and each number is read or listed."""
    file = random_file(seed)
    counts = count_cells(file, read(file))

    assert (0, 0) == (counts["wrong"], counts["invented"])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("container", KEEPING)
def test_the_official_form_without_quirks(form: str, container: str) -> None:
    """Containers that keep blank cells give back every cell: value and status."""
    for seed in range(6):
        file = random_file(seed, form=form, container=container, quirks=())
        report = yoy.read_report(file.data)
        counts = count_cells(file, report)

        assert {"exact": len(file.cells)} == {name: count for name, count in counts.items() if count}
        assert (file.entity, file.year, form) == (report.entity, report.year, report.form)


@pytest.mark.parametrize("quirk", QUIRKS)
def test_each_quirk(quirk: str) -> None:
    """One quirk at a time, in every container: no cell is wrong, none is lost."""
    counts: Counter[str] = Counter()
    for seed, container in enumerate(CONTAINERS):
        file = random_file(seed, container=container, quirks=(quirk,), form="gid-2021")
        counts.update(count_cells(file, read(file)))

    assert (0, 0, 0) == (counts["wrong"], counts["invented"], counts["lost"])


def test_the_same_seed_gives_the_same_file() -> None:
    """A file is the same for the same arguments, and says how it differs from the form."""
    first, second = random_file(5, container="html"), random_file(5, container="html")

    assert first == second
    assert set(first.quirks[:-1]) <= set(QUIRKS)


def test_places_reread_to_the_print() -> None:
    """What stands at the place of each figure is its print."""
    for seed in range(40):
        report = read(random_file(seed))
        for item in report.observations if report is not None else ():
            if item.place is not None:
                assert item.raw == report.document.printed_at(item.place)
