"""`brief`: reports → one body's brief, a document to read in a browser, in Word, in a sheet or as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Final, Protocol, cast

from attrs import field, frozen

from yoycompare.briefs.writers import writer_of
from yoycompare.briefs.yearly.blocks import Chapter
from yoycompare.briefs.yearly.changes import changes
from yoycompare.briefs.yearly.figures import figures
from yoycompare.briefs.yearly.material import Material
from yoycompare.briefs.yearly.pictures import pictures
from yoycompare.briefs.yearly.problems import problems
from yoycompare.briefs.yearly.sources import sources
from yoycompare.briefs.yearly.texts import texts
from yoycompare.briefs.yearly.wording import words_of
from yoycompare.charts.shared.wording import wording_of
from yoycompare.checks import Waiver, check
from yoycompare.comparisons import compare
from yoycompare.errors import BriefError
from yoycompare.files import write_whole
from yoycompare.panels import Panel
from yoycompare.reports import Report

__all__ = ["SUFFIXES", "Brief", "brief"]

CHAPTERS: Final = (problems, changes, pictures, figures, texts, sources)
WRITERS: Final[Mapping[str, str]] = {
    "html": "yoycompare.briefs.yearly.as_html",
    "md": "yoycompare.briefs.yearly.as_markdown",
    "docx": "yoycompare.briefs.yearly.as_docx",
    "xlsx": "yoycompare.briefs.yearly.as_xlsx",
}
SUFFIXES: Final = tuple(WRITERS)
SHOWN_NAMES: Final = 5
SHOWN_OF_HASH: Final = 8  # hexadecimal digits, where two files have one name


class Writer(Protocol):
    """The shape of a writer module."""

    def write(self, brief: Brief) -> bytes:
        """The bytes of a file."""


@frozen(kw_only=True, eq=False)
class Brief:
    """One body, two years: chapters of sentences, tables, charts and passages.

    Attributes
    ----------
    entity, year
        Whose report, and the later year.
    chapters
        Problems, changes, charts, figures, texts, sources.
    lang
        `zh` or `en`.
    """

    entity: str
    year: int
    lang: str
    title: str
    chapters: tuple[Chapter, ...] = field(repr=False)

    def to_bytes(self, container: str) -> bytes:
        """The brief as a file: `html`, `md`, `docx` or `xlsx`.

        Raises
        ------
        BriefError
            There is no such container, or the extra that writes it is not installed.
        """
        writer = cast(Writer, writer_of(WRITERS, container, "brief"))
        return writer.write(self)

    def to_html(self) -> str:
        """The page: it loads nothing from elsewhere."""
        return self.to_bytes("html").decode("utf-8")

    def to_markdown(self) -> str:
        """The brief as Markdown, without its charts."""
        return self.to_bytes("md").decode("utf-8")

    def save(self, path: str | Path) -> Path:
        """Write the file that the suffix names: .html, .md, .docx or .xlsx.

        Raises
        ------
        BriefError
            The suffix names no container.
        OutputError
            The file cannot be written; what stood at `path` still stands.
        """
        content = self.to_bytes(Path(path).suffix.lower().removeprefix("."))
        return write_whole(path, lambda stream: stream.write(content))


def brief(
    reports: Iterable[Report],
    *,
    entity: str | None = None,
    year: int | None = None,
    scope: str | None = None,
    base: int | None = 2019,
    across_breaks: bool = False,
    waivers: Iterable[Waiver] = (),
    lang: str = "zh",
) -> Brief:
    """Write the brief of one body: this year's report beside that of the year before.

    Parameters
    ----------
    reports
        Those of the body; further years give courses, other bodies a range of peers.
    entity, year, scope
        Whose, which and of what scope; None takes the only one, and the last year.
    base
        The year that the index sets to 100; None has no index.
    across_breaks
        Changes over a break too, marked.
    waivers
        Findings that stand for a reason, from `read_waivers`.

    Raises
    ------
    BriefError
        There is no report, there are several bodies and none is named, or no report of that body and year.

    Examples
    --------
    >>> from yoycompare.synthetic import random_reports
    >>> from yoycompare.reports import read_report
    >>> written = [read_report(report.to_bytes("html")) for report in random_reports(1, bodies=1, years=[2023, 2024])]
    >>> summary = brief(written, lang="en")
    >>> summary.title
    '虚构甲市, disclosure report: 2024 beside 2023'
    >>> [chapter.id for chapter in summary.chapters]
    ['problems', 'changes', 'charts', 'figures', 'texts', 'sources']
    """
    words = words_of(lang)
    held = list({(item.sha256, item.entity, item.scope, item.year): item for item in reports}.values())
    report = _pick(held, entity, year, scope)
    own = sorted(
        (other for other in held if (other.entity, other.scope) == (report.entity, report.scope)),
        key=lambda other: other.year,
    )
    earlier = next((other for other in own if other.year == report.year - 1), None)
    panel = Panel.from_reports(held)
    material = Material(
        panel=panel,
        change=compare(panel, base=base, across_breaks=across_breaks),
        findings=check(held, waivers=waivers),
        report=report,
        earlier=earlier,
        own=tuple(own),
        words=words,
        wording=wording_of(lang),
        files=_file_names(held),
    )
    return Brief(
        entity=report.entity,
        year=report.year,
        lang=lang,
        title=words["title_alone" if earlier is None else "title"].format(
            entity=report.entity, year=report.year, before=report.year - 1
        ),
        chapters=tuple(chapter(material) for chapter in CHAPTERS),
    )


def _pick(reports: list[Report], entity: str | None, year: int | None, scope: str | None) -> Report:
    if not reports:
        raise BriefError("brief", "there is no report", "give the reports of a body")
    names = sorted({report.entity for report in reports})
    if entity is None and len(names) > 1:
        shown = ", ".join(names[:SHOWN_NAMES]) + (
            "" if len(names) <= SHOWN_NAMES else f" and {len(names) - SHOWN_NAMES} more"
        )
        raise BriefError("brief", f"it is about one body, and there are {len(names)}", f"name one: {shown}")
    name = names[0] if entity is None else entity
    own = [report for report in reports if report.entity == name]
    if not own:
        raise BriefError(
            name, "there is no report of this body", f"there is of {', '.join(names[:SHOWN_NAMES])}"
        )
    scopes = sorted({str(report.scope) for report in own})
    if scope is None and len(scopes) > 1:
        raise BriefError(name, f"it has reports of {len(scopes)} scopes", f"name one: {', '.join(scopes)}")
    last = max(report.year for report in own) if year is None else year
    found = [report for report in own if report.year == last and scope in (None, str(report.scope))]
    if not found:
        years = ", ".join(sorted({str(report.year) for report in own}))
        raise BriefError(f"{name} {last}", "there is no such report", f"there are those of {years}")
    return found[0]


def _file_names(reports: list[Report]) -> dict[str, str]:
    """The last part of each path, where that tells the files apart; chapter six has the whole."""
    short = [PurePath(report.file).name for report in reports]
    names = short if len(set(short)) == len(reports) else [report.file for report in reports]
    return {
        report.sha256: name if names.count(name) == 1 else f"{name} ({report.sha256[:SHOWN_OF_HASH]})"
        for report, name in zip(reports, names, strict=True)
    }
