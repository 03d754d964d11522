"""The package's look, put between the site's own ``custom_dir`` and Material: templates, style sheet, scripts, and settings.

The theme's name stays ``material``: under any other, Material's search box is left out without an error. Settings are set only
where ``mkdocs.yml`` says nothing. A site changes the look by files of the same names below its ``custom_dir``, ``colours.css`` first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from factbook.charts.colours import SHEET, Colours, neutral, read_colours
from factbook.content.publication import Publication
from factbook.languages import N_, _

FOLDER = Path(__file__).parent.parent / "theme"
"""Templates, style sheet and scripts of the package. It holds no Python."""

STYLE_SHEET = "assets/stylesheets/factbook.css"
SCRIPT = "assets/javascripts/factbook.js"

SCRIPT_WORDS = (N_("{count} rows"), N_("{left} of {count} rows"), N_("Filter "), N_("Menu"), N_("Search"))
"""The words of the script, which has them from the page where that is not in English."""

OPENSEARCH = "opensearch.xml"
SEARCH_PAGES = frozenset({"search/index.html", OPENSEARCH})
"""Templates that are files of the site: the page of the search, and what a browser must know to ask it, which needs the site's address."""


@dataclass(frozen=True, slots=True)
class EditionLink:
    """An edition as another one links to it: its language, that language's own name for itself, and the address of its home page."""

    tag: str
    name: str
    home: str


DEFAULTS: Mapping[str, Any] = {
    "language": "en",
    "font": False,  # the reader's own fonts: no page asks another host for one
    "icon": {"repo": "material/source-repository"},
    "features": [
        "navigation.tabs",
        "navigation.tabs.sticky",
        "navigation.top",
        "navigation.footer",
        "toc.follow",
    ],
    "palette": [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-night", "name": N_("Switch to dark mode")},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-sunny", "name": N_("Switch to light mode")},
        },
    ],
}
"""Settings of the theme for which Material has other defaults, or none."""


def install(
    config: MkDocsConfig, publication: Publication, editions: Sequence[EditionLink] = (), *, root: str | None = None
) -> None:
    """Add the package's look to a site. Raises PluginError for a theme other than Material, which it is made for.

    ``publication``: the owner's decisions. ``editions``: the other editions of the site. ``root``: in an edition, the path of the
    whole site, by which readers' choices are stored.
    """
    theme = config.theme
    if theme.name != "material":
        raise PluginError(
            f"factbook's pages need the theme 'material', not '{theme.name}': write theme: {{name: material}}"
        )
    theme.dirs.insert(1 if theme.custom_dir else 0, str(FOLDER))
    named = _named_settings(config)
    for key, value in DEFAULTS.items():
        if key not in named:
            theme[key] = _named(value) if key == "palette" else value
    theme["colours"] = colours(config)
    theme["publication"] = publication
    theme["script_words"] = {word: said for word in SCRIPT_WORDS if (said := _(word)) != word}
    theme["editions"] = editions
    if editions:
        config.extra["alternate"] = True  # has partials/alternate.html included; a list would have sitemaps asked for
    theme["is_edition"] = root is not None
    if root:
        config.extra["scope"] = root
    theme.static_templates |= SEARCH_PAGES if config.site_url else SEARCH_PAGES - {OPENSEARCH}
    config.extra_css.insert(0, STYLE_SHEET)
    script = ExtraScriptValue(SCRIPT)
    script.defer = True
    config.extra_javascript.insert(0, script)


def _named(palette: Any) -> Any:
    """The schemes of colours, each with its button's name in the language that is spoken."""
    toggles = [one["toggle"] for one in palette]
    said = [_(name) for name in (toggle["name"] for toggle in toggles)]
    return [{**one, "toggle": {**one["toggle"], "name": name}} for one, name in zip(palette, said, strict=True)]


def colours(config: MkDocsConfig) -> Colours:
    """Return the colours of a site: of the sheet below its ``custom_dir``, or the package's. Raises PluginError."""
    sheet = Path(config.theme.custom_dir, SHEET) if config.theme.custom_dir else None
    if sheet is None or not sheet.is_file():
        return neutral()
    try:
        return read_colours(sheet.read_text(encoding="utf-8"))
    except ValueError as error:
        raise PluginError(f"{sheet}: {error}") from None


def _named_settings(config: MkDocsConfig) -> frozenset[str]:
    """The settings of the theme that ``mkdocs.yml`` names; ``config.theme`` holds Material's defaults beside them."""
    found = config.user_configs[0].get("theme") if config.user_configs else None
    return frozenset(found) if isinstance(found, Mapping) else frozenset()
