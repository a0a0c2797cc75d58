"""Waivers: a finding stands for a reason as long as its numbers do."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_texts import RECEIVED, requests_page

from yoycompare.checks import Waiver, check, read_waivers
from yoycompare.errors import CheckError
from yoycompare.reports import read_report


def page(total: int) -> bytes:
    return requests_page({RECEIVED: (5, 1, 0, 0, 0, 0, total)})


def test_a_waived_finding_fails_no_more(tmp_path: Path) -> None:
    """It stays in the frame with its reason; when the number changes, it is back and the waiver lapses."""
    (finding,) = check(read_report(page(7))).errors.to_dicts()
    file = tmp_path / "waivers.toml"
    file.write_text(
        f'[[waiver]]\nfingerprint = "{finding["fingerprint"]}"\nreason = "已向财政局核实"\nyear = 2024\n',
        "utf-8",
    )
    waivers = read_waivers(file)
    again = check(read_report(page(7)), waivers=waivers)
    changed = check(read_report(page(8)), waivers=waivers)

    assert again.errors.is_empty()
    assert ["已向财政局核实"] == again.frame.drop_nulls("waived")["waived"].to_list()
    assert () == again.lapsed
    assert [8.0] == changed.errors["left"].to_list()
    assert waivers == changed.lapsed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[[waiver]]\nreason = 'x'\n",
            "waiver 1: fingerprint is missing; write the fingerprint and why the finding stands",
        ),
        (
            "[[waiver]]\nfingerprint = 'a'\nreason = ' '\n",
            "waiver 1: reason is missing; write the fingerprint and why the finding stands",
        ),
        ("[[waiver]]\nfingerprint = 1\nreason = 'x'\n", "waiver 1: fingerprint is 1; write a text"),
        (
            "[[waiver]]\nfinger = 'a'\n",
            "waiver 1: unknown field 'finger'; use one of: fingerprint, reason, entity, year, check, by",
        ),
        ("[[waivers]]\nfingerprint = 'a'\n", "unknown entry 'waivers'; write [[waiver]] entries only"),
    ],
)
def test_bad_waivers(tmp_path: Path, text: str, expected: str) -> None:
    """One line names the entry and what to write."""
    file = tmp_path / "waivers.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CheckError) as caught:
        read_waivers(file)
    separator = ", " if expected.startswith("waiver") else ": "
    assert f"{file}{separator}{expected}" == str(caught.value)


def test_no_toml_and_no_file(tmp_path: Path) -> None:
    """A broken file says where, a missing one that it is not there."""
    file = tmp_path / "waivers.toml"
    with pytest.raises(CheckError) as caught:
        read_waivers(file)
    assert f"{file}: it cannot be read (No such file or directory); name a file of waivers" == str(
        caught.value
    )
    file.write_text("[[waiver]\n", encoding="utf-8")
    with pytest.raises(CheckError, match=r"it is no TOML .* mend that line"):
        read_waivers(file)


def test_waivers_of_nothing() -> None:
    """A waiver that no finding has is told, not swallowed."""
    waiver = Waiver(fingerprint="0" * 16, reason="x")
    assert (waiver,) == check(read_report(page(6)), waivers=[waiver]).lapsed
