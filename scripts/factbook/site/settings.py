"""The owner's settings in ``mkdocs.yml``, under ``plugins: factbook``: each with its type, its default, and what it does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from factbook.content.publication import LICENCES, PARTS, Licence, Publication
from factbook.content.settings import LICENCE_FILE
from factbook.problems import nearest

T = TypeVar("T")

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_KEYS = ("id", "name", "url")


class _Option(BaseConfigOption[T], Generic[T]):
    """An option that may be left out; ``default`` is its value then."""

    def __init__(self, default: T) -> None:
        super().__init__()
        self.default = default


class LicenceOption(_Option[Licence | None]):
    """``licence: CC-BY-4.0``, or ``licence: {id: …, name: …, url: …}`` for one that is not known by its identifier."""

    def __init__(self) -> None:
        super().__init__(None)

    def run_validation(self, value: object) -> Licence | None:
        """The licence that is named. Raises ValidationError for what names none."""
        if value is None or isinstance(value, Licence):
            return value
        if isinstance(value, str):
            if value not in LICENCES:
                guess = nearest(value, LICENCES)
                hint = f"did you mean {guess}?" if guess else f"known are {', '.join(LICENCES)}"
                raise ValidationError(
                    f"the licence '{value}' needs its name and address, {{id: …, name: …, url: …}}; {hint}"
                )
            return Licence(value, *LICENCES[value])
        if (
            not isinstance(value, Mapping)
            or set(value) != set(_KEYS)
            or not all(isinstance(value[key], str) for key in _KEYS)
        ):
            raise ValidationError("a licence is an identifier, or a mapping with id, name and url")
        if not _IDENTIFIER.fullmatch(value["id"]) or not value["url"].startswith(("https://", "http://")):
            raise ValidationError(
                "the id of a licence is its SPDX identifier or a word of its kind, its url an address on the web"
            )
        return Licence(value["id"], value["name"], value["url"])


class ExportsOption(_Option[bool | frozenset[str]]):
    """``exports: true``, ``exports: false``, or the list of the parts that are exported beside the API and the tables."""

    def __init__(self) -> None:
        super().__init__(True)

    def run_validation(self, value: object) -> bool | frozenset[str]:
        """All, none, or the parts that are named. Raises ValidationError for a part that there is not."""
        if isinstance(value, (bool, frozenset)):
            return value
        if not isinstance(value, list):
            raise ValidationError(f"exports is true, false, or a list of {', '.join(PARTS)}")
        for name in value:
            if name not in PARTS:
                guess = nearest(str(name), PARTS)
                hint = f"did you mean {guess}?" if guess else f"there are {', '.join(PARTS)}"
                raise ValidationError(f"there is no export '{name}'; {hint}")
        return frozenset(value)


class ContactOption(_Option[str]):
    """``contact: mailto:editors@example.org``, or an address on the web."""

    def __init__(self) -> None:
        super().__init__("")

    def run_validation(self, value: object) -> str:
        """The address. Raises ValidationError for what is none."""
        if not isinstance(value, str) or (
            value and not re.fullmatch(r"(?:https?://|mailto:[^\s@]+@)[^\s<>\"]+", value)
        ):
            raise ValidationError("a contact is an address: https://… or mailto:…")
        return value


class CitationConfig(Config):
    """How the site wants to be cited."""

    author = config_options.Type(str, default="")
    title = config_options.Type(str, default="")


class FactbookConfig(Config):
    """The options of ``plugins: [factbook]``."""

    licence = LicenceOption()
    citation = config_options.SubConfig(CitationConfig)
    contact = ContactOption()
    exports = ExportsOption()
    pages_dir = config_options.Type(str, default="build/pages")
    offline = config_options.Type(bool, default=False)

    def publication(self, root: Path) -> Publication:
        """The owner's decisions. ``root``: the project's folder, where the text of the licence may lie."""
        licence: Licence | None = self.licence
        text = root / LICENCE_FILE
        if licence is not None and text.is_file():
            licence = Licence(licence.identifier, licence.name, licence.url, text.read_text(encoding="utf-8"))
        parts = self.exports if isinstance(self.exports, frozenset) else frozenset(PARTS)
        return Publication(licence, self.citation.author, self.citation.title, self.contact, parts)


def options_of(config: Any) -> FactbookConfig | None:
    """The options of the plugin in a configuration of MkDocs; None where it does not name it."""
    plugin = config.plugins.get("factbook")
    found = getattr(plugin, "config", None)
    return found if isinstance(found, FactbookConfig) else None
