"""What the pages of an edition promise: the page of the same path says the same with the same places, facts, links and examples."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from factbook.reading.prose import ProsePage, edition_files

ROOT = Path(__file__).parents[1]
PAGES = [path for tag in edition_files(ROOT) for path in sorted((ROOT / "docs" / tag).rglob("*.md"))]
TEXTS = ("title", "description")
"""The keys of front matter whose values are translated."""

_HEADING = re.compile(r"^(?P<level>#{1,6}) +(?P<title>.+?)(?: *\{ *#(?P<id>[\w:.@-]+)[^}]*\})?$", re.MULTILINE)
_REFERENCE = re.compile(r"\[\[([^\[\]|\n]*)")
_ADDRESS = re.compile(r"(?<![\w-])[a-z][a-z0-9-]*(?:@[\w/.~:-]*\w)?")
_BLOCK = re.compile(r"^/{3,} *([\w-]+(?: *\| *\S.*)?)$", re.MULTILINE)
_FENCE = re.compile(r"^( *)```([\w-]*)[^\n]*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"#.*")
_FILE = re.compile(r"[\w.]+/|\w+\.py")
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(<?([^)>\s]+)>?[^)]*\)|\bhref=\"([^\"]*)\"")


def both(page: Path) -> tuple[str, str]:
    """The texts of a page and of the page of the main edition that it stands for."""
    main = ROOT / "docs" / Path(*page.relative_to(ROOT / "docs").parts[1:])
    assert main.is_file(), f"{page}: the main edition has no such page"
    return page.read_text("utf-8"), main.read_text("utf-8")


pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def without_code(text: str) -> str:
    return _FENCE.sub("", text)


def headings(text: str) -> list[tuple[str, str]]:
    return [
        (match["level"], match["id"] or slugify(re.sub(r"\[\[.*?\]\]|<[^>]*>|[*`]", "", match["title"]), "-"))
        for match in _HEADING.finditer(without_code(text))
    ]


def found(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(
        next(part for part in match.groups() if part is not None).strip() for match in pattern.finditer(text)
    )


@pages
def test_headings_have_the_level_and_the_place_of_the_main_page(page: Path) -> None:
    ours, main = both(page)
    assert headings(ours) == headings(main)


def facts(text: str) -> set[str]:
    """What a page refers to, however often, and in whichever unit it computes."""
    bodies = [match[1].strip() for match in _REFERENCE.finditer(text)]
    return {
        address
        for body in bodies
        for address in (_ADDRESS.findall(body) if body.startswith("=") else [body.split()[0]])
        if "@" in address or not body.startswith("=")
    }


@pages
def test_the_same_facts_blocks_and_links_stand_on_the_page(page: Path) -> None:
    ours, main = map(without_code, both(page))
    assert facts(ours) == facts(main)
    assert found(_BLOCK, ours) == found(_BLOCK, main)
    assert found(_LINK, ours) == found(_LINK, main)


def examples(text: str) -> list[tuple[str, list[str]]]:
    """The code of a page, without what comments say; of drawings and messages, the names of files and folders."""
    return [
        (language, _FILE.findall(code) if language == "text" else _COMMENT.sub("#", code).split())
        for _, language, code in _FENCE.findall(text)
    ]


@pages
def test_examples_are_the_same(page: Path) -> None:
    ours, main = both(page)
    assert examples(ours) == examples(main)


@pages
def test_names_of_files_and_commands_are_the_same(page: Path) -> None:
    ours, main = (set(_CODE.findall(without_code(text))) for text in both(page))
    assert ours == main


@pages
def test_front_matter_differs_in_its_texts_alone(page: Path) -> None:
    ours, main = (ProsePage("", text).front_matter for text in both(page))
    assert ours.keys() == main.keys()
    for key, value in ours.items():
        assert (value == main[key]) != (key in TEXTS), key
