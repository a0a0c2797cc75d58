"""What others build on: the public names, that they load when first used, and the errors."""

import builtins
import copy
import json
import pickle
import subprocess
import sys

import pytest

import yoycompare as yoy
from yoycompare import errors

INTERFACE = ("Comparison", "Observation", "Panel", "Report", "charts", "compare", "read_panel", "read_report")
ERRORS = [getattr(errors, name) for name in errors.__all__]
STAGES = [error for error in ERRORS if error is not errors.YoycompareError]
BUILTINS = {
    "BriefError": [ValueError],
    "ChartError": [ValueError],
    "CheckError": [ValueError],
    "ComparisonError": [ValueError],
    "DocumentError": [ValueError],
    "MissingFileError": [ValueError, FileNotFoundError],
    "NotAReportError": [ValueError],
    "OutputError": [OSError],
    "PanelError": [ValueError],
    "ReportError": [ValueError],
    "SkippedFileError": [ValueError],
    "SyntheticError": [ValueError],
    "UnknownContainerError": [ValueError],
    "VocabularyError": [ValueError],
}
FRESH = """
import json, sys
HEAVY = ("attrs", "matplotlib", "polars", "rich", "selectolax", "yoycompare.charts", "yoycompare.panels")
loaded = lambda: [name for name in HEAVY if name in sys.modules]
import yoycompare
found = {"after import": loaded()}
yoycompare.compare(yoycompare.load_dataset())
found["after comparing"] = loaded()
names = {}
exec("from yoycompare import *", names)
found["names"] = sorted(name for name in names if not name.startswith("__"))
print(json.dumps(found))
"""


def through_pickle(item: object) -> object:
    """What another process would receive."""
    return pickle.loads(pickle.dumps(item))  # noqa: S301 - its own bytes


def test_all_is_sorted():
    """`__all__` is sorted and names nothing twice."""
    assert sorted(set(yoy.__all__)) == yoy.__all__


@pytest.mark.parametrize("name", yoy.__all__)
def test_name_resolves_to_its_own(name):
    """Each public name is there, and is what it is called."""
    assert name == getattr(yoy, name).__name__.removeprefix("yoycompare.")


def test_dir_lists_all_names():
    """`dir` lists every public name, also those not used yet, in order."""
    listed = dir(yoy)
    assert (sorted(listed), []) == (listed, [name for name in yoy.__all__ if name not in listed])


def test_unknown_name():
    """A name that is not there is an ordinary attribute error."""
    with pytest.raises(AttributeError) as caught:
        yoy.read_reprot  # noqa: B018
    assert "module 'yoycompare' has no attribute 'read_reprot'" == str(caught.value)


@pytest.mark.parametrize("name", INTERFACE)
def test_name_of_the_interface_is_public(name):
    """The names that others build on are public."""
    assert name in yoy.__all__


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        ("Panel", ["from_frame", "from_reports"]),
        ("Comparison", ["explain", "table"]),
    ],
)
def test_methods_of_the_interface(owner, names):
    """The classes that others build on have their methods."""
    assert names == [name for name in names if callable(getattr(getattr(yoy, owner), name))]


def test_report_has_its_fields():
    """A report has the fields that others read."""
    report = yoy.read_report(
        "某某市2023年政府信息公开工作年度报告\n2023年，全市共收到政府信息公开申请12件。".encode()
    )
    fields = ("entity", "year", "form", "scope")
    expected = ["某某市", 2023, "prose", "area", 1, 1, ()]
    actual = [getattr(report, name) for name in fields]
    assert expected == [*actual, len(report.observations), len(report.quantities), report.unread]


def test_name_is_the_same_object_each_time():
    """A name that was fetched once is kept."""
    assert yoy.Panel is yoy.Panel


@pytest.fixture(scope="module")
def fresh() -> dict[str, list[str]]:
    """What a fresh interpreter has after a star import, after the import alone, and after comparing."""
    finished = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(finished.stdout)
    return found


def test_import_loads_no_heavy_library(fresh):
    """Importing the package loads neither polars nor matplotlib nor a document reader."""
    assert [] == fresh["after import"]


def test_comparing_loads_no_charts(fresh):
    """Comparing needs neither matplotlib nor a document reader."""
    assert ["attrs", "polars", "yoycompare.panels"] == fresh["after comparing"]


def test_star_import_brings_the_public_names(fresh):
    """A star import brings exactly the public names."""
    assert yoy.__all__ == fresh["names"]


def test_version_is_text():
    """The version has three numbers."""
    assert [True] * 3 == [part.isdigit() for part in yoy.__version__.split(".")]


# errors


def test_errors_are_sorted():
    """`errors.__all__` is sorted and names every class of the module."""
    classes = [name for name, item in vars(errors).items() if isinstance(item, type)]
    assert (errors.__all__, errors.__all__) == (sorted(errors.__all__), sorted(classes))


@pytest.mark.parametrize("error", ERRORS)
def test_error_has_the_root(error):
    """One `except` catches every error of the package."""
    assert issubclass(error, errors.YoycompareError)


def test_errors_have_a_builtin_base():
    """Every error but the root is also the builtin that callers already catch."""
    found = {
        error.__name__: [
            base
            for base in error.__mro__
            if base.__name__ in vars(builtins)
            and base.__name__ in ("ValueError", "OSError", "FileNotFoundError")
        ]
        for error in STAGES
    }
    expected = {
        name: bases + ([OSError] if FileNotFoundError in bases else []) for name, bases in BUILTINS.items()
    }
    assert expected == found


@pytest.mark.parametrize("error", ERRORS)
def test_error_has_its_parts_as_fields(error):
    """Place, problem and advice are fields, and the text is made of them."""
    caught = error("a.html", "the file is empty", "save the page again")
    expected = (
        "a.html",
        "the file is empty",
        "save the page again",
        "the file is empty; save the page again",
        "a.html: the file is empty; save the page again",
    )
    assert expected == (caught.where, caught.problem, caught.advice, caught.reason, str(caught))


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("again", [through_pickle, copy.copy, copy.deepcopy])
def test_error_survives_pickling_and_copying(error, again):
    """An error comes out of another process as it went in."""
    caught = error("a.html", "the file is empty", "save the page again")
    returned = again(caught)
    parts = (error, caught.where, caught.problem, caught.advice, str(caught))
    assert parts == (type(returned), returned.where, returned.problem, returned.advice, str(returned))


@pytest.mark.parametrize("error", ERRORS)
def test_error_has_all_parts_as_arguments(error):
    """The arguments of an error are its three parts, so that its repr shows them."""
    caught = error("a.html", "the file is empty", "save the page again")
    assert ("a.html", "the file is empty", "save the page again") == caught.args


@pytest.mark.parametrize("error", [errors.MissingFileError, errors.OutputError])
def test_operating_system_fields_hold_no_other_part(error):
    """Fields that builtin file errors have do not hold parts that mean something else."""
    caught = error("a.html", "no such file", "check the path")
    assert [] == [name for name in ("errno", "strerror", "filename2") if getattr(caught, name) is not None]
    assert caught.filename in (None, "a.html")
