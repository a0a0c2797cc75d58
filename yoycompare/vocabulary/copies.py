"""Traditional and machine-made copies → the text of the original, with the way back to the print.

Copies of reports are written in traditional characters (政府信息公開), in the words of another usage (檔案 for
文件), or with the sound behind characters (關(guān)于). What is recognised is recognised in the restored
text; what is quoted, and every place, is that of the print.
"""

from __future__ import annotations

import bisect
import re
import tomllib
from itertools import accumulate
from pathlib import Path
from typing import Final

from attrs import frozen

__all__ = ["CHARACTERS", "SOUND", "WORDS", "Restored", "restore"]

_TABLE: Final = tomllib.loads(Path(__file__).with_name("characters.toml").read_text(encoding="utf-8"))

#: Traditional character → simplified character.
CHARACTERS: Final[dict[str, str]] = {
    traditional: block[0] for block in _TABLE["traditional"].split() for traditional in block[1:]
}
#: Word of another usage → word of the original, of the same length.
WORDS: Final[dict[str, str]] = _TABLE["words"]

_CODES: Final = str.maketrans(CHARACTERS)
_WORD: Final = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))
#: The sound that machines put in brackets after a character when they rewrite a page: 關(guān)于.
SOUND: Final = re.compile(r"(?<=[一-鿿])[(（][a-zɡɑà-ÿāēīōūǎěǐǒǔǖǘǚǜńňǹ\u0300-\u030c]{1,7}[)）]")
_FOREIGN: Final = re.compile(f"[{''.join(CHARACTERS)}]|{_WORD.pattern}")


@frozen(kw_only=True)
class Restored:
    """A text as the original had it; `cuts` are its positions at which the print holds a sound more.

    `left_out` counts the characters that the print has more up to each cut.
    """

    text: str
    cuts: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()

    def to_print(self, start: int, end: int) -> tuple[int, int]:
        """The span of the print that a span of the restored text stands for; it ends without a sound.

        Examples
        --------
        >>> restored = restore("關(guān)于12件")
        >>> restored.text, restored.to_print(2, 5)
        ('关于12件', (8, 11))
        """
        if not self.cuts:
            return start, end
        first = self._to_print(start)
        return first, max(first, self._to_print(end - 1) + 1)

    def _to_print(self, position: int) -> int:
        cut = bisect.bisect_right(self.cuts, position)
        return position + (self.left_out[cut - 1] if cut else 0)


def restore(text: str) -> Restored:
    """The text that a copy was made from, as far as labels and wordings of the vocabulary need it.

    Examples
    --------
    >>> restore("行政規範性檔案").text
    '行政规范性文件'
    """
    sounds = [match.span() for match in SOUND.finditer(text)]
    if sounds:
        lengths = [end - start for start, end in sounds]
        left_out = tuple(accumulate(lengths))
        cuts = tuple(start - before for (start, _), before in zip(sounds, (0, *left_out), strict=False))
        restored = Restored(text=SOUND.sub("", text), cuts=cuts, left_out=left_out)
    else:
        restored = Restored(text=text)
    if _FOREIGN.search(restored.text) is None:
        return restored
    simplified = _WORD.sub(lambda match: WORDS[match[0]], restored.text).translate(_CODES)
    return Restored(text=simplified, cuts=restored.cuts, left_out=restored.left_out)
