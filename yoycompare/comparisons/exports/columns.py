"""What each column of a comparison means, and its type in the words of other tools."""

from __future__ import annotations

from typing import Final

import polars as pl

__all__ = ["DESCRIPTIONS", "dtype_to_name"]

OF_YEAR_BEFORE: Final = "of the value of the year compared with: "
DESCRIPTIONS: Final = {
    "entity": "who reports, as the title prints it",
    "scope": "area, organ or unknown",
    "metric": "id of the metric or ratio in the vocabulary",
    "applicant": "for whom it is counted",
    "year": "the year reported on",
    "value": "in the canonical unit; null where there is none",
    "previous": "the value of the year compared with; null where it is missing",
    "difference": "value - previous, of counts and money",
    "percent": "100 * difference / previous; 96.9 means 96.9 %",
    "points": "value - previous of rates, in percentage points",
    "index": "100 * value / value of the base year",
    "base": "the year whose value is 100",
    "reason": "why the change, or else the index, is null",
    "note": "remarks, separated by semicolons",
    "change_reason": "why the change is null",
    "index_reason": "why the index is null",
    "level": "level of government of the body",
    "kind": "flow, stock_start, stock_end, caseload, net_change or rate",
    "low": "lower bound of what the print allows",
    "high": "upper bound of what the print allows",
    "unit": "canonical unit of the metric",
    "status": "reported, blank, dash, text or unreadable",
    "source": "table, prose, derived or linked",
    "basis": "the print that the value rests on: table or prose",
    "form": "edition of the form",
    "categories": "the forms whose categories the value uses",
    "vintage": "the year of the report that states it",
    "doc": "SHA-256 of the file",
    "place": "where it is printed",
    "raw": "the printed text",
    "formula": "how a derived value was computed",
    "numerator": "of a ratio: the cases",
    "denominator": "of a ratio: of how many",
    "interval_low": "of a share: lower end of its 95 % interval (Wilson), in percent",
    "interval_high": "of a share: upper end of its 95 % interval (Wilson), in percent",
}
DESCRIPTIONS.update(
    {
        f"previous_{name}": OF_YEAR_BEFORE + DESCRIPTIONS[name]
        for name in ("status", "source", "basis", "form", "vintage", "doc", "place", "raw", "formula")
    }
)


def dtype_to_name(dtype: pl.DataType) -> str:
    """The type in the words of JSON Schema, CSVW and Table Schema: string, integer or number."""
    if dtype.is_integer():
        return "integer"
    return "number" if dtype.is_numeric() else "string"
