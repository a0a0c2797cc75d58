"""A prepared table → great-tables, which alone is imported here."""

from __future__ import annotations

from great_tables import GT, loc

from yoycompare.briefs.publication import COURSE, PreparedTable

__all__ = ["write"]


def write(table: PreparedTable) -> GT:
    """The table with its headings, spanners, footnotes and source."""
    words = table.words
    changes = ["difference", "percent"]
    told = (
        GT(table.frame)
        .tab_header(title=table.title, subtitle=table.subtitle)
        .tab_spanner(label=words["years"], columns=list(table.years))
        .tab_spanner(label=words["change"], columns=changes)
        .cols_label(cases={name: words[name] for name in ("metric", *changes, COURSE)})
        .cols_align("right", columns=[*table.years, *changes])
        .cols_align("left", columns=["metric", COURSE])
        .fmt_passthrough(columns=COURSE, escape=False)
        .tab_source_note(table.source)
        .opt_footnote_marks("numbers")
    )
    for note in table.footnotes:
        told = told.tab_footnote(note.text, loc.body(columns=note.column, rows=[note.row]))
    return told
