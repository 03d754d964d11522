"""JSON Schemas for editors, generated from the records: one per collection, with all guidance in them.

An editor reads YAML 1.2 and types a scalar by its look, while the store takes every scalar as text. So wherever text
is meant, a number or a boolean is fine too. (JSON Schema draft-07, which yaml-language-server speaks.)
"""

from __future__ import annotations

import json
from typing import Any

from factbook.schema.records import COLLECTIONS


def editor_schema(collection: str) -> dict[str, Any]:
    """The schema of a collection's files: a list of its records."""
    record = COLLECTIONS[collection].model_json_schema(ref_template="#/definitions/{model}")
    definitions = record.pop("$defs", {})
    name = record["title"]
    definitions[name] = record
    schema: dict[str, Any] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{collection} of the knowledge base",
        "description": (record.get("description") or "").strip(),
        "type": "array",
        "items": {"$ref": f"#/definitions/{name}"},
        "definitions": {key: _as_typed(value) for key, value in sorted(definitions.items())},
    }
    if "Text" in definitions:
        schema["definitions"]["Text"] = _text_or_mapping(schema["definitions"]["Text"])
    return schema


def _as_typed(node: Any) -> Any:
    if isinstance(node, list):
        return [_as_typed(item) for item in node]
    if not isinstance(node, dict):
        return node
    result = {key: _as_typed(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    if result.get("type") == "string" and "enum" not in result and "const" not in result:
        result["type"] = ["string", "number", "boolean"]
    if "enum" in result and all(isinstance(word, str) and word.isdigit() for word in result["enum"]):
        result["enum"] = [*result["enum"], *(int(word) for word in result["enum"])]
        result.pop("type", None)
        result.pop("default", None)
    if "default" in result and result["default"] in (None, []):
        result.pop("default")
    if "anyOf" in result:
        options = [option for option in result["anyOf"] if option != {"type": "null"}]
        if len(options) == 1:
            result.pop("anyOf")
            result = {**options[0], **result} if "$ref" not in options[0] else {"allOf": options, **result}
    return result


def _text_or_mapping(mapping: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": "English text, or a mapping with en and zh.",
        "anyOf": [{"type": ["string", "number", "boolean"]}, {**mapping, "minProperties": 1}],
    }


def schema_files() -> dict[str, str]:
    """The text of every schema file, by its name in ``data/schema/``."""
    return {
        f"{name}.schema.json": json.dumps(editor_schema(name), ensure_ascii=False, indent=2) + "\n"
        for name in COLLECTIONS
    }
