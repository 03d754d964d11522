"""The kinds cover the site: a page of a new kind must be named in kinds.py before it escapes the tests."""

from pathlib import Path

import pytest

from tests.browser.kinds import KINDS, PRESENT, pages_of


def test_every_page_is_of_exactly_one_kind(site: Path) -> None:
    found = [page for kind in KINDS for page in pages_of(kind, site)]
    files = [file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("*.html")]
    assert sorted(found) == sorted(files)


@pytest.mark.parametrize("kind", PRESENT)
def test_every_kind_is_there(kind: str, site: Path) -> None:
    assert pages_of(kind, site)
