"""What a cell may print, with what it says: strategies for the tests of tables and lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from attrs import frozen
from hypothesis import strategies as st
from pages import FORMS, Key, page_keys

__all__ = ["Page", "Written", "filled_pages", "full_pages", "texts", "with_form"]

FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")
IN_TEN_THOUSANDS = "disclosure.charges.amount"  # its heading prints 万元
WITHOUT_UNIT = "disclosure.procurement.amount"  # its heading prints no unit
YUAN = 10_000


@frozen
class Written:
    """The print of a cell, its status and its value."""

    text: str
    status: str
    value: Decimal | None = None


def _written(number: int, style: int) -> Written:
    writings = (
        str(number),
        f"{number:,}",
        str(number).translate(FULL_WIDTH),
        f"{number:,}".translate(FULL_WIDTH),
    )
    return Written(writings[style], "reported", Decimal(number))


NUMBERS = st.builds(_written, st.integers(0, 10**7), st.integers(0, 3))
DASHES = st.sampled_from(["/", "—", "-", "——", "／"]).map(lambda text: Written(text, "dash"))
BLANK = st.just(Written("", "blank"))
WORDS = st.sampled_from(["无", "未统计", "不适用"]).map(lambda text: Written(text, "text"))
BROKEN = st.sampled_from(["1O5", "1 2", "1,23", "12\n7", "3余", "约5", "１ ２"]).map(
    lambda text: Written(text, "unreadable")
)


def _in_unit(key: Key, written: Written) -> Written:
    """The same cell in a column of money: what is a bare number elsewhere has another meaning there."""
    if written.value is None or key[0] not in (IN_TEN_THOUSANDS, WITHOUT_UNIT):
        return written
    if key[0] == IN_TEN_THOUSANDS:
        return Written(written.text, "reported", written.value * YUAN)
    return Written(written.text + "元", "reported", written.value)


def _page(form: str, filler: Written, cells: dict[Key, Written]) -> dict[Key, Written]:
    return {key: _in_unit(key, cells.get(key, filler)) for key in page_keys(form)}


def filled_pages(form: str, *, one_line: bool = False) -> st.SearchStrategy[dict[Key, Written]]:
    """All cells of a form: numbers, dashes, blanks, words and broken numbers, of `one_line` if asked for."""
    broken = BROKEN.filter(lambda cell: "\n" not in cell.text) if one_line else BROKEN
    any_cell = NUMBERS | DASHES | BLANK | WORDS | broken
    some = st.dictionaries(st.sampled_from(page_keys(form)), any_cell, max_size=80)
    return st.builds(_page, st.just(form), NUMBERS | BLANK, some)


def full_pages(form: str) -> st.SearchStrategy[dict[Key, Written]]:
    """All cells of a form, none of them blank: numbers and dashes."""
    some = st.dictionaries(st.sampled_from(page_keys(form)), NUMBERS | DASHES, max_size=80)
    return st.builds(_page, st.just(form), NUMBERS, some)


Page = tuple[str, dict[Key, Written]]


def with_form(strategy: Callable[[str], st.SearchStrategy[dict[Key, Written]]]) -> st.SearchStrategy[Page]:
    """Any form, and what a strategy makes of it."""
    return st.sampled_from(FORMS).flatmap(lambda form: st.tuples(st.just(form), strategy(form)))


def texts(cells: Mapping[Key, Written]) -> dict[Key, str]:
    """What the cells print."""
    return {key: cell.text for key, cell in cells.items()}
