"""Comparison → files: Parquet and CSV with what their columns mean, SDMX-CSV, a Frictionless data package."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from yoycompare.comparisons.comparison import Comparison
from yoycompare.comparisons.exports.as_json import comparison_to_dict
from yoycompare.comparisons.exports.as_sdmx import comparison_to_sdmx
from yoycompare.comparisons.exports.columns import DESCRIPTIONS, dtype_to_name
from yoycompare.errors import OutputError
from yoycompare.files import write_whole

__all__ = ["FORMATS", "write_comparison"]

DATA: Final = "comparison.csv"
DAY_OF_ARCHIVE: Final = (1980, 1, 1, 0, 0, 0)  # the same comparison gives the same file


def write_comparison(change: Comparison, path: str | Path, format: str | None = None) -> Path:  # noqa: A002 - as the command line
    """Write a comparison, whole or not at all.

    Parameters
    ----------
    path
        Where; its suffix says how, unless `format` does: .parquet, .csv, .json, .zip (a data package).
    format
        `parquet`: with descriptions of columns, base, lag and vocabulary in the metadata of the file. `csv`: with a second
        file beside it, NAME-metadata.json, as CSVW (W3C) has it. `json`: `schemas/comparison.schema.json`. `sdmx`:
        SDMX-CSV 2.0 with observation status. `package`: a ZIP of datapackage.json (Frictionless) and the data as CSV.

    Raises
    ------
    OutputError
        The format is not known, or the file cannot be written.
    """
    path = Path(path)
    suffixes = {".parquet": "parquet", ".csv": "csv", ".json": "json", ".zip": "package"}
    wanted = format or suffixes.get(path.suffix.lower(), "")
    if wanted not in FORMATS:
        problem = f"a comparison is not written as {wanted or path.suffix or 'a file without suffix'}"
        raise OutputError(str(path), problem, f"use format= one of: {', '.join(FORMATS)}")
    written = write_whole(path, lambda stream: FORMATS[wanted](change, stream))
    if wanted == "csv":
        notes = json.dumps(_csvw(change, path.name), ensure_ascii=False, indent=1).encode("utf-8")
        write_whole(path.with_name(f"{path.name}-metadata.json"), lambda stream: stream.write(notes))
    return written


def _facts(change: Comparison) -> dict[str, str]:
    base = "" if change.base is None else str(change.base)
    return {"base": base, "lag": str(change.lag), "vocabulary": change.vocabulary.name}


def _parquet(change: Comparison, stream: IO[bytes]) -> None:
    described = json.dumps(DESCRIPTIONS, ensure_ascii=False)
    change.frame.write_parquet(stream, metadata={**_facts(change), "columns": described})


def _csv(change: Comparison, stream: IO[bytes]) -> None:
    change.frame.write_csv(stream)


def _json(change: Comparison, stream: IO[bytes]) -> None:
    content = json.dumps(comparison_to_dict(change), ensure_ascii=False, indent=1, allow_nan=False)
    stream.write(content.encode("utf-8") + b"\n")


def _sdmx(change: Comparison, stream: IO[bytes]) -> None:
    comparison_to_sdmx(change).write_csv(stream)


def _package(change: Comparison, stream: IO[bytes]) -> None:
    data = io.BytesIO()
    _csv(change, data)
    content = data.getvalue()
    described = {
        "profile": "tabular-data-package",
        "name": "yoycompare-comparison",
        **_facts(change),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "comparison",
                "path": DATA,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": {
                    "fields": _fields(change),
                    "missingValues": [""],
                    "primaryKey": ["entity", "scope", "metric", "applicant", "year"],
                },
            }
        ],
    }
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("datapackage.json", json.dumps(described, ensure_ascii=False, indent=1).encode("utf-8")),
            (DATA, content),
        ):
            archive.writestr(zipfile.ZipInfo(name, DAY_OF_ARCHIVE), text, zipfile.ZIP_DEFLATED)


def _fields(change: Comparison) -> list[dict[str, Any]]:
    return [
        {"name": name, "type": dtype_to_name(dtype), "description": DESCRIPTIONS[name]}
        for name, dtype in change.frame.schema.items()
    ]


def _csvw(change: Comparison, name: str) -> dict[str, Any]:
    columns = [
        {"name": item["name"], "datatype": item["type"], "dc:description": item["description"]}
        for item in _fields(change)
    ]
    key = ["entity", "scope", "metric", "applicant", "year"]
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "tableSchema": {"columns": columns, "primaryKey": key},
        "notes": [_facts(change)],
    }


FORMATS: Final[dict[str, Callable[[Comparison, IO[bytes]], None]]] = {
    "parquet": _parquet,
    "csv": _csv,
    "json": _json,
    "sdmx": _sdmx,
    "package": _package,
}
