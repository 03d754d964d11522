"""What a builder that writes as much as ours takes from our pages: their frame as a layout, and their data."""

from __future__ import annotations

import json

import yaml
from frame import data_of, layout_of, with_data

LINKED = json.dumps({"@graph": [{"name": "A & B", "mainEntityOfPage": "https://store.example/x/one/"}]})
PAGE = f"""<html><head>
<meta name="description" content="What A &amp; B does.">
<link rel="canonical" href="https://store.example/x/one/">
<link rel="stylesheet" href="../../assets/a.css">
<script type="application/ld+json">{LINKED}</script>
<meta property="og:title" content="A &amp; B">
</head><body>
<nav><a href="../..">Home</a> <a href="../">All</a> <a href="../../y/#z">Others</a></nav>
<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>
<li><a href="#facts">Facts</a></li>
</ul>
<article class="md-content__inner md-typeset">
<h1>A &amp; B <span class="fb-zh" lang="zh">甲乙</span></h1>
<figure><svg viewBox="0 0 1 1"></svg></figure>
<article class="fb-fact" data-fact="one-fact"><time datetime="2001">2001</time>
<p class="fb-fact__related"><a href="../two/">Two</a></p>
<span class="fb-badge fb-badge--grade" title="Grade B: two"><span>Grade </span>B</span>
<span class="fb-tools"><a href="https://a.example/edit?a=1&amp;b=2">Edit</a></span></article>
</article>
<footer><pre>title = {{{{A &amp; B}}}}, url = {{https://store.example/x/one/}}, @misc{{x-one}}</pre><p lang="zh">甲乙</p></footer>
</body></html>
"""


def test_data_of_a_page() -> None:
    assert data_of(PAGE) == {
        "linked": LINKED,
        "native": "甲乙",
        "charts": ['<svg viewBox="0 0 1 1"></svg>'],
        "facts": [
            {
                "id": "one-fact",
                "date": "2001",
                "about": [{"name": "Two", "address": "../two/"}],
                "grade": "B",
                "title": "Grade B: two",
                "links": [{"name": "Edit", "address": "https://a.example/edit?a=1&b=2"}],
            }
        ],
    }


def test_data_stand_in_the_front_matter_and_the_text_stays() -> None:
    text = with_data('---\ntitle: "One"\n---\n\n# One\n\n---\n', data_of(PAGE))
    _, front, rest = text.split("---\n", 2)
    assert yaml.safe_load(front) == {"title": "One", **data_of(PAGE)}
    assert rest == "\n# One\n\n---\n"


def test_the_layout_is_the_frame_without_what_is_the_page_s_own() -> None:
    layout = layout_of(PAGE, "x/one/")
    for own in ("A &amp; B", "What A", "甲乙", "x-one", "/one", "fb-fact", "svg", "#facts", "2001"):
        assert own not in layout
    assert '<a href="{{ $root }}">Home</a> <a href="{{ $root }}x/">All</a> <a href="{{ $root }}y/#z">' in layout
    assert '<link rel="stylesheet" href="{{ $root }}assets/a.css">' in layout
    assert [layout.count(f'{{{{ partial "{name}.html" . }}}}') for name in ("linked", "contents", "content")] == [1] * 3


def test_braces_of_the_frame_are_no_expressions() -> None:
    pre = layout_of(PAGE, "x/one/").partition("<pre>")[2]
    assert pre.startswith(
        'title = {{ "{{" }}{{ .Title }}}}, url = {{ "{" }}{{ .Permalink }}}, @misc{{ "{" }}{{ replace'
    )
