"""The colours of a site as values, read from its sheet: what stands outside its pages (files, cards, embeds) has them too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

SHEET = "assets/stylesheets/colours.css"
"""Where the colours stand, in the package's theme and, for colours of its own, below a site's ``custom_dir``."""

_DARK = '[data-md-color-scheme="slate"]'
_VARIABLE = re.compile(r"--fb-([\w-]+):\s*([^;]+);")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, as ``#rrggbb`` or ``#rgb``; named as the sheet's variables are, without ``--fb-``."""

    ink: str
    soft: str
    paper: str
    sheet: str
    wash: str
    edge: str
    accent: str
    chart_1: str
    chart_2: str
    chart_3: str
    chart_grid: str


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a site in light and in dark."""

    light: Palette
    dark: Palette


def read_colours(css: str) -> Colours:
    """Return the colours of a sheet that is written as the package's own.

    Raises:
        ValueError: A variable of the package's sheet is missing, or a colour that a :class:`Palette` has is not ``#rrggbb``.

    """
    light, dark = _schemes(css)
    for scheme, found, known in zip(("light", "dark"), (light, dark), _schemes(_package()), strict=True):
        if missing := [f"--fb-{name}" for name in known if name not in found]:
            raise ValueError(f"no {', '.join(missing)} in {scheme}")
    return Colours(_palette(light, "light"), _palette(dark, "dark"))


@cache
def neutral() -> Colours:
    """Return the package's own colours."""
    return read_colours(_package())


@cache
def _package() -> str:
    return files("factbook").joinpath("theme", SHEET).read_text(encoding="utf-8")


def _schemes(css: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The variables of both schemes by name: those before the selector of the dark one, and those after."""
    light, _, dark = css.partition(_DARK)
    return dict(_VARIABLE.findall(light)), dict(_VARIABLE.findall(dark))


def _palette(found: Mapping[str, str], scheme: str) -> Palette:
    values = {field.name: found[field.name.replace("_", "-")].strip() for field in fields(Palette)}
    for name, value in values.items():
        if not _HEX.fullmatch(value):
            raise ValueError(f"--fb-{name.replace('_', '-')} in {scheme} is '{value}', not a colour as #rrggbb")
    return Palette(**values)
