"""The files that pages load. The script is written in parts (script/), joined here, so that a page loads one file."""

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

NAMES = ("timeline.css", "timeline.js", "downloads.js")
"""What a page with a timeline needs. The first two stand in it; the script fetches the third from beside it, for readers who download
what is shown."""

_PARTS = (
    "dates", "events", "layout", "ticks", "paint", "address", "elements", "controls", "details", "downloads",
    "timeline", "hands", "start",
)  # fmt: skip
_FOLDER = Path(__file__).parent


def text(name: str) -> str:
    """The file of that name as pages get it: without comments and white space that mean nothing.

    Raises ValueError for a name that is not in NAMES.
    """
    if name not in NAMES:
        raise ValueError(f"{name!r} is not one of {', '.join(NAMES)}")
    source = whole_script() if name == "timeline.js" else _read(name)
    return str(cssmin(source) if name.endswith(".css") else jsmin(source))


def whole_script() -> str:
    """The script with its comments: the parts in order, inside one function, so that a page gets no names from it."""
    parts = "\n".join(_read(f"script/{part}.js") for part in _PARTS)
    return f'(function () {{\n"use strict";\n{parts}}})();\n'


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
