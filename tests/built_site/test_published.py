"""What no published text file may hold: what was to be filled in, and what no text may hold at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factbook.reading.prose import ProsePage

TEXTS = ("html", "md", "txt", "json", "jsonld", "csv", "ics", "atom", "xml", "svg", "css", "js", "webmanifest")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
STAND_INS = re.compile(r"facts\.invalid|site\.invalid|factbook:\d|fbmark")
RAW = re.compile(r"^[ ]{0,3}/{3,}[ ]*\w|\[\[[^\[\]\n]{1,300}\]\]|\{\{|\{%", re.MULTILINE)
NOT_PROSE = re.compile(r"<(pre|code|script|style)\b.*?</\1>", re.DOTALL)
CODE_IN_SEARCH = ("contribute/", "about/", "data/")
"""How-to pages show references and blocks as code, and the search has their text without marks."""


def _files(site: Path, kind: str) -> list[Path]:
    return sorted(path for path in site.rglob(f"*.{kind}") if path.is_file())


@pytest.mark.parametrize("kind", TEXTS)
def test_no_text_holds_a_control_character_or_a_stand_in(kind: str, site: Path) -> None:
    for path in _files(site, kind):
        text = path.read_bytes().decode("utf-8")
        found = CONTROL.search(text)
        assert not found, f"{path.relative_to(site)}: {text[max(0, found.start() - 40) : found.end() + 40]!r}"
        assert not STAND_INS.search(text), path.relative_to(site)


def _prose(path: Path, site: Path) -> str:
    """What of a file is no code: documentation may show any mark."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".html":
        return NOT_PROSE.sub("", text)
    if path.suffix == ".md" or path.name in ("llms.txt", "llms-full.txt"):
        return re.sub(r"\\(?=[\[\]])", "", ProsePage("", text).masked)
    parts = path.relative_to(site).parts
    parts = parts[1:] if parts[0] == "zh" else parts
    if parts[:2] == ("search", "terms"):
        return ""  # a packed directory of the search, no text
    if parts[0] == "search":
        return "\n".join(
            entry
            for entry in text.split('{"location":')
            if not entry.startswith(tuple(f'"{f}' for f in CODE_IN_SEARCH))
        )
    return text


@pytest.mark.parametrize("kind", [kind for kind in TEXTS if kind not in ("css", "js", "svg")])
def test_no_text_holds_a_raw_directive_reference_or_template_mark(kind: str, site: Path) -> None:
    for path in _files(site, kind):
        found = RAW.search(text := _prose(path, site))
        assert not found, f"{path.relative_to(site)}: {text[max(0, found.start() - 40) : found.end() + 40]!r}"


def test_the_guards_look_at_every_kind_of_text(site: Path) -> None:
    binary = {"png", "jpg", "gif", "ico", "woff2", "db", "zip", "xlsx", "gz", "map"}
    kinds = {path.suffix.removeprefix(".") for path in site.rglob("*") if path.is_file() and path.suffix}
    assert kinds <= {*TEXTS, *binary}
