"""Files of every container, damaged at random: read, or refused with one line; never anything else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.errors import YoycompareError
from yoycompare.synthetic import CONTAINERS, random_file

pytest.importorskip("docx", reason="the extra docx is not installed")
pytest.importorskip("xlsxwriter", reason="the extra xlsx is not installed")
pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

PDF = min((Path(__file__).parent / "pdf_fixtures").glob("*.pdf"))
BYTES = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\0",
    b"\xff",
    b"9" * 40,
    b"<table>",
    b"</td>",
    b"<td colspan=9>",
    b"|",
    b"\t",
    b"PK\x03\x04",
)


@cache
def whole(container: str) -> bytes:
    """A report of a body, undamaged."""
    if container == "pdf":
        return PDF.read_bytes()
    return random_file(3, container=container, form="gid-2021", quirks=()).data


def read(data: bytes) -> yoy.Report | str:
    """The report, or the message that refuses it."""
    try:
        return yoy.read_report(data, entity="某某市", year=2023)
    except YoycompareError as error:
        return str(error)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file cut short, with pieces taken out, doubled, overwritten or put in."""
    data = whole(draw(st.sampled_from([*CONTAINERS, "pdf"])))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 200))
        piece = draw(st.one_of(st.binary(max_size=8), st.sampled_from(BYTES)))
        how = draw(st.sampled_from(("cut", "take out", "double", "overwrite", "put in")))
        if how == "cut":
            data = data[:place]
        elif how == "take out":
            data = data[:place] + data[place + length :]
        elif how == "double":
            data = data[: place + length] + data[place:]
        elif how == "overwrite":
            data = data[:place] + piece + data[place + len(piece) :]
        else:
            data = data[:place] + piece + data[place:]
    return data


@given(damaged())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_damaged_files(data: bytes) -> None:
    """No error but those of this package, and its message is one line; what is read knows its places."""
    report = read(data)

    assert isinstance(report, yoy.Report) or "\n" not in report
    for item in report.observations if isinstance(report, yoy.Report) else ():
        assert item.place is None or item.raw == report.document.printed_at(item.place)


@pytest.mark.parametrize("container", [*CONTAINERS, "pdf"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_truncated_files(container: str, share: float) -> None:
    """A download that broke off is refused, or read as far as it goes: no figure but those of the whole."""
    data = whole(container)
    figures = {(item.metric, item.applicant, item.raw) for item in yoy.read_report(data).observations}
    report = read(data[: int(share * len(data))])

    assert isinstance(report, yoy.Report) or "\n" not in report
    if isinstance(report, yoy.Report):  # the last number may be cut too
        printed = [item for item in report.observations if item.source != "derived"]
        assert 1 >= sum((item.metric, item.applicant, item.raw) not in figures for item in printed)


@given(st.binary(max_size=3000))
@settings(max_examples=100, deadline=None)
def test_any_bytes(data: bytes) -> None:
    """Bytes of nothing at all."""
    with pytest.raises(YoycompareError) as caught:
        yoy.read_report(data)

    assert "\n" not in str(caught.value)
