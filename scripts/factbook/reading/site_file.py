"""``mkdocs.yml`` as the rules see it: its settings and where they stand. It is read as text alone: its tags run nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

NAME = "mkdocs.yml"
_MOST_PARENTS = 5
"""So many files may inherit from each other."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """The configuration of a site: its settings, those that it inherits included, and the line of each that stands in the file itself."""

    settings: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)

    def line(self, key: str) -> int:
        """Return the line of a setting; the first line for one that the file does not have."""
        return self.lines.get(key, 1)

    @property
    def plugins(self) -> Mapping[str, Mapping[str, Any]]:
        """The options of each plugin, by the name that MkDocs knows it by (``material/search`` is ``search``)."""
        return dict(_plugins(self.settings.get("plugins", ["search"])))


def read_site_file(root: Path) -> SiteFile | None:
    """Read the configuration of a project; None where there is none, or it cannot be read: then MkDocs says what is wrong with it."""
    return _read(root / NAME, _MOST_PARENTS)


def _read(path: Path, parents: int) -> SiteFile | None:
    try:
        text = path.read_text(encoding="utf-8")
        top = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the loader that makes text of everything
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    if not isinstance(top, dict) or not isinstance(node, yaml.MappingNode):
        return None
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in node.value}
    above = _read(path.parent / str(top["INHERIT"]), parents - 1) if "INHERIT" in top and parents else None
    return SiteFile({**(above.settings if above else {}), **top}, lines)


def _plugins(listed: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for item in [listed] if isinstance(listed, dict) else listed if isinstance(listed, list) else []:
        pairs = item.items() if isinstance(item, dict) else [(item, {})]
        yield from (
            (str(name).rpartition("/")[2], options if isinstance(options, dict) else {}) for name, options in pairs
        )
