"""Names that stand for the same thing."""

from __future__ import annotations


class Groups:
    """Names that stand for the same: joined two at a time, each group named by one of its members (disjoint sets)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the name that stands for a name's group; the name itself where it was not joined to another."""
        while (parent := self._parent.get(name, name)) != name:
            name = parent
        return name

    def join(self, name: str, other: str) -> None:
        """Make one group of the groups of two names."""
        one, two = self.of(name), self.of(other)
        if one != two:
            self._parent[one] = two
