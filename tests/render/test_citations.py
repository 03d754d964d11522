"""A source is listed once, each place in it once, however many values of a computed number stand there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factbook.content.spans import Cite
from factbook.content.wording import reference_spans
from factbook.reading.load import build_store, load
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.store import Store
from factbook.store.texts import Text
from mkdocs_timeline.dates import parse
from tests.projects import MakeProject

STORE = """# data/indicators.yml
- {id: population, name: Population, definition: People., unit: people, place: town,
   observations: [{period: 1990, value: 30000, sources: {yearbook: page 3}}, {period: 1991, value: 31000, sources: {yearbook: page 4}},
    {period: 1992, value: 32000, sources: {yearbook: page 3}}]}
"""


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    return build_store(load(make_project(STORE)))


@pytest.mark.parametrize(
    ("references", "places"),
    [
        (("= population@1990 / population@1992, times",), "Page 3."),
        (("population@1990", "= population@1990 / population@1991, times"), "Page 3; page 4."),
        (
            ("= population@1990 / population@1991, times", "= population@1991 / population@1992, times"),
            "Page 3; page 4.",
        ),
    ],
)
def test_each_place_in_a_source_stands_once(references: tuple[str, ...], places: str, store: Store) -> None:
    writer = Writer.on("x", store, Site())
    for body in references:
        writer.spans(reference_spans(body, store))
    assert f'<span class="fb-reference__locator">{places}</span>' in writer.references()


def test_a_publisher_that_is_not_known_is_no_name(store: Store) -> None:
    source = store.sources["yearbook"]
    unknown = source.model_copy(update={"publisher": Text(en="unknown", zh=None), "published": parse("2021?")})
    changed = replace(store, sources={**store.sources, "yearbook": unknown})
    writer = Writer.on("x", changed, Site())
    writer.spans((Cite("yearbook", "page 3"),))
    assert ">Publisher not identified</span> (2021?)." in writer.references()
    assert "unknown" not in writer.references()


def test_a_citation_knows_its_places_in_order() -> None:
    assert Cite("a", "x", ("y", "x", "")).locators == ("x", "y")
    assert Cite("a").locators == ()
    assert Cite("a", "x; y", ("y; z",)).locators == ("x", "y", "z")
