"""Numbers as text for people: thousands separators, a true minus, a sign on every change."""

from __future__ import annotations

__all__ = ["change_text", "number_text", "percent_text", "points_text"]

MINUS = "−"


def number_text(value: float | None, *, rate: bool, decimals: int | None = None) -> str:
    """A value: 30,105; 57.03 %; empty for none.

    Examples
    --------
    >>> number_text(30105.0, rate=False), number_text(57.0308, rate=True)
    ('30,105', '57.03 %')
    """
    if value is None:
        return ""
    if rate:
        return f"{_signed(value, 2)} %"
    if decimals is None:
        decimals = 0 if value == round(value) else 2
    return _signed(value, decimals)


def change_text(value: float | None) -> str:
    """A difference, with its sign.

    Examples
    --------
    >>> change_text(535.0), change_text(-12.0), change_text(0.0)
    ('+535', '−12', '0')
    """
    return "" if value is None else _plus(value, 0 if value == round(value) else 2)


def percent_text(value: float | None) -> str:
    """A relative change in percent: one decimal, two where it is small."""
    return "" if value is None else _plus(value, 2 if abs(value) < 10 else 1) + " %"


def points_text(value: float | None) -> str:
    """A change in percentage points."""
    return "" if value is None else _plus(value, 2) + " pp"


def _plus(value: float, decimals: int) -> str:
    text = _signed(value, decimals)
    return text if value <= 0 or float(f"{value:.{decimals}f}") == 0 else f"+{text}"


def _signed(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return (
        MINUS + text[1:]
        if text.startswith("-") and float(text.replace(",", "")) != 0
        else text.removeprefix("-")
    )
