"""Hand-written pages as plain Markdown: everything that extensions would make of them is written out, code stays."""

from __future__ import annotations

import re

import pytest

from factbook.reading.load import build_store, load
from factbook.render.links import Site
from factbook.render.prose import prose_markdown
from factbook.store import Store
from tests.projects import MakeProject

STORE = """# data/milestones.yml
- {id: charter, date: 1320-05, title: The town receives its charter, summary: A market., importance: 1, topics: [history],
   places: [town], sources: {yearbook: page 2}}
- {id: fair, date: 1330, title: A fair, summary: It is held., importance: 3, topics: [history], places: [town],
   sources: {yearbook: page 4}}
# data/indicators.yml
- {id: population, name: Population, definition: People who live there., unit: people, place: town,
   observations: [{period: 1990, value: 30000, sources: {yearbook: page 3}}]}
"""
SITE = Site(url="https://town.example/book/")


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    found = load(make_project(STORE))
    assert not found.problems, found.problems
    return build_store(found)


def test_references_are_said_and_cited_under_labels_of_the_page(store: Store) -> None:
    text = prose_markdown(
        "story/growth", "# Growth\n\nIt had [[population@1990]], see [[town]]; `[[town]]`.\n", store, SITE
    )
    assert "It had 30,000\u00a0people[^story/growth-1], see [Town](<../places/town.md>); `[[town]]`." in text
    assert (
        "\n## References\n\n[^story/growth-1]: Town council (1995). [Yearbook of the town](<../sources/yearbook.md>). page 3."
        in text
    )


def test_blocks_show_what_they_show_on_the_site(store: Store) -> None:
    page = "# T\n\n/// table | population\n///\n\n```\n/// table | population\n///\n```\n\n/// facts | town\n///\n"
    text = prose_markdown("t", page, store, SITE)
    assert "| 1990 | 30,000 |" in text
    assert "The town lies on a river." in text
    assert re.findall(r"^///.*", text, re.MULTILINE) == ["/// table | population", "///"]  # those in the code


def test_a_timeline_is_a_list_of_what_it_shows(store: Store) -> None:
    whole = prose_markdown("timeline", "# Timeline\n\n/// timeline\n///\n", store, SITE)
    assert whole.index("The town receives its charter") < whole.index("A fair")
    assert '<a id="charter"></a>May 1320' in whole
    assert "Town council, 1995 (page 2)" in whole
    strip = "/// timeline\n    compact: true\n    importance: 1\n    order: desc\n    more: timeline.md\n///\n"
    brief = prose_markdown("index", f"# Home\n\n{strip}", store, SITE)
    assert "A fair" not in brief
    assert "A market" not in brief
    assert "[Full timeline](timeline.md)" in brief


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("[a](b.md){ .md-button .md-button--primary }", "[a](b.md)"),
        ("A lead.\n{ .fb-lead }", "A lead."),
        ("## Grades {#how-graded}", '## Grades <a id="how-graded"></a>'),
        ("## Grades {#grades}", "## Grades"),
        ("## Grades { .quiet }", "## Grades"),
        ('<div class="x" markdown>\n\nIn it.\n\n</div>', "In it."),
        (
            "<details markdown>\n<summary>S</summary>\n\nIn it.\n\n</details>",
            "<details>\n<summary>S</summary>\n\nIn it.\n\n</details>",
        ),
        ('!!! note "Dates"\n\n    As text.\n\n    So.\n\nAfter.', "> **Dates**\n>\n> As text.\n>\n> So.\n\nAfter."),
        ("!!! warning\n    Hot.", "> **Warning**\n>\n> Hot."),
        ("{{ site_url }}x and `{{site_url}}y`", "https://town.example/book/x and `https://town.example/book/y`"),
        ('<a href="../../downloads/f.csv">f</a>', '<a href="https://town.example/book/downloads/f.csv">f</a>'),
        ("`{ .x }` and `[[y]]`", "`{ .x }` and `[[y]]`"),
        ("a set {1, 2} and ${x}", "a set {1, 2} and ${x}"),
    ],
)
def test_what_only_mkdocs_reads_is_written_out(written: str, plain: str, store: Store) -> None:
    shown = prose_markdown("about/grades", f"# T\n\n{written}\n", store, SITE)
    assert shown == f"# T\n\n{plain}\n"


def test_front_matter_keeps_what_speaks_of_the_page(store: Store) -> None:
    text = prose_markdown("a", "---\ntitle: A [b]\nfigures: free\n---\n# A\n\nText.\n", store, SITE)
    assert text == '---\ntitle: "A [b]"\n---\n\n# A\n\nText.\n'


def test_windows_line_ends_change_nothing(store: Store) -> None:
    page = "---\ntitle: A\n---\n# A\n\n/// table | population\n///\n\nIt had [[population@1990]].\n"
    assert prose_markdown("a", page.replace("\n", "\r\n"), store, SITE) == prose_markdown("a", page, store, SITE)


def test_the_addresses_of_site_and_repository_come_from_the_settings(store: Store) -> None:
    site = Site(url="https://town.example/book/", repo_url="https://git.example/town")
    text = prose_markdown("t", "# T\n\n[Ask]({{ repo_url }}/issues) {{ site_url }}api/\n", store, site)
    assert "[Ask](https://git.example/town/issues) https://town.example/book/api/" in text
