"""Long tables of numbers by series and year → changes, indices, ranks: knows no report and no vocabulary.

Importing it gives every polars frame, lazy frame and expression the namespace `yoy`.
"""

from __future__ import annotations

from yoycompare.engine.changes import change, pair
from yoycompare.engine.indices import group_index, index
from yoycompare.engine.intervals import wilson
from yoycompare.engine.namespace import FrameNamespace, SeriesNamespace
from yoycompare.engine.ranks import TIES, rank

__all__ = [
    "TIES",
    "FrameNamespace",
    "SeriesNamespace",
    "change",
    "group_index",
    "index",
    "pair",
    "rank",
    "wilson",
]
