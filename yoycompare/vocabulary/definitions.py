"""The records that a vocabulary is made of: what is known before a file is opened.

All are immutable. They are filled from TOML by `yoycompare.vocabulary.loader`, which checks them
against each other; here stands only what each one is.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

__all__ = [
    "Account",
    "Applicant",
    "Assertion",
    "AssertionKind",
    "Column",
    "Comparability",
    "Form",
    "Kind",
    "Level",
    "Line",
    "Metric",
    "Polarity",
    "Ratio",
    "Row",
    "Split",
    "SplitType",
    "Statement",
    "Table",
    "TableLayout",
    "Term",
    "Unit",
]


class Kind(StrEnum):
    """What sort of quantity a metric is; it decides which change is meaningful."""

    FLOW = "flow"
    STOCK_START = "stock_start"
    STOCK_END = "stock_end"
    CASELOAD = "caseload"  # contains cases that were pending or carried over
    NET_CHANGE = "net_change"  # signed: has a difference, but no percent and no index
    RATE = "rate"  # changes in percentage points


class Polarity(StrEnum):
    """Which direction is better for the people who ask."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Comparability(StrEnum):
    """How far a metric means the same on two forms."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    NONE = "none"


class SplitType(StrEnum):
    """How a whole divides; only a partition may be summed, stacked or decomposed."""

    PARTITION = "partition"
    OF_WHICH = "of_which"
    OVERLAPPING = "overlapping"


class TableLayout(StrEnum):
    """How a table of a form is laid out."""

    APPLICANTS = "applicants"  # a row a metric, a column an applicant
    BLOCKS = "blocks"  # blocks of rows, each block with headings of its own
    COLUMNS = "columns"  # a column a metric, one row of values
    LIST = "list"  # a row a metric, one column of values


@frozen(kw_only=True)
class Unit:
    """A canonical unit and the classifiers that print it (multipliers such as 万 not included).

    `in_multiples`: reports print it as often in 万 as in ones, so a bare number says nothing.
    """

    id: str
    zh: str
    en: str
    printed: tuple[str, ...]
    in_multiples: bool = False


@frozen(kw_only=True)
class Applicant:
    """A kind of applicant; `parts` are the kinds that it is the sum of."""

    id: str
    zh: str
    en: str
    parts: tuple[str, ...] = ()


@frozen(kw_only=True)
class Metric:
    """What is counted."""

    id: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    kind: Kind
    unit: str
    polarity: Polarity
    parent: str | None = None  # for display only
    headline: bool = False  # shown where room is short
    stated_on: tuple[str, ...] = ()  # forms whose reports give it outside their tables
    comparability: dict[tuple[str, str], Comparability] = field(factory=dict)


@frozen(kw_only=True)
class Term:
    """One operand of a ratio: a metric with sign, applicant and lag in years."""

    metric: str
    sign: int = 1
    applicant: str | None = None  # None: the applicant that is asked for
    lag: int = 0

    def __str__(self) -> str:
        applicant = f"[{self.applicant}]" if self.applicant else ""
        lag = f"@-{self.lag}" if self.lag else ""
        return f"{'-' if self.sign < 0 else ''}{self.metric}{applicant}{lag}"


@frozen(kw_only=True)
class Ratio:
    """A rate: the sum of the numerator over the sum of the denominator, times 100."""

    id: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    applicants: str  # each | total
    polarity: Polarity
    source: str
    headline: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """All operands, numerator first."""
        return self.numerator + self.denominator


@frozen(kw_only=True)
class Split:
    """How a whole divides into parts, on which forms, for which applicants."""

    whole: str
    parts: tuple[str, ...]
    type: SplitType
    axis: str
    forms: tuple[str, ...]
    applicants: str  # each | total
    note: str = ""


@frozen(kw_only=True)
class Account:
    """A stock and its flows: opening + inflows = outflows + closing.

    `opening` of year Y is `closing` of year Y-1: the linkage. Where the form prints no opening
    stock it is None, and last year's closing stock takes its place.
    """

    id: str
    zh: str
    en: str
    opening: str | None = None
    inflows: tuple[str, ...]
    outflows: tuple[str, ...]
    closing: str
    forms: tuple[str, ...]
    applicants: str  # each | total


@frozen(kw_only=True)
class Column:
    """A value column of a table.

    `path` are the headings from the top down. Which field says what the column counts depends on
    the layout: `applicant` (applicants), `metric` (columns); a block's columns have neither.
    """

    path: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...] = ()
    applicant: str | None = None
    metric: str | None = None
    printed_unit: str | None = None


@frozen(kw_only=True)
class Row:
    """A row of a table: the labels from the outermost stub inwards, and what the row counts.

    `metrics` has one entry for layouts `applicants` and `list`, one per column for `blocks`. `under` is a
    stub around several rows that tells none of them apart.
    """

    path: tuple[str, ...]
    metrics: tuple[str, ...]
    under: str = ""
    aliases: tuple[tuple[str, ...], ...] = ()
    printed_unit: str | None = None


@frozen(kw_only=True)
class Line:
    """A line of a list as the form prints it: its label, unit, and metric, if it prints a value."""

    label: str
    classifier: str
    metric: str | None = None


@frozen(kw_only=True)
class Table:
    """A table of a form, or one block of it.

    What only writing needs: `section`, the heading of its chapter; `corner`, printed above the stub;
    `banner`, printed over all headings; `lines`, a list as printed.
    """

    id: str
    layout: TableLayout
    zh: str
    en: str
    title: str = ""  # the printed heading of a block
    section: str = ""
    corner: str = ""
    banner: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()


@frozen(kw_only=True)
class Form:
    """An edition of the official form.

    `title` is the name of the report, printed after body and year; `sections` are the headings of its chapters.
    """

    id: str
    zh: str
    en: str
    order: int  # editions in the order in which they came into use
    first_year: int
    last_year: int | None = None
    basis: str
    title: str = ""
    sections: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@frozen(kw_only=True)
class Statement:
    """A wording in prose that states a metric.

    `before` and `after` are regular expressions for the text right before the number and right
    after its unit; `about` is one for the subject, which must be the last of all subjects that the sentence names
    before. `alternatives` are other metrics that the same words can mean.
    """

    metric: str
    before: str = ""
    after: str = ""
    about: str = ""
    alternatives: tuple[str, ...] = ()


class AssertionKind(StrEnum):
    """What a wording says of a number without printing it."""

    NONE = "none"
    ALL = "all"


@frozen(kw_only=True)
class Assertion:
    """A wording that says a number without printing one.

    For `none`, `metrics` were 0; for `all`, each of `metrics`, for `applicant`, equals its place in `wholes`.
    """

    kind: AssertionKind
    words: str
    metrics: tuple[str, ...]
    wholes: tuple[str, ...] = ()
    applicant: str = "total"


@frozen(kw_only=True)
class Level:
    """A level of government, with the names that decide it where a suffix does not."""

    id: str
    zh: str
    en: str
    names: tuple[str, ...] = ()
