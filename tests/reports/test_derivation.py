"""Observations → derived observations: sums, remainders, forced zeros, lower bounds."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare.documents import Place
from yoycompare.reports import Observation, Origin, Status
from yoycompare.reports.derivation import derive
from yoycompare.vocabulary import default_vocabulary

KINDS = ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization")
ORGANIZATIONS = KINDS[1:]
RECEIVED, IN, CLOSED, OUT = (
    f"requests.{name}" for name in ("received", "carried_in", "closed", "carried_out")
)
HANDLED = "requests.handled"
OUTCOME = "requests.outcome."
REVIEWS = ("review.upheld", "review.corrected", "review.other", "review.pending")


def printed(
    metric: str,
    value: int | str | None,
    applicant: str = "total",
    *,
    status: Status | None = None,
    source: Origin = Origin.TABLE,
    low: int | None = None,
    high: int | None = None,
) -> Observation:
    """A printed cell; None is a blank one."""
    number = None if value is None else Decimal(value)
    return Observation(
        metric=metric,
        applicant=applicant,
        value=number,
        low=number if low is None else Decimal(low),
        high=number if high is None else Decimal(high),
        unit="request",
        status=status or (Status.BLANK if number is None else Status.REPORTED),
        source=source,
        basis=source,
        raw="" if number is None else str(number),
        place=Place(table=1, row=1, column=1),
    )


def reviews(*values: int | None) -> list[Observation]:
    """The review cells upheld, corrected, other, pending, total."""
    return [printed(metric, value) for metric, value in zip((*REVIEWS, "review.total"), values, strict=True)]


def derived(
    observations: Iterable[Observation], form: str = "gid-2021"
) -> dict[tuple[str, str], Observation]:
    found = derive(list(observations), (form,), default_vocabulary())
    assert len(found) == len({(item.metric, item.applicant) for item in found})
    return {(item.metric, item.applicant): item for item in found}


def values(observations: Iterable[Observation], form: str = "gid-2021") -> dict[str, str]:
    """What is derived with a value for all applicants together."""
    return {
        metric: str(item.value)
        for (metric, applicant), item in derived(observations, form).items()
        if applicant == "total" and item.value is not None
    }


def test_sum() -> None:
    """All parts printed, the whole not: their sum, and the formula that says so."""
    found = derived([printed(RECEIVED, 30105), printed(IN, 552)])[HANDLED, "total"]

    assert (Decimal(30657), Decimal(30657), Decimal(30657)) == (found.value, found.low, found.high)
    assert ("requests.received + requests.carried_in", "derived", "table", "reported", "request") == (
        found.formula,
        found.source,
        found.basis,
        found.status,
        found.unit,
    )
    assert ("", None, (RECEIVED, IN)) == (
        found.raw,
        found.place,
        tuple(item.metric for item in found.operands),
    )


def test_remainder() -> None:
    """One part is nowhere printed: the whole less the rest."""
    found = derived([printed(HANDLED, 30657), printed(OUT, 1087)])[CLOSED, "total"]

    assert (Decimal(29570), "requests.handled - requests.carried_out") == (found.value, found.formula)


def test_sum_then_remainder() -> None:
    """What is derived serves further: handled from its parts, closed from handled."""
    observations = [printed(RECEIVED, 30105), printed(IN, 552), printed(OUT, 1087)]

    assert {HANDLED: "30657", CLOSED: "29570"} == values(observations)


def test_places_of_a_derived_value() -> None:
    """The places of a value derived in two steps are those of the printed cells."""
    cells = [printed(metric, value) for metric, value in ((RECEIVED, 30105), (IN, 552), (OUT, 1087))]
    found = derived(cells)[CLOSED, "total"]

    assert (Place(table=1, row=1, column=1),) == found.places
    assert {RECEIVED, IN, OUT} == {leaf.metric for leaf in leaves(found)}


def leaves(item: Observation) -> list[Observation]:
    return [leaf for operand in item.operands for leaf in leaves(operand)] if item.operands else [item]


def test_remainder_is_not_put_into_a_blank_cell() -> None:
    """A blank cell where the sum does not come out is a finding, not a figure."""
    assert {} == values([printed(HANDLED, 30657), printed(OUT, 1087), printed(CLOSED, None)])


def test_remainder_is_not_put_into_a_dash() -> None:
    """A dash is a printed cell too."""
    dash = printed(CLOSED, None, status=Status.DASH)

    assert {} == values([printed(HANDLED, 30657), printed(OUT, 1087), dash])


def test_no_remainder_below_zero() -> None:
    """Parts that exceed the whole give nothing."""
    assert {} == values([printed(HANDLED, 10), printed(OUT, 12)])


def test_no_remainder_for_two_unknown_parts() -> None:
    """Two parts that are not printed are not known, only their sum is."""
    assert {} == values(
        [printed("review.total", 10), printed("review.upheld", 4), printed("review.pending", 1)]
    )


def test_forced_zeros() -> None:
    """The filled parts already sum to the whole: the blank ones are 0, and the formula says why."""
    found = derived(reviews(5, None, None, 2, 7))

    assert {("review.corrected", "total"), ("review.other", "total")} == set(found)
    for item in found.values():
        assert Decimal(0) == item.value == item.low == item.high
        assert "0, since review.total = review.upheld + review.pending" == item.formula


def test_forced_zeros_below_a_printed_zero() -> None:
    """A printed whole of 0 forces all its parts."""
    found = derived(reviews(None, None, None, None, 0))

    assert dict.fromkeys(REVIEWS, Decimal(0)) == {metric: item.value for (metric, _), item in found.items()}
    assert {"0, since review.total = 0"} == {item.formula for item in found.values()}


def test_nothing_is_forced_where_the_sum_falls_short() -> None:
    """Filled parts below the printed whole: the blanks stay blank."""
    assert {} == derived(reviews(5, None, None, 2, 8))


def test_nothing_is_forced_where_the_sum_is_too_high() -> None:
    """Filled parts above the printed whole: a contradiction, no figure."""
    assert {} == derived(reviews(5, None, None, 4, 8))


def test_unreadable_cell_is_not_forced_to_zero() -> None:
    """`1O5` is no blank: that the rest sums to the whole shows an error in print, not a 0."""
    broken = printed("review.corrected", None, status=Status.UNREADABLE)
    cells = [printed("review.upheld", 5), broken, printed("review.other", 0), printed("review.pending", 2)]

    assert {} == derived([*cells, printed("review.total", 7)])


def test_lower_bound() -> None:
    """A sum over blanks has no value: it is at least the sum of the filled cells."""
    (found,) = derived(reviews(5, None, None, 2, None)).values()

    assert (None, Decimal(7), None, "blank") == (found.value, found.low, found.high, found.status)
    assert "at least review.upheld + review.pending; 2 without a value" == found.formula
    assert ("review.total", "derived", ("review.upheld", "review.pending")) == (
        found.metric,
        found.source,
        tuple(item.metric for item in found.operands),
    )


def test_no_lower_bound_without_a_filled_part() -> None:
    """Blanks alone bound nothing."""
    assert {} == derived(reviews(None, None, None, None, None))


def test_no_lower_bound_where_parts_are_not_printed() -> None:
    """A part that the report does not print is not blank: two parts alone say nothing of the whole."""
    assert {} == derived([printed("review.upheld", 5), printed("review.pending", 2)])


def test_printed_whole_is_never_replaced() -> None:
    """A whole that is printed stays, right or wrong: nothing is derived beside it."""
    assert {} == derived(reviews(5, 1, 1, 2, 100))


def test_columns_and_rows() -> None:
    """Applicants sum to the organizations and to the total."""
    cells = [printed(RECEIVED, number, kind) for number, kind in enumerate(KINDS, start=1)]
    found = derived(cells)

    assert Decimal(21) == found[RECEIVED, "total"].value
    assert Decimal(20) == found[RECEIVED, "organization"].value
    assert (
        " + ".join(f"requests.received[{kind}]" for kind in ORGANIZATIONS)
        == found[RECEIVED, "organization"].formula
    )


def test_blank_columns_of_a_printed_total() -> None:
    """A row with one filled column that equals its total: the other columns are 0."""
    cells = [printed(RECEIVED, None, kind) for kind in ORGANIZATIONS]
    found = derived([*cells, printed(RECEIVED, 9, "natural_person"), printed(RECEIVED, 9, "total")])

    assert dict.fromkeys((*ORGANIZATIONS, "organization"), Decimal(0)) == {
        applicant: item.value for (metric, applicant), item in found.items() if metric == RECEIVED
    }


def test_rows_of_a_group() -> None:
    """Blank rows deep in the form are forced by the total of all outcomes; rows that are absent are not."""
    cells = [
        printed(OUTCOME + "granted", 5),
        printed(OUTCOME + "partial", 2),
        printed(OUTCOME + "denied.state_secret", None),
        printed(OUTCOME + "denied.deliberative", 1),
        printed(CLOSED, 8),
    ]
    found = derived(cells)

    assert Decimal(0) == found[OUTCOME + "denied.state_secret", "total"].value
    assert Decimal(7) == found[OUTCOME + "disclosed", "total"].value
    assert not found.keys() & {(OUTCOME + "denied", "total"), (OUTCOME + "denied.internal_affairs", "total")}


def test_splits_of_another_form_do_not_hold() -> None:
    """Pending reviews have no row on the form of 2014: its three results need not sum to the total."""
    cells = [printed("review.upheld", 5), printed("review.corrected", 0), printed("review.other", 1)]

    assert {} == derived(cells, "gid-2014")
    assert {} == derived([*cells, printed("review.total", 6)], "gid-2014")


def test_no_form_nothing_derived() -> None:
    """Where no form fits, no identity holds."""
    assert [] == derive([printed(RECEIVED, 1), printed(IN, 2)], (), default_vocabulary())


def test_table_before_prose() -> None:
    """A printed cell counts before a sentence; what rests on a sentence says so."""
    prose = [printed(RECEIVED, 99, source=Origin.PROSE), printed(OUT, 3, source=Origin.PROSE)]
    found = derived([printed(RECEIVED, 30), printed(IN, 2), *prose])

    assert (Decimal(32), Origin.TABLE) == (found[HANDLED, "total"].value, found[HANDLED, "total"].basis)
    assert (Decimal(29), Origin.PROSE) == (found[CLOSED, "total"].value, found[CLOSED, "total"].basis)


def test_prose_does_not_fill_a_blank_cell() -> None:
    """What a table leaves blank is not taken from the text."""
    cells = [printed(RECEIVED, None), printed(IN, 2), printed(RECEIVED, 30, source=Origin.PROSE)]
    found = derived(cells)

    assert [(None, Decimal(2))] == [(item.value, item.low) for item in found.values()]


def test_rounded_operand_makes_a_rounded_sum() -> None:
    """1.2万件 is 11500 to 12500: so the sum with it is no exact number either."""
    rounded = printed(RECEIVED, 12000, source=Origin.PROSE, low=11500, high=12500)
    found = derived([rounded, printed(IN, 100, source=Origin.PROSE)])[HANDLED, "total"]

    assert (Decimal(12100), Decimal(11600), Decimal(12600)) == (found.value, found.low, found.high)


def test_rounded_operand_makes_a_rounded_remainder() -> None:
    """The bounds of what is taken away change sides."""
    rounded = printed(HANDLED, 12000, source=Origin.PROSE, low=11500, high=12500)
    found = derived([rounded, printed(OUT, 1000, source=Origin.PROSE)])[CLOSED, "total"]

    assert (Decimal(11000), Decimal(10500), Decimal(11500)) == (found.value, found.low, found.high)


def test_rounded_whole_forces_nothing() -> None:
    """Rounded figures that happen to sum up do not show that the rest is 0."""
    cells = [
        printed("review.total", 12000, source=Origin.PROSE, low=11500, high=12500),
        printed("review.upheld", 12000, source=Origin.PROSE, low=11500, high=12500),
    ]

    assert {} == values(cells)


counts = st.integers(min_value=0, max_value=10**9)


@given(st.lists(counts, min_size=6, max_size=6))
def test_derived_total_is_the_sum(numbers: list[int]) -> None:
    """Whatever the six kinds of applicants: their total is the sum, and the operands are they."""
    found = derived(printed(RECEIVED, number, kind) for number, kind in zip(numbers, KINDS, strict=True))

    assert Decimal(sum(numbers)) == found[RECEIVED, "total"].value
    assert Decimal(sum(numbers[1:])) == found[RECEIVED, "organization"].value
    assert list(KINDS) == [item.applicant for item in found[RECEIVED, "total"].operands]


@given(st.lists(st.none() | st.integers(0, 20), min_size=4, max_size=4), st.none() | st.integers(0, 60))
def test_blanks_are_zero_only_where_they_must(parts: list[int | None], total: int | None) -> None:
    """A blank gets a value only where the filled cells sum to the printed whole, and then it is 0."""
    found = derived(reviews(*parts, total))
    filled = sum(part for part in parts if part is not None)
    blank = [metric for metric, part in zip(REVIEWS, parts, strict=True) if part is None]
    forced = dict.fromkeys(blank, Decimal(0)) if total == filled else {}
    if total is None and not blank:
        forced = {"review.total": Decimal(filled)}

    assert forced == {metric: item.value for (metric, _), item in found.items() if item.value is not None}
    bounds = {metric: item.low for (metric, _), item in found.items() if item.value is None}
    open_sum = total is None and blank and len(blank) < len(parts)
    assert ({"review.total": Decimal(filled)} if open_sum else {}) == bounds


@given(st.dictionaries(st.sampled_from([RECEIVED, IN, CLOSED, OUT, HANDLED]), st.none() | counts, max_size=5))
def test_nothing_is_derived_that_the_print_contradicts(cells: dict[str, int | None]) -> None:
    """A derived value never stands where a value is printed, and is never negative."""
    found = derived(printed(metric, value) for metric, value in cells.items())

    assert [] == [
        metric for metric, applicant in found if applicant == "total" and cells.get(metric) is not None
    ]
    assert [] == [item for item in found.values() if item.low is not None and item.low < 0]


@pytest.mark.parametrize("form", ["gid-2019", "gid-2021"])
def test_full_table_balances(form: str) -> None:
    """With every row printed, each group and each whole is the sum of its rows, in every column."""
    vocabulary = default_vocabulary()
    (table,) = [table for table in vocabulary.forms[form].tables if table.id == "requests"]
    rows = [row.metrics[0] for row in table.rows if row.metrics[0] not in (RECEIVED, IN, CLOSED, OUT)]
    cells = [
        printed(metric, (number * 7 + place) % 11, kind)
        for number, metric in enumerate(rows)
        for place, kind in enumerate(KINDS)
    ]
    found = derived(cells, form)

    for kind in KINDS:
        expected = sum(item.value for item in cells if item.applicant == kind and item.value is not None)
        assert expected == found[CLOSED, kind].value
    assert sum(item.value for item in cells if item.value is not None) == found[CLOSED, "total"].value
