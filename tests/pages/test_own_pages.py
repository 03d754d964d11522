"""A page does not point to itself: a claim's own page lists other claims that touch its facts, never its own."""

from __future__ import annotations

from factbook.checks.project import Project
from factbook.pages.generate import generate
from factbook.render.links import Site
from factbook.render.page_writer import PageWriter


def test_no_page_of_a_claim_or_dispute_lists_itself(project: Project) -> None:
    writer = PageWriter(project.store, Site())
    for page in generate(project.store):
        if page.kind not in ("claim", "dispute") or "/" not in page.path:
            continue
        listed = writer.content(page).partition('id="disputes"')[2].partition("<h2")[0]
        own = page.path.rpartition("/")[2]
        assert f'/{own}/"' not in listed, page.path
        assert 'href="./"' not in listed, page.path
