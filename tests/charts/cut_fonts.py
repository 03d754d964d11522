"""Cut the fonts of the pictures out of their originals: python -m tests.charts.cut_fonts SANS SC [FOLDER]. Not a test.

SANS is the variable Noto Sans, SC is NotoSansSC-Regular.otf; factbook/charts/fonts/README.md names the versions and where they come from.
Needed when test_raster.py finds a character of a drawing that no font of the package has.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from factbook.charts.raster import FONTS

ROOT = Path(__file__).parent.parent.parent

LATIN = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x45F), (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x202F)),
    *((0x2030, 0x203F), (0x2070, 0x2070), (0x2074, 0x2074), (0x2080, 0x2080), (0x2082, 0x2082), (0x20AC, 0x20AC)),
    (0x2212, 0x2212),
)
"""First and last characters: Latin, Greek, Cyrillic, punctuation, some figures, the euro, the minus."""

SIGNS = "≥≤≈→↔◇◆≲−·…—–"
"""Signs of charts; Noto Sans lacks some."""


def gb2312() -> set[int]:
    """The characters of GB 2312."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(character) for pair in pairs for character in pair.decode("gb2312", "ignore")}


def characters_of_the_data() -> set[int]:
    """The characters of all files below ``data/``."""
    return {ord(c) for path in (ROOT / "data").rglob("*.yml") for c in path.read_text(encoding="utf-8")}


def cut(font: TTFont, characters: set[int], target: Path) -> None:
    """Write a font with these characters and all that its layout does with them: without it, pictures differ."""
    options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, recalc_timestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(target)


def main(sans: str, sc: str, folder: str = str(Path(FONTS[0]).parent)) -> None:
    """Write the three files into a folder; without one, over those of the package."""
    latin = {code for first, last in LATIN for code in range(first, last + 1)}
    for name, weight in (("Regular", 400), ("Bold", 700)):
        font = TTFont(sans, recalcTimestamp=False)
        font = instantiateVariableFont(font, {"wght": weight, "wdth": 100}, updateFontNames=True)
        cut(font, latin, Path(folder, f"NotoSans-{name}.ttf"))
    chinese = gb2312() | characters_of_the_data() | set(map(ord, SIGNS))
    cut(TTFont(sc, recalcTimestamp=False), chinese, Path(folder, "NotoSansSC-Regular.otf"))


if __name__ == "__main__":
    main(*sys.argv[1:])
