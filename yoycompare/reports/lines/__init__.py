"""Lines of text → figures: tables that were saved with one cell a line."""

from yoycompare.reports.lines.reading import lines_to_figures

__all__ = ["lines_to_figures"]
