"""The files that pages load. The script is written in parts (script/), joined here, so that a page loads one file."""

import re
from pathlib import Path

NAMES = ("timeline.css", "timeline.js")
"""What a page with a timeline needs; both are complete in themselves and load nothing."""

_PARTS = (
    "dates", "events", "layout", "ticks", "paint", "address", "elements", "controls", "details", "downloads",
    "timeline", "hands", "start",
)  # fmt: skip
_FOLDER = Path(__file__).parent
_COMMENT = re.compile(r"^\s*/\*[\s\S]*?\*/\n|^\s*//.*\n|^\s+", re.MULTILINE)


def text(name: str) -> str:
    """The file of that name as pages get it: without indentation and without comments that stand on lines of their own.

    Raises ValueError for a name that is not in NAMES.
    """
    if name not in NAMES:
        raise ValueError(f"{name!r} is not one of {', '.join(NAMES)}")
    return _COMMENT.sub("", whole_script() if name == "timeline.js" else _read(name))


def whole_script() -> str:
    """The script with its comments: the parts in order, inside one function, so that a page gets no names from it."""
    parts = "\n".join(_read(f"script/{part}.js") for part in _PARTS)
    return f'(function () {{\n"use strict";\n{parts}}})();\n'


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
