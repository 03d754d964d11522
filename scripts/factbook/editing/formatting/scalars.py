"""How a text is written in YAML: plain where that says the same, else quoted, folded or literal."""

from __future__ import annotations

import re

import yaml

from factbook.reading.columns import columns
from factbook.reading.folding import CJK

WIDTH = 110
"""The most columns that a line takes; a Chinese character takes two."""

_INDICATORS = set("-?:,[]{}#&*!|>'\"%@`")
_NOT_PLAIN = re.compile(r": |:$| #|[\n\r\t]|^(?:---|\.\.\.)$")
_NOT_PLAIN_IN_FLOW = re.compile(r"[\[\]{},?]|:$")
_GAP = re.compile(rf"(?<! ) (?! )(?![^\[\]]*\]\])(?:(?<![{CJK}] )|(?![{CJK}]))")
"""Where a line may be broken: at single spaces, but not inside a reference, and not between Chinese characters, where a line break is no
space."""
_LOOKS_TYPED = re.compile(r"[-+.]?\d[\w.:+-]*|~|null|true|false|yes|no|on|off|y|n|[-+]?\.(inf|nan)|<<|=", re.IGNORECASE)
"""What YAML 1.1 or 1.2 would not take for text; in quotes, it keeps them, for the sake of other programs."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def on_one_line(node: yaml.ScalarNode, *, flow: bool = False) -> str:
    """A scalar on one line; ``flow`` inside brackets or braces, where fewer texts may stand plain."""
    text, quoted = str(node.value), node.style in ("'", '"')
    if not text:
        return "''" if node.style else ""
    stays = quoted and (_LOOKS_TYPED.fullmatch(text) or (flow and ":" in text))
    return _quoted(text) if stays or not _may_be_plain(text, flow=flow) else text


def _may_be_plain(text: str, *, flow: bool) -> bool:
    if text != text.strip() or _NOT_PLAIN.search(text) or (flow and _NOT_PLAIN_IN_FLOW.search(text)):
        return False
    if text[0] not in _INDICATORS:
        return True
    return text[0] in ("-" if flow else "-?:") and len(text) > 1 and text[1] != " "


def _quoted(text: str) -> str:
    if re.search(r"[\n\r\t]", text) or ("'" in text and not re.search(r'["\\]', text)):
        return '"' + re.sub(r'[\\"\n\r\t]', lambda match: _ESCAPES[match[0]], text) + '"'
    return "'" + text.replace("'", "''") + "'"


def in_block(node: yaml.ScalarNode, indent: int, used: int) -> list[str]:
    """A scalar behind a key or a dash: what stands on that line, and the lines below it.

    ``used`` is how much of the line is taken, ``indent`` how far the lines below are indented.
    """
    text = str(node.value)
    if "\n" in text and _may_be_literal(text):
        return _literal(text, indent)
    line = on_one_line(node)
    if used + columns(line) <= WIDTH or re.search(r"[\n\r]", text) or " " not in text:
        return [line]
    folded = _fold(text, WIDTH - indent)
    return [">-", *(" " * indent + part for part in folded)] if _fits(folded, WIDTH - indent) else [line]


def _may_be_literal(text: str) -> bool:
    """Whether a text can stand as it is without invisible white space at the end of a line or of the text."""
    lines = text.removesuffix("\n").split("\n")
    return bool(lines[-1]) and "\r" not in text and all(line == line.rstrip() for line in lines)


def _fits(lines: list[str], width: int) -> bool:
    return len(lines) > 1 or columns(lines[0]) <= width


def _fold(text: str, width: int) -> list[str]:
    """The text in lines, broken only at single spaces: folding gives exactly these back."""
    if text != text.strip() or "\t" in text:
        return [text]
    lines = [""]
    for word in _GAP.split(text):
        if lines[-1] and columns(lines[-1]) + 1 + columns(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _literal(text: str, indent: int) -> list[str]:
    """A text with line breaks as it is, with one break at its end or none."""
    body = text.removesuffix("\n")
    mark = "" if text.endswith("\n") else "-"
    step = "2" if body.startswith((" ", "\n")) else ""
    return [f"|{step}{mark}", *(" " * indent + line if line else "" for line in body.split("\n"))]
