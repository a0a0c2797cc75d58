"""Copies in traditional characters, or with sounds behind characters, are restored; places lead to the print."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from yoycompare.vocabulary.copies import CHARACTERS, WORDS, restore
from yoycompare.vocabulary.labels import normal_label

TRADITIONAL = Path(__file__).parent / "traditional_labels.tsv"
IN_BOTH = {"於", "後"}  # GB2312 has them, simplified texts do not


def pairs() -> list[tuple[str, str]]:
    lines = TRADITIONAL.read_text(encoding="utf-8").splitlines()[1:]
    return [(original, converted) for original, converted in (line.split("\t") for line in lines)]


def test_every_label_comes_back() -> None:
    """Each label that a conversion program wrote in traditional characters is the label again."""
    different = [pair for pair in pairs() if normal_label(pair[0]) != normal_label(pair[1])]

    assert 289 == len(pairs())
    assert [] == different


def test_no_simplified_character_is_touched() -> None:
    """The characters of the table are not those of simplified texts."""
    touched = [character for character in CHARACTERS if len(character.encode("gb2312", "ignore")) > 0]

    assert IN_BOTH == set(touched)
    assert CHARACTERS.keys().isdisjoint(CHARACTERS.values())


def test_words_keep_their_length() -> None:
    """Words stand for words of the same length, so that spans stay."""
    assert [] == [word for word, original in WORDS.items() if len(word) != len(original)]


def test_sounds_are_left_out() -> None:
    """Sounds in brackets go, other brackets stay."""
    text = "文(wen)章(zhang)發(fā)布關（guān）于(一)条例(试行)A(b)"

    assert "文章发布关于(一)条例(试行)A(b)" == restore(text).text


PARTS = st.lists(
    st.tuples(st.sampled_from("关开发于件报12，。一 "), st.sampled_from(["", "(guan)", "（fā）", "(ɡuān)"])),
    max_size=30,
)


@given(PARTS)
def test_places_lead_to_the_print(parts: list[tuple[str, str]]) -> None:
    """Wherever sounds stand behind characters, each character of the restored text is found in the print."""
    parts = [(character, sound if "一" <= character <= "鿿" else "") for character, sound in parts]
    text = "".join(character + sound for character, sound in parts)
    restored = restore(text)

    assert "".join(character for character, _ in parts) == restored.text
    for position, character in enumerate(restored.text):
        start, end = restored.to_print(position, position + 1)
        assert character == text[start:end]


@given(st.text(st.sampled_from("關開檔案(guān)（）其它12件") | st.characters(), max_size=40))
def test_any_text(text: str) -> None:
    """Any text is restored to one that is not longer, and restoring it again changes nothing more than sounds."""
    restored = restore(text)

    assert len(restored.text) <= len(text)
    assert restored.to_print(0, len(restored.text))[1] <= max(len(text), 1)
