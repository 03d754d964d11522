"""The files of the search, cut so that a query fetches few of them, however many entries a site has.

Entries stand in shards (search_places.py). A directory leads from what is typed to the numbers of the entries that have it
(search_terms.py). The worker (theme/assets/javascripts/search-engine.js) fetches the contents and the few files of the
directory that a query needs, reckons from the numbers which shards hold the best entries, fetches those, and ranks what
stands in them. A small site has a handful of shards.

A shard, and a file of the directory, is named by the hash of its bytes: it never changes, so that a browser may cache it for ever,
and an edit renews those files alone whose content it touches. The contents page says what they are called.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from factbook.files import write_if_changed
from factbook.search.directory import directory
from factbook.search.entries import Entry
from factbook.search.shards import Shard, places

CONTENTS: Final = "contents.json"
ENTRIES: Final = "entries"
TERMS: Final = "terms"

_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Characters stand as themselves: for Chinese that is half as long as escaped."""


def search_files(index: Mapping[str, Any], *, on_demand: bool) -> dict[str, str]:
    """The files of the folder ``search`` by name.

    ``on_demand``: for the worker that fetches what a query needs; ``search_index.json``, which every page fetches, has no
    entries then. Otherwise all entries stand in it, for the theme's own worker.
    """
    if not on_demand:
        return {"search_index.json": _json(index)}
    return {"search_index.json": _json({**index, "docs": []}), **cut(index["docs"])}


def write_search(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files of the search: first those that the contents name, then the contents; then what they name no longer goes."""
    for name, text in texts.items():
        if name == CONTENTS or not (_is_named_by_hash(name) and (folder / name).is_file()):
            write_if_changed(folder / name, text)
    for kind in (ENTRIES, TERMS):
        for path in (folder / kind).glob("*.json"):
            if f"{kind}/{path.name}" not in texts:
                path.unlink()


def _is_named_by_hash(name: str) -> bool:
    return name.startswith((f"{ENTRIES}/", f"{TERMS}/"))


def cut(entries: Iterable[Entry]) -> dict[str, str]:
    """Shards, directory and contents of these entries by the files' names, the contents last."""
    entries = list(entries)
    texts = list(map(_json, entries))
    found = places(entries, list(map(len, texts)))
    shards = [_named(ENTRIES, _shard(shard, texts)) if shard.entries else ("", "") for shard in found.shards]
    del texts  # at thirty thousand facts as large as all shards
    parts = [
        (first, *_named(TERMS, f"[{text}]"))
        for first, text in directory((one.number, one.entry) for one in found.seated)
    ]
    contents = {
        "entries": len(entries),
        "halls": [(hall.page_boost, hall.parts_boost, hall.run, hall.runs, hall.shard) for hall in found.halls],
        "shards": [_digest(name) for name, _ in shards],
        "firsts": [first for first, _, _ in parts],
        "terms": [_digest(name) for _, name, _ in parts],
    }
    files = dict(filter(all, shards)) | {name: text for _, name, text in parts}
    return files | {CONTENTS: _json(contents)}


def _shard(shard: Shard, texts: Sequence[str]) -> str:
    page = "" if shard.page is None else f'"page":{texts[shard.page]},'
    return f'{{{page}"entries":[{",".join(texts[entry] for entry in shard.entries)}]}}'


def _named(kind: str, text: str) -> tuple[str, str]:
    return f"{kind}/{hashlib.sha256(text.encode()).hexdigest()[:12]}.json", text


def _digest(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".json")
