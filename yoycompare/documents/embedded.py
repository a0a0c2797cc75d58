r"""Pages inside of other files: markup in strings of a script or of JSON, and in hidden elements.

Some systems deliver a report as ``var content = "<table>…"`` or ``{"content": "\u003ctable…"}`` and let a
script put it on the page. What such strings hold is a page of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

__all__ = ["is_script", "script_to_page"]

SCRIPT: Final = re.compile(
    r"\s{0,80}(?:[\[{]|(?:var|let|const|window\.)\s{0,8}[\w.$]{1,80}\s{0,8}=|[\w.$]{1,80}\s{0,8}\(\s{0,8}[\[{\"'])"
)
# Quantifiers are possessive: a quotation mark that nothing closes costs one pass, not one for each character.
STRING: Final = re.compile(
    r"\"((?:[^\"\\\n]++|\\.)*+)\"|'((?:[^'\\\n]++|\\.)*+)'|`((?:[^`\\]++|\\.)*+)`", re.DOTALL
)
ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "\n": ""}
MARKUP: Final = re.compile(r"</?(?:table|tr|td|p|div|span|h[1-6]|br)\b", re.IGNORECASE)
ESCAPED_MARKUP: Final = re.compile(r"&lt;/?(?:table|tr|td|p|div|span)\b", re.IGNORECASE)
HAN: Final = re.compile(r"[一-鿿]")
DEEPEST: Final = 3  # a string of JSON inside a string of a script inside a page


def is_script(text: str) -> bool:
    r"""Whether a file is JSON or a script rather than a page.

    Examples
    --------
    >>> is_script('{"title": "年报"}'), is_script("<html>"), is_script("callback({")
    (True, False, True)
    """
    return SCRIPT.match(text.removeprefix("\N{BYTE ORDER MARK}")) is not None


def script_to_page(text: str) -> str:
    r"""The markup that the strings of a script or of JSON hold; empty where none does.

    Examples
    --------
    >>> script_to_page('var a = "\\u003ctd>12<\\/td>";')
    '<td>12</td>'
    >>> script_to_page('{"title": "某某局年报", "content": "<p>12</p>"}')
    '<p>某某局年报</p><p>12</p>'
    """
    return "".join(_strings_to_markup(text, DEEPEST))


def _strings_to_markup(text: str, depth: int) -> Iterator[str]:
    try:
        strings = list(_strings_of_json(json.loads(text)))
        is_json = True
    except (ValueError, RecursionError):
        strings = [_unescaped(match[1] or match[2] or match[3] or "") for match in STRING.finditer(text)]
        is_json = False
    if not any(map(_has_markup, strings)) and not any(map(is_script, strings)):
        return
    for string in strings:
        if depth > 1 and is_script(string) and not string.lstrip().startswith("<"):
            yield from _strings_to_markup(string, depth - 1)
        elif ESCAPED_MARKUP.search(string) and not MARKUP.search(string):
            yield unescape(string)
        elif "<" in string or ">" in string:  # parts of one page may be added up by the script
            yield string
        elif is_json and HAN.search(string):
            yield f"<p>{string}</p>"


def _has_markup(text: str) -> bool:
    return MARKUP.search(text) is not None or ESCAPED_MARKUP.search(text) is not None


def _strings_of_json(content: Any) -> Iterator[str]:
    """All strings, in their order."""
    waiting = [content]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict):
            waiting += reversed(found.values())
        elif isinstance(found, list):
            waiting += reversed(found)


def _unescaped(string: str) -> str:
    if "\\" not in string:
        return string
    text = ESCAPE.sub(_character, string)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16))
    return LETTERS.get(match[3], match[3])
