"""Where marks stand on Chinese pages: a measure word belongs to its number, before the citations."""

from __future__ import annotations

import re
from pathlib import Path

from factbook.checks.project import Project
from factbook.languages.current import in_language
from factbook.pages.generate import generate
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.store.measures import is_value
from factbook.store.newest import named_fact

_APART = re.compile(r"\[\[([^\[\]|]+)\]\](?:亿|万|元|项|个|家|人|名|位|平方|公里|%)")


def test_no_citation_stands_between_a_number_and_its_measure_word(project: Project, root: Path) -> None:
    apart = []
    for path in sorted((root / "docs/zh").rglob("*.md")):
        for found in _APART.finditer(path.read_text(encoding="utf-8")):
            fact = named_fact(project.store, found[1])
            if found[1].startswith("=") or (fact is not None and is_value(fact)):
                apart.append(f"{path.name}: {found[0]}")
    assert apart == []


def test_references_have_chinese_punctuation(project: Project) -> None:
    with in_language("zh"):
        pages = [page for page in generate(project.store) if page.path.startswith("organizations/")][:40]
        html = "".join(Writer.on(page.path, project.store, Site()).whole(page) for page in pages)
    assert re.findall(r'fb-reference__publisher">[^<]*</span> \(', html) == []
    assert len(re.findall(r'fb-reference__publisher">(?:<span[^>]*>)?[^<]*(?:</span>)?</span>（', html)) > 50
    assert "深交所300014" in html
