"""Messages that hold more than text: a link, a date, a figure stands where the sentence of each language wants it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from factbook.content.spans import Span, Spans, Text
from factbook.languages import separator

_FIELD = re.compile(r"%(?:%|\((?P<name>\w+)\)s)")


def filled(message: str, **parts: str | Span | Spans) -> Spans:
    """Return a message as spans, each field ``%(name)s`` in it replaced by the part of that name; ``%%`` is a percent sign.

    Raises KeyError for a field that has no part.

    >>> filled("See %(link)s.", link="the list")
    (Text(text='See the list.', lang=''),)
    """
    return tuple(_together(_pieces(message, parts)))


def _pieces(message: str, parts: dict[str, str | Span | Spans]) -> Iterator[str | Span]:
    end = 0
    for field in _FIELD.finditer(message):
        yield message[end : field.start()]
        end = field.end()
        part = parts[field["name"]] if field["name"] else "%"
        if isinstance(part, str):
            yield part
        else:
            yield from part if isinstance(part, Iterable) else (part,)
    yield message[end:]


def _together(pieces: Iterable[str | Span]) -> Iterator[Span]:
    """Pieces of text that follow each other as one."""
    for is_text, group in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if not is_text:
            yield from (span for span in group if not isinstance(span, str))
        elif text := "".join(map(str, group)):
            yield Text(text)


def side_by_side(items: Iterable[Span | Spans]) -> Spans:
    """Return the spans of a list whose items may be links, with what stands between two of them in the language that is spoken."""
    spans: list[Span] = []
    for item in items:
        if spans:
            spans.append(Text(separator()))
        spans.extend(item if isinstance(item, Iterable) else (item,))
    return tuple(spans)
