"""Leave out of the built site what no reader can see: unused rules of Material's style sheet, comments, indentation.

Material's sheet is a quarter of what a first page costs, and half of it is for features that the package replaces (the footer, tables,
consent, versions, annotations …), for Markdown extensions that a site does not use, and for writing from right to left. Rules are
dropped only by the names below; a name that Material no longer has does nothing. The page budgets are held by
tests/browser/test_every_kind.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_ALWAYS = (
    "dir=rtl",
    *("md-annotation", "md-author", "md-banner", "md-code__", "md-consent", "md-feedback", "md-meta", "md-path"),
    *("md-pagination", "md-post", "md-profile", "md-progress", "md-select", "md-social", "md-source-file", "md-status"),
    *("md-source__fact", "md-source__repository--active", "md-tooltip", "md-typeset .grid", "md-version"),
    *("data-md-copying", ".highlight+.result", ".linenodiv", "data-preview", ".inline", "img[align", "xl"),
    *(f"md-tabs__item:nth-child({number})" for number in range(9, 17)),
    *("keyframes fact", "keyframes consent", "[id=__comments]", ".lg", "highlighttable"),
    *("linenos", "filename", "md-clipboard", "md-pin", "--post", "role=columnheader", "#only-", "-mode-only"),
    *("md-footer", "md-copyright", "md-input", "md-nav--integrated", "md-draft", "md-content__button", "md-tag"),
    *("giscus", "mermaid", "glightbox"),
    "table:not([class])",  # tables are ours; and it would have every class that a script adds restyle all that is below
)
"""Parts of selectors that nothing on a site has, or that factbook.css has rules of its own for."""

_EXTENSIONS = {
    "footnotes": ("footnote",),
    "pymdownx.tabbed": ("tabbed-",),
    "pymdownx.tasklist": ("task-list",),
    "pymdownx.arithmatex": ("arithmatex", "katex"),
    "pymdownx.critic": ("critic",),
    "pymdownx.keys": (".keys",),
    "pymdownx.emoji": ("emojione", "twemoji", "gemoji"),
}
"""Parts of selectors that pages have only with a Markdown extension."""

_ADMONITIONS = ("info", "tip", "abstract", "question", "failure", "danger", "bug", "example", "quote", "success")
"""Kinds of admonitions beside note and warning; those that no page uses look like a note."""

_ADMONITION = re.compile(r"^[ ]*(?:!!!|\?\?\?\+?)[ ]+([a-z]+)", re.MULTILINE)


def unused(extensions: Iterable[str], pages: Iterable[str]) -> tuple[str, ...]:
    """Return the parts of selectors that a site has no use for, by its Markdown extensions and the texts of its pages."""
    named = set(extensions)
    kinds = {kind for text in pages for kind in _ADMONITION.findall(text)}
    return (
        *_ALWAYS,
        *(part for extension, parts in _EXTENSIONS.items() if extension not in named for part in parts),
        *(f".{kind}" for kind in _ADMONITIONS if kind not in kinds),
    )


_VARIABLES = re.compile(
    r"--md-(?:annotation|version|tasklist|status|author|code-select|code-copy|clipboard|copy|typeset-table-sort|mermaid|source"
    r"|tooltip|footnotes|path|post-pin|progress|tag|tabbed|warning|footer"
    r"|admonition-icon--(?:info|tip|abstract|question|failure|danger|bug|example|quote|success))[\w-]*:"
    r"(?:url\(\"[^\"]*\"\)|[^;}]*);?"
)
_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|[{}]")
_COMMA = re.compile(r",(?![^(]*\))")
_IMPORT = re.compile(r'@import "([\w.-]+\.css)";')
_INDENT = re.compile(r"\n\s+")
_SHOWN = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def trim_assets(site: Path, unused: tuple[str, ...]) -> None:
    """Trim the sheets and the scripts of a built site. ``unused``: parts of selectors, see :func:`unused`."""
    for sheet in sorted(Path(site, "assets").rglob("*.css")):
        _import_sheets(sheet)
    for sheet in Path(site, "assets").rglob("*.css"):
        css = sheet.read_text(encoding="utf-8")
        small = trim(css, unused) if sheet.name.startswith("main.") else cssmin(css)
        if small != css:
            sheet.write_text(small, encoding="utf-8")
    for script in Path(site, "assets").rglob("*.js"):
        if not script.name.endswith(".min.js"):
            source = script.read_text(encoding="utf-8")
            small = jsmin(source)
            if small != source:
                script.write_text(small, encoding="utf-8")


def _import_sheets(sheet: Path) -> None:
    """Put the sheets that a sheet imports from its own folder into it: one request less before a page is shown."""
    css = sheet.read_text(encoding="utf-8")
    for name in _IMPORT.findall(css):
        imported = sheet.with_name(name)
        if imported.is_file():
            css = css.replace(f'@import "{name}";', imported.read_text(encoding="utf-8"))
            imported.unlink()
            sheet.write_text(css, encoding="utf-8")


def without_indentation(html: str) -> str:
    """Return a page without the indentation around its content, which itself stays as it is."""
    before, opening, rest = html.partition("<article")
    content, closing, after = rest.rpartition("</article>")
    return _flush(before) + opening + content + closing + _flush(after)


def _flush(html: str) -> str:
    """Without indentation, but for text that is shown as it stands."""
    return "".join(part if part.startswith("<pre") else _INDENT.sub("\n", part) for part in _SHOWN.split(html))


@cache
def trim(css: str, unused: tuple[str, ...]) -> str:
    """Return a minified sheet without the rules whose selectors have an unused part."""
    return _VARIABLES.sub("", "".join(_used(css, unused)))


def _used(css: str, unused: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for selector, body in _rules(css):
        if selector.startswith(("@media", "@supports")):
            inner = "".join(_used(body, unused))
            if inner:
                found.append(f"{selector}{{{inner}}}")
        elif selector.startswith("@"):
            if not any(name in selector for name in unused):
                found.append(f"{selector}{{{body}}}")
        else:
            used = [part for part in _COMMA.split(selector) if not any(name in part for name in unused)]
            if used:
                found.append(f"{','.join(used)}{{{body}}}")
    return found


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
