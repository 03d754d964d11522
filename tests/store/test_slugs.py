"""Slugs can be undone, and are safe wherever a path or a URL goes."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.checks.project import Project
from factbook.checks.rules.identity import ids
from factbook.store.slugs import address, slug

DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}

points = st.from_regex(r"(?a)\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-[0-2]\d)?)?[~?%]?", fullmatch=True)
periods = st.one_of(
    points, st.tuples(points, points).map("/".join), points.map("{}/..".format), points.map("../{}".format)
)
identifiers = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
addresses = st.builds("{}@{}{}".format, identifiers, periods, st.one_of(st.just(""), identifiers.map(":{}".format)))
anything = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(st.one_of(addresses, identifiers, anything))
def test_a_slug_gives_its_address_back(text: str) -> None:
    assert address(slug(text)) == text


@given(st.one_of(addresses, identifiers, anything, st.sampled_from(sorted(DEVICES))))
def test_a_slug_is_safe_in_urls_and_on_file_systems(text: str) -> None:
    found = slug(text)
    assert re.fullmatch(r"[a-z0-9_-]+", found)
    assert quote(found, safe="") == found
    assert found not in DEVICES


@given(st.from_regex(r"[a-z0-9_-]{1,20}", fullmatch=True))
def test_what_is_no_slug_is_refused_and_what_is_one_is_the_only_one(text: str) -> None:
    try:
        found = address(text)
    except ValueError:
        return
    assert slug(found) == text


@pytest.mark.parametrize(
    "text", ["", "A", "a/b", "..", "_", "__", "a_b", "_u41", "_nonsense_", "_u110000_", "_u61_", "_u5f"]
)
def test_other_text_is_no_slug(text: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        address(text)


def test_readable_slugs_of_addresses() -> None:
    assert slug("state-council-approval") == "state-council-approval"
    assert slug("gdp@2023") == "gdp_at_2023"
    assert slug("gdp@2022-01/2022-06:core") == "gdp_at_2022-01_to_2022-06_key_core"
    assert slug("gdp@2024-01?/..") == "gdp_at_2024-01_uncertain__to__open_"


def test_all_slugs_of_the_store_differ_whatever_the_file_system(project: Project) -> None:
    known = ids(project.store)
    assert len({slug(name).casefold() for name in known}) == len(known)
