"""What the vocabulary says of a form, arranged for drawing: what adds up, what continues, what is drawn."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping

from attrs import field, frozen

from yoycompare.briefs.official.form import form_to_value_cells
from yoycompare.briefs.official.sheets import Key
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import Account, Kind, Split, SplitType, TableLayout

__all__ = ["Division", "Flow", "Plan", "Series", "Stock", "form_to_plan"]


@frozen(kw_only=True)
class Flow:
    """An account that opens with what the year before left: opening + inflows = outflows + closing.

    `whole` is the metric that all outflows add up to, `outflows` the metrics with cells that they divide
    into. Where the form prints neither stock, `is_printed` is False, and what is left is known only to
    the one who draws.
    """

    opening: str
    inflows: tuple[str, ...]
    whole: str | None
    outflows: tuple[str, ...]
    closing: str
    is_printed: bool


@frozen(kw_only=True)
class Stock:
    """An account whose form prints no opening stock: closing = last year's closing + inflows - outflows."""

    inflows: tuple[str, ...]
    outflows: tuple[str, ...]
    closing: str


@frozen
class Series:
    """A stock of which no account of the vocabulary tells; `flow` stands beside it in its row.

    The stock at the start of the next year is this one with the flow (上一年项目数量, 本年增/减); a stock at the
    end of this year is last year's with the flow (对外公开总数量, 本年新公开数量), unless something was withdrawn.
    """

    stock: str
    flow: str
    is_at_start: bool


@frozen(kw_only=True)
class Division:
    """A whole with a cell and the metrics with cells that it divides into."""

    whole: str
    parts: tuple[str, ...]
    type: SplitType


@frozen(kw_only=True, eq=False)
class Plan:
    """A form: its cells, and what holds between them.

    Attributes
    ----------
    columns
        For each metric the columns whose figures are drawn; the other columns are sums of these.
    divisions
        Wholes before those of their parts that divide further.
    rows
        Sums within a row: the column that is a sum, and its parts.
    caseloads, amounts
        Metrics that count pending cases as well, and those that are money.
    """

    form: str
    cells: tuple[Key, ...] = field(repr=False)
    columns: Mapping[str, tuple[str, ...]] = field(repr=False)
    flows: tuple[Flow, ...]
    stocks: tuple[Stock, ...]
    series: tuple[Series, ...]
    divisions: tuple[Division, ...] = field(repr=False)
    rows: tuple[tuple[str, tuple[str, ...]], ...] = field(repr=False)
    caseloads: frozenset[str] = field(repr=False)
    amounts: frozenset[str] = field(repr=False)


@functools.lru_cache(maxsize=16)
def form_to_plan(form: str, vocabulary: Vocabulary) -> Plan:
    """The plan of a form."""
    cells = tuple(form_to_value_cells(vocabulary.forms[form]))
    printed = {metric for metric, _ in cells}
    accounts = vocabulary.accounts.values()
    flows = tuple(
        flow
        for account in accounts
        if account.opening is not None
        and (flow := _account_to_flow(account, account.opening, form, printed, vocabulary)) is not None
    )
    stocks = tuple(
        Stock(inflows=account.inflows, outflows=account.outflows, closing=account.closing)
        for account in accounts
        if account.opening is None and form in account.forms and account.closing in printed
    )
    known = {stock.closing for stock in stocks} | {
        name for flow in flows for name in (flow.opening, flow.closing)
    }
    return Plan(
        form=form,
        cells=cells,
        columns=_drawn_columns(cells, vocabulary),
        flows=flows,
        stocks=stocks,
        series=tuple(_rows_to_series(form, known, vocabulary)),
        divisions=_splits_to_divisions(form, printed, vocabulary),
        rows=tuple((item.id, item.parts) for item in vocabulary.applicants.values() if item.parts),
        caseloads=frozenset(item.id for item in vocabulary.metrics.values() if item.kind is Kind.CASELOAD),
        amounts=frozenset(
            item.id for item in vocabulary.metrics.values() if vocabulary.units[item.unit].in_multiples
        ),
    )


def _drawn_columns(cells: Collection[Key], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The columns of each metric that no other columns add up to."""
    columns: dict[str, tuple[str, ...]] = {}
    for metric, applicant in cells:
        parts = vocabulary.applicants[applicant].parts
        if not parts or any((metric, part) not in cells for part in parts):
            columns[metric] = (*columns.get(metric, ()), applicant)
    return columns


def _account_to_flow(
    account: Account, opening: str, form: str, printed: Collection[str], vocabulary: Vocabulary
) -> Flow | None:
    home = form if form in account.forms else account.forms[0]
    leaves = tuple(leaf for metric in account.outflows for leaf in _leaves(metric, home, vocabulary))
    wholes = [
        split.whole
        for split in vocabulary.splits
        if split.type is SplitType.PARTITION
        and home in split.forms
        and set(leaves) == set(_leaves(split.whole, home, vocabulary))
        and split.whole in printed
    ]
    is_printed = home == form and {opening, account.closing} <= set(printed)
    if not set(account.inflows) <= set(printed) or not (is_printed or wholes):
        return None
    return Flow(
        opening=opening,
        inflows=account.inflows,
        whole=wholes[0] if wholes else None,
        outflows=leaves if is_printed else (),
        closing=account.closing,
        is_printed=is_printed,
    )


def _leaves(metric: str, form: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a metric divides into on a form, as far down as partitions go."""
    for split in vocabulary.partitions(metric, form):
        return tuple(leaf for part in split.parts for leaf in _leaves(part, form, vocabulary))
    return (metric,)


def _rows_to_series(form: str, known: set[str], vocabulary: Vocabulary) -> Iterator[Series]:
    """Stocks in blocks, with the flow that stands right before them or the change right behind."""
    kinds = {metric.id: metric.kind for metric in vocabulary.metrics.values()}
    for table in vocabulary.forms[form].tables:
        for row in table.rows if table.layout is TableLayout.BLOCKS else ():
            for one, other in zip(row.metrics, row.metrics[1:], strict=False):
                pair = kinds[one], kinds[other]
                if known & {one, other}:
                    continue
                if pair == (Kind.STOCK_START, Kind.NET_CHANGE):
                    yield Series(one, other, is_at_start=True)
                elif pair == (Kind.FLOW, Kind.STOCK_END):
                    yield Series(other, one, is_at_start=False)


def _splits_to_divisions(form: str, printed: Collection[str], vocabulary: Vocabulary) -> tuple[Division, ...]:
    divisions = []
    for split in vocabulary.splits:
        parts = _parts_with_cells(split, form, printed, vocabulary)
        if form in split.forms and split.whole in printed and parts:
            divisions.append(Division(whole=split.whole, parts=parts, type=split.type))
    above = {part: division.whole for division in divisions for part in division.parts}

    def depth(metric: str) -> int:
        return 1 + depth(above[metric]) if metric in above else 0

    return tuple(sorted(divisions, key=lambda division: depth(division.whole)))


def _parts_with_cells(
    split: Split, form: str, printed: Collection[str], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The parts of a split; one without a cell stands for its own parts. Nothing, where cells are missing."""
    parts: list[str] = []
    for part in split.parts:
        below = [part]
        if part not in printed:
            found = (
                _parts_with_cells(inner, form, printed, vocabulary)
                for inner in vocabulary.partitions(part, form)
            )
            below = list(next(filter(None, found), ()))
        if not below:
            return ()
        parts += below
    return tuple(parts)
