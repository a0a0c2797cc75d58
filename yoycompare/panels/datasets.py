"""The figures that ship with the package → Panel."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Final

from yoycompare.documents import Document, Place, Source
from yoycompare.errors import MissingFileError
from yoycompare.panels.panel import Panel
from yoycompare.reports import Observation, Origin, Report, Scope, Status, Witness
from yoycompare.reports.derivation import derive
from yoycompare.reports.forms import observations_to_categories
from yoycompare.vocabulary import Vocabulary, default_vocabulary

__all__ = ["dataset_path", "load_dataset"]

GID_REPORTS: Final = "gid-reports"
HEADER_ROWS: Final = 1


def dataset_path(name: str = GID_REPORTS) -> Path:
    """The CSV file of a dataset; ``datapackage.json`` beside it says what its columns are.

    Raises
    ------
    MissingFileError
        No dataset of that name ships with the package.
    """
    package = Path(__file__).parent.parent
    for folder in (package / "datasets", package.parent / "datasets"):  # installed; in the repository
        path = folder / f"{name}.csv"
        if path.is_file():
            return path
    raise MissingFileError(name, "no dataset of that name ships with the package", f"use {GID_REPORTS!r}")


def load_dataset(name: str = GID_REPORTS) -> Panel:
    """A panel of real figures, with their sources.

    `gid-reports` holds the figures that the reports of Zhejiang 2019, Suqian 2023 and 2024 and the
    General Office of the Shanghai municipal government 2019 print.

    Examples
    --------
    >>> import polars as pl
    >>> panel = load_dataset()
    >>> panel.frame.filter(pl.col("source") == "linked", pl.col("entity") == "浙江省").select("year", "value").row(0)
    (2018, 552.0)
    """
    path = dataset_path(name)
    content = path.read_bytes()
    rows = list(enumerate(csv.DictReader(content.decode("utf-8").splitlines()), start=HEADER_ROWS + 1))
    digest = hashlib.sha256(content).hexdigest()
    vocabulary = default_vocabulary()
    by_report = groupby(rows, key=lambda item: (item[1]["agency"], item[1]["scope"], item[1]["year"]))
    reports = [_rows_to_report(list(group), path.name, digest, vocabulary) for _, group in by_report]
    return Panel.from_reports(reports, vocabulary=vocabulary)


def _rows_to_report(
    rows: Sequence[tuple[int, Mapping[str, str]]], file: str, digest: str, vocabulary: Vocabulary
) -> Report:
    _, first = rows[0]
    observations = [_row_to_observation(number, row) for number, row in rows]
    categories = observations_to_categories(first["form"], observations, vocabulary)
    source = Source(name=f"{file} ({first['source_address']})", sha256=digest)
    return Report(
        document=Document(source=source, container="dataset", encoding="utf-8", title="", text="", grids=()),
        entity=first["agency"],
        entity_from=Witness.CALLER,
        scope=Scope(first["scope"]),
        level=first["level"],
        year=int(first["year"]),
        year_from=Witness.CALLER,
        published=None,
        title=f"{first['agency']} {first['year']}",
        form=first["form"],
        categories=categories,
        observations=tuple(observations + derive(observations, categories, vocabulary)),
        quantities=(),
        unread=(),
    )


def _row_to_observation(number: int, row: Mapping[str, str]) -> Observation:
    value = Decimal(row["value"]) if row["value"] else None
    source = Origin(row["source"])
    return Observation(
        metric=row["metric"],
        applicant=row["applicant"],
        value=value,
        low=value,
        high=value,
        unit=row["unit"],
        status=Status(row["status"]),
        source=source,
        basis=source,
        raw=row["printed"],
        place=Place(row=number),
    )
