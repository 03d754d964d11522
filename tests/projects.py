"""Small projects for tests: the base store of the rules' examples, with other files laid over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import factbook.checks.rules

BASE = Path(factbook.checks.rules.__file__).parent / "examples" / "base"
TODAY = date(2026, 11, 22)

MakeProject = Callable[..., Path]

_HEADER = re.compile(
    r"^# (?P<path>(?:(?:data|docs)/\S+|mkdocs\.yml))(?P<append> \+)?(?: -> (?P<link>\S+)| \((?P<encoding>[\w-]+)\))?\n",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\{U\+([0-9A-F]{4,6})\}|\{0x([0-9a-f]{2})\}")
_LINE_ENDS = {"crlf": "\r\n", "cr": "\r"}


def lay_out(root: Path, text: str) -> None:
    """Write the files of an example, each below a line ``# path``; corpus/README.md tells what else may stand there."""
    headers = list(_HEADER.finditer(text))
    for header, end in zip(headers, [*(h.start() for h in headers[1:]), len(text)], strict=bool(headers)):
        path = root / header["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if header["append"] else b""
        path.unlink(missing_ok=True)
        if header["link"]:
            path.symlink_to(header["link"])
        else:
            path.write_bytes(before + _encoded(text[header.end() : end], header["encoding"] or "utf-8"))


def _encoded(text: str, encoding: str) -> bytes:
    """The bytes of a file: its escapes replaced, its line ends and encoding as asked for."""
    text = text.partition("{EOF}")[0].replace("\n", _LINE_ENDS.get(encoding, "\n"))
    encoding = "utf-8" if encoding in _LINE_ENDS else encoding
    parts, last = [], 0
    for escape in _ESCAPE.finditer(text):
        parts.append(text[last : escape.start()].encode(encoding))
        parts.append(chr(int(escape[1], 16)).encode(encoding) if escape[1] else bytes([int(escape[2], 16)]))
        last = escape.end()
    parts.append(text[last:].encode(encoding))
    return b"".join(parts)
