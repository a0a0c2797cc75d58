"""The records of a report: what was read, from where, and what was not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from yoycompare.documents import Document, Place

__all__ = [
    "Axis",
    "Breakdown",
    "Claim",
    "ClaimKind",
    "Match",
    "Observation",
    "Origin",
    "Part",
    "Publication",
    "Quantity",
    "Report",
    "Scope",
    "Status",
    "Unread",
    "Witness",
]


class Status(StrEnum):
    """What stands at a place. Only `REPORTED` comes with a value; blank is not 0."""

    REPORTED = "reported"
    BLANK = "blank"
    DASH = "dash"
    TEXT = "text"
    UNREADABLE = "unreadable"


class Origin(StrEnum):
    """Where a value comes from, best evidence first."""

    TABLE = "table"
    PROSE = "prose"
    DERIVED = "derived"
    LINKED = "linked"


class Scope(StrEnum):
    """Whether a report covers an area with all its bodies, or one body."""

    AREA = "area"
    ORGAN = "organ"
    UNKNOWN = "unknown"


class Witness(StrEnum):
    """What said who reports, or about which year; best evidence first, but for the caller's word."""

    CALLER = "caller"
    TITLE = "title"
    CONTAINER = "container"  # the title that the file gives itself
    PREAMBLE = "preamble"
    PERIOD = "period"
    FILE_NAME = "file_name"


class Match(StrEnum):
    """How a printed label was recognised."""

    EXACT = "exact"
    NORMALIZED = "normalized"  # but for spaces, width of brackets, numbering
    ALIAS = "alias"  # a wording that the vocabulary records
    NEAR = "near"  # but for few characters, where the official order and all other labels leave no doubt
    ORDER = "order"  # by its position in the official order


