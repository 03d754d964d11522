"""Write the skeleton of a record at its place. What is not given as an option is requested on a terminal.

Whatever stays empty is what ``factbook check`` reports until it is written. ``factbook new source URL`` takes
from the address what it holds: a proposal for the id, the host, and today as the day it was read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from factbook.checks.project import local_day
from factbook.editing.insertion import Inserted, add_inside, add_record, file_for
from factbook.editing.skeletons import KINDS, Kind, Question, Value, lines_of, questions, skeleton, unwritten
from factbook.editing.source_address import host, proposed_id
from factbook.files import write_if_changed
from factbook.problems import ProjectError, nearest
from factbook.reading.load import build_store, load
from factbook.store import Store
from factbook.store.urls import same_address


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``factbook new``: one subcommand for each kind of record, one option for each of its keys."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for kind in KINDS.values():
        sub = kinds.add_parser(kind.name, help=(kind.model.__doc__ or "").strip(), description=kind.model.__doc__)
        if kind.name == "source":
            sub.add_argument("address", nargs="?", metavar="URL", help="where it was read")
        if kind.inside:
            sub.add_argument("--into", required=True, metavar="ENTITY", help="the id of the record it belongs to")
        else:
            sub.add_argument(
                "--file", default="", metavar="NAME", help="which file of the collection (default: the fitting one)"
            )
        for question in questions(kind):
            _add_option(sub, question)


def _add_option(parser: argparse.ArgumentParser, question: Question) -> None:
    option, text = f"--{question.key.replace('_', '-')}", question.description.replace("%", "%%")
    if question.shape == "sources":
        parser.add_argument("--source", action="append", default=[], metavar="ID=LOCATOR", help=text)
        return
    metavar = {"words": "A,B", "text": "ENGLISH"}.get(question.shape, None if question.choices else "VALUE")
    choices = question.choices or None
    parser.add_argument(option, dest=f"value_{question.key}", metavar=metavar, choices=choices, help=text)
    if question.shape == "text":
        parser.add_argument(
            f"{option}-zh", dest=f"chinese_{question.key}", metavar="CHINESE", help="the same in Chinese"
        )


def run(options: argparse.Namespace) -> int:
    """Write the record; report where, and what is still to be written."""
    kind = KINDS[options.kind]
    taken, store = _taken(options.root), build_store(load(options.root))
    values = dict(_given(kind, options))
    for question in questions(kind):
        _check_terms(question, values.get(question.key, ""), store)
    if kind.name == "source":
        _fill_source(values, options, taken)
    if sys.stdin.isatty():
        values.update(_asked(kind, values, store))
    identifier = values.get("id")
    if isinstance(identifier, str) and identifier in taken:
        raise ProjectError(f"id '{identifier}' is used already ({taken[identifier]})")
    record = skeleton(kind, values)
    inserted = _inserted(kind, record, options)
    write_if_changed(inserted.path, inserted.text)
    _tell(kind, record, inserted, options.root)
    return 0


def _taken(root: Path) -> dict[str, str]:
    """Every id of the store, and where it stands."""
    taken: dict[str, str] = {}
    for document in load(root).documents:
        for name, loc in document.defined:
            line, _ = document.position(loc)
            taken.setdefault(name, f"{document.path}:{line}")
    return taken


def _given(kind: Kind, options: argparse.Namespace) -> Iterator[tuple[str, Value]]:
    """The values of the options."""
    for question in questions(kind):
        value = _value(question, options)
        if value:
            question.check(value)
            yield question.key, value


def _value(question: Question, options: argparse.Namespace) -> Value:
    if question.shape == "sources":
        return dict(_source(text) for text in options.source)
    given = getattr(options, f"value_{question.key}")
    if question.shape == "words":
        return [word.strip() for word in given.split(",")] if given else ""
    if question.shape == "text":
        chinese = getattr(options, f"chinese_{question.key}")
        return {**({"en": given} if given else {}), "zh": chinese} if chinese else given or ""
    return given or ""


def _check_terms(question: Question, value: Value, store: Store) -> None:
    """Raises ProjectError for a word that is no term of the list that the key takes its words from."""
    known = list(store.terms(question.term)) if question.term else []
    for word in value if isinstance(value, list) else [value]:
        if word and known and word not in known:
            guess = nearest(str(word), known)
            hint = f"did you mean '{guess}'?" if guess else f"one of {', '.join(known)}"
            raise ProjectError(f"{question.key}: '{word}' is no term of the list ({hint})")


def _source(text: str) -> tuple[str, Value]:
    identifier, equals, locator = text.partition("=")
    if not equals or not locator.strip():
        raise ProjectError(
            f"--source '{text}': write the id of the source and where in it the fact stands: yearbook-1995='second paragraph'"
        )
    return identifier.strip(), locator.strip()


def _fill_source(values: dict[str, Value], options: argparse.Namespace, taken: dict[str, str]) -> None:
    """What can be read from the address of a source."""
    url = str(values.get("url") or options.address or "")
    if url:
        next(question for question in questions(KINDS["source"]) if question.key == "url").check(url)
        for record, origin in load(options.root).records["sources"]:
            known = getattr(record, "url", None)
            if known and same_address(known, url):
                line, _ = origin.position("url")
                raise ProjectError(
                    f"source '{getattr(record, 'id', '')}' has this address already ({origin.document.path}:{line})"
                )
        values["url"] = url
        values.setdefault("id", proposed_id(url, taken))
        if values.get("access") == "mirror":
            values.setdefault("carried_by", host(url))
    values.setdefault("accessed", (options.today or local_day()).isoformat())


def _asked(kind: Kind, values: dict[str, Value], store: Store) -> Iterator[tuple[str, Value]]:
    """The answers to what must be written and was not given. An empty answer leaves the key to be written."""
    print("Press Enter to leave a value to be written later.", file=sys.stderr)
    for question in questions(kind):
        if question.required and question.key not in values:
            answer = _ask(question, store)
            if answer:
                yield question.key, answer


def _ask(question: Question, store: Store) -> Value:
    example = f" Example: {question.example}." if question.example else ""
    choices = question.choices or list(store.terms(question.term))
    if choices:
        example = f" One of {', '.join(choices)}."
    print(f"\n{question.description}{example}", file=sys.stderr)
    while True:
        print(f"{question.key}: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip()
        if not answer:
            return ""
        try:
            value = _answer(question, answer)
            question.check(value)
            _check_terms(question, value, store)
        except ProjectError as error:
            print(f"  {error}", file=sys.stderr)
        else:
            return value


def _answer(question: Question, answer: str) -> Value:
    if question.shape == "words":
        return [word.strip() for word in answer.split(",")]
    if question.shape == "sources":
        return dict([_source(answer.replace(": ", "=", 1) if "=" not in answer else answer)])
    return answer


def _inserted(kind: Kind, record: dict[str, Value], options: argparse.Namespace) -> Inserted:
    if kind.inside:
        lines = {indent: lines_of(kind, record, indent) for indent in (2, 4)}
        return add_inside(options.root, options.into, kind.inside, lines)
    words = [str(word) for value in record.values() if isinstance(value, list) for word in value]
    path = file_for(options.root, kind.collection, options.file or str(record.get("kind", "")), words)
    return add_record(options.root, path, kind.collection, lines_of(kind, record))


def _tell(kind: Kind, record: dict[str, Value], inserted: Inserted, root: Path) -> None:
    name = f"{kind.name} '{record['id']}'" if record.get("id") else f"a new {kind.name}"
    print(f"{inserted.path.relative_to(root).as_posix()}:{inserted.line}: {name} written")
    empty = unwritten(record)
    if empty:
        print(f"still to be written: {', '.join(empty)}")
    print("next: factbook check")
