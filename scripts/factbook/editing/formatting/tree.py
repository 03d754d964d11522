"""A data file as entries: each list item and each key with its value, and the comments and blank lines at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

Position = tuple[int, int]


@dataclass(slots=True, eq=False)
class Entry:
    """A list item, or a key and its value. ``lead`` stands above it, ``trailing`` behind it, ``after`` below it."""

    node: yaml.Node
    key: yaml.ScalarNode | None = None
    parent: Entry | None = None
    entries: list[Entry] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    trailing: str = ""
    after: list[str] = field(default_factory=list)

    @property
    def start(self) -> Position:
        """Line and column (from 0) at which it begins."""
        mark = (self.key or self.node).start_mark
        return mark.line, mark.column

    @property
    def end(self) -> Position:
        """Line and column (from 0) at which its value ends."""
        return self.node.end_mark.line, self.node.end_mark.column

    @property
    def is_flow(self) -> bool:
        """Whether its value is a collection in brackets or braces."""
        return isinstance(self.node, yaml.CollectionNode) and bool(self.node.flow_style)

    def comments(self) -> Iterator[str]:
        """The comments at it and inside it."""
        yield from (line for line in (*self.lead, self.trailing, *self.after) if line)
        yield from self.comments_inside()

    def comments_inside(self) -> Iterator[str]:
        """The comments inside its value."""
        for entry in self.entries:
            yield from entry.comments()

    def value_of(self, key: str) -> str | None:
        """The text of a key of the mapping that is its value."""
        for entry in self.entries:
            if entry.key is not None and entry.key.value == key and isinstance(entry.node, yaml.ScalarNode):
                return str(entry.node.value)
        return None


def grow(node: yaml.Node, key: yaml.ScalarNode | None = None, parent: Entry | None = None) -> Entry:
    """The entries of a node and of everything inside it."""
    entry = Entry(node, key, parent)
    if isinstance(node, yaml.MappingNode):
        entry.entries = [grow(value, name, entry) for name, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        entry.entries = [grow(item, None, entry) for item in node.value]
    return entry


def walk(entry: Entry) -> Iterator[Entry]:
    """Everything inside an entry, in the order of the file."""
    for inner in entry.entries:
        yield inner
        yield from walk(inner)
