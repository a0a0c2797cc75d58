"""Findings: one row for each check of each report, the failing ones first."""

from __future__ import annotations

import polars as pl
from attrs import field, frozen

from yoycompare.checks.evaluation import evaluate
from yoycompare.panels import Panel

__all__ = ["Findings", "check"]


@frozen(kw_only=True, eq=False, repr=False)
class Findings:
    """What the checks of a panel found.

    Attributes
    ----------
    frame
        Columns: entity, scope, year, form, doc, check (stable id), family, metric, applicant, outcome (`fails`,
        `cannot_be_assessed`, `holds`), left, right (both sides of the formula), difference (left - right), formula,
        missing (cells without a number), places. Failing checks first, then those that cannot be assessed.
    """

    frame: pl.DataFrame = field()

    @property
    def failing(self) -> pl.DataFrame:
        """The rows of the checks that fail."""
        return self.frame.filter(pl.col("outcome") == "fails")

    def __repr__(self) -> str:
        """How many checks came out how."""
        counts = dict(self.frame["outcome"].value_counts().iter_rows())
        said = (f"{counts.get(outcome, 0)} {outcome}" for outcome in ("fails", "cannot_be_assessed", "holds"))
        return f"Findings({', '.join(said)})"


def check(panel: Panel) -> Findings:
    """Check whether the tables of each report add up and continue those of the year before.

    The identities follow from the vocabulary: rows (the kinds of applicants make the total), columns and disputes (parts
    make the whole), flow (received + carried in = closed + carried out), carry-over and stocks (this year's opening is
    last year's closing). A blank cell makes its identities `cannot_be_assessed`; rounded numbers fail only where
    their intervals do not meet. Identities that need the report of the year before are there if it is in the panel.

    Examples
    --------
    >>> from yoycompare.panels import Panel
    >>> from yoycompare.reports import read_report
    >>> head = "<h1>某某市2023年政府信息公开工作年度报告</h1>"
    >>> labels = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计".split()
    >>> row = ["一、本年新收政府信息公开申请数量", "5", "1", "0", "0", "0", "0", "7"]
    >>> cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in (["", *labels], row))
    >>> findings = check(Panel.from_reports([read_report(f"{head}<table>{cells}</table>".encode())]))
    >>> findings.failing.select("check", "left", "right", "difference").row(0)
    ('rows/requests.received/total', 7.0, 6.0, 1.0)
    """
    order = ["outcome", "entity", "scope", "year"]
    return Findings(frame=evaluate(panel).sort(order, maintain_order=True))
