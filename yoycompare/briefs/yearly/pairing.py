"""Which sentences of two texts belong together: the same, rewritten, moved, new or gone; the order of both is kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from yoycompare.briefs.yearly.blocks import Piece, SidedRow
from yoycompare.checks.passages import Sentence

__all__ = ["rows_of_sections", "side_by_side"]

ITEM: Final = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|#)[是）)、.．]")  # 一是, （二）, 3、
NEAR: Final = 20  # sentences before and after that one is compared with: all with all takes the square
LONGEST: Final = 300  # characters that are compared one by one
SAMPLED: Final = 2_000  # characters of a sentence that tell whether it is like another
ALIKE: Final = 0.5  # of two sentences' pairs of characters: less, and one is new and the other gone
MOST_REORDERED: Final = 500  # sentences of a section in which all are compared with all
SHORTEST: Final = 6  # characters of a sentence that can be said to have moved: 特此报告。 stands anywhere

Places = list[tuple[int, int]]
Moved = tuple[set[tuple[str, int]], set[tuple[str, int]]]  # of each side: section and place


def rows_of_sections(
    earlier: Mapping[str, Sequence[Sentence]], later: Mapping[str, Sequence[Sentence]]
) -> dict[str, tuple[SidedRow, ...]]:
    """The rows of each section of two reports; a sentence that went into another section has moved."""
    sections = list(dict.fromkeys([*later, *earlier]))
    sides = {name: (list(earlier.get(name, ())), list(later.get(name, ()))) for name in sections}
    same = {name: _same(*side) for name, side in sides.items()}
    left, right = (
        [
            (name, place)
            for name in sections
            for place in sorted(set(range(len(sides[name][side]))) - {pair[side] for pair in same[name]})
        ]
        for side in (0, 1)
    )
    moved: Moved = (set(), set())
    keys = (
        [_key(sides[name][side][place]) for name, place in rest] for side, rest in ((0, left), (1, right))
    )
    for old, new in _by_occurrence(*keys):
        name, place = left[old]
        if len(_key(sides[name][0][place])) >= SHORTEST:
            moved[0].add((name, place))
            moved[1].add(right[new])
    return {name: tuple(_rows(name, *sides[name], same[name], moved)) for name in sections}


def side_by_side(earlier: Sequence[Sentence], later: Sequence[Sentence]) -> tuple[SidedRow, ...]:
    """The sentences of two passages in order, those that belong together in one row, with what differs marked."""
    return rows_of_sections({"": earlier}, {"": later}).get("", ())


def _key(sentence: Sentence) -> str:
    """How a sentence reads without its numbers and without its own number in a list."""
    return ITEM.sub("", sentence.masked)


def _by_occurrence(earlier: Sequence[str], later: Sequence[str]) -> Places:
    """The first of several equal texts with the first, the second with the second."""
    known: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(earlier):
        known[key].append(place)
    used: dict[str, int] = defaultdict(int)
    found = []
    for place, key in enumerate(later):
        if used[key] < len(known.get(key, ())):
            found.append((known[key][used[key]], place))
            used[key] += 1
    return found


def _same(earlier: Sequence[Sentence], later: Sequence[Sentence]) -> Places:
    """The longest run of equal sentences that does not cross: patience sorting takes n log n, never the square."""
    pairs = _by_occurrence([_key(item) for item in earlier], [_key(item) for item in later])
    tails: list[int] = []  # the smallest place that a run of each length can end with
    ends: list[int] = []
    before: list[int | None] = []
    for number, (old, _) in enumerate(pairs):
        length = bisect_left(tails, old)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1], ends[length : length + 1] = [old], [number]
    run: Places = []
    last = ends[-1] if ends else None
    while last is not None:
        run.append(pairs[last])
        last = before[last]
    return run[::-1]


def _rows(
    name: str,
    earlier: list[Sentence],
    later: list[Sentence],
    same: Places,
    moved: Moved,
) -> Iterator[SidedRow]:
    pairs: Places = []
    first, start = 0, 0
    for last, end in [*same, (len(earlier), len(later))]:
        olds = [place for place in range(first, last) if (name, place) not in moved[0]]
        news = [place for place in range(start, end) if (name, place) not in moved[1]]
        pairs += _rewritten(olds, news, earlier, later)
        pairs += [(last, end)]
        first, start = last + 1, end + 1
    _add_reordered(name, earlier, later, pairs, moved)
    first, start = 0, 0
    for last, end in pairs:
        for place in range(first, last):
            state = "moved" if (name, place) in moved[0] else "gone"
            yield SidedRow(state, (Piece(earlier[place].text),), ())
        for place in range(start, end):
            state = "moved" if (name, place) in moved[1] else "new"
            yield SidedRow(state, (), (Piece(later[place].text),))
        if last < len(earlier):
            old, new = earlier[last], later[end]
            yield SidedRow("stayed" if old.masked == new.masked else "changed", *_marked(old.text, new.text))
        first, start = last + 1, end + 1


def _rewritten(
    olds: Sequence[int], news: Sequence[int], earlier: Sequence[Sentence], later: Sequence[Sentence]
) -> Places:
    """Pairs of sentences that are alike, the most alike first, as long as none crosses another."""
    if not olds or not news:
        return []
    before, after = (
        [_pairs(_key(side[place])) for place in places] for side, places in ((earlier, olds), (later, news))
    )
    found = []
    for new, own in enumerate(after):
        middle = new * len(olds) // len(news)
        for old in range(max(0, middle - NEAR), min(len(olds), middle + NEAR + 1)):
            likeness = 2 * len(own & before[old]) / (len(own) + len(before[old]))
            if likeness >= ALIKE:
                found.append((-likeness, old, new))
    chosen: Places = []
    for _, old, new in sorted(found):
        place = bisect_left(chosen, (old, new))
        fits_before = place == 0 or (chosen[place - 1][0] < old and chosen[place - 1][1] < new)
        fits_after = place == len(chosen) or (chosen[place][0] > old and chosen[place][1] > new)
        if fits_before and fits_after:
            chosen.insert(place, (old, new))
    return [(olds[old], news[new]) for old, new in chosen]


def _add_reordered(
    name: str, earlier: Sequence[Sentence], later: Sequence[Sentence], pairs: Places, moved: Moved
) -> None:
    """Sentences that were rewritten and stand in another order than before have moved too."""
    if max(len(earlier), len(later)) > MOST_REORDERED:
        return
    used = [{pair[side] for pair in pairs} for side in (0, 1)]
    olds, news = (
        [place for place in range(len(texts)) if place not in used[side] and (name, place) not in moved[side]]
        for side, texts in ((0, earlier), (1, later))
    )
    before = {old: _pairs(_key(earlier[old])) for old in olds}
    for new in news:
        own = _pairs(_key(later[new]))
        likeness = {old: 2 * len(own & other) / (len(own) + len(other)) for old, other in before.items()}
        best = max(likeness, key=lambda old: likeness[old], default=None)
        if best is not None and likeness[best] >= ALIKE:
            before.pop(best)
            moved[0].add((name, best))
            moved[1].add((name, new))


def _pairs(text: str) -> frozenset[str]:
    told = f" {text[:SAMPLED]} "
    return frozenset(told[start : start + 2] for start in range(len(told) - 1))


def _marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sentences with what differs marked; where that is long, it is not looked into."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next(
        (place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]), shorter - head
    )
    first, second = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(first), len(second)) > LONGEST:
        codes: list[tuple[Any, int, int, int, int]] = [("replace", 0, len(first), 0, len(second))]
    else:
        codes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    before, after = [Piece(old[:head])], [Piece(new[:head])]
    for kind, start, end, opening, closing in codes:
        before.append(Piece(first[start:end], kind != "equal"))
        after.append(Piece(second[opening:closing], kind != "equal"))
    before.append(Piece(old[len(old) - tail :]))
    after.append(Piece(new[len(new) - tail :]))
    return _joined(before), _joined(after)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces without empty ones, neighbours that are alike as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].is_marked == piece.is_marked:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.is_marked)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
