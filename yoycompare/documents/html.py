"""HTML → Document, on the HTML5 tree of selectolax (lexbor).

A table is data if some row has two cells and no table stands inside it, unless its few cells hold
prose; every other table is layout, and its text is text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from attrs import Factory, define, frozen
from selectolax.lexbor import LexborHTMLParser, LexborNode

from yoycompare.documents.decoding import bytes_to_text
from yoycompare.documents.document import Document, Grid, Source
from yoycompare.documents.embedded import is_script, script_to_page
from yoycompare.documents.limits import LIMITS, Limits
from yoycompare.documents.spans import placed_cells_to_rows

__all__ = ["read"]

BREAKING: Final = frozenset(
    "address article aside blockquote br caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
UNPRINTED: Final = "script style noscript template select textarea iframe object svg title".split()
HOLDING: Final = "script, noscript, textarea, iframe[srcdoc]"
TEMPLATE: Final = re.compile(r"<(/?)template\b", re.IGNORECASE)  # its content is in no tree
NESTING_TAG: Final = re.compile(  # elements that the next one of their kind does not end
    r"<(/?)(?:div|span|font|b|i|u|em|strong|a|table|ul|ol|dl|center|blockquote|form|section|article|main|big|small)\b",
    re.IGNORECASE,
)
PROSE_CHARACTERS: Final = 400  # longer cells hold prose: the page itself, or a note below a form
FORM_CELLS: Final = 12  # a table with a note has at least so many cells, a layout table has fewer
SPACES: Final = re.compile(r"[ \t\r\n\f]+")
RAISED: Final = ("<sup", "<sub")
STRUCK: Final = ("<del", "<s>", "<s ", "<strike")
HIDDEN: Final = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)
SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STRUCK_MARK: Final = "\N{REPLACEMENT CHARACTER}"
DAYS: Final = ("pubdate", "publishdate")  # names of the data of a page that public bodies agreed on
HEAD_LETTERS: Final = 20_000
SEPARATOR: Final = "\x1f"  # between text nodes; cannot stand in HTML
FIRST_NUMBER: Final = re.compile(r"\s*(\d{1,6})")


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """Read a page, or the page that a script or JSON holds."""
    text, encoding = bytes_to_text(data, source)
    inner = script_to_page(text) if is_script(text) else ""
    page = _text_to_page(inner or text, source, limits)
    if not page.grids and not inner and (hidden := _hidden_page(text, source, limits)) != text:
        page = max(page, _text_to_page(hidden, source, limits), key=lambda found: len(found.grids))
    return Document(
        source=source,
        container="html",
        encoding=encoding,
        title=page.title,
        text=_pieces_to_text(page.pieces),
        grids=tuple(page.grids),
        published=page.published,
    )


def _text_to_tree(text: str, source: Source, limits: Limits) -> LexborHTMLParser:
    """The tree of a page, unless its elements are nested so deeply that building it takes quadratic time."""
    tags = text.count("<")
    limits.check("elements", tags, source.name, "it has {found} tags")
    depth = 0
    for tag in NESTING_TAG.finditer(text) if tags > limits.nesting else ():
        depth += -1 if tag[1] else 1
        limits.check("nesting", depth, source.name, "its elements are nested {found} deep and more")
    return LexborHTMLParser(text)


@frozen(kw_only=True)
class _Page:
    """What a page prints."""

    title: str
    pieces: list[str]
    grids: list[Grid]
    published: str


def _text_to_page(text: str, source: Source, limits: Limits) -> _Page:
    tree = _text_to_tree(text, source, limits)
    title = tree.css_first("title")
    title_text = _one_line(title.text()) if title is not None else ""  # before its node is stripped
    published = _published(tree) if "date" in text[:HEAD_LETTERS].lower() else ""
    walk = _Walk(source=source, limits=limits)
    tree.strip_tags(UNPRINTED)
    _keep_what_is_printed(tree, text.lower())
    if tree.body is not None:
        walk.collect(tree.body)
    return _Page(title=title_text, pieces=walk.pieces, grids=walk.grids, published=published)


def _hidden_page(text: str, source: Source, limits: Limits) -> str:
    """The page with what its scripts and hidden elements hold, for pages that show no table."""
    text = TEMPLATE.sub(r"<\1div", text)
    tree = _text_to_tree(text, source, limits)
    parts = []
    for node in tree.css(HOLDING):
        if node.tag == "script":
            parts.append(script_to_page(node.text()))
        elif node.tag == "iframe":
            parts.append(node.attributes.get("srcdoc") or "")
        else:
            held = node.inner_html or ""
            parts.append(unescape(held) if "&lt;" in held else held)
    held = "".join(part for part in parts if "<" in part)
    return f"{text}{held}"


def _published(tree: LexborHTMLParser) -> str:
    """The day of publication among the data of the page."""
    for node in tree.css("meta[name][content]"):
        if (node.attributes.get("name") or "").lower() in DAYS:
            return (node.attributes.get("content") or "").strip()
    return ""


def _keep_what_is_printed(tree: LexborHTMLParser, markup: str) -> None:
    """Raised digits stay raised, struck text becomes a mark, what a table hides is dropped.

    Else 305 with a footnote 1 would read 3051. Outside of tables hidden text is kept: pages hide and
    show whole sections by script. `markup` is the page in lower case: most pages have none of this, and
    a search says so in no time. Nodes are changed from the last to the first, so that none is
    touched after the one that holds it.
    """
    if any(tag in markup for tag in RAISED):
        for node in reversed(tree.css("sup, sub")):
            node.replace_with(node.text().translate(SUPERSCRIPTS))
    if any(tag in markup for tag in STRUCK):
        for node in reversed(tree.css("del, s, strike")):
            node.replace_with(STRUCK_MARK)
    if "display" in markup or "hidden" in markup:
        for node in reversed(tree.css("table [style], table [hidden]")):
            if "hidden" in node.attributes or HIDDEN.search(node.attributes.get("style") or ""):
                node.decompose()


@define(kw_only=True)
class _Walk:
    """One pass over a tree: its text in `pieces`, its data tables in `grids`."""

    source: Source
    limits: Limits
    pieces: list[str] = Factory(list)
    grids: list[Grid] = Factory(list)

    def collect(self, top: LexborNode) -> None:
        """Walk the tree once, in reading order."""
        open_nodes: list[tuple[LexborNode, bool]] = []
        node = top.child
        while node is not None or open_nodes:
            if node is None:
                parent, breaking = open_nodes.pop()
                if breaking:
                    self.pieces.append("\n")
                node = parent.next
                continue
            tag = node.tag
            inner = None
            if tag == "-text":
                self.pieces.append(SPACES.sub(" ", node.text_content or ""))
            elif tag == "table" and (grid := self._table_to_grid(node)) is not None:
                self.grids.append(grid)
                self.pieces.append("\n")
            elif tag == "p" and SEPARATOR not in (text := node.text(deep=True, separator=SEPARATOR)):
                self.pieces += ("\n", SPACES.sub(" ", text), "\n")  # one run of text, as most paragraphs are
            else:
                breaking = tag in BREAKING
                if breaking:
                    self.pieces.append("\n")
                inner = node.child
                if inner is not None:
                    open_nodes.append((node, breaking))
            node = inner if inner is not None else node.next

    def _table_to_grid(self, table: LexborNode) -> Grid | None:
        """The grid of a data table, None for a layout table."""
        if any(child.css_first("table") is not None for child in table.iter()):
            return None
        placed: list[list[tuple[str, int, int]]] = []
        widest = 0
        longest = 0
        for row in table.css("tr"):
            cells = []
            for cell in row.iter():
                if cell.tag in ("td", "th"):
                    text = self._cell_to_text(cell)
                    longest = max(longest, len(text))
                    attributes = cell.attributes
                    cells.append((text, _span(attributes.get("rowspan")), _span(attributes.get("colspan"))))
            placed.append(cells)
            widest = max(widest, len(cells))
        holds_prose = longest > PROSE_CHARACTERS and sum(map(len, placed)) < FORM_CELLS
        if widest < 2 or holds_prose:
            return None
        return Grid(number=len(self.grids) + 1, rows=placed_cells_to_rows(placed, self.source, self.limits))

    def _cell_to_text(self, cell: LexborNode) -> str:
        """The text of a cell; a line break or a new paragraph inside it stays a line break."""
        text = cell.text(deep=True, separator=SEPARATOR)
        if SEPARATOR in text:
            inside = _Walk(source=self.source, limits=self.limits)
            inside.collect(cell)
            text = _pieces_to_text(inside.pieces)
        return text.strip()


def _pieces_to_text(pieces: list[str]) -> str:
    lines = (line.strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _span(value: str | None) -> int:
    if value is None:
        return 1
    match = FIRST_NUMBER.match(value)
    return int(match[1]) if match else 1


def _one_line(text: str) -> str:
    return SPACES.sub(" ", text).strip()
