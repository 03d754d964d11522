"""Slugs can be undone, and are safe wherever a path or a URL goes."""

from __future__ import annotations

import re
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from factbook.checks.project import Project
from factbook.checks.rules.identity import ids
from factbook.store.slugs import _WORDS, slug

DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}

points = st.from_regex(r"(?a)\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-[0-2]\d)?)?[~?%]?", fullmatch=True)
periods = st.one_of(
    points, st.tuples(points, points).map("/".join), points.map("{}/..".format), points.map("../{}".format)
)
identifiers = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
addresses = st.builds("{}@{}{}".format, identifiers, periods, st.one_of(st.just(""), identifiers.map(":{}".format)))
anything = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


_MEANINGS = {word: text for text, word in _WORDS.items()}


def address(text: str) -> str:
    """The address that a slug stands for: what stands between underscores is a word or the code of a character."""
    return re.sub("_(.+?)_", lambda match: _MEANINGS.get(match[1]) or chr(int(match[1].removeprefix("u"), 16)), text)


@given(st.one_of(addresses, identifiers, anything))
def test_a_slug_gives_its_address_back(text: str) -> None:
    assert address(slug(text)) == text


@given(st.one_of(addresses, identifiers, anything, st.sampled_from(sorted(DEVICES))))
def test_a_slug_is_safe_in_urls_and_on_file_systems(text: str) -> None:
    found = slug(text)
    assert re.fullmatch(r"[a-z0-9_-]+", found)
    assert quote(found, safe="") == found
    assert found not in DEVICES


def test_readable_slugs_of_addresses() -> None:
    assert slug("state-council-approval") == "state-council-approval"
    assert slug("gdp@2023") == "gdp_at_2023"
    assert slug("gdp@2022-01/2022-06:core") == "gdp_at_2022-01_to_2022-06_key_core"
    assert slug("gdp@2024-01?/..") == "gdp_at_2024-01_uncertain__to__open_"


def test_all_slugs_of_the_store_differ_whatever_the_file_system(project: Project) -> None:
    known = ids(project.store)
    assert len({slug(name).casefold() for name in known}) == len(known)
