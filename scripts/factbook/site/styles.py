"""Leave out of the built site what no reader can see: unused rules of Material's style sheet, comments, indentation.

Why: Material's sheet is a quarter of what a first page costs, and half of it is for features that are switched off here (blog,
consent, versions, annotations, content tabs, diagrams, footnotes, the footer that ours replaces …) and for writing from right to
left. Of the kinds of admonitions `note` and `warning` are kept; others look like a note. Rules are dropped only by the
names below; a name that Material no longer has does nothing. The page budgets are held by tests/browser/test_first_load.py.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from rcssmin import cssmin
from rjsmin import jsmin

UNUSED = (
    "dir=rtl",
    *("md-annotation", "md-author", "md-banner", "md-code__", "md-consent", "md-feedback", "md-meta", "md-path"),
    *("md-pagination", "md-post", "md-profile", "md-progress", "md-select", "md-social", "md-source-file", "md-status"),
    *("md-source__fact", "md-source__repository--active", "md-tooltip", "md-typeset .grid", "md-version"),
    *("footnote", "data-md-copying", ".highlight+.result", ".linenodiv", "data-preview", ".inline", "img[align", "xl"),
    *(f"md-tabs__item:nth-child({number})" for number in range(9, 17)),
    *("keyframes fact", "keyframes consent", "[id=__comments]", ".lg"),
    *("linenos", "filename", "md-clipboard", "md-pin", "--post", "role=columnheader", "#only-", "-mode-only"),
    *(
        "md-footer",
        "md-copyright",
        "md-input",
        "md-nav--integrated",
        "md-draft",
        "md-content__button",
        "md-tag",
        "giscus",
        "katex",
        "table:not([class])",  # tables are ours; and it would have every class that a script adds restyle all that is below
    ),
    *(
        ".info",
        ".tip",
        ".abstract",
        ".question",
        ".failure",
        ".danger",
        ".bug",
        ".example",
        ".quote",
        ".success",
        "highlighttable",
    ),
    *("tabbed-", "task-list", "mermaid", "arithmatex", "critic", ".keys", "emojione", "twemoji", "gemoji", "glightbox"),
)
"""Parts of selectors that nothing on the site has, or that factbook.css has rules of its own for."""

_VARIABLES = re.compile(
    r"--md-(?:annotation|version|tasklist|status|author|code-select|code-copy|clipboard|copy|typeset-table-sort|mermaid|source"
    r"|tooltip|footnotes|path|post-pin|progress|tag|tabbed|warning|footer"
    r"|admonition-icon--(?:info|tip|abstract|question|failure|danger|bug|example|quote|success))[\w-]*:"
    r"(?:url\(\"[^\"]*\"\)|[^;}]*);?"
)
_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|[{}]")
_COMMA = re.compile(r",(?![^(]*\))")
_INDENT = re.compile(r"\n\s+")
_SHOWN = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def on_post_build(config: Any, **_: Any) -> None:
    """MkDocs' event after a build: trim the sheets and the scripts in the site."""
    for sheet in Path(config.site_dir, "assets").rglob("*.css"):
        css = sheet.read_text(encoding="utf-8")
        small = trim(css) if sheet.name.startswith("main.") else cssmin(css)
        if small != css:
            sheet.write_text(small, encoding="utf-8")
    for script in Path(config.site_dir, "assets").rglob("*.js"):
        if not script.name.endswith(".min.js"):
            source = script.read_text(encoding="utf-8")
            small = jsmin(source)
            if small != source:
                script.write_text(small, encoding="utf-8")


def on_post_page(output: str, **_: Any) -> str:
    """MkDocs' event after a page: drop the indentation around the content, which itself stays as it is."""
    before, opening, rest = output.partition("<article")
    content, closing, after = rest.rpartition("</article>")
    return _flush(before) + opening + content + closing + _flush(after)


def _flush(html: str) -> str:
    """Without indentation, but for text that is shown as it stands."""
    return "".join(part if part.startswith("<pre") else _INDENT.sub("\n", part) for part in _SHOWN.split(html))


@cache
def trim(css: str) -> str:
    """A minified sheet without the unused rules."""
    return _VARIABLES.sub("", "".join(_kept(css)))


def _kept(css: str) -> list[str]:
    kept: list[str] = []
    for selector, body in _rules(css):
        if selector.startswith(("@media", "@supports")):
            inner = "".join(_kept(body))
            if inner:
                kept.append(f"{selector}{{{inner}}}")
        elif selector.startswith("@"):
            if not any(name in selector for name in UNUSED):
                kept.append(f"{selector}{{{body}}}")
        else:
            used = [part for part in _COMMA.split(selector) if not any(name in part for name in UNUSED)]
            if used:
                kept.append(f"{','.join(used)}{{{body}}}")
    return kept


def _rules(css: str) -> list[tuple[str, str]]:
    """Selector and body of each rule of the outermost level."""
    found: list[tuple[str, str]] = []
    depth, start, opened = 0, 0, 0
    for token in _TOKEN.finditer(css):
        if token[0] == "{":
            depth += 1
            if depth == 1:
                opened = token.start()
        elif token[0] == "}":
            depth -= 1
            if depth == 0:
                found.append((css[start:opened], css[opened + 1 : token.start()]))
                start = token.end()
    return found
