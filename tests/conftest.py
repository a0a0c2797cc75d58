"""What tests of several folders need: the vocabulary, the folder of real reports, settings of Hypothesis."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from yoycompare.vocabulary import Vocabulary, default_vocabulary

REAL_REPORTS = "YOYCOMPARE_REAL_REPORTS"

# The same examples each time: a gate that fails must fail again. To search for new ones, pass
# --hypothesis-profile=search.
settings.register_profile("gate", deadline=None, max_examples=40, derandomize=True, database=None)
settings.register_profile("search", deadline=None, max_examples=1000, database=None)
settings.load_profile("gate")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    return default_vocabulary()


@pytest.fixture(scope="session")
def real_reports() -> Path:
    """The folder of reports with real figures; tests that need it are skipped where it is not named."""
    named = os.environ.get(REAL_REPORTS)
    if not named:
        pytest.skip(f"no real reports: set {REAL_REPORTS} to the folder that holds them and expected.csv")
    folder = Path(named)
    if not (folder / "expected.csv").is_file():
        pytest.fail(f"{REAL_REPORTS} names {folder}, which holds no expected.csv", pytrace=False)
    return folder
