"""Numbers as texts for people."""

import pytest

from yoycompare.comparisons.numerals import change_text, number_text, percent_text, points_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (0.0, "0"),
        (-0.0, "0"),
        (7.0, "7"),
        (1087.0, "1,087"),
        (30105.0, "30,105"),
        (727012578.0, "727,012,578"),
        (-12.0, "−12"),
        (-1234.5, "−1,234.50"),
        (2950.5, "2,950.50"),
    ],
)
def test_number(value, expected):
    """A number has thousands separators, a true minus, and two decimals where it is not whole."""
    assert expected == number_text(value, rate=False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), (57.030774, "57.03 %"), (0.0, "0.00 %"), (100.0, "100.00 %"), (-0.001, "0.00 %")],
)
def test_rate(value, expected):
    """A rate has two decimals and its sign of percent."""
    assert expected == number_text(value, rate=True)


@pytest.mark.parametrize(("value", "expected"), [(100.0, "100.0"), (50.78197, "50.8"), (1234.56, "1,234.6")])
def test_number_with_decimals(value, expected):
    """A number has the decimals that are asked for."""
    assert expected == number_text(value, rate=False, decimals=1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (535.0, "+535"),
        (-12.0, "−12"),
        (0.0, "0"),
        (-0.0, "0"),
        (1234.5, "+1,234.50"),
        (-1234.0, "−1,234"),
    ],
)
def test_change(value, expected):
    """A difference has its sign, and 0 has none."""
    assert expected == change_text(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (96.920290, "+96.9 %"),
        (0.3987, "+0.40 %"),
        (-29.648, "−29.6 %"),
        (-1.4605, "−1.46 %"),
        (0.0, "0.00 %"),
        (1583.3333, "+1,583.3 %"),
        (-100.0, "−100.0 %"),
        (0.001, "0.00 %"),
        (-0.001, "0.00 %"),
    ],
)
def test_percent(value, expected):
    """A percent has one decimal, two where it is small, and no sign where it rounds to 0."""
    assert expected == percent_text(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), (10.444447, "+10.44 pp"), (-1.4605, "−1.46 pp"), (0.0, "0.00 pp"), (0.004, "0.00 pp")],
)
def test_points(value, expected):
    """Percentage points have two decimals and their unit."""
    assert expected == points_text(value)
