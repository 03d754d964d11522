"""The browser's part of the search as one script.

Its modules (browser/) are tested as they stand. A page that was opened as a file may not load modules, and one file is one request.
"""

from __future__ import annotations

import re
from importlib.resources import files as resources
from typing import Final

from rjsmin import jsmin

SCRIPT: Final = "assets/javascripts/search.js"
"""Where the script lies below the site's root."""

MODULES: Final = ("spelling", "numbers", "show", "query", "lookup", "rank", "index", "search", "results", "box")
"""The modules, each after those that it imports from. What they name at their top is named once among all of them."""

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async |class|const|function))", re.MULTILINE)


def script() -> str:
    """Return the modules as one classic script, whose names are its own."""
    folder = resources("factbook.search").joinpath("browser")
    texts = (folder.joinpath(f"{name}.mjs").read_text(encoding="utf-8") for name in MODULES)
    body = "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)
    return f'(()=>{{"use strict";\n{jsmin(body)}\n}})();\n'
