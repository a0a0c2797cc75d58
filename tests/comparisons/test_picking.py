"""One value per entity, scope, year, metric and applicant: which of several stands, and what is noted."""

import itertools

import pytest
from small_panels import compared, panel_of, row_of

from yoycompare import compare

FORM = {"form": "gid-2021"}
OWN_TABLE = {"value": 1, "source": "table", "basis": "table", "vintage": 2023, "doc": "a"}
OWN_DERIVED_TABLE = {"value": 2, "source": "derived", "basis": "table", "vintage": 2023, "doc": "a"}
OWN_PROSE = {"value": 3, "source": "prose", "basis": "prose", "vintage": 2023, "doc": "a"}
OWN_DERIVED_PROSE = {"value": 4, "source": "derived", "basis": "prose", "vintage": 2023, "doc": "b"}
LINKED_TABLE = {"value": 5, "source": "linked", "basis": "table", "vintage": 2024, "doc": "c"}
LINKED_PROSE = {"value": 6, "source": "linked", "basis": "prose", "vintage": 2024, "doc": "d"}
BEST_FIRST = (OWN_TABLE, OWN_DERIVED_TABLE, OWN_PROSE, OWN_DERIVED_PROSE, LINKED_TABLE, LINKED_PROSE)


def picked(*rows):
    """Value and note of 2023, of these rivals."""
    row = row_of(compared(*({"year": 2023} | FORM | row for row in rows), base=None), 2023)
    return row["value"], row["note"]


@pytest.mark.parametrize(("better", "worse"), list(itertools.combinations(BEST_FIRST, 2)))
def test_better_evidence_is_picked_in_any_order(better, worse):
    """Own report before linked, table cells before prose, print before what is computed."""
    note = f"other sources say {worse['value']} ({worse['source']})"
    assert [(better["value"], note)] * 2 == [picked(better, worse), picked(worse, better)]


@pytest.mark.parametrize("source", ["table", "prose"])
def test_derived_of_unknown_basis_comes_last_of_its_report(source):
    """A derived value that does not say what it rests on comes after all print of its report."""
    change = compared(
        {"year": 2023, "value": 2, "source": "derived", "form": "gid-2021"},
        {"year": 2023, "value": 1, "source": source, "form": "gid-2021"},
        base=None,
    )
    row = row_of(change, 2023)
    assert (1.0, source, "other sources say 2 (derived)") == (row["value"], row["source"], row["note"])


def test_a_value_comes_before_none():
    """A blank cell gives way to any value, also to one that another year's report states."""
    blank = OWN_TABLE | {"value": None}
    assert [(6.0, None), (6.0, None)] == [picked(blank, LINKED_PROSE), picked(LINKED_PROSE, blank)]


def test_blank_stands_where_there_is_nothing_else():
    """Of rows without a value the best evidence stands, with its status."""
    change = compared(
        {"year": 2023, "value": None, "status": "text", "source": "prose"},
        {"year": 2023, "value": None, "status": "dash", "source": "table"},
        base=None,
    )
    row = row_of(change, 2023)
    assert (None, "dash", "table") == (row["value"], row["status"], row["source"])


def test_rivals_that_agree_are_not_noted():
    """A second source that says the same is no rival."""
    assert (1.0, None) == picked(OWN_TABLE, OWN_PROSE | {"value": 1})


def test_all_rivals_are_noted_once():
    """Each other value stands in the note once, with its source."""
    rivals = [OWN_PROSE, LINKED_TABLE | {"value": 3}, LINKED_PROSE | {"value": 3}, OWN_DERIVED_PROSE]
    expected = "other sources say 3 (linked), 3 (prose), 4 (derived)"
    assert (1.0, expected) == picked(OWN_TABLE, *rivals)


def test_rival_with_a_fraction():
    """Rivals are written without a superfluous .0 and with the fraction that they have."""
    assert (1.0, "other sources say 2.25 (prose)") == picked(OWN_TABLE, OWN_PROSE | {"value": 2.25})


def test_rival_of_many_digits():
    """A large amount is written out in full."""
    assert (1.0, "other sources say 727012578 (prose)") == picked(OWN_TABLE, OWN_PROSE | {"value": 727012578})


def test_rivals_beyond_whole_numbers():
    """A rival may be as large as a panel takes values."""
    value, note = picked(OWN_TABLE, OWN_PROSE | {"value": 2e19})
    assert (1.0, True) == (value, note.startswith("other sources say 2"))


def test_first_file_stands_where_evidence_is_equal():
    """Of two files with equal evidence the one that was read first stands, and the other is noted."""
    first, second = OWN_TABLE | {"doc": "z"}, OWN_TABLE | {"doc": "a", "value": 9}
    expected = [(1.0, "other sources say 9 (table)"), (9.0, "other sources say 1 (table)")]
    assert expected == [picked(first, second), picked(second, first)]


def test_linked_value_that_differs_is_noted_as_rival():
    """Where two reports do not continue each other, the own figure stands and the other is noted."""
    change = compared(
        {"metric": "requests.carried_out", "year": 2021, "value": 24} | FORM,
        {"metric": "requests.carried_in", "year": 2022, "value": 30} | FORM,
        base=None,
    )
    row = row_of(change, 2021)
    assert (24.0, "table", "other sources say 30 (linked)") == (row["value"], row["source"], row["note"])


def test_rivals_come_before_the_other_notes():
    """Notes are one text, parted by semicolons."""
    rows = ({"year": 2023} | FORM | row for row in (OWN_TABLE, OWN_PROSE))
    assert "other sources say 3 (prose); index: no_base" == row_of(compared(*rows), 2023)["note"]


def test_picking_changes_nothing_in_the_panel():
    """All rivals stay in the panel."""
    panel = panel_of(*({"year": 2023} | FORM | row for row in BEST_FIRST))
    compare(panel)
    assert [1.0, 2.0, 3.0, 4.0, 5.0, 6.0] == panel.frame["value"].to_list()


def test_picked_row_keeps_its_provenance():
    """Source, document and basis of a row are those of the value that was picked."""
    change = compared(*({"year": 2023} | FORM | row for row in (OWN_DERIVED_PROSE, OWN_PROSE)), base=None)
    row = row_of(change, 2023)
    assert (3.0, "prose", "a") == (row["value"], row["source"], row["doc"])
