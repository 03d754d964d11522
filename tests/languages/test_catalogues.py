"""Every catalogue has exactly the messages of the code, all of them translated, with the same fields and tags."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from factbook.languages import extraction, languages
from factbook.languages.extraction import catalogues, key_of, messages, read, updated, written

found = cache(messages)
"""What the code says, read once."""

FILES = list(catalogues())
FIELD = re.compile(r"%(?:\((?P<name>[^)]*)\)(?P<as>[^a-z]*[a-z])|%)|\{[^{}]*\}")
TAG = re.compile(r"</?[a-z][^>]*>")

each_catalogue = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def said_of(catalog: Catalog) -> Iterator[tuple[Message, str, str]]:
    """Every message that is translated with its English and its translation, each form of a plural by itself."""
    for message in catalog:
        if not message.id or not message.string:
            continue
        forms = [message.string] if isinstance(message.string, str) else message.string
        english = message.id if isinstance(message.id, str) else message.id[-1]
        yield from ((message, english, form) for form in forms)


def shown(text: str) -> Counter[str]:
    """The fields of a message; a doubled percent sign stands for itself as often as the translation needs it."""
    return Counter(match[0] for match in FIELD.finditer(text) if match[0] != "%%")


def test_there_are_messages_and_catalogues() -> None:
    assert len(found()) > 1
    assert [path.stem for path in FILES] == [tag for tag in languages() if tag != "en"]


@each_catalogue
def test_a_catalogue_has_the_messages_of_the_code_and_no_others(path: Path) -> None:
    there = {key_of(message) for message in read(path) if message.id}
    assert sorted(found().keys() - there) == [], "run: make format"
    assert sorted(there - found().keys()) == [], "run: make format"


@each_catalogue
def test_a_catalogue_is_laid_out_as_the_update_writes_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == written(updated(read(path), found())), "run: make format"


@each_catalogue
def test_every_message_is_translated(path: Path) -> None:
    assert [key_of(m) for m in read(path) if m.id and (m.fuzzy or not m.string or not all(m.string))] == []


@each_catalogue
def test_a_translation_has_the_fields_and_tags_of_its_message(path: Path) -> None:
    for message, english, form in said_of(read(path)):
        assert shown(form) == shown(english), key_of(message)
        assert Counter(TAG.findall(form)) == Counter(TAG.findall(english)), key_of(message)


@each_catalogue
def test_a_translation_keeps_the_spaces_at_the_edges_of_its_message_or_has_none(path: Path) -> None:
    for message, _, form in said_of(read(path)):
        assert form == form.strip() or form[0].isspace() == message.id[0].isspace(), key_of(message)


def test_both_forms_of_a_plural_have_the_same_fields() -> None:
    for key, ids in found().items():
        if isinstance(ids, tuple):
            assert shown(ids[0]) == shown(ids[1]), key
            assert shown(ids[0]), key


def test_no_message_is_put_together_where_it_is_marked() -> None:
    """A message that is an f-string, or that is filled in before it is translated, is in no catalogue."""
    names = set(extraction._KEYWORDS)
    with as_file(files("factbook")) as folder:
        for path in sorted(folder.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                    whole = all(not isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
                    assert whole, f"{path}:{node.lineno}"


def test_an_update_adds_what_is_new_removes_what_is_gone_and_guesses_nothing() -> None:
    old = Catalog(locale="zh")
    old.add("two publishers", "两家")
    old.add("a fact", "一条事实")
    new = updated(old, {("", "three publishers"): "three publishers", ("", "a fact"): "a fact"})
    assert {key_of(m): m.string for m in new if m.id} == {("", "three publishers"): "", ("", "a fact"): "一条事实"}


def test_a_message_that_gets_a_plural_is_translated_anew() -> None:
    old = Catalog(locale="zh")
    old.add("%(count)s fact", "事实")
    new = updated(old, {("", "%(count)s fact"): ("%(count)s fact", "%(count)s facts")})
    assert not any(any(m.string) for m in new if m.id)


def test_the_order_of_a_file_does_not_depend_on_that_of_the_code() -> None:
    found: dict[extraction.Key, str | tuple[str, str]] = {("", "b"): "b", ("", "a"): "a", ("plan", "a"): "a"}
    texts = {written(updated(Catalog(locale="zh"), dict(order))) for order in (found.items(), reversed(found.items()))}
    assert len(texts) == 1
