"""A permalink that is shared has a title, a description and a picture; so has every page (https://ogp.me/)."""

from __future__ import annotations

import re
from html import unescape

from factbook.exports.catalogue import lasting
from factbook.exports.sharing import brief
from factbook.render.links import cite_file
from factbook.store.slugs import slug
from tests.exports.conftest import INFO, Exported

_TAG = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')
REQUIRED = {"og:title", "og:type", "og:url", "og:image"}
"""What every page has, by the protocol."""


def _tags(html: str) -> dict[str, str]:
    return {name: unescape(content) for name, content in _TAG.findall(html)}


def test_every_permalink_can_be_shared(small: Exported) -> None:
    for identifier in (*lasting(small.store), *small.store.redirects):
        tags = _tags(small.files[f"id/{slug(identifier)}/index.html"].decode())
        assert set(tags) >= REQUIRED, identifier
        assert tags["og:url"] == INFO.permalink(identifier)
        assert tags["og:title"]
        assert tags["og:image"].startswith(INFO.url)


def test_it_says_what_the_record_says(small: Exported) -> None:
    tags = _tags(small.files["id/town/index.html"].decode())
    assert tags["og:title"] == "Town"
    assert tags["og:description"] == tags["description"] == "A town on a river."
    assert (
        _tags(small.files["id/leap-fair/index.html"].decode())["og:description"]
        == "The fair of the leap year. It lasted a day."
    )
    cite = _tags(small.files[cite_file("charter")].decode())
    assert cite["og:title"].startswith("Cite: Charter")


def test_a_long_description_is_cut_between_words() -> None:
    assert brief("word " * 100).endswith("word …")
    assert len(brief("word " * 100)) <= 302
    assert brief("short") == "short"
