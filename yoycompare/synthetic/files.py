"""Random reports as files of every form and container, with quirks, and what each cell says.

All figures are drawn at random; nothing is a real report. They are the test bench of the readers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from random import Random
from typing import Final

from attrs import frozen

from yoycompare.briefs.official.containers import pages_to_bytes
from yoycompare.briefs.official.form import form_to_value_cells
from yoycompare.briefs.official.sheets import Key, form_to_sections
from yoycompare.reports import Status
from yoycompare.synthetic.prints import PRINTS, Printed, cell_of
from yoycompare.synthetic.quirks import QUIRKS
from yoycompare.synthetic.reports import REMARK
from yoycompare.vocabulary import Vocabulary, default_vocabulary
from yoycompare.vocabulary.definitions import Form

__all__ = ["CONTAINERS", "SyntheticFile", "random_file"]

CONTAINERS: Final = ("html", "docx", "xlsx", "csv", "md", "rows", "tabs", "txt")
NAMES: Final = ("虚构市", "示例县", "样本省", "某某局", "虚构市示例区人民政府办公室")
MOST_QUIRKS: Final = 3
MAGNITUDES: Final = (1, 10, 100, 10_000)
ENCODINGS: Final = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


@frozen(kw_only=True)
class SyntheticFile:
    """A file with what each value cell of it says.

    Attributes
    ----------
    cells
        What each cell prints, with status and value.
    quirks
        How the file differs from the official form.
    """

    data: bytes
    container: str
    form: str
    entity: str
    year: int
    cells: Mapping[Key, Printed]
    quirks: tuple[str, ...]


def random_file(
    seed: int,
    *,
    container: str | None = None,
    form: str | None = None,
    quirks: Sequence[str] | None = None,
    vocabulary: Vocabulary | None = None,
) -> SyntheticFile:
    """A synthetic report as a file; the same one for the same arguments.

    Examples
    --------
    >>> file = random_file(7, container="html", form="gid-2021", quirks=())
    >>> from yoycompare.reports import read_report
    >>> report = read_report(file.data)
    >>> (report.entity, report.year, report.form) == (file.entity, file.year, file.form)
    True
    """
    random = Random(seed)  # noqa: S311 - nothing here is a secret
    vocabulary = vocabulary or default_vocabulary()
    edition = vocabulary.forms[form or random.choice(list(vocabulary.forms))]
    container = container or random.choice(CONTAINERS)
    chosen = tuple(
        random.sample(list(QUIRKS), random.randrange(MOST_QUIRKS + 1)) if quirks is None else quirks
    )
    entity, year = random.choice(NAMES), random.randrange(edition.first_year, (edition.last_year or 2026) + 1)
    cells = _random_cells(edition, vocabulary, random)
    sections = form_to_sections(edition, {key: printed.text for key, printed in cells.items()})
    for name in chosen:
        sections = QUIRKS[name](sections, random)
    title = f"{entity}{year}年政府信息公开工作年度报告"
    data = pages_to_bytes(title, sections, container, REMARK)
    wrapped = ""
    if container == "html":
        wrapped = random.choice(list(WRAPPINGS))
        data = WRAPPINGS[wrapped](data.decode(), random)
    elif container in ("md", "rows", "tabs", "txt"):
        wrapped = random.choice(ENCODINGS)
        data = data.decode().replace("\n", random.choice(("\n", "\r\n"))).encode(wrapped, errors="replace")
    return SyntheticFile(
        data=data,
        container=container,
        form=edition.id,
        entity=entity,
        year=year,
        cells=cells,
        quirks=(*chosen, wrapped) if wrapped else chosen,
    )


def _random_cells(form: Form, vocabulary: Vocabulary, random: Random) -> dict[Key, Printed]:
    """Every cell of a form; most reports print most cells in one way."""
    usual = random.choice(("plain", "plain", "plain", "full width", "separators", "wide separators", "unit"))
    empty = random.choice(("plain", "blank", "dash", "word"))
    share = random.choice((0.0, 0.1, 0.5, 0.9))
    odd = random.choice((0.0, 0.0, 0.02, 0.2))
    cells = {}
    for key, cell in form_to_value_cells(form).items():
        style = random.choice(list(PRINTS)) if random.random() < odd else usual
        if random.random() < share:
            style = empty
        metric = vocabulary.metrics[key[0]]
        number = random.randrange(random.choice(MAGNITUDES))
        cells[key] = cell_of(number, style, cell, metric, vocabulary.units[metric.unit], random)
    if not any(printed.status is Status.REPORTED for printed in cells.values()):
        cells[next(iter(cells))] = PRINTS["plain"](12, random)
    return cells


def _encoded(page: str, random: Random) -> bytes:
    """In an encoding that is declared, declared wrongly or not at all."""
    encoding = random.choice(ENCODINGS)
    declared = random.choice(('charset="utf-8"', 'charset="gb2312"', ""))
    return page.replace('charset="utf-8"', declared).encode(encoding, errors="xmlcharrefreplace")


def _in_layout(page: str, _: Random) -> bytes:
    """The page inside the tables and columns of a content management system."""
    before, rest = page.split("<body>\n")
    body, after = rest.split("</body>")
    menu = "<td><ul><li>首页</li><li>2020年</li><li>2018年</li></ul></td>"
    framed = f'<table><tr>{menu}<td><div id="zoom">{body}</div></td></tr></table>'
    return f"{before}<body>\n{framed}</body>{after}".encode()


def _in_script(page: str, random: Random) -> bytes:
    """The page inside a string of a script, as some systems deliver it."""
    body = page.partition("<body>\n")[2].partition("</body>")[0]
    string = json.dumps(body, ensure_ascii=random.random() < 0.5).replace("</", "<\\/")
    title = escape(page.partition("<title>")[2].partition("</title>")[0])
    script = f"<script>var content = {string}; document.write(content);</script>"
    return f"<html><head><title>{title}</title></head><body>{script}</body></html>".encode()


def _unclosed(page: str, _: Random) -> bytes:
    """Without the end tags of cells and rows."""
    return page.replace("</td>", "").replace("</tr>", "").encode()


def _worded(page: str, _: Random) -> bytes:
    """As word processors export it: each cell a paragraph with styles, the labels broken by tags."""
    return page.replace("<td", '<td style="mso-border-alt:solid .5pt" valign="top"').encode()


WRAPPINGS: Final[Mapping[str, Callable[[str, Random], bytes]]] = {
    "page": lambda page, _: page.encode(),
    "encoding": _encoded,
    "layout tables": _in_layout,
    "script": _in_script,
    "end tags left out": _unclosed,
    "word processor": _worded,
}
