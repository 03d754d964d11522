"""What stands in the head of a page and in the dialog "Cite": its citation in each form, and its social card."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from mkdocs.structure.pages import Page as MkDocsPage

from factbook.content.addresses import Target
from factbook.content.page import Page
from factbook.exports import social
from factbook.exports.citation import Name, forms, page_work
from factbook.render.links import Site
from factbook.site.snapshot import Snapshot


def address(page: MkDocsPage, site: Site, *, offline: bool) -> str:
    """The address by which a page is cited: a copy that is read offline is cited by the address of the site."""
    return replace(site, directory_urls=site.directory_urls or offline).absolute(Target(_path(page)))


def twin(page: MkDocsPage, site: Site, folder: str) -> str:
    """The address of the same page in the edition in a folder, from this one."""
    path = _path(page)
    there = f"{folder}{site.path(path)}"
    return site.file_href(there, path) + ("/" if not there or there.endswith("/") else "")


def citations(page: MkDocsPage, generated: Page | None, site: Site, url: str) -> dict[str, str]:
    """How to cite a page, as HTML by the names of the template's variables."""
    title = (
        Name(generated.title, generated.zh) if generated else Name(site.cited_as if page.is_homepage else _title(page))
    )
    work = page_work(_path(page), title, site, url)
    return {f"cite_{form.name}": escape(form.text, quote=False) for form in forms(work)}


def card(page: MkDocsPage, generated: Page | None, site: Site) -> tuple[str, social.Card]:
    """The social card of a page and its file: industries and hand-written pages have their own, all others share the site's."""
    if generated is not None and generated.kind == "industry":
        return social.card_file(generated.path), social.Card(generated.title, generated.zh, site.name)
    if generated is None and not page.is_homepage:
        return social.card_file(_path(page)), social.Card(_title(page), "", site.name)
    return social.card_file(), social.Card(site.name, "", site.name)


def trail(page: MkDocsPage, snapshot: Snapshot) -> list[tuple[str, str]]:
    """The ways above a page, and the page: name and path of the home page, of the index or the page above it if it has one, of itself."""
    path = _path(page)
    if page.is_homepage:
        return []
    generated = snapshot.pages.get(page.file.src_uri)
    steps = [(snapshot.site.name, "index"), (generated.title if generated else _title(page), path)]
    above = path.rpartition("/")[0]
    index = next((found for found in (f"{above}/index", above) if found != path and snapshot.title(found)), "")
    return [steps[0], *([(snapshot.title(index), index)] if index else []), steps[1]]


def _path(page: MkDocsPage) -> str:
    return page.file.src_uri.removesuffix(".md")


def _title(page: MkDocsPage) -> str:
    """The title as text: MkDocs has it as HTML."""
    return unescape(re.sub(r"<[^>]*>", "", str(page.title or "")))
