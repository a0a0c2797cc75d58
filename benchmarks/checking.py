"""What checking a panel costs: polars over all reports at once beside a loop over reports, and alarms on clean ones.

python benchmarks/checking.py [REPORTS ...]
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import polars as pl

from yoycompare.checks import causes, check, coverage, ledger
from yoycompare.checks.evaluation import evaluate, table_cells
from yoycompare.checks.identities import Identity, form_to_identities
from yoycompare.panels import Panel
from yoycompare.synthetic import FaultKind, random_reports, reports_to_panel

YEARS = 7  # of each body


def main() -> None:
    """Measure and print, for each number of reports."""
    for count in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000]:
        panel = reports_to_panel(random_reports(1, bodies=-(-count // YEARS)))
        cells = table_cells(panel).height
        reports = table_cells(panel).n_unique(["entity", "scope", "year"])
        print(f"{reports} clean reports, {cells} cells")
        rows, seconds = timed(lambda panel=panel: evaluate(panel))
        looped, loop_seconds = timed(lambda panel=panel: loop(panel))
        same = set(rows.select("entity", "year", "check", pl.col("outcome").cast(pl.String)).rows())
        assert same == {(row["entity"], row["year"], row["check"], row["outcome"]) for row in looped}
        told("identities, polars", seconds, cells)
        told("identities, a loop over reports", loop_seconds, cells, f"{loop_seconds / seconds:.1f} x")
        findings, seconds = timed(lambda panel=panel: check(panel))
        told("check", seconds, cells)
        counts = dict(findings.failing["severity"].cast(pl.String).value_counts().iter_rows())
        print(f"  of {findings.frame.height} checks fail: {counts or 'none'}; errors: {len(findings.errors)}")
        for name, run in (("ledger", ledger), ("coverage", coverage)):
            told(name, timed(lambda run=run, panel=panel: run(panel))[1], cells)
        faulty = reports_to_panel(random_reports(1, bodies=-(-count // YEARS), faults=[FaultKind.BALANCE]))
        found, seconds = timed(lambda faulty=faulty: causes(faulty))
        told(f"causes, a fault in each body ({found.height} found)", seconds, cells)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak {peak:.0f} MiB")


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    """What a task gives, and the least processor time of three runs."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        result = run()
        seconds.append(time.perf_counter() - start)
    return result, min(seconds)


def told(name: str, seconds: float, cells: int, ratio: str = "") -> None:
    print(f"  {name:45} {seconds:7.2f} s  {seconds / cells * 1e6:6.2f} us a cell  {ratio}")


def loop(panel: Panel) -> list[dict[str, object]]:
    """The same rows, one report and one identity after the other."""
    found: dict[tuple[str, str, int], dict[tuple[str, str], dict[str, Any]]] = {}
    forms: dict[tuple[str, str, int], str] = {}
    for cell in table_cells(panel).iter_rows(named=True):
        key = cell["entity"], cell["scope"], cell["year"]
        found.setdefault(key, {})[cell["metric"], cell["applicant"]] = cell
        forms[key] = cell["form"]
    rows: list[dict[str, object]] = []
    for (entity, scope, year), own in found.items():
        before = found.get((entity, scope, year - 1))
        rows += [
            assess(identity, own, before or {}) | {"entity": entity, "year": year}
            for identity in form_to_identities(forms[entity, scope, year], panel.vocabulary)
            if before is not None or not any(term.lag for term in identity.terms)
        ]
    return rows


def assess(
    identity: Identity,
    own: dict[tuple[str, str], dict[str, Any]],
    before: dict[tuple[str, str], dict[str, Any]],
) -> dict[str, object]:
    """One identity: its outcome, both sides, and every cell."""
    left = right = low = high = 0.0
    operands, missing = [], []
    for term in identity.terms:
        cell = (before if term.lag else own).get((term.metric, term.applicant))
        if cell is None or cell["value"] is None:
            missing.append(f"{term.metric}[{term.applicant}]")
            continue
        operands.append((term.sign, cell["value"], cell["raw"], cell["place"]))
        if term.sign > 0:
            left, low, high = left + cell["value"], low + cell["low"], high + cell["high"]
        else:
            right, low, high = right + cell["value"], low - cell["high"], high - cell["low"]
    holds = low <= 0 and (identity.is_bound or high >= 0)
    return {
        "check": identity.id,
        "formula": identity.formula,
        "outcome": "cannot_be_assessed" if missing else "holds" if holds else "fails",
        "left": left,
        "right": right,
        "missing": ", ".join(missing),
        "operands": operands,
    }


if __name__ == "__main__":
    main()
