"""What records of the API are made of: texts, links, units, citations and dates of the store, as the API has them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from factbook.content import wording
from factbook.exports import models as m
from factbook.exports.site import API, SiteInfo
from factbook.store import Store
from factbook.store import records as r
from factbook.store.changes import Edit, History
from factbook.store.references import addresses_alone
from factbook.store.scalars import excerpt_of
from factbook.store.slugs import slug
from factbook.store.texts import Text
from mkdocs_timeline.dates import When
from mkdocs_timeline.labels import label


def exact(value: Decimal) -> str:
    """A number with the digits that were written down, never in scientific notation."""
    return f"{value:f}"


def dated(when: When) -> m.Dated:
    """A date as the API has it."""
    return m.Dated(
        edtf=when.text,
        precision=when.precision,
        approximate=when.approximate,
        uncertain=when.uncertain,
        label=m.Words(en=label(when), zh=label(when, "zh")),
    )


def field_notes(edit: Edit) -> list[m.FieldNote]:
    """What a commit changed in a record, key by key."""
    return [
        m.FieldNote(name=part.name, before=addresses_alone(part.before), after=addresses_alone(part.after))
        for part in edit.fields
    ]


class Parts:
    """Turns parts of records into parts of API records; holds the store and the site that all of them need."""

    def __init__(self, store: Store, site: SiteInfo, history: History) -> None:
        self.store, self.site, self.history = store, site, history
        self._citations: dict[str, tuple[m.Words, m.Words, m.Dated | None]] = {}
        self._links: dict[str | None, m.Link | None] = {}
        self._units: dict[str, m.Unit] = {}

    def words(self, text: Text) -> m.Words:
        """A text without its markup, references said in words."""
        en, zh = (wording.said(part, self.store) if part else None for part in (text.en, text.zh))
        return m.Words(en=en, zh=zh)

    def name(self, text: Text) -> m.Words:
        """A name or a title, in which nothing is markup."""
        return m.Words(en=text.en, zh=text.zh)

    def maybe_words(self, text: Text | None) -> m.Words | None:
        """The same of a text that need not be there."""
        return None if text is None else self.words(text)

    def api(self, collection: str, identifier: str) -> str:
        """The address of a record as JSON."""
        return self.site.at(f"{API}{collection}/{slug(identifier)}.json")

    def home(self, collection: str, identifier: str) -> dict[str, Any]:
        """What a record with a page of its own begins with: its id and its addresses."""
        page, api = self.page(identifier), self.api(collection, identifier)
        return {"id": identifier, "permalink": self.site.permalink(identifier), "page": page, "api": api}

    def page(self, identifier: str) -> str:
        """The address of the page that a record or a fact is at home on."""
        return self.site.page(identifier, self.store)

    def link(self, identifier: str | None) -> m.Link | None:
        """A link to an entity or a source; None for None and for what is not there."""
        if identifier not in self._links:
            self._links[identifier] = self._new_link(identifier)
        return self._links[identifier]

    def _new_link(self, identifier: str | None) -> m.Link | None:
        entity = self.store.entity(identifier) if identifier else None
        source = self.store.sources.get(identifier) if identifier else None
        name = entity.name if entity else source.title if source else None
        if identifier is None or name is None:
            return None
        return m.Link(id=identifier, name=self.name(name), permalink=self.site.permalink(identifier))

    def unit(self, term: str) -> m.Unit:
        """A unit by its term; one that the vocabulary lacks has its term for a name."""
        if term not in self._units:
            found = self.store.vocabulary.get(("unit", term))
            self._units[term] = m.Unit(
                id=term,
                name=self.name(found.name) if found else m.Words(en=term, zh=None),
                symbol=found.symbol if found else None,
                base=found.base if found else None,
                factor=exact(found.factor) if found and found.factor is not None else None,
            )
        return self._units[term]

    def series_break(self, record: r.Break) -> m.Break:
        """A break in a series."""
        return m.Break(at=dated(record.at), reason=self.words(record.reason))

    def _source_words(self, source: r.Source) -> tuple[m.Words, m.Words, m.Dated | None]:
        published = dated(source.published) if source.published else None
        return self.name(source.title), self.name(source.publisher), published

    def cited(self, identifier: str) -> tuple[m.Words, m.Words, m.Dated | None]:
        """Title, publisher and date of a source, which many facts cite."""
        if identifier not in self._citations:
            self._citations[identifier] = self._source_words(self.store.sources[identifier])
        return self._citations[identifier]

    def citation(self, identifier: str, locator: str) -> m.Citation:
        """A source and the place in it. Raises KeyError for a source that is not there."""
        title, publisher, published = self.cited(identifier)
        source = self.store.sources[identifier]
        return m.Citation(
            source=identifier,
            locator=str(locator),
            excerpt=excerpt_of(locator) or None,
            language=source.language,
            title=title,
            publisher=publisher,
            published=published,
            url=source.url,
            linked=source.linked,
            archived=source.archived,
            permalink=self.site.permalink(identifier),
        )
