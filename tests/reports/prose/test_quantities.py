"""Text → quantities: value, interval, unit and span; and what is not a quantity."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare.reports.prose.quantities import text_to_quantities

Read = tuple[str, str, str | None, str | None, str]  # printed, value, low, high, unit


def read(text: str) -> list[Read]:
    """What is found, numbers without exponent."""

    def plain(number: Decimal | None) -> str | None:
        return None if number is None else f"{number.normalize():f}"

    return [
        (text[item.start : item.end], plain(item.value) or "", plain(item.low), plain(item.high), item.unit)
        for item in text_to_quantities(text)
    ]


def sentences() -> list[tuple[str, str]]:
    """The sentences of `sentences.tsv` and what a careful reader finds in them."""
    lines = (Path(__file__).with_name("sentences.tsv")).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("# ")]  # type: ignore[misc]


def shown(text: str) -> str:
    """What is found, as `sentences.tsv` writes it."""
    found = []
    for printed, value, low, high, unit in read(text):
        bounds = "" if value == low == high else f" [{low or '-'},{high or '-'}]"
        found.append(f"{printed}={value or '-'} {unit}{bounds}")
    return "; ".join(found) or "-"


@pytest.mark.parametrize(("text", "expected"), sentences())
def test_sentence(text: str, expected: str) -> None:
    """Span, value, unit and interval of every quantity of a sentence, and nothing else."""
    assert expected == shown(text)


def test_share_is_at_most_all() -> None:
    """What 100.0% allows ends at 100."""
    (found,) = text_to_quantities("满意率100.0%")

    assert (Decimal("99.95"), Decimal(100)) == (found.low, found.high)


def test_number_after_an_opening_bracket() -> None:
    """A remark in brackets may begin with a quantity."""
    assert ["13件", "5件", "4件"] == [item[0] for item in read("共13件（5件新制定，4件修改）")]


characters = (
    st.sampled_from("0123456789０９.．,，余多万亿千百%件条项个家次元年月日第〔〕《》（）() -\n约近超过以上至")
    | st.characters()
)
texts = st.text(characters, max_size=80)


@given(texts)
def test_any_text(text: str) -> None:
    """Any text is read; spans lie in it, follow each other, begin or end with what they say."""
    end = 0
    for item in text_to_quantities(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end
        printed = text[item.start : item.end]
        assert printed.isprintable() or "\n" not in printed
        assert text[item.first : item.end].strip()


@given(texts)
def test_any_interval(text: str) -> None:
    """The value lies in its interval, whatever bounds that has."""
    for item in text_to_quantities(text):
        bounds = [bound for bound in (item.low, item.value, item.high) if bound is not None]
        assert bounds == sorted(bounds)
        assert item.low is not None or item.high is not None
        assert item.value is None or item.value >= 0


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8), st.sampled_from("，、；。和"))
def test_list_of_counts(counts: list[int], separator: str) -> None:
    """Counts in a row are all read, exactly."""
    text = separator.join(f"{number}件" for number in counts)

    assert [Decimal(number) for number in counts] == [item.value for item in text_to_quantities(text)]
