"""What a rule is, and what a rule sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from factbook.languages import _
from factbook.reading.characters import UNSEEN
from factbook.reading.documents import EVERYTHING, Document
from factbook.store import Origin, Store
from factbook.store.mentions import Mention, mentions

if TYPE_CHECKING:
    from factbook.reading.prose import ProsePage
    from factbook.reading.site_file import SiteFile


@dataclass(frozen=True)
class View:
    """What the rules look at: the store, the curated pages, the clock, and the words of what could not be read.

    ``floor`` is the text of the committed floor of quality, None where there is none. ``ledger``: the
    addresses that were ever published, each with its line in the ledger. ``documents``: the data files. ``site_file``: the
    configuration of the site, None where there is none.
    """

    store: Store
    pages: Sequence[ProsePage]
    today: date
    broken_words: frozenset[str]
    floor: str | None = None
    ledger: Mapping[str, int] = field(default_factory=dict)
    documents: Sequence[Document] = ()
    site_file: SiteFile | None = None

    @cached_property
    def mentions(self) -> Sequence[tuple[Origin, Mention]]:
        """Everything that a record of the store mentions, with where the record stands."""
        records = [(self.store.origin(record), record) for record in self.store.records()]
        return [(origin, found) for origin, record in records for found in mentions(record)]

    def excused(self, address: str) -> bool:
        """Whether an address may stand in a file or record that could not be read: then it must not be reported as missing."""
        return not self.broken_words.isdisjoint((EVERYTHING, address, address.partition("@")[0]))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the place, the message, the fix. The dispatcher adds the rule's code."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""


def at(origin: Origin, *loc: str | int, message: str, hint: str = "", key: bool = False) -> Finding:
    """A finding at a record or at a part of it (at its key, if ``key``)."""
    line, column = origin.position(*loc, key=key)
    return Finding(origin.document.path, line, column, message, hint)


Check = Callable[[View], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code and name, what it wants and why, a wrong and a right example, and its check.

    An example is the text of one or more files, each below a line ``# path``. It is laid over the small store
    in ``rules/examples``; the wrong one breaks this rule alone, the right one breaks none. A rule without
    a check is enforced while the files are read. ``words`` fill the fields of what it wants and why, if they have any.
    """

    code: str
    name: str
    wants_message: str
    why_message: str
    wrong: str
    right: str
    check: Check | None = None
    words: Mapping[str, object] = field(default_factory=dict)

    @property
    def wants(self) -> str:
        """What it wants, in the language that is spoken."""
        return self._said(self.wants_message)

    @property
    def why(self) -> str:
        """Why, in the language that is spoken."""
        return self._said(self.why_message)

    def _said(self, message: str) -> str:
        return _(message) % self.words if self.words else _(message)


_MOST_ALIKE, _LONGEST = 5, 200
"""So many equal lines in a row, and so many characters of a line, are displayed of an example."""


def displayed(example: str) -> str:
    """An example as it can be read: an invisible character by its name, ``{U+200B}``, of a very long example the ends."""
    lines: list[str] = []
    for line, alike in groupby(example.rstrip("\n").split("\n")):
        count = sum(1 for _ in alike)
        short = _abridged(UNSEEN.sub(lambda found: f"{{U+{ord(found[0]):04X}}}", line))
        lines += (
            [short] * count if count <= _MOST_ALIKE else [short, short, f"… {count - 3:,} more such lines …", short]
        )
    return "\n".join(lines)


def _abridged(line: str) -> str:
    if len(line) <= _LONGEST:
        return line
    head, tail = line[: _LONGEST // 2], line[-_LONGEST // 8 :]
    return f"{head} … {len(line) - len(head) - len(tail):,} more characters … {tail}"
