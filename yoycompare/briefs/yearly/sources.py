"""The last chapter: the files, what was not read, and what each metric means."""

from __future__ import annotations

from typing import Final

from yoycompare import __version__
from yoycompare.briefs.yearly.blocks import Chapter, Grid, GridRow, Paragraph
from yoycompare.briefs.yearly.figures import is_shown
from yoycompare.briefs.yearly.material import Material
from yoycompare.reports import Report
from yoycompare.vocabulary.definitions import Ratio

__all__ = ["sources"]

SHOWN: Final = 8  # places that were not read
LONGEST: Final = 40  # characters of each


def sources(material: Material) -> Chapter:
    """Files with their SHA-256, unread places, definitions."""
    words = material.words
    reports = material.own
    files = Grid(
        header=words["files"],
        rows=tuple(_file(report, material) for report in reports),
    )
    unread = [item for report in reports for item in report.unread]
    notes = []
    if unread:
        listed = words["semicolon"].join(_short(item.text) for item in unread[:SHOWN])
        notes.append(Paragraph((words["unread"].format(count=len(unread), list=listed),), is_note=True))
    about = Paragraph((words["about"].format(version=__version__),), is_note=True)
    return Chapter(
        id="sources",
        title=words["chapters"]["sources"],
        blocks=(files, *notes, _definitions(material), about),
    )


def _file(report: Report, material: Material) -> GridRow:
    forms = material.vocabulary.forms
    form = getattr(forms[report.form], material.lang) if report.form in forms else material.words["prose"]
    cells = (report.entity, str(report.year), str(form), report.file, report.sha256)
    return GridRow(tuple((cell,) for cell in cells))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _definitions(material: Material) -> Grid:
    """Every metric of the table of figures."""
    words = material.words
    own = material.rows()
    rows = []
    for group in own.partition_by("metric", maintain_order=True):
        metric = group["metric"][0]
        if not is_shown(group):
            continue
        described = material.vocabulary.described(metric)
        definition = str(getattr(described, f"definition_{material.lang}"))
        if isinstance(described, Ratio) and material.lang == "en":  # the vocabulary names sources in English
            definition += f" ({described.source})"
        cells = (material.name(metric), definition, metric)
        rows.append(GridRow(tuple((str(cell),) for cell in cells)))
    return Grid(header=words["definitions"], rows=tuple(rows), is_folded=True)
