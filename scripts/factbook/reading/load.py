"""From data files to typed records: every problem of every file in one run, each at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from factbook.files import is_editors_own, is_reserved
from factbook.problems import MAX_PROBLEMS, Problem, ProjectError, nearest
from factbook.reading.computed import with_values
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
from factbook.store.scalars import Record, Text
from factbook.store.shape import record_in
from factbook.store.store import Loc

DATA = "data"


def data_files(root: Path) -> Iterator[tuple[str, Path]]:
    """The collection and path of each data file, in a stable order. Raises ProjectError where there is no store."""
    data = root / DATA
    if not data.is_dir():
        raise ProjectError(
            f"there is no folder '{DATA}' in {root}: run the command in the project's root, or give --root"
        )
    for name in COLLECTIONS:
        single = data / f"{name}.yml"
        if single.is_file() or single.is_symlink():
            yield name, single
        folder = data / name
        if folder.is_dir():
            yield from ((name, path) for path in sorted(folder.glob("*.yml")) if not path.name.startswith("."))


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
            loaded.add(_of_file(collection, name, raw, known))
    loaded.problems.extend(_unknown_files(root))
    return loaded


def _of_file(collection: str, name: str, raw: bytes, known: Known) -> Loaded:
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


def _unknown_files(root: Path) -> Iterator[Problem]:
    """Yield every file below ``data`` that is not read: facts in it would be missing without a word."""
    for path in sorted((root / DATA).rglob("*")):
        name = path.relative_to(root / DATA)
        if (path.is_dir() and not path.is_symlink()) or _is_known(name) or is_editors_own(path.name):
            continue
        where = path.relative_to(root).as_posix()
        yield Problem(where, 1, 1, "FB108", "no collection has a file of this name", _better_name(name))


_OTHERS = frozenset(["ledger.txt", "quality-floor.json", "README.md"])
"""Files below ``data`` that are no collections: the ledger, the floor of quality, words for contributors."""


def _is_known(name: Path) -> bool:
    first = name.parts[0].removesuffix(".yml") if len(name.parts) == 1 else name.parts[0]
    is_data = (
        name.suffix == ".yml"
        and not name.name.startswith(".")
        and first in COLLECTIONS
        and len(name.parts) <= 2
        and not is_reserved(name.name)
    )
    is_hidden = name.name.startswith(".") and name.suffix.lower() not in {".yml", ".yaml"}
    is_folder_of_a_collection = len(name.parts) == 1 and not name.suffix and first in COLLECTIONS
    return is_data or is_hidden or is_folder_of_a_collection or name.parts[0] == "schema" or name.as_posix() in _OTHERS


def _better_name(name: Path) -> str:
    """How a file is to be called so that it is read."""
    collection = re.split(r"\.", name.parts[0])[0].lower()
    if collection not in COLLECTIONS:
        guess = nearest(collection, COLLECTIONS)
        return f"name it {DATA}/{guess}.yml" if guess else f"the collections are {', '.join(COLLECTIONS)}"
    if len(name.parts) > 2:
        return f"move it to {DATA}/{collection}/"
    stem = re.sub(r"(?i)\.(?:ya?ml|json|txt)", "", name.name).lstrip(".")
    if is_reserved(stem):
        return f"name it otherwise: Windows refuses a file named {stem}"
    inside = f"{collection}/{stem}" if len(name.parts) > 1 else collection
    return f"name it {DATA}/{inside.lower()}.yml, as YAML"


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
        found.extend(_empty(document, loc) for loc in islice(empty.get(index, ()), MAX_PROBLEMS))
        if len(found) > MAX_PROBLEMS:
            loaded.broken_words.add(EVERYTHING)  # what comes after is not known
            break
        try:
            record = model.model_validate(value)
        except ValidationError as error:
            found.extend(islice(_schema_problems(error, model, document, index), MAX_PROBLEMS + 1))
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


def _empty(document: Document, loc: Loc) -> Problem:
    line, column = document.position(loc, key=True)
    last = loc[-1]
    rest = document.line(line)[column - 1 :]
    if isinstance(last, str) and rest.startswith(last) and rest[len(last) :].lstrip()[:1] in {",", "}"}:
        message = f"'{last}' is read as a key: a comma ends the text before it"
        return Problem(
            document.path, line, column, "FB203", message, "put the whole text, its comma included, in quotes"
        )
    name = f"item {last + 1}" if isinstance(last, int) else f"'{last}'"
    hint = f"write the value, or delete the {'item' if isinstance(last, int) else 'key'}"
    return Problem(document.path, line, column, "FB203", f"{name} has no value", hint)


def _schema_problems(error: ValidationError, model: type[Record], document: Document, index: int) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        loc = _clean(detail["loc"])
        code, message, hint, on_key = _explain(detail, model, loc)
        on_key = on_key or "[key]" in detail["loc"]
        line, column = document.position((index, *loc), key=on_key)
        if (index, *loc) in document.empty:
            continue  # reported as such
        yield Problem(document.path, line, column, code, message, hint)


_FOUND: tuple[tuple[type, str], ...] = ((list, "a list"), (dict, "a mapping"), (str, "text"))


def _clean(loc: Sequence[str | int]) -> tuple[str | int, ...]:
    return tuple(part for part in loc if part != "[key]")


def _explain(detail: Any, model: type[Record], loc: tuple[str | int, ...]) -> tuple[str, str, str, bool]:
    """Code, message, hint, and whether the place is the key, for one error of the validator."""
    kind, context = str(detail["type"]), detail.get("ctx") or {}
    name = str(loc[-1]) if loc else ""
    if kind.startswith("FB"):
        return kind, detail["msg"], str(context.get("hint", "")) or _example(model, loc), False
    if kind == "extra_forbidden":
        keys = _keys_at(model, loc[:-1])
        guess = nearest(name, keys)
        hint = f"did you mean '{guess}'?" if guess else f"the keys here are {', '.join(keys)}"
        return "FB201", f"unknown key '{name}'", hint, True
    if kind == "missing":
        return "FB202", f"missing key '{name}'", _example(model, loc), False
    if kind == "literal_error" and isinstance(detail["input"], str):
        words = [str(word) for word in _allowed(model, loc)]
        guess = nearest(str(detail["input"]), words)
        hint = f"did you mean '{guess}'?" if guess else f"one of {', '.join(words)}"
        return "FB210", f"'{detail['input']}' is not a word of this list", hint, False
    if kind == "too_short":
        return "FB202", f"'{name}' is empty", _example(model, loc), False
    expected = {
        "list_type": "a list",
        "dict_type": "a mapping",
        "model_type": "a mapping",
        "model_attributes_type": "a mapping",
    }
    found = next((word for cls, word in _FOUND if isinstance(detail["input"], cls)), "nothing")
    wanted = expected.get(kind, "text")
    given = detail["input"] if isinstance(detail["input"], str) else ""
    hint = f"write [{given}]" if kind == "list_type" and given else _example(model, loc)
    if wanted == "a mapping" and "：" in given:
        hint = "write ': ' for '：' after a key"
    return "FB204", f"expected {wanted}, found {found}", hint, False


def _field_at(model: type[Record], loc: tuple[str | int, ...]) -> tuple[type[Record] | None, Any]:
    """The model and the field that a path leads to."""
    owner: type[Record] | None = model
    info: Any = None
    for part in loc:
        if isinstance(part, int):
            continue
        if owner is None:
            return None, None
        fields = {(f.alias or n): f for n, f in owner.model_fields.items()}
        info = fields.get(part)
        if info is None:
            return owner, None
        owner = record_in(info.annotation)
    return owner, info


def _keys_at(model: type[Record], loc: tuple[str | int, ...]) -> list[str]:
    owner, _ = _field_at(model, loc)
    return [] if owner is None else [info.alias or name for name, info in owner.model_fields.items()]


def _allowed(model: type[Record], loc: tuple[str | int, ...]) -> list[Any]:
    _, info = _field_at(model, loc)
    return _literal_values(info.annotation) if info is not None else []


def _literal_values(annotation: Any) -> list[Any]:
    values: list[Any] = []
    for argument in get_args(annotation):
        values.extend([argument] if isinstance(argument, str) else _literal_values(argument))
    return values


def _example(model: type[Record], loc: tuple[str | int, ...]) -> str:
    _, info = _field_at(model, loc)
    if info is None or not info.examples or not loc:
        return ""
    name, example = next(part for part in reversed(loc) if isinstance(part, str)), info.examples[0]
    if isinstance(loc[-1], int):
        example = f"[{example}]"
    if record_in(info.annotation) not in (None, Text) or ": " in str(example):
        return f"for example {name}: {{{example}}}" if ": " in str(example) else ""
    return f"for example {name}: {example}"


def build_store(loaded: Loaded) -> Store:
    """The store of the sound records, its formulas computed. Of records that share an id, the first counts."""
    loaded, uncomputed = with_values(loaded)
    collections: dict[str, dict[Any, Any]] = {name: {} for name in COLLECTIONS}
    for name, records in loaded.records.items():
        for record, _ in records:
            collections[name].setdefault(record_key(record), record)
    derived = derive(loaded.facts, collections["sources"], collections["disputes"], collections["claims"])
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
