"""Bytes → text: which encoding a saved page is in.

Rule, in this order: a byte order mark; strict UTF-8; Big5 where the page declares it; GB18030,
which contains GB2312 and GBK, whatever of the three the page declares. The declaration ranks below
strict UTF-8 because pages are often saved again without mending it, and Chinese text in another
encoding is practically never valid UTF-8.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from yoycompare.documents.document import Source
from yoycompare.errors import UnknownContainerError

__all__ = ["bytes_to_text"]

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED: Final = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
DECLARATION_BYTES: Final = 4096
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
UNREADABLE_SHARE: Final = 0.02  # a damaged page has a few unreadable characters, another container has many
CUT_TAIL_BYTES: Final = 3  # a download that broke off may end inside a character


def bytes_to_text(data: bytes, source: Source) -> tuple[str, str]:
    """The text of a file, and the name of its encoding.

    Raises
    ------
    UnknownContainerError
        The bytes are no text in any encoding known here.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    declared = DECLARED.search(data[:DECLARATION_BYTES])
    encodings = ["utf-8", "gb18030"]
    if declared is not None and declared[1].lower().startswith(b"big5"):
        encodings.insert(1, "big5hkscs")
    if b"\0" in data:  # markup and digits have a zero byte each in UTF-16, the first one if big-endian
        big_endian = data[0::2].count(0) > data[1::2].count(0)
        encodings = ["utf-16-be" if big_endian else "utf-16-le"]
    for encoding in encodings:
        text = _decode(data, encoding)
        if text is not None and "\0" not in text:
            return text, encoding
    if b"\0" in data:
        raise UnknownContainerError(
            source.name, "neither a page nor a text", "save the report as HTML or as text"
        )
    candidates = [(data.decode(encoding, errors="replace"), encoding) for encoding in encodings]
    text, encoding = min(candidates, key=lambda candidate: candidate[0].count(REPLACEMENT))
    if text.count(REPLACEMENT) > UNREADABLE_SHARE * len(text):
        raise UnknownContainerError(
            source.name, "neither a page nor a text", "save the report as HTML or as text"
        )
    return text, encoding


def _decode(data: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are not in that encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end < len(data) - CUT_TAIL_BYTES or error.start == 0:
            return None
        return data.decode(encoding, errors="replace")
