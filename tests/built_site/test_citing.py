"""What the built pages say about citing: every fact's and every series' link leads to its forms, every page has its own."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from factbook.checks.project import Project, with_history
from factbook.content.addresses import commit_anchor
from factbook.render.links import cite_file

_FORMS = re.compile(r"<pre[^>]*>(.*?)</pre>", re.DOTALL)


def test_no_mark_of_a_frame_is_left(site: Path) -> None:
    assert [str(file) for file in site.rglob("*.html") if "fbmark" in file.read_text(encoding="utf-8")] == []


def test_every_fact_and_series_is_cited_in_four_forms(site: Path, project: Project) -> None:
    for identifier in (*project.store.facts, *project.store.indicators):
        text = (site / cite_file(identifier)).read_text(encoding="utf-8")
        plain, bibtex, csl, gbt = (unescape(form) for form in _FORMS.findall(text))
        assert f"/id/{cite_file(identifier).split('/')[1]}/" in plain
        assert bibtex.startswith("@misc{")
        assert json.loads(csl)[0]["title"]
        assert "/OL]" in gbt
        assert "<script" not in text


def test_facts_and_tables_link_to_their_forms(site: Path, project: Project) -> None:
    industry = next(i for i in project.store.industries if project.store.owned_by(i))
    address = project.store.owned_by(industry)[0].address
    page = (site / "industries" / industry / "index.html").read_text(encoding="utf-8")
    article = page[page.index(f'id="{address}"') :].partition("</article>")[0]
    assert f'href="../../{cite_file(address)}"' in article
    assert "&amp;fact=" in article
    assert "/blame/" in article
    indicator = next(iter(project.store.indicators))
    page = (site / "indicators" / indicator / "index.html").read_text(encoding="utf-8")
    assert f'href="../../{cite_file(indicator)}"' in page


def test_every_row_of_a_series_can_be_linked_cited_and_corrected(site: Path, project: Project) -> None:
    store = project.store
    for owner in (*store.indicators, *store.projects):
        folder = "indicators" if owner in store.indicators else "projects"
        page = (site / folder / owner / "index.html").read_text(encoding="utf-8")
        for fact in store.owned_by(owner):
            if f'<tr id="{fact.address}"' not in page:
                continue  # a statement of a project, which has its tools as others do
            row = page[page.index(f'<tr id="{fact.address}"') :].partition("</tr>")[0]
            tools = row[row.index('<details class="fb-use">') :]
            assert f'href="../../{cite_file(fact.address)}"' in tools
            assert ">Permalink</a>" in tools
            assert "/edit/" in tools
            assert "/blame/" in tools
            assert "&amp;fact=" in tools


def test_every_page_has_its_own_forms(site: Path, project: Project) -> None:
    for page in (
        f"industries/{next(iter(project.store.industries))}/",
        f"sources/{next(iter(project.store.sources))}/",
        "about/",
        "",
    ):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        footer = html[html.index('class="fb-forms"') :]
        plain, _, csl, _ = (unescape(form) for form in _FORMS.findall(footer)[:4])
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)"', html)
        assert plain.endswith(canonical)
        assert json.loads(csl)[0]["URL"] == canonical


def test_what_commits_changed_in_a_fact_stands_beside_its_citation(site: Path, project: Project) -> None:
    history = with_history(project, print).store.history
    changes = (site / "changes" / "index.html").read_text(encoding="utf-8")
    if history is None or not history.commits:  # a clone that was cut off above the commits of the data
        assert "built without its history" in changes
        return
    touched = [fact for fact in project.store.facts if history.of(fact)]
    assert touched
    for fact in touched:
        text = (site / cite_file(fact)).read_text(encoding="utf-8")
        for commit, _ in history.of(fact):
            assert f'href="../../changes/#{commit_anchor(commit)}"' in text, fact
    assert all(f'id="{commit_anchor(commit)}"' in changes for commit in history.commits)
