"""Comparison → charts on matplotlib axes, with Chinese text on any machine."""

from yoycompare.charts.bridge import bridge
from yoycompare.charts.index import index
from yoycompare.charts.saving import save
from yoycompare.charts.trend import trend

__all__ = ["bridge", "index", "save", "trend"]
