"""A comparison in the hands of other tools: Arrow, JSON, Parquet, CSV, SDMX-CSV, a data package."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from small_panels import compared

import yoycompare as yoy
from yoycompare.comparisons import comparison_to_dict, comparison_to_sdmx
from yoycompare.comparisons.comparison import COLUMNS
from yoycompare.comparisons.exports.columns import DESCRIPTIONS
from yoycompare.errors import OutputError

SCHEMA = json.loads(
    files("yoycompare").joinpath("schemas", "comparison.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def change() -> yoy.Comparison:
    return yoy.compare(yoy.load_dataset(), base=2019)


def test_every_column_is_described() -> None:
    """In the descriptions, and in the schema."""
    assert set(COLUMNS) == set(DESCRIPTIONS) == set(SCHEMA["$defs"]["row"]["properties"])


def test_json(change: yoy.Comparison, tmp_path: Path) -> None:
    """Of its schema, in memory and as a file."""
    jsonschema.validate(comparison_to_dict(change), SCHEMA)
    file = yoy.write_comparison(change, tmp_path / "a.json")
    content = json.loads(file.read_text(encoding="utf-8"))

    assert (2019, 1, change.frame.height) == (content["base"], content["lag"], len(content["rows"]))


def test_arrow(change: yoy.Comparison) -> None:
    """The comparison itself is a stream of Arrow: nothing is copied by hand."""
    assert pl.DataFrame(change).equals(change.frame)


@pytest.mark.parametrize("library", ["pyarrow", "pandas", "duckdb"])
def test_other_libraries(change: yoy.Comparison, library: str) -> None:
    """pyarrow, pandas and DuckDB take it as it is."""
    module = pytest.importorskip(library)
    pytest.importorskip("pyarrow")
    expected = change.frame["difference"].sum()
    if library == "pyarrow":
        assert expected == pl.from_arrow(module.table(change))["difference"].sum()  # type: ignore[call-overload,index]
    elif library == "pandas":
        assert expected == module.DataFrame.from_arrow(change)["difference"].sum()
    else:
        frame = change.frame  # noqa: F841 - DuckDB finds it by its name
        assert [(expected,)] == module.sql("select sum(difference) from frame").fetchall()


def test_parquet_with_metadata(change: yoy.Comparison, tmp_path: Path) -> None:
    """The rows, and what the columns mean."""
    file = yoy.write_comparison(change, tmp_path / "a.parquet")
    metadata = pl.read_parquet_metadata(file)

    assert pl.read_parquet(file).equals(change.frame)
    assert ("2019", "1") == (metadata["base"], metadata["lag"])
    assert DESCRIPTIONS == json.loads(metadata["columns"])


def test_csv_with_metadata(change: yoy.Comparison, tmp_path: Path) -> None:
    """CSVW beside the file names every column."""
    file = yoy.write_comparison(change, tmp_path / "a.csv")
    notes = json.loads((tmp_path / "a.csv-metadata.json").read_text(encoding="utf-8"))

    assert change.frame.height == pl.read_csv(file, infer_schema=False).height
    assert ["a.csv", list(COLUMNS)] == [
        notes["url"],
        [column["name"] for column in notes["tableSchema"]["columns"]],
    ]


def test_data_package(change: yoy.Comparison, tmp_path: Path) -> None:
    """The hash is that of the data; the fields are its columns; the same comparison gives the same file."""
    file, again = (yoy.write_comparison(change, tmp_path / name) for name in ("a.zip", "b.zip"))
    with zipfile.ZipFile(file) as archive:
        package, data = json.loads(archive.read("datapackage.json")), archive.read("comparison.csv")
    (resource,) = package["resources"]

    assert f"sha256:{hashlib.sha256(data).hexdigest()}" == resource["hash"]
    assert pl.read_csv(io.BytesIO(data), infer_schema=False).columns == [
        field["name"] for field in resource["schema"]["fields"]
    ]
    assert file.read_bytes() == again.read_bytes()


def test_sdmx() -> None:
    """Each measure is a row; what is missing has no value and the status O, a break B."""
    rows = [
        {"metric": "disclosure.normative_documents.made", "year": year, "value": value, "form": form}
        for year, value, form in (
            (2019, 40.0, "gid-2019"),
            (2020, 60.0, "gid-2019"),
            (2021, 50.0, "gid-2021"),
        )
    ]
    frame = comparison_to_sdmx(compared(*rows, base=2019))
    found = {
        (row["MEASURE"], row["TIME_PERIOD"]): (row["OBS_VALUE"], row["OBS_STATUS"], row["OBS_NOTE"])
        for row in frame.to_dicts()
    }

    assert ["STRUCTURE", "STRUCTURE_ID", "ACTION"] == frame.columns[:3]
    assert (60.0, "A", None) == found["VALUE", 2020]
    assert (20.0, "E", None) == found["DIFFERENCE", 2020]
    assert (None, "O", "missing") == found["DIFFERENCE", 2019]
    assert (None, "B", "break") == found["PERCENT", 2021]
    assert (150.0, "E", None) == found["INDEX", 2020]
    assert (
        not frame.select("REF_AREA", "SCOPE", "INDICATOR", "APPLICANT", "MEASURE", "TIME_PERIOD")
        .is_duplicated()
        .any()
    )


def test_a_format_that_is_not_known(change: yoy.Comparison, tmp_path: Path) -> None:
    """One line names those that are; nothing is written."""
    with pytest.raises(OutputError) as caught:
        yoy.write_comparison(change, tmp_path / "a.xls")
    expected = "a comparison is not written as .xls; use format= one of: parquet, csv, json, sdmx, package"
    assert f"{tmp_path / 'a.xls'}: {expected}" == str(caught.value)
    assert [] == list(tmp_path.iterdir())
