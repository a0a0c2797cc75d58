"""Comparison → charts on matplotlib axes, with Chinese text on any machine."""

from yoycompare.charts.bridge import bridge
from yoycompare.charts.changes import changes
from yoycompare.charts.coverage import coverage
from yoycompare.charts.index import index
from yoycompare.charts.saving import save
from yoycompare.charts.trend import trend

__all__ = ["bridge", "changes", "coverage", "index", "save", "trend"]
