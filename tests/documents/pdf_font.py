"""A small TrueType font for test files, cut from the font of the project.

Characters that have a radical's look are also mapped from the radical: writers of PDF then name the
glyph by the radical, as they do with fonts in use.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

import yoycompare
from yoycompare.documents.radicals import CHARACTERS_OF_RADICALS

__all__ = ["write_font"]

FONT = Path(yoycompare.__file__).parent / "charts" / "fonts" / "YoYSansSC-Regular.otf"
COARSENESS = 12.0  # of 1000 units of a character: files stay small, nobody looks at them
RADICALS = range(0x2E80, 0x2FD6)


def write_font(path: Path, text: str, *, has_radicals: bool, family: str = "Test Sans") -> None:
    """Write a font with the characters of a text."""
    font = TTFont(FONT)
    subsetter = Subsetter(Options(layout_features=[], hinting=False))
    subsetter.populate(text=text)
    subsetter.subset(font)
    order, glyphs, characters = font.getGlyphOrder(), font.getGlyphSet(), dict(font.getBestCmap())
    if has_radicals:
        for radical in RADICALS:
            glyph = characters.get(ord(CHARACTERS_OF_RADICALS.get(radical, "\0")))
            if glyph is not None:
                characters[radical] = glyph
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(characters)
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, COARSENESS, reverse_direction=True))
        outlines[name] = pen.glyph()
    builder.setupGlyf(outlines)
    sides = {name: getattr(outline, "xMin", 0) for name, outline in outlines.items()}
    builder.setupHorizontalMetrics({name: (glyphs[name].width, sides[name]) for name in order})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    builder.save(path)
