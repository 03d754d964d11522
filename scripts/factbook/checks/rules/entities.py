"""Rules about entities: industries, organizations, places, indicators, projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.checks.rules.rule import Finding, Rule, View, at
from factbook.languages import N_
from factbook.store import Industry, Organization, Place
from factbook.store.records import Indicator, Statement
from factbook.store.references import without
from factbook.store.texts import Text

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def _without_facts(view: View) -> Iterator[Finding]:
    store = view.store
    named = {i for record in store.facts.values() for i in (*record.record.places, *record.record.organizations)}
    named |= {i for record in store.facts.values() for i in record.record.industries}
    named |= {place.part_of for place in store.places.values() if place.part_of}
    named |= {
        i for organization in store.organizations.values() for i in (*organization.places, *organization.industries)
    }
    named |= {industry.place for industry in store.industries.values() if industry.place}
    for project in store.projects.values():
        named.update((*project.organizations, *project.industries, *project.places))
    entities: list[Industry | Organization | Place] = [
        *store.industries.values(),
        *store.organizations.values(),
        *store.places.values(),
    ]
    for entity in entities:
        if entity.statements or entity.id in named or store.indicators_of(entity.id) or view.excused(entity.id):
            continue
        hint = "add a statement with its source, or delete the record"
        yield at(store.origin(entity), "id", message=f"no fact is about '{entity.id}'", hint=hint)


def _holder(view: View) -> Iterator[Finding]:
    for indicator in view.store.indicators.values():
        holders = [name for name in ("place", "organization") if getattr(indicator, name)]
        if len(holders) == 1 or (not holders and indicator.industry):
            continue
        message = "it has a place and an organization" if holders else "it has neither place, organization nor industry"
        yield at(
            view.store.origin(indicator), "id", message=f"whose figure is '{indicator.id}'? {message}", hint="name one"
        )


def _containment(view: View) -> Iterator[Finding]:
    for place in view.store.places.values():
        seen, current = {place.id}, place.part_of
        while current and current in view.store.places:
            if current in seen:
                message = f"'{place.id}' lies in itself, by way of '{place.part_of}'"
                yield at(view.store.origin(place), "part_of", message=message, hint="correct part_of")
                break
            seen.add(current)
            current = view.store.places[current].part_of


def _unsourced_figures(view: View) -> Iterator[Finding]:
    for entity in (
        *view.store.industries.values(),
        *view.store.organizations.values(),
        *view.store.places.values(),
        *view.store.indicators.values(),
        *view.store.projects.values(),
    ):
        key = "definition" if isinstance(entity, Indicator) else "summary"
        text: Text = getattr(entity, key)
        for _, words in text.parts():
            figure = _FIGURE.search(without(words))
            if figure:
                hint = "give the fact by reference, [[address]], or make it a statement with its source"
                message = f"the figure '{figure[0]}' has no source here"
                yield at(view.store.origin(entity), key, message=message, hint=hint)


_NOBODY = re.compile(
    r"(it|its|they|their|he|his|she|her|(the|this) (company|firm|plant|factory|base|park|site|seat|registered))\b"
    r"|其|该(公司|厂|企业|园区|基地)|公司|企业",
    re.IGNORECASE,
)


def _nameless(view: View) -> Iterator[Finding]:
    store = view.store
    for fact in store.facts_of("statement"):
        entity, text = store.entity(fact.owner), fact.record.text if isinstance(fact.record, Statement) else None
        if entity is None or text is None:
            continue
        names = [*entity.name, *entity.aliases]
        for _, words in text.parts():
            begins = _NOBODY.match(words)
            if begins and not any(name.lower() in words.lower() for name in names):
                message = f"the statement begins with '{begins[0]}' and names nobody"
                hint = f"name whom it is about: {entity.name}"
                yield at(fact.origin, "text", message=message, hint=hint)


_BARN = """# data/places.yml
- id: town
  name: Town
  kind: town
  summary: A town.
  statements:
    - {id: town-river, text: The town lies on a river., sources: {yearbook: page 1}}
- id: barn
  name: Barn
  kind: park
  summary: %s
%s"""
_BARN_STATEMENT = """  statements:
    - {id: barn-red, text: The barn is red., sources: {yearbook: page 4}}
"""
_PLACES = """# data/places.yml
- id: town
  name: Town
  kind: town
  part_of: %s
  summary: A town.
  statements:
    - {id: town-river, text: The town lies on a river., sources: {yearbook: page 1}}
- {id: shire, name: Shire, kind: region, %ssummary: A region.}
"""
_POPULATION = """# data/indicators.yml
- id: population
  name: Population
  definition: People who live in the town.
  unit: people
%s  observations:
    - {period: 1990, value: 3000, sources: {yearbook: page 3}}
"""

RULES = (
    Rule(
        "FB305",
        "entity-without-facts",
        N_("Every industry, organization and place has at least one fact."),
        N_("A page with nothing to say, and nobody who says it, is no entry."),
        _BARN % ("A barn.", ""),
        _BARN % ("A barn.", _BARN_STATEMENT),
        _without_facts,
    ),
    Rule(
        "FB306",
        "indicator-holder",
        N_("An indicator is the figure of one place, of one organization, or of one industry."),
        N_("Figures of a town and of its district must never meet in one series."),
        _POPULATION % "",
        _POPULATION % "  place: town\n",
        _holder,
    ),
    Rule(
        "FB307",
        "containment",
        N_("No place lies in itself."),
        N_("Breadcrumbs would go in circles."),
        _PLACES % ("shire", "part_of: town, "),
        _PLACES % ("shire", ""),
        _containment,
    ),
    Rule(
        "FB308",
        "unsourced-figure",
        N_("Texts that carry no sources (summaries of entities, definitions) hold no figures of their own."),
        N_("No number on any page is without a source."),
        _BARN % ("A barn of 12 metres.", _BARN_STATEMENT),
        _BARN % ("A barn.", _BARN_STATEMENT),
        _unsourced_figures,
    ),
    Rule(
        "FB309",
        "nameless-statement",
        N_("A statement that begins with a pronoun, or with 'the company' and the like, names whom it is about."),
        N_("It is shown on the pages of others, in search and in exports, where a reader cannot know who 'it' is."),
        _BARN % ("A barn.", _BARN_STATEMENT.replace("The barn is", "It is")),
        _BARN % ("A barn.", _BARN_STATEMENT),
        _nameless,
    ),
)
