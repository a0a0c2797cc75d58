"""Panel → Comparison: change from year to year, ratios, index."""

from yoycompare.comparisons.comparing import BASE_YEAR, compare
from yoycompare.comparisons.comparison import Comparison
from yoycompare.comparisons.reasons import Reason

__all__ = ["BASE_YEAR", "Comparison", "Reason", "compare"]
