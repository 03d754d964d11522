"""Bytes that come out the same every time: JSON (RFC 8259) and zip archives."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip entry can carry (APPNOTE.TXT 6.3.10, section 4.4.6)."""

_NOT_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def json_bytes(value: Any) -> bytes:
    """A document for people and programs: indented, UTF-8, a line break at its end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def json_line(value: Any) -> bytes:
    """A document in one line: what the API has thousands of, and programs read."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def json_lines(head: Mapping[str, Any], key: str, items: Sequence[Any]) -> bytes:
    """An object whose last member, ``key``, is a long list: one item a line, so that two versions compare well."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    opening = json.dumps({**head, key: []}, ensure_ascii=False, indent=1).removesuffix("]\n}")
    return f"{opening}\n{lines}\n]}}\n".encode() if items else f"{opening}]}}\n".encode()


def script_json(value: Any) -> str:
    """JSON that can stand in a ``script`` element: nothing in it can end the element or open a comment.

    The characters are written as escapes, which JSON allows in strings, where alone they occur
    (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _NOT_IN_SCRIPT.items():
        text = text.replace(character, escape)
    return text


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of files by name, sorted, without a clock or an owner in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return out.getvalue()
