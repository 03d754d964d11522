"""From data files to typed records: every problem of every file in one run, each at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from factbook.problems import MAX_PROBLEMS, Problem, ProjectError
from factbook.reading.computed import with_values
from factbook.reading.data_files import DATA, data_files, unknown_files
from factbook.reading.documents import (
    EVERYTHING,
    MAX_BYTES,
    Document,
    decode,
    parse_document,
    read_document,
)
from factbook.reading.incremental import reread
from factbook.reading.loaded import Loaded
from factbook.reading.lookalikes import lookalikes
from factbook.reading.validation import empty_value, schema_problems
from factbook.store import Origin, Store
from factbook.store.derive import derive
from factbook.store.records import (
    COLLECTIONS,
    Award,
    Claim,
    Dispute,
    Indicator,
    Industry,
    Milestone,
    Organization,
    Place,
    Plan,
    Project,
    Redirect,
    Source,
    VocabularyTerm,
)
from factbook.store.scalars import Record
from factbook.store.store import Loc

Known = dict[tuple[str, str], tuple[bytes, Loaded]]
"""What each file held when it was last read, with a digest of its bytes, by collection and path."""


def load(root: Path, known: Known | None = None) -> Loaded:
    """Read and validate every data file below ``root``.

    ``known``: for repeated reading, what was read before; what a new file holds is added to it.
    """
    loaded = Loaded()
    known = {} if known is None else known
    found = list(data_files(root))
    if not found:
        raise ProjectError(f"there is no data file in {root / DATA}: a store has at least one, such as milestones.yml")
    for collection, path in found:
        name = path.relative_to(root).as_posix()
        if not path.resolve().is_relative_to(root.resolve()):
            message = "the file is a link that leads out of the project"
            loaded.problems.append(Problem(name, 1, 1, "FB101", message, "put the file itself here"))
            continue
        if path.exists() and not (path.is_file() or path.is_dir()):
            problem = Problem(name, 1, 1, "FB101", "the file is a pipe or a device", "put an ordinary file here")
            loaded.problems.append(problem)
            continue
        try:
            raw = path.read_bytes()
        except OSError:
            loaded.add(_of_document(collection, *read_document(root, path)))
        else:
            loaded.add(load_file(collection, name, raw, known))
    loaded.problems.extend(unknown_files(root))
    return loaded


def load_file(collection: str, name: str, raw: bytes, known: Known) -> Loaded:
    """Read and validate one data file of a collection, which has this name; ``known`` as for :func:`load`."""
    digest = blake2b(raw).digest()
    last = known.get((collection, name))
    if last is None or last[0] != digest:
        found = _reread(last[1], collection, name, raw) if last is not None else None
        last = known[collection, name] = digest, found or _of_document(collection, *parse_document(name, raw))
    return last[1]


def _reread(known: Loaded, collection: str, name: str, raw: bytes) -> Loaded | None:
    text = decode(name, raw) if len(raw) <= MAX_BYTES else None

    def read(part: str) -> Loaded:
        return _of_document(collection, *parse_document(name, part.encode()))

    return reread(known, collection, text, read) if isinstance(text, str) else None


def _of_document(collection: str, document: Document, problems: list[Problem]) -> Loaded:
    found = Loaded(documents=[document], problems=problems)
    if document.broken:
        found.broken_words |= _words(document.text) | document.raw_ids()
        found.broken_words |= {EVERYTHING} if document.cut_off else set()
        return found
    found.problems.extend(lookalikes(document.path, document.text))
    _validate(found, collection, document)
    document.defined = tuple((_DEFINED.get(collection) or _definitions)(document.value))
    document.value = []  # the records say all that it said
    return found


def _terms(values: Sequence[Any]) -> Iterator[tuple[str, Loc]]:
    """Every term in a file, with its kind before it: no address has a space."""
    for index, value in enumerate(values):
        if isinstance(value, dict) and isinstance(value.get("term"), str) and isinstance(value.get("kind"), str):
            yield f"{value['kind']} {value['term']}", (index,)


def _redirected(values: Sequence[Any]) -> Iterator[tuple[str, Loc]]:
    """Every address that a file redirects, as no address is written."""
    for index, value in enumerate(values):
        if isinstance(value, dict) and isinstance(value.get("from"), str):
            yield f"redirect {value['from']}", (index,)


_DEFINED: Mapping[str, Callable[[Sequence[Any]], Iterator[tuple[str, Loc]]]] = {
    "vocabulary": _terms,
    "redirects": _redirected,
}


def _definitions(values: Sequence[Any]) -> Iterator[tuple[str, Loc]]:
    """Every id and address in a file, those of records that are not sound included."""
    for index, value in enumerate(values):
        if not isinstance(value, dict):
            continue
        name = value.get("id")
        if isinstance(name, str):
            yield name, (index,)
        for part in ("statements", "figures"):
            for inner, item in enumerate(_listed(value.get(part))):
                if isinstance(item, dict) and isinstance(item.get("id"), str):
                    yield item["id"], (index, part, inner)
        for inner, item in enumerate(_listed(value.get("observations"))):
            if isinstance(item, dict) and isinstance(name, str):
                suffix = f":{item['key']}" if item.get("key") else ""
                yield f"{name}@{item.get('period') or 'undated'}{suffix}", (index, "observations", inner)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _words(text: str) -> set[str]:
    """Whatever could be an id or an address in a text that cannot be read as records."""
    words = text.replace(",", " ").replace("[", " ").replace("]", " ").replace("{", " ").replace("}", " ").split()
    return {word.strip("\"':-") for word in words}


def _validate(loaded: Loaded, collection: str, document: Document) -> None:
    model = COLLECTIONS[collection]
    found: list[Problem] = []
    empty: dict[str | int, list[Loc]] = {}
    for loc in sorted(document.empty):
        empty.setdefault(loc[0], []).append(loc)
    for index, value in enumerate(document.value):
        origin = Origin(document, (index,))
        found.extend(empty_value(document, loc) for loc in islice(empty.get(index, ()), MAX_PROBLEMS))
        if len(found) > MAX_PROBLEMS:
            loaded.broken_words.add(EVERYTHING)  # what comes after is not known
            break
        try:
            record = model.model_validate(value)
        except ValidationError as error:
            found.extend(islice(schema_problems(error, model, document, index), MAX_PROBLEMS + 1))
            loaded.broken_words |= _values_in(value)
            continue
        loaded.take(collection, record, origin)
    loaded.problems.extend(_first(found))


def _first(found: list[Problem]) -> Iterator[Problem]:
    """The first problems of a file, as many as are listed; the last says that there are more."""
    yield from found[:MAX_PROBLEMS]
    if len(found) > MAX_PROBLEMS:
        last = found[MAX_PROBLEMS]
        message = f"more than {MAX_PROBLEMS} problems in this file; the rest is not listed"
        yield Problem(last.path, last.line, last.column, "FB110", message, "fix these first")


def _values_in(value: Any) -> set[str]:
    """All keys and texts in a value, as words that other records may refer to."""
    words: set[str] = set()
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            words.update(item)
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, str):
            words.add(item)
    return words


def build_store(loaded: Loaded) -> Store:
    """The store of the sound records, its formulas computed. Of records that share an id, the first counts."""
    loaded, uncomputed = with_values(loaded)
    collections: dict[str, dict[Any, Any]] = {name: {} for name in COLLECTIONS}
    for name, records in loaded.records.items():
        for record, _ in records:
            collections[name].setdefault(record_key(record), record)
    judged = (collections["sources"], collections["disputes"], collections["claims"], collections["vocabulary"])
    derived = derive(loaded.facts, *judged)
    return Store(
        industries=collections["industries"],
        organizations=collections["organizations"],
        places=collections["places"],
        indicators=collections["indicators"],
        projects=collections["projects"],
        sources=collections["sources"],
        disputes=collections["disputes"],
        claims=collections["claims"],
        vocabulary=collections["vocabulary"],
        redirects=collections["redirects"],
        facts=loaded.facts,
        origins=loaded.origins,
        derived=derived,
        uncomputed=uncomputed,
    )


def record_key(record: Record) -> Any:
    """What tells a record apart in its collection: its id, its term, or its old address."""
    if isinstance(record, VocabularyTerm):
        return record.kind, record.term
    if isinstance(record, Redirect):
        return record.from_
    assert isinstance(
        record, (Milestone, Award, Plan, Industry, Organization, Place, Indicator, Project, Source, Dispute, Claim)
    )
    return record.id
