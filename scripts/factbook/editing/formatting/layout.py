"""Writes entries as lines of YAML."""

from __future__ import annotations

import yaml

from factbook.editing.formatting.order import keys_in_their_order, records_in_order
from factbook.editing.formatting.scalars import WIDTH, in_block, on_one_line
from factbook.editing.formatting.tree import Entry
from factbook.reading.columns import columns
from factbook.store.scalars import Record
from factbook.store.shape import inner_model

_STEP = 2


def list_lines(entry: Entry, indent: int, model: type[Record] | None, name: str) -> list[str]:
    """The items of a list, one below the other. ``name`` is the list's key, or the collection."""
    lines: list[str] = []
    for item in records_in_order(entry.entries, name):
        lines += _item_lines(item, indent, model)
    return lines


def record_lines(record: Entry, indent: int, model: type[Record] | None) -> list[str]:
    """One item of a list, below one another and not in braces."""
    if isinstance(record.node, yaml.CollectionNode):
        record.node.flow_style = False
    return _item_lines(record, indent, model)


def _item_lines(item: Entry, indent: int, model: type[Record] | None) -> list[str]:
    margin, node = " " * indent, item.node
    short = _short(item, indent + _STEP, model)
    if short is not None:
        return [*_lead(item.lead, margin), f"{margin}- {short}{_behind(item)}", *_lead(item.after, margin + "  ")]
    if isinstance(node, yaml.ScalarNode):
        first, *more = in_block(node, indent + _STEP, indent + _STEP)
        return [*_lead(item.lead, margin), f"{margin}-{' ' * bool(first)}{first}{_behind(item)}", *more]
    body, above = _collection_lines(item, indent + _STEP, model, "")
    hoisted = [line for line in above if line] + ([item.trailing] if item.trailing else [])
    body[0] = f"{margin}- {body[0][indent + _STEP :]}"
    return [*_lead(item.lead + hoisted, margin), *body, *_lead(item.after, margin + "  ")]


def _collection_lines(entry: Entry, indent: int, model: type[Record] | None, name: str) -> tuple[list[str], list[str]]:
    """The lines of a collection, and apart from them what stands above its first entry."""
    if isinstance(entry.node, yaml.SequenceNode):
        inner = records_in_order(entry.entries, name)
        above, inner[0].lead = inner[0].lead, []
        return [line for item in inner for line in _item_lines(item, indent, model)], above
    inner = keys_in_their_order(entry.entries, model)
    above, inner[0].lead = inner[0].lead, []
    return [line for pair in inner for line in _pair_lines(pair, indent, model)], above


def _pair_lines(pair: Entry, indent: int, model: type[Record] | None) -> list[str]:
    assert pair.key is not None
    margin, node = " " * indent, pair.node
    key = f"{margin}{on_one_line(pair.key)}:"
    below = inner_model(model, str(pair.key.value)) if model else None
    short = _short(pair, len(key) + 1, below)
    lead = _lead(pair.lead, margin)
    if short is not None:
        return [*lead, f"{key} {short}{_behind(pair)}"]
    if isinstance(node, yaml.ScalarNode):
        first, *more = in_block(node, indent + _STEP, len(key) + 1)
        return [*lead, f"{key}{' ' * bool(first)}{first}{_behind(pair)}", *more]
    body, above = _collection_lines(pair, indent + _STEP, below, str(pair.key.value))
    return [*lead, f"{key}{_behind(pair)}", *_lead(above, margin + "  "), *body]


def _short(entry: Entry, used: int, model: type[Record] | None) -> str | None:
    """A collection on one line, where it may stand so and fits; None for anything else."""
    node = entry.node
    if isinstance(node, yaml.ScalarNode):
        return None
    if not entry.entries:
        return "[]" if isinstance(node, yaml.SequenceNode) else "{}"
    if any(entry.comments_inside()) or not (entry.is_flow or _is_list_of_words(entry)):
        return None
    text = _flow(entry, model)
    return text if used + columns(text) <= WIDTH else None


def _is_list_of_words(entry: Entry) -> bool:
    return isinstance(entry.node, yaml.SequenceNode) and all(
        isinstance(item.node, yaml.ScalarNode) and len(str(item.node.value).split()) == 1 for item in entry.entries
    )


def _flow(entry: Entry, model: type[Record] | None, name: str = "") -> str:
    """A value in brackets or braces."""
    if isinstance(entry.node, yaml.ScalarNode):
        return on_one_line(entry.node, flow=True)
    if isinstance(entry.node, yaml.SequenceNode):
        return f"[{', '.join(_flow(item, model) for item in records_in_order(entry.entries, name))}]"
    return f"{{{', '.join(_flow_pair(pair, model) for pair in keys_in_their_order(entry.entries, model))}}}"


def _flow_pair(pair: Entry, model: type[Record] | None) -> str:
    assert pair.key is not None
    name = str(pair.key.value)
    value = _flow(pair, inner_model(model, name) if model else None, name)
    key = on_one_line(pair.key, flow=True)
    return f"{key}: {value}" if value else key


def _behind(entry: Entry) -> str:
    return f"  {entry.trailing}" if entry.trailing else ""


def _lead(lines: list[str], margin: str) -> list[str]:
    """Comments with their margin, runs of blank lines as one."""
    shown = [line for number, line in enumerate(lines) if line or not number or lines[number - 1]]
    return [margin + line if line else "" for line in shown]
