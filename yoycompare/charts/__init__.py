"""Comparison → charts on matplotlib axes, with Chinese text on any machine."""

from yoycompare.charts.bridge import bridge
from yoycompare.charts.changes import changes
from yoycompare.charts.composition import composition
from yoycompare.charts.contributions import contributions
from yoycompare.charts.coverage import coverage
from yoycompare.charts.funnel import funnel
from yoycompare.charts.heatmap import heatmap
from yoycompare.charts.index import index
from yoycompare.charts.ledger import ledger
from yoycompare.charts.lint import Flaw, lint
from yoycompare.charts.multiples import multiples
from yoycompare.charts.ranked import ranked
from yoycompare.charts.saving import save
from yoycompare.charts.scatter import scatter
from yoycompare.charts.slope import slope
from yoycompare.charts.tiers import tiers
from yoycompare.charts.trend import trend

__all__ = [
    "Flaw",
    "bridge",
    "changes",
    "composition",
    "contributions",
    "coverage",
    "funnel",
    "heatmap",
    "index",
    "ledger",
    "lint",
    "multiples",
    "ranked",
    "save",
    "scatter",
    "slope",
    "tiers",
    "trend",
]
