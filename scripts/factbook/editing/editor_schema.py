"""JSON Schemas for editors, generated from the records: one per collection, with all guidance in them.

An editor reads YAML 1.2 and types a scalar by its look, while the store takes every scalar as text. So wherever text
is meant, a number or a boolean is fine too. (JSON Schema draft-07, which yaml-language-server speaks.)

The ids of the store stand apart, in ``ids.schema.json``: offered while people type and never required, so that the schemas
themselves change with the records' classes alone, and an id that was added a minute ago is no error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo

from factbook.editing.guidance import advice, marks
from factbook.store.records import COLLECTIONS
from factbook.store.scalars import HOST_PATTERN, MAX_TEXT, URL_PATTERN, Record, Ref, Term
from factbook.store.shape import record_in
from factbook.store.texts import LANGUAGE_PATTERN

IDS = "ids.schema.json"

_TEXT = ["string", "number", "boolean"]

Names = Mapping[str, Mapping[str, str]]
"""For each collection the ids, for ``address`` the facts, for ``term-…`` the terms of a kind: each with what it is called."""


def editor_schema(collection: str) -> dict[str, Any]:
    """The schema of a collection's files: a list of its records."""
    model = COLLECTIONS[collection]
    record = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = record.pop("$defs", {})
    definitions[model.__name__] = record
    for inner in _models(model):
        _guide(inner, definitions[inner.__name__])
    typed = {name: _as_typed(value) for name, value in sorted(definitions.items())}
    if "Text" in typed:
        typed["Text"] = _text_or_mapping(typed["Text"])
    if "ChainStep" in typed:
        typed["ChainStep"] = {"anyOf": [{"type": _TEXT, "minLength": 1}, typed["ChainStep"]]}
    if "Side" in typed:
        typed["Side"]["anyOf"] = [{"required": ["facts"]}, {"required": ["claims"]}]
    if "Observation" in typed:
        typed["Observation"]["required"] = []
        typed["Observation"]["oneOf"] = [
            {"required": ["value", "sources"], "not": {"required": ["formula"]}},
            {"required": ["formula"], "not": {"anyOf": [{"required": ["value"]}, {"required": ["sources"]}]}},
        ]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{collection} of the knowledge base",
        "description": (model.__doc__ or "").strip(),
        "type": "array",
        "items": {"$ref": f"#/definitions/{model.__name__}"},
        "definitions": typed,
    }


def _models(model: type[Record]) -> Iterator[type[Record]]:
    """A record and all records inside it, each once."""
    found, waiting = [model], [model]
    while waiting:
        for info in waiting.pop().model_fields.values():
            inner = record_in(info.annotation)
            if inner is not None and inner not in found:
                found.append(inner)
                waiting.append(inner)
    return iter(found)


def _guide(model: type[Record], schema: dict[str, Any]) -> None:
    """Add to each key what to write and what not, and which ids may stand there."""
    schema["required"] = schema.get("required", [])
    for name, info in model.model_fields.items():
        key = info.alias or name
        part = schema["properties"][key]
        found = advice(model.__name__, key, info)
        lines = [info.description or "", f"Good: `{key}: {found.good}`", f"Bad: `{key}: {found.bad}` ({found.why})"]
        part["markdownDescription"] = "\n\n".join(line for line in lines if line)
        part["examples"] = [found.good]
        for form in (part, part.get("items", {}), *part.get("anyOf", ())):
            if "pattern" in form:
                form["patternErrorMessage"] = found.why
        _offer_ids(part, info)


def _offered(mark: Ref | Term) -> str:
    """The name of the list of what may stand at a field."""
    return mark.target if isinstance(mark, Ref) else f"term-{mark.kind}"


def _offer_ids(part: dict[str, Any], info: FieldInfo) -> None:
    target = next((_offered(mark) for mark in marks(info) if isinstance(mark, Ref | Term)), "any")
    if target == "any":
        return
    part.pop("examples")
    if part.get("type") == "object":
        part["additionalProperties"] = False
        part["allOf"] = [{"$ref": f"{IDS}#/definitions/located-{target}"}]
    elif part.get("type") == "array":
        part["items"] = {**part["items"], "allOf": [{"$ref": f"{IDS}#/definitions/{target}"}]}
    else:
        part["allOf"] = [{"$ref": f"{IDS}#/definitions/{target}"}]


def _as_typed(node: Any) -> Any:
    """A schema of pydantic as an editor needs it: no titles, no nulls, and numbers wherever text may look like one."""
    if isinstance(node, list):
        return [_as_typed(item) for item in node]
    if not isinstance(node, dict):
        return node
    result = {key: _as_typed(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    if "properties" in result:
        return result
    if result.get("format") == "edtf":
        result["type"] = ["string", "integer"]
    if result.get("type") == "string" and "enum" not in result and "const" not in result:
        typed = _typed_text(result.get("pattern"))
        result.update({key: value for key, value in typed.items() if key == "type" or key not in result})
    if "enum" in result and all(isinstance(word, str) and word.isdigit() for word in result["enum"]):
        result["enum"] = [*result["enum"], *(int(word) for word in result["enum"])]
        result.pop("type", None)
        result.pop("default", None)
    if "default" in result and result["default"] in (None, []):
        result.pop("default")
    return _without_null(result)


def _typed_text(pattern: str | None) -> dict[str, Any]:
    if pattern in {URL_PATTERN, HOST_PATTERN}:
        return {"type": "string"}
    return {"type": _TEXT} if pattern else {"type": _TEXT, "minLength": 1, "maxLength": MAX_TEXT}


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    options = [option for option in node.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) != 1:
        return node
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    if "$ref" in options[0]:
        return {"allOf": options, **rest}
    return {**options[0], **rest}


def _text_or_mapping(mapping: dict[str, Any]) -> dict[str, Any]:
    written = {"type": _TEXT, "minLength": 1, "maxLength": MAX_TEXT}
    in_languages = {**mapping, "additionalProperties": False, "patternProperties": {LANGUAGE_PATTERN: written}}
    return {
        "description": "English text, or a mapping with en, zh and the tags of other languages.",
        "anyOf": [written, {**in_languages, "minProperties": 1}],
    }


def ids_schema(names: Names) -> dict[str, Any]:
    """The ids that editors offer, each with what it is called."""
    definitions: dict[str, Any] = {target: {"examples": sorted(known)} for target, known in sorted(names.items())}
    located = {identifier: {"description": name} for identifier, name in sorted(names["sources"].items())}
    definitions["located-sources"] = {"properties": located}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "ids of the store",
        "definitions": definitions,
    }


def schema_files() -> dict[str, str]:
    """The text of every schema file, by its name in ``data/schema/``; the ids excepted."""
    return {f"{name}.schema.json": as_text(editor_schema(name)) for name in COLLECTIONS}


def as_text(schema: dict[str, Any]) -> str:
    """A schema as it is written to a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
