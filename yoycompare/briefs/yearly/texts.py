"""The fifth chapter: the sentences of both years side by side, section by section."""

from __future__ import annotations

from typing import Final

from yoycompare.briefs.yearly.blocks import Chapter, Paragraph, Passages
from yoycompare.briefs.yearly.material import Material
from yoycompare.briefs.yearly.pairing import rows_of_sections
from yoycompare.checks.passages import compare_passages, report_to_passages

__all__ = ["texts"]

STATES: Final = ("stayed", "changed", "new", "gone", "moved")


def texts(material: Material) -> Chapter:
    """Each section of this year's report beside the same section of the year before."""
    words, earlier = material.words, material.earlier
    title = words["chapters"]["texts"]
    if earlier is None:
        said = words["no_texts"].format(before=material.year - 1)
        return Chapter(id="texts", title=title, blocks=(Paragraph((said,)),))
    own, other = report_to_passages(material.report), report_to_passages(earlier)
    shares = {likeness.section: likeness for likeness in compare_passages(material.report, earlier)}
    blocks = []
    for section, rows in rows_of_sections(other, own).items():
        likeness = shares.get(section)
        if likeness is None:
            year = material.year if section in own else material.year - 1
            summary = words["only"].format(year=year, count=len(rows))
        else:
            counts = {state: sum(row.state == state for row in rows) for state in STATES}
            here = [row for row in rows if row.state == "moved"]  # within the section it stands in two rows
            counts["moved"] = max(
                sum(bool(row.earlier) for row in here), sum(bool(row.later) for row in here)
            )
            share = 100 if likeness.share == 1 else min(round(100 * likeness.share), 99)
            summary = words["same"].format(share=share, count=likeness.characters, **counts)
        blocks.append(
            Passages(
                title=_heading(section, material),
                summary=summary,
                columns=(str(material.year - 1), str(material.year)),
                rows=rows,
                moved=words["moved"],
            )
        )
    if not blocks:
        return Chapter(id="texts", title=title, blocks=(Paragraph((words["no_sentences"],)),))
    note = Paragraph((words["likeness"],), is_note=True)
    return Chapter(id="texts", title=title, blocks=(note, *blocks))


def _heading(section: str, material: Material) -> str:
    """The heading that the form gives a section, else its number."""
    if not section:
        return str(material.words["no_heading"])
    form = material.vocabulary.forms.get(material.report.form)
    named = [title for title in form.sections if title.startswith(f"{section}、")] if form else []
    return named[0] if named else str(material.words["section"].format(number=section))
