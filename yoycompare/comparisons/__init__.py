"""Panel → Comparison: change from year to year, ratios, index; and what follows from it."""

from yoycompare.comparisons.comparing import BASE_YEAR, compare
from yoycompare.comparisons.comparison import Comparison
from yoycompare.comparisons.exports import comparison_to_dict, comparison_to_sdmx, write_comparison
from yoycompare.comparisons.mixes import mix
from yoycompare.comparisons.parts import contributions, shares
from yoycompare.comparisons.reasons import Reason
from yoycompare.comparisons.reporting import area_totals, balanced, reporting
from yoycompare.comparisons.spans import between, index_of, index_of_groups
from yoycompare.comparisons.standing import expected, ranks

__all__ = [
    "BASE_YEAR",
    "Comparison",
    "Reason",
    "area_totals",
    "balanced",
    "between",
    "compare",
    "comparison_to_dict",
    "comparison_to_sdmx",
    "contributions",
    "expected",
    "index_of",
    "index_of_groups",
    "mix",
    "ranks",
    "reporting",
    "shares",
    "write_comparison",
]
