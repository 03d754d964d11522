"""Reading a file again after a change: only the records between the first and the last changed line; the others stay as they were.

A data file is a list whose items begin with ``- `` at the margin. A parser goes from front to back, so it makes of the records above
a change what it made of them before; and of those below it too, provided that the changed records, read by themselves, end where
they should. Whatever is not as plain as that is left to reading the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from factbook.reading.documents import MAX_ITEMS, Document
from factbook.reading.loaded import Loaded
from factbook.store import Origin
from factbook.store.store import Loc

_ITEM = "- "
_BOUNDARY = re.compile(r"(?m)^(?:---|\.\.\.|%)")
"""What begins or ends a document, or directs the parser."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Records ``first`` to ``last`` (exclusive) of a file were changed.

    They began on line ``above``, counted from 0; there ``text`` stands now. What follows has moved down by so many ``lines``.
    """

    first: int
    last: int
    above: int
    text: str
    lines: int


def reread(known: Loaded, collection: str, text: str, read: Callable[[str], Loaded]) -> Loaded | None:
    """What a file holds now, from what it held; None where that cannot be known without reading all of it.

    ``known``: what the file gave when it was last read. ``text``: what it says now, as :func:`factbook.reading.documents.decode` gives
    it. ``read``: reads some records of this file by themselves.
    """
    before, records = known.documents[0], known.records[collection]
    items = _items(before)
    if known.problems or before.broken or not items or len(items) != len(records):
        return None
    change = _change(before.text, text, items)
    if change is None:
        return None
    found = read(change.text)
    fresh, new = found.documents[0], found.records[collection]
    if found.problems or not len(_items(fresh)) == len(new) <= MAX_ITEMS - len(items):
        return None
    document = Document(before.path, text)
    joined = Loaded(documents=[document])
    moved = change.first + len(new) - change.last
    records_now = [record for record, _ in (*records[: change.first], *new, *records[change.last :])]
    for index, record in enumerate(records_now):
        joined.take(collection, record, Origin(document, (index,)))
    document.starts = {
        **{loc: place for loc, place in before.starts.items() if _item(loc) < change.first},
        **{_at(loc, change.first): (line + change.above, at) for loc, (line, at) in fresh.starts.items()},
        **{
            _at(loc, moved): (line + change.lines, at)
            for loc, (line, at) in before.starts.items()
            if _item(loc) >= change.last
        },
    }
    document.defined = (
        *(each for each in before.defined if _item(each[1]) < change.first),
        *((name, _at(loc, change.first)) for name, loc in fresh.defined),
        *((name, _at(loc, moved)) for name, loc in before.defined if _item(loc) >= change.last),
    )
    return joined


def _change(before: str, after: str, items: Sequence[int]) -> _Change | None:
    """The records that a change touches, whose items begin on these lines; None where it touches more than records."""
    old, new = before.split("\n"), after.split("\n")
    above = _same(old, new)
    below = min(_same(reversed(old), reversed(new)), min(len(old), len(new)) - above)
    first, last = bisect_right(items, above) - 1, bisect_left(items, len(old) - below)
    if first > 0 and not "".join(new[items[first] : items[first] + 1]).startswith(_ITEM):  # that goes to the one above
        first -= 1
    if first < 0:
        return None
    moved = len(new) - len(old)
    start, end = items[first], items[last] if last < len(items) else len(old)
    text = "\n".join(new[start : end + moved]) + "\n" * (end < len(old))
    is_plain = all(old[line].startswith(_ITEM) for line in (start, end) if line < len(old))
    if not is_plain or not text.startswith(_ITEM) or _BOUNDARY.search(text):
        return None
    return _Change(first, last, start, text, moved)


def _same(one: Iterator[str] | Sequence[str], other: Iterator[str] | Sequence[str]) -> int:
    """How many lines two texts begin with in common."""
    count = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        count += 1
    return count


def _items(document: Document) -> list[int]:
    """The lines, counted from 0, on which the records of a file begin."""
    return [line - 1 for loc, (line, _) in document.starts.items() if len(loc) == 1]


def _item(loc: Loc) -> int:
    """The number of the record in which a place lies."""
    number = loc[0]
    assert isinstance(number, int), "a file is a list of records"
    return number


def _at(loc: Loc, moved: int) -> Loc:
    """A place, after the records were numbered anew."""
    return (_item(loc) + moved, *loc[1:])
