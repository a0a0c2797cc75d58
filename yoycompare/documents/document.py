"""What a reader makes of a file: text and table grids, nothing interpreted."""

from __future__ import annotations

from attrs import field, frozen

from yoycompare.errors import DocumentError

__all__ = ["Cell", "Document", "Grid", "Place", "Source"]


@frozen(kw_only=True)
class Source:
    """Where the bytes came from: a name for messages, and their SHA-256."""

    name: str
    sha256: str


@frozen(kw_only=True)
class Place:
    """Where a figure is printed: a cell, a span of the text, or a row of a data file.

    Tables, rows and columns count from 1, over the grid as it stands after merged cells are
    unfolded. `start` and `end` count code points of the document's text, end exclusive.

    Examples
    --------
    >>> str(Place(table=3, row=6, column=4)), str(Place(start=120, end=126))
    ('table 3, row 6, column 4', 'characters 120-126')
    """

    table: int | None = None
    row: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        if self.table is not None:
            return f"table {self.table}, row {self.row}, column {self.column}"
        if self.row is not None:
            return f"row {self.row}"
        return f"characters {self.start}-{self.end}"


@frozen
class Cell:
    """A cell as printed. `row` and `column` are those of its upper left corner, from 1.

    Lines inside the cell are kept as line breaks: ``1`` above ``2`` is not 12.
    """

    text: str
    row: int
    column: int


@frozen(kw_only=True)
class Grid:
    """A table, merged cells unfolded: every position of a merged cell holds the same `Cell`.

    A position that no cell covers is None, which is not the same as an empty cell.
    """

    number: int
    rows: tuple[tuple[Cell | None, ...], ...] = field(repr=False)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a position, both counted from 1; None where there is none."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None


@frozen(kw_only=True)
class Document:
    """Text and tables of one file.

    `text` holds what stands outside `grids`; for a plain text file it is the decoded file,
    unchanged. `title` is what the container itself calls its title (HTML ``<title>``), `published` its
    day of publication (HTML ``<meta name="PubDate">``), as it is written there.
    """

    source: Source
    container: str
    encoding: str
    title: str
    text: str = field(repr=False)
    grids: tuple[Grid, ...] = field(repr=False)
    published: str = field(default="", repr=False)

    def printed_at(self, place: Place) -> str:
        """The printed text at a place, read again.

        Raises
        ------
        DocumentError
            The place lies outside the document.
        """
        if place.start is not None and place.end is not None:
            if 0 <= place.start <= place.end <= len(self.text):
                return self.text[place.start : place.end]
        elif place.table is not None and place.row is not None and place.column is not None:
            grid = self.grids[place.table - 1] if 0 < place.table <= len(self.grids) else None
            cell = grid.at(place.row, place.column) if grid is not None else None
            if cell is not None:
                return cell.text
        raise DocumentError(self.source.name, f"there is no {place}", "ask for a place of this document")