@frozen(kw_only=True)
class Observation:
    """One value of one metric for one kind of applicant, with its place.

    `value` is in the canonical unit (yuan, not 万元), null where nothing was reported. `low` and
    `high` are the closed hull of what the print allows, null where it sets no bound. `raw` is the
    printed text. A derived value has no print of its own: its `formula` says how it was computed,
    from which `operands`, and its places are theirs. `basis` is the sort of print that it rests on.
    """

    metric: str
    applicant: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    status: Status
    source: Origin
    basis: Origin
    raw: str = ""
    place: Place | None = None
    match: Match = Match.EXACT
    formula: str = ""
    operands: tuple[Observation, ...] = field(default=(), repr=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the print stands: one place, or those of all operands."""
        if self.place is not None:
            return (self.place,)
        return tuple(dict.fromkeys(place for operand in self.operands for place in operand.places))


@frozen(kw_only=True)
class Quantity:
    """A number with its unit in a sentence.

    `value` has its multiplier resolved (万), and is None for a range (3至5件). `low` and `high` are the
    closed hull of what the wording allows, None where it sets no bound. `unit` is the printed
    classifier, `counts` the phrase that says what is counted; `start` and `end` count code points of
    the report's text, end exclusive. Where the words can mean several metrics, `metric` is the one that
    the arithmetic of the report decides for, and `decision` says how; where it does not decide,
    `alternatives` are the others.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    counts: str
    metric: str | None
    text: str
    start: int
    end: int
    section: str
    applicant: str = "total"
    alternatives: tuple[str, ...] = ()
    decision: str = ""


class Axis(StrEnum):
    """By what a sentence divides a number."""

    REGION = "region"
    LEVEL = "level"
    DEPARTMENT = "department"
    OTHER = "other"


@frozen(kw_only=True)
class Part:
    """One part of a number that a sentence divides: 沭阳县477件."""

    name: str
    quantity: Quantity


@frozen(kw_only=True)
class Breakdown:
    """A number and the parts into which a sentence divides it.

    `metric` is that of the whole. `whole` is its value: a printed one, with its `quantity`, or one that
    `formula` computes. `difference` is the sum of the parts less the whole, 0 where they add up.
    """

    metric: str | None
    axis: Axis
    whole: Decimal
    quantity: Quantity | None
    formula: str
    parts: tuple[Part, ...]

    @property
    def difference(self) -> Decimal:
        """The sum of the parts less the whole."""
        return sum((part.quantity.value or Decimal(0) for part in self.parts), -self.whole)


class ClaimKind(StrEnum):
    """What a sentence asserts."""

    COUNT = "count"  # a number of a metric
    SHARE = "share"  # 占55%
    RATE = "rate"  # a ratio of the vocabulary by its name: 公开率54%
    CHANGE = "change"  # 同比增长5%
    DIFFERENCE = "difference"  # 比上年增加12件
    POINTS = "points"  # 提高1.6个百分点
    MULTIPLE = "multiple"  # 是上年的2倍, 增长2倍, 翻番
    EQUAL = "equal"  # 与上年持平
    FIRST = "first"  # 首次, 零的突破
    SUM = "sum"  # parts that make a whole
    ALL = "all"  # 均获维持
    NONE = "none"  # 未收到申请


@frozen(kw_only=True)
class Claim:
    """A sentence, or a part of one, that asserts something checkable.

    `quantity` is the number that it prints, None where words say it; `subject` the number that a share, rate
    or change is of. `metric` (or ratio) and `applicant` are those of what is asserted about. `direction` is 1 for
    a rise, -1 for a fall, 0 where the words say neither. `against` is the year compared with. `base` is the metric
    that the words name as what a share is of. `wholes` are, for `all`, metric and whole in pairs; `breakdown` the
    parts of a sum.
    """

    kind: ClaimKind
    text: str
    start: int
    end: int
    section: str
    metric: str | None = None
    applicant: str = "total"
    quantity: Quantity | None = None
    subject: Quantity | None = None
    direction: int = 0
    against: int | None = None
    base: str | None = None
    wholes: tuple[tuple[str, str], ...] = ()
    breakdown: Breakdown | None = field(default=None, repr=False)


@frozen(kw_only=True)
class Unread:
    """Something with a number in it that no rule could place."""

    text: str
    place: Place
    reason: str


@frozen(kw_only=True)
class Publication:
    """Who reports, about which year, and what said so.

    `part` is the half or quarter of a year that the document is about instead of a year; `doubts`
    are the places that contradict what was taken.
    """

    entity: str
    entity_from: Witness | None
    scope: Scope
    level: str
    year: int | None
    year_from: Witness | None
    title: str
    published: date | None
    part: str
    doubts: tuple[Unread, ...]


@frozen(kw_only=True)
class Report:
    """One body, one year.

    Attributes
    ----------
    form
        The edition of the official form, from its labels; `prose` where there are no tables.
    categories
        The forms whose categories the figures use; one unless the report is prose and undecided.
    entity_from, year_from
        What said who reports, and about which year.
    published
        The day of publication, where the document says it; never a source of the year.
    mixed
        Other forms, where the tables have rows that only these have; most often empty.
    """

    document: Document = field(repr=False)
    entity: str
    entity_from: Witness = field(repr=False)
    scope: Scope
    level: str
    year: int
    year_from: Witness = field(repr=False)
    published: date | None = field(repr=False)
    title: str = field(repr=False)
    form: str
    categories: tuple[str, ...] = field(repr=False)
    mixed: tuple[str, ...] = field(default=(), repr=False)
    observations: tuple[Observation, ...] = field(repr=lambda value: f"<{len(value)}>")
    quantities: tuple[Quantity, ...] = field(repr=lambda value: f"<{len(value)}>")
    breakdowns: tuple[Breakdown, ...] = field(default=(), repr=lambda value: f"<{len(value)}>")
    claims: tuple[Claim, ...] = field(default=(), repr=lambda value: f"<{len(value)}>")
    unread: tuple[Unread, ...] = field(repr=lambda value: f"<{len(value)}>")

    @property
    def text(self) -> str:
        """The text that spans count in."""
        return self.document.text

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.document.source.name

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes."""
        return self.document.source.sha256
