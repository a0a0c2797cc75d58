"""Read annual reports, put their figures into one vocabulary, compare them year over year.

>>> import yoycompare as yoy
>>> change = yoy.compare(yoy.load_dataset(), base=2019)
>>> row = change.frame.filter(entity="浙江省", metric="requests.carried_out", year=2019).row(0, named=True)
>>> row["previous"], row["value"], row["difference"], round(row["percent"], 1)
(552.0, 1087.0, 535.0, 96.9)

Importing this package loads neither polars nor matplotlib nor a document reader: each name is fetched
from its module when it is first used.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any, Final

from yoycompare.errors import YoycompareError

if TYPE_CHECKING:
    from yoycompare import briefs, charts, engine, synthetic
    from yoycompare.briefs import Brief, brief
    from yoycompare.checks import (
        Findings,
        Judgement,
        Waiver,
        causes,
        check,
        coverage,
        judge_claims,
        ledger,
        list_checks,
        read_waivers,
        vintages,
    )
    from yoycompare.comparisons import (
        Comparison,
        area_totals,
        balanced,
        between,
        compare,
        contributions,
        expected,
        index_of,
        index_of_groups,
        mix,
        ranks,
        reporting,
        shares,
        write_comparison,
    )
    from yoycompare.documents import Limits
    from yoycompare.panels import Panel, load_dataset, read_panel
    from yoycompare.reports import (
        Agreement,
        Failure,
        Observation,
        Report,
        agreement,
        read_report,
        read_reports,
    )
    from yoycompare.vocabulary import Vocabulary, default_vocabulary, load_vocabulary

__version__ = "0.1.0"

__all__ = [
    "Agreement",
    "Brief",
    "Comparison",
    "Failure",
    "Findings",
    "Judgement",
    "Limits",
    "Observation",
    "Panel",
    "Report",
    "Vocabulary",
    "Waiver",
    "YoycompareError",
    "agreement",
    "area_totals",
    "balanced",
    "between",
    "brief",
    "briefs",
    "causes",
    "charts",
    "check",
    "compare",
    "contributions",
    "coverage",
    "default_vocabulary",
    "engine",
    "expected",
    "index_of",
    "index_of_groups",
    "judge_claims",
    "ledger",
    "list_checks",
    "load_dataset",
    "load_vocabulary",
    "mix",
    "ranks",
    "read_panel",
    "read_report",
    "read_reports",
    "read_waivers",
    "reporting",
    "shares",
    "synthetic",
    "vintages",
    "write_comparison",
]

_HOMES: Final = {
    "Agreement": "reports",
    "Brief": "briefs",
    "Comparison": "comparisons",
    "Failure": "reports",
    "Findings": "checks",
    "Judgement": "checks",
    "Limits": "documents",
    "Observation": "reports",
    "Panel": "panels",
    "Report": "reports",
    "Vocabulary": "vocabulary",
    "Waiver": "checks",
    "agreement": "reports",
    "area_totals": "comparisons",
    "balanced": "comparisons",
    "between": "comparisons",
    "brief": "briefs",
    "briefs": "briefs",
    "causes": "checks",
    "charts": "charts",
    "check": "checks",
    "compare": "comparisons",
    "contributions": "comparisons",
    "coverage": "checks",
    "default_vocabulary": "vocabulary",
    "engine": "engine",
    "expected": "comparisons",
    "index_of": "comparisons",
    "index_of_groups": "comparisons",
    "judge_claims": "checks",
    "ledger": "checks",
    "list_checks": "checks",
    "load_dataset": "panels",
    "load_vocabulary": "vocabulary",
    "mix": "comparisons",
    "ranks": "comparisons",
    "read_panel": "panels",
    "read_report": "reports",
    "read_reports": "reports",
    "read_waivers": "checks",
    "reporting": "comparisons",
    "shares": "comparisons",
    "synthetic": "synthetic",
    "vintages": "checks",
    "write_comparison": "comparisons",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{home}")
    found = module if name == home else getattr(module, name)
    globals()[name] = found
    return found


if "polars" in sys.modules:  # whoever works with polars already gets `frame.yoy` by the import
    importlib.import_module("yoycompare.engine")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
