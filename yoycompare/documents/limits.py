"""How much of a file is read: what is larger was made to exhaust memory or time, or is no report.

Every reader asks the same record, and what is beyond it is refused with the name of the limit.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from yoycompare.documents.document import Document
from yoycompare.errors import DocumentError

__all__ = ["LIMITS", "Limits", "check_document"]

MEBIBYTE: Final = 1024 * 1024


@frozen(kw_only=True)
class Limits:
    r"""How much of a file is read. A caller who trusts a file passes larger ones.

    The defaults lie far above any report, and what stays within them is read or refused within seconds
    (docs/benchmarks.md). Raise one, and the time and the memory that a file can take grow with it.

    Attributes
    ----------
    file_bytes
        Of a page, of a text, of a part of an Office file, of a file in an archive.
    total_bytes
        Of any file as it lies on the disk, and of all that an archive or an Office file unpacks to.
    members
        Files of an archive, parts of an Office file.
    characters
        Of the text of a document, and of its tables.
    cells
        Of its tables, merged cells unfolded.
    elements
        Of a page, or of a part of an Office file: their tags.
    nesting
        Elements of a page inside one another.
    pages, drawn_objects
        Of a PDF file; the objects of a repeated form count wherever it is drawn.
    stream_bytes
        What a stream of a PDF file unpacks to.

    Examples
    --------
    >>> text = f"某某市2023年政府信息公开工作年度报告\n全市共收到政府信息公开申请12件。{'。' * 600_000}"
    >>> from yoycompare.reports import read_report
    >>> read_report(text.encode())
    Traceback (most recent call last):
    yoycompare.errors.DocumentError: <bytes>: it has 600,038 characters; if you trust the file, raise the limit characters, now 400,000
    >>> len(read_report(text.encode(), limits=Limits(characters=1_000_000)).observations)
    1
    """

    file_bytes: int = 32 * MEBIBYTE
    total_bytes: int = 1024 * MEBIBYTE
    members: int = 100_000
    characters: int = 400_000
    cells: int = 200_000
    elements: int = 500_000
    nesting: int = 10_000
    pages: int = 500
    drawn_objects: int = 150_000
    stream_bytes: int = 128 * MEBIBYTE

    def check(self, name: str, found: int, where: str, problem: str) -> None:
        """Refuse a file of which more is found than a limit allows.

        Parameters
        ----------
        problem
            What is wrong, with `{found}` where the number belongs.

        Raises
        ------
        DocumentError
            `found` is beyond the limit.
        """
        if found > getattr(self, name):
            raise self.refusal(name, where, problem.format(found=f"{found:,}"))

    def refusal(self, name: str, where: str, problem: str) -> DocumentError:
        """The error that says which limit a file is beyond."""
        advice = f"if you trust the file, raise the limit {name}, now {getattr(self, name):,}"
        return DocumentError(where, problem, advice)


LIMITS: Final = Limits()


def check_document(document: Document, limits: Limits) -> None:
    """Refuse a document with more text or more cells than the limits allow.

    Raises
    ------
    DocumentError
        It has.
    """
    where = document.source.name
    cells = [cell for grid in document.grids for row in grid.rows for cell in row if cell is not None]
    limits.check("cells", len(cells), where, "its tables have {found} cells")
    limits.check("characters", len(document.text), where, "it has {found} characters")
    in_cells = sum(len(cell.text) for cell in cells)
    limits.check("characters", in_cells, where, "its tables have {found} characters")
