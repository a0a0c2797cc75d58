"""The official form as CSV, as a sheet saves it: a merged cell stands in its first position."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from yoycompare.briefs.official.sheets import Section, place_cells

__all__ = ["write"]


def write(title: str, sections: Sequence[Section], _: str, remark: str = "") -> bytes:
    """The file, in UTF-8 with a byte order mark, which Excel needs."""
    tables = [(section, place_cells(section.rows)) for section in sections]
    width = max(place.column + place.cell.columns for _, placed in tables for place in placed)
    rows = [[title], [remark]] if remark else [[title]]
    for section, placed in tables:
        rows += [[], [section.title]]
        table = [[""] * width for _ in section.rows]
        for place in placed:
            table[place.row][place.column] = place.cell.text
        rows += table
    stream = io.StringIO()
    csv.writer(stream).writerows(row + [""] * (width - len(row)) for row in rows)
    return stream.getvalue().encode("utf-8-sig")
