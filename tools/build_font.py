"""Build the Chinese chart font of yoycompare from a full Noto Sans SC.

Usage: ``python tools/build_font.py path/to/NotoSansSC-Regular.otf`` (needs fontTools, which yoycompare
itself does not). The result depends only on the source font, the character list and the fontTools
release: no date and no path goes into the file. The digest that the script prints tells two builds apart.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

FAMILY = "YoY Sans SC"
STYLE = "Regular"
POSTSCRIPT_NAME = "YoYSansSC-Regular"
DESCRIPTION = "Subset of Noto Sans SC, renamed; no hints, no layout features. See OFL.txt."

TOOLS = Path(__file__).resolve().parent
DEFAULT_CHARACTERS = TOOLS / "font_characters.txt"
DEFAULT_OUTPUT = TOOLS.parent / "yoycompare" / "charts" / "fonts" / f"{POSTSCRIPT_NAME}.otf"

# Line layout, vertical writing and signatures: matplotlib reads none of them.
UNUSED_TABLES = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]

WINDOWS_ENGLISH = (3, 1, 0x409)  # platform, encoding and language of the name records that stay
COPYRIGHT, FAMILY_NAME, STYLE_NAME, UNIQUE_ID, FULL_NAME, VERSION, POSTSCRIPT = range(7)
DESCRIPTION_ID, LICENCE = 10, 13
TYPOGRAPHIC_NAMES = (16, 17, 21, 22, 25)


def gb2312_characters() -> set[str]:
    """Return every character of GB 2312: 6,763 hanzi and 682 other signs."""
    characters: set[str] = set()
    for lead in range(0xA1, 0xF8):
        for trail in range(0xA1, 0xFF):
            character = bytes((lead, trail)).decode("gb2312", errors="ignore")
            characters.update(character)
    return characters


def characters_by_rule() -> set[str]:
    """Return the characters that need no list: ASCII, Latin-1, GB 2312 and the fullwidth forms."""
    ascii_and_latin = {chr(point) for point in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    fullwidth = {chr(point) for point in (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7))}
    return ascii_and_latin | fullwidth | gb2312_characters()


def listed_characters(path: Path) -> set[str]:
    """Return the characters of a list file: all that are neither white space nor in a ``#`` line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "".join(line for line in lines if not line.startswith("#"))
    return {character for character in text if not character.isspace()}


def check_source(font: TTFont, characters: set[str]) -> None:
    """Stop with one line if the font may not be bundled or lacks a character."""
    licence = font["name"].getDebugName(LICENCE) or ""
    if "SIL Open Font License" not in licence:
        sys.exit("source font: its name table does not state the SIL Open Font License; use Noto Sans SC")
    restriction = font["OS/2"].fsType
    if restriction != 0:
        sys.exit(f"source font: fsType {restriction} restricts embedding; use a release with fsType 0")
    lacking = sorted(character for character in characters if ord(character) not in font.getBestCmap())
    if lacking:
        named = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}" for c in lacking[:5])
        sys.exit(f"source font: lacks {len(lacking)} characters ({named}); drop them from the character list")


def reduce_font(font: TTFont, characters: set[str]) -> None:
    """Leave only the glyphs of the characters, without hints, layout features and unused tables."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += UNUSED_TABLES
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True  # a character outside the font then shows as a box, not as nothing
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)


def rename_font(font: TTFont) -> None:
    """Give the font its own family name and keep copyright, licence and authors as they are."""
    table = font["name"]
    version = table.getDebugName(VERSION)
    table.names = [
        record
        for record in table.names
        if (record.platformID, record.platEncID, record.langID) == WINDOWS_ENGLISH
        and record.nameID not in TYPOGRAPHIC_NAMES
    ]
    for name_id, value in (
        (FAMILY_NAME, FAMILY),
        (STYLE_NAME, STYLE),
        (UNIQUE_ID, f"{POSTSCRIPT_NAME};{version.split(';')[0]}"),
        (FULL_NAME, f"{FAMILY} {STYLE}"),
        (POSTSCRIPT, POSTSCRIPT_NAME),
        (DESCRIPTION_ID, DESCRIPTION),
    ):
        table.setName(value, name_id, *WINDOWS_ENGLISH)
    font["OS/2"].achVendID = "NONE"
    outlines = font["CFF "].cff
    outlines.fontNames = [POSTSCRIPT_NAME]
    top = outlines.topDictIndex[0]
    top.FullName, top.FamilyName = f"{FAMILY} {STYLE}", FAMILY
    for part in top.FDArray:
        part.FontName = part.FontName.replace("NotoSansSC-Regular", POSTSCRIPT_NAME)


def main() -> None:
    """Read the arguments, build the font, print its size, coverage and digest."""
    parser = argparse.ArgumentParser(description="Build the Chinese chart font from a full Noto Sans SC.")
    parser.add_argument("source", type=Path, help="OpenType (CFF) file of Noto Sans SC Regular")
    parser.add_argument("--characters", type=Path, default=DEFAULT_CHARACTERS)
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    arguments = parser.parse_args()
    characters = characters_by_rule() | listed_characters(arguments.characters)
    try:
        font = TTFont(arguments.source, recalcTimestamp=False)
    except (OSError, TTLibError) as error:
        sys.exit(f"{arguments.source}: not a readable font ({error}); give the path of an OpenType file")
    check_source(font, characters)
    reduce_font(font, characters)
    rename_font(font)
    font.save(arguments.output)
    content = arguments.output.read_bytes()
    print(f"{arguments.output.name}: {len(content):,} bytes, {len(font.getBestCmap()):,} characters")
    print(f"sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
