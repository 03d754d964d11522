"""Rules about curated pages: references, blocks, naked numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.checks.markup import ATTRIBUTES, ELEMENTS, FRONT_MATTER
from factbook.checks.rules.identity import ids, moved_hint, reference_problem
from factbook.checks.rules.rule import Finding, Rule, View
from factbook.content.addresses import fact_target
from factbook.content.blocks import BLOCKS, TIMELINE_BLOCK
from factbook.languages import N_
from factbook.problems import nearest
from factbook.reading.prose import ProsePage
from factbook.store.references import find

_FIGURE = re.compile(r"(?<![A-Za-z0-9_.,])[$€£¥]?\d+(?:[.,:/\u2013-]\d+)*(?:\s?%)?")
_BLOCK = re.compile(
    r"^[ ]{0,3}(?P<fence>/{3,})[ \t]*(?P<name>[\w-]*)[ \t]*(?:\|[ \t]*(?P<argument>.*?))?[ \t]*$", re.MULTILINE
)

_FOREIGN = {"admonition", "details", "tab", "html", "caption", "figure-caption", "note", "tip", "warning", "info"}


def _place(page: ProsePage, offset: int, message: str, hint: str = "") -> Finding:
    line, column = page.position(offset)
    return Finding(page.path, line, column, message, hint)


def _references(view: View) -> Iterator[Finding]:
    known = ids(view.store)
    for page in view.pages:
        for match in find(page.masked):
            message, hint = reference_problem(match["body"], known, view)
            if message:
                yield _place(page, match.start(), message, hint)


def _naked_numbers(view: View) -> Iterator[Finding]:
    for page in view.pages:
        if page.figures_are_free:
            continue
        for match in _FIGURE.finditer(page.prose):
            hint = "take it from a fact, [[address]]; or spell it out, if it is no fact; or set figures: free on a how-to page"
            yield _place(page, match.start(), f"the figure '{match[0]}' is typed into the page", hint)


def _blocks(view: View) -> Iterator[Finding]:
    for page in view.pages:
        open_blocks: list[tuple[str, re.Match[str]]] = []
        for match in _BLOCK.finditer(page.masked):
            if not match["name"]:
                if open_blocks and open_blocks[-1][0] == match["fence"]:
                    open_blocks.pop()
                continue
            open_blocks.append((match["fence"], match))
            finding = _block(page, match, view)
            if finding:
                yield finding
        for fence, match in open_blocks:
            yield _place(
                page, match.start(), f"the block '{match['name']}' is not closed", f"end it with a line '{fence}'"
            )


def _block(page: ProsePage, match: re.Match[str], view: View) -> Finding | None:
    name, argument = match["name"], (match["argument"] or "").strip()
    known = {*BLOCKS, TIMELINE_BLOCK, *_FOREIGN}
    if name not in known:
        guess = nearest(name, known)
        hint = f"did you mean '{guess}'?" if guess else f"the blocks are {', '.join(sorted(BLOCKS))}"
        return _place(page, match.start("name"), f"there is no block '{name}'", hint)
    block = BLOCKS.get(name)
    if block is None:
        return None
    pool = set(block.choices(view.store))
    words = [word.strip() for word in argument.split(",")] if block.many else [argument]
    for word in words:
        if word in pool or (not word and block.optional) or view.excused(word):
            continue
        guess = nearest(word, pool)
        hint = f"did you mean '{guess}'?" if guess else f"write /// {name} | {block.argument}"
        hint = moved_hint(word, view.store) or hint
        offset = match.start("argument") if match["argument"] else match.start("name")
        message = (
            f"there is no {block.argument} '{word}'"
            if word
            else f"the block '{name}' needs the id of a {block.argument}"
        )
        return _place(page, offset, message, hint)
    return None


def _homes(view: View) -> Iterator[Finding]:
    homes = {fact_target(fact, view.store).page: fact.owner for fact in view.store.facts.values() if fact.owner}
    for page in view.pages:
        owner = homes.get(page.page)
        if owner:
            hint = "give the page another address; an entity's page has one once its statements stand on a page below"
            yield Finding(
                page.path, 1, 1, f"the page takes the place of that of '{owner}', where facts have their home", hint
            )


_PAGE = "# docs/index.md\n# The town\n\n%s\n"

RULES = (
    Rule(
        "FB801",
        "page-reference",
        N_("A `[[…]]` in a page names a fact, an entity or a source, in a form that is known."),
        N_("A page must not show what is not in the store."),
        _PAGE % "It lies on a river: [[town-rivr]].",
        _PAGE % "It lies on a river: [[town-river]].",
        _references,
    ),
    Rule(
        "FB802",
        "naked-number",
        N_(
            "No figure is typed into a page about the subject; it comes from a fact. How-to pages opt out with `figures: free`."
        ),
        N_("A typed figure has no source and is not corrected with the store."),
        _PAGE % "Some 3,000 people live there.",
        _PAGE % "Many people live there.",
        _naked_numbers,
    ),
    Rule(
        "FB803",
        "block",
        N_("A block is one of the known ones, names what it shows, and is closed."),
        N_("An unknown block would stand in the page as text."),
        _PAGE % "/// facts | twon\n///",
        _PAGE % "/// facts | town\n///",
        _blocks,
    ),
    Rule(
        "FB804",
        "page-markup",
        N_(
            "A page is Markdown with a few harmless HTML elements and attributes; links lead to https, http, mailto or the site."
        ),
        N_(
            "Pages come from unknown people and run in readers' browsers. "
            "Elements: %(elements)s. Attributes: %(attributes)s."
        ),
        _PAGE % '[The council](javascript:alert) meets <b onclick="alert()">here</b>. <script>alert()</script>',
        _PAGE % '[The council](https://example.org/) meets <b>here</b>, <span lang="de">im Rathaus</span>.',
        words={"elements": ", ".join(sorted(ELEMENTS)), "attributes": ", ".join(sorted(ATTRIBUTES))},
    ),
    Rule(
        "FB805",
        "published-file",
        N_("A file in `docs/` is a page, an image, or data; a drawing neither does nor loads anything."),
        N_("Whatever lies there is published as it is, and a page of one's own would be free of every rule."),
        "# docs/more.html\n<p>A page of one's own.</p>\n",
        '# docs/more.svg\n<svg xmlns="http://www.w3.org/2000/svg"><title>A square</title><path d="M0 0h9v9z"/></svg>\n',
    ),
    Rule(
        "FB806",
        "front-matter",
        N_("The front matter of a page has these keys alone: %(keys)s."),
        N_("The theme knows more keys, which choose other templates or load files."),
        "# docs/more.md\n---\ntemplate: other.html\n---\n# More\n",
        "# docs/more.md\n---\ntitle: More\ndescription: More of it.\n---\n# More\n",
        words={"keys": ", ".join(FRONT_MATTER)},
    ),
    Rule(
        "FB807",
        "page-of-facts",
        N_("A hand-written page may stand in the place of a generated one, but not where facts have their home."),
        N_("The permanent address of a fact leads to its home; what is written by hand there would not have it."),
        "# docs/places/town.md\n# The town\n\nIt lies on a river.\n",
        "# docs/town.md\n# The town\n\nIt lies on a river.\n",
        _homes,
    ),
)
