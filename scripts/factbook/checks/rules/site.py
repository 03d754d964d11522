"""Rules about ``mkdocs.yml``: what the pages of the store, and those that people write, need there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.checks.rules.rule import Finding, Rule, View
from factbook.content.addresses import TIMELINE
from factbook.languages import N_
from factbook.reading.prose import ProsePage
from factbook.reading.site_file import NAME

_TIMELINE = re.compile(r"^ {0,3}/{3,}[ \t]*timeline\b(?P<source>[^\n]*(?:\n {4}\S[^\n]*)*)", re.MULTILINE)
_REPOSITORY = re.compile(r"\{\{[ \t]*repo_url[ \t]*\}\}")


def _plugins(view: View) -> Iterator[Finding]:
    site = view.site_file
    if site is None:
        return
    line, plugins = site.line("plugins"), site.plugins
    if "factbook" not in plugins:
        message = "the plugin 'factbook' is missing: pages would show [[…]] and /// as they are typed"
        yield Finding(NAME, line, 1, message, f"add it: {_PLUGINS}")
        return
    needs = _needs_timeline(view)
    if "timeline" not in plugins:
        if needs:
            yield Finding(NAME, line, 1, f"the plugin 'timeline' is missing, which {needs}", f"add it: {_PLUGINS}")
    elif needs and plugins["timeline"].get("source") != "store":
        message = f"the plugin 'timeline' does not take its events from the store, which {needs}"
        yield Finding(NAME, line, 1, message, f"let it: {_PLUGINS}")


_PLUGINS = "plugins: [factbook, timeline: {source: store}, search]"


def _needs_timeline(view: View) -> str:
    """What needs the timeline's plugin, in words; empty where nothing does."""
    page = next(
        (page.path for page in view.pages if any(not _has_source(m[0]) for m in _TIMELINE.finditer(page.masked))), ""
    )
    if page:
        return f"{page} needs for its block 'timeline'"
    return "milestones and awards with a date need" if view.store.events() else ""


def _has_source(block: str) -> bool:
    return "source:" in block or "|" in block.partition("\n")[0]


def _home_of_events(view: View) -> Iterator[Finding]:
    """The page of the timeline is where milestones have their permanent address; without it, the program makes one."""
    if not view.store.facts_of("milestone"):
        return
    for page in view.pages:
        if _is_home(page) and not _TIMELINE.search(page.masked):
            message = "the page has no block 'timeline', and the permanent address of every milestone leads here"
            yield Finding(
                page.path, 1, 1, message, "write /// timeline and below it ///, or delete the page: one is made then"
            )


def _is_home(page: ProsePage) -> bool:
    return page.path == "/".join(filter(None, ("docs", page.language, f"{TIMELINE}.md")))


def _repository(view: View) -> Iterator[Finding]:
    site = view.site_file
    if site is None or site.settings.get("repo_url"):
        return
    for page in view.pages:
        for match in _REPOSITORY.finditer(page.text):
            line, column = page.position(match.start())
            message = f"the page names the repository, and {NAME} has none"
            yield Finding(
                page.path, line, column, message, f"write repo_url: https://… in {NAME}, or leave it out here"
            )


_WITHOUT = "# mkdocs.yml\nsite_name: Town\ntheme: {name: material}\n"
_WITH = _WITHOUT + "plugins:\n  - factbook\n  - timeline: {source: store}\n  - search\n"
_CHARTER = """# data/milestones.yml
- {id: charter, date: 1320, title: Charter, summary: A market., topics: [history], places: [town], sources: {yearbook: p. 2}}
"""

RULES = (
    Rule(
        "FB810",
        "site-plugins",
        N_(
            "`mkdocs.yml` names the plugin `factbook`, and where anything has a date or a page has the block `timeline`, the plugin"
            " `timeline` with `source: store`."
        ),
        N_(
            "Without them a site is built whose pages show what was typed in place of facts, and whose events have no page."
        ),
        _WITHOUT,
        _WITH,
        _plugins,
    ),
    Rule(
        "FB811",
        "page-of-events",
        N_("A hand-written `docs/timeline.md` shows the timeline."),
        N_(
            "The permanent address of every milestone leads to its place there. Where there is no such page, the program makes it."
        ),
        _WITH + _CHARTER + "# docs/timeline.md\n# Timeline\n\nMuch happened.\n",
        _WITH + _CHARTER + "# docs/timeline.md\n# Timeline\n\nMuch happened.\n\n/// timeline\n///\n",
        _home_of_events,
    ),
    Rule(
        "FB812",
        "page-names-repository",
        N_("A page that names the repository, `{{ repo_url }}`, has one in `mkdocs.yml`."),
        N_("Its link would lead somewhere on the site itself."),
        _WITH + "# docs/index.md\n# The town\n\n[Report a mistake]({{ repo_url }}/issues).\n",
        _WITH
        + "repo_url: https://github.com/example/town\n# docs/index.md\n# The town\n\n[Report a mistake]({{ repo_url }}/issues).\n",
        _repository,
    ),
)
