"""Writing files whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from yoycompare.errors import OutputError
from yoycompare.files import write_whole


def test_content_and_rights(tmp_path):
    """The file holds what was written, with the rights that new files have."""
    plain = tmp_path / "plain"
    plain.touch()
    path = write_whole(tmp_path / "a.txt", lambda stream: stream.write(b"12"))
    assert (b"12", stat.S_IMODE(plain.stat().st_mode)) == (
        path.read_bytes(),
        stat.S_IMODE(path.stat().st_mode),
    )


def test_failure_leaves_what_was_there(tmp_path):
    """A writer that fails half-way leaves the old file, and nothing beside it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(stream):
        stream.write(b"new")
        raise OSError(28, os.strerror(28))

    with pytest.raises(OutputError) as raised:
        write_whole(path, fail)
    expected = f"{path}: it cannot be written (No space left on device); name a folder that exists and is yours to write"
    assert expected == str(raised.value)
    assert [("a.txt", b"old")] == [(item.name, item.read_bytes()) for item in tmp_path.iterdir()]


def test_folder_below_a_file(tmp_path):
    """A folder that cannot be one is named."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError) as raised:
        write_whole(tmp_path / "a" / "b.txt", lambda stream: stream.write(b""))
    assert (
        f"{tmp_path / 'a' / 'b.txt'}: it cannot be written (Not a directory); name a folder that exists and is yours to write"
        == str(raised.value)
    )
