"""The fifth chapter: the sentences of both years side by side, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from yoycompare.briefs.yearly.blocks import Chapter, Paragraph, Passages, Piece, SidedRow
from yoycompare.briefs.yearly.material import Material
from yoycompare.checks.passages import Sentence, compare_passages, report_to_passages

__all__ = ["side_by_side", "texts"]

NEAR: Final = 40  # sentences that are looked through for one like it: comparing all with all takes the square
LONGEST: Final = 2_000  # characters of a sentence that is compared letter by letter
ALIKE: Final = 0.5  # of two sentences' characters: less, and one is new and the other gone


def texts(material: Material) -> Chapter:
    """Each section of this year's report beside the same section of the year before."""
    words, earlier = material.words, material.earlier
    title = words["chapters"]["texts"]
    if earlier is None:
        said = words["no_texts"].format(before=material.year - 1)
        return Chapter(id="texts", title=title, blocks=(Paragraph((said,)),))
    own, other = report_to_passages(material.report), report_to_passages(earlier)
    shares = {likeness.section: likeness for likeness in compare_passages(material.report, earlier)}
    blocks = []
    for section in dict.fromkeys([*own, *other]):
        rows = side_by_side(other.get(section, ()), own.get(section, ()))
        heading = words["section"].format(number=section) if section else words["no_heading"]
        likeness = shares.get(section)
        if likeness is None:
            year = material.year if section in own else material.year - 1
            summary = words["only"].format(year=year, count=len(rows))
        else:
            counts = {
                state: sum(row.state == state for row in rows)
                for state in ("stayed", "changed", "new", "gone")
            }
            summary = words["same"].format(
                share=round(100 * likeness.share), count=likeness.characters, **counts
            )
        blocks.append(
            Passages(
                title=heading,
                summary=summary,
                columns=(str(material.year - 1), str(material.year)),
                rows=rows,
            )
        )
    return Chapter(id="texts", title=title, blocks=tuple(blocks))


def side_by_side(earlier: Sequence[Sentence], later: Sequence[Sentence]) -> tuple[SidedRow, ...]:
    """The sentences of two passages in order, those that belong together in one row, with what differs marked."""
    return tuple(_rows(earlier, later))


def _rows(earlier: Sequence[Sentence], later: Sequence[Sentence]) -> Iterator[SidedRow]:
    before, after = ([sentence.masked for sentence in side] for side in (earlier, later))
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        olds, news = [item.text for item in earlier[first:last]], [item.text for item in later[start:end]]
        if kind == "equal":
            yield from (SidedRow("stayed", *_marked(old, new)) for old, new in zip(olds, news, strict=True))
        else:
            yield from _rewritten(olds, news)


def _rewritten(olds: list[str], news: list[str]) -> Iterator[SidedRow]:
    """Each new sentence beside the first unused old one that is like it, the order kept."""
    used = 0
    for new in news:
        near = range(used, min(used + NEAR, len(olds)))
        like = next((place for place in near if _is_like(olds[place], new)), None)
        if like is None:
            yield SidedRow("new", (), (Piece(new),))
            continue
        yield from (SidedRow("gone", (Piece(old),), ()) for old in olds[used:like])
        yield SidedRow("changed", *_marked(olds[like], new))
        used = like + 1
    yield from (SidedRow("gone", (Piece(old),), ()) for old in olds[used:])


def _is_like(old: str, new: str) -> bool:
    if max(len(old), len(new)) > LONGEST:
        return False
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if old == new or max(len(old), len(new)) > LONGEST:
        return (Piece(old, old != new),), (Piece(new, old != new),)
    before, after = [], []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        marked = kind != "equal"
        before += [Piece(old[first:last], marked)] if last > first else []
        after += [Piece(new[start:end], marked)] if end > start else []
    return tuple(before), tuple(after)
