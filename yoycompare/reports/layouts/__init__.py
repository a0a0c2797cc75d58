"""How the tables of a form are laid out: one file per layout, each reads row by row."""

from yoycompare.reports.layouts.applicants import ApplicantsLayout
from yoycompare.reports.layouts.blocks import BlocksLayout
from yoycompare.reports.layouts.columns import ColumnsLayout
from yoycompare.reports.layouts.grid_row import GridRow, Layout, positions_to_row
from yoycompare.reports.layouts.listing import ListLayout

__all__ = [
    "ApplicantsLayout",
    "BlocksLayout",
    "ColumnsLayout",
    "GridRow",
    "Layout",
    "ListLayout",
    "positions_to_row",
]
