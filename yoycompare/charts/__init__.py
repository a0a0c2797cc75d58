"""Comparison → charts on matplotlib axes, with Chinese text on any machine."""

from yoycompare.charts.bridge import bridge
from yoycompare.charts.bump import bump
from yoycompare.charts.changes import changes
from yoycompare.charts.composition import composition
from yoycompare.charts.contributions import contributions
from yoycompare.charts.coverage import coverage
from yoycompare.charts.dumbbell import dumbbell
from yoycompare.charts.funnel import funnel
from yoycompare.charts.heatmap import heatmap
from yoycompare.charts.index import index
from yoycompare.charts.ledger import ledger
from yoycompare.charts.lint import Flaw, lint
from yoycompare.charts.multiples import multiples
from yoycompare.charts.peers import peers
from yoycompare.charts.ranked import ranked
from yoycompare.charts.residuals import residuals
from yoycompare.charts.saving import save, save_to_stream
from yoycompare.charts.scatter import scatter
from yoycompare.charts.shared.typeface import off_screen
from yoycompare.charts.slope import slope
from yoycompare.charts.sparkline import sparkline
from yoycompare.charts.tiers import tiers
from yoycompare.charts.trend import trend

__all__ = [
    "Flaw",
    "bridge",
    "bump",
    "changes",
    "composition",
    "contributions",
    "coverage",
    "dumbbell",
    "funnel",
    "heatmap",
    "index",
    "ledger",
    "lint",
    "multiples",
    "off_screen",
    "peers",
    "ranked",
    "residuals",
    "save",
    "save_to_stream",
    "scatter",
    "slope",
    "sparkline",
    "tiers",
    "trend",
]
