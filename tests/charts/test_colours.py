"""The colours of a site: legible in both schemes, complete, and the same in all that stands outside its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factbook.charts.colours import SHEET, Palette, neutral, read_colours

PACKAGE = "scripts/factbook/theme"


def sheet(root: Path, folder: str = PACKAGE) -> str:
    return (root / folder / SHEET).read_text(encoding="utf-8")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("folder", [PACKAGE, "overrides"])
def test_colours_are_legible(folder: str, scheme: str, root: Path) -> None:
    palette: Palette = getattr(read_colours(sheet(root, folder)), scheme)
    for ground in (palette.paper, palette.sheet, palette.wash):
        assert contrast(palette.ink, ground) >= 7
        assert contrast(palette.soft, ground) >= 5.5
        assert contrast(palette.accent, ground) >= 5.5
        assert contrast(palette.edge, ground) >= 3
    for series in (palette.chart_1, palette.chart_2, palette.chart_3):
        assert contrast(series, palette.sheet) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("folder", [PACKAGE, "overrides"])
def test_marks_are_legible_on_their_grounds(folder: str, scheme: str, root: Path) -> None:
    before, _, after = sheet(root, folder).partition("slate")
    found = dict(re.findall(r"--fb-([\w-]+): (#\w+);", before if scheme == "light" else after))
    for text, ground in (
        ("accent", "accent-wash"),
        ("on-accent", "accent"),
        ("warn", "warn-wash"),
        ("bad", "bad-wash"),
    ):
        assert contrast(found[text], found[ground]) >= 4.5, (text, ground)


def test_the_package_has_colours_of_its_own(root: Path) -> None:
    assert neutral() == read_colours(sheet(root)) != read_colours(sheet(root, "overrides"))


def test_a_sheet_that_lacks_a_variable_is_refused_by_its_name(root: Path) -> None:
    light, slate, dark = sheet(root).partition('[data-md-color-scheme="slate"]')
    with pytest.raises(ValueError, match="no --fb-warn in dark"):
        read_colours(light + slate + dark.replace("--fb-warn:", "--warn:"))
    with pytest.raises(ValueError, match="in dark"):
        read_colours(light)


@pytest.mark.parametrize("value", ["teal", "rgb(1 2 3)", "#12", "0b5394"])
def test_a_colour_that_a_picture_cannot_take_is_refused(value: str, root: Path) -> None:
    css = re.sub(r"--fb-accent: #\w+;", f"--fb-accent: {value};", sheet(root), count=1)
    with pytest.raises(ValueError, match=re.escape(f"--fb-accent in light is '{value}'")):
        read_colours(css)
