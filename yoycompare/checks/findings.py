"""Findings: one row for each check of each report, problems first, the most serious first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import polars as pl
from attrs import field, frozen

from yoycompare.checks.catalogue import RULES
from yoycompare.checks.causes import rows_to_causes
from yoycompare.checks.claims import Judgement, judge_claims
from yoycompare.checks.completeness import check_completeness
from yoycompare.checks.evaluation import evaluate
from yoycompare.checks.messages import with_messages
from yoycompare.checks.plausibility import check_plausibility
from yoycompare.checks.rivals import check_rivals
from yoycompare.checks.rows import SEVERITIES
from yoycompare.checks.sentences import judgements_to_rows
from yoycompare.checks.texts import check_texts
from yoycompare.checks.waivers import Waiver, lapsed_waivers, with_waivers
from yoycompare.errors import CheckError
from yoycompare.panels import Panel
from yoycompare.reports import Report
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["Findings", "check"]

COLUMNS: Final = (
    "entity",
    "scope",
    "year",
    "form",
    "doc",
    "file",
    "check",
    "rule",
    "family",
    "severity",
    "metric",
    "applicant",
    "outcome",
    "left",
    "right",
    "difference",
    "derived",
    "formula",
    "missing",
    "message_zh",
    "message_en",
    "places",
    "operands",
    "cause_zh",
    "cause_en",
    "fingerprint",
)
CHECK: Final = ["entity", "scope", "year", "doc", "check"]
ORDER: Final = ["outcome", "severity", "entity", "scope", "year"]
SHOWN_OF_HASH: Final = 16  # hexadecimal digits: of a million findings two are alike once in 30 million times


@frozen(kw_only=True, eq=False, repr=False)
class Findings:
    """What checks found.

    Attributes
    ----------
    frame
        One row a check of a report. Columns: entity, scope, year, form, doc, file; check (stable id), rule (its entry in
        the catalogue), family, severity (`error`, `warning`, `note`); metric, applicant; outcome (`fails`,
        `cannot_be_assessed`, `holds`); left, right (both sides of the formula), difference (left - right), derived
        (what the one missing figure would be), formula, missing (cells without a number); message_zh, message_en
        (empty where the check holds); places, operands (each number: side, metric, applicant, year, value, status, raw,
        doc, place); cause_zh, cause_en (what would make it hold, see `causes`; null where that is not unique); fingerprint (null where the check holds; the same as long as the numbers are); waived (why a
        finding stands, null where it is not waived).
    judged
        The reports, each with the judgements of its claims; empty for a panel.
    lapsed
        The waivers that no finding has any more.
    """

    frame: pl.DataFrame = field()
    judged: tuple[tuple[Report, tuple[Judgement, ...]], ...] = ()
    lapsed: tuple[Waiver, ...] = ()

    @property
    def failing(self) -> pl.DataFrame:
        """The rows of the checks that fail and are not waived."""
        return self.frame.filter((pl.col("outcome") == "fails") & pl.col("waived").is_null())

    @property
    def errors(self) -> pl.DataFrame:
        """The failing rows that are errors: a report contradicts itself or the one before."""
        return self.failing.filter(pl.col("severity") == "error")

    def __repr__(self) -> str:
        """How many checks came out how."""
        counts = dict(self.frame["outcome"].value_counts().iter_rows())
        said = (f"{counts.get(outcome, 0)} {outcome}" for outcome in ("fails", "cannot_be_assessed", "holds"))
        return f"Findings({', '.join(said)})"


def check(
    source: Panel | Report | Iterable[Report],
    *,
    previous: Report | None = None,
    waivers: Iterable[Waiver] = (),
    vocabulary: Vocabulary | None = None,
) -> Findings:
    """Check whether reports add up, continue those of the year before, and say in words what their tables say.

    Parameters
    ----------
    source
        A panel: its figures are checked. A report or several: their sentences too. The report of the year before is
        looked for among them.
    previous
        An earlier report, for reports whose year before is not in `source`; not checked itself.
    waivers
        Findings that stand for a reason, from `read_waivers`.
    vocabulary
        That of the reports; a panel has its own.

    Raises
    ------
    CheckError
        `previous` is of another body or not earlier, or it comes with a panel.

    Notes
    -----
    `list_checks()` lists the checks. The identities follow from the vocabulary: rows (the kinds of applicants make the
    total), columns and disputes (parts make the whole), flow (received + carried in = closed + carried out), carry-over
    and stocks (this year's opening is last year's closing), bounds. A blank cell makes its identities
    `cannot_be_assessed`; rounded numbers fail only where their intervals do not meet. Identities that need the report
    of the year before are there if it is. Of plausibility, copied text and rival files only what was found is listed.

    Examples
    --------
    >>> from yoycompare.reports import read_report
    >>> head = "<h1>某某市2023年政府信息公开工作年度报告</h1>"
    >>> labels = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计".split()
    >>> row = ["一、本年新收政府信息公开申请数量", "5", "1", "0", "0", "0", "0", "7"]
    >>> cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in (["", *labels], row))
    >>> findings = check(read_report(f"{head}<table>{cells}</table>".encode()))
    >>> findings.errors.select("check", "left", "right", "difference").row(0)
    ('rows/requests.received/total', 7.0, 6.0, 1.0)
    >>> print(findings.errors["message_en"][0])
    requests received: the total is 7, the kinds of applicants come to 6, 1 apart
    """
    if isinstance(source, Panel):
        if previous is not None:
            raise CheckError(
                "previous", "a panel holds its earlier reports itself", "give reports, not a panel"
            )
        panel, reports = source, []
    else:
        given = [source] if isinstance(source, Report) else source
        reports = list({(item.sha256, item.entity, item.scope, item.year): item for item in given}.values())
        known = reports if previous is None else [*reports, previous]
        panel = Panel.from_reports(known, vocabulary=vocabulary or default_vocabulary())
    before = _before(reports, previous)
    judged = tuple(
        (report, judge_claims(report, before.get(report.sha256), vocabulary=panel.vocabulary))
        for report in reports
    )
    rows = pl.concat(
        [
            evaluate(panel),
            check_completeness(panel),
            check_rivals(panel),
            check_plausibility(panel),
            judgements_to_rows(judged, before),
            check_texts(reports, panel.vocabulary),
        ]
    )
    if previous is not None and previous.sha256 not in {report.sha256 for report in reports}:
        rows = rows.filter(pl.col("doc") != previous.sha256)
    described = with_messages(rows.with_columns(*_of_rule()), panel.vocabulary)
    numbered = described.with_columns(places=_places(described), fingerprint=_fingerprints(described))
    files = panel.documents.select("doc", "file").unique("doc")
    named = (
        numbered.join(files, on="doc", how="left", maintain_order="left")
        .with_columns(pl.col("file").fill_null(""))
        .join(_causes(rows, panel.vocabulary), on=CHECK, how="left", maintain_order="left")
    )
    frame = with_waivers(named.select(COLUMNS), waivers).sort(ORDER, maintain_order=True)
    return Findings(frame=frame, judged=judged, lapsed=lapsed_waivers(frame, waivers))


def _before(reports: Sequence[Report], previous: Report | None) -> Mapping[str, Report]:
    """For each file the report of the same body about the year before, where it is among them, else `previous`."""
    known = {(report.entity, report.scope, report.year): report for report in reversed(reports)}
    of_body = [report for report in reports if previous is not None and report.entity == previous.entity]
    fallback = of_body or reports  # where it is of none of the bodies, judging refuses it
    pairs = (
        (
            report,
            known.get(
                (report.entity, report.scope, report.year - 1), previous if report in fallback else None
            ),
        )
        for report in reports
    )
    return {report.sha256: before for report, before in pairs if before is not None}


def _causes(rows: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """For each failing identity the cause that was found for it."""
    found = rows_to_causes(rows, vocabulary).select("entity", "scope", "checks", "cause_zh", "cause_en")
    return found.explode("checks").unnest("checks").unique(CHECK, keep="first", maintain_order=True)


def _of_rule() -> Iterable[pl.Expr]:
    for name, dtype in (("family", pl.String()), ("severity", SEVERITIES)):
        values = {rule.id: getattr(rule, name) for rule in RULES.values()}
        yield pl.col("rule").replace_strict(values, return_dtype=dtype).alias(name)


def _places(rows: pl.DataFrame) -> pl.Series:
    """The places of all numbers of a row; those of another year's report begin with that year."""
    operand = pl.col("operands").struct
    other_year = operand.field("year") != pl.col("year")
    named = pl.when(other_year).then(pl.format("{}: {}", operand.field("year"), "place")).otherwise("place")
    exploded = (
        rows.select("year", "operands")
        .with_row_index("row")
        .explode("operands")
        .with_columns(place=operand.field("place").str.split("; "))
        .explode("place")
        .filter(pl.col("place") != "")
        .select("row", place=named)
    )
    joined = exploded.group_by("row").agg(pl.col("place").unique(maintain_order=True).str.join("; "))
    numbered = pl.DataFrame({"row": pl.arange(rows.height, eager=True, dtype=pl.UInt32)})
    return numbered.join(joined, on="row", how="left", maintain_order="left")["place"].fill_null("")


def _fingerprints(rows: pl.DataFrame) -> pl.Series:
    """Of body, year, check and the numbers as printed, not of files or places: a report that is saved again keeps it."""
    raw = pl.col("operands").list.eval(pl.element().struct.field("raw").fill_null("")).list.join("\x1f")
    parts = ("entity", "scope", pl.col("year").cast(pl.String), "check", "missing", raw)
    told = rows.select(
        pl.when(pl.col("outcome") != "holds").then(pl.concat_str(parts, separator="\x1e", ignore_nulls=True))
    )
    hashes = [
        None if text is None else hashlib.sha256(text.encode()).hexdigest()[:SHOWN_OF_HASH]
        for text in told.to_series().to_list()
    ]
    return pl.Series(hashes, dtype=pl.String)
