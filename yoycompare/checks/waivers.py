"""Findings that someone has looked at and let stand, each by its fingerprint and with a reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
from attrs import fields, frozen

from yoycompare.errors import CheckError

__all__ = ["Waiver", "lapsed_waivers", "read_waivers", "with_waivers"]


@frozen(kw_only=True)
class Waiver:
    """A finding that stands for a reason; the other fields are for people who read the file."""

    fingerprint: str
    reason: str
    entity: str = ""
    year: int | None = None
    check: str = ""
    by: str = ""


def read_waivers(path: str | Path) -> tuple[Waiver, ...]:
    """The waivers of a TOML file: `[[waiver]]` with `fingerprint` and `reason`, and entity, year, check, by if wanted.

    Raises
    ------
    CheckError
        The file is not there, is no TOML, or an entry lacks its fingerprint or its reason.
    """
    try:
        content = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CheckError(
            str(path), f"it cannot be read ({error.strerror or error})", "name a file of waivers"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CheckError(str(path), f"it is no TOML ({error})", "mend that line") from None
    unknown = [name for name in content if name != "waiver"]
    entries = content.get("waiver", [])
    if unknown or not isinstance(entries, list):
        found = ", ".join(map(repr, unknown)) or "'waiver'"
        raise CheckError(str(path), f"unknown entry {found}", "write [[waiver]] entries only")
    return tuple(_waiver(entry, f"{path}, waiver {number}") for number, entry in enumerate(entries, start=1))


def _waiver(entry: Any, where: str) -> Waiver:
    known = {attribute.name: attribute for attribute in fields(Waiver)}
    if not isinstance(entry, dict):
        raise CheckError(where, f"expected a table, found {entry!r}", "write [[waiver]] above its fields")
    for name, value in entry.items():
        if name not in known:
            raise CheckError(where, f"unknown field {name!r}", f"use one of: {', '.join(known)}")
        if not isinstance(value, int if name == "year" else str):
            kind = "a whole number" if name == "year" else "a text"
            raise CheckError(where, f"{name} is {value!r}", f"write {kind}")
    for name in ("fingerprint", "reason"):
        if not entry.get(name, "").strip():
            raise CheckError(where, f"{name} is missing", "write the fingerprint and why the finding stands")
    return Waiver(**entry)


def with_waivers(frame: pl.DataFrame, waivers: Iterable[Waiver]) -> pl.DataFrame:
    """Findings with a column `waived`: the reason why one stands, null where there is none."""
    reasons = {waiver.fingerprint: waiver.reason for waiver in waivers}
    waived = pl.col("fingerprint").replace_strict(reasons, default=None, return_dtype=pl.String)
    return frame.with_columns(waived=waived if reasons else pl.lit(None, dtype=pl.String))


def lapsed_waivers(frame: pl.DataFrame, waivers: Iterable[Waiver]) -> tuple[Waiver, ...]:
    """The waivers of nothing: the numbers changed, or the report is not among those that were checked."""
    known = set(frame["fingerprint"].drop_nulls())
    return tuple(waiver for waiver in waivers if waiver.fingerprint not in known)
