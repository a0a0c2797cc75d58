"""Positions → numbered sections of a report."""

from __future__ import annotations

from yoycompare.reports.prose.sections import Sections


def test_sections() -> None:
    """A position belongs to the last numbered heading before it; none before the first."""
    text = "前言。一、总体情况\n内容一、二、三。二、主动公开政府信息情况\n内容"
    sections = Sections.of(text)

    assert "" == sections.at(0)
    assert "一" == sections.at(text.index("总体"))
    assert "一" == sections.at(text.index("内容一"))
    assert "二" == sections.at(len(text))
