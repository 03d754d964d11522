"""A file read again after a change gives what it gives when all of it is read."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.reading import load as module
from factbook.reading.documents import parse_document
from factbook.reading.load import Known, load
from factbook.reading.loaded import Loaded

NAME = "data/organizations.yml"
ORGANIZATION = """\
- id: {id}
  name: {{en: "{name}", zh: 纺织厂}}
  kind: company
  summary: |
    What it does:
    - weaving
  statements:
  - id: {id}-seat
    text: 'Its seat is in the town'
    sources: {{book: page 1}}
  - id: {id}-staff
    text: >-
      It has
      a staff.
    topics: [people]
    sources:
      book: page 2
"""
HEADER = "# The organizations.\n"
FILE = HEADER + "".join(ORGANIZATION.format(id=f"mill-{n}", name=f"Mill {n}") for n in range(6))

PIECES = (
    "- ", "  ", "\n", "'", '"', "---\n", "...\n", "%YAML 1.2\n", "# a note\n", "- - a\n", "[", "]", "{", "}", ": ", "&a ", "*a", "!x ",
    "|\n", "- id: new\n", "  name: New\n", "x", "纺", "а", "\t", "- {id: new, name: New, kind: company, summary: New.}\n", "=======\n",
)  # fmt: skip


def whole(text: str) -> Loaded:
    return module._of_document("organizations", *parse_document(NAME, text.encode()))


def again(before: str, after: str) -> Loaded | None:
    return module._reread(whole(before), "organizations", NAME, after.encode())


def said(loaded: Loaded) -> tuple[object, ...]:
    """All that a file gave, with the places where it stands."""
    (document,) = loaded.documents
    return (
        [(record, origin.loc, loaded.origins[id(record)].loc) for record, origin in loaded.records["organizations"]],
        [
            (a, f.kind, f.record, f.origin.loc, f.owner, loaded.origins[id(f.record)].loc)
            for a, f in loaded.facts.items()
        ],
        {origin.document is document for origin in loaded.origins.values()},
        len(loaded.origins),
        dict(document.starts),
        sorted(document.defined, key=str),
        document.text,
        (document.empty, document.broken, document.cut_off),
        loaded.problems,
        loaded.broken_words,
    )


def changed(before: str, number: int, edit: Callable[[str], str]) -> str:
    """The file with one of its organizations edited."""
    parts = re.split(r"(?m)^(?=- id: mill)", before)
    parts[number] = edit(parts[number])
    return "".join(parts)


EDITS: dict[str, Callable[[str], str]] = {
    "a word": lambda part: part.replace("the town", "the city"),
    "a line more": lambda part: part.replace("    topics: [people]\n", "    topics:\n    - people\n    - trade\n"),
    "a line less": lambda part: part.replace("    topics: [people]\n", ""),
    "a statement less": lambda part: part[: part.index("  - id")] + part[part.rindex("  - id") :],
    "a note in its midst": lambda part: part.replace("  kind:", "# about its kind\n  kind:"),
    "a record after it": lambda part: part + "- id: new\n  name: New\n  kind: company\n  summary: New.\n",
    "a blank line after it": lambda part: part + "\n",
}


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_record_is_read_alone(edit: str, number: int) -> None:
    after = changed(FILE, number, EDITS[edit])
    assert after != FILE
    found = again(FILE, after)
    assert found is not None, "all of the file was read"
    assert said(found) == said(whole(after))


def test_the_others_stay_the_same_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    before = whole(FILE)
    read: list[str] = []
    parse = module.parse_document

    def noted(name: str, raw: bytes) -> object:
        read.append(raw.decode())
        return parse(name, raw)

    monkeypatch.setattr(module, "parse_document", noted)
    after = changed(FILE, 3, EDITS["a word"])
    found = module._reread(before, "organizations", NAME, after.encode())
    assert found is not None
    assert [text.count("kind: company") for text in read] == [1]
    old, new = before.records["organizations"], found.records["organizations"]
    assert [one[0] is other[0] for one, other in zip(old, new, strict=True)] == [True, True, False, True, True, True]


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_file_may_lose_its_end(end: str) -> None:
    after = FILE[: FILE.index("- id: mill-4\n")].rstrip() + end
    assert said(again(FILE, after) or whole(after)) == said(whole(after))


def test_a_record_that_goes_takes_its_facts_with_it() -> None:
    after = FILE.replace(ORGANIZATION.format(id="mill-2", name="Mill 2") + "- id: mill-3\n", "- id: mill-3\n")
    found = again(FILE, after)
    assert said(found or whole(after)) == said(whole(after))
    assert "mill-2-seat" not in (found or whole(after)).facts


@pytest.mark.parametrize(
    "after",
    [
        FILE.replace(HEADER, "# Other words.\n"),
        FILE.replace("'Its seat", '"Its seat', 1),
        changed(FILE, 2, lambda part: part.replace("  kind: company\n", "---\n  kind: company\n")),
        changed(FILE, 6, lambda part: part + "...\n"),
        changed(FILE, 2, lambda part: part.replace("  kind: company\n", "  kind: company\n  state: nonsense\n")),
        "",
        FILE[: FILE.index("- id: mill-0\n")],
    ],
    ids=[
        "above the records",
        "an open quote",
        "a document begins",
        "a document ends",
        "a problem",
        "nothing",
        "a note alone",
    ],
)
def test_what_is_not_plain_is_read_whole(after: str) -> None:
    assert again(FILE, after) is None


@given(st.data())
def test_whatever_is_typed_is_read_as_if_all_of_it_were(data: st.DataObject) -> None:
    text = FILE
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.one_of(st.just(start), st.integers(start, min(len(text), start + 400))))
        text = text[:start] + "".join(data.draw(st.lists(st.sampled_from(PIECES), max_size=4))) + text[end:]
    found = again(FILE, text)
    if found is not None:
        assert said(found) == said(whole(text))


def test_lines_that_move_and_return_are_followed_step_by_step(tmp_path: Path) -> None:
    """One preview after another, each from what the one before it made."""
    chance = random.Random(20_240_101)
    known: Known = {}
    file = tmp_path / NAME
    file.parent.mkdir(parents=True)
    text = FILE
    for _ in range(60):
        lines = text.splitlines(keepends=True)
        at = chance.randrange(len(lines))
        lines[at : at + chance.randrange(3)] = chance.choice(
            [[], [lines[at]], ["# a note\n"], ["  kind: company\n"], lines[at : at + 9]]
        )
        text = "".join(lines)
        file.write_text(text, encoding="utf-8")
        load(tmp_path, known)
        found = known["organizations", NAME][1]
        assert said(found) == said(whole(text))
        if found.problems:
            text = FILE
