"""Finished pages of earlier builds: a page of which nothing changed is linked into the site, not made again.

A page's key is a digest of all that it is made from: the value of the page with the sources that it cites, what its head
holds, its frame, and the code. The folder may be deleted at any time; a file in it that was changed is not used.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import attrgetter
from pathlib import Path
from typing import Any

from factbook.content import page as blocks
from factbook.content import spans
from factbook.content.addresses import Target
from factbook.content.locators import said
from factbook.content.page import Page
from factbook.content.spans import Cite
from factbook.files import write_if_changed
from factbook.store import Source, Store

_LIST = "pages.json"

Stamps = tuple[int, ...]
"""Size and time of change (nanoseconds) of a finished page, and of its Markdown."""


class PageCache:
    """The finished pages below a folder. The Markdown of each lies elsewhere, and must be as it was when the page was cached."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamps = _listed(folder / _LIST)
        self._used: dict[str, Stamps] = {}
        self._made: list[tuple[str, Path, Path]] = []

    def link(self, key: str, place: Path, markdown: Path) -> bool:
        """Link the page of a key into its place; False where there is none, or it has changed since it was cached."""
        cached, stamps = self._folder / key, self._stamps.get(key)
        if not stamps or _stamps(cached, markdown) != stamps:
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            _link(cached, place)
        except OSError:
            return False
        self._used[key] = stamps
        return True

    def record(self, key: str, place: Path, markdown: Path) -> None:
        """Record where the page of a key will be written; :meth:`save` caches it."""
        self._made.append((key, place, markdown))

    def save(self) -> None:
        """Cache what was made, delete what was not used. Where the disk is full or may not be written to, nothing more is cached."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for key, place, markdown in self._made:
                cached = self._folder / key
                cached.unlink(missing_ok=True)
                _link(place, cached)
                self._used[key] = _stamps(cached, markdown)
            for name in os.listdir(self._folder):  # noqa: PTH208 - names are enough
                if name not in self._used and name != _LIST:
                    (self._folder / name).unlink()
            write_if_changed(self._folder / _LIST, json.dumps(self._used, sort_keys=True))


def _listed(path: Path) -> Mapping[str, Stamps]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): tuple(map(int, stamps)) for key, stamps in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _stamps(page: Path, markdown: Path) -> Stamps:
    """Empty where one of the two is not there."""
    try:
        found = page.stat(follow_symlinks=False), markdown.stat(follow_symlinks=False)
    except OSError:
        return ()
    return tuple(number for stat in found for number in (stat.st_size, stat.st_mtime_ns))


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without links
        shutil.copy2(source, target)


class Digests:
    """Digests of pages of one state of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sources: dict[str, Any] = {}
        self._cites = 0

    def page(self, page: Page) -> tuple[bytes, bool]:
        """A digest of what stands on a page, and whether anything on it is cited."""
        self._cites = 0
        text = io.BytesIO()
        pickler = pickle.Pickler(text, protocol=5)
        pickler.fast = True  # without the memory of what was seen before: equal pages have equal digests
        pickler.dispatch_table = {**_getters(), Cite: self._cite}
        pickler.dump((page.title, page.zh, list(page.sections)))
        return blake2b(text.getbuffer(), digest_size=16).digest(), self._cites > 0

    def _cite(self, cite: Cite) -> tuple[type[tuple[Any, ...]], tuple[Any, ...]]:
        self._cites += 1
        if cite.source not in self._sources:
            self._sources[cite.source] = _reference(self._store.sources[cite.source])
        places = tuple((place.text, place.lang) for place in (said(locator, self._store) for locator in cite.locators))
        return tuple, ((cite.source, places, cite.excerpts, self._sources[cite.source]),)


def _reference(source: Source) -> Any:
    """What the list of references prints of a source."""
    said = (source.publisher, source.title, source.published, source.access, source.carried_by, source.url)
    return repr((*said, source.linked, source.archived, source.language))


@cache
def _getters() -> Mapping[type, Callable[[Any], Any]]:
    """For each class of content, what reduces an instance to the values of its fields."""
    values = (*vars(spans).values(), *vars(blocks).values())
    classes = [thing for thing in values if isinstance(thing, type) and is_dataclass(thing)]
    return {
        cls: _reducer(cls.__name__, attrgetter("__class__", "__class__", *(f.name for f in fields(cls) if f.compare)))
        for cls in (*classes, Target)
    }


def _reducer(name: str, get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda instance: (tuple, ((name, *get(instance)[2:]),))


def key(*parts: bytes | str | Iterable[str]) -> str:
    """One digest of several things, as a file name."""
    digest = blake2b(digest_size=20)
    for part in parts:
        for piece in [part] if isinstance(part, (bytes, str)) else part:
            raw = piece.encode() if isinstance(piece, str) else piece
            digest.update(len(raw).to_bytes(8, "little") + raw)
    return digest.hexdigest()


@cache
def code() -> str:
    """A digest of this package and of the timeline's: their code and their templates."""
    return key(*(piece for name in ("factbook", "mkdocs_timeline") for piece in _walk(files(name), name)))


def _walk(folder: Traversable, path: str) -> Iterable[bytes | str]:
    for item in sorted(folder.iterdir(), key=lambda found: found.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _walk(item, f"{path}/{item.name}")
        elif item.is_file() and not item.name.endswith((".pyc", ".png")):
            yield f"{path}/{item.name}"
            yield item.read_bytes()
