"""Which numbered section of a report a position of its text lies in."""

from __future__ import annotations

import bisect
import re
from typing import Final

from attrs import frozen

__all__ = ["Sections"]

HEADING: Final = re.compile(
    r"(?<![一二三四五六七八九十])([一二三四五六])、(?=[^，。；\n\t]{2,30}(?:情况|事项|概述|附表))"
)


@frozen
class Sections:
    """The sections (一、 to 六、) of a text."""

    starts: tuple[int, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Sections:
        """Find the headings of a text."""
        found = [(match.start(), match[1]) for match in HEADING.finditer(text)]
        return cls(tuple(start for start, _ in found), tuple(name for _, name in found))

    def at(self, position: int) -> str:
        """The number of the section, empty before the first."""
        index = bisect.bisect_right(self.starts, position) - 1
        return self.names[index] if index >= 0 else ""
