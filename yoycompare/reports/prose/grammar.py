"""The words of `words.toml`, in the shape in which the scan looks them up."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from attrs import frozen

__all__ = ["Bound", "Grammar", "grammar"]

Found = TypeVar("Found")
WORDS: Final = Path(__file__).with_name("words.toml")


class Bound(StrEnum):
    """What the words around a number say of the true one."""

    EXACT = "exact"
    ABOVE = "above"  # 超过: more
    AT_LEAST = "at_least"
    BELOW = "below"  # 不足: less
    AT_MOST = "at_most"
    NEAR = "near"  # 近: a little less
    ABOUT = "about"
    MORE = "more"  # 余: more, but less than the next round number


@frozen(kw_only=True, eq=False)
class Grammar:
    """Words by their first or last character: each lookup tries a handful."""

    classifiers: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]  # first character → word, pattern
    digits_only: frozenset[str]
    implied: tuple[tuple[str, str], ...]  # longest first
    before: Mapping[str, tuple[tuple[str, Bound], ...]]  # last character → word
    not_before: frozenset[str]
    after: tuple[tuple[str, Bound], ...]
    counting: tuple[str, ...]
    idioms: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]  # first character → words

    def classifier_at(self, text: str, position: int) -> str:
        """The longest classifier that begins at a position, empty if there is none."""
        for word, pattern in self.classifiers.get(text[position : position + 1], ()):
            if pattern.match(text, position):
                return word
        return ""

    def bound_before(self, text: str, position: int) -> tuple[str, Bound]:
        """The longest word that bounds what begins at a position."""
        for word, bound in self.before.get(text[position - 1 : position] if position else "", ()):
            if text.endswith(word, 0, position):
                if len(word) == 1 and text[max(0, position - 2) : position] in self.not_before:
                    return "", Bound.EXACT
                return word, bound
        return "", Bound.EXACT

    def bound_after(self, text: str, position: int) -> tuple[str, Bound]:
        """The word that bounds what ends at a position."""
        return next(
            ((word, bound) for word, bound in self.after if text.startswith(word, position)),
            ("", Bound.EXACT),
        )

    def name_at(self, text: str, position: int) -> str:
        """The name or idiom that begins at a position, empty if there is none."""
        words = self.names.get(text[position], ())
        return next((word for word in words if text.startswith(word, position)), "")

    def implied_before(self, text: str, position: int) -> str:
        """The classifier that the word before a position stands for: 用户 are people."""
        return next((unit for word, unit in self.implied if text.endswith(word, 0, position)), "")

    def counts_before(self, text: str, position: int) -> bool:
        """Whether what stands before a position says that a count follows."""
        return text.endswith(self.counting, 0, position)

    def idiom_before(self, text: str, position: int) -> bool:
        """Whether 一 at a position belongs to the word before it."""
        return text.endswith(self.idioms, 0, position)


@functools.cache
def grammar() -> Grammar:
    """The grammar, read once."""
    words: dict[str, Any] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    before = {bound: found for bound, found in words["before"].items() if bound != "not"}
    return Grammar(
        classifiers=_by(
            0,
            [
                (word, re.compile(re.escape(word) + (f"(?!{rest})" if rest else "")))
                for word, rest in words["classifiers"].items()
            ],
        ),
        digits_only=frozenset(words["digits_only"]["words"]),
        implied=tuple(sorted(words["implied"].items(), key=lambda item: -len(item[0]))),
        before=_by(-1, [(word, Bound(bound)) for bound, found in before.items() for word in found]),
        not_before=frozenset(words["before"]["not"]["words"]),
        after=tuple(
            sorted(
                ((word, Bound(bound)) for bound, found in words["after"].items() for word in found),
                key=lambda item: -len(item[0]),
            )
        ),
        counting=tuple(words["counting"]["words"]),
        idioms=tuple(words["idioms"]["words"]),
        names={
            first: tuple(word for word, _ in found)
            for first, found in _by(0, [(word, None) for word in words["names"]["words"]]).items()
        },
    )


def _by(index: int, words: Iterable[tuple[str, Found]]) -> dict[str, tuple[tuple[str, Found], ...]]:
    """Words by one of their characters, the longest first."""
    grouped: dict[str, list[tuple[str, Found]]] = {}
    for word, found in words:
        grouped.setdefault(word[index], []).append((word, found))
    return {
        character: tuple(sorted(group, key=lambda item: -len(item[0])))
        for character, group in grouped.items()
    }
