"""Heads of reports as documents: text, file name, the container's own title and day."""

from __future__ import annotations

import yoycompare as yoy
from yoycompare.documents import Document, Grid, Source
from yoycompare.reports.publication import document_to_publication
from yoycompare.reports.report import Publication

__all__ = ["head_to_document", "read_head"]


def head_to_document(
    text: str, name: str = "page.txt", title: str = "", published: str = "", grids: tuple[Grid, ...] = ()
) -> Document:
    """A document that holds nothing but the head of a report."""
    return Document(
        source=Source(name=name, sha256="0" * 64),
        container="text",
        encoding="utf-8",
        title=title,
        text=text,
        grids=grids,
        published=published,
    )


def read_head(
    text: str, name: str = "page.txt", title: str = "", published: str = "", grids: tuple[Grid, ...] = ()
) -> Publication:
    """Who reports, about which year, after such a head."""
    document = head_to_document(text, name, title, published, grids)
    return document_to_publication(document, yoy.default_vocabulary())
