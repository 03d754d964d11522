"""The files of the search, cut so that a query fetches few of them, however many entries a site has.

Entries stand in shards (shards.py). A directory leads from what is typed to the numbers of the entries that have it (directory.py).
The browser's part (browser/) fetches the contents and the few files of the directory that a query needs, reckons from the numbers
which shards hold the best entries, fetches those, and ranks what stands in them. A small site has a handful of shards.

A shard, and a file of the directory, is named by the hash of its bytes: it never changes, so that a browser may cache it for ever,
and an edit renews those files alone whose content it touches. The contents page says what they are called.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Final

from factbook.files import write_if_changed
from factbook.search.directory import directory
from factbook.search.entries import LEFT_OUT, OWN, Entry, Index, names_of
from factbook.search.language import NO_LANGUAGE, Language
from factbook.search.shards import Shard, places

CONTENTS: Final = "contents.json"
BUNDLED: Final = "files.js"
"""All files as one script."""
STOCK: Final = "search_index.json"
"""What Material's search plugin writes, and its script would fetch: it has no entries here."""

ENTRIES: Final = "entries"
TERMS: Final = "terms"
LANGUAGE: Final = "language"
_BY_HASH: Final = (ENTRIES, TERMS, LANGUAGE)

DIGEST: Final = 8
"""Characters of a hash that is a file's name. The contents have the names without anything between."""

_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Characters stand as themselves: for Chinese that is half as long as escaped."""


def search_files(index: Index) -> dict[str, str]:
    """The files of the folder ``search`` by name."""
    return {STOCK: _json({**index.stock, "docs": []}), **cut(index.entries, index.language)}


def bundled(texts: Mapping[str, str]) -> str:
    """All files of a search as one script, for pages that are opened as files, where nothing can be fetched."""
    files = ",".join(f"{_json(name)}:{text}" for name, text in texts.items() if name != STOCK)
    return f"globalThis.searchFiles={{{files}}};"


def write_search(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files of the search: first those that the contents name, then the contents; then what they name no longer goes."""
    for name, text in texts.items():
        if name == CONTENTS or not (_is_named_by_hash(name) and (folder / name).is_file()):
            write_if_changed(folder / name, text)
    for kind in _BY_HASH:
        for path in (folder / kind).glob("*.json"):
            if f"{kind}/{path.name}" not in texts:
                path.unlink()


def _is_named_by_hash(name: str) -> bool:
    return name.startswith(tuple(f"{kind}/" for kind in _BY_HASH))


def cut(entries: Iterable[Entry], language: Language = NO_LANGUAGE) -> dict[str, str]:
    """Shards, directory, language and contents of these entries by the files' names, the contents last."""
    entries = list(entries)
    texts = list(map(_sent, entries))
    found = places(entries, list(map(len, texts)))
    shards = [_named(ENTRIES, _shard(shard, texts)) if shard.entries else ("", "") for shard in found.shards]
    del texts  # at thirty thousand facts as large as all shards
    seated = ((one.number, one.entry) for one in found.seated)
    parts = [(first, *_named(TERMS, f"[{text}]")) for first, text in directory(seated, language.concepts)]
    words = _named(LANGUAGE, _json(language.written(characters(entries))))
    contents = {
        "entries": len(entries),
        "halls": [
            (hall.kind, int(hall.subject), hall.page_boost, hall.parts_boost, hall.run, hall.runs, hall.shard)
            for hall in found.halls
        ],
        "shards": "".join(_digest(name) for name, _ in shards),
        "firsts": [first for first, _, _ in parts],
        "terms": "".join(_digest(name) for _, name, _ in parts),
        "language": _digest(words[0]),
    }
    files = dict(filter(all, shards)) | {name: text for _, name, text in parts} | dict([words])
    return files | {CONTENTS: _json(contents)}


def _sent(entry: Entry) -> str:
    """What a reader is sent of an entry. A title that is the beginning of the text is sent as its length, in characters."""
    sent = {key: value for key, value in entry.items() if key not in OWN}
    if entry.get("quoted"):
        title = unescape(entry["title"])
        said = title.removesuffix(LEFT_OUT)
        sent |= {"title": title[len(said) :], "quoted": len(said)}
    return _json(sent)


def characters(entries: Iterable[Entry]) -> set[str]:
    """All characters of what entries show."""
    return set().union(*({*entry["title"], *entry["text"], *"".join(names_of(entry))} for entry in entries))


def _shard(shard: Shard, texts: Sequence[str]) -> str:
    page = "" if shard.page is None else f'"page":{texts[shard.page]},'
    return f'{{{page}"at":{_json(shard.seats)},"entries":[{",".join(texts[entry] for entry in shard.entries)}]}}'


def _named(kind: str, text: str) -> tuple[str, str]:
    digest = b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()
    return f"{kind}/{digest[:DIGEST]}.json", text


def _digest(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".json") or "-" * DIGEST  # of a shard without an entry
