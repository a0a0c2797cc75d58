"""The table `publications.tsv`: heads of reports, and who reports, about which year, from which source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import yoycompare as yoy
from yoycompare.documents import Document, Source
from yoycompare.reports.publication import document_to_publication

TABLE = Path(__file__).with_name("publications.tsv")
FEWEST_CASES = 120


def head_to_document(text: str, name: str = "page.txt", title: str = "", published: str = "") -> Document:
    source = Source(name=name, sha256="0" * 64)
    return Document(
        source=source,
        container="text",
        encoding="utf-8",
        title=title,
        text=text,
        grids=(),
        published=published,
    )


def cases() -> Iterator[tuple[Document, list[str]]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, name, title, *expected = line.split("\t")
            yield head_to_document(text.replace("¶", "\n"), name or "page.txt", title), expected


@pytest.mark.parametrize(
    ("document", "expected"), cases(), ids=lambda case: case.text if isinstance(case, Document) else None
)
def test_head(document: Document, expected: list[str]) -> None:
    """Entity, year, scope and level of a head, and what said entity and year."""
    read = document_to_publication(document, yoy.default_vocabulary())

    actual = (read.entity, read.year, read.scope, read.level, read.entity_from, read.year_from)
    assert expected == [str(value or "-") for value in actual]


def test_table_is_long() -> None:
    """The table is read whole."""
    assert len(list(cases())) >= FEWEST_CASES
