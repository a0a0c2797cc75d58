"""PDF bytes → how much their streams unpack to, before a library unpacks them.

A stream of a few kilobytes may unpack to gigabytes, and the library that reads the pages does so without a
bound. Only the usual filter is followed (Flate, applied once); docs/limits.md says so.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from yoycompare.documents.document import Source
from yoycompare.documents.limits import Limits

__all__ = ["check_streams"]

STREAM: Final = re.compile(
    rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])"
)  # what zlib data begins with
PIECE: Final = 1024 * 1024


def check_streams(data: bytes, source: Source, limits: Limits) -> None:
    """Refuse a file of which a stream unpacks to more than the limits allow.

    Raises
    ------
    DocumentError
        One does.
    """
    for match in STREAM.finditer(data):
        unpacked = _unpacked_bytes(data, match.end(), limits.stream_bytes)
        limits.check(
            "stream_bytes", unpacked, source.name, "a stream of the PDF unpacks to {found} bytes and more"
        )


def _unpacked_bytes(data: bytes, start: int, most: int) -> int:
    """How much the stream unpacks to; a little more than `most` where it is more, what is whole where it is damaged."""
    stream = zlib.decompressobj()
    unpacked = 0
    rest = b""  # of the piece at hand: what did not fit into the output
    while unpacked <= most and not stream.eof:
        piece = rest or data[start : start + PIECE]
        start += 0 if rest else PIECE
        if not piece:
            break
        try:
            unpacked += len(stream.decompress(piece, PIECE))
        except zlib.error:
            break
        rest = stream.unconsumed_tail
    return unpacked
