"""Bytes → Document: one reader per container; nothing here knows a metric."""

from yoycompare.documents.containers import bytes_to_document
from yoycompare.documents.document import Cell, Document, Grid, Place, Source
from yoycompare.documents.limits import Limits

__all__ = ["Cell", "Document", "Grid", "Limits", "Place", "Source", "bytes_to_document"]
