"""What our pages have beside their text, for a builder that is to write as much: their frame as a layout of Hugo, and their data.

The frame is taken from a page of ours that was built, so it changes as ours does. In place of what is that page's own stand
the expressions that print the same of any page.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

Data = Mapping[str, Any]
"""What a page has beside its text, as front matter: linked data, charts, the links of its facts, its name in another language."""

_LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_CONTENT = re.compile(r'(<article class="md-content__inner[^>]*>).*(</article>)', re.DOTALL)
_CONTENTS = re.compile(r'(<ul class="md-nav__list" data-md-component="toc"[^>]*>).*?(</ul>)', re.DOTALL)
_UPWARDS = re.compile(r'"((?:\.\./)*\.\.)(/[^"]*)?"')
_BRACE = re.compile(r"\{(?=\{\{ [^\"])")
_ROOT = '{{ $root := strings.Repeat (sub (strings.Count "/" .RelPermalink) 1) "../" }}'


def data_of(html: str) -> Data:
    """The data of a page of ours."""
    tree = LexborHTMLParser(html)
    linked = _LINKED.search(html)
    native = tree.css_first("h1 .fb-zh")
    return {
        "linked": linked[1] if linked else "",
        "native": native.text() if native else "",
        "charts": [chart.html for chart in tree.css("figure svg")],
        "facts": [_fact(fact) for fact in tree.css(".fb-fact[data-fact], tr[data-fact]")],
    }


def with_data(text: str, data: Data) -> str:
    """A page's Markdown with its data in the front matter: JSON is YAML."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items())
    return text.replace("---\n", f"---\n{lines}", 1)


def layout_of(html: str, address: str) -> str:
    """The frame of a page of ours as a layout. ``address``: the page's own, below the site's root."""
    tree = LexborHTMLParser(html)
    own = {
        _attribute(tree, "link[rel=canonical]", "href"): "{{ .Permalink }}",
        _attribute(tree, "meta[name=description]", "content"): "{{ .Description }}",
        _attribute(tree, 'meta[property="og:title"]', "content"): "{{ .Title }}",
        str(data_of(html)["native"]): "{{ .Params.native }}",
        address.strip("/").replace("/", "-"): '{{ replace (strings.Trim .RelPermalink "/") "/" "-" }}',
    }
    html = _LINKED.sub("fblinked", html, count=1)
    html = _CONTENT.sub(r"\1fbcontent\2", html)
    html = _CONTENTS.sub(r"\1fbcontents\2", html)
    html = html.replace("{{", '{{ "{{" }}')
    for text, expression in own.items():
        html = html.replace(escape(text), expression) if text else html
    for name in ("contents", "content", "linked"):
        html = html.replace(f"fb{name}", f'{{{{ partial "{name}.html" . }}}}', 1)
    html = _BRACE.sub('{{ "{" }}', html)
    return _ROOT + _UPWARDS.sub(lambda match: f'"{{{{ $root }}}}{_below_root(match, address)}"', html)


def _below_root(link: re.Match[str], address: str) -> str:
    """Where a link that goes upwards from an address leads, below the site's root."""
    path = posixpath.normpath(posixpath.join(address, link[1] + (link[2] or "")))
    return "" if path == "." else path + "/" * (link[2] is None or link[2].endswith("/"))


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes[name] if node else None) or ""


def _fact(node: LexborNode) -> Data:
    """What a fact has beside its text: when, about what, how sure, and where it is cited, corrected, reported."""
    date, badge = node.css_first("time"), node.css_first(".fb-badge--grade")
    return {
        "id": node.attributes["data-fact"],
        "date": (date.attributes.get("datetime") if date else None) or "",
        "about": _links(node, ".fb-fact__related a"),
        "grade": badge.text()[-1:] if badge else "",
        "title": (badge.attributes.get("title") if badge else None) or "",
        "links": _links(node, ".fb-tools a"),
    }


def _links(node: LexborNode, selector: str) -> Sequence[Data]:
    return [{"name": link.text(), "address": link.attributes.get("href") or ""} for link in node.css(selector)]
