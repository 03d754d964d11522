"""Inline content as HTML: what is not in the language of the page is marked with its own."""

from __future__ import annotations

import pytest

from factbook.checks.project import Project
from factbook.content.addresses import Target
from factbook.content.spans import Link, Text
from factbook.languages import in_language
from factbook.render.html import Writer
from factbook.render.inline import marked
from factbook.render.links import Site
from factbook.store.texts import Text as Bilingual


@pytest.mark.parametrize(("spoken", "text", "html"), [
    ("en", {"en": "Mill & Co", "zh": "磨坊"}, "Mill &amp; Co"),
    ("zh", {"en": "Mill & Co", "zh": "磨坊"}, "磨坊"),
    ("zh", {"en": "Mill & Co"}, '<span lang="en">Mill &amp; Co</span>'),
    ("en", {"zh": "磨坊"}, '<span lang="zh">磨坊</span>'),
    ("de", {"en": "Mill", "zh": "磨坊", "de": "Mühle"}, "Mühle"),
    ("de", {"en": "Mill", "zh": "磨坊"}, '<span lang="en">Mill</span>'),
])  # fmt: skip
def test_words_in_another_language_are_marked(spoken: str, text: dict[str, str], html: str, project: Project) -> None:
    with in_language(spoken):
        name = Bilingual.model_validate(text)
        writer = Writer.on("index", project.store, Site())
        assert marked(name) == marked(str(name)) == writer.spans((Text(str(name)),)) == html
        assert writer.spans((Link(Target("places/mill"), str(name)),)) == f'<a href="places/mill/">{html}</a>'
